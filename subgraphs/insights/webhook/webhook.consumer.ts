import { z } from 'zod';
import type { EventConsumer } from '#platform/events/index.ts';
import { withTenants } from '#platform/postgres/index.ts';
import type { Database } from '#prisma/database.ts';
import { INSIGHT_CREATED } from '../subscription/insight-created.ts';
import { INSIGHT_UPDATED } from '../subscription/insight-updated.ts';
import { bodyOf } from './event-body.ts';
import { queueDelivery } from './webhook.repository.ts';

const payloadShape = z.object({ insightId: z.uuid() });

/** An insight as webhooks tell it. */
interface ToldInsight {
  id: string;
  kind: string;
  metric: string;
  direction: string;
  severity: string;
  title: string;
  text: string;
  asOf: string;
}

/** Puts every event about an insight on its way to the endpoints that want it, once each. */
export const createWebhookConsumer = (deps: { db: Pick<Database, 'worker'> }): EventConsumer => ({
  name: 'insights.webhooks',
  eventTypes: [INSIGHT_CREATED, INSIGHT_UPDATED],
  async handle(event) {
    const { insightId } = payloadShape.parse(event.payload);
    const { merchantId, eventId, eventType } = event;
    await withTenants(deps.db.worker, [merchantId], async (tx) => {
      const [insight] = await tx.$queryRaw<ToldInsight[]>`
        select id::text, kind, metric, direction, severity, title, body as "text", as_of::text as "asOf"
        from insights.insights where merchant_id = ${merchantId}::uuid and id = ${insightId}::uuid`;
      // Gone since: there is nothing to tell.
      if (!insight) return;
      const endpoints = await tx.$queryRaw<{ id: string }[]>`
        select id::text from insights.webhook_endpoints
        where merchant_id = ${merchantId}::uuid and enabled and ${eventType} = any(events)
          and (cardinality(kinds) = 0 or ${insight.kind} = any(kinds))
          and array_position(array['INFO', 'NOTICE', 'WARNING', 'CRITICAL'], least_severity)
            <= array_position(array['INFO', 'NOTICE', 'WARNING', 'CRITICAL'], ${insight.severity})
          -- One made since wants what comes, not what was.
          and created_at <= ${event.eventTimestamp}`;
      const body = bodyOf({ ...event, payload: { insight } });
      for (const { id } of endpoints)
        await queueDelivery(tx, { merchantId, endpointId: id, eventId, eventType, body });
    });
  },
});
