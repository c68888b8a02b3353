/**
 * Receiving webhooks: `verifyWebhook` says whether a request came from the platform, and what it brings. Signatures
 * follow the Standard Webhooks convention (standardwebhooks.com). Runs wherever there is Web Crypto: Node, Deno, Bun,
 * workers at the edge.
 */
import type { WebhookEvent } from './events.ts';

export type * from './events.ts';

/** Why a request was not believed. */
export type WebhookErrorCode =
  /** `webhook-id`, `webhook-timestamp` or `webhook-signature` is missing. */
  | 'MISSING_HEADER'
  /** Older or newer than the tolerance: repeated by somebody, or a clock is wrong. */
  | 'OUTSIDE_TOLERANCE'
  /** No signature fits any of the secrets. */
  | 'BAD_SIGNATURE'
  /** The secret is not one of ours, `whsec_...`. */
  | 'BAD_SECRET'
  /** Signed, but not an event: not JSON, or without a type. */
  | 'BAD_PAYLOAD';

/** A request that must not be acted upon. Answer it with 400; the message holds nothing secret. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError';
  constructor(
    readonly code: WebhookErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** Headers as `fetch`, Node's `http` and Express have them. */
export type WebhookHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** A request to be verified. */
export interface WebhookRequest {
  /** The body exactly as it arrived: bytes or text, never parsed and written again. */
  payload: string | Uint8Array<ArrayBuffer> | ArrayBuffer;
  /** The request's headers. */
  headers: WebhookHeaders;
  /** The endpoint's secret, `whsec_...`; while it is being rotated, the old and the new one. */
  secret: string | readonly string[];
  /** Seconds a request may be older or newer than now, 300 by default. */
  tolerance?: number;
  /** The present time in milliseconds, for tests. */
  now?: () => number;
}

const PREFIX = 'whsec_';
const encoder = new TextEncoder();

/**
 * Verifies a request and gives its event. Comparison takes the same time wherever signatures differ.
 * @throws WebhookError for a request that must not be acted upon
 */
export async function verifyWebhook(request: WebhookRequest): Promise<WebhookEvent> {
  const id = header(request.headers, 'webhook-id');
  const timestamp = header(request.headers, 'webhook-timestamp');
  const given = header(request.headers, 'webhook-signature');
  const age = Math.abs((request.now?.() ?? Date.now()) / 1000 - Number(timestamp));
  // Also what is no number at all.
  if (!(age <= (request.tolerance ?? 300)))
    throw new WebhookError('OUTSIDE_TOLERANCE', 'The webhook is too old, or a clock is wrong.');
  const signed = join(encoder.encode(`${id}.${timestamp}.`), bytesOf(request.payload));
  const signatures = given
    .split(' ')
    .filter((one) => one.startsWith('v1,'))
    .map((one) => decode(one.slice(3)));
  const secrets = typeof request.secret === 'string' ? [request.secret] : request.secret;
  for (const secret of secrets) {
    const key = await keyOf(secret);
    for (const signature of signatures) {
      if (signature && (await crypto.subtle.verify('HMAC', key, signature, signed)))
        return read(bytesOf(request.payload));
    }
  }
  throw new WebhookError('BAD_SIGNATURE', 'The webhook is not signed with the secret of this endpoint.');
}

function header(headers: WebhookHeaders, name: string): string {
  const value =
    'get' in headers && typeof headers.get === 'function'
      ? headers.get(name)
      : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  const text = Array.isArray(value) ? value[0] : value;
  if (typeof text !== 'string' || text === '')
    throw new WebhookError('MISSING_HEADER', `The request has no header "${name}".`);
  return text;
}

function keyOf(secret: string): Promise<CryptoKey> {
  const bytes = secret.startsWith(PREFIX) ? decode(secret.slice(PREFIX.length)) : undefined;
  if (!bytes?.length)
    throw new WebhookError('BAD_SECRET', `A webhook's secret begins with "${PREFIX}"; copy it whole.`);
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
}

function decode(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function bytesOf(payload: WebhookRequest['payload']): Uint8Array<ArrayBuffer> {
  return typeof payload === 'string' ? encoder.encode(payload) : new Uint8Array(payload);
}

function join(head: Uint8Array<ArrayBuffer>, tail: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(head.length + tail.length);
  all.set(head);
  all.set(tail, head.length);
  return all;
}

function read(payload: Uint8Array<ArrayBuffer>): WebhookEvent {
  let event: unknown;
  try {
    event = JSON.parse(new TextDecoder().decode(payload));
  } catch {
    throw new WebhookError('BAD_PAYLOAD', 'The webhook is signed, but it is not JSON.');
  }
  if (typeof (event as WebhookEvent | null)?.eventType !== 'string')
    throw new WebhookError('BAD_PAYLOAD', 'The webhook is signed, but it is not an event.');
  return event as WebhookEvent;
}
