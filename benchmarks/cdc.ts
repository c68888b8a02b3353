/**
 * How fast PostgreSQL's changes reach ClickHouse: `npm run bench:cdc -- [--seconds 30] [--rate 20000] [--backlog 1000000]
 * [--write]`.
 *
 * Live: six writers commit small transactions of inserts, updates and deletes of order lines at a given rate; the lag of
 * every change is from its commit until ClickHouse holds it, its day's metrics included. Backlog: the reader is stopped,
 * that many rows are changed, and it is started again. Everything runs in processes of its own, as in a deployment:
 * PostgreSQL, ClickHouse and the reader.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { readCdcOverview } from '../pipeline/cdc/overview.ts';
import { openWorld } from '../tests/faults/cdc-world.ts';
import { treeOf } from '../tests/faults/processes.ts';
import { note, publish, seconds } from './tools/report.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    rate: { type: 'string', default: '20000' },
    backlog: { type: 'string', default: '1000000' },
    write: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
  },
});
const [duration, rate, backlog] = [Number(values.seconds), Number(values.rate), Number(values.backlog)];
const WRITERS = 6;
/** Changes of one transaction. */
const SIZE = 200;
const LIVE_TARGET = 20_000;
const DRAIN_TARGET = 100_000;
const LAG_TARGET_S = 1;

const shopOf = (n: number): string => `0190f2ee-0000-7000-8000-${String(n).padStart(12, '0')}`;
const world = await openWorld({ durable: true });
const pool = new pg.Pool({ connectionString: world.urls.worker, max: WRITERS + 2 });
const count = (value: number): string => Math.round(value).toLocaleString('en');

/** CPU seconds used so far by what takes part. */
async function cpu(): Promise<Record<'reader' | 'clickhouse' | 'walsender', number>> {
  const used = { reader: 0, clickhouse: 0, walsender: 0 };
  for (const { command, ticks } of await treeOf([process.pid])) {
    if (command.includes('cdc-reader.ts')) used.reader += ticks / 100;
    else if (command.includes('clickhouse/testing/child.ts')) used.clickhouse += ticks / 100;
    else if (command.startsWith('postgres: walsender')) used.walsender += ticks / 100;
  }
  return used;
}

/** Lines of one order: half are new, the others change or go. */
async function writeLines(client: pg.PoolClient, shop: string, order: string, beat: number): Promise<number> {
  const inserted = await client.query(
    `INSERT INTO commerce.order_items (merchant_id, order_id, line_no, sku, description, kind, quantity, unit_price, amount, currency, occurred_at, business_date)
     SELECT $1, $2, $3 * 1000 + n, 'sku' || n % 500, 'A thing that is sold here', 'SALE', 2, 1.25, 2.5, 'GBP', now(), date '2024-01-01' + $4::int
     FROM generate_series(1, $5::int) n`,
    [shop, order, beat, beat % 90, SIZE / 2],
  );
  const updated = await client.query(
    `UPDATE commerce.order_items SET quantity = quantity + 1, amount = (quantity + 1) * unit_price
     WHERE merchant_id = $1 AND order_id = $2 AND line_no BETWEEN $3 * 1000 + 1 AND $3 * 1000 + $4`,
    [shop, order, beat - 1, SIZE * 0.4],
  );
  const removed = await client.query(
    'DELETE FROM commerce.order_items WHERE merchant_id = $1 AND order_id = $2 AND line_no BETWEEN $3 * 1000 + 1 AND $3 * 1000 + $4',
    [shop, order, beat - 2, SIZE / 10],
  );
  return (inserted.rowCount ?? 0) + (updated.rowCount ?? 0) + (removed.rowCount ?? 0);
}

async function writer(lane: number, until: number): Promise<number> {
  const client = await pool.connect();
  const perSecond = rate / WRITERS;
  const started = Date.now();
  const shop = shopOf(lane + 1);
  await client.query(`SELECT set_config('app.merchant_ids', $1, false)`, [`{${shop}}`]);
  let changes = 0;
  try {
    for (let beat = 3; Date.now() < until; beat += 1) {
      await client.query('BEGIN');
      changes += await writeLines(client, shop, shop, beat);
      await client.query('COMMIT');
      await sleep(Math.max(0, started + (changes / perSecond) * 1_000 - Date.now()));
    }
  } finally {
    client.release();
  }
  return changes;
}

async function caughtUp(): Promise<void> {
  const { rows } = await pool.query<{ lsn: string }>(
    `SELECT pg_logical_emit_message(true, 'merchantgraph.barrier', '')::text AS lsn`,
  );
  for (;;) {
    const { rowCount } = await pool.query(
      `SELECT 1 FROM pg_replication_slots WHERE slot_name = 'mg_cdc' AND confirmed_flush_lsn >= $1::pg_lsn`,
      [rows[0]?.lsn],
    );
    if (rowCount === 1 && (await world.warehouse.mirror.isSlotLoaded('mg_cdc'))) return;
    await sleep(20);
  }
}

