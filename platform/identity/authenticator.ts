import type pg from 'pg';
import { unauthenticated } from '../errors/index.ts';
import type { AccessTokens } from './access-token.ts';
import { hashApiKey, isApiKey } from './api-key.ts';
import { ANONYMOUS, type Identity, type Standing } from './identity.ts';

/** Turns what a client sends in `Authorization` into who it is. */
export interface Authenticator {
  /**
   * @param authorization the header's value; absent means a stranger
   * @throws UNAUTHENTICATED with a message that says what is wrong and what to do
   */
  authenticate(authorization: string | undefined): Promise<Identity>;
  /** Share of look-ups answered from memory since the start, 0 to 1. */
  hitRatio(): number;
}

interface Entry {
  identity: Identity;
  checkedAt: number;
  expiresAt: number;
}

const KEY_SQL = `
  select k.id, k.merchant_id, k.scopes, k.expires_at, k.revoked_at, m.status
  from users.api_keys k join users.merchants m on m.id = k.merchant_id where k.hash = $1`;
const LAST_USED_SQL = `
  update users.api_keys set last_used_at = now()
  where id = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')`;
const SESSION_SQL = `
  select s.ended_at, s.expires_at,
    coalesce(json_agg(json_strip_nulls(json_build_object('merchantId', m.merchant_id, 'role', m.role,
      'suspended', nullif(t.status = 'SUSPENDED', false))) order by m.merchant_id)
      filter (where m.id is not null), '[]') as memberships
  from users.sessions s
  left join (users.memberships m join users.merchants t on t.id = m.merchant_id and t.status <> 'CLOSED')
    on m.user_id = s.user_id
  where s.id = $1 and s.user_id = $2 group by s.id`;

/**
 * Keys and sessions are looked up over a pool of role `mg_auth` and remembered for `cacheMs` (1 second by default, so
 * that what is revoked stops working within one).
 */
export function createAuthenticator(options: {
  pool: pg.Pool;
  tokens: AccessTokens;
  cacheMs?: number;
  now?: () => number;
}): Authenticator {
  const cacheMs = options.cacheMs ?? 1_000;
  const now = options.now ?? Date.now;
  const cache = new Map<string, Entry>();
  let hits = 0;
  let lookups = 0;

  async function lookUpKey(key: string): Promise<Entry> {
    const { rows } = await options.pool.query<{
      id: string;
      merchant_id: string;
      scopes: string[];
      expires_at: Date | null;
      revoked_at: Date | null;
      status: string;
    }>(KEY_SQL, [hashApiKey(key)]);
    const row = rows[0];
    if (!row)
      throw unauthenticated(
        'This API key is not known. Check that it was copied whole, or create a new one.',
      );
    if (row.revoked_at) throw unauthenticated('This API key was revoked. Create a new one.');
    const expiresAt = row.expires_at?.getTime() ?? Number.POSITIVE_INFINITY;
    if (expiresAt <= now()) throw unauthenticated('This API key has expired. Create a new one.');
    if (row.status === 'CLOSED') throw unauthenticated('The merchant of this API key is closed.');
    // To the minute: a key that is busy costs one write a minute. Nobody waits for it, and losing one harms nobody.
    options.pool.query(LAST_USED_SQL, [row.id]).catch(() => undefined);
    return {
      identity: {
        kind: 'apiKey',
        keyId: row.id,
        merchantId: row.merchant_id,
        scopes: row.scopes,
        ...(row.status === 'SUSPENDED' ? { suspended: true } : {}),
      },
      checkedAt: now(),
      expiresAt,
    };
  }

  async function lookUpSession(token: string): Promise<Entry> {
    const claims = await options.tokens.verify(token);
    const { rows } = await options.pool.query<{
      ended_at: Date | null;
      expires_at: Date;
      memberships: Standing[];
    }>(SESSION_SQL, [claims.sessionId, claims.userId]);
    const row = rows[0];
    if (!row || row.ended_at || row.expires_at.getTime() <= now()) {
      throw unauthenticated('This session has ended. Sign in again.');
    }
    return {
      identity: {
        kind: 'user',
        userId: claims.userId,
        sessionId: claims.sessionId,
        memberships: row.memberships,
      },
      checkedAt: now(),
      expiresAt: claims.expiresAt.getTime(),
    };
  }

  return {
    hitRatio: () => (lookups === 0 ? 0 : hits / lookups),
    async authenticate(authorization) {
      if (authorization === undefined || authorization === '') return ANONYMOUS;
      const match = /^Bearer\s+(\S+)$/i.exec(authorization);
      const token = match?.[1];
      if (!token)
        throw unauthenticated('Authorization must be "Bearer " followed by an access token or an API key.');
      lookups += 1;
      const cacheKey = hashApiKey(token).toString('base64');
      const known = cache.get(cacheKey);
      if (known && known.checkedAt + cacheMs > now() && known.expiresAt > now()) {
        hits += 1;
        return known.identity;
      }
      const entry = isApiKey(token) ? await lookUpKey(token) : await lookUpSession(token);
      // The same object while nothing changed: the signer caches its tokens by it.
      if (known && JSON.stringify(known.identity) === JSON.stringify(entry.identity))
        entry.identity = known.identity;
      if (cache.size >= 10_000) cache.clear();
      cache.set(cacheKey, entry);
      return entry.identity;
    },
  };
}
