import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { messageOf } from '../errors/index.ts';
import type { Logger } from '../log/index.ts';
import { type EventFeed, readPublished } from './feed.ts';
import type { PublishedEvent } from './outbox.ts';

/** Somebody who does something with every event of some types. */
export interface EventConsumer {
  /** Stable name: its offset and dead letters are kept under it. */
  name: string;
  eventTypes: readonly string[];
  /** Must be idempotent: after a crash the last event comes again. */
  handle(event: PublishedEvent): Promise<void>;
}

export interface RunningConsumer {
  /** Events published but not yet handled. */
  backlog(): Promise<number>;
  stop(): Promise<void>;
}

const BATCH = 100;
const ATTEMPTS = 4;

/**
 * Runs a consumer: in order, at least once, from a durable offset; an event that fails after three retries with
 * exponential waits becomes a dead letter and the others go on. Of many processes one holds the consumer's lock.
 * @param options.pool role `mg_worker`
 */
export function runConsumer(options: {
  pool: pg.Pool;
  feed: EventFeed;
  consumer: EventConsumer;
  logger: Logger;
  firstRetryMs?: number;
  pollMs?: number;
}): RunningConsumer {
  const { pool, consumer, logger } = options;
  const stopped = new AbortController();
  const firstRetryMs = options.firstRetryMs ?? 200;
  let wake = (): void => undefined;

  // The feed only wakes us: what is handled is read from the durable offset.
  const notices = options.feed.subscribe({ eventTypes: consumer.eventTypes });
  void (async () => {
    for (;;) {
      const notice = await notices.next().catch(() => ({ done: true }));
      if (notice.done) return;
      wake();
    }
  })();

  async function offset(): Promise<bigint> {
    const { rows } = await pool.query<{ sequence: string }>(
      'select sequence from events.consumer_offsets where consumer = $1',
      [consumer.name],
    );
    return BigInt(rows[0]?.sequence ?? 0);
  }

  async function handle(event: PublishedEvent): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await consumer.handle(event);
        return;
      } catch (error) {
        if (stopped.signal.aborted) throw error;
        const line = { consumer: consumer.name, eventId: event.eventId, attempt, error: messageOf(error) };
        if (attempt >= ATTEMPTS) {
          logger.error(line, 'event set aside as dead letter');
          await pool.query(
            `insert into events.dead_letters (consumer, event_id, sequence, error) values ($1, $2, $3, $4)
             on conflict (consumer, event_id) do update set error = excluded.error, failed_at = now()`,
            [consumer.name, event.eventId, String(event.sequence), messageOf(error)],
          );
          return;
        }
        logger.warn(line, 'event failed; trying again');
        await sleep(firstRetryMs * 4 ** (attempt - 1), undefined, { signal: stopped.signal });
      }
    }
  }

  async function drain(): Promise<void> {
    const lock = await pool.connect();
    try {
      const { rows } = await lock.query<{ got: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as got',
        [`consumer ${consumer.name}`],
      );
      if (!rows[0]?.got) return;
      let position = await offset();
      for (;;) {
        const events = await readPublished(pool, {
          after: position,
          eventTypes: consumer.eventTypes,
          limit: BATCH,
        });
        for (const event of events) {
          if (stopped.signal.aborted) return;
          await handle(event);
          position = event.sequence;
          await pool.query(
            `insert into events.consumer_offsets (consumer, sequence) values ($1, $2)
             on conflict (consumer) do update set sequence = excluded.sequence`,
            [consumer.name, String(position)],
          );
        }
        if (events.length < BATCH) return;
      }
    } finally {
      // Ending the connection's session would release the lock too; this keeps the connection for others.
      await lock
        .query('select pg_advisory_unlock_all()')
        .then(() => lock.release())
        .catch(() => lock.release(true));
    }
  }

  const loop = (async () => {
    while (!stopped.signal.aborted) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      try {
        await drain();
      } catch (error) {
        if (stopped.signal.aborted) break;
        logger.warn(
          { consumer: consumer.name, error: messageOf(error) },
          'consumer interrupted; going on shortly',
        );
        await sleep(1_000, undefined, { signal: stopped.signal }).catch(() => undefined);
        continue;
      }
      const timeout = new AbortController();
      await Promise.race([
        woken,
        sleep(options.pollMs ?? 5_000, undefined, {
          signal: AbortSignal.any([timeout.signal, stopped.signal]),
        }).catch(() => undefined),
      ]);
      timeout.abort();
    }
  })();

  return {
    async backlog() {
      const { rows } = await pool.query<{ count: string }>(
        'select count(*) from events.published where sequence > $1 and event_type = any($2)',
        [String(await offset()), consumer.eventTypes],
      );
      return Number(rows[0]?.count ?? 0);
    },
    async stop() {
      stopped.abort();
      await notices.return?.();
      await loop;
    },
  };
}
