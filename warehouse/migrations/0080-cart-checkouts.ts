/**
 * How far the carts of a day came, beside their status: a funnel then reads days instead of carts and their events. Days
 * that are there get it here. Each row keeps the version it has, or takes that of its newest cart, so that every rebuild to
 * come replaces it; of two rows of one version the later one counts. Repeated, it writes the same rows again.
 */
export const cartCheckouts: readonly string[] = [
  'ALTER TABLE cart_days ADD COLUMN IF NOT EXISTS known UInt64 AFTER total',
  'ALTER TABLE cart_days ADD COLUMN IF NOT EXISTS checkouts UInt64 AFTER known',
  'ALTER TABLE cart_days ADD COLUMN IF NOT EXISTS checkout_total Decimal(38, 4) AFTER checkouts',
  `INSERT INTO cart_days (merchant_id, business_date, currency, status, carts, total, known, checkouts, checkout_total,
      version, is_deleted)
    SELECT now.merchant_id, now.business_date, now.currency, now.status, now.begun, now.worth, now.told, now.reached,
      now.reached_worth, greatest(now.newest, held.newest), 0
    FROM (
      SELECT merchant_id, business_date, currency, status, count() AS begun, sum(c.total) AS worth, countIf(e.here = 1) AS told,
        countIf(e.here = 1 AND (status IN ('ORDERED', 'RECOVERED') OR e.started = 1)) AS reached,
        sumIf(c.total, e.here = 1 AND (status IN ('ORDERED', 'RECOVERED') OR e.started = 1)) AS reached_worth,
        max(c.version) AS newest
      FROM (
        SELECT merchant_id, business_date, id, currency, status, total, version FROM carts FINAL
        WHERE merchant_id IN (SELECT DISTINCT merchant_id FROM cart_events)
      ) AS c LEFT JOIN (
        SELECT merchant_id, cart_id, max(kind = 'CHECKOUT_STARTED') AS started, 1 AS here
        FROM cart_events FINAL GROUP BY merchant_id, cart_id
      ) AS e ON e.merchant_id = c.merchant_id AND e.cart_id = c.id
      GROUP BY merchant_id, business_date, currency, status
    ) AS now LEFT JOIN (
      SELECT merchant_id, business_date, currency, status, max(h.version) AS newest FROM cart_days AS h
      GROUP BY merchant_id, business_date, currency, status
    ) AS held ON held.merchant_id = now.merchant_id AND held.business_date = now.business_date
      AND held.currency = now.currency AND held.status = now.status
    SETTINGS join_use_nulls = 0, join_algorithm = 'grace_hash', max_bytes_in_join = 100000000,
      grace_hash_join_initial_buckets = 16, max_bytes_before_external_group_by = 100000000,
      optimize_aggregation_in_order = 1`,
];
