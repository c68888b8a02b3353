import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { clientOf } from './client.ts';
import { correlationIdFrom, userAgentFrom } from './context.ts';

/** A file that may be sent. */
export interface Download {
  fileName: string;
  contentType: string;
  size: number;
  /** In hexadecimal. */
  sha256: string;
  /** The bytes from `start` to `end`, both included; all of them when not given. */
  open(range?: { start: number; end: number }): Readable;
}

/** Where files behind signed links come from. */
export interface DownloadSource {
  /** What a token allows; undefined when it allows nothing. */
  find(token: string): Promise<Download | undefined>;
  /** Notes that somebody has begun to fetch it. */
  record(
    token: string,
    request: { correlationId: string; clientIp?: string | undefined; userAgent?: string | undefined },
  ): Promise<void>;
}

/** The one range that is asked for; undefined to send everything, null when there is no such part (RFC 9110, 14). */
export function rangeOf(
  header: string | undefined,
  size: number,
): { start: number; end: number } | undefined | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  // Several ranges at once may be answered with everything.
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const [, first = '', last = ''] = match;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < start) return undefined;
  return start < size && start <= end ? { start, end } : null;
}

const refuse = (reply: FastifyReply): FastifyReply =>
  reply
    .code(404)
    .type('text/plain; charset=utf-8')
    .send('This link is not good, or not any more. Ask for a new one: Export.downloadUrl gives it.\n');

/**
 * Files behind signed links at `/exports/<token>`: the token is all it takes, so nothing here is cached, indexed, listed
 * or told to other pages.
 */
export function serveDownloads(app: FastifyInstance, source: DownloadSource, proxies: number): void {
  app.get<{ Params: { '*': string } }>('/exports/*', async (request, reply) => {
    reply.header('cache-control', 'private, no-store').header('x-robots-tag', 'noindex');
    const token = request.params['*'];
    const found = await source.find(token);
    if (!found) return refuse(reply);
    const tag = `"${found.sha256}"`;
    const { range, 'if-range': ifRange } = request.headers;
    const part = ifRange === undefined || ifRange === tag ? rangeOf(range, found.size) : undefined;
    reply
      .header('accept-ranges', 'bytes')
      .header('etag', tag)
      .header('content-disposition', `attachment; filename="${found.fileName}"`)
      // Whatever it holds, a browser saves it and runs nothing in it.
      .header('content-security-policy', "default-src 'none'; sandbox")
      .type(found.contentType);
    if (part === null)
      return reply.code(416).header('content-range', `bytes */${found.size}`).type('text/plain').send('');
    const length = part ? part.end - part.start + 1 : found.size;
    reply.header('content-length', length);
    if (part) reply.code(206).header('content-range', `bytes ${part.start}-${part.end}/${found.size}`);
    // A stream, since the length of any other empty body would be written as its own.
    if (request.method === 'HEAD') return reply.send(Readable.from([]));
    if (!part || part.start === 0) {
      await source.record(token, {
        correlationId: correlationIdFrom(request.headers['x-correlation-id']),
        clientIp: clientOf(request.raw, proxies).ip,
        userAgent: userAgentFrom(request.headers['user-agent']),
      });
    }
    return reply.send(found.open(part));
  });
}
