import { randomBytes } from 'node:crypto';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { type AccessTokens, hashApiKey, type Identity, type Role } from '#platform/identity/index.ts';
import type { Transaction } from '#prisma/database.ts';
import type { Attempts } from '../attempts.ts';
import type { SessionRepository } from './session.repository.ts';

/** What a session's client gets to go on with. Times may be texts when an earlier answer is repeated. */
export interface Tokens {
  accessToken: string;
  accessTokenExpiresAt: Date;
  refreshToken: string;
  refreshTokenExpiresAt: Date;
  user: { id: string; name: string; email: string; createdAt: Date; emailVerifiedAt: Date | null };
  /** Who the rest of the answer is shown to. */
  identity: Identity;
}

/** A person as a session is made for them. Memberships of closed merchants are left out. */
export interface SessionOwner {
  id: string;
  name: string;
  email: string;
  createdAt: Date;
  emailVerifiedAt: Date | null;
  memberships: readonly { merchantId: string; role: string }[];
}

/** Starts sessions and makes their tokens. */
export interface SessionStarter {
  /** A new session of a person who has just proved who they are; their address is known from now on. */
  start(tx: Transaction, context: SubgraphContext, owner: SessionOwner): Promise<Tokens>;
  /** Tokens of a session. `refreshToken` is one that the session has already; a new one otherwise. */
  tokensFor(
    tx: Transaction,
    session: { id: string; expiresAt: Date },
    owner: SessionOwner,
    refreshToken?: string,
  ): Promise<Tokens>;
}

export function createSessionStarter(deps: {
  repository: SessionRepository;
  tokens: AccessTokens;
  attempts: Attempts;
}): SessionStarter {
  const { repository, tokens, attempts } = deps;

  const tokensFor: SessionStarter['tokensFor'] = async (tx, session, owner, existing) => {
    const refreshToken = existing ?? randomBytes(32).toString('base64url');
    if (!existing) await repository.addRefreshToken(tx, session.id, hashApiKey(refreshToken));
    const access = await tokens.issue({ userId: owner.id, sessionId: session.id });
    const { id, name, email, createdAt, emailVerifiedAt } = owner;
    return {
      accessToken: access.token,
      accessTokenExpiresAt: access.expiresAt,
      refreshToken,
      refreshTokenExpiresAt: session.expiresAt,
      user: { id, name, email, createdAt, emailVerifiedAt },
      identity: {
        kind: 'user',
        userId: id,
        sessionId: session.id,
        memberships: owner.memberships.map(({ merchantId, role }) => ({ merchantId, role: role as Role })),
      },
    };
  };

  return {
    tokensFor,
    async start(tx, context, owner) {
      const session = await repository.createSession(tx, {
        userId: owner.id,
        ipAddress: context.clientIp,
        userAgent: context.userAgent,
      });
      await attempts.know(tx, owner.id, context.clientIp);
      return tokensFor(tx, session, owner);
    },
  };
}

const instant = (at: Date): string => new Date(at).toISOString();

/**
 * Fills the success of a sign-in. The request goes on as the person it signed in: what follows in the selection is
 * theirs to see. In cookie mode the gateway gets the tokens, and the client none.
 */
export function signedIn<T extends object>(
  success: T,
  { identity, ...tokens }: Tokens,
  context: SubgraphContext,
): T {
  context.identity = identity;
  if (context.session.mode === 'bearer') return Object.assign(success, tokens);
  context.session.answer = {
    accessToken: tokens.accessToken,
    accessTokenExpiresAt: instant(tokens.accessTokenExpiresAt),
    refreshToken: tokens.refreshToken,
    refreshTokenExpiresAt: instant(tokens.refreshTokenExpiresAt),
  };
  return Object.assign(success, tokens, { accessToken: null, refreshToken: null });
}

/** In cookie mode: the gateway forgets the session's cookies. */
export function forgetCookies(context: SubgraphContext): void {
  if (context.session.mode === 'cookie') context.session.answer = null;
}
