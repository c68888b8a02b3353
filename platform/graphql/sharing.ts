import { PERMISSIONS, type Permission } from '../identity/identity.ts';

/**
 * Marks in the schema that say whom an answer is the same for. The gateway opens one stream for all subscribers of a
 * merchant whose selection is marked, instead of one for each; what is not marked is nobody's but the subscriber's own.
 * They are tags of federation, because those reach the supergraph.
 */
const SHARED_BY = 'shared-by/';
const PERSONAL_TAG = 'personal';

/**
 * On a field, or on a type for all its fields: everybody who holds the permission for the merchant is told the same. On a
 * field of Subscription: it is about the merchant that its argument `merchantId` names.
 */
export const sharedBy = (permission: Permission): string =>
  `@tag(name: "${SHARED_BY}${permission.replace(':', '-')}")`;

/** On a field of a type that is shared: what it says depends on who asks. */
export const PERSONAL = `@tag(name: "${PERSONAL_TAG}")`;

const BY_TAG = new Map(
  (Object.keys(PERMISSIONS) as Permission[]).map((permission) => [
    SHARED_BY + permission.replace(':', '-'),
    permission,
  ]),
);

/**
 * Which permission all who are told the same hold, by the tags of a field and of its type; undefined when it is not the
 * same for everybody.
 */
export function sharedByTags(field: readonly string[], type: readonly string[]): Permission | undefined {
  if (field.includes(PERSONAL_TAG)) return undefined;
  for (const tag of [...field, ...type]) {
    const permission = BY_TAG.get(tag);
    if (permission) return permission;
  }
  return undefined;
}
