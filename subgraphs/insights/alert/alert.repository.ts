import type { Page } from '#platform/graphql/index.ts';
import type { Transaction } from '#prisma/database.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { CheckedRule } from './check-rule.ts';

/** A row of insights.alerts; days and instants as text. */
export interface AlertRow extends CheckedRule {
  id: string;
  merchantId: string;
  silencedUntil: string | null;
  judgedTo: string;
  failedAt: string | null;
  version: number;
  createdAt: string;
  updatedAt: string;
  /** Microseconds since the epoch at which it was made: what a list is sorted by. */
  position: string;
}

/** A row of insights.alert_firings. */
export interface FiringRow {
  id: string;
  day: string;
  metric: string;
  direction: string;
  currency: string;
  from: string;
  observed: string;
  expected: string | null;
  threshold: string;
  change: number | null;
  insightId: string | null;
  anomalyId: string | null;
  createdAt: string;
  position: string;
}

const instant = (column: string) =>
  Prisma.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);
const POSITION = Prisma.sql`(extract(epoch from created_at) * 1000000)::bigint::text as position`;

/** Columns of insights.alerts, under the name `alert`. */
export const ALERT_COLUMNS = Prisma.sql`
  alert.id::text, alert.merchant_id::text as "merchantId", alert.name, alert.metric, alert.sku, alert.country,
  alert.condition, alert.threshold::text, alert.baseline, alert.baseline_days as "baselineDays", alert.floor::text,
  alert.schedule, alert.weekday, alert.severity, alert.cooldown_days as "cooldownDays", alert.enabled,
  alert.silenced_until::text as "silencedUntil", alert.judged_to::text as "judgedTo", alert.version,
  ${instant('alert.failed_at')} as "failedAt", ${instant('alert.created_at')} as "createdAt",
  ${instant('alert.updated_at')} as "updatedAt", (extract(epoch from alert.created_at) * 1000000)::bigint::text as position`;

/** How a page is read in the order of time, newest first. */
function paging(page: Page): { beyond: Prisma.Sql; order: Prisma.Sql } {
  const forward = page.direction === 'forward';
  const [position, id] = page.cursor ?? [];
  const sorting = forward ? Prisma.sql`desc` : Prisma.sql`asc`;
  return {
    beyond:
      position === undefined || id === undefined
        ? Prisma.empty
        : Prisma.sql`and (created_at, id) ${forward ? Prisma.sql`<` : Prisma.sql`>`}
            (timestamptz 'epoch' + ${position}::text::bigint * interval '1 microsecond', ${id}::text::uuid)`,
    order: Prisma.sql`order by created_at ${sorting}, id ${sorting} limit ${page.limit + 1}`,
  };
}

/** Rows of insights.alerts and their firings within a transaction that `withTenants` opened. */
export const alertRepository = {
  async list(tx: Transaction, merchantId: string, page: Page): Promise<{ rows: AlertRow[]; total: number }> {
    const { beyond, order } = paging(page);
    const rows = await tx.$queryRaw<AlertRow[]>`
      select ${ALERT_COLUMNS} from insights.alerts alert where merchant_id = ${merchantId}::uuid ${beyond} ${order}`;
    return { rows, total: await alertRepository.count(tx, merchantId) };
  },

  async count(tx: Transaction, merchantId: string): Promise<number> {
    const [row] = await tx.$queryRaw<{ total: number }[]>`
      select count(*)::int as total from insights.alerts where merchant_id = ${merchantId}::uuid`;
    return row?.total ?? 0;
  },

  /** Keeps two requests from passing the limit of a merchant's alerts together. */
  async lockMerchant(tx: Transaction, merchantId: string): Promise<void> {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`insights.alerts:${merchantId}`}, 0))`;
  },

  /** The rows with these ids that the transaction's tenants own, in no order. */
  async byIds(tx: Transaction, ids: readonly string[]): Promise<AlertRow[]> {
    return tx.$queryRaw<AlertRow[]>`
      select ${ALERT_COLUMNS} from insights.alerts alert where id = any(${ids}::text[]::uuid[])`;
  },

  /** Writes a new alert, judged up to `judgedTo`; answers its id. */
  async insert(
    tx: Transaction,
    given: { merchantId: string; rule: CheckedRule; judgedTo: string; createdBy: string },
  ): Promise<string> {
    const { merchantId, rule, judgedTo, createdBy } = given;
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      insert into insights.alerts (merchant_id, name, metric, sku, country, condition, threshold, baseline, baseline_days,
        floor, schedule, weekday, severity, cooldown_days, enabled, judged_to, created_by)
      values (${merchantId}::uuid, ${rule.name}, ${rule.metric}, ${rule.sku}, ${rule.country}, ${rule.condition},
        ${rule.threshold}::text::numeric, ${rule.baseline}, ${rule.baselineDays}::int, ${rule.floor}::text::numeric,
        ${rule.schedule}, ${rule.weekday}::int, ${rule.severity}, ${rule.cooldownDays}::int, ${rule.enabled}::boolean,
        ${judgedTo}::text::date, ${createdBy})
      returning id::text`;
    if (row === undefined) throw new Error('the alert was not written');
    return row.id;
  },

  /** Gives an alert another rule. One that was disabled and is not any more begins after `yesterday`. */
  async update(tx: Transaction, id: string, rule: CheckedRule, yesterday: string): Promise<boolean> {
    const changed = await tx.$executeRaw`
      update insights.alerts set name = ${rule.name}, metric = ${rule.metric}, sku = ${rule.sku},
        country = ${rule.country}, condition = ${rule.condition}, threshold = ${rule.threshold}::text::numeric,
        baseline = ${rule.baseline}, baseline_days = ${rule.baselineDays}::int, floor = ${rule.floor}::text::numeric,
        schedule = ${rule.schedule}, weekday = ${rule.weekday}::int, severity = ${rule.severity},
        cooldown_days = ${rule.cooldownDays}::int, enabled = ${rule.enabled}::boolean, failure = null, failed_at = null,
        judged_to = case when not enabled and ${rule.enabled}::boolean
          then greatest(judged_to, ${yesterday}::text::date) else judged_to end,
        version = version + 1, updated_at = now()
      where id = ${id}::uuid`;
    return changed > 0;
  },

  async silence(tx: Transaction, id: string, until: string | null): Promise<boolean> {
    const changed = await tx.$executeRaw`
      update insights.alerts set silenced_until = ${until}::text::date, version = version + 1, updated_at = now()
      where id = ${id}::uuid`;
    return changed > 0;
  },

  async delete(tx: Transaction, id: string): Promise<boolean> {
    return (await tx.$executeRaw`delete from insights.alerts where id = ${id}::uuid`) > 0;
  },

  async firings(tx: Transaction, alertId: string, page: Page): Promise<{ rows: FiringRow[]; total: number }> {
    const { beyond, order } = paging(page);
    const rows = await tx.$queryRaw<FiringRow[]>`
      select id::text, day::text, metric, direction, currency::text, window_from::text as "from", observed::text, expected::text, threshold::text, change,
        insight_id::text as "insightId", anomaly_id::text as "anomalyId", ${instant('created_at')} as "createdAt",
        ${POSITION}
      from insights.alert_firings where alert_id = ${alertId}::uuid ${beyond} ${order}`;
    const [count] = await tx.$queryRaw<{ total: number }[]>`
      select count(*)::int as total from insights.alert_firings where alert_id = ${alertId}::uuid`;
    return { rows, total: count?.total ?? 0 };
  },
};
