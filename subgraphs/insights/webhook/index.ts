import type pg from 'pg';
import type { Logger } from '#platform/log/index.ts';
import { createSealer } from '#platform/sealing/index.ts';
import { createWebhookSender } from '#platform/webhooks/index.ts';
import { startWebhookDelivery, type WebhookDelivery } from './delivery.ts';
import { createDisabledNotice } from './disabled-notice.ts';

/** Seals the secrets of endpoints. @param secret of the deployment */
export const webhookSealer = (secret: string) => createSealer({ secret, label: 'webhooks' });

/** Delivers webhooks, in the worker. @param options.pool role `mg_worker` */
export const startWebhooks = (options: {
  pool: pg.Pool;
  secret: string;
  publicUrl: string;
  allowLoopback: boolean;
  logger: Logger;
}): WebhookDelivery =>
  startWebhookDelivery({
    pool: options.pool,
    logger: options.logger,
    sealer: webhookSealer(options.secret),
    sender: createWebhookSender(options),
    onDisabled: createDisabledNotice(options.publicUrl),
  });
