import { forbidden, notFound, unauthenticated } from '../errors/index.ts';

export const ROLES = ['OWNER', 'ADMIN', 'ANALYST', 'MARKETER'] as const;
/** What a person is to a merchant. */
export type Role = (typeof ROLES)[number];

/** What a person is to one merchant, as far as access goes. CLOSED merchants are never among them. */
export interface Standing {
  merchantId: string;
  role: Role;
  /** Whether the merchant is SUSPENDED: then it is read and not written. */
  suspended?: boolean | undefined;
}

/** Who asks. Everything a service decides about access starts from this. */
export type Identity =
  | { kind: 'anonymous' }
  | {
      kind: 'user';
      userId: string;
      sessionId: string;
      memberships: readonly Standing[];
    }
  | {
      kind: 'apiKey';
      keyId: string;
      merchantId: string;
      scopes: readonly string[];
      /** Requests a second this key may make; the gateway's default when absent. */
      rateLimit?: number | undefined;
      /** Whether the merchant is SUSPENDED: then it is read and not written. */
      suspended?: boolean | undefined;
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
  'membership:write': everyone,
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
  'runs:read': ['OWNER', 'ADMIN'],
  'alerts:read': everyone,
  'alerts:write': ['OWNER', 'ADMIN', 'ANALYST'],
  'insights:configure': ['OWNER', 'ADMIN', 'ANALYST'],
  'webhooks:read': ['OWNER', 'ADMIN'],
  'webhooks:write': ['OWNER', 'ADMIN'],
  'calendar:read': everyone,
  'calendar:write': everyone,
  'carts:read': everyone,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/**
 * What `*` does not give a key: it has to be named, because with one of these a stolen key could make itself more keys
 * or people, or leave an address behind that is told everything after it, or because it is about people.
 */
export const NEVER_IN_STAR: readonly Permission[] = [
  'members:write',
  'membership:write',
  'keys:write',
  'outbox:read',
  'merchant:close',
  'webhooks:write',
];

const ALL = Object.keys(PERMISSIONS) as Permission[];

/** Whether a permission only looks at things: the rest is refused while a merchant is SUSPENDED. */
export const isReading = (permission: Permission): boolean => permission.endsWith(':read');

/** The permissions that the scopes of a key come to; `*` is all but those that have to be named. */
export const permissionsOfScopes = (scopes: readonly string[]): Permission[] =>
  ALL.filter((permission) => scopeHolds(scopes, permission));

const scopeHolds = (scopes: readonly string[], permission: Permission): boolean =>
  scopes.includes(permission) || (scopes.includes('*') && !NEVER_IN_STAR.includes(permission));

const roleHolds = (role: Role, permission: Permission): boolean =>
  (PERMISSIONS[permission] as readonly Role[]).includes(role);

/** The merchants an identity may see at all; row-level security is set to these. An operator names its merchant itself. */
export function merchantsOf(identity: Identity): string[] {
  if (identity.kind === 'user') return identity.memberships.map((membership) => membership.merchantId);
  return identity.kind === 'apiKey' ? [identity.merchantId] : [];
}

/** Whether the merchant is SUSPENDED, as far as the identity belongs to it. */
function isSuspended(identity: Identity, merchantId: string): boolean {
  if (identity.kind === 'apiKey') return identity.suspended === true;
  return (
    identity.kind === 'user' &&
    identity.memberships.some((standing) => standing.merchantId === merchantId && standing.suspended === true)
  );
}

/** Whether role or scopes hold a permission for a merchant, whatever its status. */
function holds(identity: Identity, merchantId: string, permission: Permission): boolean {
  if (identity.kind === 'operator') return true;
  if (identity.kind === 'apiKey') {
    return identity.merchantId === merchantId && scopeHolds(identity.scopes, permission);
  }
  if (identity.kind !== 'user') return false;
  const standing = identity.memberships.find((candidate) => candidate.merchantId === merchantId);
  return standing !== undefined && roleHolds(standing.role, permission);
}

/** Whether an identity may do something for a merchant now: while that is SUSPENDED, nothing but reading. */
export const may = (identity: Identity, merchantId: string, permission: Permission): boolean =>
  holds(identity, merchantId, permission) && (isReading(permission) || !isSuspended(identity, merchantId));

/** Everything an identity may do for a merchant now. */
export const permissionsOf = (identity: Identity, merchantId: string): Permission[] =>
  ALL.filter((permission) => may(identity, merchantId, permission));

/**
 * Throws unless the identity may do this for the merchant: UNAUTHENTICATED for nobody, NOT_FOUND for a stranger (who
 * must not learn that the merchant exists), FORBIDDEN for a member whose role or key lacks the permission, and for
 * anything but reading while the merchant is SUSPENDED.
 */
export function requireMerchant(identity: Identity, merchantId: string, permission: Permission): void {
  if (may(identity, merchantId, permission)) return;
  if (identity.kind === 'anonymous') throw unauthenticated('Sign in, or send an API key, to do this.');
  if (!merchantsOf(identity).includes(merchantId)) throw notFound('The merchant', ['merchant']);
  if (holds(identity, merchantId, permission)) {
    throw forbidden(
      'The merchant is SUSPENDED: it can be read and not changed until an operator reopens it.',
    );
  }
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
