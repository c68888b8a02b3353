import { createPrivateKey, sign as signBytes } from 'node:crypto';
import { createLocalJWKSet, decodeProtectedHeader, importJWK, jwtVerify, SignJWT } from 'jose';
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

  it('are refused when anything is cut, added, expired or meant for others, though it is signed', async () => {
    const signingKey = await createSigningKey();
    const { kid } = JSON.parse(signingKey);
    const tokens = createAccessTokens({ signingKey });
    const privateKey = await importJWK(JSON.parse(signingKey), 'EdDSA');
    const seconds = Math.floor(Date.now() / 1000);
    const good = {
      iss: 'merchantgraph',
      aud: 'merchantgraph-api',
      sub: 'u',
      sid: 's',
      exp: seconds + 60,
    };
    const sign = (claims: object, header: object = {}): Promise<string> =>
      new SignJWT({ ...claims }).setProtectedHeader({ alg: 'EdDSA', kid, ...header }).sign(privateKey);
    const token = await sign(good);
    expect(await tokens.verify(token)).toMatchObject({ sessionId: 's' });
    const [head = '', body = '', signature = ''] = token.split('.');
    const richer = Buffer.from(JSON.stringify({ ...good, sub: 'root' })).toString('base64url');
    // Other spare bits in the last character decode to the same signature.
    const twin = `${signature.slice(0, -1)}${String.fromCharCode(signature.charCodeAt(85) + 1)}`;
    expect(Buffer.from(twin, 'base64url')).toEqual(Buffer.from(signature, 'base64url'));
    const wrong = [
      await sign({ ...good, iss: 'somebody' }),
      await sign({ ...good, aud: 'others' }),
      await sign({ ...good, sid: undefined }),
      await sign({ ...good, exp: undefined }),
      await sign(good, { kid: 'unknown' }),
      await sign(good, { kid: undefined }),
      `${head}.${richer}.${signature}`,
      `${head}.${body}.${twin}`,
      `${token}.`,
      `${token}!`,
      `${head}.${body}.`,
      `${head}.${body}`,
      '..',
    ];
    for (const text of wrong) await expect(tokens.verify(text), text).rejects.toThrow(/not valid/);
    await expect(tokens.verify(await sign({ ...good, exp: seconds }))).rejects.toThrow(/expired/);
    const critical = Buffer.from(JSON.stringify({ alg: 'EdDSA', kid, crit: ['x'], x: 1 })).toString(
      'base64url',
    );
    const bytes = signBytes(
      null,
      Buffer.from(`${critical}.${body}`),
      createPrivateKey({ key: JSON.parse(signingKey), format: 'jwk' }),
    );
    await expect(tokens.verify(`${critical}.${body}.${bytes.toString('base64url')}`)).rejects.toThrow(
      /not valid/,
    );
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
