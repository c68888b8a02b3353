import DataLoader from 'dataloader';
import { notFound } from '#platform/errors/index.ts';
import { loaderOf, type SubgraphContext } from '#platform/graphql/index.ts';
import { actorOf, type Identity, requireMerchant } from '#platform/identity/index.ts';
import { type Idempotency, withTenants } from '#platform/postgres/index.ts';
import type { Database } from '#prisma/database.ts';
import type { InsightRow } from '../insight/insight.repository.ts';
import type { InsightService } from '../insight/insight.service.ts';
import { type KindRatings, rate, ratingsByKind, ratingsOf } from './feedback.repository.ts';
import type { RateInsightInput } from './feedback.type.ts';

const ratingKey = {};

/** What people think of insights. */
export function createFeedbackService(deps: {
  db: Pick<Database, 'app'>;
  idempotency: Idempotency;
  insights: InsightService;
}) {
  const { db, idempotency, insights } = deps;

  async function loadRatings(
    actor: string,
    wanted: readonly { id: string; merchantId: string }[],
  ): Promise<(boolean | null)[]> {
    const tenants = [...new Set(wanted.map(({ merchantId }) => merchantId))];
    const ids = wanted.map(({ id }) => id);
    const rows = await withTenants(db.app, tenants, (tx) => ratingsOf(tx, actor, ids));
    const byId = new Map(rows.map(({ insightId, useful }) => [insightId, useful]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  return {
    /** The caller's own rating of an insight it was shown; those of one request are read together. */
    mine(context: SubgraphContext, insight: { id: string; merchantId: string }): Promise<boolean | null> {
      return loaderOf(
        context,
        ratingKey,
        () =>
          new DataLoader(
            (wanted: readonly { id: string; merchantId: string }[]) =>
              loadRatings(actorOf(context.identity), wanted),
            { cacheKeyFn: ({ id }) => id },
          ),
      ).load(insight);
    },

    /** How each kind was rated; needs insights:read. */
    async byKind(identity: Identity, merchantId: string): Promise<KindRatings[]> {
      requireMerchant(identity, merchantId, 'insights:read');
      return withTenants(db.app, [merchantId], (tx) => ratingsByKind(tx, [merchantId]));
    },

    /** Stores the caller's rating; throws NOT_FOUND, FORBIDDEN, UNAUTHENTICATED. */
    async rate(context: SubgraphContext, { id, useful = null }: RateInsightInput): Promise<InsightRow> {
      const { identity, idempotencyKey: key } = context;
      if (identity.kind === 'anonymous') requireMerchant(identity, id, 'insights:write');
      const found = await insights.find(context, id);
      if (found === null) throw notFound('The insight', ['input', 'id']);
      const { merchantId } = found;
      requireMerchant(identity, merchantId, 'insights:write');
      const actor = actorOf(identity);
      const rating = { merchantId, insightId: found.id, actor, useful };
      await withTenants(db.app, [merchantId], (tx) =>
        idempotency.run(
          tx,
          { scope: merchantId, actor, operation: 'rateInsight', key, input: { id: found.id, useful } },
          () => rate(tx, rating).then(() => true),
        ),
      );
      return found;
    },
  };
}

export type FeedbackService = ReturnType<typeof createFeedbackService>;
