import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createFolderStore, type FileStore } from '#platform/files/index.ts';
import type { Identity } from '#platform/identity/index.ts';
import type { Warehouse } from '#warehouse/index.ts';
import { createExportConsumer } from '../export/command.consumer.ts';
import { createDownloads, type Downloads } from '../export/download.service.ts';
import { type ExportRunDeps, runExport } from '../export/export.run.ts';
import { createExportRunDeps } from '../index.ts';
import { type AnalyticsFixture, startAnalytics } from './fixture.ts';

const REQUEST = `mutation ($input: RequestExportInput!) {
  requestExport(input: $input) { __typename ... on ExportRequested { export { id status } } ... on UserError { code path message } }
}`;

/** Exports over an analytics fixture: what the worker does is done when a test says so. */
export interface ExportsFixture extends AnalyticsFixture {
  files: FileStore;
  folder: string;
  downloads: Downloads;
  /** Answer of `requestExport`. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field in assertions
  request(input: object, options?: { identity?: Identity; key?: string }): Promise<any>;
  /** Id of an export of `shop` that was asked for. */
  queue(input: object): Promise<string>;
  /** One attempt at it. */
  run(
    id: string,
    options?: { signal?: AbortSignal; warehouse?: Pick<Warehouse, 'exports'>; deps?: Partial<ExportRunDeps> },
  ): Promise<void>;
  /** The row as it is stored. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  row(id: string): Promise<any>;
  /** The file of a complete export. */
  content(id: string): Promise<Buffer>;
  /** Names of all files, drafts too. */
  names(): Promise<string[]>;
  /** Publishes what waits and hands commands to the consumer. */
  consume(): Promise<void>;
}

/**
 * Starts it. Call it in `beforeAll`, `close()` in `afterAll`.
 * @param given where files lie; a folder of its own when absent, and only then are there `content` and `names`
 */
export async function startExports(given?: FileStore): Promise<ExportsFixture> {
  const analytics = await startAnalytics();
  const { db, warehouse, logger, links, publicUrl, shop } = analytics;
  const folder = await mkdtemp(path.join(tmpdir(), 'merchantgraph-exports-'));
  const files = given ?? createFolderStore(folder);
  const deps = createExportRunDeps({ db, warehouse, files, links, publicUrl, logger });
  const consumer = createExportConsumer({ db });
  const row = async (id: string) =>
    (await db.admin.query('select * from analytics.exports where id = $1', [id])).rows[0];

  async function request(input: object, options: { identity?: Identity; key?: string } = {}) {
    const answer = await analytics.executor.execute({
      query: REQUEST,
      variables: { input: { merchantId: shop.id, format: 'CSV', ...input } },
      headers: analytics.headersOf(options.identity ?? analytics.analyst, options.key),
    });
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return JSON.parse(JSON.stringify(answer.data)).requestExport;
  }

  return {
    ...analytics,
    files,
    folder,
    downloads: createDownloads({ db, files, links }),
    request,
    async queue(input) {
      const answer = await request(input);
      if (answer.__typename !== 'ExportRequested') throw new Error(JSON.stringify(answer));
      return answer.export.id;
    },
    run: (id, options = {}) =>
      runExport(
        { ...deps, ...options.deps, ...(options.warehouse ? { warehouse: options.warehouse } : {}) },
        { merchantId: shop.id, exportId: id },
        options.signal ?? new AbortController().signal,
      ),
    row,
    async content(id) {
      const { merchant_id, format, attempts } = await row(id);
      const extension = { CSV: 'csv', JSON_LINES: 'jsonl', PARQUET: 'parquet' }[format as 'CSV'];
      return readFile(path.join(folder, merchant_id, `${id}-${attempts}.${extension}`));
    },
    names: async () =>
      (await readdir(folder, { recursive: true })).filter((name) => name.includes('.')).sort(),
    async consume() {
      await analytics.relay();
      const { rows } = await db.admin.query(
        `select sequence, event_id, event_type, event_version, event_timestamp, correlation_id, source_service,
           merchant_id, payload
         from events.published where event_type = any($1) order by sequence`,
        [consumer.eventTypes],
      );
      for (const event of rows)
        await consumer.handle({
          sequence: BigInt(event.sequence),
          eventId: event.event_id,
          eventType: event.event_type,
          eventVersion: event.event_version,
          eventTimestamp: event.event_timestamp,
          correlationId: event.correlation_id,
          sourceService: event.source_service,
          merchantId: event.merchant_id,
          payload: event.payload,
        });
    },
    async close() {
      await analytics.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
