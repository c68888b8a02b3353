import { hash, verify } from '@node-rs/argon2';

// OWASP's first recommendation for Argon2id (the library's default algorithm): 19 MiB of memory, two passes, one lane.
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Argon2id of a password, with its parameters and salt in the text. Runs off the event loop. */
export const hashPassword = (password: string): Promise<string> => hash(password, PARAMETERS);

let decoy: Promise<string> | undefined;

/**
 * Whether the password belongs to the hash. Without a hash it takes as long and says no, so that an answer's time does
 * not tell whether an account exists.
 */
export async function passwordMatches(passwordHash: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword(crypto.randomUUID());
  const against = passwordHash?.startsWith('$argon2') ? passwordHash : await decoy;
  const matches = await verify(against, password);
  return matches && against === passwordHash;
}
