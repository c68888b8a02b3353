import { chosenOrders, chosenProducts, type FilterShape, IN_RANGE, LINE_SUMS } from './report-scope.ts';

const COLUMNS = 'sku, gross_revenue, refunds, units, refunded_units, orders';

const ofMerchant = (table: string): string =>
  `FROM ${table} FINAL WHERE merchant_id = {merchant:UUID} AND currency = {currency:String}`;

/** Rows of a table whose `column` is in lists that are bound, with whether they are of the range and of the one compared with. */
function listed(
  table: string,
  column: string,
  [now, base]: readonly [string, string],
  others: string,
  compared: boolean,
): string {
  const [ofNow, ofBase] = [now, base].map((name) => `{${name}:Array(Date32)}`);
  const which = compared ? `arrayConcat(${ofNow}, ${ofBase})` : ofNow;
  const flags = compared ? `, ${column} IN ${ofNow} AS is_now, ${column} IN ${ofBase} AS is_base` : '';
  return `SELECT ${COLUMNS}${flags} ${ofMerchant(table)} AND ${column} IN ${which} ${others}`;
}

const BETWEEN = 'business_date BETWEEN {from:Date32} AND {to:Date32}';

/** A condition on the range, turned into the same one on the range compared with. */
const onBase = (text: string): string =>
  text.replaceAll('{from:Date32}', '{baseFrom:Date32}').replaceAll('{to:Date32}', '{baseTo:Date32}');

/** Lines of the filtered orders of the range, added up by product. */
const ofLines = (shape: FilterShape): string => `SELECT sku, ${LINE_SUMS},
    -sumIf(toInt64(quantity), kind IN ('CANCELLATION', 'REFUND')) AS refunded_units,
    uniqExactIf(business_date, order_id, kind = 'SALE') AS orders
  FROM order_items FINAL
  WHERE ${IN_RANGE} ${chosenProducts(shape)} AND kind IN ('SALE', 'CANCELLATION', 'REFUND') AND order_id IN
    (SELECT order_id FROM order_facts FINAL WHERE ${IN_RANGE} ${chosenOrders(shape)})
  GROUP BY sku`;

/** Selects of `COLUMNS`, and with `compared` of `is_now` and `is_base`: what is to be added up by product. */
function sources(shape: FilterShape, compared: boolean): string[] {
  const chosen = chosenProducts(shape);
  if (shape.channel || shape.segment) {
    const lines = ofLines(shape);
    if (!compared) return [`SELECT ${COLUMNS} FROM (${lines})`];
    return [
      `SELECT ${COLUMNS}, 1 AS is_now, 0 AS is_base FROM (${lines})`,
      `SELECT ${COLUMNS}, 0 AS is_now, 1 AS is_base FROM (${onBase(lines)})`,
    ];
  }
  if (shape.country) {
    const of = `${ofMerchant('product_countries')} AND country IN {countries:Array(String)} ${chosen}`;
    if (!compared) return [`SELECT ${COLUMNS} ${of} AND ${BETWEEN}`];
    return [
      `SELECT ${COLUMNS}, ${BETWEEN} AS is_now, ${onBase(BETWEEN)} AS is_base ${of} AND (${BETWEEN} OR ${onBase(BETWEEN)})`,
    ];
  }
  return [
    listed('product_months', 'month', ['months', 'baseMonths'], chosen, compared),
    listed('product_days', 'business_date', ['days', 'baseDays'], chosen, compared),
  ];
}

/**
 * What the scope counts, by product: `sku`, the sums of the range and those of the range compared with (`base_`; zero
 * without one). A select.
 *
 * Whole months come from sums by month unless they are stale, the other days by day (parameters, see `MonthParameters`);
 * what some countries bought from sums by country. Where orders are filtered otherwise all comes from their lines: an order has
 * its channel and customer on all of its days, so that its id alone tells whether a line counts.
 *
 * Both ranges, and all sources, are added up at once: for a merchant of usual size ClickHouse spends more time on
 * understanding a statement than on its rows, and every level and every name of it counts.
 * @param shape.compared whether there is a range to compare with
 * @param shape.soldNow whether only products of the range itself are of interest
 */
export function productSums(shape: FilterShape & { compared: boolean; soldNow: boolean }): string {
  const from = `FROM (${sources(shape, shape.compared).join(' UNION ALL ')}) AS x GROUP BY sku`;
  if (!shape.compared)
    return `SELECT sku, sum(x.gross_revenue) AS gross_revenue, sum(x.refunds) AS refunds, sum(x.units) AS units,
      sum(x.refunded_units) AS refunded_units, sum(x.orders) AS orders, toDecimal128(0, 4) AS base_revenue,
      toInt64(0) AS base_units, toUInt64(0) AS base_orders ${from}`;
  return `SELECT sku, sumIf(x.gross_revenue, is_now) AS gross_revenue, sumIf(x.refunds, is_now) AS refunds,
    sumIf(x.units, is_now) AS units, sumIf(x.refunded_units, is_now) AS refunded_units, sumIf(x.orders, is_now) AS orders,
    sumIf(x.gross_revenue, is_base) AS base_revenue, sumIf(x.units, is_base) AS base_units,
    sumIf(x.orders, is_base) AS base_orders ${from} ${shape.soldNow ? 'HAVING max(is_now) = 1' : ''}`;
}
