import {
  createMerchantGraph,
  getOverview,
  listInsights,
  MerchantGraphError,
  paginate,
} from '@merchantgraph/sdk';

const [endpoint, apiKey, merchantId] = process.argv.slice(2);
const client = createMerchantGraph({ endpoint, apiKey });
const day = (ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

try {
  const overview = await getOverview(client, { merchantId, from: day(30), to: day(1) });
  const { amount, currency } = overview.totals.netRevenue;
  process.stdout.write(`${overview.totals.orders} orders, ${amount} ${currency}\n`);
  for await (const insight of paginate(client, listInsights, { merchantId, first: 2 })) {
    process.stdout.write(`${insight.severity}: ${insight.title}\n`);
  }
} catch (error) {
  if (!(error instanceof MerchantGraphError)) throw error;
  process.stderr.write(`${error.code}: ${error.message} ${error.documentation ?? ''}\n`);
  process.exitCode = 1;
}
