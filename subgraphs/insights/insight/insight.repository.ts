import type { Page } from '#platform/graphql/index.ts';
import type { Transaction } from '#prisma/database.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { Evidence, Explanation } from '../detection/finding.ts';
import type { Facts } from '../text/facts.ts';
import type { InsightOrderField, InsightStatus } from './insight.enums.ts';
import type { InsightFilter } from './insight.input.ts';

/** A row of insights.insights; days and instants as text, so that nothing is lost to a Date's milliseconds. */
export interface InsightRow {
  id: string;
  merchantId: string;
  kind: string;
  metric: string;
  direction: string;
  severity: string;
  title: string;
  body: string;
  windowFrom: string;
  windowTo: string;
  baselineFrom: string;
  baselineTo: string;
  observed: string;
  expected: string;
  change: number | null;
  score: number;
  currency: string | null;
  status: string;
  asOf: string;
  createdAt: string;
  readAt: string | null;
  dismissedAt: string | null;
  sliceDimension: string | null;
  sliceKey: string | null;
  sliceLabel: string | null;
  explanation: Explanation | null;
  evidence: Evidence | null;
  action: string;
  /** What the words were made of; null for words that cannot be made anew. */
  facts: Facts | null;
  /** The locale the words are stored in, and the version of the templates. */
  locale: string;
  textVersion: number;
  /** The merchant's own locale, now. */
  merchantLocale: string;
  version: number;
  lastSeen: string;
  updatedAt: string | null;
}

/** A row of insights.insight_versions. */
export interface VersionRow {
  insightId: string;
  version: number;
  seen: string;
  severity: string;
  title: string;
  windowFrom: string;
  windowTo: string;
  baselineFrom: string;
  baselineTo: string;
  observed: string;
  expected: string;
  change: number | null;
  score: number;
  writtenAt: string;
}

/** What nobody has read. */
export interface UnreadRow {
  count: number;
  critical: number;
  newestCritical: InsightRow | null;
}

const instant = (column: string) =>
  Prisma.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);

const COLUMNS = Prisma.sql`
  id::text, merchant_id::text as "merchantId", kind, metric, direction, severity, title, body,
  window_from::text as "windowFrom", window_to::text as "windowTo",
  baseline_from::text as "baselineFrom", baseline_to::text as "baselineTo",
  observed::text, expected::text, change, score, currency::text, status, as_of::text as "asOf",
  ${instant('created_at')} as "createdAt", ${instant('read_at')} as "readAt",
  ${instant('dismissed_at')} as "dismissedAt", slice_dimension as "sliceDimension", slice_key as "sliceKey",
  slice_label as "sliceLabel", explanation, evidence, action, facts, locale, text_version as "textVersion",
  coalesce((select m.locale from users.merchants m where m.id = merchant_id), locale) as "merchantLocale", version,
  coalesce(last_seen, as_of)::text as "lastSeen", ${instant('updated_at')} as "updatedAt"`;

/** From least to most. */
export const SEVERITIES: readonly string[] = ['INFO', 'NOTICE', 'WARNING', 'CRITICAL'];

/** What each order sorts by, and how a cursor's first value is compared with it. */
const SORT: Record<InsightOrderField, { by: Prisma.Sql; type: Prisma.Sql; of(row: InsightRow): string }> = {
  CREATED_AT: { by: Prisma.sql`created_at`, type: Prisma.sql`timestamptz`, of: (row) => row.createdAt },
  AS_OF: { by: Prisma.sql`as_of`, type: Prisma.sql`date`, of: (row) => row.asOf },
  LAST_SEEN: {
    by: Prisma.sql`coalesce(last_seen, as_of)`,
    type: Prisma.sql`date`,
    of: (row) => row.lastSeen,
  },
  SEVERITY: {
    by: Prisma.sql`array_position(array['INFO', 'NOTICE', 'WARNING', 'CRITICAL'], severity)`,
    type: Prisma.sql`int`,
    of: (row) => String(SEVERITIES.indexOf(row.severity) + 1),
  },
};

/** The values a row is found by in a list of this order: what its cursor holds. */
export function cursorValues(row: InsightRow, field: InsightOrderField): string[] {
  return [SORT[field].of(row), row.id];
}

