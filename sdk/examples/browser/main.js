import { createMerchantGraph, listInsights } from '@merchantgraph/sdk';

// A page's visitors can read what is in it: use a key that may do no more than what the page shows.
const parameters = new URLSearchParams(location.hash.slice(1));
const client = createMerchantGraph({ endpoint: '/graphql', apiKey: parameters.get('key') ?? '' });
const page = await listInsights(client, { merchantId: parameters.get('merchant') ?? '', first: 3 });
for (const { title } of page?.nodes ?? []) {
  const item = document.createElement('li');
  item.textContent = title;
  document.querySelector('#insights')?.append(item);
}
