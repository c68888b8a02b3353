import type { FastifyInstance } from 'fastify';
import { clientOf } from './client.ts';

/** A year, for this host alone: what else its domain serves is not ours to decide. */
const HSTS = 'max-age=31536000';
const PERMISSIONS = 'camera=(), microphone=(), geolocation=(), payment=(), usb=()';
/** Answers that are no page load nothing and are shown in no frame. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** Headers of every answer, whatever it is; a page sets the `content-security-policy` it needs itself. */
export function addSecurityHeaders(
  app: FastifyInstance,
  options: { proxies: number; publicUrl?: string | undefined },
): void {
  const isPublicHttps = options.publicUrl?.startsWith('https:') ?? false;
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    // Not `no-referrer`: with it browsers send `Origin: null` from our own pages.
    reply.header('referrer-policy', 'same-origin');
    reply.header('x-frame-options', 'DENY');
    reply.header('permissions-policy', PERMISSIONS);
    reply.header('cross-origin-opener-policy', 'same-origin');
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', DATA_POLICY);
    if (isPublicHttps || clientOf(request.raw, options.proxies).https)
      reply.header('strict-transport-security', HSTS);
  });
}
