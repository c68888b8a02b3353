import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { type ClickHouseClient, createWarehouseClient } from '#platform/clickhouse/client.ts';
import { urlForRole } from '#prisma/roles.ts';
import { deriveSecrets } from '../../cli/secrets.ts';

const runtime = z.object({
  postgres: z.object({ port: z.number() }),
  clickhouse: z.object({ url: z.string() }),
});

/** What hangs must show as a failure. In milliseconds. */
export const PATIENCE = { connectionTimeoutMillis: 10_000, query_timeout: 60_000 };

/** The stores of a running product, opened past the product: what is really there. */
export interface Stores {
  /** As superuser. */
  postgres: pg.Pool;
  /** Connection string of the role the pipeline writes as. */
  workerUrl: string;
  clickhouse: ClickHouseClient;
  /** Waits until both answer: the supervisor may just be starting one of them again. */
  answer(timeoutMs?: number): Promise<void>;
  /** Waits until all that is committed now is mirrored and published, and its consumers have handled it. */
  caughtUp(timeoutMs?: number): Promise<void>;
  close(): Promise<void>;
}

/** Opens the stores of the product that runs on `dataDir`. */
export async function openStores(dataDir: string): Promise<Stores> {
  const { postgres, clickhouse } = runtime.parse(
    JSON.parse(await readFile(path.join(dataDir, 'runtime.json'), 'utf8')),
  );
  const secrets = deriveSecrets((await readFile(path.join(dataDir, 'secret'), 'utf8')).trim());
  const adminUrl = `postgres://postgres:${secrets.postgres}@127.0.0.1:${postgres.port}/merchantgraph`;
  const pool = new pg.Pool({ connectionString: adminUrl, max: 3, ...PATIENCE });
  pool.on('error', () => undefined);
  const client = createWarehouseClient({
    url: clickhouse.url,
    password: secrets.clickhouse,
    database: 'merchantgraph',
  });
  return {
    postgres: pool,
    workerUrl: urlForRole(adminUrl, 'mg_worker', secrets.roles.mg_worker),
    clickhouse: client,
    async answer(timeoutMs = 30_000) {
      for (const deadline = Date.now() + timeoutMs; ; await sleep(50)) {
        const [postgresAnswers, clickhouseAnswers] = await Promise.all([
          pool.query('select 1').then(
            () => true,
            () => false,
          ),
          client.ping({ select: true }).then(({ success }) => success),
        ]);
        if (postgresAnswers && clickhouseAnswers) return;
        if (Date.now() > deadline)
          throw new Error(
            `${postgresAnswers ? 'ClickHouse' : 'PostgreSQL'} did not come back in ${timeoutMs} ms.`,
          );
      }
    },
    async caughtUp(timeoutMs = 60_000) {
      const { rows } = await pool.query<{ lsn: string }>('select pg_current_wal_lsn()::text as lsn');
      for (const deadline = Date.now() + timeoutMs; ; await sleep(50)) {
        const behind = await pool.query<{ slot_name: string; at: string }>(
          `select name as slot_name, coalesce(confirmed_flush_lsn::text, 'missing') as at
           from unnest(array['mg_cdc', 'mg_events']) as name left join pg_replication_slots on slot_name = name
           where confirmed_flush_lsn is null or confirmed_flush_lsn < $1::pg_lsn`,
          [rows[0]?.lsn],
        );
        // The audit log's consumer, the only one there is, follows behind what is published.
        const unheard = await pool.query<{ slot_name: string; at: string }>(
          `select 'audit log' as slot_name, sequence::text as at from events.published
           where event_type = 'SecurityEventOccurred'
             and sequence > (select coalesce(max(sequence), 0) from events.consumer_offsets) limit 1`,
        );
        behind.rows.push(...unheard.rows);
        if (behind.rows.length === 0) return;
        if (Date.now() > deadline) {
          const where = behind.rows.map((row) => `${row.slot_name} at ${row.at}`).join(', ');
          throw new Error(`Replication did not catch up with ${rows[0]?.lsn} in ${timeoutMs} ms: ${where}`);
        }
      }
    },
    async close() {
      await Promise.allSettled([pool.end(), client.close()]);
    },
  };
}
