import type { Page } from '#platform/graphql/index.ts';
import { announceIdentityChange } from '#platform/identity/changes.ts';
import type { Database, Transaction } from '#prisma/database.ts';

const SESSION_DAYS = 30;

/** What signing in reads of a person: where they work (a closed merchant is none) and whether a code is asked for. */
export const ACCOUNT = {
  memberships: {
    where: { merchant: { status: { not: 'CLOSED' } } },
    select: { merchantId: true, role: true },
    orderBy: { merchantId: 'asc' },
  },
  secondFactor: { select: { confirmedAt: true } },
} as const;

const SESSION_ROW = {
  id: true,
  createdAt: true,
  lastUsedAt: true,
  expiresAt: true,
  ipAddress: true,
  userAgent: true,
} as const;

/** Rows of sessions and refresh tokens, over the role that may touch them. */
export function createSessionRepository(db: Database, now: () => Date) {
  const expiry = (): Date => new Date(now().getTime() + SESSION_DAYS * 86_400_000);
  const open = () => ({ endedAt: null, expiresAt: { gt: now() } });

  return {
    /** Within a transaction hand it in: one that waits for a second connection can wait for itself. */
    accountByEmail: (email: string, reader: Pick<Transaction, 'user'> = db.auth) =>
      reader.user.findUnique({ where: { email }, include: ACCOUNT }),
    accountById: (id: string) => db.auth.user.findUnique({ where: { id }, include: ACCOUNT }),

    /** The person's hash as it is now, held until the transaction ends: a password that changes meanwhile counts. */
    async holdPassword(tx: Transaction, id: string): Promise<string | undefined> {
      const rows = await tx.$queryRaw<{ password_hash: string }[]>`
        select password_hash from users.users where id = ${id}::uuid for no key update`;
      return rows[0]?.password_hash;
    },

    setPassword: (tx: Transaction, id: string, passwordHash: string) =>
      tx.user.update({ where: { id }, data: { passwordHash } }),

    createSession: (
      tx: Transaction,
      session: { userId: string; ipAddress?: string | undefined; userAgent?: string | undefined },
    ) =>
      tx.session.create({
        data: {
          userId: session.userId,
          ipAddress: session.ipAddress ?? null,
          userAgent: session.userAgent?.slice(0, 400) ?? null,
          createdAt: now(),
          lastUsedAt: now(),
          expiresAt: expiry(),
        },
      }),

    addRefreshToken: (tx: Transaction, sessionId: string, hash: Buffer) =>
      tx.refreshToken.create({ data: { sessionId, hash: new Uint8Array(hash), createdAt: now() } }),

    /** The token with its session, locked so that two uses of it come one after the other. */
    async lockRefreshToken(tx: Transaction, hash: Buffer) {
      await tx.$queryRaw`select 1 from users.refresh_tokens where hash = ${hash} for update`;
      return tx.refreshToken.findUnique({
        where: { hash: new Uint8Array(hash) },
        include: { session: { include: { user: { include: ACCOUNT } } } },
      });
    },

    /** @param successor the token it was exchanged for, sealed */
    markUsed: (tx: Transaction, id: string, successor: Buffer) =>
      tx.refreshToken.update({
        where: { id },
        data: { usedAt: now(), successor: new Uint8Array(successor) },
      }),

    isUnused: async (tx: Transaction, hash: Buffer): Promise<boolean> =>
      (await tx.refreshToken.count({ where: { hash: new Uint8Array(hash), usedAt: null } })) === 1,

    touchSession: (tx: Transaction, id: string, ipAddress: string | undefined) =>
      tx.session.update({
        where: { id },
        data: { expiresAt: expiry(), lastUsedAt: now(), ...(ipAddress ? { ipAddress } : {}) },
      }),

    /** @returns whether it was open until now */
    async endSession(tx: Transaction, id: string, reason: string): Promise<boolean> {
      const { count } = await tx.session.updateMany({
        where: { id, endedAt: null },
        data: { endedAt: now(), endReason: reason },
      });
      if (count > 0) await announceIdentityChange(tx, 'SESSION', id);
      return count > 0;
    },

    /** An open session of this person. */
    openSession: (tx: Transaction, userId: string, id: string) =>
      tx.session.findFirst({ where: { id, userId, ...open() }, select: { id: true } }),

    /** Ends the person's sessions but one. @returns the ids of those that were open */
    async endSessions(tx: Transaction, userId: string, reason: string, except?: string): Promise<string[]> {
      const ended = await tx.session.updateManyAndReturn({
        where: { userId, ...open(), ...(except ? { id: { not: except } } : {}) },
        data: { endedAt: now(), endReason: reason },
        select: { id: true },
      });
      for (const { id } of ended) await announceIdentityChange(tx, 'SESSION', id);
      return ended.map(({ id }) => id);
    },

    /** Open sessions of a person, the one used last first. */
    async listSessions(userId: string, page: Page) {
      const forward = page.direction === 'forward';
      const [lastUsedAt, id] = page.cursor ?? [];
      const at = lastUsedAt === undefined ? undefined : new Date(lastUsedAt);
      const beyond =
        at && id
          ? {
              OR: [
                { lastUsedAt: forward ? { lt: at } : { gt: at } },
                { lastUsedAt: at, id: forward ? { lt: id } : { gt: id } },
              ],
            }
          : {};
      const direction = forward ? 'desc' : 'asc';
      const where = { userId, ...open() };
      const rows = await db.auth.session.findMany({
        where: { AND: [where, beyond] },
        orderBy: [{ lastUsedAt: direction }, { id: direction }],
        take: page.limit + 1,
        select: SESSION_ROW,
      });
      return { rows, totalCount: await db.auth.session.count({ where }) };
    },
  };
}

export type SessionRepository = ReturnType<typeof createSessionRepository>;
/** A person with what signing in needs of them. */
export type Account = NonNullable<Awaited<ReturnType<SessionRepository['accountByEmail']>>>;
