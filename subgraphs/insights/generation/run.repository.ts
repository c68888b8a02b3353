import type pg from 'pg';
import type { PrismaClient, Transaction } from '#prisma/database.ts';

/** Who asked for a run. */
export type RunTrigger = 'SCHEDULE' | 'COMMAND' | 'BACKFILL';

/** What a run is asked for. */
export interface RunWish {
  trigger: RunTrigger;
  /** The same for the same wish: a run that was killed is taken up by the next one with this scope. */
  scope: string;
  /** Of a scheduled run: its moment, so that each is run once. */
  slot?: string | undefined;
  asOf?: string | undefined;
  dayFrom?: string | undefined;
  dayTo?: string | undefined;
}

/** What a run has done, and how long its parts were busy. */
export interface RunCounts {
  processed: number;
  insights: number;
  updated: number;
  failures: number;
  series: number;
  points: number;
  readMs: number;
  detectMs: number;
  writeMs: number;
}

/** Of a run that has done nothing yet. */
export const NO_COUNTS: Readonly<RunCounts> = {
  processed: 0,
  insights: 0,
  updated: 0,
  failures: 0,
  series: 0,
  points: 0,
  readMs: 0,
  detectMs: 0,
  writeMs: 0,
};

/** A run that is this process's to do, until `release`. */
export interface HeldRun {
  id: string;
  /** Whether another process had begun it. */
  resumed: boolean;
  /** Lets another process take it up; a killed one lets go by dying. */
  release(): Promise<void>;
}

const lockOf = (runId: string): [string] => [`insights.run:${runId}`];
/** A run that nobody took up within this time is not going to be. */
const ABANDONED_HOURS = 24;
/** How long outcomes, runs and failures are kept. */
const KEPT_DAYS = 90;
/** How long after a run it is kept whom it was to look at. */
const MEMBERS_KEPT_HOURS = 1;

/**
 * Begins a run, or takes up one of the same scope that was killed or stopped. Whoever does a run holds an advisory lock,
 * which ends with its connection.
 * @returns undefined when the slot has been run, or is being run, by another
 */
export async function holdRun(pool: pg.Pool, wish: RunWish): Promise<HeldRun | undefined> {
  const client = await pool.connect();
  // A connection that breaks must not end the process; the next statement on it says so.
  const onError = (): void => undefined;
  client.on('error', onError);
  const giveBack = (): void => {
    client.off('error', onError);
    client.release();
  };
  const take = async (id: string): Promise<boolean> => {
    const { rows } = await client.query<{ taken: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken',
      lockOf(id),
    );
    return rows[0]?.taken === true;
  };
  const held = (id: string, resumed: boolean): HeldRun => ({
    id,
    resumed,
    async release() {
      await client
        .query('select pg_advisory_unlock(hashtextextended($1, 0))', lockOf(id))
        .catch(() => undefined);
      giveBack();
    },
  });
  try {
    const { rows: open } = await client.query<{ id: string }>(
      `select id::text from insights.generation_runs
       where (status in ('RUNNING', 'STOPPED') or (status = 'FAILED' and slot is not null))
         and scope = $1 and coalesce(slot, '') = $2 and heartbeat_at > now() - make_interval(hours => $3) order by started_at desc`,
      [wish.scope, wish.slot ?? '', ABANDONED_HOURS],
    );
    for (const { id } of open) {
      if (!(await take(id))) continue;
      const { rowCount } = await client.query(
        `update insights.generation_runs set status = 'RUNNING', heartbeat_at = now()
         where id = $1 and status in ('RUNNING', 'STOPPED', 'FAILED')`,
        [id],
      );
      // Between the look and the lock another may have brought it to its end.
      if (rowCount === 1) return held(id, true);
      await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', lockOf(id));
    }
    const { rows } = await client.query<{ id: string }>(
      `with run as (
         insert into insights.generation_runs (trigger, scope, slot, as_of, day_from, day_to)
         values ($1, $2, $3, $4, $5, $6) on conflict (slot) do nothing returning id)
       select id::text, pg_advisory_lock(hashtextextended('insights.run:' || id, 0)) from run`,
      [
        wish.trigger,
        wish.scope,
        wish.slot ?? null,
        wish.asOf ?? null,
        wish.dayFrom ?? null,
        wish.dayTo ?? null,
      ],
    );
    const [row] = rows;
    if (row) return held(row.id, false);
  } catch (error) {
    giveBack();
    throw error;
  }
  giveBack();
  return undefined;
}

/** Merchants written down in one statement. */
const MEMBERS_AT_ONCE = 10_000;

/** Writes down whom a run is going to look at, so that they can follow it. */
export async function recordMembers(
  worker: PrismaClient,
  runId: string,
  merchantIds: readonly string[],
): Promise<void> {
  for (let first = 0; first < merchantIds.length; first += MEMBERS_AT_ONCE) {
    const ids = merchantIds.slice(first, first + MEMBERS_AT_ONCE);
    await worker.$executeRaw`
      insert into insights.generation_members (merchant_id, run_id)
      select unnest(${ids}::text[]::uuid[]), ${runId}::uuid on conflict do nothing`;
  }
}

/** Which of these merchants this run has looked at already, in the morning of `asOf`. */
export async function doneBy(
  worker: PrismaClient,
  runId: string,
  asOf: string,
  merchantIds: readonly string[],
): Promise<Set<string>> {
  const rows = await worker.$queryRaw<{ id: string }[]>`
    select merchant_id::text as id from insights.generation_outcomes
    where run_id = ${runId}::uuid and as_of = ${asOf}::text::date and failure is null
      and merchant_id = any(${merchantIds}::text[]::uuid[])`;
  return new Set(rows.map(({ id }) => id));
}

