import { randomBytes } from 'node:crypto';
import { badInput, unauthenticated } from '#platform/errors/index.ts';
import { recordSecurityEvent } from '#platform/events/security.ts';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import {
  type AccessTokens,
  actorOf,
  hashApiKey,
  type Identity,
  type Role,
} from '#platform/identity/index.ts';
import { passwordMatches } from '#platform/passwords/index.ts';
import type { Idempotency } from '#platform/postgres/idempotency.ts';
import type { Transaction } from '#prisma/database.ts';
import type { SessionRepository } from './session.repository.ts';

/** The address or password is wrong, or a refresh token does not hold. */
export class InvalidCredentials extends Error {}

export interface Tokens {
  accessToken: string;
  accessTokenExpiresAt: Date;
  refreshToken: string;
  refreshTokenExpiresAt: Date;
  user: { id: string; name: string; email: string; createdAt: Date };
  /** Who the rest of the answer is shown to. */
  identity: Identity;
}

interface Account {
  id: string;
  name: string;
  email: string;
  createdAt: Date;
  memberships: { merchantId: string; role: string }[];
}

type Outcome<T> = { ok: T; refused?: undefined } | { ok?: undefined; refused: string };

const MAX_LENGTH = 1_024;

function checked(value: string, field: string): string {
  if (value.trim() === '') throw badInput(`${field} must not be empty.`, ['input', field]);
  if (value.length > MAX_LENGTH)
    throw badInput(`${field} is longer than ${MAX_LENGTH} characters.`, ['input', field]);
  return value;
}

/** Signing in and out, and going on with a session. */
export function createSessionService(deps: {
  repository: SessionRepository;
  tokens: AccessTokens;
  idempotency: Idempotency;
}) {
  const { repository, tokens, idempotency } = deps;

  /** One entry in the audit log of each merchant the person works for. */
  async function audit(
    tx: Transaction,
    context: SubgraphContext,
    account: Account,
    action: string,
    outcome: 'SUCCESS' | 'FAILURE',
  ): Promise<void> {
    for (const { merchantId } of account.memberships) {
      await recordSecurityEvent(tx, 'users', context, {
        merchantId,
        action,
        outcome,
        // Who failed to sign in may be anybody: the entry names the account it was about, not an actor.
        ...(outcome === 'SUCCESS'
          ? { actor: { kind: 'USER', id: account.id } }
          : { actor: { kind: 'ANONYMOUS' }, details: { userId: account.id } }),
      });
    }
  }

  async function tokensFor(
    tx: Transaction,
    session: { id: string; expiresAt: Date },
    account: Account,
  ): Promise<Tokens> {
    const refreshToken = randomBytes(32).toString('base64url');
    await repository.addRefreshToken(tx, session.id, hashApiKey(refreshToken));
    const access = await tokens.issue({ userId: account.id, sessionId: session.id });
    return {
      accessToken: access.token,
      accessTokenExpiresAt: access.expiresAt,
      refreshToken,
      refreshTokenExpiresAt: session.expiresAt,
      user: { id: account.id, name: account.name, email: account.email, createdAt: account.createdAt },
      identity: {
        kind: 'user',
        userId: account.id,
        sessionId: session.id,
        memberships: account.memberships.map(({ merchantId, role }) => ({ merchantId, role: role as Role })),
      },
    };
  }

  /** A new session of a person who has just proved who they are. */
  async function start(tx: Transaction, context: SubgraphContext, account: Account): Promise<Tokens> {
    const session = await repository.createSession(tx, {
      userId: account.id,
      ipAddress: context.clientIp,
      userAgent: context.userAgent,
    });
    return tokensFor(tx, session, account);
  }

  /** A refusal is stored and audited like a success; only then does it become an error. */
  async function decided<T>(
    context: SubgraphContext,
    operation: string,
    input: unknown,
    run: (tx: Transaction) => Promise<Outcome<T>>,
  ): Promise<T> {
    const outcome: Outcome<T> = await repository.transaction((tx) =>
      idempotency.run(
        tx,
        { scope: 'global', actor: actorOf(context.identity), operation, key: context.idempotencyKey, input },
        () => run(tx),
      ),
    );
    if (outcome.refused !== undefined) throw new InvalidCredentials(outcome.refused);
    return outcome.ok;
  }

  return {
    start,

    /** @throws InvalidCredentials, the same whether the address or the password is wrong */
    async signIn(context: SubgraphContext, input: { email: string; password: string }): Promise<Tokens> {
      const email = checked(input.email, 'email').trim().toLowerCase();
      const password = checked(input.password, 'password');
      const account = await repository.accountByEmail(email);
      const matches = await passwordMatches(account?.passwordHash, password);
      return decided(context, 'signIn', { email, password }, async (tx) => {
        if (!account || !matches) {
          if (account) await audit(tx, context, account, 'user.sign_in', 'FAILURE');
          return { refused: 'The e-mail address or the password is wrong.' };
        }
        await audit(tx, context, account, 'user.sign_in', 'SUCCESS');
        return { ok: await start(tx, context, account) };
      });
    },

    /**
     * The next pair of tokens. A token that was used before ends the session: one of its two users is a thief.
     * @throws InvalidCredentials
     */
    async refresh(context: SubgraphContext, input: { refreshToken: string }): Promise<Tokens> {
      const refreshToken = checked(input.refreshToken, 'refreshToken');
      return decided(context, 'refreshSession', { refreshToken }, async (tx) => {
        const found = await repository.lockRefreshToken(tx, hashApiKey(refreshToken));
        if (!found || found.session.endedAt || found.session.expiresAt.getTime() <= Date.now()) {
          return { refused: 'This refresh token does not belong to an open session. Sign in again.' };
        }
        const account = found.session.user;
        if (found.usedAt) {
          await repository.endSession(tx, found.sessionId, 'REFRESH_TOKEN_REUSED');
          await audit(tx, context, account, 'user.refresh_token_reused', 'FAILURE');
          return { refused: 'This refresh token was used before, so the session was ended. Sign in again.' };
        }
        await repository.markUsed(tx, found.id);
        const session = await repository.extendSession(tx, found.sessionId);
        return { ok: await tokensFor(tx, session, account) };
      });
    },

    /** @throws UNAUTHENTICATED without a session */
    async signOut(context: SubgraphContext): Promise<void> {
      const { identity } = context;
      if (identity.kind !== 'user') throw unauthenticated('Nobody is signed in: there is no session to end.');
      const account = { id: identity.userId, memberships: [...identity.memberships] };
      await decided(context, 'signOut', {}, async (tx) => {
        await repository.endSession(tx, identity.sessionId, 'SIGNED_OUT');
        await audit(
          tx,
          context,
          { ...account, name: '', email: '', createdAt: new Date() },
          'user.sign_out',
          'SUCCESS',
        );
        return { ok: true };
      });
    },
  };
}

export type SessionService = ReturnType<typeof createSessionService>;
