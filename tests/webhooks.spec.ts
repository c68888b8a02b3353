import { expect, it } from 'vitest';
import { newWebhookSecret, webhookHeaders } from '#platform/webhooks/index.ts';
import { verifyWebhook } from '../sdk/src/webhooks/index.ts';

it('what the platform signs, the SDK believes, with the old and the new secret, and nobody else does', async () => {
  const [before, now, other] = [newWebhookSecret(), newWebhookSecret(), newWebhookSecret()];
  const payload = JSON.stringify({ eventId: 'e1', eventType: 'webhook.test', payload: { text: 'Größe' } });
  const headers = webhookHeaders({ id: 'e1', body: payload, secrets: [now, before], at: new Date() });
  for (const secret of [before, now])
    expect(await verifyWebhook({ payload, headers, secret })).toMatchObject({ eventType: 'webhook.test' });
  await expect(verifyWebhook({ payload, headers, secret: other })).rejects.toMatchObject({
    code: 'BAD_SIGNATURE',
  });
});
