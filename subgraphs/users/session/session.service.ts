import { badInput, notFound, unauthenticated } from '#platform/errors/index.ts';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { type Connection, type ConnectionArgs, connectionOf, pageOf } from '#platform/graphql/index.ts';
import { hashApiKey, type Identity } from '#platform/identity/index.ts';
import type { Passwords } from '#platform/passwords/index.ts';
import { isUuid } from '#platform/postgres/tenants.ts';
import { createSealer } from '#platform/sealing/index.ts';
import type { Transaction } from '#prisma/database.ts';
import type { OneTimeTokens } from '../account/one-time-token.ts';
import type { Attempts } from '../attempts.ts';
import { auditPerson, type Decide, type Outcome, type Pace } from '../deciding.ts';
import { checked, Refused } from '../errors.ts';
import type { Codes } from '../second-factor/codes.ts';
import { deviceOf } from './device.ts';
import type { SessionRepository } from './session.repository.ts';
import type { Session } from './session.type.ts';
import type { SessionStarter, Tokens } from './tokens.ts';

/** What a password alone leads to: a session, or the question for a code. */
export type SignedIn =
  | { tokens: Tokens; challenge?: undefined }
  | { tokens?: undefined; challenge: string; expiresAt: Date };

/** Two tabs that refresh at once both get the same next token when they come within this long of each other. */
const REFRESH_GRACE_MS = 10_000;
/** Wrong codes that one sign-in may give. */
const MAX_CODES = 5;

const WRONG_PASSWORD = {
  refused: { kind: 'CREDENTIALS', message: 'The e-mail address or the password is wrong.' },
} as const;
const NO_SESSION = {
  refused: {
    kind: 'CREDENTIALS',
    message: 'This refresh token does not belong to an open session. Sign in again.',
  },
} as const;
const REUSED = {
  refused: {
    kind: 'CREDENTIALS',
    message: 'This refresh token was used before, so the session was ended. Sign in again.',
  },
} as const;
const NO_CHALLENGE = {
  refused: {
    kind: 'CREDENTIALS',
    message: 'This sign-in is over: too long ago, finished, or too many wrong codes. Sign in again.',
  },
} as const;

/** Only the older token opens its successor: the database alone gives neither. */
const successorSealer = (refreshToken: string) => createSealer({ secret: refreshToken, label: 'successor' });

/** The caller as a person with a session. @throws UNAUTHENTICATED for anybody else */
export function requirePerson(identity: Identity): Extract<Identity, { kind: 'user' }> {
  if (identity.kind === 'user') return identity;
  throw unauthenticated('Only a person who is signed in can do this: sign in first.');
}

