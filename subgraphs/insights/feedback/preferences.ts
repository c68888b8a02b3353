import type { Transaction } from '#prisma/database.ts';
import type { Kind, Metric, Preferences } from '../detection/finding.ts';
import { ratingsByKind } from './feedback.repository.ts';
import { weightOf } from './weight.ts';

/** Nothing muted, every kind as welcome as the other. */
const NEUTRAL: Preferences = { mutes: [], weights: {} };

/**
 * What merchants have muted (mutes that have ended too, so that a backfill sees what held on its day) and how useful they
 * have found each kind over the last year. Merchants who have said nothing are left out. The transaction must be theirs.
 */
export async function preferencesOfMany(
  tx: Transaction,
  merchantIds: readonly string[],
): Promise<Map<string, Preferences>> {
  const mutes = await tx.$queryRaw<
    { merchantId: string; kind: Kind | null; metric: Metric | null; until: string | null }[]
  >`
    select merchant_id::text as "merchantId", kind, metric, until::text
    from insights.mutes where merchant_id = any(${merchantIds}::text[]::uuid[]) order by id`;
  const ratings = await ratingsByKind(tx, merchantIds);
  const all = new Map<string, { mutes: Preferences['mutes'][number][]; weights: Preferences['weights'] }>();
  const of = (merchantId: string) => {
    const known = all.get(merchantId) ?? { mutes: [], weights: {} };
    all.set(merchantId, known);
    return known;
  };
  for (const { merchantId, kind, metric, until } of mutes) {
    of(merchantId).mutes.push({
      ...(kind === null ? {} : { kind }),
      ...(metric === null ? {} : { metric }),
      ...(until === null ? {} : { until }),
    });
  }
  for (const { merchantId, kind, ...counts } of ratings) {
    of(merchantId).weights[kind as Kind] = weightOf(counts);
  }
  return all;
}

/** The same of one merchant, neutral for one who has said nothing. */
export async function preferencesOf(tx: Transaction, merchantId: string): Promise<Preferences> {
  const all = await preferencesOfMany(tx, [merchantId]);
  return all.get(merchantId) ?? NEUTRAL;
}
