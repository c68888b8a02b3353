import { badInput, conflict, unauthenticated } from '#platform/errors/index.ts';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { announceIdentityChange } from '#platform/identity/index.ts';
import { type Passwords, passwordProblem } from '#platform/passwords/index.ts';
import type { Transaction } from '#prisma/database.ts';
import type { Attempts } from '../attempts.ts';
import { auditPerson, type Decide, type Outcome, type Pace } from '../deciding.ts';
import { checked, type Refusal } from '../errors.ts';
import { emailOf, textOf } from '../input.ts';
import type { Merchant } from '../merchant/merchant.type.ts';
import { checkedMerchant, openMerchant } from '../merchant/opening.ts';
import type { Account, SessionRepository } from '../session/session.repository.ts';
import { requirePerson } from '../session/session.service.ts';
import type { SessionStarter, Tokens } from '../session/tokens.ts';
import type { User } from '../user/user.type.ts';
import type { AccountEmails } from './account.emails.ts';
import type { OneTimeTokens } from './one-time-token.ts';

/** E-mails with a way to a new password that one account gets within an hour; more are not sent. */
const RESETS_AN_HOUR = 3;
const NAME_MAX = 200;

const INVALID_LINK = {
  refused: {
    kind: 'TOKEN',
    message: 'This link was used before, has expired, or was replaced by a newer one. Ask for another.',
    path: ['input', 'token'],
  },
} satisfies { refused: Refusal };
const WRONG_CURRENT = {
  refused: {
    kind: 'CREDENTIALS',
    message: 'The current password is wrong.',
    path: ['input', 'currentPassword'],
  },
} satisfies Outcome<never>;

