/**
 * Exports order lines whole, in every format: `npm run -s bench:export [-- --rows 1000000,10000000] [--into bucket]
 * [--markdown] [--write]`. Into a folder, or a bucket of a server in this process, which keeps what it is given in memory. Rows a second, and the peak memory of the process that writes. With more than one size the memory must not
 * grow with the rows.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { createWarehouseClient } from '#platform/clickhouse/client.ts';
import { startClickHouseChild } from '#platform/clickhouse/testing/start.ts';
import type { S3Options } from '#platform/files/index.ts';
import { migrateWarehouse } from '#warehouse/index.ts';
import { type S3Server, startS3Server } from '../tests/fixtures/s3/server.ts';
import { peakOf } from './tools/memory.ts';
import { mb, note, publish, seconds } from './tools/report.ts';

const FORMATS = ['CSV', 'JSON_LINES', 'PARQUET'] as const;
/** How much more memory the largest size may take than the smallest: garbage that has not been collected yet. */
const GROWTH = 100e6;
const CHUNK = 1_000_000;

interface Outcome {
  rows: number;
  bytes: number;
  seconds: number;
  before: number;
  peak: number;
  cpu: number;
}

const keysOf = ({
  url,
  bucket,
  region,
  accessKeyId,
  secretAccessKey,
}: S3Server): Omit<S3Options, 'prefix'> => ({
  endpoint: url,
  bucket,
  region,
  accessKeyId,
  secretAccessKey,
  pathStyle: true,
});

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    into: { type: 'string', default: 'folder' },
    markdown: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const sizes = values.rows.split(',').map(Number);
const folder = await mkdtemp(path.join(tmpdir(), 'merchantgraph-bench-export-'));
const child = await startClickHouseChild(path.join(folder, 'clickhouse'));
const target = { url: child.url, password: child.password, database: 'bench' };
const server = values.into === 'bucket' ? await startS3Server() : undefined;
const measured: { format: string; outcome: Outcome }[] = [];
let engine = 0;
try {
  await migrateWarehouse(target);
  const client = createWarehouseClient({ ...target, requestTimeoutMs: 600_000 });
  for (const size of sizes) {
    const merchantId = crypto.randomUUID();
    for (let first = 0; first < size; first += CHUNK)
      await client.command({
        query: `INSERT INTO order_items SELECT toUUID('${merchantId}'), addDays(toDate32('2024-01-01'), intDiv(number, 10000)),
            generateUUIDv7(number), generateUUIDv4(number), number % 5 + 1, NULL, concat('SKU-', toString(number % 5000)),
            concat('A mug, "large", number ', toString(number % 5000)), if(number % 33 = 0, 'REFUND', 'SALE'), number % 7 + 1,
            toDecimal64(number % 9973, 4) / 100, toDecimal64(number % 9973, 4) / 100 * (number % 7 + 1), 'GBP',
            toDateTime64('2024-01-01 12:00:00', 6, 'UTC') + intDiv(number, 10), 1, 0
          FROM numbers(${first}, ${Math.min(CHUNK, size - first)})`,
      });
    for (const format of FORMATS) {
      note(`${size} rows as ${format}`);
      const task = {
        target,
        merchantId,
        format,
        folder: path.join(folder, 'exports'),
        ...(server && { bucket: { ...keysOf(server), prefix: 'bench/' } }),
      };
      const script = path.join(import.meta.dirname, 'export', 'writer.ts');
      const { stdout } = await promisify(execFile)(process.execPath, [
        ...process.execArgv,
        '--max-semi-space-size=4',
        script,
        JSON.stringify(task),
      ]);
      const outcome: Outcome = JSON.parse(stdout);
      if (outcome.rows !== size) throw new Error(`${outcome.rows} of ${size} rows were written.`);
      measured.push({ format, outcome });
      await rm(task.folder, { recursive: true, force: true });
      server?.objects.clear();
    }
  }
  engine = await peakOf(child.pid);
  await client.close();
} finally {
  await server?.close();
  await child.stop();
  await rm(folder, { recursive: true, force: true });
}

const failures = FORMATS.flatMap((format) => {
  const peaks = measured.filter((each) => each.format === format).map(({ outcome }) => outcome.peak);
  const growth = Math.max(...peaks) - (peaks[0] ?? 0);
  return growth > GROWTH ? [`${format}: memory grows with the rows, by ${mb(growth)}`] : [];
});
publish({
  name: server ? 'export-bucket' : 'export',
  columns: ['rows', 'format', 'time', 'rows/s', 'size', 'peak memory', 'before', 'CPU'],
  rows: measured.map(({ format, outcome }) => [
    outcome.rows.toLocaleString('en'),
    format,
    seconds(outcome.seconds),
    Math.round(outcome.rows / outcome.seconds).toLocaleString('en'),
    mb(outcome.bytes),
    mb(outcome.peak),
    mb(outcome.before),
    seconds(outcome.cpu),
  ]),
  notes: [`Order lines of 13 columns. ClickHouse beside it took ${mb(engine)} at most.`],
  values: { measured, engine },
  failures,
});
