import type { FastifyInstance } from 'fastify';
import type { PublicJwk } from '#platform/identity/access-token.ts';

/** How long a copy of the keys may be used; a new key is published at least one restart before it signs. */
const MAX_AGE_S = 300;

/** The public keys of access tokens at `/.well-known/jwks.json`, for whoever checks tokens without asking us. */
export function serveJwks(app: FastifyInstance, publicKeys: () => readonly PublicJwk[]): void {
  app.get('/.well-known/jwks.json', async (_request, reply) =>
    reply
      .header('cache-control', `public, max-age=${MAX_AGE_S}, stale-if-error=86400`)
      // They are public: any page may read them.
      .header('access-control-allow-origin', '*')
      .type('application/jwk-set+json')
      .send(JSON.stringify({ keys: publicKeys() })),
  );
}
