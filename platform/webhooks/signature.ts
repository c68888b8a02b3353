import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';

/** A new secret of an endpoint: 32 random bytes, as Standard Webhooks writes them. */
export const newWebhookSecret = (): string => `${PREFIX}${randomBytes(32).toString('base64')}`;

/**
 * Headers of a request by the Standard Webhooks convention (standardwebhooks.com): HMAC-SHA256 over `id.timestamp.body`.
 * @param request.id the same for every attempt, by which a receiver knows a repetition
 * @param request.secrets each signs, so that a secret can be rotated without a gap
 * @param request.at when it is sent
 */
export function webhookHeaders(request: {
  id: string;
  body: string;
  secrets: readonly string[];
  at: Date;
}): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(Math.floor(request.at.getTime() / 1_000));
  const signed = `${request.id}.${timestamp}.${request.body}`;
  const signatures = request.secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  });
  return {
    'webhook-id': request.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
