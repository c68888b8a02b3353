import type { Page } from '#platform/graphql/index.ts';
import type { PrismaClient, Transaction } from '#prisma/database.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { LATE_HOURS, lateMerchants } from './merchant.repository.ts';

/** A run as its history tells it; days and instants as text. */
export interface RunRow {
  id: string;
  trigger: string;
  status: string;
  asOf: string | null;
  dayFrom: string | null;
  dayTo: string | null;
  startedAt: string;
  finishedAt: string | null;
  durationMs: number | null;
  totalMerchants: number;
  processed: number;
  insights: number;
  updated: number;
  failures: number;
  /** Series and points that were looked at. */
  series: number;
  points: number;
  readMs: number;
  detectMs: number;
  writeMs: number;
  error: string | null;
}

const instant = (column: string) =>
  Prisma.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);

const COLUMNS = Prisma.sql`
  id::text, trigger, status, as_of::text as "asOf", day_from::text as "dayFrom", day_to::text as "dayTo",
  ${instant('started_at')} as "startedAt", ${instant('finished_at')} as "finishedAt", duration_ms as "durationMs",
  total_merchants as "totalMerchants", processed, insights, updated, failures, series::float8 as series,
  points::float8 as points, read_ms as "readMs", detect_ms as "detectMs", write_ms as "writeMs", error`;

/** The latest runs over all merchants, newest first. For operators. */
export function listRuns(worker: Pick<PrismaClient, '$queryRaw'>, limit: number): Promise<RunRow[]> {
  return worker.$queryRaw<RunRow[]>`
    select ${COLUMNS} from insights.generation_runs order by started_at desc, id desc limit ${limit}::int`;
}

/** One run. Runs are nobody's own: who may see it has been decided. */
export async function runById(tx: Transaction, id: string): Promise<RunRow | undefined> {
  return (await runsById(tx, [id])).get(id.toLowerCase());
}

/** Runs by their ids, those that are still kept. */
export async function runsById(tx: Transaction, ids: readonly string[]): Promise<Map<string, RunRow>> {
  const rows = await tx.$queryRaw<RunRow[]>`
    select ${COLUMNS} from insights.generation_runs where id = any(${ids}::text[]::uuid[])`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** What a run did for a merchant in the morning of a day. */
export interface OutcomeRow {
  runId: string;
  asOf: string;
  finishedAt: string;
  created: number;
  updated: number;
  failure: string | null;
}

/** A merchant's mornings, newest first: up to `page.limit + 1` in reading direction. A cursor must have been checked. */
export function listOutcomes(tx: Transaction, merchantId: string, page: Page): Promise<OutcomeRow[]> {
  const backward = page.direction === 'backward';
  const sorting = backward ? Prisma.sql`asc` : Prisma.sql`desc`;
  const beyond = backward ? Prisma.sql`>` : Prisma.sql`<`;
  const [day] = page.cursor ?? [];
  const from = day === undefined ? Prisma.empty : Prisma.sql`and as_of ${beyond} ${day}::text::date`;
  return tx.$queryRaw<OutcomeRow[]>`
    select run_id::text as "runId", as_of::text as "asOf", ${instant('finished_at')} as "finishedAt", created, updated,
      failure
    from insights.generation_outcomes where merchant_id = ${merchantId}::uuid ${from}
    order by as_of ${sorting} limit ${page.limit + 1}`;
}

export async function countOutcomes(tx: Transaction, merchantId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from insights.generation_outcomes where merchant_id = ${merchantId}::uuid`;
  return row?.count ?? 0;
}

/**
 * The runs that look at each of these merchants, and for an hour those that have: each with a mark that differs whenever it
 * has gone on.
 */
export async function runsOf(
  tx: Transaction,
  merchantIds: readonly string[],
): Promise<Map<string, { run: RunRow; mark: string }[]>> {
  const rows = await tx.$queryRaw<(RunRow & { merchantId: string; mark: string })[]>`
    select m.merchant_id::text as "merchantId", concat(status, heartbeat_at) as mark, ${COLUMNS}
    from insights.generation_members m join insights.generation_runs r on r.id = m.run_id
    where m.merchant_id = any(${merchantIds}::text[]::uuid[]) order by started_at, id`;
  const runs = rows.map(({ merchantId, mark, ...run }) => ({ merchantId, mark, run }));
  return Map.groupBy(runs, ({ merchantId }) => merchantId);
}

/** Whether a run looks at one of these merchants, or has. */
export async function sawMerchants(
  tx: Transaction,
  id: string,
  merchantIds: readonly string[],
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ seen: boolean }[]>`
    select exists (select 1 from insights.generation_outcomes
        where run_id = ${id}::uuid and merchant_id = any(${merchantIds}::text[]::uuid[]))
      or exists (select 1 from insights.generation_members
        where run_id = ${id}::uuid and merchant_id = any(${merchantIds}::text[]::uuid[])) as seen`;
  return row?.seen === true;
}

/** What an operator watches of the job. */
export interface InsightJobFigures {
  /** Seconds since the newest run that came to its end; absent before the first. */
  last_run_age_seconds?: number;
  last_run_seconds?: number;
  last_run_merchants?: number;
  last_run_failures?: number;
  /** Merchants that wait for a look at their day beyond the time it should have had one. */
  late_merchants: number;
}

/** Reads those figures. */
export async function readJobFigures(
  worker: Pick<PrismaClient, '$queryRaw'>,
  now: Date,
): Promise<InsightJobFigures> {
  const [last] = await worker.$queryRaw<Omit<Required<InsightJobFigures>, 'late_merchants'>[]>`
    select extract(epoch from ${now}::timestamptz - finished_at)::float8 as last_run_age_seconds,
      (duration_ms / 1000.0)::float8 as last_run_seconds, total_merchants as last_run_merchants,
      failures as last_run_failures
    from insights.generation_runs where status = 'COMPLETED' order by finished_at desc limit 1`;
  const { merchants } = await lateMerchants(worker, now, LATE_HOURS);
  return { ...last, late_merchants: merchants };
}
