import { type Identity, merchantsOf } from '#platform/identity/index.ts';
import { isUuid } from '#platform/postgres/tenants.ts';
import type { UserRepository } from './user.repository.ts';
import type { User } from './user.type.ts';

/** People: oneself and one's colleagues. */
export function createUserService(repository: UserRepository) {
  return {
    /** The signed-in person; null for an API key or a stranger. */
    me: (identity: Identity): Promise<User | null> =>
      identity.kind === 'user' ? repository.self(identity.userId) : Promise.resolve(null),

    /** People by id, in the order asked for; null for whoever the caller shares no merchant with. */
    async byIds(identity: Identity, ids: readonly string[]): Promise<(User | null)[]> {
      const tenants = merchantsOf(identity);
      const known = ids.filter(isUuid);
      const found = tenants.length === 0 || known.length === 0 ? [] : await repository.byIds(tenants, known);
      const people = new Map(found.map((person) => [person.id, person]));
      if (identity.kind === 'user' && ids.includes(identity.userId) && !people.has(identity.userId)) {
        const self = await repository.self(identity.userId);
        if (self) people.set(self.id, self);
      }
      return ids.map((id) => people.get(id) ?? null);
    },
  };
}

export type UserService = ReturnType<typeof createUserService>;
