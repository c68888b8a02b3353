import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { unavailable } from '#platform/errors/index.ts';
import type { Sealer } from '#platform/sealing/index.ts';
import type { Transaction } from '#prisma/database.ts';

const ISSUER = 'MerchantGraph';
const STEP_S = 30;
/** Clocks of telephones are wrong by a step at times: the code before and the code after work too. */
const WINDOW = 1;
export const RECOVERY_CODES = 10;
/** Without letters that look like digits. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** How a code proved to be right. */
export type Proof = 'TOTP' | 'RECOVERY_CODE';

const totpOf = (secret: string, email: string): TOTP =>
  new TOTP({
    issuer: ISSUER,
    label: email,
    algorithm: 'SHA1',
    digits: 6,
    period: STEP_S,
    secret: Secret.fromBase32(secret),
  });

const compact = (code: string): string => code.replace(/[\s-]/g, '').toLowerCase();

/** Codes of authenticator apps (TOTP, RFC 6238) and recovery codes: makes them, keeps them, takes each once. */
export function createCodes(deps: { sealer: Sealer; now: () => Date }) {
  const { sealer, now } = deps;
  const recoveryHash = (code: string): Uint8Array<ArrayBuffer> =>
    new Uint8Array(sealer.digest(`recovery\n${compact(code)}`));

  /** The step a code belongs to; undefined for a wrong one. */
  function stepOf(secret: string, code: string): number | undefined {
    const timestamp = now().getTime();
    const delta = totpOf(secret, '').validate({ token: compact(code), timestamp, window: WINDOW });
    return delta === null ? undefined : Math.floor(timestamp / 1_000 / STEP_S) + delta;
  }

  function secretOf(sealed: Uint8Array, userId: string): string {
    try {
      return sealer.open(sealed, userId);
    } catch (error) {
      throw unavailable(
        'This second factor was made under an older secret of the platform. Ask its operator to remove it.',
        error,
      );
    }
  }

  /** The person's second factor, confirmed or not, held until the transaction ends. */
  async function hold(tx: Transaction, userId: string) {
    await tx.$queryRaw`select 1 from users.second_factors where user_id = ${userId}::uuid for update`;
    return tx.secondFactor.findUnique({ where: { userId } });
  }

  async function takeTotp(tx: Transaction, userId: string, code: string): Promise<boolean> {
    const factor = await hold(tx, userId);
    if (!factor) return false;
    const step = stepOf(secretOf(factor.secret, userId), code);
    if (step === undefined || (factor.lastStep !== null && step <= factor.lastStep)) return false;
    await tx.secondFactor.update({ where: { userId }, data: { lastStep: step } });
    return true;
  }

  return {
    hold,

    /** A new secret, kept sealed until a code of it confirms it. */
    async begin(tx: Transaction, person: { id: string; email: string }) {
      const secret = new Secret({ size: 20 }).base32;
      const data = {
        secret: new Uint8Array(sealer.seal(secret, person.id)),
        createdAt: now(),
        confirmedAt: null,
        lastStep: null,
      };
      await tx.secondFactor.upsert({
        where: { userId: person.id },
        create: { userId: person.id, ...data },
        update: data,
      });
      return { secret, otpauthUrl: totpOf(secret, person.email).toString() };
    },

    /** Whether an app's code is right and newer than the last one; it works once. */
    takeTotp,

    /** Whether an app's code or an unused recovery code is right; it works once. */
    async take(tx: Transaction, userId: string, code: string): Promise<Proof | undefined> {
      if (/^\d{6}$/.test(compact(code))) return (await takeTotp(tx, userId, code)) ? 'TOTP' : undefined;
      const { count } = await tx.recoveryCode.updateMany({
        where: { userId, hash: recoveryHash(code), usedAt: null },
        data: { usedAt: now() },
      });
      return count === 1 ? 'RECOVERY_CODE' : undefined;
    },

    /** New recovery codes in place of all older ones; this is the only time they are told. */
    async renewRecoveryCodes(tx: Transaction, userId: string): Promise<string[]> {
      const codes = Array.from({ length: RECOVERY_CODES }, () => {
        const text = Array.from({ length: 10 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
        return `${text.slice(0, 5)}-${text.slice(5)}`;
      });
      await tx.recoveryCode.deleteMany({ where: { userId } });
      await tx.recoveryCode.createMany({
        data: codes.map((code) => ({ userId, hash: recoveryHash(code) })),
      });
      return codes;
    },
  };
}

export type Codes = ReturnType<typeof createCodes>;
