import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { clientOf } from './client.ts';
import { correlationIdFrom, userAgentFrom } from './context.ts';

/** The page behind an unsubscribe link. All of it is plain text. */
export interface UnsubscribePage {
  /** BCP 47 language of the words. */
  language: string;
  title: string;
  text: string;
  /** What the button says; a page without one has nothing to stop. */
  button?: string;
}

/** What unsubscribe links do. */
export interface UnsubscribeSource {
  /** What to ask; changes nothing. Undefined for a link that is not good. */
  ask(token: string): Promise<UnsubscribePage | undefined>;
  /** Stops the e-mails. Undefined for a link that is not good. */
  stop(
    token: string,
    request: { correlationId: string; clientIp?: string | undefined; userAgent?: string | undefined },
  ): Promise<UnsubscribePage | undefined>;
}

/** What a mail program sends is 26 characters; a form of a browser the same. */
const MAX_BODY = 4_096;
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** The form is sent to the address it is at, in the words of RFC 8058. */
const formOf = (button: string): string =>
  `<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button>${escaped(button)}</button></form>`;

const pageOf = ({ language, title, text, button }: UnsubscribePage): string => `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem;color:#1b2421;background:#fff}button{font:inherit;background:#1f4b3f;color:#fff;border:0;border-radius:6px;padding:12px 20px;cursor:pointer}button:focus-visible{outline:3px solid #d98e04;outline-offset:2px}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
${button === undefined ? '' : formOf(button)}
</main>
</body>
</html>
`;

function send(reply: FastifyReply, page: UnsubscribePage | undefined): FastifyReply {
  if (!page)
    return reply
      .code(404)
      .type('text/plain; charset=utf-8')
      .send('This link is not good. Which e-mails you get is up to you in the settings of the shop.\n');
  return reply.header('content-security-policy', POLICY).type('text/html; charset=utf-8').send(pageOf(page));
}

/**
 * Links to leave e-mails at `/unsubscribe/<token>`: opening one asks, a POST does it, from the page or from a mail program
 * (RFC 8058), which signs in nowhere. What the POST says besides is not looked at.
 */
export function serveUnsubscribe(app: FastifyInstance, source: UnsubscribeSource, proxies: number): void {
  type Request = FastifyRequest<{ Params: { '*': string } }>;
  // Within a scope of its own: nowhere else is a form taken.
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MAX_BODY }, (_request, _body, done) =>
      done(null, undefined),
    );
    scope.addHook('onRequest', async (_request, reply) => {
      reply.header('cache-control', 'private, no-store').header('x-robots-tag', 'noindex');
    });
    scope.get('/unsubscribe/*', async (request: Request, reply) =>
      send(reply, await source.ask(request.params['*'])),
    );
    scope.post('/unsubscribe/*', async (request: Request, reply) => {
      const page = await source.stop(request.params['*'], {
        correlationId: correlationIdFrom(request.headers['x-correlation-id']),
        clientIp: clientOf(request.raw, proxies).ip,
        userAgent: userAgentFrom(request.headers['user-agent']),
      });
      return send(reply, page);
    });
  });
}
