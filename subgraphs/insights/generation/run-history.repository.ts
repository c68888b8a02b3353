import type { PrismaClient } from '#prisma/database.ts';
import { Prisma } from '#prisma/generated/client.ts';

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

/** The latest runs over all merchants, newest first. For operators. */
export function listRuns(worker: Pick<PrismaClient, '$queryRaw'>, limit: number): Promise<RunRow[]> {
  return worker.$queryRaw<RunRow[]>`
    select id::text, trigger, status, as_of::text as "asOf", day_from::text as "dayFrom", day_to::text as "dayTo",
      ${instant('started_at')} as "startedAt", ${instant('finished_at')} as "finishedAt", duration_ms as "durationMs",
      total_merchants as "totalMerchants", processed, insights, updated, failures, series::float8 as series,
      points::float8 as points, read_ms as "readMs", detect_ms as "detectMs", write_ms as "writeMs", error
    from insights.generation_runs order by started_at desc, id desc limit ${limit}::int`;
}
