import { withTenants } from '#platform/postgres/tenants.ts';
import type { Database } from '#prisma/database.ts';
import { USER_COLUMNS } from '../membership/membership.repository.ts';
import type { User } from './user.type.ts';

/** People, as far as the caller may see them. */
export function createUserRepository(db: Database) {
  return {
    /** People who share one of these merchants. */
    byIds: (tenants: readonly string[], ids: readonly string[]): Promise<User[]> =>
      withTenants(db.app, tenants, (tx) =>
        tx.user.findMany({ where: { id: { in: [...ids] } }, select: USER_COLUMNS }),
      ),
    /** The caller itself, who may not belong to any merchant yet. */
    self: (id: string): Promise<User | null> =>
      db.auth.user.findUnique({ where: { id }, select: USER_COLUMNS }),
  };
}

export type UserRepository = ReturnType<typeof createUserRepository>;
