import { generateKeyPairSync } from 'node:crypto';
import { type AuditSigner, createAuditSigner } from '../audit/signature.ts';

/** Signs with a key of the test's own. */
export const testSigner = (): AuditSigner =>
  createAuditSigner({
    signingKey: JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })),
  });
