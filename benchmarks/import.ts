/**
 * Imports the year of a real shop (`orders/online_retail.csv.gz` under MERCHANTGRAPH_TEST_DATA, by default
 * `../shared/data` beside the repository) into the running product: `npm run -s bench:import [-- --markdown] [--write]`.
 * Every day of the result is held against `online_retail_daily.csv`, through the gateway. Beside it, as the floor,
 * PostgreSQL's own COPY of the same file into a table without any index.
 */
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import { from as copyFrom } from 'pg-copy-streams';
import { buildStale } from '../scripts/build.ts';
import { startCommand } from '../tests/faults/processes.ts';
import { openStores, type Stores } from '../tests/faults/stores.ts';
import { startProduct, UNLIMITED } from '../tests/fixtures/product.ts';
import { peakOf } from './tools/memory.ts';
import { mb, note, publish, seconds } from './tools/report.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const DATA = path.resolve(ROOT, process.env.MERCHANTGRAPH_TEST_DATA ?? '../shared/data', 'orders');
const FILE = path.join(DATA, 'online_retail.csv.gz');
const DAILY = path.join(DATA, 'online_retail_daily.csv');
const ACCEPTED = 541_909;
const LIMITS = { seconds: 90, memory: 600e6, metricsSeconds: 10 };

const TREND = `query ($merchant: ID!, $from: Date!, $to: Date!) {
  merchant(id: $merchant) {
    salesTrend(from: $from, to: $to, groupBy: DAY) {
      points { date grossRevenue { amount currency } orders units refunds { amount } }
    }
  }
}`;

interface Point {
  date: string;
  grossRevenue: { amount: string };
  orders: number;
  units: number;
  refunds: { amount: string };
}

/** Figures of a day in whole pence and pieces. */
type Figures = [gross: number, orders: number, units: number, refunds: number];

async function readExpected(): Promise<Map<string, Figures>> {
  const [header = '', ...lines] = (await readFile(DAILY, 'utf8')).trim().split(/\r?\n/);
  const names = header.split(',');
  return new Map(
    lines.map((line) => {
      const cells = line.split(',');
      const cell = (name: string): number => Number(cells[names.indexOf(name)]);
      const pence = (name: string): number => Math.round(cell(name) * 100);
      return [cells[0] ?? '', [pence('gross_revenue'), cell('orders'), cell('units'), pence('refunds')]];
    }),
  );
}

/** Days on which the gateway does not say what the file says; a day that the file lacks must be one of zeros. */
async function wrongDays(
  url: string,
  merchant: string,
  apiKey: string,
): Promise<{ days: number; wrong: string[] }> {
  const expected = await readExpected();
  const days = [...expected.keys()].sort();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ query: TREND, variables: { merchant, from: days[0], to: days.at(-1) } }),
  });
  const body = (await response.json()) as {
    data: { merchant: { salesTrend: { points: Point[] } } };
    errors?: unknown;
  };
  if (body.errors) throw new Error(`The gateway answered: ${JSON.stringify(body.errors)}`);
  const { points } = body.data.merchant.salesTrend;
  const wrong: string[] = [];
  for (const { date, grossRevenue, orders, units, refunds } of points) {
    const actual = [Number(grossRevenue.amount) * 100, orders, units, Number(refunds.amount) * 100].map(
      Math.round,
    );
    const wanted = expected.get(date) ?? [0, 0, 0, 0];
    expected.delete(date);
    if (actual.some((value, at) => value !== wanted[at]))
      wrong.push(`${date}: ${actual} instead of ${wanted}`);
  }
  wrong.push(...[...expected.keys()].map((day) => `${day}: missing`));
  return { days: points.length, wrong };
}

async function runImport(
  dataDir: string,
  merchant: string,
): Promise<{ seconds: number; peak: number; result: Record<string, unknown> }> {
  const started = performance.now();
  const command = startCommand(
    ['import', 'orders', FILE, '--merchant', merchant, '--format', 'online-retail'],
    dataDir,
  );
  let peak = 0;
  const timer = setInterval(() => {
    void peakOf(command.process.pid ?? -1).then((bytes) => {
      peak = Math.max(peak, bytes);
    });
  }, 100);
  const { result, failure } = await command.done;
  clearInterval(timer);
  if (!result) throw new Error(`The import failed: ${failure}`);
  return { seconds: (performance.now() - started) / 1000, peak, result };
}

/** Seconds until ClickHouse's daily metrics hold every line that PostgreSQL has. */
async function untilMetrics(stores: Stores): Promise<number> {
  const started = performance.now();
  for (;;) {
    const answer = await stores.clickhouse.query({
      query: 'SELECT toUInt32(sum(lines)) AS lines FROM daily_metrics FINAL',
      format: 'JSONEachRow',
    });
    const [row] = await answer.json<{ lines: number }>();
    const elapsed = (performance.now() - started) / 1000;
    if (Number(row?.lines) === ACCEPTED) return elapsed;
    if (elapsed > 120)
      throw new Error(`Only ${row?.lines} lines are in the daily metrics after two minutes.`);
    await sleep(50);
  }
}

