import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { processesOf } from '../fixtures/processes.ts';
import { freshFolder, type Product, request, startProduct } from '../fixtures/product.ts';
import { until } from '../fixtures/wait.ts';

const LINES = 120_000;
const REQUEST = `mutation ($input: RequestExportInput!) {
  requestExport(input: $input) { ... on ExportRequested { export { id } } ... on UserError { code message } }
}`;
const READ = 'query ($id: ID!) { export(id: $id) { status rows bytes sha256 downloadUrl error } }';

const ordersFile = (): string =>
  [
    'order_id,ordered_at,sku,title,quantity,unit_price,currency',
    ...Array.from(
      { length: LINES },
      (_, n) =>
        `O-${n >> 2},2024-03-${String(1 + (n % 28)).padStart(2, '0')} 12:00:00,SKU-${n % 500},Thing ${n % 500},1,${(n % 97) + 1}.25,GBP`,
    ),
  ].join('\n');

describe('an export whose worker is killed', () => {
  let product: Product;
  let dataDir: string;
  let folder: string;
  beforeAll(async () => {
    dataDir = await freshFolder();
    folder = path.join(dataDir, 'exports');
    product = await startProduct({ dataDir, demo: false });
  }, 60_000);
  afterAll(async () => {
    await product?.dispose();
  }, 30_000);

  const names = async (): Promise<string[]> =>
    (await readdir(folder, { recursive: true }).catch(() => [])).filter((name) => name.includes('.'));
  const workers = (): number[] =>
    processesOf(dataDir).flatMap(({ pid, command }) => (command.endsWith(' worker') ? [pid] : []));

  test('is made anew by the next worker, once and whole', async () => {
    const shop = await product.cli([
      ...['merchant', 'create', '--name', 'Interrupted'],
      ...['--timezone', 'Europe/London', '--currency', 'GBP'],
    ]);
    const merchantId = String(shop.id);
    const file = path.join(dataDir, 'orders.csv');
    await writeFile(file, ordersFile());
    await product.cli(['import', 'orders', file, '--merchant', merchantId, '--format', 'generic']);
    const ask = async (query: string, variables: Record<string, unknown>) => {
      const answer = await request(product.endpoints.graphql, query, variables, {
        authorization: `Bearer ${String(shop.apiKey)}`,
      });
      expect(answer.errors).toEqual([]);
      return answer.data;
    };
    const start = async (): Promise<string> => {
      const input = { merchantId, kind: 'ORDER_ITEMS', format: 'JSON_LINES' };
      return (await ask(REQUEST, { input })).requestExport.export.id;
    };
    const end = (id: string) =>
      until(
        'the export',
        async () => {
          const { export: row } = await ask(READ, { id });
          return !['QUEUED', 'RUNNING'].includes(row.status) && row;
        },
        90_000,
      );
    // Undisturbed, to know what the file must be; by then the mirror holds every line, too.
    const whole = await until(
      'all lines in an export',
      async () => {
        const made = await end(await start());
        return made.rows === LINES && made;
      },
      90_000,
    );

    const [pid] = workers();
    if (!pid) throw new Error('There is no worker.');
    const id = await start();
    // A draft is there: the file has been begun, and is not whole.
    for (let drafts = 0; drafts === 0; await sleep(1))
      drafts = (await names()).filter((name) => name.includes(id) && name.endsWith('.part')).length;
    process.kill(pid, 'SIGKILL');
    expect((await ask(READ, { id })).export).toMatchObject({
      status: 'RUNNING',
      sha256: null,
      downloadUrl: null,
    });
    expect((await names()).filter((name) => name.includes(id) && !name.endsWith('.part'))).toEqual([]);
    await until('another worker', () => workers().some((other) => other !== pid), 30_000);

    const made = await end(id);
    expect(made).toMatchObject({ status: 'COMPLETED', rows: LINES, sha256: whole.sha256, error: null });
    const files = (await names()).filter((name) => name.includes(id) && !name.endsWith('.part'));
    expect(files).toEqual([path.join(merchantId, `${id}-2.jsonl`)]);
    const bytes = await readFile(path.join(folder, files[0] ?? ''));
    expect(bytes.length).toBe(made.bytes);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(made.sha256);
    const link = await fetch(
      new URL(new URL(made.downloadUrl).pathname, product.endpoints.graphql).toString(),
    );
    expect(Buffer.from(await link.arrayBuffer()).equals(bytes)).toBe(true);
  }, 240_000);
});
