import { FIRST_OF_MONTH } from '../queries/months.ts';

/**
 * How new the sums of a month are: up to which version of its days' lines they hold everything. Months are rebuilt after
 * the days, not with them, and one that is not as new as its days is read by day. What a day's carts change does not
 * make a month of products older, so that days say of which version their lines are.
 */
export const monthVersions: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS month_versions (
    merchant_id UUID,
    month Date32,
    version UInt64
  ) ENGINE = ReplacingMergeTree(version) ORDER BY (merchant_id, month)`,
  `ALTER TABLE daily_metrics ADD COLUMN IF NOT EXISTS lines_version UInt64 DEFAULT version`,
  // Until now months were rebuilt before the metrics of their days: those that are not ahead of them are as new.
  `INSERT INTO month_versions (merchant_id, month, version)
    SELECT days.merchant_id, days.month, days.newest FROM (
      SELECT merchant_id, ${FIRST_OF_MONTH('business_date')} AS month, max(lines_version) AS newest FROM daily_metrics
      GROUP BY merchant_id, month
    ) AS days LEFT ANTI JOIN (
      SELECT p.merchant_id AS merchant_id, p.month AS month, max(p.version) AS held FROM product_months AS p
      GROUP BY merchant_id, month
    ) AS sums ON sums.merchant_id = days.merchant_id AND sums.month = days.month AND sums.held > days.newest`,
];
