import { networkOf } from '#platform/network/index.ts';
import type { Sealer } from '#platform/sealing/index.ts';
import type { Database, Transaction } from '#prisma/database.ts';
import { Refused, TooManyAttempts } from './errors.ts';

/** How failures of one kind slow down: the first `free` cost nothing, then the wait doubles from `baseS` up to `capS`. */
interface Rule {
  free: number;
  baseS: number;
  capS: number;
  /** After so long without an attempt the count starts again. */
  forgetS: number;
}

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** The numbers docs/security.md tells. */
const RULES = {
  /** An account, from an address from which its person has signed in before; each address by itself. */
  'password.known': { free: 10, baseS: 1, capS: 300, forgetS: DAY },
  /** An account, from everywhere else together. */
  'password.strangers': { free: 5, baseS: 1, capS: 900, forgetS: DAY },
  /** An address, over all accounts it does not know. */
  'password.address': { free: 20, baseS: 1, capS: 900, forgetS: HOUR },
  /** The password that a signed-in person gives again. */
  'password.session': { free: 5, baseS: 1, capS: 900, forgetS: DAY },
  'code.known': { free: 5, baseS: 2, capS: 300, forgetS: DAY },
  'code.strangers': { free: 5, baseS: 2, capS: HOUR, forgetS: DAY },
  /** Every sign-up and every question for a new password counts, not only what fails. */
  'signUp.address': { free: 10, baseS: 30, capS: HOUR, forgetS: HOUR },
  'reset.address': { free: 10, baseS: 30, capS: HOUR, forgetS: HOUR },
  'verification.person': { free: 3, baseS: 60, capS: HOUR, forgetS: HOUR },
} as const satisfies Record<string, Rule>;

type RuleName = keyof typeof RULES;

/** Known addresses are forgotten after so long without a sign-in from there. */
export const KNOWN_ADDRESS_DAYS = 90;

/** An attempt that counts as failed until it is taken back. */
export interface Attempt {
  /**
   * Runs what is counted. A refusal counts; a success does not, and forgets earlier failures of this person from this
   * address; what fails for another reason was no guess, and does not count either.
   */
  during<T>(fn: () => Promise<T>): Promise<T>;
}

/** What is guessed at, and from where. */
interface Subject {
  /** E-mail address, whether or not there is such an account. */
  email: string;
  userId: string | undefined;
  address: string | undefined;
}

/** Slows down whoever fails again and again, over all processes: counted in PostgreSQL before the look, not after. */
export interface Attempts {
  /** @throws TooManyAttempts while a wait lasts; nothing is counted then */
  password(subject: Subject): Promise<Attempt>;
  /** @throws TooManyAttempts */
  code(subject: Subject): Promise<Attempt>;
  /** A signed-in person gives the password again. @throws TooManyAttempts */
  ownPassword(userId: string): Promise<Attempt>;
  /** Counts, never taken back. @throws TooManyAttempts */
  count(
    rule: 'signUp.address' | 'reset.address' | 'verification.person',
    of: string | undefined,
  ): Promise<void>;
  /** From here on this person is known at this address. */
  know(tx: Transaction, userId: string, address: string | undefined): Promise<void>;
}

interface Bucket {
  rule: RuleName;
  key: Buffer;
}

