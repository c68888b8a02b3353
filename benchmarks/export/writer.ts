/**
 * Writes one export and ends: `node benchmarks/export/writer.ts <json>`, with the address of ClickHouse, the merchant,
 * the format, and a folder or a bucket. Prints rows, bytes, seconds and the peak of its memory as JSON. A process of its own, so that
 * its memory is that of one export.
 */
import { createFolderStore, createS3Store, type S3Options } from '#platform/files/index.ts';
import { createWarehouse, EXPORT_TABLES, type ExportScope } from '#warehouse/index.ts';
import { writeRows } from '../../subgraphs/analytics/export/write.ts';
import { peakOf } from '../tools/memory.ts';

interface Task {
  target: { url: string; password: string; database: string };
  merchantId: string;
  format: 'CSV' | 'JSON_LINES' | 'PARQUET';
  folder: string;
  /** Instead of the folder. */
  bucket?: S3Options;
}

const { target, merchantId, format, folder, bucket }: Task = JSON.parse(process.argv[2] ?? '{}');
const warehouse = createWarehouse(target);
// Not by getrusage, whose maximum begins with what the parent had.
const before = await peakOf(process.pid);
const started = performance.now();
const scope: ExportScope = { table: 'order_items', merchantId, range: undefined, filters: {} };
const source = {
  columns: EXPORT_TABLES.order_items.columns,
  total: await warehouse.exports.count(scope),
  batches: warehouse.exports.rows(scope),
};
const store = bucket ? createS3Store(bucket) : createFolderStore(folder);
const writer = await store.create(`${merchantId}/${crypto.randomUUID()}.data`);
const file = await writeRows(source, format, writer, () => Promise.resolve());
const seconds = (performance.now() - started) / 1_000;
await warehouse.close();
const peak = await peakOf(process.pid);
const { userCPUTime, systemCPUTime } = process.resourceUsage();
process.stdout.write(
  JSON.stringify({ ...file, seconds, before, peak, cpu: (userCPUTime + systemCPUTime) / 1e6 }),
);
