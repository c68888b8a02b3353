/**
 * What products sold in each country, sorted by it, and carts by day and status. Both are rebuilt with the other facts of
 * a day, and filled here of what there is: repeated, it writes the same rows again.
 */
export const productCountriesAndCartDays: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS product_countries (
    merchant_id UUID,
    country LowCardinality(String),
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
  ) ENGINE = ReplacingMergeTree(version, is_deleted) ORDER BY (merchant_id, country, business_date, sku, currency)`,
  `CREATE TABLE IF NOT EXISTS cart_days (
    merchant_id UUID,
    business_date Date32,
    currency LowCardinality(String),
    status LowCardinality(String),
    carts UInt64,
    total Decimal(38, 4),
    version UInt64,
    is_deleted UInt8
  ) ENGINE = ReplacingMergeTree(version, is_deleted) ORDER BY (merchant_id, business_date, currency, status)`,
  // A version that every rebuild to come replaces: metrics carry the highest of those so far.
  `INSERT INTO product_countries (merchant_id, country, business_date, sku, currency, gross_revenue, refunds, units,
      refunded_units, orders, version, is_deleted)
    SELECT merchant_id, assumeNotNull(f.country), business_date, sku, currency, sumIf(amount, kind = 'SALE'),
      -sumIf(amount, kind IN ('CANCELLATION', 'REFUND')), sumIf(toInt64(quantity), kind = 'SALE'),
      -sumIf(toInt64(quantity), kind IN ('CANCELLATION', 'REFUND')), uniqExactIf(order_id, kind = 'SALE'),
      max(f.version), 0
    FROM (
      SELECT merchant_id, business_date, sku, currency, kind, amount, quantity, order_id FROM order_items FINAL
      WHERE kind IN ('SALE', 'CANCELLATION', 'REFUND')
    ) AS line INNER JOIN (
      SELECT merchant_id, business_date, order_id, currency, country, version FROM order_facts FINAL
      WHERE isNotNull(country)
    ) AS f USING (merchant_id, business_date, order_id, currency)
    GROUP BY merchant_id, f.country, business_date, sku, currency
    SETTINGS join_algorithm = 'grace_hash', max_bytes_in_join = 100000000, grace_hash_join_initial_buckets = 16, max_bytes_before_external_group_by = 500000000`,
  `INSERT INTO cart_days (merchant_id, business_date, currency, status, carts, total, version, is_deleted)
    SELECT merchant_id, business_date, currency, status, count(), sum(c.total), max(c.version), 0
    FROM carts AS c FINAL GROUP BY merchant_id, business_date, currency, status`,
];
