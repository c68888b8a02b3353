/**
 * What reports read instead of lines: one row per order and day, and one per product and day, both rebuilt with the
 * daily metrics whenever a day changes. An order has several lines, and its country, channel and customer stand in
 * another table: read from here, a report sums a fraction of the rows and joins nothing. A key that a day no longer
 * has gets a tombstone.
 *
 * Currency becomes part of a day's key: sums over two currencies mean nothing.
 */
const FACTS = 'ENGINE = ReplacingMergeTree(version, is_deleted)';

export const reportFacts: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS order_facts (
    merchant_id UUID,
    business_date Date32,
    order_id UUID,
    currency LowCardinality(String),
    customer_id Nullable(UUID),
    country LowCardinality(Nullable(String)),
    channel LowCardinality(Nullable(String)),
    occurred_at DateTime64(6, 'UTC'),
    gross_revenue Decimal(38, 4),
    refunds Decimal(38, 4),
    units Int64,
    sold UInt8,
    lines UInt32,
    version UInt64,
    is_deleted UInt8
  ) ${FACTS} ORDER BY (merchant_id, business_date, order_id, currency)`,
  `CREATE TABLE IF NOT EXISTS product_days (
    merchant_id UUID,
    business_date Date32,
    sku String,
    currency LowCardinality(String),
    gross_revenue Decimal(38, 4),
    refunds Decimal(38, 4),
    units Int64,
    refunded_units Int64,
    orders UInt32,
    version UInt64,
    is_deleted UInt8
  ) ${FACTS} ORDER BY (merchant_id, business_date, sku, currency)`,
  `ALTER TABLE daily_metrics ADD COLUMN IF NOT EXISTS currency LowCardinality(String) AFTER business_date,
    MODIFY ORDER BY (merchant_id, business_date, currency)`,
  // Nothing has been derived into these tables yet. Without its marks the mirror is loaded anew, and everything with it.
  'TRUNCATE TABLE loaded_slots',
  'TRUNCATE TABLE loaded_tables',
];
