import { z } from 'zod';
import { day, uuid } from '../tables/columns.ts';
import { FIRST_OF_MONTH } from './months.ts';
import { count } from './report-scope.ts';
import { defineQuery } from './run.ts';

/**
 * Every month that has days, with the version of the newest of them, and that up to which its sums are (0 without any). A
 * select of `merchant_id`, `month`, `days`, `sums` and `weight`, a measure of its rows. Superseded rows need not be left
 * out: the highest version is never among them.
 * @param which a condition on `merchant_id`
 */
const monthStates = (
  which: string,
): string => `SELECT merchant_id, month, max(days) AS days, max(sums) AS sums,
    sum(weight) AS weight
  FROM (
    SELECT merchant_id, ${FIRST_OF_MONTH('business_date')} AS month, lines_version AS days, toUInt64(0) AS sums,
      lines AS weight
    FROM daily_metrics WHERE ${which}
    UNION ALL
    SELECT merchant_id, month, 0, version, 0 FROM month_versions WHERE ${which}
  )
  GROUP BY merchant_id, month`;

/**
 * Months whose sums are not those of their days. Asked first, and the sums read by another statement after it, a month
 * that is not among them is as new as its days were. Parameter: `merchants`, all when empty.
 */
export const staleMonths = defineQuery<{ merchants: string[] }>()({
  name: 'staleMonths',
  text: `SELECT merchant_id, month, toString(days) AS version, weight FROM (
      ${monthStates('empty({merchants:Array(UUID)}) OR merchant_id IN {merchants:Array(UUID)}')}
    ) WHERE days != sums ORDER BY merchant_id, month`,
  row: z.object({ merchant_id: uuid, month: day, version: z.string(), weight: count }),
});

/** The version of the newest day of months, whether they are stale or not; `months` and `merchants` pair by pair. */
export const monthsOfDays = defineQuery<{ merchants: string[]; months: string[] }>()({
  name: 'monthsOfDays',
  text: `SELECT merchant_id, month, toString(days) AS version, weight
    FROM (${monthStates('merchant_id IN {merchants:Array(UUID)}')})
    WHERE (merchant_id, month) IN (arrayZip({merchants:Array(UUID)}, {months:Array(Date32)}))
    ORDER BY merchant_id, month`,
  row: staleMonths.row,
});

const DUE = `due AS (
  SELECT triple.1 AS merchant_id, triple.2 AS month, triple.3 AS version FROM (
    SELECT arrayJoin(arrayZip({merchants:Array(UUID)}, {months:Array(Date32)}, {versions:Array(UInt64)})) AS triple
  )
)`;

/** Every day of the months (and a few beyond the short ones), so that the sorting key finds them. */
const DAYS = `arrayDistinct(arrayFlatten(arrayMap(month -> arrayMap(n -> addDays(month, n), range(31)),
      arrayDistinct({months:Array(Date32)}))))`;

const OF_MONTHS = `merchant_id IN {merchants:Array(UUID)}
    AND (merchant_id, month) IN (arrayZip({merchants:Array(UUID)}, {months:Array(Date32)}))`;

const GONE = `SELECT merchant_id, month, sku, currency, 0 AS gross_revenue, 0 AS refunds, 0 AS units, 0 AS refunded_units,
      0 AS orders, 0 AS here`;

/**
 * Months from their days. Of two rebuilds that cross, the later one's version is higher, and its rows win, whichever comes
 * first. So that this holds for a product that the earlier one still has seen and the later one has not, there is a
 * tombstone for every product that has ever been in one of the days, not only for those the month is known to have.
 */
const REBUILD_PRODUCT_MONTHS = `INSERT INTO product_months
  (merchant_id, month, sku, currency, gross_revenue, refunds, units, refunded_units, orders, version, is_deleted)
WITH ${DUE}
SELECT s.merchant_id, s.month, s.sku, s.currency, s.gross, s.back, s.pieces, s.pieces_back, s.sales, due.version, s.gone
FROM (
  SELECT merchant_id, month, sku, currency, sum(gross_revenue) AS gross, sum(refunds) AS back, sum(units) AS pieces,
    sum(refunded_units) AS pieces_back, sum(orders) AS sales, max(here) = 0 AS gone
  FROM (
    SELECT merchant_id, ${FIRST_OF_MONTH('business_date')} AS month, sku, currency, gross_revenue, refunds, units,
      refunded_units, orders, 1 AS here
    FROM product_days FINAL WHERE business_date IN (${DAYS}) AND ${OF_MONTHS}
    UNION ALL ${GONE}
    FROM (
      SELECT merchant_id, ${FIRST_OF_MONTH('business_date')} AS month, sku, currency FROM product_days
      WHERE business_date IN (${DAYS}) AND ${OF_MONTHS} AND is_deleted = 1
    )
    UNION ALL ${GONE} FROM product_months WHERE ${OF_MONTHS} AND is_deleted = 0
  )
  GROUP BY merchant_id, month, sku, currency
) AS s INNER JOIN due ON due.merchant_id = s.merchant_id AND due.month = s.month`;

/** Says how new they are, unless rows of a later version are there, which are not all of this one's. */
const MARK_MONTHS = `INSERT INTO month_versions (merchant_id, month, version)
WITH ${DUE}
SELECT due.merchant_id, due.month, due.version FROM due LEFT JOIN (
  SELECT p.merchant_id AS merchant_id, p.month AS month, max(p.version) AS newest FROM product_months AS p
  WHERE ${OF_MONTHS} GROUP BY merchant_id, month
) AS held ON held.merchant_id = due.merchant_id AND held.month = due.month
WHERE held.newest <= due.version
SETTINGS join_use_nulls = 0`;

/**
 * Statements that add up months again from their days, in this order: a month is called as new as its days when all its
 * rows are. Parameters: `merchants`, `months` (first days) and `versions` of the newest days, triple by triple; these must
 * have been read before.
 */
export const REBUILD_MONTHS = [REBUILD_PRODUCT_MONTHS, MARK_MONTHS] as const;
