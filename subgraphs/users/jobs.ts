import { z } from 'zod';
import { defineJob } from '#platform/jobs/index.ts';
import type { Database } from '#prisma/database.ts';
import { KNOWN_ADDRESS_DAYS } from './attempts.ts';

const DAY_MS = 86_400_000;
/** How long an ended session is kept, so that a late use of its tokens is still recognised. */
const ENDED_SESSION_DAYS = 30;

/** How long an invitation is listed after its end; the audit log keeps it anyway. */
const INVITATION_DAYS = 365;

/** Removes what is over: tokens, invitations, sessions, counts of failures, addresses not seen for long. Each table by itself. */
export async function sweepUsers(db: Pick<Database, 'worker'>, now: Date = new Date()): Promise<void> {
  const ago = (days: number): Date => new Date(now.getTime() - days * DAY_MS);
  const { worker } = db;
  await worker.$executeRaw`delete from users.one_time_tokens where expires_at < ${now}`;
  await worker.$executeRaw`
    delete from users.failed_attempts
    where updated_at < ${ago(1)} and (blocked_until is null or blocked_until < ${now})`;
  await worker.$executeRaw`delete from users.known_addresses where seen_at < ${ago(KNOWN_ADDRESS_DAYS)}`;
  const ended = ago(ENDED_SESSION_DAYS);
  await worker.$executeRaw`delete from users.refresh_tokens where created_at < ${ended} and used_at < ${ended}`;
  // The link goes; that somebody was invited is kept for a year, and can be sent again.
  await worker.$executeRaw`
    update users.invitations set token_hash = null where expires_at < ${now} and token_hash is not null`;
  await worker.$executeRaw`delete from users.invitations where expires_at < ${ago(INVITATION_DAYS)}`;
  await worker.$transaction([
    worker.$executeRaw`
      delete from users.refresh_tokens where session_id in
        (select id from users.sessions where expires_at < ${ended} or ended_at < ${ended})`,
    worker.$executeRaw`
      delete from users.sessions where expires_at < ${ended} or ended_at < ${ended}`,
  ]);
}

/** Jobs of this room, for the worker. */
export const createUsersJobs = (deps: { db: Pick<Database, 'worker'> }) => [
  defineJob({
    name: 'users.sweep',
    payload: z.object({}),
    maxAttempts: 3,
    timeoutMs: 60_000,
    // A slot that was missed needs no making up for: the next one finds the same.
    schedule: { cron: '*/5 * * * *', payload: {}, fillHours: 0 },
    handler: () => sweepUsers(deps.db),
  }),
];
