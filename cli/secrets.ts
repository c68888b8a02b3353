import { createPrivateKey, createPublicKey, hkdfSync } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { AccessTokenKeys } from '#platform/identity/index.ts';
import { randomSecret } from '#platform/postgres/embedded.ts';
import { ROLES, type RolePasswords } from '#prisma/roles.ts';

/** Every secret of a deployment. */
export interface Secrets {
  /** Signs the gateway's identity tokens for subgraphs. */
  identity: string;
  idempotency: string;
  /** Seals second factors and the secrets of webhooks, under keys of their own; hashes what sign-ins count. */
  accounts: string;
  /** Ed25519 keys of access tokens, as JWK text. */
  accessTokens: AccessTokenKeys;
  /** Ed25519 key that signs the heads of audit logs, as private JWK text. */
  auditKey: string;
  /** Signs links to files. */
  files: string;
  /** Superuser of the embedded PostgreSQL. */
  postgres: string;
  roles: RolePasswords;
  /** What the embedded ClickHouse asks for. */
  clickhouse: string;
}

/** The ASN.1 that stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410, section 7). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

const derive = (master: string, label: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master, 'merchantgraph', label, 32));

function signingKeyFrom(seed: Buffer): string {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  return JSON.stringify({ ...key.export({ format: 'jwk' }), alg: 'EdDSA', kid: String(x).slice(0, 16) });
}

const keyOfEpoch = (master: string, epoch: number): string =>
  // The first epoch has the label of the time before there were epochs.
  signingKeyFrom(derive(master, epoch === 0 ? 'access-tokens' : `access-tokens ${epoch}`));

/**
 * The keys of one epoch of access tokens. The key before and the one to come are accepted and published too: processes
 * whose epochs differ by one, as while they are restarted one after the other, accept each other's tokens.
 */
export function accessTokenKeys(master: string, epoch: number): AccessTokenKeys {
  const others = [epoch + 1, epoch - 1].filter((other) => other >= 0);
  return {
    signingKey: keyOfEpoch(master, epoch),
    otherKeys: others.map((other) => keyOfEpoch(master, other)),
  };
}

/**
 * Derives every secret from one (HKDF-SHA256, one label each): a deployment keeps and mounts a single value, and
 * processes that share it agree without talking.
 * @param epoch of the access tokens' keys
 */
export function deriveSecrets(master: string, epoch = 0): Secrets {
  const text = (label: string): string => derive(master, label).toString('base64url');
  return {
    identity: text('identity'),
    idempotency: text('idempotency'),
    accounts: text('accounts'),
    files: text('files'),
    accessTokens: accessTokenKeys(master, epoch),
    auditKey: signingKeyFrom(derive(master, 'audit-log')),
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

const epochFile = (dataDir: string): string => path.join(dataDir, 'access-token-epoch');

/** The epoch of access tokens that a data folder keeps; 0 before the first rotation. */
export async function keptEpoch(dataDir: string): Promise<number> {
  const text = await readFile(epochFile(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '0';
    throw error;
  });
  const epoch = Number(text.trim());
  if (!Number.isSafeInteger(epoch) || epoch < 0)
    throw new Error(`${epochFile(dataDir)} does not hold a whole number.`);
  return epoch;
}

/** Keeps another epoch; processes read it when they start. */
export async function keepEpoch(dataDir: string, epoch: number): Promise<void> {
  const draft = `${epochFile(dataDir)}.new`;
  await mkdir(dataDir, { recursive: true });
  await writeFile(draft, `${epoch}\n`, { mode: 0o600 });
  await rename(draft, epochFile(dataDir));
}
