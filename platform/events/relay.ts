import type pg from 'pg';
import { z } from 'zod';
import type { Logger } from '../log/index.ts';
import { createReplicationReader, type ReplicatedRow } from '../postgres/replication.ts';
import { PUBLISHED_CHANNEL } from './feed.ts';

const SLOT = 'mg_events';
const PUBLICATION = 'mg_outbox';
/** Outbox rows are kept this long after their publication, for whoever wants to look. */
const KEEP_HOURS = 24;
const SWEEP_MS = 600_000;

export interface Relay {
  start(): void;
  stop(): Promise<void>;
  status(): { running: boolean; lagSeconds: number; lastError: string | undefined };
}

const text = z.coerce.string();
const rowSchema = z.object({
  event_id: text,
  event_type: text,
  event_version: z.coerce.number(),
  event_timestamp: text,
  correlation_id: text,
  source_service: text,
  merchant_id: text,
  payload: z.unknown(),
});

const asJson = (payload: unknown): string =>
  typeof payload === 'string' ? payload : JSON.stringify(payload);

/**
 * Publishes the outbox: reads it from the WAL in commit order, gives every event the next sequence, and tells the
 * listeners. Reading a table by id instead would miss the rows of transactions that were still open.
 * An event that comes again after a crash is recognised by its id. The notice goes out outside the writer's
 * transaction, where it would hold a lock that all writers share.
 */
export function createRelay(options: {
  replicationUrl: string;
  pool: pg.Pool;
  logger: Logger;
  /** Default `mg_events`; slots belong to the whole cluster. */
  slot?: string;
}): Relay {
  const { pool, logger } = options;
  const slot = options.slot ?? SLOT;
  /** Under this name it is noted that the outbox from before the slot was published. */
  const loaded = `relay ${slot}: outbox before the slot`;
  let sweeper: NodeJS.Timeout | undefined;

  async function publish(rows: readonly ReplicatedRow[]): Promise<void> {
    const events = rows.map((row) => rowSchema.parse(row));
    const { rowCount } = await pool.query(
      `insert into events.published
         (event_id, event_type, event_version, event_timestamp, correlation_id, source_service, merchant_id, payload)
       select * from unnest($1::uuid[], $2::text[], $3::int[], $4::timestamptz[], $5::text[], $6::text[], $7::uuid[], $8::jsonb[])
       on conflict (event_id) do nothing`,
      [
        events.map((event) => event.event_id),
        events.map((event) => event.event_type),
        events.map((event) => event.event_version),
        events.map((event) => event.event_timestamp),
        events.map((event) => event.correlation_id),
        events.map((event) => event.source_service),
        events.map((event) => event.merchant_id),
        events.map((event) => asJson(event.payload)),
      ],
    );
    if (rowCount) await pool.query(`NOTIFY ${PUBLISHED_CHANNEL}`);
  }

  const reader = createReplicationReader({
    connectionString: options.replicationUrl,
    slot,
    publication: PUBLICATION,
    maxBatchRows: 1_000,
    maxBatchMs: 5,
    logger,
    // What stood in the outbox before the slot would never be streamed. What is read here and streamed as well is
    // recognised by its id. That it was read is noted: a process killed between making the slot and this would
    // otherwise leave a slot behind that looks complete.
    initialLoad: {
      async isComplete() {
        const { rowCount } = await pool.query('select 1 from events.consumer_offsets where consumer = $1', [
          loaded,
        ]);
        return rowCount === 1;
      },
      async reset() {
        await pool.query('delete from events.consumer_offsets where consumer = $1', [loaded]);
      },
      async load() {
        const { rows } = await pool.query<ReplicatedRow>(
          `select event_id::text, event_type, event_version::text, event_timestamp::text, correlation_id, source_service,
                  merchant_id::text, payload::text
           from events.outbox order by event_timestamp, event_id`,
        );
        if (rows.length > 0) await publish(rows);
        await pool.query(
          'insert into events.consumer_offsets (consumer, sequence) values ($1, 0) on conflict (consumer) do nothing',
          [loaded],
        );
      },
    },
    async onBatch(batch) {
      const rows = batch.changes.flatMap((change) =>
        change.kind === 'insert' && change.next ? [change.next] : [],
      );
      if (rows.length > 0) await publish(rows);
    },
  });

  async function sweep(): Promise<void> {
    await pool.query(
      `delete from events.outbox o using events.published p
       where p.event_id = o.event_id and o.event_timestamp < now() - make_interval(hours => $1)`,
      [KEEP_HOURS],
    );
    await pool.query(`delete from events.idempotency_keys where created_at < now() - interval '24 hours'`);
  }

  return {
    start() {
      reader.start();
      sweeper = setInterval(() => {
        void sweep().catch((error: unknown) =>
          logger.warn({ error: String(error) }, 'sweeping the outbox failed'),
        );
      }, SWEEP_MS);
      sweeper.unref();
    },
    async stop() {
      clearInterval(sweeper);
      await reader.stop();
    },
    status: () => {
      const { running, lagSeconds, lastError } = reader.status();
      return { running, lagSeconds, lastError };
    },
  };
}
