import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createS3Store } from '#platform/files/index.ts';
import { migrateJobs } from '#platform/jobs/index.ts';
import { type S3Server, sha256Of, startS3Server } from '../../../tests/fixtures/s3/server.ts';
import { type ExportsFixture, startExports } from '../testing/exports.ts';
import { sweepExports } from './export.job.ts';

const READ = 'query ($id: ID!) { export(id: $id) { status bytes sha256 downloadUrl error } }';
const CANCEL = 'mutation ($id: ID!) { cancelExport(input: { id: $id }) { __typename } }';
const ROWS = 40_000;
/** Long enough that the file goes in parts. */
const TITLE = 'A thing with a long name, '.repeat(20);
const LONG = Array.from({ length: 1_000 }, (_, at) => [`${at}`, TITLE]);

describe('exports into a bucket', () => {
  let server: S3Server;
  let on: ExportsFixture;
  beforeAll(async () => {
    server = await startS3Server();
    on = await startExports(
      createS3Store({
        ...server,
        endpoint: server.url,
        prefix: 'a/',
        pathStyle: true,
        firstWaitMs: 2,
        attempts: 3,
      }),
    );
    await migrateJobs({ adminUrl: on.db.adminUrl, logger: on.logger });
    await on.sell(on.shop.id, [{ day: '2011-01-01', amount: '12.3400', sku: 'mug', country: 'France' }]);
  });
  afterAll(async () => {
    await on?.close();
    await server?.close();
  });
  beforeEach(() => {
    server.disturb = () => undefined;
    server.objects.clear();
    server.uploads.clear();
  });

  /** A table of many rows; `between` is waited for before each thousand. */
  const long = (between: (rows: number) => Promise<unknown> | undefined = () => undefined) => ({
    exports: {
      ...on.warehouse.exports,
      count: async () => ROWS,
      async *rows() {
        for (let rows = 0; rows < ROWS; rows += LONG.length) {
          await between(rows);
          yield LONG;
        }
      },
    },
  });
  const read = async (id: string) => (await on.ask(READ, { id })).data.export;
  const tokenOf = async (id: string): Promise<string> =>
    new URL((await read(id)).downloadUrl).pathname.replace('/exports/', '');
  const left = (): number[] => [server.objects.size, server.uploads.size];

  it('are whole there, and are downloaded through links, in ranges too', async () => {
    const id = await on.queue({ kind: 'PRODUCTS' });
    await on.run(id, { warehouse: long() });
    const [[key = '', object] = []] = [...server.objects];
    expect(key).toBe(`a/${on.shop.id}/${id}-1.csv`);
    const body = object?.body ?? Buffer.alloc(0);
    expect(body.length).toBeGreaterThan(2 * 8_388_608);
    expect(await read(id)).toMatchObject({
      status: 'COMPLETED',
      bytes: body.length,
      sha256: sha256Of(body),
    });
    const found = await on.downloads.find(await tokenOf(id));
    if (!found) throw new Error('there is no file');
    expect(sha256Of(await buffer(found.open()))).toBe(found.sha256);
    const range = { start: 8_388_600, end: 8_388_700 };
    expect((await buffer(found.open(range))).equals(body.subarray(range.start, range.end + 1))).toBe(true);
  });

  it('that are cancelled leave neither an object nor an upload', async () => {
    const id = await on.queue({ kind: 'PRODUCTS' });
    await on.run(id, {
      deps: { progressEveryMs: 0 },
      warehouse: long((rows) => (rows === 30_000 ? on.ask(CANCEL, { id }) : undefined)),
    });
    expect(await on.row(id)).toMatchObject({ status: 'CANCELLED' });
    expect(server.seen.some(({ operation }) => operation === 'UploadPart')).toBe(true);
    expect(left()).toEqual([0, 0]);
  });

  it('whose time is up leave nothing, and the next attempt makes the file', async () => {
    const id = await on.queue({ kind: 'PRODUCTS' });
    const stop = new AbortController();
    // It is up while the store does not answer, and nothing but the signal would end the waiting.
    server.disturb = ({ operation }) => {
      if (operation !== 'UploadPart') return undefined;
      setTimeout(() => stop.abort(new Error('the time is up')), 20);
      return 'stall';
    };
    await expect(on.run(id, { warehouse: long(), signal: stop.signal })).rejects.toThrow('the time is up');
    expect(left()).toEqual([0, 0]);
    server.disturb = () => undefined;
    await on.run(id, { warehouse: long() });
    expect(await on.row(id)).toMatchObject({ status: 'COMPLETED', attempts: 2 });
    expect(left()).toEqual([1, 0]);
  });

  it('wait for another attempt while the store is away, and downloads say that it is', async () => {
    const made = await on.queue({ kind: 'ORDER_ITEMS' });
    await on.run(made);
    const token = await tokenOf(made);
    server.disturb = () => 'slow-down';
    const id = await on.queue({ kind: 'ORDER_ITEMS' });
    await expect(on.run(id)).rejects.toThrow('503 SlowDown');
    expect(await on.row(id)).toMatchObject({ status: 'QUEUED', attempts: 1 });
    expect((await read(id)).error).not.toContain('SlowDown');
    await expect(on.downloads.find(token)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    server.disturb = () => undefined;
    await on.run(id);
    expect(await on.row(id)).toMatchObject({ status: 'COMPLETED', attempts: 2 });
    expect(await on.downloads.find(token)).toBeDefined();
  });

  it('leave no file of an attempt that was killed after its last byte', async () => {
    const id = await on.queue({ kind: 'ORDER_ITEMS' });
    const killed = on.run(id, { deps: { notify: () => new Promise(() => undefined) } });
    killed.catch(() => undefined);
    await expect.poll(left).toEqual([1, 0]);
    await on.run(id);
    expect([...server.objects.keys()]).toEqual([`a/${on.shop.id}/${id}-2.csv`]);
    // Killed for the last time, it is nobody's any more.
    const last = await on.queue({ kind: 'ORDER_ITEMS' });
    on.run(last, { deps: { notify: () => new Promise(() => undefined) } }).catch(() => undefined);
    await expect.poll(left).toEqual([2, 0]);
    await sweepExports({ db: on.db, files: on.files }, new Date(Date.now() + 3_600_000));
    expect(await on.row(last)).toMatchObject({ status: 'FAILED' });
    expect(left()).toEqual([1, 0]);
  });

  it('are removed when their time is over, with uploads that nobody goes on with', async () => {
    const id = await on.queue({ kind: 'ORDER_ITEMS' });
    await on.run(id);
    const writer = await on.files.create(`${on.shop.id}/killed.csv`);
    await writer.write(Buffer.alloc(10_000_000));
    expect(left()).toEqual([1, 1]);
    const sweep = () => sweepExports({ db: on.db, files: on.files }, new Date(Date.now() + 8 * 86_400_000));
    // What cannot be removed now is looked at again.
    server.disturb = ({ operation }) => (operation === 'DeleteObject' ? 'slow-down' : undefined);
    await expect(sweep()).rejects.toThrow('503');
    expect((await on.row(id)).status).toBe('COMPLETED');
    server.disturb = () => undefined;
    await sweep();
    expect(left()).toEqual([0, 0]);
    await writer.discard();
    expect(await read(id)).toMatchObject({ status: 'EXPIRED', downloadUrl: null });
  });
});
