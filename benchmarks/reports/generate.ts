import type { ClickHouseClient } from '#platform/clickhouse/client.ts';

/** How much, and over whom it is spread. */
export interface Size {
  lines: number;
  /** Lines of the largest merchant; the others share the rest evenly. */
  largest: number;
}

export const MERCHANTS = 1_000;
/** Lines of an order, days of the history, its first day. */
const LINES_PER_ORDER = 4;
const DAYS = 730;
export const FIRST_DAY = '2024-01-01';
const COUNTRIES = 20;

const hex = (text: string, dialect: Dialect): string =>
  dialect === 'clickhouse' ? `leftPad(lower(hex(${text})), 16, '0')` : `lpad(to_hex(${text}), 16, '0')`;

type Dialect = 'clickhouse' | 'postgres';

/** A UUID that holds a number: the same in both databases, and on this side. */
const uuid = (kind: number, number: string, dialect: Dialect): string => {
  const digits = hex(number, dialect);
  const text = `concat('0000000${kind}-0000-7000-8', substring(${digits}, 2, 3), '-', substring(${digits}, 5, 12))`;
  return dialect === 'clickhouse' ? `toUUID(${text})` : `${text}::uuid`;
};

export const merchantId = (number: number): string =>
  `00000001-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

/**
 * Columns of every line as expressions over `n`, its number from 0. Multiplicative hashing spreads them; the same
 * integers come out in both databases, so that answers can be compared.
 */
export function lineSql(size: Size, dialect: Dialect): string {
  const div = (a: string, b: number | string): string =>
    dialect === 'clickhouse' ? `intDiv(${a}, ${b})` : `(${a}) / ${b}`;
  const hash = (text: string, factor: number): string =>
    // The remainder keeps the product within 64 bits.
    div(`((((${text}) % 2147483647) * ${factor}) % 4294967296)`, 65_536);
  const source =
    dialect === 'clickhouse'
      ? `SELECT toInt64(number) AS n FROM numbers({first}, {rows})`
      : `SELECT n FROM generate_series({first}::bigint, {first}::bigint + {rows} - 1) AS n`;
  const bool = (text: string): string => (dialect === 'clickhouse' ? text : `(${text})`);
  const choose = (test: string, yes: string, no: string): string =>
    `CASE WHEN ${test} THEN ${yes} ELSE ${no} END`;
  const date = (text: string): string =>
    dialect === 'clickhouse'
      ? `addDays(toDate32('${FIRST_DAY}'), ${text})`
      : `date '${FIRST_DAY}' + (${text})::int`;
  return `
    SELECT n, merchant_no, order_no, line_no, sku_no, day_no, quantity, price_cents, hour, customer_no, country_no, cancelled,
      ${date('day_no')} AS business_date, ${uuid(1, 'merchant_no', dialect)} AS merchant_id,
      ${uuid(2, 'order_no', dialect)} AS order_id
    FROM (
      SELECT *, ${div(`${div('spread * spread', 65_536)} * products`, 65_536)} AS sku_no,
        100 + 25 * (spread % 199) AS price_cents
      FROM (
        SELECT n, merchant_no, order_no, line_no, products,
          ${hash('n + 7', 2_654_435_761)} AS spread,
          ${hash('order_no + 1', 2_246_822_519)} % ${DAYS} AS day_no,
          ${hash('n + 3', 3_266_489_917)} % 5 + 1 AS quantity,
          ${hash('order_no + 5', 668_265_263)} % 24 AS hour,
          ${hash('order_no + 11', 374_761_393)} * 65536 % 99991 % customers AS customer_no,
          ${hash('order_no + 13', 3_266_489_917)} % ${COUNTRIES} AS country_no,
          ${bool(`${hash('order_no + 17', 2_654_435_761)} % 33 = 0`)} AS cancelled
        FROM (
          SELECT n, merchant_no, ${choose('merchant_no = 0', '5000', '200')} AS products,
            ${choose('merchant_no = 0', String(Math.max(1, Math.round(size.largest / LINES_PER_ORDER / 5))), '50')} AS customers,
            merchant_no * 16777216 + ${div('place', LINES_PER_ORDER)} AS order_no,
            place % ${LINES_PER_ORDER} + 1 AS line_no
          FROM (
            SELECT n, ${choose(`n < ${size.largest}`, '0', `1 + (n - ${size.largest}) % ${MERCHANTS - 1}`)} AS merchant_no,
              ${choose(`n < ${size.largest}`, 'n', div(`n - ${size.largest}`, MERCHANTS - 1))} AS place
            FROM (${source}) AS numbers
          ) AS a
        ) AS b
      ) AS c
    ) AS d`;
}

const CHUNK = 500_000;

/** Runs a statement over all lines, chunk by chunk. */
export async function overLines(
  size: Size,
  dialect: Dialect,
  run: (lines: string) => Promise<unknown>,
): Promise<void> {
  for (let first = 0; first < size.lines; first += CHUNK) {
    const rows = Math.min(CHUNK, size.lines - first);
    await run(lineSql(size, dialect).replaceAll('{first}', String(first)).replaceAll('{rows}', String(rows)));
  }
}

const KIND = `CASE WHEN cancelled THEN 'CANCELLATION' ELSE 'SALE' END`;
const SIGN = 'CASE WHEN cancelled THEN -1 ELSE 1 END';

/** Lines, orders, products and carts, in ClickHouse's mirror. */
export async function fillClickHouse(client: ClickHouseClient, size: Size): Promise<void> {
  const command = (query: string) => client.command({ query });
  await overLines(size, 'clickhouse', async (lines) => {
    await command(`INSERT INTO order_items (merchant_id, business_date, id, order_id, line_no, product_id, sku, description, kind,
        quantity, unit_price, amount, currency, occurred_at, version, is_deleted)
      SELECT merchant_id, business_date, ${uuid(3, 'n', 'clickhouse')}, order_id, line_no, NULL,
        concat('sku-', toString(sku_no)), NULL, ${KIND}, (${SIGN}) * quantity, toDecimal64(price_cents, 4) / 100,
        toDecimal64((${SIGN}) * quantity * price_cents, 4) / 100, 'GBP',
        toDateTime64(business_date, 6, 'UTC') + toIntervalHour(hour), 1, 0 FROM (${lines})`);
    await command(`INSERT INTO orders (merchant_id, id, external_id, kind, customer_id, currency, country, channel, placed_at,
        business_date, version, is_deleted)
      SELECT merchant_id, order_id, toString(order_no), ${KIND},
        ${uuid(4, 'merchant_no * 16777216 + customer_no', 'clickhouse')}, 'GBP',
        concat('Country ', toString(country_no)), 'web', toDateTime64(business_date, 6, 'UTC') + toIntervalHour(hour),
        business_date, 1, 0 FROM (${lines}) WHERE line_no = 1`);
    await command(`INSERT INTO products (merchant_id, id, external_id, title, created_at, version, is_deleted)
      SELECT DISTINCT merchant_id, ${uuid(5, 'merchant_no * 16777216 + sku_no', 'clickhouse')},
        concat('sku-', toString(sku_no)), concat('Product ', toString(sku_no)), now64(6), 1, 0 FROM (${lines})`);
    await command(`INSERT INTO carts (merchant_id, business_date, id, external_id, customer_id, status, currency, total, item_count,
        created_at, updated_at, abandoned_at, version, is_deleted)
      SELECT merchant_id, business_date, ${uuid(6, 'order_no', 'clickhouse')}, toString(order_no), NULL,
        arrayElement(['OPEN', 'ABANDONED', 'RECOVERED', 'ORDERED'], toInt8(country_no % 4 + 1)), 'GBP', 10, 1,
        now64(6), now64(6), NULL, 1, 0 FROM (${lines}) WHERE line_no = 1`);
  });
}
