import type pg from 'pg';
import { z } from 'zod';
import { defineJob } from '../jobs/index.ts';
import type { EventConsumer } from './consumer.ts';

const BATCH = 5_000;

/**
 * Forgets published events after some days: that is how long a subscriber may be away and resume without a gap; one that
 * comes later, with the id of an event that is not known any more, is told what comes from now on. An event stays longer
 * while a consumer has yet to handle it, or it is a dead letter.
 * @param options.pool role `mg_worker`
 * @returns how many were forgotten
 */
export async function prunePublished(options: {
  pool: pg.Pool;
  consumers: readonly Pick<EventConsumer, 'name' | 'eventTypes'>[];
  keepDays: number;
  signal?: AbortSignal;
  /** Events of one statement (default 5,000). */
  batch?: number;
}): Promise<number> {
  const { pool, consumers, keepDays, signal, batch = BATCH } = options;
  const wanted = consumers.flatMap(({ name, eventTypes }) => eventTypes.map((type) => ({ name, type })));
  let removed = 0;
  let after = '0';
  for (;;) {
    signal?.throwIfAborted();
    // By sequence, so that events that stay are passed over once and not looked at by every batch.
    const { rows } = await pool.query<{ last: string | null; looked: number; removed: number }>(
      `with old as (
         select sequence, event_id, event_type from events.published
         where sequence > $1 and event_timestamp < now() - make_interval(days => $2) order by sequence limit $3
       ), gone as (
         delete from events.published p using old
         where p.sequence = old.sequence
           and not exists (select 1 from events.dead_letters d where d.event_id = old.event_id)
           and not exists (
             select 1 from unnest($4::text[], $5::text[]) as c (name, type)
             left join events.consumer_offsets o on o.consumer = c.name
             where c.type = old.event_type and old.sequence > coalesce(o.sequence, 0))
         returning 1
       )
       select (select max(sequence) from old) as last, (select count(*)::int from old) as looked,
         (select count(*)::int from gone) as removed`,
      [after, keepDays, batch, wanted.map(({ name }) => name), wanted.map(({ type }) => type)],
    );
    const [row] = rows;
    removed += row?.removed ?? 0;
    if (!row?.last || row.looked < batch) return removed;
    after = row.last;
  }
}

/** Forgets old events every hour. @param deps.keepDays how long a subscriber may be away and resume */
export const createPruneEventsJob = (deps: {
  pool: pg.Pool;
  consumers: readonly Pick<EventConsumer, 'name' | 'eventTypes'>[];
  keepDays: number;
}) =>
  defineJob({
    name: 'events.prune',
    payload: z.object({}),
    maxAttempts: 3,
    timeoutMs: 600_000,
    // What a missed slot left is there for the next one.
    schedule: { cron: '43 * * * *', payload: {}, fillHours: 0 },
    handler: async (_payload, { signal }) => {
      await prunePublished({ ...deps, signal });
    },
  });