/** What a second import would have to change to be seen. */
async function state(stores: Stores): Promise<string> {
  const { rows } = await stores.postgres.query<{ text: string }>(
    `select string_agg(concat_ws(' ', name, n, last), '; ' order by name) as text from (
       select 'items' as name, count(*) as n, max(updated_at) as last from commerce.order_items
       union all select 'orders', count(*), max(updated_at) from commerce.orders
       union all select 'customers', count(*), max(updated_at) from commerce.customers
       union all select 'products', count(*), max(updated_at) from commerce.products) t`,
  );
  return rows[0]?.text ?? '';
}

async function copyFloor(stores: Stores): Promise<number> {
  const client = await stores.postgres.connect();
  try {
    await client.query(`create schema bench; create table bench.floor (
      invoice text, stock_code text, description text, quantity int, invoice_date timestamp, unit_price numeric(19,4),
      customer text, country text)`);
    const started = performance.now();
    await pipeline(
      createReadStream(FILE),
      createGunzip(),
      client.query(copyFrom("copy bench.floor from stdin (format csv, header true, encoding 'LATIN1')")),
    );
    const elapsed = (performance.now() - started) / 1000;
    await client.query('drop schema bench cascade');
    return elapsed;
  } finally {
    client.release();
  }
}

if (!existsSync(FILE) || !existsSync(DAILY)) {
  process.stdout.write(
    `There is no ${FILE} with its online_retail_daily.csv: nothing to import. Set MERCHANTGRAPH_TEST_DATA.\n`,
  );
  process.exit(0);
}
await buildStale();
const product = await startProduct({ demo: false, env: UNLIMITED });
try {
  const args = ['--name', 'Online Retail', '--timezone', 'Europe/London', '--currency', 'GBP'];
  const { id, apiKey } = await product.cli(['merchant', 'create', ...args]);
  const [merchant, key] = [String(id), String(apiKey)];
  const stores = await openStores(product.dataDir);
  note('Importing ...');
  const first = await runImport(product.dataDir, merchant);
  const metricsSeconds = await untilMetrics(stores);
  const { days, wrong } = await wrongDays(product.endpoints.graphql, merchant, key);
  const before = await state(stores);
  note('Importing the same file again ...');
  const second = await runImport(product.dataDir, merchant);
  const changed = (await state(stores)) !== before;
  await stores.caughtUp();
  const again = await wrongDays(product.endpoints.graphql, merchant, key);
  note("PostgreSQL's COPY, three times ...");
  const floors = [await copyFloor(stores), await copyFloor(stores), await copyFloor(stores)].sort(
    (a, b) => a - b,
  );
  const floor = floors[1] ?? Number.NaN;
  await stores.close();
  const rate = (value: number): string => `${Math.round(ACCEPTED / value).toLocaleString('en')} /s`;
  const { accepted, rejected } = first.result;
  publish({
    name: 'import',
    columns: ['541,909 lines', 'time', 'lines', 'peak RSS', 'x COPY'],
    rows: [
      [
        'first import',
        seconds(first.seconds),
        rate(first.seconds),
        mb(first.peak),
        (first.seconds / floor).toFixed(1),
      ],
      [
        'second import, nothing new',
        seconds(second.seconds),
        rate(second.seconds),
        mb(second.peak),
        (second.seconds / floor).toFixed(1),
      ],
      ['COPY into a table without index', seconds(floor), rate(floor), '', '1.0'],
    ],
    notes: [
      `Metrics in ClickHouse ${seconds(metricsSeconds)} after the import's end. Through the gateway ${days - wrong.length} of ${days} days equal to the penny; ` +
        `after the second import ${again.days - again.wrong.length}. Accepted ${accepted}, rejected ${rejected}.`,
    ],
    values: {
      first,
      second,
      metricsSeconds,
      copySeconds: floor,
      days,
      wrongDays: wrong,
      changedBySecond: changed,
    },
    failures: [
      ...(accepted === ACCEPTED && rejected === 0 ? [] : [`accepted ${accepted}, rejected ${rejected}`]),
      ...(first.seconds > LIMITS.seconds ? [`the import took longer than ${LIMITS.seconds} s`] : []),
      ...(first.peak > LIMITS.memory ? [`the import took more than ${mb(LIMITS.memory)}`] : []),
      ...(metricsSeconds > LIMITS.metricsSeconds
        ? [`metrics came ${seconds(metricsSeconds)} after the end`]
        : []),
      ...[...wrong, ...again.wrong].slice(0, 10),
      ...(changed ? ['the second import changed rows'] : []),
    ],
  });
} finally {
  await product.dispose();
}
