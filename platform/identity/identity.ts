import { forbidden, notFound, unauthenticated } from '../errors/index.ts';

export const ROLES = ['OWNER', 'ADMIN', 'ANALYST', 'MARKETER'] as const;
/** What a person is to a merchant. */
export type Role = (typeof ROLES)[number];

/** Who asks. Everything a service decides about access starts from this. */
export type Identity =
  | { kind: 'anonymous' }
  | {
      kind: 'user';
      userId: string;
      sessionId: string;
      memberships: readonly { merchantId: string; role: Role }[];
    }
  | {
      kind: 'apiKey';
      keyId: string;
      merchantId: string;
      scopes: readonly string[];
      /** Requests a second this key may make; the gateway's default when absent. */
      rateLimit?: number | undefined;
    }
  | { kind: 'operator'; name: string };

export const ANONYMOUS: Identity = { kind: 'anonymous' };

const everyone: readonly Role[] = ROLES;

/** Which roles hold a permission. The one table that services, docs and clients read. */
export const PERMISSIONS = {
  'merchant:read': everyone,
  'merchant:close': ['OWNER'],
  'members:read': everyone,
  'members:write': ['OWNER', 'ADMIN'],
  'keys:read': ['OWNER', 'ADMIN'],
  'keys:write': ['OWNER', 'ADMIN'],
  'settings:read': everyone,
  'settings:write': ['OWNER', 'ADMIN'],
  'flags:read': everyone,
  'flags:write': ['OWNER', 'ADMIN'],
  'audit:read': ['OWNER', 'ADMIN'],
  'outbox:read': ['OWNER'],
  'reports:read': everyone,
  'exports:read': ['OWNER', 'ADMIN', 'ANALYST'],
  'exports:write': ['OWNER', 'ADMIN', 'ANALYST'],
  'customers:read': everyone,
  'insights:read': everyone,
  'insights:write': everyone,
  'carts:read': everyone,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** The merchants an identity may see at all; row-level security is set to these. An operator names its merchant itself. */
export function merchantsOf(identity: Identity): string[] {
  if (identity.kind === 'user') return identity.memberships.map((membership) => membership.merchantId);
  return identity.kind === 'apiKey' ? [identity.merchantId] : [];
}

/** Whether an identity holds a permission for a merchant. */
export function may(identity: Identity, merchantId: string, permission: Permission): boolean {
  if (identity.kind === 'operator') return true;
  if (identity.kind === 'apiKey') {
    return (
      identity.merchantId === merchantId &&
      identity.scopes.some((scope) => scope === '*' || scope === permission)
    );
  }
  if (identity.kind !== 'user') return false;
  const membership = identity.memberships.find((candidate) => candidate.merchantId === merchantId);
  return membership !== undefined && (PERMISSIONS[permission] as readonly Role[]).includes(membership.role);
}

/**
 * Throws unless the identity holds the permission: UNAUTHENTICATED for nobody, NOT_FOUND for a stranger (who must not
 * learn that the merchant exists), FORBIDDEN for a member whose role or key lacks it.
 */
export function requireMerchant(identity: Identity, merchantId: string, permission: Permission): void {
  if (may(identity, merchantId, permission)) return;
  if (identity.kind === 'anonymous') throw unauthenticated('Sign in, or send an API key, to read this.');
  if (!merchantsOf(identity).includes(merchantId)) throw notFound('The merchant', ['merchant']);
  throw forbidden(
    identity.kind === 'apiKey'
      ? `This API key lacks the scope ${permission}.`
      : `Your role lacks the permission ${permission}; an owner or admin of the merchant can grant it.`,
  );
}

/** A short stable name of who acts, for audit entries and idempotency. */
export function actorOf(identity: Identity): string {
  if (identity.kind === 'user') return `user:${identity.userId}`;
  if (identity.kind === 'apiKey') return `key:${identity.keyId}`;
  return identity.kind === 'operator' ? `operator:${identity.name}` : 'anonymous';
}
