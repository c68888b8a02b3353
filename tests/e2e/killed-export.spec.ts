import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFolderStore, createS3Store } from '#platform/files/index.ts';
import { processesOf } from '../fixtures/processes.ts';
import { freshFolder, type Product, request, startProduct } from '../fixtures/product.ts';
import { type Disturbance, startS3Server } from '../fixtures/s3/server.ts';
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

/** Where the files of exports lie, seen from outside. */
interface Place {
  env: Record<string, string>;
  /** Whole files of an export, by their place below the folder. */
  files(id: string): Promise<Map<string, Buffer>>;
  /** Whether a file of the export is begun, and is not whole. */
  isBegun(id: string): Promise<boolean>;
  /** What was begun and is not gone on with; removed with that. */
  sweep(): Promise<number>;
  close(): Promise<void>;
}

async function folderPlace(dataDir: string): Promise<Place> {
  const folder = path.join(dataDir, 'exports');
  const names = async (id: string): Promise<string[]> =>
    (await readdir(folder, { recursive: true }).catch(() => [])).filter(
      (name) => name.includes(id) && name.includes('.'),
    );
  return {
    env: {},
    async files(id) {
      const whole = (await names(id)).filter((name) => !name.endsWith('.part'));
      const read = async (name: string) => [name, await readFile(path.join(folder, name))] as const;
      return new Map(await Promise.all(whole.map(read)));
    },
    isBegun: async (id) => (await names(id)).some((name) => name.endsWith('.part')),
    sweep: () => createFolderStore(folder).sweepDrafts(new Date()),
    close: async () => undefined,
  };
}

async function bucketPlace(): Promise<Place> {
  const server = await startS3Server();
  const prefix = 'shops/files/';
  // It is busy now and then, and now and then a connection breaks.
  const disturbances: Disturbance[] = ['slow-down', 'drop', 'lose-answer'];
  server.disturb = ({ operation }) =>
    operation !== 'ListObjectsV2' && server.seen.length % 4 === 0
      ? disturbances[(server.seen.length / 4) % disturbances.length]
      : undefined;
  return {
    env: server.env,
    files: async (id) =>
      new Map(
        [...server.objects]
          .filter(([key]) => key.includes(id))
          .map(([key, { body }]) => [key.slice(prefix.length), body]),
      ),
    isBegun: async (id) =>
      [...server.uploads.values()].some(({ key, parts }) => key.includes(id) && parts.size > 0),
    sweep: () =>
      createS3Store({ ...server, endpoint: server.url, prefix, pathStyle: true }).sweepDrafts(new Date()),
    close: () => server.close(),
  };
}

describe.each([
  ['a folder', folderPlace],
  ['a bucket', bucketPlace],
])('an export into %s whose worker is killed', (_, open) => {
  let product: Product;
  let place: Place;
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await freshFolder();
    place = await open(dataDir);
    product = await startProduct({ dataDir, demo: false, env: place.env });
  }, 60_000);
  afterAll(async () => {
    await product?.dispose();
    await place?.close();
  }, 30_000);

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
    while (!(await place.isBegun(id))) await sleep(1);
    process.kill(pid, 'SIGKILL');
    expect((await ask(READ, { id })).export).toMatchObject({
      status: 'RUNNING',
      sha256: null,
      downloadUrl: null,
    });
    expect(await place.files(id)).toEqual(new Map());
    await until('another worker', () => workers().some((other) => other !== pid), 30_000);

    const made = await end(id);
    expect(made).toMatchObject({ status: 'COMPLETED', rows: LINES, sha256: whole.sha256, error: null });
    const [[name, bytes] = ['', Buffer.alloc(0)], ...others] = await place.files(id);
    expect([name, others]).toEqual([path.join(merchantId, `${id}-2.jsonl`), []]);
    expect(bytes.length).toBe(made.bytes);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(made.sha256);
    const link = await fetch(
      new URL(new URL(made.downloadUrl).pathname, product.endpoints.graphql).toString(),
    );
    expect(Buffer.from(await link.arrayBuffer()).equals(bytes)).toBe(true);
    // What the killed worker had begun is still there, until somebody looks for such things.
    expect(await place.sweep()).toBe(1);
    expect(await place.isBegun(id)).toBe(false);
  }, 240_000);
});
