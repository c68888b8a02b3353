import type pg from 'pg';
import { layOutEmail } from '#platform/email/index.ts';
import { SECURITY_EVENT } from '#platform/events/index.ts';
import type { DisabledEndpoint } from './delivery.ts';

const WHY: Record<DisabledEndpoint['reason'], string> = {
  GONE: 'It answered 410 Gone, which says that it wants no more.',
  FAILING: 'Every attempt to reach it has failed for five days.',
};

/**
 * Tells owners and admins, and the audit log, that an endpoint was disabled, in the transaction that does it.
 * @param publicUrl where the dashboard is
 */
export const createDisabledNotice =
  (publicUrl: string) =>
  async (client: pg.PoolClient, endpoint: DisabledEndpoint): Promise<void> => {
    const { id, merchantId, url, reason } = endpoint;
    const shown = url.split(/[?#]/, 1)[0] ?? '';
    const details = { id, url: shown, reason };
    await client.query(`select set_config('app.merchant_ids', $1, true)`, [`{${merchantId}}`]);
    await client.query(
      `insert into events.outbox (event_id, event_type, event_version, correlation_id, source_service, merchant_id, payload)
       values ($1, $2, 1, $3, 'insights', $4, $5)`,
      [
        crypto.randomUUID(),
        SECURITY_EVENT,
        crypto.randomUUID(),
        merchantId,
        { actorKind: 'SYSTEM', actorId: null, action: 'webhook.disabled', outcome: 'SUCCESS', details },
      ],
    );
    const { rows } = await client.query<{ email: string; shop: string }>(
      `select u.email, s.name as shop from users.memberships m join users.users u on u.id = m.user_id
       join users.merchants s on s.id = m.merchant_id
       where m.merchant_id = $1 and m.role in ('OWNER', 'ADMIN') and m.notify_by_email`,
      [merchantId],
    );
    for (const { email, shop } of rows) {
      const { subject, text, html } = layOutEmail({
        subject: `A webhook of ${shop} was switched off`,
        paragraphs: [
          `Nothing is sent to ${shown} any more. ${WHY[reason]}`,
          'When it answers again, switch it on; what could not be delivered in the last 30 days is in the log of its deliveries and can be sent again from there.',
        ],
        action: { label: 'Open MerchantGraph', url: publicUrl },
      });
      await client.query(
        `insert into email.messages (merchant_id, kind, recipient, subject, text, html)
         values ($1, 'webhook_disabled', $2, $3, $4, $5)`,
        [merchantId, email, subject, text, html],
      );
    }
  };
