import { notFound, unauthenticated } from '#platform/errors/index.ts';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import {
  actorOf,
  type Identity,
  type Permission,
  type Role,
  requireMerchant,
} from '#platform/identity/index.ts';
import { type Idempotency, isUuid, type SqlTransaction, withTenants } from '#platform/postgres/index.ts';
import type { Database, Transaction } from '#prisma/database.ts';

/** A change of a merchant's team, keys or settings, while nobody else makes one. */
export interface Change {
  tx: Transaction;
  /** Who asks, with the role, scopes and status that hold now, not those of a moment ago. */
  identity: Identity;
}

export interface ChangeWish {
  merchantId: string;
  permission: Permission;
  /** Name of the mutation. */
  operation: string;
  input: object;
}

/** Makes changes of one merchant; see `createChanges`. */
export type Changes = <T>(
  context: SubgraphContext,
  wish: ChangeWish,
  run: (change: Change) => Promise<T>,
) => Promise<T>;

/** Changes of who may do what in a merchant come one after the other, so that each sees what the one before has left. */
export async function lockMerchant(tx: SqlTransaction, merchantId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`users.merchant:${merchantId}`}, 0))`;
}

/** What the caller is to the merchant now, by the database: two owners who demote each other at once must not both succeed. */
async function standingOf(tx: Transaction, identity: Identity, merchantId: string): Promise<Identity> {
  if (identity.kind === 'user') {
    const row = await tx.membership.findUnique({
      where: { merchantId_userId: { merchantId, userId: identity.userId } },
      select: { role: true, merchant: { select: { status: true } } },
    });
    const member = row !== null && row.merchant.status !== 'CLOSED';
    const suspended = row?.merchant.status === 'SUSPENDED';
    return {
      ...identity,
      memberships: member
        ? [{ merchantId, role: row.role as Role, ...(suspended ? { suspended } : {}) }]
        : [],
    };
  }
  if (identity.kind !== 'apiKey' || identity.merchantId !== merchantId) return identity;
  const row = await tx.apiKey.findUnique({
    where: { id: identity.keyId },
    select: { scopes: true, revokedAt: true, merchant: { select: { status: true } } },
  });
  if (!row || row.revokedAt || row.merchant.status === 'CLOSED')
    throw unauthenticated('This API key was revoked. Create a new one.');
  return { ...identity, scopes: row.scopes, suspended: row.merchant.status === 'SUSPENDED' };
}

/**
 * Every change of a merchant goes through here: one transaction within its tenant, one change at a time, the caller's
 * rights read in it, its Idempotency-Key honoured. What `run` answers is stored as JSON: answer ids, not rows.
 */
export function createChanges(deps: { db: Pick<Database, 'app'>; idempotency: Idempotency }): Changes {
  return async (context, wish, run) => {
    const { merchantId, permission, operation, input } = wish;
    if (context.identity.kind === 'anonymous') requireMerchant(context.identity, merchantId, permission);
    if (!isUuid(merchantId)) throw notFound('The merchant', ['input', 'merchantId']);
    // Wrapped, because nothing at all could not be stored.
    const { answer } = await withTenants(deps.db.app, [merchantId], (tx) =>
      deps.idempotency.run(
        tx,
        {
          scope: merchantId,
          actor: actorOf(context.identity),
          operation,
          key: context.idempotencyKey,
          input,
        },
        async () => {
          await lockMerchant(tx, merchantId);
          const identity = await standingOf(tx, context.identity, merchantId);
          requireMerchant(identity, merchantId, permission);
          return { answer: await run({ tx, identity }) };
        },
      ),
    );
    return answer;
  };
}