export function createAttempts(deps: { db: Database; sealer: Sealer; now: () => Date }): Attempts {
  const { db, sealer, now } = deps;
  const bucket = (rule: RuleName, ...of: string[]): Bucket => ({
    rule,
    key: sealer.digest([rule, ...of].join('\n')),
  });
  const addressHash = (address: string): Uint8Array<ArrayBuffer> =>
    new Uint8Array(sealer.digest(`address\n${networkOf(address)}`));

  /** @returns until when this very attempt blocks further ones, if it does */
  async function take(tx: Transaction, { rule, key }: Bucket, at: Date): Promise<Date | null> {
    const { free, baseS, capS, forgetS } = RULES[rule];
    const forgotten = new Date(at.getTime() - forgetS * 1_000);
    const [row] = await tx.$queryRaw<{ blocked_until: Date | null }[]>`
      insert into users.failed_attempts as a (key, failures, updated_at) values (${key}, 1, ${at}::timestamptz)
      on conflict (key) do update set
        failures = case when a.updated_at < ${forgotten}::timestamptz then 1 else a.failures + 1 end,
        blocked_until = case
          when a.updated_at >= ${forgotten}::timestamptz and a.failures >= ${free}::int
          then ${at}::timestamptz + make_interval(secs => least(${capS}::float8, ${baseS}::float8 * power(2, least(a.failures - ${free}::int, 20))))
        end,
        updated_at = ${at}::timestamptz
      where a.blocked_until is null or a.blocked_until <= ${at}::timestamptz
      returning blocked_until`;
    if (row) return row.blocked_until;
    const held = await tx.failedAttempt.findUnique({ where: { key: new Uint8Array(key) } });
    throw new TooManyAttempts(held?.blockedUntil ?? at, at);
  }

  /** All or none: an attempt that is refused by one count leaves no trace in another. */
  function begin(buckets: readonly Bucket[]): Promise<(Date | null)[]> {
    const at = now();
    return db.auth.$transaction(
      async (tx) => {
        const blocks: (Date | null)[] = [];
        for (const each of buckets) blocks.push(await take(tx, each, at));
        return blocks;
      },
      { maxWait: 10_000, timeout: 15_000 },
    );
  }

  async function attempt(unsorted: readonly Bucket[], own: readonly Bucket[]): Promise<Attempt> {
    // In one order, so that two attempts never wait for each other.
    const buckets = [...unsorted].sort((a, b) => Buffer.compare(a.key, b.key));
    const blocks = await begin(buckets);
    async function takeBack(): Promise<void> {
      for (const [index, { key }] of buckets.entries()) {
        // Only the wait that this attempt itself began ends with it.
        await db.auth.$executeRaw`
          update users.failed_attempts set failures = greatest(failures - 1, 0),
            blocked_until = case when blocked_until is distinct from ${blocks[index]}::timestamptz then blocked_until end
          where key = ${key}`;
      }
    }
    return {
      async during(fn) {
        try {
          const result = await fn();
          await takeBack();
          const keys = own.map(({ key }) => new Uint8Array(key));
          if (keys.length > 0) await db.auth.failedAttempt.deleteMany({ where: { key: { in: keys } } });
          return result;
        } catch (error) {
          if (!(error instanceof Refused)) await takeBack();
          throw error;
        }
      },
    };
  }

  async function isKnown({ userId, address }: Subject): Promise<boolean> {
    if (userId === undefined || address === undefined) return false;
    const since = new Date(now().getTime() - KNOWN_ADDRESS_DAYS * DAY * 1_000);
    const row = await db.auth.knownAddress.findUnique({
      where: { userId_address: { userId, address: addressHash(address) } },
    });
    return row !== null && row.seenAt >= since;
  }

  return {
    async password(subject) {
      const network = networkOf(subject.address);
      const known = bucket('password.known', subject.email, network);
      if (await isKnown(subject)) return attempt([known], [known]);
      return attempt([bucket('password.strangers', subject.email), bucket('password.address', network)], []);
    },
    async code(subject) {
      const known = bucket('code.known', subject.email, networkOf(subject.address));
      if (await isKnown(subject)) return attempt([known], [known]);
      return attempt([bucket('code.strangers', subject.email)], []);
    },
    ownPassword(userId) {
      const own = bucket('password.session', userId);
      return attempt([own], [own]);
    },
    async count(rule, of) {
      const subject = rule === 'verification.person' ? String(of) : networkOf(of);
      await begin([bucket(rule, subject)]);
    },
    async know(tx, userId, address) {
      if (address === undefined) return;
      const seenAt = now();
      const key = { userId, address: addressHash(address) };
      await tx.knownAddress.upsert({
        where: { userId_address: key },
        create: { ...key, seenAt },
        update: { seenAt },
      });
    },
  };
}
