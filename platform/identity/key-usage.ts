import type pg from 'pg';
import { messageOf } from '../errors/index.ts';
import type { Logger } from '../log/index.ts';

/** Remembers when API keys were last used, to the minute. */
export interface KeyUsage {
  /** @param at epoch milliseconds */
  note(keyId: string, at: number): void;
  /** Writes what is still unwritten. */
  close(): Promise<void>;
}

// Rows somebody else changes now are left alone: the next minute writes them, and two processes cannot deadlock.
const WRITE_SQL = `
  with used as (select * from unnest($1::uuid[], $2::timestamptz[]) as used(id, at)),
  due as (
    select k.id, used.at from users.api_keys k join used on used.id = k.id
    where k.last_used_at is null or date_trunc('minute', k.last_used_at) < date_trunc('minute', used.at)
    order by k.id for update of k skip locked)
  update users.api_keys k set last_used_at = due.at from due where k.id = due.id`;

/**
 * Collects uses and writes them together, off the path of any request. What a failed write loses harms nobody.
 * @param options.everyMs how long uses are collected (default 5,000)
 */
export function createKeyUsage(options: {
  pool: pg.Pool;
  logger?: Logger | undefined;
  everyMs?: number;
}): KeyUsage {
  const { pool, logger, everyMs = 5_000 } = options;
  let pending = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  async function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const uses = [...pending];
    pending = new Map();
    if (uses.length === 0) return;
    const values = [uses.map(([id]) => id), uses.map(([, at]) => new Date(at).toISOString())];
    try {
      await pool.query(WRITE_SQL, values);
    } catch (error) {
      logger?.debug({ error: messageOf(error) }, 'the last use of API keys was not written');
    }
  }

  return {
    note(keyId, at) {
      pending.set(keyId, at);
      timer ??= setTimeout(() => void write(), everyMs).unref();
    },
    close: write,
  };
}
