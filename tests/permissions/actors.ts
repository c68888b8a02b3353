import { PERMISSIONS, type Permission, permissionsOfScopes, type Role } from '#platform/identity/identity.ts';

/** Somebody who asks, as the walk sends them to the gateway. */
export interface Actor {
  name: string;
  /** What they are to the merchant whose data the walk asks for. */
  role?: Role;
  /** For an API key of that merchant. */
  scopes?: readonly string[];
  /** Whether a person is signed in. */
  person: boolean;
  /** Sent as `Authorization: Bearer ...`; absent for nobody. */
  token?: string;
}

/** What a field asks of its caller. */
export type Need =
  /** Nothing: it tells the same to everybody. */
  | 'ANYBODY'
  /** A signed-in person, who gets what is their own. */
  | 'PERSON'
  /** An API key, which gets what is its own. */
  | 'API_KEY'
  /** A person of the merchant's team, about what is their own there. */
  | 'COLLEAGUE'
  | Permission;

const holds = (actor: Actor, permission: Permission): boolean => {
  if (actor.scopes) return permissionsOfScopes(actor.scopes).includes(permission);
  const roles: readonly Role[] = PERMISSIONS[permission];
  return actor.role !== undefined && roles.includes(actor.role);
};

/** Whether the table of permissions lets this actor have it. */
export function isAllowed(actor: Actor, need: Need): boolean {
  switch (need) {
    case 'ANYBODY':
      return true;
    case 'PERSON':
      return actor.person;
    case 'API_KEY':
      return actor.scopes !== undefined;
    case 'COLLEAGUE':
      return actor.role !== undefined;
    default:
      return holds(actor, need);
  }
}
