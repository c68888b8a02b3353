import type { SqlTransaction } from '../postgres/tenants.ts';

/** Whose rights changed: one session, a person (memberships, password), an API key, or a whole merchant (its status). */
export type IdentityChangeKind = 'SESSION' | 'USER' | 'API_KEY' | 'MERCHANT';

/**
 * Tells every process that remembers who may do what to look again, in the transaction of the change itself: it is
 * heard if and only if that commits, within a second. Works without the worker, unlike an event.
 */
export async function announceIdentityChange(
  tx: SqlTransaction,
  kind: IdentityChangeKind,
  subjectId: string,
): Promise<void> {
  await tx.$executeRaw`
    insert into users.identity_changes (kind, subject_id) values (${kind}, ${subjectId}::uuid)`;
}
