import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { type AccessTokens, createAccessTokens, createSigningKey, parseKeySet } from './access-token.ts';

const CLAIMS = { userId: 'u', sessionId: 's' };
const set = (...keys: string[]): string => JSON.stringify({ keys: keys.map((key) => JSON.parse(key)) });
/** What stands in an operator's set for a key that only checks. */
const publicPart = (key: string): string => JSON.stringify({ ...JSON.parse(key), d: undefined });

/** Whether tokens of one are accepted by the other. */
async function accepts(verifier: AccessTokens, issuer: AccessTokens): Promise<boolean> {
  const { token } = await issuer.issue(CLAIMS);
  return verifier.verify(token).then(
    (claims) => claims.userId === 'u',
    (error: unknown) => {
      expect(error).toMatchObject({ code: 'UNAUTHENTICATED' });
      return false;
    },
  );
}

describe('access tokens', () => {
  it('are checked by signature, and say so when they are not ours', async () => {
    const tokens = createAccessTokens({ signingKey: await createSigningKey() });
    const { token, expiresAt } = await tokens.issue(CLAIMS);
    expect(await tokens.verify(token)).toMatchObject({ userId: 'u', sessionId: 's', expiresAt });
    const strangers = createAccessTokens({ signingKey: await createSigningKey() });
    await expect(strangers.verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(tokens.verify('nonsense')).rejects.toThrow(/not valid/);
    const [head, body] = token.split('.');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`;
    await expect(tokens.verify(none)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(head).toBeTruthy();
  });

  it('refuse a signature under the name of another key', async () => {
    const [mine, theirs] = [await createSigningKey(), await createSigningKey()];
    const { kid } = JSON.parse(mine);
    const forger = createAccessTokens({ signingKey: JSON.stringify({ ...JSON.parse(theirs), kid }) });
    expect(await accepts(createAccessTokens({ signingKey: mine }), forger)).toBe(false);
  });

  it('are checked by anybody with the published keys, which hold nothing private', async () => {
    const [signingKey, other] = [await createSigningKey(), await createSigningKey()];
    const tokens = createAccessTokens({ signingKey, otherKeys: [other] });
    const keys = [...tokens.publicKeys()];
    expect(keys).toHaveLength(2);
    expect(keys.every((key) => !('d' in key))).toBe(true);
    const { token } = await tokens.issue(CLAIMS);
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'EdDSA', kid: keys[0]?.kid });
    const { payload } = await jwtVerify(token, createLocalJWKSet({ keys }), {
      issuer: 'merchantgraph',
      audience: 'merchantgraph-api',
    });
    expect(payload).toMatchObject({ sub: 'u', sid: 's' });
  });

  it('change their key in two steps, in each of which old and new processes accept each other', async () => {
    const [old, next] = [await createSigningKey(), await createSigningKey()];
    const steps = [
      set(old),
      // Published, and not yet signing.
      set(old, publicPart(next)),
      set(next, publicPart(old)),
      set(next),
    ].map((text) => createAccessTokens(parseKeySet(text)));
    const [before, published, signing, after] = steps as [
      AccessTokens,
      AccessTokens,
      AccessTokens,
      AccessTokens,
    ];
    for (const [one, two] of [
      [before, published],
      [published, signing],
    ] as const) {
      expect(await accepts(one, two)).toBe(true);
      expect(await accepts(two, one)).toBe(true);
    }
    // The last step waits until old tokens have expired.
    expect(await accepts(after, signing)).toBe(true);
    expect(await accepts(after, before)).toBe(false);
  });

  it('name what is wrong with a set of keys, and show nothing of it', async () => {
    const key = await createSigningKey();
    const { d } = JSON.parse(key);
    const wrong: [string, RegExp][] = [
      [`${d} is no JSON`, /not JSON/],
      ['[]', /JWK set/],
      ['{"keys":[]}', /at least one/],
      [set(publicPart(key)), /private part/],
      [set(key, key), /two keys the same/],
      [set(JSON.stringify({ ...JSON.parse(key), crv: 'P-256' })), /Ed25519.*crv/],
    ];
    for (const [text, message] of wrong) {
      expect(() => parseKeySet(text)).toThrow(message);
      expect(() => parseKeySet(text)).not.toThrow(d);
    }
  });

  it('name keys without a name by their thumbprint', async () => {
    const { kid: _, ...nameless } = JSON.parse(await createSigningKey());
    const tokens = createAccessTokens(parseKeySet(set(JSON.stringify(nameless))));
    expect(tokens.publicKeys()[0]?.kid).toMatch(/^[\w-]{43}$/);
    expect(await accepts(tokens, tokens)).toBe(true);
  });
});
