import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { type ChainPosition, type SignedPosition, statementOf } from './chain.ts';

/** Tells whether somebody who holds the key of the log vouched for a position. */
export interface AuditVerifier {
  keyId: string;
  /** The public key as base64url text of its 32 bytes. */
  publicKey: string;
  isSigned(kind: 'head' | 'checkpoint', merchantId: string, position: SignedPosition): boolean;
}

/** Vouches for positions of chains. */
export interface AuditSigner extends AuditVerifier {
  sign(kind: 'head' | 'checkpoint', merchantId: string, position: ChainPosition): SignedPosition;
}

const jwk = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() });

function verifierOf(key: KeyObject): AuditVerifier {
  const { x: publicKey } = jwk.parse(key.export({ format: 'jwk' }));
  const keyId = publicKey.slice(0, 16);
  return {
    keyId,
    publicKey,
    isSigned: (kind, merchantId, position) =>
      position.signature !== null &&
      position.keyId === keyId &&
      verify(
        null,
        Buffer.from(statementOf(kind, merchantId, position)),
        key,
        Buffer.from(position.signature, 'base64url'),
      ),
  };
}

/** @param publicKey 32 bytes as base64url, as `merchantgraph audit public-key` prints them */
export function createAuditVerifier(options: { publicKey: string }): AuditVerifier {
  if (!/^[A-Za-z0-9_-]{43}$/.test(options.publicKey))
    throw new Error('A public key of the audit log is 43 characters of base64url.');
  return verifierOf(
    createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: options.publicKey }, format: 'jwk' }),
  );
}

/** @param signingKey Ed25519 private key as JWK text */
export function createAuditSigner(options: { signingKey: string }): AuditSigner {
  const key = createPrivateKey({
    key: jwk.extend({ d: z.string() }).parse(JSON.parse(options.signingKey)),
    format: 'jwk',
  });
  const verifier = verifierOf(createPublicKey(key));
  return {
    ...verifier,
    sign: (kind, merchantId, { sequence, hash }) => ({
      sequence,
      hash,
      signature: sign(null, Buffer.from(statementOf(kind, merchantId, { sequence, hash })), key).toString(
        'base64url',
      ),
      keyId: verifier.keyId,
    }),
  };
}
