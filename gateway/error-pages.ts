import type { FastifyInstance } from 'fastify';
import { ERROR_CODES, type ErrorCode } from '#platform/errors/index.ts';

/** What a person is told about an error code, beside the message of the error itself. */
export interface ErrorPage {
  /** HTTP status of a request that fails as a whole with it. */
  status: number;
  /** When it happens. */
  meaning: string;
  /** What to do about it. */
  remedy: string;
  /** Whether the same request may succeed later. */
  retry: string;
}

/** One entry for every code a client can meet; `docs/errors.md` is written from it. */
export const ERROR_PAGES: Readonly<Record<ErrorCode, ErrorPage>> = {
  UNAUTHENTICATED: {
    status: 401,
    meaning: 'Nobody is signed in, or the access token or API key is wrong, has expired or was revoked.',
    remedy:
      'Send `Authorization: Bearer <token or key>`. Refresh an access token with `refreshSession`; it lives for 15 minutes. Ask an owner or admin whether the key is still active.',
    retry: 'With a new token.',
  },
  FORBIDDEN: {
    status: 403,
    meaning:
      'The caller is known, and lacks the permission or scope that the message names; or only trusted documents may run here.',
    remedy:
      'Ask an owner or admin for a role or a key with that permission. `me { permissions }` and `currentApiKey { permissions }` say what you have.',
    retry: 'No.',
  },
  NOT_FOUND: {
    status: 404,
    meaning:
      'There is no such thing, or it belongs to a merchant that the caller may not see. The two are never told apart.',
    remedy: 'Check the id, and whether the key or person belongs to that merchant.',
    retry: 'No.',
  },
  BAD_INPUT: {
    status: 400,
    meaning:
      'The request is wrong: the document does not fit the schema, a value is out of range, or the operation asks for too much. `extensions.limit` names the limit that was met, `extensions.argumentPath` the input at fault.',
    remedy:
      'Read the message, which says what is accepted. Ask for smaller pages or split the operation when it costs too much.',
    retry: 'No.',
  },
  CONFLICT: {
    status: 409,
    meaning:
      'The request contradicts what is stored: somebody was first, or an `Idempotency-Key` was used for another request.',
    remedy: 'Read the thing again and decide anew. Use a new key for a new request.',
    retry: 'After reading again.',
  },
  RATE_LIMITED: {
    status: 429,
    meaning: 'Too many requests of this key, person, merchant or address, or of an expensive field.',
    remedy:
      'Wait for the seconds in `Retry-After` and `extensions.retryAfter`. `RateLimit-Remaining` tells beforehand how much is left.',
    retry: 'Yes, after that time.',
  },
  TIMEOUT: {
    status: 504,
    meaning:
      'There was no answer in time. `extensions.dependency` names the part that was too slow, if it was one.',
    remedy: 'Ask for less: a shorter range of days, a smaller page. Large reports can be ordered as exports.',
    retry: 'Yes. Mutations only with the same `Idempotency-Key`.',
  },
  UNAVAILABLE: {
    status: 503,
    meaning:
      'A part of the service is away or restarting; `extensions.dependency` names it. The rest of the answer is there.',
    remedy: 'Try again, more slowly each time; after `extensions.retryAfter` seconds where it is given.',
    retry: 'Yes. Mutations only with the same `Idempotency-Key`.',
  },
  INTERNAL: {
    status: 500,
    meaning: 'Something failed on our side that we did not expect.',
    remedy: 'Quote `extensions.correlationId` when you ask for help: it finds what happened in the logs.',
    retry: 'Once. If it persists, it is a fault.',
  },
};

/** Where the gateway explains its error codes. */
export const ERRORS_PATH = '/docs/errors';

/** Path of a code's explanation, to be put behind the gateway's origin. */
export const errorPath = (code: ErrorCode): string => `${ERRORS_PATH}#${code.toLowerCase()}`;

const toHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/`([^`]+)`/g, '<code>$1</code>');

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}:target{outline:2px solid;outline-offset:.5rem}';

function errorsPage(): string {
  const sections = ERROR_CODES.map((code) => {
    const { status, meaning, remedy, retry } = ERROR_PAGES[code];
    return `<section id="${code.toLowerCase()}"><h2>${code}</h2><p>${toHtml(meaning)}</p><p>${toHtml(remedy)}</p><p>HTTP status ${status}. Try again: ${toHtml(retry)}</p></section>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Error codes</title><style>${STYLE}</style><main><h1>Error codes</h1>${sections.join('')}</main></html>`;
}

/** The page that `extensions.documentation` of every error leads to. */
export function serveErrorPages(app: FastifyInstance): void {
  const page = errorsPage();
  app.get(ERRORS_PATH, async (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=300')
      .header(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      )
      .type('text/html; charset=utf-8')
      .send(page),
  );
}
