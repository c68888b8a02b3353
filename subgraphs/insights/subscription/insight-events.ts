import { z } from 'zod';
import { badInput } from '#platform/errors/index.ts';
import { type EventFeed, payloadsOf } from '#platform/events/index.ts';
import { type Identity, requireMerchant } from '#platform/identity/index.ts';
import { isUuid } from '#platform/postgres/index.ts';
import type { InsightKind, InsightSeverity } from '../insight/insight.enums.ts';
import { INSIGHT_CREATED } from './insight-created.ts';
import { INSIGHT_UPDATED } from './insight-updated.ts';

const SEVERITIES: readonly string[] = ['INFO', 'NOTICE', 'WARNING', 'CRITICAL'];

/** Payload of `insight.created` and `insight.updated`. Those of the first releases said only which insight. */
const payloadShape = z.object({
  insightId: z.string(),
  version: z.number().int().optional(),
  kind: z.string().optional(),
  severity: z.string().optional(),
});

/** What a subscriber wants to hear. */
export interface InsightSubscription {
  merchantId: string;
  /** Id of the last event seen. */
  after?: string | null;
  kinds?: readonly InsightKind[] | null;
  leastSeverity?: InsightSeverity | null;
}

/** An event about an insight. */
export interface InsightEvent {
  eventId: string;
  merchantId: string;
  insightId: string;
  version: number;
  /** Its sequence, in decimal. */
  position: string;
}

/**
 * A merchant's insights as they are written or updated: those after the event `after`, when that is known, and then
 * whatever comes. Filters look at kind and severity as they were at the event. The feed holds a bounded number of events
 * for a subscriber that reads slowly and fails it beyond that, so a client that stops reading does not grow memory.
 * @throws UNAUTHENTICATED, NOT_FOUND, FORBIDDEN or BAD_INPUT at once, before anything is subscribed
 */
export async function subscribeToInsights(
  feed: EventFeed,
  eventType: typeof INSIGHT_CREATED | typeof INSIGHT_UPDATED,
  identity: Identity,
  wish: InsightSubscription,
): Promise<AsyncIterableIterator<InsightEvent>> {
  const { merchantId, after, kinds, leastSeverity } = wish;
  requireMerchant(identity, merchantId, 'insights:read');
  if (!isUuid(merchantId)) throw badInput('merchantId must be the id of a merchant, a UUID.', ['merchantId']);
  const what = eventType === INSIGHT_CREATED ? 'an insight' : 'an event';
  if (after && !isUuid(after)) throw badInput(`after must be the id of ${what}, a UUID.`, ['after']);
  const tenant = merchantId.toLowerCase();
  // One that is not known any more cannot be resumed after: from now on, then.
  const position = after ? await feed.sequenceOf(after, tenant) : undefined;
  const events = feed.subscribe({
    eventTypes: [eventType],
    merchantId: tenant,
    ...(position === undefined ? {} : { after: position }),
  });
  const least = leastSeverity ? SEVERITIES.indexOf(leastSeverity) : 0;
  // Later versions may only add to the payload; an event without it cannot be shown. What an event of an early release
  // does not say of itself fits every filter: better once too much than missed.
  return payloadsOf(events, (payload, { eventId, sequence }) => {
    const { data } = payloadShape.safeParse(payload);
    if (data === undefined) return undefined;
    const { insightId, version = 1, kind, severity } = data;
    if (kinds && kind !== undefined && !(kinds as readonly string[]).includes(kind)) return undefined;
    if (severity !== undefined && SEVERITIES.indexOf(severity) < least) return undefined;
    return { eventId, merchantId: tenant, insightId, version, position: String(sequence) };
  });
}
