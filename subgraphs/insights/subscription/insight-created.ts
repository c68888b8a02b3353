import { z } from 'zod';
import { badInput } from '#platform/errors/index.ts';
import { type EventFeed, payloadsOf } from '#platform/events/index.ts';
import { type Identity, requireMerchant } from '#platform/identity/index.ts';
import { isUuid } from '#platform/postgres/index.ts';

/** Type of the event that the nightly job appends for every insight it writes. */
export const INSIGHT_CREATED = 'insight.created';
export const INSIGHT_CREATED_VERSION = 1;

/** Payload of `insight.created`. */
export const insightCreatedPayload = z.object({ insightId: z.string() });

/** The id of an insight that has just been written. */
export interface CreatedInsight {
  insightId: string;
}

/**
 * A merchant's new insights: those after the insight `after`, when that is known, and then whatever comes. The feed holds a bounded number of events for a subscriber that reads slowly
 * and fails it beyond that, so a client that stops reading does not grow memory.
 * @throws UNAUTHENTICATED, NOT_FOUND or FORBIDDEN at once, before anything is subscribed
 */
export async function subscribeToCreated(
  feed: EventFeed,
  identity: Identity,
  merchantId: string,
  after?: string | null,
): Promise<AsyncIterableIterator<CreatedInsight>> {
  requireMerchant(identity, merchantId, 'insights:read');
  if (!isUuid(merchantId)) throw badInput('merchantId must be the id of a merchant, a UUID.', ['merchantId']);
  if (after && !isUuid(after)) throw badInput('after must be the id of an insight, a UUID.', ['after']);
  const tenant = merchantId.toLowerCase();
  // An insight's event carries its id. One that is not known any more cannot be resumed after: from now on, then.
  const position = after ? await feed.sequenceOf(after, tenant) : undefined;
  const events = feed.subscribe({
    eventTypes: [INSIGHT_CREATED],
    merchantId: tenant,
    ...(position === undefined ? {} : { after: position }),
  });
  // Later versions may only add to the payload; an event without it cannot be shown.
  return payloadsOf(events, (payload) => insightCreatedPayload.safeParse(payload).data);
}
