/**
 * The mirror of `commerce` and what is derived from it. A replacing table keeps, of the rows with one sorting key, the
 * one with the highest version, and none if that one is a tombstone; reading with FINAL does so before the merge has.
 */
const MIRROR = 'ENGINE = ReplacingMergeTree(version, is_deleted)';

export const mirrorAndMetrics: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS order_items (
    merchant_id UUID,
    business_date Date32,
    id UUID,
    order_id UUID,
    line_no Int32,
    product_id Nullable(UUID),
    sku String,
    description Nullable(String),
    kind LowCardinality(String),
    quantity Int32,
    unit_price Decimal(19, 4),
    amount Decimal(19, 4),
    currency LowCardinality(String),
    occurred_at DateTime64(6, 'UTC'),
    version UInt64,
    is_deleted UInt8
  ) ${MIRROR} ORDER BY (merchant_id, business_date, id)`,
  `CREATE TABLE IF NOT EXISTS orders (
    merchant_id UUID,
    id UUID,
    external_id String,
    kind LowCardinality(String),
    customer_id Nullable(UUID),
    currency LowCardinality(String),
    country LowCardinality(Nullable(String)),
    channel LowCardinality(Nullable(String)),
    placed_at DateTime64(6, 'UTC'),
    business_date Date32,
    version UInt64,
    is_deleted UInt8
  ) ${MIRROR} ORDER BY (merchant_id, id)`,
  `CREATE TABLE IF NOT EXISTS customers (
    merchant_id UUID,
    id UUID,
    external_id String,
    country LowCardinality(Nullable(String)),
    created_at DateTime64(6, 'UTC'),
    version UInt64,
    is_deleted UInt8
  ) ${MIRROR} ORDER BY (merchant_id, id)`,
  `CREATE TABLE IF NOT EXISTS products (
    merchant_id UUID,
    id UUID,
    external_id String,
    title Nullable(String),
    created_at DateTime64(6, 'UTC'),
    version UInt64,
    is_deleted UInt8
  ) ${MIRROR} ORDER BY (merchant_id, id)`,
  `CREATE TABLE IF NOT EXISTS carts (
    merchant_id UUID,
    business_date Date32,
    id UUID,
    external_id String,
    customer_id Nullable(UUID),
    status LowCardinality(String),
    currency LowCardinality(String),
    total Decimal(19, 4),
    item_count Int32,
    created_at DateTime64(6, 'UTC'),
    updated_at DateTime64(6, 'UTC'),
    abandoned_at Nullable(DateTime64(6, 'UTC')),
    version UInt64,
    is_deleted UInt8
  ) ${MIRROR} ORDER BY (merchant_id, business_date, id)`,
  `CREATE TABLE IF NOT EXISTS daily_metrics (
    merchant_id UUID,
    business_date Date32,
    gross_revenue Decimal(38, 4),
    refunds Decimal(38, 4),
    orders UInt64,
    units Int64,
    customers UInt64,
    lines UInt64,
    carts UInt64,
    abandoned_carts UInt64,
    version UInt64
  ) ENGINE = ReplacingMergeTree(version) ORDER BY (merchant_id, business_date)`,
  // Which replication slots have been loaded from a snapshot into these tables, and from which moment on they follow.
  `CREATE TABLE IF NOT EXISTS loaded_slots (
    slot String,
    consistent_lsn UInt64,
    loaded_at DateTime64(3, 'UTC') DEFAULT now64(3)
  ) ENGINE = ReplacingMergeTree(loaded_at) ORDER BY slot`,
];
