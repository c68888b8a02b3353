import { expect, it } from 'vitest';
import { createAccessTokens, createSigningKey } from '#platform/identity/access-token.ts';
import { startTestGateway } from './testing/harness.ts';

it('shows the public keys of access tokens, to be kept for a while', async () => {
  const tokens = createAccessTokens({
    signingKey: await createSigningKey(),
    otherKeys: [await createSigningKey()],
  });
  const gateway = await startTestGateway('in-process', { publicKeys: () => tokens.publicKeys() });
  try {
    const response = await fetch(`${gateway.url}/.well-known/jwks.json`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('application/jwk-set+json');
    expect(response.headers.get('cache-control')).toMatch(/public, max-age=\d+/);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.json()).toEqual({ keys: tokens.publicKeys() });
  } finally {
    await gateway.close();
  }
});