/** What a run that is taken up has done so far, as its outcomes tell it. */
export async function countsOf(worker: PrismaClient, runId: string): Promise<RunCounts> {
  const [row] = await worker.$queryRaw<RunCounts[]>`
    select count(o.merchant_id)::int as processed, coalesce(sum(o.created), 0)::int as insights,
      coalesce(sum(o.updated), 0)::int as updated, 0 as failures, r.series::float8 as series, r.points::float8 as points,
      r.read_ms as "readMs", r.detect_ms as "detectMs", r.write_ms as "writeMs"
    from insights.generation_runs r
    left join insights.generation_outcomes o on o.run_id = r.id and o.failure is null
    where r.id = ${runId}::uuid group by r.id`;
  return row ?? { ...NO_COUNTS };
}

/** Writes down how far a run is. */
export async function recordProgress(
  worker: PrismaClient,
  runId: string,
  progress: RunCounts & { totalMerchants: number; cursorDay: string | undefined },
): Promise<void> {
  const whole = Math.round;
  await worker.$executeRaw`
    update insights.generation_runs set heartbeat_at = now(), total_merchants = ${progress.totalMerchants}::int,
      processed = ${progress.processed}::int, insights = ${progress.insights}::int, updated = ${progress.updated}::int,
      failures = ${progress.failures}::int, series = ${String(progress.series)}::text::bigint,
      points = ${String(progress.points)}::text::bigint, read_ms = ${whole(progress.readMs)}::int,
      detect_ms = ${whole(progress.detectMs)}::int, write_ms = ${whole(progress.writeMs)}::int,
      cursor_day = coalesce(${progress.cursorDay ?? null}::text::date, cursor_day)
    where id = ${runId}::uuid`;
}

/** Closes the record of a run. A stopped one may be taken up again. */
export async function finishRun(
  worker: PrismaClient,
  runId: string,
  end: { status: 'COMPLETED' | 'FAILED' | 'STOPPED'; error?: string },
): Promise<void> {
  await worker.$executeRaw`
    update insights.generation_runs set status = ${end.status}, error = ${end.error ?? null}::text, heartbeat_at = now(),
      finished_at = case when ${end.status} = 'STOPPED' then null else now() end,
      duration_ms = case when ${end.status} = 'STOPPED' then null
        else least(2147483647, extract(epoch from now() - started_at) * 1000)::int end
    where id = ${runId}::uuid`;
}

/** A merchant's morning as it is written down. */
export interface Outcome {
  merchantId: string;
  asOf: string;
  created: number;
  updated: number;
  failure?: string;
}

/**
 * Writes outcomes of merchants, and failures with their reasons. A merchant that is looked at again on the same day adds
 * to what it got before.
 */
export async function recordOutcomes(
  worker: Pick<Transaction, '$executeRaw'>,
  runId: string,
  outcomes: readonly Outcome[],
): Promise<void> {
  if (outcomes.length === 0) return;
  await worker.$executeRaw`
    insert into insights.generation_outcomes as o (merchant_id, as_of, run_id, created, updated, failure)
    select m::uuid, d::date, ${runId}::uuid, c, u, nullif(f, '')
    from unnest(${outcomes.map(({ merchantId }) => merchantId)}::text[], ${outcomes.map(({ asOf }) => asOf)}::text[],
      ${outcomes.map(({ created }) => created)}::int[], ${outcomes.map(({ updated }) => updated)}::int[],
      ${outcomes.map(({ failure }) => failure ?? '')}::text[]) as given(m, d, c, u, f)
    on conflict (merchant_id, as_of) do update set run_id = excluded.run_id, finished_at = now(),
      created = o.created + excluded.created, updated = o.updated + excluded.updated, failure = excluded.failure`;
  const failed = outcomes.filter(({ failure }) => failure !== undefined);
  if (failed.length === 0) return;
  await worker.$executeRaw`
    insert into insights.generation_failures (run_id, merchant_id, as_of, message)
    select ${runId}::uuid, m::uuid, d::date, f
    from unnest(${failed.map(({ merchantId }) => merchantId)}::text[], ${failed.map(({ asOf }) => asOf)}::text[],
      ${failed.map(({ failure }) => failure ?? '')}::text[]) as given(m, d, f)`;
}

/** Deletes what is old, and gives up runs that nobody took up. */
export async function sweepRuns(worker: PrismaClient): Promise<void> {
  await worker.$executeRaw`
    update insights.generation_runs set status = 'ABANDONED'
    where status in ('RUNNING', 'STOPPED') and heartbeat_at < now() - make_interval(hours => ${ABANDONED_HOURS}::int)`;
  await worker.$executeRaw`
    delete from insights.generation_members m using insights.generation_runs r
    where r.id = m.run_id and r.status <> 'RUNNING'
      and r.heartbeat_at < now() - make_interval(hours => ${MEMBERS_KEPT_HOURS}::int)`;
  await worker.$executeRaw`
    delete from insights.generation_outcomes where finished_at < now() - make_interval(days => ${KEPT_DAYS}::int)`;
  await worker.$executeRaw`
    delete from insights.generation_failures where created_at < now() - make_interval(days => ${KEPT_DAYS}::int)`;
  await worker.$executeRaw`
    delete from insights.generation_runs r where started_at < now() - make_interval(days => ${KEPT_DAYS}::int)
      and not exists (select 1 from insights.generation_failures f where f.run_id = r.id)`;
}
