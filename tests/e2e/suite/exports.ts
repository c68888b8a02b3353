import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { until } from '../../fixtures/wait.ts';
import { makeOrdersFile } from '../orders-file.ts';
import { ask, data, type OnStage } from '../stage.ts';

const REQUEST = `mutation ($input: RequestExportInput!) {
  requestExport(input: $input) { ... on ExportRequested { export { id } } ... on UserError { code message } }
}`;
const READ = `query ($id: ID!) { export(id: $id) { status rows bytes sha256 downloadUrl error } }`;
const TREND = `query ($merchant: ID!, $from: Date!, $to: Date!) { merchant(id: $merchant) {
  salesTrend(from: $from, to: $to, groupBy: DAY) { points { date grossRevenue { amount } refunds { amount } orders units } } } }`;

interface Point {
  date: string;
  grossRevenue: { amount: string };
  refunds: { amount: string };
  orders: number;
  units: number;
}

/** From a report to a file: asked for at the gateway, made by the worker, sent by the gateway. */
export function defineExports(on: OnStage): void {
  describe('exports', () => {
    const { from, to } = makeOrdersFile();

    async function exported(input: object) {
      const { shop } = on();
      const { requestExport } = await data(on(), shop.apiKey, REQUEST, {
        input: { merchantId: shop.id, ...input },
      });
      const { id } = requestExport.export;
      const found = await until('the export', async () => {
        const { export: row } = await data(on(), shop.apiKey, READ, { id });
        return !['QUEUED', 'RUNNING'].includes(row.status) && row;
      });
      return { id, ...found };
    }

    /** The link, at the gateway of this test: processes of their own know its public address alone. */
    const fetchLink = (link: string, headers: Record<string, string> = {}): Promise<Response> =>
      fetch(new URL(new URL(link).pathname, on().topology.endpoints.graphql), { headers });

    test('hold what the report shows, and are sent to whoever has the link', async () => {
      const { shop } = on();
      const made = await exported({ kind: 'SALES_TREND', format: 'JSON_LINES', from, to });
      expect(made).toMatchObject({ status: 'COMPLETED', error: null });
      const answer = await fetchLink(made.downloadUrl);
      expect(answer.status).toBe(200);
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(made.sha256);
      const { merchant } = await data(on(), shop.apiKey, TREND, { merchant: shop.id, from, to });
      const rows = bytes
        .toString()
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(rows.map((row) => [row.date, row.gross_revenue, row.refunds, row.orders, row.units])).toEqual(
        merchant.salesTrend.points.map((point: Point) => [
          point.date,
          point.grossRevenue.amount,
          point.refunds.amount,
          point.orders,
          point.units,
        ]),
      );
      const part = await fetchLink(made.downloadUrl, { range: 'bytes=0-9' });
      expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
        206,
        `bytes 0-9/${bytes.length}`,
        bytes.subarray(0, 10).toString(),
      ]);
    });

    test('are nobody else’s', async () => {
      const { shop, stranger } = on();
      const made = await exported({ kind: 'ORDER_ITEMS', format: 'PARQUET' });
      expect(made.rows).toBeGreaterThan(0);
      expect((await fetchLink(`${made.downloadUrl}x`)).status).toBe(404);
      expect((await ask(on(), stranger.apiKey, READ, { id: made.id })).data?.export).toBeNull();
      const input = { merchantId: shop.id, kind: 'ORDERS', format: 'CSV' };
      const refused = await data(on(), stranger.apiKey, REQUEST, { input });
      expect(refused.requestExport.code).toBe('NOT_FOUND');
    });
  });
}