/** Rows of insights.insights within a transaction that `withTenants` opened. */
export const insightRepository = {
  /** Up to `page.limit + 1` rows in reading direction. A cursor's values must have been checked. */
  async list(
    tx: Transaction,
    merchantId: string,
    filter: InsightFilter,
    order: { field: InsightOrderField; descending: boolean },
    page: Page,
  ): Promise<InsightRow[]> {
    const { by, type } = SORT[order.field];
    const descending = order.descending !== (page.direction === 'backward');
    const sorting = descending ? Prisma.sql`desc` : Prisma.sql`asc`;
    const beyond = descending ? Prisma.sql`<` : Prisma.sql`>`;
    const [value, id] = page.cursor ?? [];
    const from =
      value === undefined || id === undefined
        ? Prisma.empty
        : Prisma.sql`and (${by}, id) ${beyond} (${value}::text::${type}, ${id}::text::uuid)`;
    return tx.$queryRaw<InsightRow[]>`
      select ${COLUMNS} from insights.insights where ${matching(merchantId, filter)} ${from}
      order by ${by} ${sorting}, id ${sorting} limit ${page.limit + 1}`;
  },

  /** How many match the filter, and how many of the merchant are unread. */
  async count(
    tx: Transaction,
    merchantId: string,
    filter: InsightFilter,
  ): Promise<{ total: number; unread: number }> {
    const rows = await tx.$queryRaw<{ total: number; unread: number }[]>`
      select (select count(*)::int from insights.insights where ${matching(merchantId, filter)}) as total,
        (select count(*)::int from insights.insights
         where merchant_id = ${merchantId}::uuid and status = 'UNREAD') as unread`;
    return rows[0] ?? { total: 0, unread: 0 };
  },

  /** The rows with these ids that the transaction's tenants own, in no order. */
  async byIds(tx: Transaction, ids: readonly string[]): Promise<InsightRow[]> {
    return tx.$queryRaw<InsightRow[]>`
      select ${COLUMNS} from insights.insights where id = any(${ids}::text[]::uuid[])`;
  },

  /** Moves an insight to a status; only from the given ones, otherwise it stays as it is. Answers the row as it is. */
  async move(tx: Transaction, id: string, to: InsightStatus, from: readonly InsightStatus[]) {
    await tx.$executeRaw`
      update insights.insights set status = ${to},
        read_at = case ${to} when 'READ' then coalesce(read_at, now()) when 'UNREAD' then null else read_at end,
        dismissed_at = case when ${to} = 'DISMISSED' then now() else null end
      where id = ${id}::uuid and status = any(${from}::text[])`;
    const [row] = await insightRepository.byIds(tx, [id]);
    return row;
  },
};

/** Marks unread insights of a merchant read: those with the ids, or all written up to an instant. Answers how many. */
export function markRead(
  tx: Transaction,
  merchantId: string,
  which: { ids: readonly string[] } | { until: string },
): Promise<number> {
  const chosen =
    'ids' in which
      ? Prisma.sql`id = any(${which.ids}::text[]::uuid[])`
      : Prisma.sql`created_at <= ${which.until}::text::timestamptz`;
  return tx.$executeRaw`
    update insights.insights set status = 'READ', read_at = coalesce(read_at, now())
    where merchant_id = ${merchantId}::uuid and status = 'UNREAD' and ${chosen}`;
}

/** What is unread of a merchant. */
export async function unreadOf(tx: Transaction, merchantId: string): Promise<UnreadRow> {
  const counts = await tx.$queryRaw<{ count: number; critical: number }[]>`
    select count(*)::int as count, count(*) filter (where severity = 'CRITICAL')::int as critical
    from insights.insights where merchant_id = ${merchantId}::uuid and status = 'UNREAD'`;
  const { count, critical } = counts[0] ?? { count: 0, critical: 0 };
  if (critical === 0) return { count, critical, newestCritical: null };
  const [newest] = await tx.$queryRaw<InsightRow[]>`
    select ${COLUMNS} from insights.insights
    where merchant_id = ${merchantId}::uuid and status = 'UNREAD' and severity = 'CRITICAL'
    order by created_at desc, id desc limit 1`;
  return { count, critical, newestCritical: newest ?? null };
}

/** Up to `limit` earlier versions of each insight, newest first. */
export function versionsOf(tx: Transaction, ids: readonly string[], limit: number): Promise<VersionRow[]> {
  return tx.$queryRaw<VersionRow[]>`
    select v.insight_id::text as "insightId", v.version, v.seen::text, v.severity, v.title,
      v.window_from::text as "windowFrom", v.window_to::text as "windowTo",
      v.baseline_from::text as "baselineFrom", v.baseline_to::text as "baselineTo",
      v.observed::text, v.expected::text, v.change, v.score, ${instant('v.written_at')} as "writtenAt"
    from unnest(${ids}::text[]::uuid[]) as wanted(id)
    cross join lateral (
      select * from insights.insight_versions own where own.insight_id = wanted.id order by own.version desc limit ${limit}
    ) as v
    order by v.insight_id, v.version desc`;
}

function matching(merchantId: string, filter: InsightFilter): Prisma.Sql {
  const conditions = [Prisma.sql`merchant_id = ${merchantId}::uuid`];
  const oneOf = (column: Prisma.Sql, values: readonly string[] | null | undefined) => {
    if (values) conditions.push(Prisma.sql`${column} = any(${values}::text[])`);
  };
  oneOf(Prisma.sql`status`, filter.status);
  oneOf(Prisma.sql`severity`, filter.severity);
  oneOf(Prisma.sql`kind`, filter.kind);
  oneOf(Prisma.sql`metric`, filter.metric);
  oneOf(Prisma.sql`slice_dimension`, filter.sliceDimension);
  if (filter.sliceKey) conditions.push(Prisma.sql`slice_key = ${filter.sliceKey}`);
  if (filter.leastSeverity) {
    const enough = SEVERITIES.slice(SEVERITIES.indexOf(filter.leastSeverity));
    oneOf(Prisma.sql`severity`, enough);
  }
  if (filter.from) conditions.push(Prisma.sql`as_of >= ${filter.from}::text::date`);
  if (filter.to) conditions.push(Prisma.sql`as_of <= ${filter.to}::text::date`);
  return Prisma.join(conditions, ' and ');
}
