import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { ANONYMOUS, type Identity, ROLES } from './identity.ts';

/** Header in which the gateway tells a subgraph who asks. */
export const IDENTITY_HEADER = 'x-mg-identity';
const LIFETIME_S = 60;
/** A cached token is renewed while it still has this long to live, so that it never expires on the way. */
const RENEW_BEFORE_S = 20;
const CACHE_LIMIT = 10_000;

const identitySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('anonymous') }),
  z.object({
    kind: z.literal('user'),
    userId: z.string(),
    sessionId: z.string(),
    memberships: z.array(
      z.object({ merchantId: z.string(), role: z.enum(ROLES), suspended: z.boolean().optional() }),
    ),
  }),
  z.object({
    kind: z.literal('apiKey'),
    keyId: z.string(),
    merchantId: z.string(),
    scopes: z.array(z.string()),
    rateLimit: z.number().optional(),
    suspended: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('operator'), name: z.string() }),
]);
const claimsSchema = z.object({ aud: z.string(), exp: z.number(), id: identitySchema });

const mac = (secret: string, text: string): Buffer => createHmac('sha256', secret).update(text).digest();

export interface IdentitySigner {
  /** A token for one subgraph, valid 60 seconds; the same identity object gets the same token while it lasts. */
  sign(identity: Identity, audience: string): string;
}

/**
 * Signs with HMAC-SHA256 (a few microseconds; an Ed25519 signature costs twenty times that), because both ends are
 * ours and share the secret.
 */
export function createIdentitySigner(options: { secret: string; now?: () => number }): IdentitySigner {
  const now = options.now ?? (() => Math.floor(Date.now() / 1000));
  const cache = new WeakMap<Identity, Map<string, { token: string; exp: number }>>();
  return {
    sign(identity, audience) {
      const at = now();
      let byAudience = cache.get(identity);
      const cached = byAudience?.get(audience);
      if (cached && cached.exp - at > RENEW_BEFORE_S) return cached.token;
      const exp = at + LIFETIME_S;
      const payload = Buffer.from(JSON.stringify({ aud: audience, exp, id: identity })).toString('base64url');
      const token = `${payload}.${mac(options.secret, payload).toString('base64url')}`;
      if (!byAudience) {
        byAudience = new Map();
        cache.set(identity, byAudience);
      }
      byAudience.set(audience, { token, exp });
      return token;
    },
  };
}

export interface IdentityVerifier {
  /**
   * Who asks, and whether the gateway said so. Anything but a valid, unexpired token for this audience is a stranger's,
   * whose other headers are not believed either.
   */
  verify(token: string | undefined): { identity: Identity; trusted: boolean };
}

const STRANGER = { identity: ANONYMOUS, trusted: false };

export function createIdentityVerifier(options: {
  secret: string;
  audience: string;
  now?: () => number;
}): IdentityVerifier {
  const now = options.now ?? (() => Math.floor(Date.now() / 1000));
  const cache = new Map<string, { identity: Identity; exp: number }>();
  return {
    verify(token) {
      if (!token) return STRANGER;
      const known = cache.get(token);
      if (known) {
        if (known.exp > now()) return { identity: known.identity, trusted: true };
        cache.delete(token);
        return STRANGER;
      }
      const [payload, signature, rest] = token.split('.');
      if (!payload || !signature || rest !== undefined) return STRANGER;
      const expected = mac(options.secret, payload);
      const given = Buffer.from(signature, 'base64url');
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return STRANGER;
      const claims = claimsSchema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
      if (!claims.success || claims.data.aud !== options.audience || claims.data.exp <= now())
        return STRANGER;
      if (cache.size >= CACHE_LIMIT) cache.clear();
      cache.set(token, { identity: claims.data.id, exp: claims.data.exp });
      return { identity: claims.data.id, trusted: true };
    },
  };
}
