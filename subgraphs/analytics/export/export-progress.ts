import { extendSchema, type GraphQLSchema, parse } from 'graphql';
import { badInput } from '#platform/errors/index.ts';
import { type EventFeed, payloadsOf } from '#platform/events/index.ts';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { requireMerchant } from '#platform/identity/index.ts';
import { isUuid } from '#platform/postgres/index.ts';
import { EXPORT_CHANGED, exportChangedPayload } from './events.ts';
import { toExport } from './export.mapper.ts';
import type { ExportService } from './export.service.ts';

const SDL = `
extend schema {
  subscription: Subscription
}

type Subscription {
  """
  An export whenever it has changed, about once a second while it runs, and once when it is over; at least once and in
  order. It begins with what changes next: read the export itself after subscribing. Needs the permission exports:read.
  """
  exportProgress(
    """Id of the merchant whose exports to watch."""
    merchantId: ID!
    """Only this export; all of the merchant when it is null."""
    exportId: ID
  ): Export!
}
`;

interface Changed {
  exportId: string;
}

/** Changes of a merchant's exports, or of one of them. */
const changesOf = (feed: EventFeed, merchantId: string, exportId: string | undefined) =>
  payloadsOf<Changed>(feed.subscribe({ eventTypes: [EXPORT_CHANGED], merchantId }), (value) => {
    const payload = exportChangedPayload.safeParse(value);
    const isMeant = payload.success && (exportId === undefined || payload.data.exportId === exportId);
    return isMeant ? payload.data : undefined;
  });

async function subscribe(
  deps: { feed: EventFeed; service: ExportService },
  context: SubgraphContext,
  args: { merchantId: string; exportId?: string | null },
): Promise<AsyncIterableIterator<Changed>> {
  requireMerchant(context.identity, args.merchantId, 'exports:read');
  if (!isUuid(args.merchantId))
    throw badInput('merchantId must be the id of a merchant, a UUID.', ['merchantId']);
  const merchantId = args.merchantId.toLowerCase();
  const { exportId } = args;
  if (!exportId) return changesOf(deps.feed, merchantId, undefined);
  const row = await deps.service.byId(context, exportId);
  if (row.merchantId !== merchantId)
    throw badInput('exportId is an export of another merchant.', ['exportId']);
  return changesOf(deps.feed, merchantId, row.id);
}

/**
 * Adds `Subscription.exportProgress` to the subgraph's schema. As SDL, because type-graphql refuses a subscription
 * without a pub/sub system of its own, and the event feed is this field's source.
 */
export function withExportProgress(
  base: { schema: GraphQLSchema; sdl: string },
  deps: { feed: EventFeed; service: ExportService },
): { schema: GraphQLSchema; sdl: string } {
  const schema = extendSchema(base.schema, parse(SDL));
  const sdl = `${base.sdl.trimEnd()}\n${SDL}`;
  const field = schema.getSubscriptionType()?.getFields().exportProgress;
  const service = schema.getQueryType()?.getFields()._service;
  if (field === undefined || service === undefined)
    throw new Error('the analytics schema lacks its root fields');
  field.subscribe = (_source, args: { merchantId: string; exportId?: string | null }, context) =>
    subscribe(deps, context, args);
  field.resolve = async (changed: Changed, _args, context: SubgraphContext) =>
    toExport(await deps.service.byId(context, changed.exportId));
  service.resolve = () => ({ sdl });
  return { schema, sdl };
}
