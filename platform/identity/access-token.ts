import {
  type CryptoKey,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  jwtVerify,
  SignJWT,
} from 'jose';
import { unauthenticated } from '../errors/index.ts';

export const ACCESS_TOKEN_SECONDS = 15 * 60;
const ISSUER = 'merchantgraph';
const AUDIENCE = 'merchantgraph-api';

/** Signs and checks access tokens: JWT, EdDSA, 15 minutes. */
export interface AccessTokens {
  issue(claims: { userId: string; sessionId: string }): Promise<{ token: string; expiresAt: Date }>;
  /** @throws UNAUTHENTICATED that says whether the token is expired or not one of ours */
  verify(token: string): Promise<{ userId: string; sessionId: string; expiresAt: Date }>;
}

/** A new Ed25519 signing key as JWK text, to be kept as a secret. */
export async function createSigningKey(): Promise<string> {
  const { privateKey } = await generateKeyPair('Ed25519', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return JSON.stringify({ ...jwk, alg: 'EdDSA', kid: crypto.randomUUID() });
}

/** @param options.signingKey private Ed25519 key as JWK text, as `createSigningKey` makes it */
export function createAccessTokens(options: { signingKey: string }): AccessTokens {
  const jwk = JSON.parse(options.signingKey) as JWK;
  const kid = jwk.kid ?? 'default';
  const { d: _private, ...publicPart } = jwk;
  const privateKey = importJWK({ ...jwk, alg: 'EdDSA' }) as Promise<CryptoKey>;
  const publicKey = importJWK({ ...publicPart, alg: 'EdDSA' }) as Promise<CryptoKey>;
  return {
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
      try {
        const { payload } = await jwtVerify(token, await publicKey, {
          issuer: ISSUER,
          audience: AUDIENCE,
          algorithms: ['EdDSA'],
        });
        if (typeof payload.sub !== 'string' || typeof payload.sid !== 'string' || payload.exp === undefined) {
          throw unauthenticated('The access token lacks its claims. Sign in again.');
        }
        return { userId: payload.sub, sessionId: payload.sid, expiresAt: new Date(payload.exp * 1000) };
      } catch (error) {
        if (error instanceof errors.JWTExpired) {
          throw unauthenticated('The access token has expired. Refresh the session or sign in again.');
        }
        if (error instanceof errors.JOSEError) {
          throw unauthenticated(
            'The access token is not valid. Sign in again, or send an API key that begins with mg_.',
          );
        }
        throw error;
      }
    },
  };
}
