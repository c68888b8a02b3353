import { hash } from 'node:crypto';
import type pg from 'pg';
import { LruCache } from '../cache/lru.ts';
import { unauthenticated } from '../errors/index.ts';
import type { Logger } from '../log/index.ts';
import type { AccessTokens } from './access-token.ts';
import { isApiKey } from './api-key.ts';
import type { IdentityChange, IdentityChangeFeed, IdentityChanges } from './change-feed.ts';
import { ANONYMOUS, type Identity } from './identity.ts';
import { createKeyUsage } from './key-usage.ts';
import { type Found, lookUpKey, lookUpSession } from './look-up.ts';

/** Turns what a client sends in `Authorization` into who it is. */
export interface Authenticator {
  /**
   * @param authorization the header's value; absent means a stranger
   * @throws UNAUTHENTICATED with a message that says what is wrong and what to do
   */
  authenticate(authorization: string | undefined): Promise<Identity>;
  /**
   * Told of changes of rights, within a second of their commit, after everything remembered of them was forgotten:
   * whoever keeps an identity that `concerns` it asks `authenticate` again. Never called without a feed.
   * @returns a function that ends the listening
   */
  onChange(listener: (changes: IdentityChanges) => void): () => void;
  /** Share of look-ups answered from memory since the start, 0 to 1. */
  hitRatio(): number;
  /** Writes what is unwritten, and closes the feed. */
  close(): Promise<void>;
}

interface Entry extends Found {
  /** SHA-256 of the token or key, base64. */
  cacheKey: string;
  checkedAt: number;
  /** The minute whose use of a key is noted. */
  notedMinute: number;
}

const subjectKey = ({ kind, subjectId }: IdentityChange): string => `${kind}:${subjectId}`;

/** Entries by the subjects whose changes end them. */
function createIndex() {
  const bySubject = new Map<string, Set<Entry>>();
  return {
    add(entry: Entry): void {
      for (const subject of entry.subjects) {
        const key = subjectKey(subject);
        const entries = bySubject.get(key);
        if (entries) entries.add(entry);
        else bySubject.set(key, new Set([entry]));
      }
    },
    remove(entry: Entry): void {
      for (const subject of entry.subjects) {
        const key = subjectKey(subject);
        const entries = bySubject.get(key);
        if (entries?.delete(entry) && entries.size === 0) bySubject.delete(key);
      }
    },
    of: (subject: IdentityChange): Entry[] => [...(bySubject.get(subjectKey(subject)) ?? [])],
  };
}

/**
 * Checked tokens and keys are remembered by their hash, and forgotten when a change of their subject is heard. While
 * the feed is not heard (or there is none) the database is asked every time.
 * @param options.pool of role `mg_auth`
 * @param options.changes the process's feed; the authenticator closes it
 * @param options.recheckMs longest time an answer is believed without asking again (default 60,000)
 * @param options.maxEntries tokens and keys remembered (default 20,000); the ones used longest ago go first
 */
export function createAuthenticator(options: {
  pool: pg.Pool;
  tokens: AccessTokens;
  changes?: IdentityChangeFeed;
  logger?: Logger;
  recheckMs?: number;
  maxEntries?: number;
  now?: () => number;
}): Authenticator {
  const { pool, tokens, changes, recheckMs = 60_000, now = Date.now } = options;
  const index = createIndex();
  const cache = new LruCache<Entry>(options.maxEntries ?? 20_000, (entry) => index.remove(entry));
  const running = new Map<string, { version: number; entry: Promise<Entry> }>();
  const usage = createKeyUsage({ pool, logger: options.logger });
  const listeners = new Set<(changes: IdentityChanges) => void>();
  let hits = 0;
  let lookups = 0;

  changes?.onChange((heard) => {
    if (heard.subjects === 'all') cache.clear();
    else
      for (const subject of heard.subjects)
        for (const { cacheKey } of index.of(subject)) cache.delete(cacheKey);
    for (const listener of listeners) listener(heard);
  });

  async function lookUp(token: string, cacheKey: string, known: Entry | undefined): Promise<Entry> {
    const version = changes?.version();
    const checkedAt = now();
    const found = isApiKey(token)
      ? await lookUpKey(pool, token, checkedAt)
      : await lookUpSession(pool, tokens, token, now);
    const entry: Entry = { ...found, cacheKey, checkedAt, notedMinute: known?.notedMinute ?? 0 };
    // The same object while nothing changed: the signer caches its tokens by it.
    if (known && JSON.stringify(known.identity) === JSON.stringify(entry.identity))
      entry.identity = known.identity;
    // A change that was heard meanwhile may be younger than what was read, and will not be told again.
    if (changes && changes.version() === version) {
      cache.set(cacheKey, entry);
      index.add(entry);
    }
    return entry;
  }

  /** Asks the database, once for all who want to know the same at the same time. */
  async function shared(token: string, cacheKey: string, known: Entry | undefined): Promise<Entry> {
    const version = changes?.version() ?? 0;
    const other = running.get(cacheKey);
    // One that began before a change may not answer somebody who came after it.
    if (other?.version === version) return other.entry;
    const mine = { version, entry: lookUp(token, cacheKey, known) };
    running.set(cacheKey, mine);
    try {
      return await mine.entry;
    } finally {
      if (running.get(cacheKey) === mine) running.delete(cacheKey);
    }
  }

  function noteUse(entry: Entry, at: number): void {
    if (entry.identity.kind !== 'apiKey') return;
    const minute = Math.floor(at / 60_000);
    if (entry.notedMinute === minute) return;
    entry.notedMinute = minute;
    usage.note(entry.identity.keyId, at);
  }

  return {
    hitRatio: () => (lookups === 0 ? 0 : hits / lookups),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      listeners.clear();
      await Promise.all([usage.close(), changes?.close()]);
    },
    async authenticate(authorization) {
      if (authorization === undefined || authorization === '') return ANONYMOUS;
      const match = /^Bearer\s+(\S+)$/i.exec(authorization);
      const token = match?.[1];
      if (!token)
        throw unauthenticated('Authorization must be "Bearer " followed by an access token or an API key.');
      lookups += 1;
      const at = now();
      const cacheKey = hash('sha256', token, 'base64');
      const known = cache.get(cacheKey);
      const heard = changes?.isHeard() ?? false;
      if (heard && known && known.checkedAt + recheckMs > at && known.expiresAt > at) {
        hits += 1;
        noteUse(known, at);
        return known.identity;
      }
      const entry = await (heard ? shared : lookUp)(token, cacheKey, known);
      noteUse(entry, at);
      return entry.identity;
    },
  };
}