/** Opening an account, proving the address, and the password's life. */
export function createAccountService(deps: {
  repository: SessionRepository;
  starter: SessionStarter;
  oneTime: OneTimeTokens;
  emails: AccountEmails;
  attempts: Attempts;
  passwords: Passwords;
  decide: Decide;
  pace: Pace;
  now: () => Date;
}) {
  const { repository, starter, oneTime, emails, attempts, passwords, decide, pace, now } = deps;

  async function checkedPassword(
    password: string,
    field: string,
    person: { email: string; name: string },
  ): Promise<string> {
    const problem = await passwordProblem(password, person);
    if (problem) throw badInput(problem, ['input', field]);
    return password;
  }

  /** The caller as they are stored. */
  async function self(context: SubgraphContext): Promise<{ account: Account; sessionId: string }> {
    const { userId, sessionId } = requirePerson(context.identity);
    const account = await repository.accountById(userId);
    if (!account) throw unauthenticated('This account no longer exists.');
    return { account, sessionId };
  }

  /** The new hash, and everything that must not outlive the old one. @returns how many sessions ended */
  async function replacePassword(
    tx: Transaction,
    account: Account,
    passwordHash: string,
    how: { reason: string; except?: string },
  ): Promise<number> {
    await repository.setPassword(tx, account.id, passwordHash);
    await oneTime.endAll(tx, account.id, ['PASSWORD_RESET', 'SIGN_IN']);
    const ended = await repository.endSessions(tx, account.id, how.reason, how.except);
    await announceIdentityChange(tx, 'USER', account.id);
    await emails.passwordChanged(tx, account);
    return ended.length;
  }

  async function signUp(
    context: SubgraphContext,
    input: {
      name: string;
      email: string;
      password: string;
      merchantName: string;
      timeZone: string;
      currency: string;
    },
  ): Promise<{ tokens: Tokens; merchant: Merchant }> {
    const name = textOf(input.name, 'name', NAME_MAX);
    const email = emailOf(input.email, 'email');
    const shop = checkedMerchant({ ...input, name: input.merchantName }, 'merchantName');
    const password = await checkedPassword(input.password, 'password', { email, name });
    await attempts.count('signUp.address', context.clientIp);
    // Hashed before it is known whether the address is taken: both answers take as long.
    const passwordHash = await passwords.hash(password);
    return decide<{ tokens: Tokens; merchant: Merchant }>(context, 'signUp', input, async (tx) => {
      const [user] = await tx.user.createManyAndReturn({
        data: [{ email, name, passwordHash }],
        skipDuplicates: true,
      });
      if (!user) {
        const message = 'There is an account with this address. Sign in, or ask for a new password.';
        return { refused: { kind: 'EMAIL_TAKEN', message, path: ['input', 'email'] } };
      }
      const merchant = await openMerchant(tx, shop, user.id);
      const owner = { ...user, memberships: [{ merchantId: merchant.id, role: 'OWNER' }] };
      const { token } = await oneTime.issue(tx, 'EMAIL_VERIFICATION', user.id);
      await emails.verification(tx, user, token);
      await announceIdentityChange(tx, 'USER', user.id);
      await auditPerson(tx, context, owner, 'merchant.created', { details: { name: merchant.name } });
      await auditPerson(tx, context, owner, 'user.signed_up');
      return { ok: { tokens: await starter.start(tx, context, owner), merchant } };
    });
  }

  /** @returns the address that is proven now */
  function verifyEmail(context: SubgraphContext, input: { token: string }): Promise<string> {
    const token = checked(input.token, 'token');
    return decide(context, 'verifyEmail', { token }, async (tx) => {
      const found = await oneTime.lock(tx, 'EMAIL_VERIFICATION', token);
      if (!found) return INVALID_LINK;
      const { user } = found;
      await tx.user.update({
        where: { id: user.id },
        data: { emailVerifiedAt: user.emailVerifiedAt ?? now() },
      });
      await oneTime.endAll(tx, user.id, ['EMAIL_VERIFICATION']);
      await auditPerson(tx, context, user, 'user.email_verified');
      return { ok: user.email };
    });
  }

  async function resendVerification(context: SubgraphContext): Promise<{ email: string; expiresAt: Date }> {
    const { account } = await self(context);
    if (account.emailVerifiedAt) throw conflict('This address is verified already.');
    await attempts.count('verification.person', account.id);
    return decide(context, 'resendEmailVerification', {}, async (tx) => {
      await oneTime.endAll(tx, account.id, ['EMAIL_VERIFICATION']);
      const { token, expiresAt } = await oneTime.issue(tx, 'EMAIL_VERIFICATION', account.id);
      await emails.verification(tx, account, token);
      return { ok: { email: account.email, expiresAt } };
    });
  }

  async function requestReset(context: SubgraphContext, input: { email: string }): Promise<void> {
    const email = emailOf(input.email, 'email');
    await attempts.count('reset.address', context.clientIp);
    await decide(context, 'requestPasswordReset', { email }, async (tx) => {
      const account = await repository.accountByEmail(email, tx);
      if (!account) return { ok: true };
      const since = new Date(now().getTime() - 3_600_000);
      // One after the other, or two at once would both be the third.
      await repository.holdPassword(tx, account.id);
      if ((await oneTime.countSince(tx, 'PASSWORD_RESET', account.id, since)) >= RESETS_AN_HOUR)
        return { ok: true };
      const { token } = await oneTime.issue(tx, 'PASSWORD_RESET', account.id);
      await emails.passwordReset(tx, account, token);
      await auditPerson(tx, context, account, 'user.password_reset_requested', { anybody: true });
      return { ok: true };
    });
  }

  /** @returns the address to sign in with */
  async function resetPassword(
    context: SubgraphContext,
    input: { token: string; newPassword: string },
  ): Promise<string> {
    const token = checked(input.token, 'token');
    const pending = await oneTime.peek('PASSWORD_RESET', token);
    const { newPassword } = input;
    // A link that was used may have been used by this very request, under its Idempotency-Key.
    if (!pending) return decide(context, 'resetPassword', { token, newPassword }, async () => INVALID_LINK);
    await checkedPassword(newPassword, 'newPassword', pending.user);
    const passwordHash = await passwords.hash(newPassword);
    return decide(context, 'resetPassword', { token, newPassword }, async (tx) => {
      // The person first, as whoever changes the password does: in two orders, two could wait for each other.
      await repository.holdPassword(tx, pending.user.id);
      const found = await oneTime.lock(tx, 'PASSWORD_RESET', token);
      if (!found) return INVALID_LINK;
      const { user } = found;
      await oneTime.markUsed(tx, found.id);
      await replacePassword(tx, user, passwordHash, { reason: 'PASSWORD_RESET' });
      // Who reads the mailbox has proved two things: the address is theirs, and so is the place they are at.
      if (!user.emailVerifiedAt)
        await tx.user.update({ where: { id: user.id }, data: { emailVerifiedAt: now() } });
      await attempts.know(tx, user.id, context.clientIp);
      await auditPerson(tx, context, user, 'user.password_reset');
      return { ok: user.email };
    });
  }

  /** @returns how many other sessions ended */
  async function changePassword(
    context: SubgraphContext,
    input: { currentPassword: string; newPassword: string },
  ): Promise<number> {
    const { account, sessionId } = await self(context);
    const currentPassword = checked(input.currentPassword, 'currentPassword');
    const newPassword = await checkedPassword(input.newPassword, 'newPassword', account);
    const call = { currentPassword, newPassword };
    return withPassword(account, currentPassword, async (verify) => {
      const passwordHash = await passwords.hash(newPassword);
      return decide(context, 'changePassword', call, async (tx): Promise<Outcome<number>> => {
        if (!(await verify(tx))) {
          await auditPerson(tx, context, account, 'user.password_changed', { outcome: 'FAILURE' });
          return WRONG_CURRENT;
        }
        const how = { reason: 'PASSWORD_CHANGED', except: sessionId };
        const endedSessions = await replacePassword(tx, account, passwordHash, how);
        await auditPerson(tx, context, account, 'user.password_changed', { details: { endedSessions } });
        return { ok: endedSessions };
      });
    });
  }

  /**
   * A signed-in person gives the password again: it is counted and checked, and `verify` holds it against a change that
   * comes meanwhile. `fn` refuses when it does not hold.
   */
  async function withPassword<T>(
    account: Account,
    password: string,
    fn: (verify: (tx: Transaction) => Promise<boolean>) => Promise<T>,
  ): Promise<T> {
    const attempt = await attempts.ownPassword(account.id);
    return attempt.during(async () => {
      const matches = await passwords.matches(account.passwordHash, password);
      return fn(
        async (tx) => matches && (await repository.holdPassword(tx, account.id)) === account.passwordHash,
      );
    });
  }

  async function updateProfile(context: SubgraphContext, input: { name: string }): Promise<User> {
    const { account } = await self(context);
    const name = textOf(input.name, 'name', NAME_MAX);
    return decide(context, 'updateProfile', { name }, async (tx) => {
      const { passwordHash: _, ...user } = await tx.user.update({
        where: { id: account.id },
        data: { name },
      });
      await auditPerson(tx, context, account, 'user.profile_updated', {
        details: { before: { name: account.name }, after: { name } },
      });
      return { ok: user };
    });
  }

  return {
    self,
    withPassword,
    /** @throws Refused when the address is taken, TooManyAttempts */
    signUp,
    /** @throws Refused for a link that does not work */
    verifyEmail,
    /** @throws TooManyAttempts, CONFLICT when the address is verified already */
    resendVerification,
    /** Says and takes the same whether or not there is such an account. @throws TooManyAttempts */
    requestPasswordReset: (context: SubgraphContext, input: { email: string }) =>
      pace.evenly(() => requestReset(context, input)),
    /** Ends all sessions; the person signs in with the new password. @throws Refused */
    resetPassword,
    /** @throws Refused when the current password is wrong, TooManyAttempts */
    changePassword,
    updateProfile,
  };
}

export type AccountService = ReturnType<typeof createAccountService>;
