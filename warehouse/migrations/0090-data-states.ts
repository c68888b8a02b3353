import { FIRST_OF_MONTH } from '../queries/months.ts';

/** Of what belongs to no month. */
const NO_MONTH = `toDate32('1900-01-01')`;

/** What is told of its rows by each table that makes a report change: a select of the columns of `data_states`. */
const TOLD = {
  daily_metrics: `SELECT merchant_id, ${FIRST_OF_MONTH('business_date')} AS month, max(m.version) AS newest, count() AS changes,
      max(m.lines_version) AS days, toUInt64(0) AS sums
    FROM daily_metrics AS m GROUP BY merchant_id, month`,
  month_versions: `SELECT merchant_id, month, toUInt64(0) AS newest, toUInt64(0) AS changes, toUInt64(0) AS days,
      max(v.version) AS sums
    FROM month_versions AS v GROUP BY merchant_id, month`,
  products: `SELECT merchant_id, ${NO_MONTH} AS month, max(p.version) AS newest, count() AS changes, toUInt64(0) AS days,
      toUInt64(0) AS sums
    FROM products AS p GROUP BY merchant_id`,
} as const;

/** Fills `data_states` from the tables it tells of. Repeated, it counts more changes than there were, which is harmless. */
export const FILL_DATA_STATES: readonly string[] = Object.values(TOLD).map(
  (told) => `INSERT INTO data_states (merchant_id, month, newest, changes, days, sums) ${told}`,
);

/**
 * In which state a merchant's data are, month by month, kept by the inserts themselves: every report asks for it before
 * anything else, and ClickHouse took longer to understand a question over three tables than to answer it.
 */
export const dataStates: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS data_states (
    merchant_id UUID,
    month Date32,
    newest SimpleAggregateFunction(max, UInt64),
    changes SimpleAggregateFunction(sum, UInt64),
    days SimpleAggregateFunction(max, UInt64),
    sums SimpleAggregateFunction(max, UInt64)
  ) ENGINE = AggregatingMergeTree ORDER BY (merchant_id, month)`,
  ...Object.entries(TOLD).map(
    ([table, told]) =>
      `CREATE MATERIALIZED VIEW IF NOT EXISTS data_states_of_${table} TO data_states AS ${told}`,
  ),
  ...FILL_DATA_STATES,
];
