import type pg from 'pg';
import { messageOf } from '../errors/index.ts';
import type { EventConsumer } from './consumer.ts';
import { readPublished } from './feed.ts';
import type { PublishedEvent } from './outbox.ts';

/** An event that a consumer could not handle after its retries. */
export interface DeadLetter {
  id: string;
  consumer: string;
  eventId: string;
  sequence: bigint;
  /** What the last try said. */
  error: string;
  failedAt: Date;
}

/** What became of a dead letter that was tried again; without `error` it was handled. */
export interface Redriven {
  id: string;
  consumer: string;
  eventId: string;
  error?: string;
}

interface Row {
  id: string;
  consumer: string;
  event_id: string;
  sequence: string;
  error: string;
  failed_at: Date;
}

const letterOf = (row: Row): DeadLetter => ({
  id: row.id,
  consumer: row.consumer,
  eventId: row.event_id,
  sequence: BigInt(row.sequence),
  error: row.error,
  failedAt: row.failed_at,
});

/**
 * Dead letters, oldest event first.
 * @param pool role `mg_worker`
 * @param filter.ids only these
 */
export async function listDeadLetters(
  pool: pg.Pool,
  filter: { consumer?: string | undefined; ids?: readonly string[] | undefined } = {},
): Promise<DeadLetter[]> {
  const { rows } = await pool.query<Row>(
    `select id, consumer, event_id, sequence, error, failed_at from events.dead_letters
     where ($1::text is null or consumer = $1) and ($2::uuid[] is null or id = any($2))
     order by sequence, consumer`,
    [filter.consumer ?? null, filter.ids ?? null],
  );
  return rows.map(letterOf);
}

/** The event a dead letter is about; undefined when it is no longer kept. */
export async function eventOfDeadLetter(
  pool: pg.Pool,
  letter: DeadLetter,
): Promise<PublishedEvent | undefined> {
  const [event] = await readPublished(pool, { after: letter.sequence - 1n, limit: 1 });
  return event?.eventId === letter.eventId ? event : undefined;
}

async function redriveOne(
  pool: pg.Pool,
  consumers: readonly EventConsumer[],
  letter: DeadLetter,
): Promise<Redriven> {
  const { id, eventId } = letter;
  const told = { id, consumer: letter.consumer, eventId };
  try {
    const consumer = consumers.find((candidate) => candidate.name === letter.consumer);
    if (!consumer) throw new Error(`There is no consumer "${letter.consumer}" any more.`);
    const event = await eventOfDeadLetter(pool, letter);
    if (!event) throw new Error('The event is no longer kept.');
    await consumer.handle(event);
    // Only now: killed before this it is handled once more, which consumers allow.
    await pool.query('delete from events.dead_letters where id = $1', [id]);
    return told;
  } catch (error) {
    const message = messageOf(error);
    await pool.query('update events.dead_letters set error = $2, failed_at = now() where id = $1', [
      id,
      message,
    ]);
    return { ...told, error: message };
  }
}

/**
 * Gives events that were set aside to their consumers again, once each, and forgets those that succeed.
 * @param options.ids only these; all when absent
 */
export async function redriveDeadLetters(options: {
  pool: pg.Pool;
  consumers: readonly EventConsumer[];
  consumer?: string | undefined;
  ids?: readonly string[] | undefined;
}): Promise<Redriven[]> {
  const results: Redriven[] = [];
  for (const letter of await listDeadLetters(options.pool, options))
    results.push(await redriveOne(options.pool, options.consumers, letter));
  return results;
}
