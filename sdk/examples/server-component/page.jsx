// Runs on the server: it may know a secret, and asks before anything is sent to the browser.
import { createMerchantGraph, listInsights } from '@merchantgraph/sdk';
import { preload } from '@merchantgraph/sdk/react/server';
import { Insights } from './insights.jsx';

/** @param {{ endpoint: string, apiKey: string, merchantId: string }} props */
export default async function Page({ endpoint, apiKey, merchantId }) {
  const client = createMerchantGraph({ endpoint, apiKey });
  const preloaded = await preload(client, listInsights, { merchantId, first: 3 });
  return (
    <main>
      <h1>What changed</h1>
      <Insights endpoint={endpoint} merchantId={merchantId} preloaded={preloaded} />
    </main>
  );
}
