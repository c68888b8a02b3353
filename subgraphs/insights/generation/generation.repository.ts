import type { PrismaClient, Transaction } from '#prisma/database.ts';
import type { Finding, ToldStory } from '../detection/finding.ts';
import type { Card } from '../text/card.ts';

/** A merchant the job looks at. */
export interface JobMerchant {
  id: string;
  timeZone: string;
  currency: string;
}

/** The ACTIVE merchants, or those of them named by id or slug. Lists over role mg_worker. */
export function activeMerchants(worker: PrismaClient, named?: readonly string[]): Promise<JobMerchant[]> {
  return worker.$queryRaw<JobMerchant[]>`
    select id::text, time_zone as "timeZone", currency::text from users.merchants
    where status::text = 'ACTIVE'
      and (${named === undefined}::boolean or id::text = any(${named ?? []}::text[]) or slug = any(${named ?? []}::text[]))
    order by id`;
}

/** Keeps two runs from judging one merchant at the same time: the second sees what the first has told. */
export async function lockMerchant(tx: Transaction, merchantId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`insights.generate:${merchantId}`}, 0))`;
}

/** What the merchant was told about days around `asOf`. */
export function toldStories(
  tx: Transaction,
  merchantId: string,
  asOf: string,
  days: number,
): Promise<ToldStory[]> {
  return tx.$queryRaw<ToldStory[]>`
    select kind, metric, direction, window_from::text as "from", window_to::text as "to", as_of::text as "asOf",
      observed::float8 as observed, expected::float8 as expected
    from insights.insights
    where merchant_id = ${merchantId}::uuid and kind not in ('DATA_QUALITY', 'CUSTOM_ALERT')
      and as_of between ${asOf}::text::date - ${days}::int and ${asOf}::text::date + ${days}::int`;
}

/** Writes an insight unless the same story is there already. Answers the id of a new one. */
export async function insertInsight(
  tx: Transaction,
  merchantId: string,
  finding: Finding,
  card: Card,
): Promise<string | undefined> {
  const { window } = finding;
  const decimal = (value: number) => value.toFixed(4);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    insert into insights.insights (merchant_id, stable_key, kind, metric, direction, severity, title, body,
      window_from, window_to, baseline_from, baseline_to, observed, expected, change, score, currency, as_of)
    values (${merchantId}::uuid, ${finding.stableKey}, ${finding.kind}, ${finding.metric}, ${finding.direction},
      ${finding.severity}, ${card.title}, ${card.text}, ${window.from}::text::date, ${window.to}::text::date,
      ${window.baselineFrom}::text::date, ${window.baselineTo}::text::date,
      ${decimal(finding.observed)}::text::numeric, ${decimal(finding.expected)}::text::numeric,
      ${finding.change}::float8, ${finding.score}::float8, ${finding.currency}, ${finding.asOf}::text::date)
    on conflict (merchant_id, stable_key) do nothing
    returning id::text`;
  return rows[0]?.id;
}

/** Opens the record of a run. `asOf` is undefined when every merchant's own today is meant. */
export async function startRun(
  worker: PrismaClient,
  asOf: string | undefined,
  totalMerchants: number,
): Promise<string> {
  const rows = await worker.$queryRaw<{ id: string }[]>`
    insert into insights.generation_runs (as_of, total_merchants)
    values (${asOf ?? null}::text::date, ${totalMerchants}::int) returning id::text`;
  const [row] = rows;
  if (row === undefined) throw new Error('the run was not recorded');
  return row.id;
}

/** Closes the record of a run. */
export async function finishRun(
  worker: PrismaClient,
  runId: string,
  summary: { processed: number; insights: number; failures: number; durationMs: number },
): Promise<void> {
  await worker.$executeRaw`
    update insights.generation_runs set finished_at = now(), processed = ${summary.processed}::int,
      insights = ${summary.insights}::int, failures = ${summary.failures}::int, duration_ms = ${summary.durationMs}::int
    where id = ${runId}::uuid`;
}

/** Keeps why a merchant could not be processed. */
export async function recordFailure(
  worker: PrismaClient,
  failure: { runId: string; merchantId: string; asOf: string; message: string },
): Promise<void> {
  await worker.$executeRaw`
    insert into insights.generation_failures (run_id, merchant_id, as_of, message)
    values (${failure.runId}::uuid, ${failure.merchantId}::uuid, ${failure.asOf}::text::date, ${failure.message})`;
}
