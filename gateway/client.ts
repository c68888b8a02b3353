import type { IncomingMessage } from 'node:http';

/** How a request reached the gateway. */
export interface Client {
  /** Address of the client, or of the proxy in front when its headers are not believed. */
  ip: string | undefined;
  /** Whether the client itself came by https. */
  https: boolean;
  /** The host the client asked for, with its port. */
  host: string | undefined;
}

/**
 * Reads where a request came from.
 * @param proxies how many proxies of one's own stand in front. Each adds the address it saw at the end of
 *   `X-Forwarded-For`; what stands before those was written by the client and is not believed.
 */
export function clientOf(request: IncomingMessage, proxies: number): Client {
  const { headers, socket } = request;
  if (proxies === 0) return { ip: socket.remoteAddress, https: false, host: headers.host };
  const seen = listOf(headers['x-forwarded-for']);
  return {
    ip: seen.at(-Math.min(proxies, seen.length)) ?? socket.remoteAddress,
    https: listOf(headers['x-forwarded-proto']).at(0)?.toLowerCase() === 'https',
    host: listOf(headers['x-forwarded-host']).at(0) ?? headers.host,
  };
}

/** `true` means the one proxy that most deployments have. */
export const proxyCount = (trustProxy: boolean | number | undefined): number => Number(trustProxy ?? 0);

function listOf(header: string | string[] | undefined): string[] {
  const text = Array.isArray(header) ? header.join(',') : (header ?? '');
  return text.split(',').flatMap((part) => part.trim() || []);
}
