import { z } from 'zod';
import { badInput } from '#platform/errors/index.ts';
import { type EventFeed, payloadsOf, withMarks } from '#platform/events/index.ts';
import { StreamMark } from '#platform/graphql/index.ts';
import { type Identity, requireMerchant } from '#platform/identity/index.ts';
import { isUuid } from '#platform/postgres/index.ts';
import type { InsightKind, InsightSeverity } from '../insight/insight.enums.ts';
import { INSIGHT_CREATED } from './insight-created.ts';
import { INSIGHT_UPDATED } from './insight-updated.ts';
import type { Places } from './places.ts';

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
  /** Id of the last event seen, or a place that was told. */
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
  /** Its place, for whoever goes on after it. */
  place: string;
}

/**
 * A merchant's insights as they are written or updated: those after `after`, when that is known, and then whatever comes.
 * Filters look at kind and severity as they were at the event. Between events it tells where it stands, at first when it
 * has begun. The feed holds a bounded number of events for a subscriber that reads slowly and fails it beyond that, so a
 * client that stops reading does not grow memory.
 * @throws UNAUTHENTICATED, NOT_FOUND, FORBIDDEN or BAD_INPUT at once, before anything is subscribed
 */
export async function subscribeToInsights(
  deps: { feed: EventFeed; places: Places },
  eventType: typeof INSIGHT_CREATED | typeof INSIGHT_UPDATED,
  identity: Identity,
  wish: InsightSubscription,
): Promise<AsyncIterableIterator<InsightEvent | StreamMark>> {
  const { feed, places } = deps;
  const { merchantId, after, kinds, leastSeverity } = wish;
  requireMerchant(identity, merchantId, 'insights:read');
  if (!isUuid(merchantId)) throw badInput('merchantId must be the id of a merchant, a UUID.', ['merchantId']);
  const what = eventType === INSIGHT_CREATED ? 'an insight' : 'an event';
  if (after && !isUuid(after) && !places.isPlace(after))
    throw badInput(`after must be the id of ${what}, a UUID, or a place that the service told.`, ['after']);
  const tenant = merchantId.toLowerCase();
  const events = feed.subscribe({
    eventTypes: [eventType],
    merchantId: tenant,
    ...(await resumed(deps, tenant, after)),
  });
  const least = leastSeverity ? SEVERITIES.indexOf(leastSeverity) : 0;
  // Later versions may only add to the payload; an event without it cannot be shown. What an event of an early release
  // does not say of itself fits every filter: better once too much than missed.
  const told = payloadsOf<InsightEvent>(events, (payload, { eventId, sequence }) => {
    const { data } = payloadShape.safeParse(payload);
    if (data === undefined) return undefined;
    const { insightId, version = 1, kind, severity } = data;
    if (kinds && kind !== undefined && !(kinds as readonly string[]).includes(kind)) return undefined;
    if (severity !== undefined && SEVERITIES.indexOf(severity) < least) return undefined;
    const place = places.write(sequence, tenant);
    return { eventId, merchantId: tenant, insightId, version, position: String(sequence), place };
  });
  return withMarks(
    events,
    told,
    (sequence) => new StreamMark(String(sequence), places.write(sequence, tenant)),
  );
}

/** Where to begin: what is not known any more cannot be resumed after, that is from now on. */
async function resumed(
  { feed, places }: { feed: EventFeed; places: Places },
  merchantId: string,
  after: string | null | undefined,
): Promise<{ after?: bigint }> {
  if (!after) return {};
  const sequence = isUuid(after) ? await feed.sequenceOf(after, merchantId) : places.read(after, merchantId);
  return sequence === undefined ? {} : { after: sequence };
}
