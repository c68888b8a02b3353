import { announceIdentityChange } from '#platform/identity/changes.ts';
import type { Database, Transaction } from '#prisma/database.ts';

export const SESSION_DAYS = 30;

/** Rows of sessions and refresh tokens, over the role that may touch them. */
export function createSessionRepository(db: Database) {
  return {
    transaction: <T>(fn: (tx: Transaction) => Promise<T>): Promise<T> =>
      db.auth.$transaction(fn, { timeout: 15_000 }),

    accountByEmail: (email: string) =>
      db.auth.user.findUnique({
        where: { email },
        include: { memberships: { select: { merchantId: true, role: true } } },
      }),

    createSession: (
      tx: Transaction,
      session: { userId: string; ipAddress?: string | undefined; userAgent?: string | undefined },
    ) =>
      tx.session.create({
        data: {
          userId: session.userId,
          ipAddress: session.ipAddress ?? null,
          userAgent: session.userAgent?.slice(0, 400) ?? null,
          expiresAt: new Date(Date.now() + SESSION_DAYS * 86_400_000),
        },
      }),

    addRefreshToken: (tx: Transaction, sessionId: string, hash: Buffer) =>
      tx.refreshToken.create({ data: { sessionId, hash: new Uint8Array(hash) } }),

    /** The token with its session, locked so that two uses of it come one after the other. */
    async lockRefreshToken(tx: Transaction, hash: Buffer) {
      await tx.$queryRaw`select 1 from users.refresh_tokens where hash = ${hash} for update`;
      return tx.refreshToken.findUnique({
        where: { hash: new Uint8Array(hash) },
        include: {
          session: {
            include: { user: { include: { memberships: { select: { merchantId: true, role: true } } } } },
          },
        },
      });
    },

    markUsed: (tx: Transaction, id: string) =>
      tx.refreshToken.update({ where: { id }, data: { usedAt: new Date() } }),

    extendSession: (tx: Transaction, id: string) =>
      tx.session.update({
        where: { id },
        data: { expiresAt: new Date(Date.now() + SESSION_DAYS * 86_400_000) },
      }),

    async endSession(tx: Transaction, id: string, reason: string): Promise<void> {
      await tx.session.updateMany({
        where: { id, endedAt: null },
        data: { endedAt: new Date(), endReason: reason },
      });
      await announceIdentityChange(tx, 'SESSION', id);
    },
  };
}

export type SessionRepository = ReturnType<typeof createSessionRepository>;