async function live(): Promise<{ rate: number; p50: number; p99: number }> {
  const started = performance.now();
  const until = Date.now() + duration * 1_000;
  const changes = await Promise.all(Array.from({ length: WRITERS }, (_, lane) => writer(lane, until)));
  const took = (performance.now() - started) / 1_000;
  await caughtUp();
  // The reader writes down its figures once a second.
  await sleep(2_500);
  const { lagP50Seconds, lagP99Seconds } = await readCdcOverview({ pool });
  return {
    rate: changes.reduce((sum, one) => sum + one, 0) / took,
    p50: lagP50Seconds ?? Number.NaN,
    p99: lagP99Seconds ?? Number.NaN,
  };
}

/** While the reader is gone, everything is written; its start and the slot's are part of what is measured. */
async function drain(): Promise<{ rate: number; cpu: Record<string, number> }> {
  await world.stopReader();
  const admin = new pg.Client({ connectionString: world.urls.admin });
  await admin.connect();
  const batch = 10_000;
  for (let done = 0; done < backlog; done += batch) {
    await admin.query(
      `INSERT INTO commerce.order_items (merchant_id, order_id, line_no, sku, description, kind, quantity, unit_price, amount, currency, occurred_at, business_date)
       SELECT $1, $1, $2 + n, 'sku' || n % 500, 'A thing that is sold here', 'SALE', 2, 1.25, 2.5, 'GBP', now(), date '2023-01-01' + $3::int
       FROM generate_series(1, $4::int) n`,
      [shopOf(100 + ((done / batch) % 20)), done, (done / batch) % 90, batch],
    );
  }
  await admin.query('CHECKPOINT');
  await admin.end();
  const before = await cpu();
  const started = performance.now();
  world.startReader();
  await caughtUp();
  const rate = backlog / ((performance.now() - started) / 1_000);
  const after = await cpu();
  return {
    rate,
    cpu: {
      // Both are processes of this run of the reader alone.
      reader: after.reader,
      walsender: after.walsender,
      clickhouse: after.clickhouse - before.clickhouse,
    },
  };
}

/** The orders that the lines name, each with a country, so that all that is derived of lines is. */
async function placeOrders(): Promise<void> {
  const admin = new pg.Client({ connectionString: world.urls.admin });
  await admin.connect();
  const lanes = Array.from({ length: WRITERS }, (_, lane) => shopOf(lane + 1));
  const drained = Array.from({ length: 20 }, (_, n) => shopOf(100 + n));
  await admin.query(
    `INSERT INTO commerce.orders (id, merchant_id, external_id, kind, currency, country, placed_at, business_date)
     SELECT shop, shop, 'order', 'SALE', 'GBP', 'GB', now(), date '2024-01-01' FROM unnest($1::uuid[]) shop`,
    [[...lanes, ...drained]],
  );
  await admin.end();
}

try {
  await placeOrders();
  await caughtUp();
  note(`live: ${count(rate)} changes/s for ${duration} s ...`);
  const liveResult = await live();
  note(`backlog of ${count(backlog)} rows ...`);
  const drained = await drain();
  const failures = [
    ...(liveResult.rate < LIVE_TARGET * 0.98 && rate >= LIVE_TARGET
      ? [`live ${count(liveResult.rate)} changes/s is below ${count(LIVE_TARGET)}`]
      : []),
    ...(liveResult.p99 > LAG_TARGET_S
      ? [`p99 of the lag ${seconds(liveResult.p99)} is above ${LAG_TARGET_S} s`]
      : []),
    ...(drained.rate < DRAIN_TARGET
      ? [`backlog ${count(drained.rate)} rows/s is below ${count(DRAIN_TARGET)}`]
      : []),
  ];
  publish({
    name: 'cdc',
    columns: ['what', 'changes/s', 'lag p50', 'lag p99'],
    rows: [
      [
        'live, six writers',
        count(liveResult.rate),
        `${Math.round(liveResult.p50 * 1_000)} ms`,
        `${Math.round(liveResult.p99 * 1_000)} ms`,
      ],
      ['draining a backlog', count(drained.rate), '', ''],
    ],
    notes: [
      `Live over ${duration} s in transactions of ${SIZE} changes, half inserts, two fifths updates, a tenth deletes; the lag ends when the changes and their days' metrics are in ClickHouse. Backlog of ${count(backlog)} rows, from the start of the reader's process. Targets: ${count(LIVE_TARGET)}/s at p99 under ${LAG_TARGET_S} s, ${count(DRAIN_TARGET)}/s.`,
      `CPU of the backlog, in microseconds by row: ${Object.entries(drained.cpu)
        .map(([name, used]) => `${name} ${((used / backlog) * 1e6).toFixed(1)}`)
        .join(', ')}.`,
    ],
    values: { live: liveResult, drained, duration, backlog },
    failures,
  });
} finally {
  await pool.end();
  await world.close();
}
process.exit();
