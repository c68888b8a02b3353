import type { Transaction } from '#prisma/database.ts';

/** Ratings of a kind over the last year. */
export interface KindRatings {
  merchantId: string;
  kind: string;
  useful: number;
  all: number;
}

/**
 * Ratings by merchant and kind. An insight one of whose anomalies somebody called a false alarm has one rating more, a
 * useless one. Kinds that are told by rules of the merchant's own or of the data are not weighed.
 */
export function ratingsByKind(tx: Transaction, merchantIds: readonly string[]): Promise<KindRatings[]> {
  return tx.$queryRaw<KindRatings[]>`
    with said as (
      select insight_id, useful from insights.insight_ratings
      where merchant_id = any(${merchantIds}::text[]::uuid[]) and rated_at > now() - interval '1 year'
      union all
      select distinct insight_id, false from insights.anomalies
      where merchant_id = any(${merchantIds}::text[]::uuid[]) and status = 'FALSE_ALARM'
        and insight_id is not null and status_at > now() - interval '1 year'
    )
    select i.merchant_id::text as "merchantId", i.kind, count(*) filter (where said.useful)::int as useful,
      count(*)::int as all
    from said join insights.insights i on i.id = said.insight_id
    where i.kind not in ('DATA_QUALITY', 'CUSTOM_ALERT')
    group by 1, 2 order by 1, 2`;
}

/** One actor's ratings of these insights. */
export function ratingsOf(
  tx: Transaction,
  actor: string,
  ids: readonly string[],
): Promise<{ insightId: string; useful: boolean }[]> {
  return tx.$queryRaw<{ insightId: string; useful: boolean }[]>`
    select insight_id::text as "insightId", useful from insights.insight_ratings
    where actor = ${actor} and insight_id = any(${ids}::text[]::uuid[])`;
}

/** Stores an actor's rating, or takes it back. */
export async function rate(
  tx: Transaction,
  rating: { merchantId: string; insightId: string; actor: string; useful: boolean | null },
): Promise<void> {
  const { merchantId, insightId, actor, useful } = rating;
  if (useful === null) {
    await tx.$executeRaw`
      delete from insights.insight_ratings where insight_id = ${insightId}::uuid and actor = ${actor}`;
    return;
  }
  await tx.$executeRaw`
    insert into insights.insight_ratings (insight_id, actor, merchant_id, useful)
    values (${insightId}::uuid, ${actor}, ${merchantId}::uuid, ${useful})
    on conflict (insight_id, actor) do update set useful = excluded.useful, rated_at = now()`;
}
