import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Keeps small secrets in a database that must not be able to read them. */
export interface Sealer {
  /**
   * AES-256-GCM under a key of this label.
   * @param bound what the secret belongs to, for example a person's id: it opens nowhere else
   */
  seal(text: string, bound: string): Buffer;
  /** @throws when the data was sealed under another key, for something else, or was changed */
  open(data: Uint8Array, bound: string): string;
  /** A keyed hash (HMAC-SHA256), for what is looked up or compared and could be guessed from a plain hash. */
  digest(text: string): Buffer;
}

const NONCE = 12;
const TAG = 16;

/**
 * @param options.secret secret of the deployment, or any other that only those who may open hold
 * @param options.label what the key is for: one key each
 */
export function createSealer(options: { secret: string; label: string }): Sealer {
  // Derived at the first use: a sealer costs nothing where it is only wired.
  const keys = new Map<string, Buffer>();
  const keyOf = (use: string): Buffer => {
    const known = keys.get(use);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', options.secret, options.label, `merchantgraph.${use}`, 32));
    keys.set(use, key);
    return key;
  };
  return {
    seal(text, bound) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', keyOf('seal'), nonce).setAAD(Buffer.from(bound));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open(data, bound) {
      const bytes = Buffer.from(data);
      const decipher = createDecipheriv('aes-256-gcm', keyOf('seal'), bytes.subarray(0, NONCE));
      decipher.setAAD(Buffer.from(bound)).setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
    },
    digest: (text) => createHmac('sha256', keyOf('digest')).update(text).digest(),
  };
}