/** Signing in and out, going on with a session, and the list of them. */
export function createSessionService(deps: {
  repository: SessionRepository;
  starter: SessionStarter;
  oneTime: OneTimeTokens;
  codes: Codes;
  attempts: Attempts;
  passwords: Passwords;
  decide: Decide;
  pace: Pace;
  now: () => Date;
}) {
  const { repository, starter, oneTime, codes, attempts, passwords, decide, pace, now } = deps;

  async function signIn(
    context: SubgraphContext,
    input: { email: string; password: string },
  ): Promise<SignedIn> {
    const email = checked(input.email, 'email').trim().toLowerCase();
    const password = checked(input.password, 'password');
    const account = await repository.accountByEmail(email);
    const attempt = await attempts.password({ email, userId: account?.id, address: context.clientIp });
    return attempt.during(async () => {
      const matches = await passwords.matches(account?.passwordHash, password);
      const stronger =
        account && matches && passwords.isOutdated(account.passwordHash)
          ? await passwords.hash(password)
          : undefined;
      return decide<SignedIn>(context, 'signIn', { email, password }, async (tx) => {
        if (!account) return WRONG_PASSWORD;
        // A reset that came between the check and now has made this password an old one.
        const current = matches && (await repository.holdPassword(tx, account.id)) === account.passwordHash;
        if (!current) {
          await auditPerson(tx, context, account, 'user.sign_in', { outcome: 'FAILURE' });
          return WRONG_PASSWORD;
        }
        if (stronger) await repository.setPassword(tx, account.id, stronger);
        if (account.secondFactor?.confirmedAt) {
          const { token, expiresAt } = await oneTime.issue(tx, 'SIGN_IN', account.id);
          return { ok: { challenge: token, expiresAt } };
        }
        await auditPerson(tx, context, account, 'user.sign_in');
        return { ok: { tokens: await starter.start(tx, context, account) } };
      });
    });
  }

  async function completeSignIn(
    context: SubgraphContext,
    input: { challenge: string; code: string },
  ): Promise<Tokens> {
    const challenge = checked(input.challenge, 'challenge');
    const code = checked(input.code, 'code', 64);
    const pending = await oneTime.peek('SIGN_IN', challenge);
    const take = (): Promise<Tokens> =>
      decide(context, 'completeSignIn', { challenge, code }, (tx) => complete(tx));
    const complete = async (tx: Transaction): Promise<Outcome<Tokens>> => {
      const found = await oneTime.lock(tx, 'SIGN_IN', challenge);
      if (!found) return NO_CHALLENGE;
      const proof = await codes.take(tx, found.user.id, code);
      if (!proof) {
        const misses = await oneTime.miss(tx, found.id);
        if (misses >= MAX_CODES) await oneTime.markUsed(tx, found.id);
        await auditPerson(tx, context, found.user, 'user.sign_in', {
          outcome: 'FAILURE',
          details: { secondFactor: true },
        });
        return misses >= MAX_CODES
          ? NO_CHALLENGE
          : { refused: { kind: 'CREDENTIALS', message: 'The code is wrong, or was used before.' } };
      }
      await oneTime.markUsed(tx, found.id);
      await auditPerson(tx, context, found.user, 'user.sign_in', { details: { secondFactor: proof } });
      return { ok: await starter.start(tx, context, found.user) };
    };
    // A challenge that is over may still have been answered under this request's Idempotency-Key.
    if (!pending) return take();
    const { id, email } = pending.user;
    const attempt = await attempts.code({ email, userId: id, address: context.clientIp });
    return attempt.during(take);
  }

  /** The token of the input, or the one in the client's cookie. */
  function refreshTokenOf(context: SubgraphContext, given: string | null | undefined): string {
    if (given !== null && given !== undefined) return checked(given, 'refreshToken');
    if (context.session.refreshToken) return context.session.refreshToken;
    if (context.session.mode === 'cookie') throw new Refused(NO_SESSION.refused);
    throw badInput('refreshToken must not be empty.', ['input', 'refreshToken']);
  }

  async function refresh(context: SubgraphContext, input: { refreshToken?: string | null }): Promise<Tokens> {
    const refreshToken = refreshTokenOf(context, input.refreshToken);
    const sealer = successorSealer(refreshToken);
    return decide<Tokens>(
      context,
      'refreshSession',
      { refreshToken },
      async (tx): Promise<Outcome<Tokens>> => {
        const found = await repository.lockRefreshToken(tx, hashApiKey(refreshToken));
        if (!found || found.session.endedAt || found.session.expiresAt <= now()) return NO_SESSION;
        const { sessionId, session } = found;
        if (found.usedAt) {
          const inTime = now().getTime() - found.usedAt.getTime() <= REFRESH_GRACE_MS;
          const next = inTime && found.successor ? sealer.open(found.successor, sessionId) : undefined;
          if (next && (await repository.isUnused(tx, hashApiKey(next))))
            return { ok: await starter.tokensFor(tx, session, session.user, next) };
          await repository.endSession(tx, sessionId, 'REFRESH_TOKEN_REUSED');
          await auditPerson(tx, context, session.user, 'user.refresh_token_reused', { outcome: 'FAILURE' });
          return REUSED;
        }
        const touched = await repository.touchSession(tx, sessionId, context.clientIp);
        const tokens = await starter.tokensFor(tx, touched, session.user);
        await repository.markUsed(tx, found.id, sealer.seal(tokens.refreshToken, sessionId));
        return { ok: tokens };
      },
    );
  }

  /** The session of the request: by its access token, or, when that has expired, by its refresh cookie. */
  async function signOut(context: SubgraphContext): Promise<void> {
    const { identity } = context;
    const cookie = context.session.mode === 'cookie' ? context.session.refreshToken : undefined;
    if (identity.kind !== 'user' && !cookie)
      throw unauthenticated('Nobody is signed in: there is no session to end.');
    await decide(context, 'signOut', {}, async (tx) => {
      const person =
        identity.kind === 'user'
          ? { sessionId: identity.sessionId, id: identity.userId, memberships: identity.memberships }
          : await repository
              .lockRefreshToken(tx, hashApiKey(cookie ?? ''))
              .then((found) => found && { sessionId: found.sessionId, ...found.session.user });
      if (person && (await repository.endSession(tx, person.sessionId, 'SIGNED_OUT'))) {
        await auditPerson(tx, context, person, 'user.sign_out');
      }
      return { ok: true };
    });
  }

  /** Open sessions of the caller; nobody else's. */
  async function list(identity: Identity, args: ConnectionArgs): Promise<Connection<Session>> {
    const { userId, sessionId } = requirePerson(identity);
    const page = pageOf(args, 2);
    const { rows, totalCount } = await repository.listSessions(userId, page);
    const sessions = rows.map(({ userAgent, ...row }) => ({
      ...row,
      device: deviceOf(userAgent),
      current: row.id === sessionId,
    }));
    return connectionOf(sessions, page, totalCount, (row) => [row.lastUsedAt.toISOString(), row.id]);
  }

  async function revoke(context: SubgraphContext, input: { id: string }): Promise<string> {
    const person = requirePerson(context.identity);
    return decide(context, 'revokeSession', { id: input.id }, async (tx) => {
      const session = isUuid(input.id) && (await repository.openSession(tx, person.userId, input.id));
      if (!session) throw notFound('The session', ['input', 'id']);
      await repository.endSession(tx, session.id, 'REVOKED');
      await auditPerson(tx, context, { ...person, id: person.userId }, 'user.session_revoked', {
        details: { sessionId: session.id },
      });
      return { ok: session.id };
    });
  }

  /** @returns how many were ended */
  async function revokeOthers(context: SubgraphContext): Promise<number> {
    const person = requirePerson(context.identity);
    return decide(context, 'revokeOtherSessions', {}, async (tx) => {
      const ended = await repository.endSessions(tx, person.userId, 'REVOKED', person.sessionId);
      for (const sessionId of ended) {
        await auditPerson(tx, context, { ...person, id: person.userId }, 'user.session_revoked', {
          details: { sessionId },
        });
      }
      return { ok: ended.length };
    });
  }

  return {
    /**
     * @throws Refused, the same whether the address or the password is wrong, and after the same time
     * @throws TooManyAttempts
     */
    signIn: (context: SubgraphContext, input: { email: string; password: string }) =>
      pace.failingEvenly(() => signIn(context, input)),
    /** The second half, with a code of an app or a recovery code. @throws Refused, TooManyAttempts */
    completeSignIn,
    /**
     * The next pair of tokens. A token that was used before ends the session, since one of its two users is a thief;
     * unless that was seconds ago and its successor is still unused: then it was another tab, and gets the same.
     * @throws Refused
     */
    refresh,
    /** @throws UNAUTHENTICATED without a session */
    signOut,
    list,
    /** @throws NOT_FOUND unless it is an open session of the caller */
    revoke,
    revokeOthers,
  };
}

export type SessionService = ReturnType<typeof createSessionService>;
