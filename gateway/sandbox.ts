import type { ApolloServer } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from './context.ts';
import { headerMap } from './http-request.ts';

const VENDOR = 'https://apollo-server-landing-page.cdn.apollographql.com';

/** The page loads Sandbox from its vendor and has a policy with a nonce in itself; both hold. */
const SANDBOX_POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' https://embeddable-sandbox.cdn.apollographql.com",
  "style-src 'unsafe-inline' https://embeddable-sandbox.cdn.apollographql.com https://fonts.googleapis.com",
  'font-src https://fonts.gstatic.com',
  `img-src 'self' data: ${VENDOR}`,
  `manifest-src ${VENDOR}`,
  'frame-src https://sandbox.embed.apollographql.com',
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What a person sees who opens the API's address in a browser. */
export async function sandboxPage(
  apollo: ApolloServer<RequestContext>,
  request: FastifyRequest,
  reply: FastifyReply,
  enabled: boolean,
): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store');
  if (!enabled) {
    return reply
      .code(404)
      .type('text/plain; charset=utf-8')
      .send('This is the GraphQL API. Send it POST requests; Sandbox is switched off here.\n');
  }
  const { body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'GET', headers: headerMap(request), search: '', body: undefined },
    context: () => Promise.reject(new Error('the landing page runs no operation')),
  });
  return reply
    .header('content-security-policy', SANDBOX_POLICY)
    .type('text/html; charset=utf-8')
    .send(body.kind === 'complete' ? body.string : '');
}
