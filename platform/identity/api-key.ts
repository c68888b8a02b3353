import { createHash, randomBytes } from 'node:crypto';

const PREFIX = 'mg_';
const VISIBLE = 11;

/**
 * A new API key: `mg_` and 32 random bytes. It is shown once; its SHA-256 is kept (a random key of this length needs
 * no slow hash), with the first characters to recognise it by.
 */
export function createApiKey(): { key: string; prefix: string; hash: Buffer } {
  const key = `${PREFIX}${randomBytes(32).toString('base64url')}`;
  return { key, prefix: key.slice(0, VISIBLE), hash: hashApiKey(key) };
}

export const isApiKey = (token: string): boolean => token.startsWith(PREFIX);

/** SHA-256 of a key or refresh token, as stored. */
export const hashApiKey = (key: string): Buffer => createHash('sha256').update(key).digest();
