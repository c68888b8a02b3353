import type { Page } from '#platform/graphql/index.ts';
import type { Transaction } from '#prisma/database.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { AnomalyFilter, ReportAnomalyInput } from './anomaly.input.ts';
import type { AnomalyStatus } from './anomaly.type.ts';

/** A row of insights.anomalies; days and instants as text. */
export interface AnomalyRow {
  id: string;
  merchantId: string;
  insightId: string | null;
  alertId: string | null;
  source: string;
  kind: string;
  metric: string;
  sliceDimension: string | null;
  sliceKey: string | null;
  sliceLabel: string | null;
  direction: string | null;
  since: string;
  from: string;
  to: string;
  observed: string | null;
  expected: string | null;
  change: number | null;
  score: number | null;
  p: number | null;
  currency: string | null;
  status: string;
  note: string | null;
  reportedBy: string | null;
  statusBy: string | null;
  statusAt: string | null;
  createdAt: string;
  /** Microseconds since the epoch at which it was written: what a list is sorted by. */
  position: string;
}

const instant = (column: string) =>
  Prisma.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);

const COLUMNS = Prisma.sql`
  id::text, merchant_id::text as "merchantId", insight_id::text as "insightId", alert_id::text as "alertId", source, kind,
  metric, slice_dimension as "sliceDimension", slice_key as "sliceKey", slice_label as "sliceLabel", direction,
  first_from::text as since, window_from::text as "from", window_to::text as "to", observed::text, expected::text, change,
  score, p, currency::text, status, note, reported_by as "reportedBy", status_by as "statusBy",
  ${instant('status_at')} as "statusAt", ${instant('created_at')} as "createdAt",
  (extract(epoch from created_at) * 1000000)::bigint::text as position`;

/** Anomalies of one insight that are shown with it. */
const MOST_OF_INSIGHT = 50;

/** Rows of insights.anomalies within a transaction that `withTenants` opened. */
export const anomalyRepository = {
  /** Up to `page.limit + 1` rows in reading direction, the newest written first. */
  async list(tx: Transaction, merchantId: string, filter: AnomalyFilter, page: Page): Promise<AnomalyRow[]> {
    const forward = page.direction === 'forward';
    const [beyond, sorting] = forward ? [Prisma.sql`<`, Prisma.sql`desc`] : [Prisma.sql`>`, Prisma.sql`asc`];
    const [position, id] = page.cursor ?? [];
    const from =
      position === undefined || id === undefined
        ? Prisma.empty
        : Prisma.sql`and (created_at, id) ${beyond}
            (timestamptz 'epoch' + ${position}::text::bigint * interval '1 microsecond', ${id}::text::uuid)`;
    return tx.$queryRaw<AnomalyRow[]>`
      select ${COLUMNS} from insights.anomalies where ${matching(merchantId, filter)} ${from}
      order by created_at ${sorting}, id ${sorting} limit ${page.limit + 1}`;
  },

  async count(tx: Transaction, merchantId: string, filter: AnomalyFilter): Promise<number> {
    const rows = await tx.$queryRaw<{ total: number }[]>`
      select count(*)::int as total from insights.anomalies where ${matching(merchantId, filter)}`;
    return rows[0]?.total ?? 0;
  },

  /** The rows with these ids that the transaction's tenants own, in no order. */
  async byIds(tx: Transaction, ids: readonly string[]): Promise<AnomalyRow[]> {
    return tx.$queryRaw<AnomalyRow[]>`
      select ${COLUMNS} from insights.anomalies where id = any(${ids}::text[]::uuid[])`;
  },

  /** What stands behind insights, those found first before the others, at most 50 each. */
  async byInsights(tx: Transaction, insightIds: readonly string[]): Promise<AnomalyRow[]> {
    return tx.$queryRaw<AnomalyRow[]>`
      select ${COLUMNS} from (
        select *, row_number() over (partition by insight_id order by created_at, p, id) as place
        from insights.anomalies where insight_id = any(${insightIds}::text[]::uuid[])
      ) as found where place <= ${MOST_OF_INSIGHT} order by insight_id, place`;
  },

  /** Moves an anomaly to a status if it is in one of the given ones. Answers whether it was. */
  async move(
    tx: Transaction,
    id: string,
    move: { to: AnomalyStatus; from: readonly AnomalyStatus[]; by: string; note: string | null },
  ): Promise<boolean> {
    const moved = await tx.$executeRaw`
      update insights.anomalies set status = ${move.to}, note = coalesce(${move.note}, note), status_by = ${move.by},
        status_at = now(), updated_at = now()
      where id = ${id}::uuid and status = any(${move.from}::text[])`;
    return moved > 0;
  },

  /** Writes down what somebody has reported; answers its id. */
  async report(
    tx: Transaction,
    given: ReportAnomalyInput & { to: string; note: string },
    reporter: string,
  ): Promise<string> {
    const { merchantId, metric, from, to, direction, note } = given;
    const rows = await tx.$queryRaw<{ id: string }[]>`
      insert into insights.anomalies (merchant_id, anomaly_key, source, kind, metric, direction, first_from, window_from,
        window_to, note, reported_by)
      values (${merchantId}::uuid, ${`reported:${crypto.randomUUID()}`}, 'REPORTED', 'REPORTED', ${metric},
        ${direction ?? null}, ${from}::text::date, ${from}::text::date, ${to}::text::date, ${note}, ${reporter})
      returning id::text`;
    const [row] = rows;
    if (row === undefined) throw new Error('the anomaly was not written');
    return row.id;
  },
};

function matching(merchantId: string, filter: AnomalyFilter): Prisma.Sql {
  const conditions = [Prisma.sql`merchant_id = ${merchantId}::uuid`];
  const oneOf = (column: Prisma.Sql, values: readonly string[] | null | undefined) => {
    if (values) conditions.push(Prisma.sql`${column} = any(${values}::text[])`);
  };
  oneOf(Prisma.sql`status`, filter.status);
  oneOf(Prisma.sql`kind`, filter.kind);
  oneOf(Prisma.sql`metric`, filter.metric);
  oneOf(Prisma.sql`source`, filter.source);
  if (filter.from) conditions.push(Prisma.sql`window_to >= ${filter.from}::text::date`);
  if (filter.to) conditions.push(Prisma.sql`first_from <= ${filter.to}::text::date`);
  if (filter.leastScore !== undefined && filter.leastScore !== null)
    conditions.push(Prisma.sql`score >= ${filter.leastScore}::float8`);
  return Prisma.join(conditions, ' and ');
}
