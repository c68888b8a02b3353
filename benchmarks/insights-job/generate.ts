import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { ClickHouseClient } from '#platform/clickhouse/client.ts';

/** Days of history before the day on which the job looks. */
export const DAYS = 400;
/** The day in whose morning the job looks: the days before it are complete. */
export const AS_OF = '2026-11-02';
/** Merchants whose rows are made; more than these are copies of them under ids of their own. */
const ORIGINALS = 10_000;
/** Merchants of one insert: bounds the memory of making them. */
const BATCH = 500;

const PRODUCTS = 80;
const CATEGORIES = 8;
const COUNTRIES = 12;
const CUSTOMERS = 120;
const LINES = 2;

/** Id of a merchant by its number, from 0; the same in both databases. */
export const merchantId = (number: number): string =>
  `00000001-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
const MERCHANT = (number: string): string =>
  `toUUID(concat('00000001-0000-7000-8000-', leftPad(lower(hex(toUInt64(${number}))), 12, '0')))`;
const uuid = (kind: number, text: string): string =>
  `toUUID(concat('0000000${kind}-0000-7000-8', substring(${text}, 2, 3), '-', substring(${text}, 5, 12)))`;
const hex = (number: string): string => `leftPad(lower(hex(toUInt64(${number}))), 16, '0')`;

/** A number in [0, 1) that follows from `seed` and from what is named. */
const chance = (seed: number, ...names: string[]): string =>
  `(sipHash64(${seed}, ${names.join(', ')}) % 1000003) / 1000003`;

/**
 * Orders of merchants {first} to {first} + {count} - 1. A merchant's size is spread from one to eight orders a day, with a
 * rhythm of the week, noise, and something in the newest week for every seventh merchant: a fall, a rise, one great day.
 */
const ORDERS = `
  SELECT m, d, k, ${MERCHANT('m')} AS merchant_id, toDate32('${AS_OF}') - ${DAYS} + d AS business_date,
    toUInt64(m) * 16777216 + d * 4096 + k AS order_no,
    toUInt32(floor(pow(${chance(5, 'm', 'd', 'k')}, 2) * ${CUSTOMERS})) AS customer,
    toUInt32(floor(pow(${chance(6, 'm', 'd', 'k')}, 3) * ${COUNTRIES})) AS country,
    ${chance(7, 'm', 'd', 'k')} < 0.04 AS refunded
  FROM (
    SELECT m, d, arrayJoin(range(toUInt32(floor(
        (1 + 7 * pow(${chance(1, 'm')}, 3)) * (0.7 + 0.6 * ${chance(2, 'm', 'd % 7')}) * (0.6 + 0.8 * ${chance(3, 'm', 'd')})
        * multiIf(d < ${DAYS - 7}, 1, m % 21 = 7, 0.3, m % 21 = 14, 2.2, m % 21 = 20 AND d = ${DAYS - 1}, 4, 1)
        + ${chance(4, 'm', 'd')})))) AS k
    FROM (SELECT {first:UInt32} + intDiv(number, ${DAYS}) AS m, number % ${DAYS} AS d
      FROM numbers(toUInt64({count:UInt32}) * ${DAYS}))
  )`;

/** The lines of those orders: two products each. Every 50th merchant's first product stops selling three weeks ago. */
const LINE_ROWS = `
  SELECT *, toUInt32(floor(pow(${chance(8, 'm', 'd', 'k', 'l')}, 2) * ${PRODUCTS})) AS product,
    1 + toUInt32(floor(3 * ${chance(9, 'm', 'd', 'k', 'l')})) AS quantity,
    toDecimal64(quantity * (5 + product % 17 * 3), 4) AS amount
  FROM (SELECT *, arrayJoin(range(${LINES})) AS l FROM (${ORDERS}))
  WHERE NOT (m % 50 = 3 AND product = 0 AND d >= ${DAYS - 21})`;

const STATEMENTS = [
  `INSERT INTO order_facts (merchant_id, business_date, order_id, currency, customer_id, country, channel, occurred_at,
      gross_revenue, refunds, units, sold, lines, version, is_deleted)
    SELECT merchant_id, business_date, ${uuid(2, hex('order_no'))}, 'EUR',
      if(customer % 10 = 0, NULL, ${uuid(4, hex('toUInt64(m) * 65536 + customer'))}),
      concat('C', toString(country)), 'web', toDateTime64(business_date, 6, 'UTC'), sum(amount),
      if(refunded, sum(amount), 0), sum(quantity), 1, count(), 1, 0
    FROM (${LINE_ROWS}) GROUP BY m, d, k, merchant_id, business_date, order_no, customer, country, refunded`,
  `INSERT INTO product_days (merchant_id, business_date, sku, currency, gross_revenue, refunds, units, refunded_units,
      orders, version, is_deleted)
    SELECT merchant_id, business_date, concat('sku-', toString(product)), 'EUR', sum(amount), 0, sum(quantity), 0,
      uniqExact(k), 1, 0
    FROM (${LINE_ROWS}) GROUP BY m, merchant_id, business_date, product`,
  `INSERT INTO products (merchant_id, id, external_id, title, category, created_at, version, is_deleted)
    SELECT ${MERCHANT('m')}, ${uuid(5, hex('toUInt64(m) * 65536 + product'))}, concat('sku-', toString(product)),
      concat('Product ', toString(product)), concat('Category ', toString(product % ${CATEGORIES})), now64(6), 1, 0
    FROM (SELECT {first:UInt32} + intDiv(number, ${PRODUCTS}) AS m, number % ${PRODUCTS} AS product
      FROM numbers(toUInt64({count:UInt32}) * ${PRODUCTS}))`,
  `INSERT INTO daily_metrics (merchant_id, business_date, currency, gross_revenue, refunds, orders, units, customers,
      lines, carts, abandoned_carts, version)
    SELECT merchant_id, business_date, 'EUR', sum(f.gross_revenue), sum(f.refunds), count(), sum(f.units),
      uniqExact(f.customer_id), sum(f.lines), 3 * count(), 2 * count(), 1
    FROM order_facts AS f
    WHERE merchant_id BETWEEN ${MERCHANT('{first:UInt32}')} AND ${MERCHANT('{first:UInt32} + {count:UInt32} - 1')}
    GROUP BY merchant_id, business_date`,
];

/** Tables that are made, and what of a row is the merchant's own. */
const TABLES = ['order_facts', 'product_days', 'products', 'daily_metrics'] as const;

const NUMBER = (id: string): string =>
  `reinterpretAsUInt64(reverse(unhex(substring(toString(${id}), 25, 12))))`;

/** Id of the merchant that stands {ahead} places behind: its number is the end of the second half. */
const COPY = `reinterpretAsUUID(reinterpretAsUInt128(merchant_id) + bitShiftLeft(toUInt128({ahead:UInt32}), 64))`;

/** How many merchants have everything. The last table tells: it is made after the others. */
async function filled(client: ClickHouseClient): Promise<number> {
  const result = await client.query({
    query: `SELECT toFloat64(if(count() = 0, 0, ${NUMBER('max(merchant_id)')} + 1)) AS merchants FROM daily_metrics`,
    format: 'JSONEachRow',
  });
  const [row] = await result.json<{ merchants: number }>();
  return row?.merchants ?? 0;
}

/**
 * Makes everything the job reads of `merchants` merchants, in ClickHouse itself; those that are there already, in whole
 * batches, stay. Repeated after a kill it writes the same rows again, which replace one another.
 * @returns whether anything had to be made
 */
export async function fillClickHouse(
  client: ClickHouseClient,
  merchants: number,
  say: (done: number) => void = () => undefined,
): Promise<boolean> {
  const there = await filled(client);
  if (there >= merchants) return false;
  // Once at the end instead of several times meanwhile.
  for (const table of TABLES) await client.command({ query: `SYSTEM STOP MERGES ${table}` });
  const originals = Math.min(ORIGINALS, merchants);
  for (let first = there; first < originals; first += BATCH) {
    const query_params = { first, count: Math.min(BATCH, originals - first) };
    for (const query of STATEMENTS) await client.command({ query, query_params });
    say(first + query_params.count);
  }
  for (let first = Math.max(there, originals); first < merchants; first += BATCH) {
    const copies = Math.min(BATCH, merchants - first);
    const from = first % originals;
    for (const table of TABLES) {
      // One thread reads in the order of the key, so that nothing has to be sorted again.
      await client.command({
        query: `INSERT INTO ${table} SELECT * REPLACE(${COPY} AS merchant_id) FROM (SELECT * FROM ${table}
            WHERE merchant_id BETWEEN ${MERCHANT('{from:UInt32}')} AND ${MERCHANT('{from:UInt32} + {copies:UInt32} - 1')})
          SETTINGS max_threads = 1, optimize_on_insert = 0`,
        query_params: { from, copies, ahead: first - from },
      });
    }
    say(first + copies);
  }
  return true;
}

const QUIET_SECONDS = 10;

/**
 * Waits until nothing has been merged for a while: as in a deployment, where parts do not pile up, the job is to find few of
 * them. A hundred at once, as many as ClickHouse would take by itself, do not fit into the server's memory.
 */
export async function settle(client: ClickHouseClient): Promise<void> {
  for (const table of TABLES) {
    await client.command({ query: `ALTER TABLE ${table} MODIFY SETTING max_parts_to_merge_at_once = 12` });
    await client.command({ query: `SYSTEM START MERGES ${table}` });
  }
  for (let quiet = 0; quiet < QUIET_SECONDS; ) {
    await sleep(1_000);
    const [row] = await client
      .query({ query: 'SELECT count() AS n FROM system.merges', format: 'JSONEachRow' })
      .then((result) => result.json<{ n: string }>())
      // Merges may have taken all of its memory.
      .catch(() => []);
    quiet = row?.n === '0' ? quiet + 1 : 0;
  }
}

/** The merchants themselves, in PostgreSQL. @param pool of the administrator */
export async function fillPostgres(pool: pg.Pool, merchants: number): Promise<void> {
  await pool.query(
    `insert into users.merchants (id, slug, name, time_zone, currency)
     select ('00000001-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'shop-' || n, 'Shop ' || n, 'Europe/Berlin', 'EUR'
     from generate_series(0, $1::int - 1) n`,
    [merchants],
  );
}
