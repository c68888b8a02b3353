import { conflict, forbidden, notFound } from '#platform/errors/index.ts';
import type { Identity, Role } from '#platform/identity/index.ts';
import { isUuid } from '#platform/postgres/index.ts';
import type { Transaction } from '#prisma/database.ts';

/** From most to least. Analysts and marketers may do different things; neither is above the other. */
const RANK: Record<Role, number> = { OWNER: 2, ADMIN: 1, ANALYST: 0, MARKETER: 0 };

/** What the caller is to the merchant; undefined for keys and operators. `identity` must be fresh. */
export const ownRole = (identity: Identity, merchantId: string): Role | undefined =>
  identity.kind === 'user'
    ? identity.memberships.find((standing) => standing.merchantId === merchantId)?.role
    : undefined;

const isOwner = (identity: Identity, merchantId: string): boolean =>
  identity.kind === 'operator' || ownRole(identity, merchantId) === 'OWNER';

/** Only owners appoint, change or remove owners. @throws FORBIDDEN */
export function checkOwners(identity: Identity, merchantId: string, roles: readonly Role[]): void {
  if (roles.includes('OWNER') && !isOwner(identity, merchantId))
    throw forbidden('Only owners appoint, change or remove owners.');
}

/** No one raises themselves. @throws FORBIDDEN */
export function checkNotRaisingSelf(identity: Identity, userId: string, from: Role, to: Role): void {
  if (identity.kind === 'user' && identity.userId === userId && RANK[to] > RANK[from])
    throw forbidden('Nobody gives themselves a higher role; another member has to.');
}

/**
 * A merchant always has an owner. To be called within a change of the merchant, which excludes others.
 * @throws CONFLICT when this owner is the last
 */
export async function checkNotLastOwner(tx: Transaction, merchantId: string, role: Role): Promise<void> {
  if (role !== 'OWNER') return;
  if ((await tx.membership.count({ where: { merchantId, role: 'OWNER' } })) > 1) return;
  throw conflict('A merchant always has an owner, and this is the last one. Appoint another first.');
}

/** @throws NOT_FOUND for somebody who is not in the team */
export async function memberOf(
  tx: Transaction,
  merchantId: string,
  userId: string,
): Promise<{ id: string; role: Role; name: string }> {
  const row = isUuid(userId)
    ? await tx.membership.findUnique({
        where: { merchantId_userId: { merchantId, userId } },
        select: { id: true, role: true, user: { select: { name: true } } },
      })
    : null;
  if (!row) throw notFound('The member', ['input', 'userId']);
  return { id: row.id, role: row.role as Role, name: row.user.name };
}
