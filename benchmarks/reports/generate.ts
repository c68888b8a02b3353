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

/** A UUID that holds a number: the same in SQL and on this side. */
const uuid = (kind: number, number: string): string => {
  const digits = `leftPad(lower(hex(${number})), 16, '0')`;
  return `toUUID(concat('0000000${kind}-0000-7000-8', substring(${digits}, 2, 3), '-', substring(${digits}, 5, 12)))`;
};

export const merchantId = (number: number): string =>
  `00000001-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

/** Columns of every line as expressions over `n`, its number from 0. Multiplicative hashing spreads them. */
function lineSql(size: Size, first: number, rows: number): string {
  const hash = (text: string, factor: number): string =>
    // The remainder keeps the product within 64 bits.
    `intDiv(((((${text}) % 2147483647) * ${factor}) % 4294967296), 65536)`;
  return `
    SELECT *, addDays(toDate32('${FIRST_DAY}'), day_no) AS business_date, ${uuid(1, 'merchant_no')} AS merchant_id,
      ${uuid(2, 'order_no')} AS order_id
    FROM (
      SELECT *, intDiv(intDiv(spread * spread, 65536) * products, 65536) AS sku_no, 100 + 25 * (spread % 199) AS price_cents
      FROM (
        SELECT n, merchant_no, order_no, line_no, products,
          ${hash('n + 7', 2_654_435_761)} AS spread,
          ${hash('order_no + 1', 2_246_822_519)} % ${DAYS} AS day_no,
          ${hash('n + 3', 3_266_489_917)} % 5 + 1 AS quantity,
          ${hash('order_no + 5', 668_265_263)} % 24 AS hour,
          ${hash('order_no + 11', 374_761_393)} * 65536 % 99991 % customers AS customer_no,
          ${hash('order_no + 13', 3_266_489_917)} % ${COUNTRIES} AS country_no,
          ${hash('order_no + 17', 2_654_435_761)} % 33 = 0 AS cancelled
        FROM (
          SELECT n, merchant_no, if(merchant_no = 0, 5000, 200) AS products,
            if(merchant_no = 0, ${Math.max(1, Math.round(size.largest / LINES_PER_ORDER / 5))}, 50) AS customers,
            merchant_no * 16777216 + intDiv(place, ${LINES_PER_ORDER}) AS order_no, place % ${LINES_PER_ORDER} + 1 AS line_no
          FROM (
            SELECT n, if(n < ${size.largest}, 0, 1 + (n - ${size.largest}) % ${MERCHANTS - 1}) AS merchant_no,
              if(n < ${size.largest}, n, intDiv(n - ${size.largest}, ${MERCHANTS - 1})) AS place
            FROM (SELECT toInt64(number) AS n FROM numbers(${first}, ${rows}))
          )
        )
      )
    )`;
}

const CHUNK = 1_000_000;

/** Runs a statement over all lines, chunk by chunk. */
async function overLines(size: Size, run: (lines: string) => Promise<unknown>): Promise<void> {
  for (let first = 0; first < size.lines; first += CHUNK) {
    await run(lineSql(size, first, Math.min(CHUNK, size.lines - first)));
  }
}

const KIND = `if(cancelled, 'CANCELLATION', 'SALE')`;
const SIGN = 'if(cancelled, -1, 1)';

/** Every cart was begun, and in two of three the checkout. */
const cartEvents = (
  lines: string,
): string => `INSERT INTO cart_events (merchant_id, cart_id, id, kind, sku, occurred_at,
    version, is_deleted)
  SELECT merchant_id, ${uuid(6, 'order_no')}, ${uuid(7, 'order_no * 2 + step')},
    if(step = 0, 'CREATED', 'CHECKOUT_STARTED'), '', toDateTime64(business_date, 6, 'UTC') + toIntervalMinute(step), 1, 0
  FROM (SELECT *, arrayJoin(if(order_no % 3 = 0, [0], [0, 1])) AS step FROM (${lines}) WHERE line_no = 1)`;

/** Lines, orders, products, carts and their events, in ClickHouse's mirror. */
export async function fillClickHouse(client: ClickHouseClient, size: Size): Promise<void> {
  const command = (query: string) => client.command({ query });
  await overLines(size, async (lines) => {
    await command(`INSERT INTO order_items (merchant_id, business_date, id, order_id, line_no, product_id, sku, description, kind,
        quantity, unit_price, amount, currency, occurred_at, version, is_deleted)
      SELECT merchant_id, business_date, ${uuid(3, 'n')}, order_id, line_no, NULL,
        concat('sku-', toString(sku_no)), NULL, ${KIND}, (${SIGN}) * quantity, toDecimal64(price_cents, 4) / 100,
        toDecimal64((${SIGN}) * quantity * price_cents, 4) / 100, 'GBP',
        toDateTime64(business_date, 6, 'UTC') + toIntervalHour(hour), 1, 0 FROM (${lines})`);
    await command(`INSERT INTO orders (merchant_id, id, external_id, kind, customer_id, currency, country, channel, placed_at,
        business_date, version, is_deleted)
      SELECT merchant_id, order_id, toString(order_no), ${KIND}, ${uuid(4, 'merchant_no * 16777216 + customer_no')}, 'GBP',
        concat('Country ', toString(country_no)), 'web', toDateTime64(business_date, 6, 'UTC') + toIntervalHour(hour),
        business_date, 1, 0 FROM (${lines}) WHERE line_no = 1`);
    await command(`INSERT INTO carts (merchant_id, business_date, id, external_id, customer_id, status, currency, total, item_count,
        created_at, updated_at, abandoned_at, version, is_deleted)
      SELECT merchant_id, business_date, ${uuid(6, 'order_no')}, toString(order_no), NULL,
        arrayElement(['OPEN', 'ABANDONED', 'RECOVERED', 'ORDERED'], toInt8(country_no % 4 + 1)), 'GBP', 10, 1,
        now64(6), now64(6), NULL, 1, 0 FROM (${lines}) WHERE line_no = 1`);
    await command(cartEvents(lines));
  });
  await command(`INSERT INTO products (merchant_id, id, external_id, title, created_at, version, is_deleted)
    SELECT ${uuid(1, 'merchant_no')}, ${uuid(5, 'merchant_no * 16777216 + sku_no')}, concat('sku-', toString(sku_no)),
      concat('Product ', toString(sku_no)), now64(6), 1, 0
    FROM (
      SELECT toInt64(number) AS merchant_no, toInt64(arrayJoin(range(if(merchant_no = 0, 5000, 200)))) AS sku_no
      FROM numbers(${MERCHANTS})
    )`);
}

/** Every day of every merchant, merchant by merchant. */
export function* allDays(): Generator<{ merchantId: string; businessDate: string }> {
  for (let merchant = 0; merchant < MERCHANTS; merchant += 1)
    for (let day = 0; day < DAYS; day += 1)
      yield {
        merchantId: merchantId(merchant),
        businessDate: new Date(Date.parse(FIRST_DAY) + day * 86_400_000).toISOString().slice(0, 10),
      };
}
