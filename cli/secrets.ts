import { createPrivateKey, createPublicKey, hkdfSync } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { randomSecret } from '#platform/postgres/embedded.ts';
import { ROLES, type RolePasswords } from '#prisma/roles.ts';

/** Every secret of a deployment. */
export interface Secrets {
  /** Signs the gateway's identity tokens for subgraphs. */
  identity: string;
  idempotency: string;
  /** Seals second factors; hashes what sign-ins count. */
  accounts: string;
  /** Ed25519 key of access tokens, as private JWK text. */
  signingKey: string;
  /** Superuser of the embedded PostgreSQL. */
  postgres: string;
  roles: RolePasswords;
  /** What the embedded ClickHouse asks for. */
  clickhouse: string;
}

/** The ASN.1 that stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410, section 7). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

function signingKeyFrom(seed: Buffer): string {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  return JSON.stringify({ ...key.export({ format: 'jwk' }), alg: 'EdDSA', kid: String(x).slice(0, 16) });
}

/**
 * Derives every secret from one (HKDF-SHA256, one label each): a deployment keeps and mounts a single value, and
 * processes that share it agree without talking.
 */
export function deriveSecrets(master: string): Secrets {
  const bytes = (label: string): Buffer =>
    Buffer.from(hkdfSync('sha256', master, 'merchantgraph', label, 32));
  const text = (label: string): string => bytes(label).toString('base64url');
  return {
    identity: text('identity'),
    idempotency: text('idempotency'),
    accounts: text('accounts'),
    signingKey: signingKeyFrom(bytes('access-tokens')),
    postgres: text('postgres'),
    roles: Object.fromEntries(ROLES.map((role) => [role, text(`role ${role}`)])) as RolePasswords,
    clickhouse: text('clickhouse'),
  };
}

/** The master secret of a data folder, made at its first use and readable only by its owner. */
export async function masterSecret(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'secret');
  await mkdir(dataDir, { recursive: true });
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  // Written whole, then named: a process killed halfway, or one that reads at this moment, never meets half a secret.
  const secret = randomSecret(32);
  const draft = `${file}.${randomSecret(9)}`;
  await writeFile(draft, `${secret}\n`, { mode: 0o600 });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await readFile(file, 'utf8')).trim();
  } finally {
    await rm(draft, { force: true });
  }
  return secret;
}
