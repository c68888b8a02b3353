import type pg from 'pg';
import { unauthenticated } from '../errors/index.ts';
import type { AccessTokens } from './access-token.ts';
import { hashApiKey } from './api-key.ts';
import type { IdentityChange } from './change-feed.ts';
import type { Identity, Role } from './identity.ts';

/** What the database says of a token or key. */
export interface Found {
  identity: Identity;
  /** Whose changes make this untrue. */
  subjects: readonly IdentityChange[];
  /** Epoch milliseconds from which on it does not hold any more, whatever else happens. */
  expiresAt: number;
}

// Named, so that a connection plans each of them once.
const KEY_QUERY = {
  name: 'identity_key',
  text: `
    select k.id, k.merchant_id, k.scopes, k.rate_limit, k.expires_at, k.revoked_at, m.status
    from users.api_keys k join users.merchants m on m.id = k.merchant_id where k.hash = $1`,
};
const SESSION_QUERY = {
  name: 'identity_session',
  text: `
    select s.ended_at, s.expires_at, (
      select coalesce(json_agg(json_build_object('merchantId', m.merchant_id, 'role', m.role, 'status', t.status)
        order by m.merchant_id), '[]')
      from users.memberships m join users.merchants t on t.id = m.merchant_id where m.user_id = s.user_id
    ) as memberships
    from users.sessions s where s.id = $1 and s.user_id = $2`,
};

interface KeyRow {
  id: string;
  merchant_id: string;
  scopes: string[];
  rate_limit: number | null;
  expires_at: Date | null;
  revoked_at: Date | null;
  status: string;
}

interface SessionRow {
  ended_at: Date | null;
  expires_at: Date;
  memberships: { merchantId: string; role: Role; status: string }[];
}

/** @throws UNAUTHENTICATED that says what is wrong with the key */
export async function lookUpKey(pool: pg.Pool, key: string, now: number): Promise<Found> {
  const { rows } = await pool.query<KeyRow>({ ...KEY_QUERY, values: [hashApiKey(key)] });
  const row = rows[0];
  if (!row)
    throw unauthenticated('This API key is not known. Check that it was copied whole, or create a new one.');
  if (row.revoked_at) throw unauthenticated('This API key was revoked. Create a new one.');
  const expiresAt = row.expires_at?.getTime() ?? Number.POSITIVE_INFINITY;
  if (expiresAt <= now) throw unauthenticated('This API key has expired. Create a new one.');
  if (row.status === 'CLOSED') throw unauthenticated('The merchant of this API key is closed.');
  return {
    identity: {
      kind: 'apiKey',
      keyId: row.id,
      merchantId: row.merchant_id,
      scopes: row.scopes,
      ...(row.rate_limit === null ? {} : { rateLimit: row.rate_limit }),
      ...(row.status === 'SUSPENDED' ? { suspended: true } : {}),
    },
    subjects: [
      { kind: 'API_KEY', subjectId: row.id },
      { kind: 'MERCHANT', subjectId: row.merchant_id },
    ],
    expiresAt,
  };
}

/** @throws UNAUTHENTICATED when the token is not one of ours, has expired, or its session has ended */
export async function lookUpSession(
  pool: pg.Pool,
  tokens: AccessTokens,
  token: string,
  now: () => number,
): Promise<Found> {
  const { userId, sessionId, expiresAt } = await tokens.verify(token);
  const { rows } = await pool.query<SessionRow>({ ...SESSION_QUERY, values: [sessionId, userId] });
  const row = rows[0];
  if (!row || row.ended_at || row.expires_at.getTime() <= now()) {
    throw unauthenticated('This session has ended. Sign in again.');
  }
  return {
    identity: {
      kind: 'user',
      userId,
      sessionId,
      memberships: row.memberships
        .filter(({ status }) => status !== 'CLOSED')
        .map(({ merchantId, role, status }) => ({
          merchantId,
          role,
          ...(status === 'SUSPENDED' ? { suspended: true } : {}),
        })),
    },
    subjects: [
      { kind: 'SESSION', subjectId: sessionId },
      { kind: 'USER', subjectId: userId },
      // Closed ones too: one that opens again comes back.
      ...row.memberships.map(({ merchantId }) => ({ kind: 'MERCHANT' as const, subjectId: merchantId })),
    ],
    expiresAt: Math.min(expiresAt.getTime(), row.expires_at.getTime()),
  };
}
