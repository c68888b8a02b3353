import { createHash, randomBytes } from 'node:crypto';
import type { Database, Transaction } from '#prisma/database.ts';
import { ACCOUNT } from '../session/session.repository.ts';

/** Seconds for which a token of each kind works. */
export const TOKEN_SECONDS = {
  EMAIL_VERIFICATION: 3 * 86_400,
  PASSWORD_RESET: 60 * 60,
  /** Between the password and the second factor. */
  SIGN_IN: 5 * 60,
} as const;

export type TokenKind = keyof typeof TOKEN_SECONDS;

const hashOf = (token: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha256').update(token).digest());

/** Tokens of links and of unfinished sign-ins: 32 random bytes, kept as SHA-256, used once. */
export function createOneTimeTokens(deps: { db: Database; now: () => Date }) {
  const { db, now } = deps;

  const find = async (reader: Pick<Transaction, 'oneTimeToken'>, kind: TokenKind, token: string) => {
    const row = await reader.oneTimeToken.findUnique({
      where: { hash: hashOf(token) },
      include: { user: { include: ACCOUNT } },
    });
    return row && row.kind === kind && row.usedAt === null && row.expiresAt > now() ? row : undefined;
  };

  return {
    /** A new token and when it ends. */
    async issue(tx: Transaction, kind: TokenKind, userId: string) {
      const token = randomBytes(32).toString('base64url');
      const expiresAt = new Date(now().getTime() + TOKEN_SECONDS[kind] * 1_000);
      await tx.oneTimeToken.create({
        data: { kind, userId, hash: hashOf(token), createdAt: now(), expiresAt },
      });
      return { token, expiresAt };
    },

    /** The token and its person as long as it works; undefined otherwise. Whoever acts on it locks it first. */
    peek: (kind: TokenKind, token: string) => find(db.auth, kind, token),

    /** The same, locked so that two uses of it come one after the other. */
    async lock(tx: Transaction, kind: TokenKind, token: string) {
      const hash = Buffer.from(hashOf(token));
      await tx.$queryRaw`select 1 from users.one_time_tokens where hash = ${hash} for update`;
      return find(tx, kind, token);
    },

    markUsed: (tx: Transaction, id: string) =>
      tx.oneTimeToken.update({ where: { id }, data: { usedAt: now() } }),

    /** Ends every token of these kinds that the person has. */
    endAll: (tx: Transaction, userId: string, kinds: readonly TokenKind[]) =>
      tx.oneTimeToken.updateMany({
        where: { userId, kind: { in: [...kinds] }, usedAt: null },
        data: { usedAt: now() },
      }),

    /** How many were made for a person since a moment. */
    countSince: (tx: Transaction, kind: TokenKind, userId: string, since: Date) =>
      tx.oneTimeToken.count({ where: { userId, kind, createdAt: { gt: since } } }),

    /** A wrong code was given with it. @returns how many now */
    async miss(tx: Transaction, id: string): Promise<number> {
      const { attempts } = await tx.oneTimeToken.update({
        where: { id },
        data: { attempts: { increment: 1 } },
      });
      return attempts;
    },
  };
}

export type OneTimeTokens = ReturnType<typeof createOneTimeTokens>;
