import { Agent, request } from 'undici';
import { messageOf } from '../errors/index.ts';
import { type AddressRules, checkLiteral, endpointProblem, guardedLookup } from './address.ts';
import { webhookHeaders } from './signature.ts';

/** A request to a merchant's endpoint. */
export interface WebhookMessage {
  /** The event's id. */
  id: string;
  url: string;
  body: string;
  secrets: readonly string[];
}

/** What came of it. */
export interface WebhookAnswer {
  /** Any 2xx was an answer in time. */
  delivered: boolean;
  /** Null: none came. */
  statusCode: number | null;
  /** Why it was not delivered, in words for the merchant; null when it was. */
  error: string | null;
  startedAt: Date;
  durationMs: number;
}

export interface WebhookSender {
  /** One attempt; never throws. */
  send(message: WebhookMessage): Promise<WebhookAnswer>;
  close(): Promise<void>;
}

/** No more of an answer is read: what it says is of no use to us. */
const MOST_READ = 16_384;

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The connection was refused.',
  ECONNRESET: 'The connection was closed before an answer.',
  UND_ERR_SOCKET: 'The connection was closed before an answer.',
  ENOTFOUND: 'The name of the host is not known.',
  EAI_AGAIN: 'The name of the host could not be looked up.',
  UND_ERR_CONNECT_TIMEOUT: 'No connection in time.',
  UND_ERR_HEADERS_OVERFLOW: 'The headers of the answer are too large.',
};

function reasonOf(error: unknown, timeoutMs: number): string {
  const { name, code } = (error ?? {}) as { name?: string; code?: string };
  if (name === 'TimeoutError' || name === 'AbortError')
    return `No answer within ${timeoutMs / 1_000} seconds.`;
  return (code === undefined ? undefined : REASONS[code]) ?? messageOf(error);
}

/**
 * Sends signed requests to addresses that merchants chose: nowhere but to the public internet (and this machine in
 * development), no redirect followed, within a time, and with little of the answer read.
 * @param options.timeoutMs for all of one attempt (default 10 s)
 */
export function createWebhookSender(options: AddressRules & { timeoutMs?: number }): WebhookSender {
  const timeoutMs = options.timeoutMs ?? 10_000;
  const agent = new Agent({
    connect: { lookup: guardedLookup(options), timeout: timeoutMs },
    connections: 4,
    // A compressed or endless answer is cut off unread; a connection that idles is let go.
    keepAliveTimeout: 4_000,
    maxHeaderSize: MOST_READ,
  });

  async function statusOf(message: WebhookMessage, at: Date): Promise<number> {
    const problem = endpointProblem(message.url, options);
    if (problem) throw new Error(`The URL ${problem}.`);
    checkLiteral(new URL(message.url), options);
    const { statusCode, body } = await request(message.url, {
      method: 'POST',
      dispatcher: agent,
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'MerchantGraph-Webhooks/1',
        ...webhookHeaders({ ...message, at }),
      },
      body: message.body,
    });
    // The status has said it all; a small rest is read so that the connection can be used again.
    await body.dump({ limit: MOST_READ }).catch(() => undefined);
    return statusCode;
  }

  return {
    async send(message) {
      const startedAt = new Date();
      const started = performance.now();
      const done = (answer: Pick<WebhookAnswer, 'delivered' | 'statusCode' | 'error'>): WebhookAnswer => ({
        ...answer,
        startedAt,
        durationMs: Math.round(performance.now() - started),
      });
      try {
        const statusCode = await statusOf(message, startedAt);
        const delivered = statusCode >= 200 && statusCode < 300;
        const redirect = statusCode >= 300 && statusCode < 400;
        const error = redirect
          ? `Answered ${statusCode}: redirects are not followed.`
          : `Answered ${statusCode} instead of 2xx.`;
        return done({ delivered, statusCode, error: delivered ? null : error });
      } catch (error) {
        return done({ delivered: false, statusCode: null, error: reasonOf(error, timeoutMs) });
      }
    },
    close: () => agent.destroy(),
  };
}
