import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { createLimiter } from '../concurrency/index.ts';

/** How much a hash costs: memory in KiB, passes over it, lanes. */
export interface Argon2Parameters {
  memoryCost: number;
  timeCost: number;
  parallelism: number;
}

// OWASP's first recommendation for Argon2id (the library's default algorithm): 19 MiB of memory, two passes, one lane.
const PRESENT: Argon2Parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** How many may wait for a thread; at 20 to 50 ms a hash the last one waits a few seconds. */
const WAITING = 100;

// Two ways to type one letter are one password.
const normalized = (password: string): string => password.normalize('NFKC');

/** Argon2id of a password, with its parameters and salt in the text. Runs off the event loop. */
export const hashPassword = (password: string, parameters: Argon2Parameters = PRESENT): Promise<string> =>
  hash(normalized(password), parameters);

/** Hashes and checks passwords off the event loop, a bounded number at once. */
export interface Passwords {
  /** @throws RATE_LIMITED when too many hashes wait already */
  hash(password: string): Promise<string>;
  /**
   * Whether the password belongs to the hash. Without a hash it takes as long and says no, so that an answer's time does
   * not tell whether an account exists.
   * @throws RATE_LIMITED when too many hashes wait already
   */
  matches(passwordHash: string | undefined, password: string): Promise<boolean>;
  /** Whether a hash was made with less effort than hashes are made with now. */
  isOutdated(passwordHash: string): boolean;
}

const FORMAT = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/;

/**
 * @param options.parameters of new hashes (default: OWASP's first recommendation)
 * @param options.concurrency hashes at once; each takes one of libuv's threads and `memoryCost` of memory (default: one
 *   a core, three at most, so that a thread stays free for files and names)
 * @param options.waiting how many more may wait (default 100); others are refused, so that a flood of sign-ins cannot
 *   take all memory
 */
export function createPasswords(
  options: { parameters?: Argon2Parameters; concurrency?: number; waiting?: number } = {},
): Passwords {
  const parameters = options.parameters ?? PRESENT;
  const limiter = createLimiter({
    concurrency: options.concurrency ?? Math.min(3, availableParallelism()),
    waiting: options.waiting ?? WAITING,
    refusal: 'Too many people sign in at this moment. Try again in a few seconds.',
  });
  let decoy: Promise<string> | undefined;
  return {
    hash: (password) => limiter.run(() => hashPassword(password, parameters)),
    matches: (passwordHash, password) =>
      limiter.run(async () => {
        decoy ??= hashPassword(crypto.randomUUID(), parameters);
        const against = passwordHash?.startsWith('$argon2') ? passwordHash : await decoy;
        const matches = await verify(against, normalized(password));
        return matches && against === passwordHash;
      }),
    isOutdated(passwordHash) {
      const [, memory, passes, lanes] = FORMAT.exec(passwordHash) ?? [];
      if (memory === undefined) return true;
      return (
        Number(memory) < parameters.memoryCost ||
        Number(passes) < parameters.timeCost ||
        Number(lanes) < parameters.parallelism
      );
    },
  };
}
