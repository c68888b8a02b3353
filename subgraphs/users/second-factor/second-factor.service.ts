import { conflict } from '#platform/errors/index.ts';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { announceIdentityChange, type Identity } from '#platform/identity/index.ts';
import type { Database, Transaction } from '#prisma/database.ts';
import type { AccountEmails } from '../account/account.emails.ts';
import type { AccountService } from '../account/account.service.ts';
import type { Attempts } from '../attempts.ts';
import { auditPerson, type Decide, type Outcome } from '../deciding.ts';
import { checked } from '../errors.ts';
import { requirePerson } from '../session/session.service.ts';
import type { Codes } from './codes.ts';
import type { SecondFactor } from './second-factor.type.ts';

const wrong = (message: string): Outcome<never> => ({ refused: { kind: 'CREDENTIALS', message } });
const CODE_MAX = 64;

interface Begun {
  secret: string;
  otpauthUrl: string;
}

const subjectOf = (account: { id: string; email: string }, context: SubgraphContext) => ({
  email: account.email,
  userId: account.id,
  address: context.clientIp,
});

/** Adding and removing the second factor of one's own account. */
export function createSecondFactorService(deps: {
  db: Database;
  accounts: AccountService;
  codes: Codes;
  emails: AccountEmails;
  attempts: Attempts;
  decide: Decide;
  now: () => Date;
}) {
  const { db, accounts, codes, emails, attempts, decide, now } = deps;

  /** Runs `change` when password and code are right; both are counted, and the code is used up. */
  async function withProof<T>(
    context: SubgraphContext,
    operation: string,
    input: { password: string; code: string },
    action: string,
    change: (tx: Transaction, person: { id: string; name: string; email: string }) => Promise<T>,
  ): Promise<T> {
    const { account } = await accounts.self(context);
    const password = checked(input.password, 'password');
    const code = checked(input.code, 'code', CODE_MAX);
    const run = async (
      tx: Transaction,
      verify: (tx: Transaction) => Promise<boolean>,
    ): Promise<Outcome<T>> => {
      const proven = await verify(tx);
      const factor = await codes.hold(tx, account.id);
      if (!factor?.confirmedAt) throw conflict('No second factor is enabled.');
      if (!proven || !(await codes.take(tx, account.id, code))) {
        await auditPerson(tx, context, account, action, { outcome: 'FAILURE' });
        return wrong('The password or the code is wrong, or the code was used before.');
      }
      const done = await change(tx, account);
      await announceIdentityChange(tx, 'USER', account.id);
      await auditPerson(tx, context, account, action);
      return { ok: done };
    };
    return accounts.withPassword(account, password, async (verify) => {
      const attempt = await attempts.code(subjectOf(account, context));
      return attempt.during(() => decide(context, operation, { password, code }, (tx) => run(tx, verify)));
    });
  }

  return {
    /** The caller's own second factor. */
    async state(identity: Identity): Promise<SecondFactor> {
      const { userId } = requirePerson(identity);
      const factor = await db.auth.secondFactor.findUnique({ where: { userId } });
      const enabledAt = factor?.confirmedAt ?? null;
      const left = enabledAt ? await db.auth.recoveryCode.count({ where: { userId, usedAt: null } }) : 0;
      return { enabled: enabledAt !== null, enabledAt, recoveryCodesLeft: left };
    },

    /** A secret that counts only after `enable`. @throws Refused for a wrong password, TooManyAttempts, CONFLICT */
    async begin(context: SubgraphContext, input: { password: string }): Promise<Begun> {
      const { account } = await accounts.self(context);
      const password = checked(input.password, 'password');
      const run = async (
        tx: Transaction,
        verify: (tx: Transaction) => Promise<boolean>,
      ): Promise<Outcome<Begun>> => {
        if (!(await verify(tx))) return wrong('The password is wrong.');
        // Held until the new secret is in place: one that was confirmed a moment ago must not be replaced.
        const factor = await codes.hold(tx, account.id);
        if (factor?.confirmedAt)
          throw conflict('A second factor is enabled already. Disable it first to use another app.');
        return { ok: await codes.begin(tx, account) };
      };
      return accounts.withPassword(account, password, (verify) =>
        decide(context, 'beginSecondFactor', { password }, (tx) => run(tx, verify)),
      );
    },

    /** @returns the recovery codes. @throws Refused for a wrong code, TooManyAttempts, CONFLICT */
    async enable(context: SubgraphContext, input: { code: string }): Promise<string[]> {
      const { account } = await accounts.self(context);
      const code = checked(input.code, 'code', CODE_MAX);
      const run = async (tx: Transaction): Promise<Outcome<string[]>> => {
        const factor = await codes.hold(tx, account.id);
        if (!factor) throw conflict('Ask for a secret with beginSecondFactor first.');
        if (factor.confirmedAt) throw conflict('A second factor is enabled already.');
        if (!(await codes.takeTotp(tx, account.id, code)))
          return wrong('The code is wrong. Check that the clock of the device is right.');
        await tx.secondFactor.update({ where: { userId: account.id }, data: { confirmedAt: now() } });
        await emails.secondFactor(tx, account, true);
        await announceIdentityChange(tx, 'USER', account.id);
        await auditPerson(tx, context, account, 'user.second_factor_enabled');
        return { ok: await codes.renewRecoveryCodes(tx, account.id) };
      };
      const attempt = await attempts.code(subjectOf(account, context));
      return attempt.during(() => decide(context, 'enableSecondFactor', { code }, run));
    },

    /** @throws Refused for a wrong password or code, TooManyAttempts, CONFLICT */
    disable: (context: SubgraphContext, input: { password: string; code: string }): Promise<boolean> =>
      withProof(context, 'disableSecondFactor', input, 'user.second_factor_disabled', async (tx, person) => {
        await tx.secondFactor.delete({ where: { userId: person.id } });
        await tx.recoveryCode.deleteMany({ where: { userId: person.id } });
        await emails.secondFactor(tx, person, false);
        return true;
      }),

    /** @returns the new codes. @throws Refused for a wrong password or code, TooManyAttempts, CONFLICT */
    regenerate: (context: SubgraphContext, input: { password: string; code: string }): Promise<string[]> =>
      withProof(context, 'regenerateRecoveryCodes', input, 'user.recovery_codes_regenerated', (tx, person) =>
        codes.renewRecoveryCodes(tx, person.id),
      ),
  };
}

export type SecondFactorService = ReturnType<typeof createSecondFactorService>;
