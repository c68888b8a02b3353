import type pg from 'pg';
import { messageOf } from '../errors/index.ts';
import type { Logger } from '../log/index.ts';
import type { IdentityChangeKind } from './changes.ts';
import type { Identity } from './identity.ts';

/** One announced change: whose rights are no longer what they were. */
export interface IdentityChange {
  kind: IdentityChangeKind;
  subjectId: string;
}

/** What a process has just heard. */
export interface IdentityChanges {
  /** The subjects that changed, or `all` when the feed was away and anything may have changed. */
  subjects: readonly IdentityChange[] | 'all';
  /** Whether this identity has to be looked at again. */
  concerns(identity: Identity): boolean;
}

/** What `announceIdentityChange` told, heard by polling. */
export interface IdentityChangeFeed {
  /** Whether a poll has succeeded lately; while none has, nothing that is remembered may be believed. */
  isHeard(): boolean;
  /** Grows whenever something was heard: what was read under a smaller number may be older than a change. */
  version(): number;
  /** @returns a function that ends the listening */
  onChange(listener: (changes: IdentityChanges) => void): () => void;
  close(): Promise<void>;
}

// One statement, hence one snapshot: a row is either in it, or belongs to a transaction that its xmin does not exceed.
const POLL_SQL = `
  select pg_snapshot_xmin(pg_current_snapshot())::text as xmin,
    coalesce((select json_agg(json_build_object(
      'id', c.id::text, 'xid', c.xid::text, 'kind', c.kind, 'subjectId', c.subject_id))
      from users.identity_changes c where c.xid >= $1::xid8), '[]') as rows`;
/** A connection that does not answer is given up and replaced. */
const QUERY_TIMEOUT_MS = 2_000;

interface Row extends IdentityChange {
  id: string;
  xid: string;
}

function concerns(subjects: IdentityChanges['subjects'], identity: Identity): boolean {
  if (subjects === 'all') return true;
  return subjects.some(({ kind, subjectId }) => {
    if (identity.kind === 'user') {
      if (kind === 'SESSION') return identity.sessionId === subjectId;
      if (kind === 'USER') return identity.userId === subjectId;
      return kind === 'MERCHANT' && identity.memberships.some(({ merchantId }) => merchantId === subjectId);
    }
    if (identity.kind !== 'apiKey') return false;
    return subjectId === (kind === 'API_KEY' ? identity.keyId : kind === 'MERCHANT' && identity.merchantId);
  });
}

/**
 * Polls `users.identity_changes`. Rows of transactions that commit late are not missed: each poll reads from the oldest
 * transaction that was still running at the one before, and drops what it has seen. One feed serves a process.
 * @param options.pool of role `mg_auth`, best with one connection of its own: requests must not make the feed wait
 * @param options.everyMs pause between polls (default 250)
 * @param options.staleAfterMs how long without a successful poll counts as not heard (default 5,000)
 * @param options.clock milliseconds that never go back
 */
export function createIdentityChangeFeed(options: {
  pool: pg.Pool;
  logger: Logger;
  everyMs?: number;
  staleAfterMs?: number;
  clock?: () => number;
}): IdentityChangeFeed {
  const { pool, logger, everyMs = 250, staleAfterMs = 5_000, clock = () => performance.now() } = options;
  const listeners = new Set<(changes: IdentityChanges) => void>();
  let heardAt = Number.NEGATIVE_INFINITY;
  let version = 0;
  let xmin: bigint | undefined;
  let seen = new Set<string>();
  let failing = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const isHeard = (): boolean => clock() - heardAt < staleAfterMs;

  function tell(subjects: IdentityChanges['subjects']): void {
    version += 1;
    const changes: IdentityChanges = { subjects, concerns: (identity) => concerns(subjects, identity) };
    for (const listener of listeners) {
      try {
        listener(changes);
      } catch (error) {
        logger.error({ error: messageOf(error) }, 'a listener to changes of rights failed');
      }
    }
  }

  async function poll(): Promise<void> {
    const began = clock();
    const query = { text: POLL_SQL, values: [xmin?.toString() ?? null], query_timeout: QUERY_TIMEOUT_MS };
    const { rows } = await pool.query<{ xmin: string; rows: Row[] }>(query);
    const answer = rows[0];
    if (closed || !answer) return;
    const oldest = BigInt(answer.xmin);
    // After a silence rows may have been swept unseen; a server restored to an earlier moment counts anew.
    const lost = !isHeard() || (xmin !== undefined && oldest < xmin);
    const fresh = answer.rows.filter(({ id }) => !seen.has(id));
    seen = new Set(answer.rows.filter(({ xid }) => BigInt(xid) >= oldest).map(({ id }) => id));
    xmin = oldest;
    heardAt = began;
    if (lost) tell('all');
    else if (fresh.length > 0) tell(fresh.map(({ kind, subjectId }) => ({ kind, subjectId })));
  }

  async function run(): Promise<void> {
    try {
      await poll();
      if (failing) logger.info('changes of rights are heard again');
      failing = false;
    } catch (error) {
      if (!failing && !closed)
        logger.warn({ error: messageOf(error) }, 'changes of rights cannot be heard; asking every time');
      failing = true;
    }
    if (closed) return;
    timer = setTimeout(() => {
      running = run();
    }, everyMs);
    timer.unref();
  }
  let running = run();

  return {
    isHeard,
    version: () => version,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      listeners.clear();
      await running;
    },
  };
}
