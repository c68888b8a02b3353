import type { Pool, PoolClient } from 'pg';
import { conflict } from '#platform/errors/index.ts';
import type { EntityName } from './formats/index.ts';
import type { ImportSettings } from './plan.ts';

/** How far an import has come. */
export interface Progress {
  /** Records of the file that are done: written, or kept as rejects. */
  lines: number;
  accepted: number;
  rejected: number;
  /** Distinct orders with at least one accepted line. */
  orders: number;
}

/** The row of `commerce.imports` this run writes to. */
export interface ImportEntry {
  id: string;
  /** Records an earlier run of the same import has already committed. */
  checkpoint: number;
}

/** A record that was not accepted. */
export interface Reject {
  /** Line of the file the record starts on. */
  line: number;
  reason: string;
  raw: string;
  /** The record its order begins with, where the mapping needs that to understand it. */
  context: string | null;
  /** The order it belongs to, '' when it names none. */
  order: string;
  /** The place of its first row within its order, and how many rows it has. */
  ordinal: number;
  rows: number;
}

/** Runs `fn` in a transaction that sees and writes this merchant alone. */
export async function inTenant<Result>(
  client: PoolClient,
  merchantId: string,
  fn: () => Promise<Result>,
): Promise<Result> {
  await client.query('begin');
  try {
    await client.query(`select set_config('app.merchant_ids', $1, true)`, [`{${merchantId}}`]);
    const result = await fn();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/**
 * Lets one import of a merchant run at a time. The lock ends with the connection; a killed import's connection may need
 * a moment to notice, so this waits before it refuses.
 * @throws CONFLICT when another import still runs after `waitMs`
 */
export async function lockMerchant(
  client: PoolClient,
  merchantId: string,
  waitMs: number,
  signal?: AbortSignal,
): Promise<() => Promise<void>> {
  const key = `merchantgraph.import.${merchantId}`;
  const deadline = Date.now() + waitMs;
  for (;;) {
    signal?.throwIfAborted();
    const { rows } = await client.query<{ locked: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as locked',
      [key],
    );
    if (rows[0]?.locked) {
      return async () => {
        await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [key]);
      };
    }
    if (Date.now() >= deadline) {
      throw conflict(
        'Another import for this merchant is running. Wait until it has ended, then run this one again.',
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/**
 * Has the merchant's days counted again after this writer, should the time zone have changed between the moment it was
 * read and the lock: whoever counted them then did so before the rows that are about to come. A change under the lock
 * asks for the same by itself.
 * @param client holds the merchant's lock
 */
export async function recountIfMoved(
  client: PoolClient,
  merchant: { id: string; timeZone: string },
): Promise<void> {
  await client.query(
    'update users.merchants set recount_since = clock_timestamp() where id = $1 and time_zone <> $2',
    [merchant.id, merchant.timeZone],
  );
}

/** Continues the import of the same content that did not come to its end, or begins a new one. */
export async function openImport(
  client: PoolClient,
  merchantId: string,
  source: { name: string; digest: string; entity: EntityName; format: string; settings: ImportSettings },
): Promise<ImportEntry> {
  return inTenant(client, merchantId, async () => {
    const { rows } = await client.query<{ id: string; status: string; checkpoint_line: number }>(
      `select id, status, checkpoint_line from commerce.imports
       where merchant_id = $1 and source_digest = $2 order by started_at desc, id desc limit 1`,
      [merchantId, source.digest],
    );
    const last = rows[0];
    if (last !== undefined && last.status !== 'COMPLETED') {
      await client.query(
        `update commerce.imports set status = 'RUNNING', error = null, finished_at = null, settings = $2 where id = $1`,
        [last.id, source.settings],
      );
      return { id: last.id, checkpoint: last.checkpoint_line };
    }
    const created = await client.query<{ id: string }>(
      `insert into commerce.imports (merchant_id, source_name, source_digest, format, status, entity, settings)
       values ($1, $2, $3, $4, 'RUNNING', $5, $6) returning id`,
      [merchantId, source.name, source.digest, source.format, source.entity, source.settings],
    );
    return { id: created.rows[0]?.id ?? '', checkpoint: 0 };
  });
}

/** Notes, in the transaction of the batch itself, how far the import has come. */
export async function saveProgress(
  client: PoolClient,
  importId: string,
  progress: Progress,
  completed: boolean,
): Promise<void> {
  await client.query(
    `update commerce.imports
     set lines = $2, checkpoint_line = $2, accepted = $3, rejected = $4, orders = $5,
         status = case when $6 then 'COMPLETED' else status end, finished_at = case when $6 then now() end
     where id = $1`,
    [importId, progress.lines, progress.accepted, progress.rejected, progress.orders, completed],
  );
}

/** Keeps rejected records where an operator can list them. */
export async function saveRejects(
  client: PoolClient,
  merchantId: string,
  importId: string,
  rejects: readonly Reject[],
): Promise<void> {
  if (rejects.length === 0) return;
  await client.query(
    `insert into commerce.import_rejects (merchant_id, import_id, line_no, reason, raw, context, order_key, ordinal, rows)
     select $1, $2, t.* from unnest($3::int4[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int4[],
       $9::int4[]) as t (line_no, reason, raw, context, order_key, ordinal, rows)
     on conflict (import_id, line_no) do nothing`,
    [
      merchantId,
      importId,
      rejects.map((r) => r.line),
      rejects.map((r) => r.reason),
      rejects.map((r) => r.raw),
      rejects.map((r) => r.context),
      rejects.map((r) => r.order),
      rejects.map((r) => r.ordinal),
      rejects.map((r) => r.rows),
    ],
  );
}

/** Notes why an import ended early; the same command continues it. A lost connection leaves it RUNNING, which does too. */
export async function markFailed(
  pool: Pool,
  merchantId: string,
  importId: string,
  reason: string,
): Promise<void> {
  const client = await pool.connect();
  try {
    await inTenant(client, merchantId, async () => {
      await client.query(
        `update commerce.imports set status = 'FAILED', error = $2, finished_at = now() where id = $1 and status = 'RUNNING'`,
        [importId, reason],
      );
    });
  } finally {
    client.release();
  }
}
