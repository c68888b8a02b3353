import { describe, expect, it } from 'vitest';
import { createApiKey, hashApiKey, isApiKey } from './api-key.ts';
import { ANONYMOUS, actorOf, type Identity, may, requireMerchant } from './identity.ts';
import { createIdentitySigner, createIdentityVerifier } from './internal-token.ts';

const SHOP = '01900000-0000-7000-8000-000000000001';
const OTHER = '01900000-0000-7000-8000-000000000002';
const analyst: Identity = {
  kind: 'user',
  userId: 'u',
  sessionId: 's',
  memberships: [{ merchantId: SHOP, role: 'ANALYST' }],
};
const key: Identity = { kind: 'apiKey', keyId: 'k', merchantId: SHOP, scopes: ['insights:read'] };

describe('permissions', () => {
  it('come from the role of a member and the scopes of a key', () => {
    expect(may(analyst, SHOP, 'reports:read')).toBe(true);
    expect(may(analyst, SHOP, 'audit:read')).toBe(false);
    expect(may(analyst, OTHER, 'reports:read')).toBe(false);
    expect(may(key, SHOP, 'insights:read')).toBe(true);
    expect(may(key, SHOP, 'insights:write')).toBe(false);
    expect(may({ ...key, scopes: ['*'] }, SHOP, 'audit:read')).toBe(true);
    expect(may(ANONYMOUS, SHOP, 'merchant:read')).toBe(false);
  });

  it('tell nobody, a stranger and a member without the right three different things', () => {
    expect(() => requireMerchant(ANONYMOUS, SHOP, 'audit:read')).toThrow(
      expect.objectContaining({ code: 'UNAUTHENTICATED' }),
    );
    expect(() => requireMerchant(analyst, OTHER, 'audit:read')).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
    expect(() => requireMerchant(analyst, SHOP, 'audit:read')).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
    expect(() => requireMerchant(key, SHOP, 'carts:read')).toThrow(/carts:read/);
  });

  it('name an actor', () => {
    expect([analyst, key, ANONYMOUS].map(actorOf)).toEqual(['user:u', 'key:k', 'anonymous']);
  });
});

describe('the token between gateway and subgraph', () => {
  let time = 1_000_000;
  const now = (): number => time;
  const signer = createIdentitySigner({ secret: 'secret', now });
  const verifier = createIdentityVerifier({ secret: 'secret', audience: 'insights', now });

  it('says who asks, to its audience only', () => {
    const token = signer.sign(analyst, 'insights');
    expect(verifier.verify(token)).toEqual({ identity: analyst, trusted: true });
    expect(verifier.verify(signer.sign(analyst, 'users')).trusted).toBe(false);
    expect(signer.sign(analyst, 'insights')).toBe(token);
  });

  it('expires after a minute, also from the cache', () => {
    const token = signer.sign(key, 'insights');
    expect(verifier.verify(token).trusted).toBe(true);
    time += 61;
    expect(verifier.verify(token).trusted).toBe(false);
    expect(verifier.verify(signer.sign(key, 'insights')).trusted).toBe(true);
  });

  it('is worth nothing when it is forged, cut or made of something else', () => {
    const token = signer.sign(analyst, 'insights');
    const [payload = '', mac = ''] = token.split('.');
    const richer = Buffer.from(payload, 'base64url').toString().replace('ANALYST', 'OWNER');
    const forged = [
      `${Buffer.from(richer).toString('base64url')}.${mac}`,
      createIdentitySigner({ secret: 'guess', now }).sign(analyst, 'insights'),
      payload,
      `${payload}.`,
      `.${mac}`,
      `${token}.x`,
      'null',
      '',
      undefined,
    ];
    for (const text of forged) expect(verifier.verify(text)).toEqual({ identity: ANONYMOUS, trusted: false });
  });
});

describe('API keys', () => {
  it('begin with mg_, are all different, and are kept as a hash', () => {
    const one = createApiKey();
    expect(isApiKey(one.key)).toBe(true);
    expect(one.key.startsWith(one.prefix)).toBe(true);
    expect(one.hash).toEqual(hashApiKey(one.key));
    expect(createApiKey().key).not.toBe(one.key);
  });
});
