import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { z } from 'zod';
import { unauthenticated } from '../errors/index.ts';

export const ACCESS_TOKEN_SECONDS = 15 * 60;
const ISSUER = 'merchantgraph';
const AUDIENCE = 'merchantgraph-api';

/** A public key as `/.well-known/jwks.json` shows it (RFC 7517, RFC 8037). */
export interface PublicJwk {
  kty: 'OKP';
  crv: 'Ed25519';
  /** The key itself, base64url. */
  x: string;
  kid: string;
  alg: 'EdDSA';
  use: 'sig';
}

/** Signs and checks access tokens: JWT, EdDSA, 15 minutes. */
export interface AccessTokens {
  issue(claims: { userId: string; sessionId: string }): Promise<{ token: string; expiresAt: Date }>;
  /** @throws UNAUTHENTICATED that says whether the token is expired or not one of ours */
  verify(token: string): Promise<{ userId: string; sessionId: string; expiresAt: Date }>;
  /** Every key whose signatures are accepted, the one that signs first. */
  publicKeys(): readonly PublicJwk[];
}

const jwkSchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().length(43),
  d: z.string().length(43).optional(),
  kid: z.string().min(1).max(200).optional(),
});

/** A new Ed25519 signing key as JWK text, to be kept as a secret. */
export async function createSigningKey(): Promise<string> {
  const { privateKey } = await generateKeyPair('Ed25519', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return JSON.stringify({ ...jwk, alg: 'EdDSA', kid: crypto.randomUUID() });
}

/** RFC 7638: a name that follows from the key. */
const thumbprint = (x: string): string =>
  createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url');

/** @throws an error that repeats nothing of the key */
function parseKey(text: string): { publicJwk: PublicJwk; privateJwk: JWK | undefined } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // JSON's own message would show a part of the secret.
    throw new Error('is not JSON');
  }
  const parsed = jwkSchema.safeParse(value);
  if (!parsed.success) {
    const where = parsed.error.issues.map(({ path }) => path.join('.') || 'the key').join(', ');
    throw new Error(`holds a key that is not an Ed25519 JWK (look at ${where})`);
  }
  const { x, d, kid = thumbprint(x) } = parsed.data;
  const publicJwk: PublicJwk = { kty: 'OKP', crv: 'Ed25519', x, kid, alg: 'EdDSA', use: 'sig' };
  return { publicJwk, privateJwk: d === undefined ? undefined : { ...publicJwk, d } };
}

/** The keys of a deployment's access tokens, each as JWK text. */
export interface AccessTokenKeys {
  /** Private key that signs, as `createSigningKey` makes it. */
  signingKey: string;
  /** Keys whose signatures are accepted and that are published, but that do not sign: the one before, the one to come. */
  otherKeys?: readonly string[];
}

/**
 * Splits a JWK set: the first key signs, the others are accepted.
 * @param text `{ "keys": [...] }`; the first with its private part `d`
 * @throws an error that says what is wrong with the set, and shows nothing of it
 */
export function parseKeySet(text: string): AccessTokenKeys {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('is not JSON');
  }
  const set = z.object({ keys: z.array(z.unknown()).min(1) }).safeParse(value);
  if (!set.success) throw new Error('is not a JWK set: {"keys": [...]} with at least one key');
  const [signingKey = '', ...otherKeys] = set.data.keys.map((key) => JSON.stringify(key));
  const keys = [signingKey, ...otherKeys].map(parseKey);
  if (!keys[0]?.privateJwk)
    throw new Error('begins with a key that cannot sign: its private part "d" is missing');
  const kids = keys.map(({ publicJwk }) => publicJwk.kid);
  if (new Set(kids).size !== kids.length)
    throw new Error('names two keys the same: every "kid" must be different');
  return { signingKey, otherKeys };
}

const notOurs = () =>
  unauthenticated('The access token is not valid. Sign in again, or send an API key that begins with mg_.');

// Unknown members are left alone, except `crit`: whoever does not know an extension named there must refuse.
const headerSchema = z.object({ alg: z.literal('EdDSA'), kid: z.string(), crit: z.undefined().optional() });
const claimsSchema = z.object({
  iss: z.literal(ISSUER),
  aud: z.literal(AUDIENCE),
  sub: z.string(),
  sid: z.string(),
  exp: z.number(),
});

function parsePart<T>(part: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    throw notOurs();
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw notOurs();
  return parsed.data;
}

/**
 * The claims of a compact JWS (RFC 7515) that one of our keys has signed. Half the CPU of the general library, whose
 * asynchronous cryptography hands 60 microseconds of work to another thread and back.
 * @throws UNAUTHENTICATED for anything else
 */
function signedClaims(
  token: string,
  keyOf: (kid: string) => KeyObject | undefined,
): z.infer<typeof claimsSchema> {
  const parts = token.split('.');
  const [header, payload, signature] = parts;
  if (parts.length !== 3 || !header || !payload || !signature) throw notOurs();
  const key = keyOf(parsePart(header, headerSchema).kid);
  const bytes = Buffer.from(signature, 'base64url');
  // One text for one signature: the decoder would ignore what is appended or not base64url.
  if (!key || bytes.toString('base64url') !== signature) throw notOurs();
  if (!verify(null, Buffer.from(`${header}.${payload}`), key, bytes)) throw notOurs();
  return parsePart(payload, claimsSchema);
}

/** @throws when a key is not what it should be */
export function createAccessTokens(options: AccessTokenKeys): AccessTokens {
  const keys = [options.signingKey, ...(options.otherKeys ?? [])].map(parseKey);
  const signing = keys[0];
  if (!signing?.privateJwk) throw new Error('The first key of access tokens cannot sign.');
  const { kid } = signing.publicJwk;
  const privateKey = importJWK(signing.privateJwk) as Promise<CryptoKey>;
  const publicKeys = keys.map(({ publicJwk }) => publicJwk);
  const byKid = new Map(
    publicKeys.map((jwk) => [jwk.kid, createPublicKey({ key: { ...jwk }, format: 'jwk' })]),
  );
  return {
    publicKeys: () => publicKeys,
    async issue({ userId, sessionId }) {
      const expiresAt = new Date((Math.floor(Date.now() / 1000) + ACCESS_TOKEN_SECONDS) * 1000);
      const token = await new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: 'EdDSA', kid })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(userId)
        .setIssuedAt()
        .setExpirationTime(expiresAt)
        .sign(await privateKey);
      return { token, expiresAt };
    },
    async verify(token) {
      const claims = signedClaims(token, (name) => byKid.get(name));
      if (claims.exp * 1000 <= Date.now()) {
        throw unauthenticated('The access token has expired. Refresh the session or sign in again.');
      }
      return { userId: claims.sub, sessionId: claims.sid, expiresAt: new Date(claims.exp * 1000) };
    },
  };
}
