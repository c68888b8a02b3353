import { FIRST_OF_MONTH } from '../queries/months.ts';

/**
 * `product_days` by month: a report over a year of a large shop reads a fifth of the rows, and the days only of months
 * that its range cuts. Rebuilt with the days, of every month of which a day has changed.
 */
export const productMonths: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS product_months (
    merchant_id UUID,
    month Date32,
    sku String,
    currency LowCardinality(String),
    gross_revenue Decimal(38, 4),
    refunds Decimal(38, 4),
    units Int64,
    refunded_units Int64,
    orders UInt64,
    version UInt64,
    is_deleted UInt8
  ) ENGINE = ReplacingMergeTree(version, is_deleted) ORDER BY (merchant_id, month, sku, currency)`,
  // Of the days there are; repeated, it writes the same rows again. Sorted, so that the parts it makes do not overlap.
  `INSERT INTO product_months (merchant_id, month, sku, currency, gross_revenue, refunds, units, refunded_units, orders,
      version, is_deleted)
    SELECT merchant_id, ${FIRST_OF_MONTH('business_date')} AS month, sku, currency, sum(d.gross_revenue), sum(d.refunds),
      sum(d.units), sum(d.refunded_units), sum(d.orders), max(d.version), 0
    FROM product_days AS d FINAL GROUP BY merchant_id, month, sku, currency
    ORDER BY merchant_id, month, sku, currency`,
];
