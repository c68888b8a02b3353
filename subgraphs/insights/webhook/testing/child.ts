/** A worker that only delivers webhooks: `node child.ts <database url> <sealing secret>`. Its parent kills it. */
import pg from 'pg';
import { createLogger } from '#platform/log/index.ts';
import { createWebhookSender } from '#platform/webhooks/index.ts';
import { startWebhookDelivery } from '../delivery.ts';
import { webhookSealer } from '../index.ts';

const [connectionString, secret = ''] = process.argv.slice(2);
startWebhookDelivery({
  pool: new pg.Pool({ connectionString, max: 4 }),
  sender: createWebhookSender({ allowLoopback: true }),
  sealer: webhookSealer(secret),
  logger: createLogger({ name: 'child', level: 'warn' }),
  onDisabled: async () => undefined,
  pollMs: 20,
  claimMs: 500,
});
