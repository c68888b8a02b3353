import { createFeatureFlags, type FeatureFlags } from '#platform/flags/index.ts';
import { withTenants } from '#platform/postgres/index.ts';
import type { PrismaClient, Transaction } from '#prisma/database.ts';
import { calendarOf } from '../calendar/calendar-of.ts';
import { addDays } from '../detection/calendar.ts';
import { TOLD_DAYS } from '../detection/detect.ts';
import type { CalendarEntry, Dimension, Preferences, ToldStory } from '../detection/finding.ts';
import { preferencesOfMany } from '../feedback/preferences.ts';

/** What detection has to know of a merchant beside its numbers. */
export interface MerchantContext {
  told: readonly ToldStory[];
  calendar: readonly CalendarEntry[];
  preferences: Preferences | undefined;
  /** Whether the merchant is told of single unusual days. */
  weekdayAnomalies: boolean;
}

type ToldRow = Omit<ToldStory, 'slice'> & {
  merchantId: string;
  dimension: Dimension | null;
  key: string | null;
  label: string | null;
};

/** Without what is absent, so that equal stories look equal wherever they were read. */
const toTold = ({ merchantId: _, dimension, key, label, ...story }: ToldRow): ToldStory =>
  dimension === null || key === null ? story : { ...story, slice: { dimension, key, label: label ?? key } };

/** What merchants were told about days around `asOf`, in an order of its own that does not change. */
function toldRows(tx: Transaction, merchantIds: readonly string[], asOf: string): Promise<ToldRow[]> {
  return tx.$queryRaw<ToldRow[]>`
    select merchant_id::text as "merchantId", stable_key as "stableKey", kind, metric, direction,
      window_from::text as "from", window_to::text as "to",
      coalesce(last_seen, as_of)::text as "asOf",
      observed::float8 as observed, expected::float8 as expected, slice_dimension as dimension, slice_key as key,
      slice_label as label
    from insights.insights
    where merchant_id = any(${merchantIds}::text[]::uuid[]) and kind not in ('DATA_QUALITY', 'CUSTOM_ALERT')
      and as_of <= ${asOf}::text::date + ${TOLD_DAYS}::int
      and coalesce(last_seen, as_of) >= ${asOf}::text::date - ${TOLD_DAYS}::int
    order by id`;
}

/** What one merchant was told, within a transaction of its tenant. */
export async function toldTo(tx: Transaction, merchantId: string, asOf: string): Promise<ToldStory[]> {
  return (await toldRows(tx, [merchantId], asOf)).map(toTold);
}

/** Keeps two runs from writing one merchant at the same time: the second sees what the first has told. */
export async function lockMerchant(tx: Transaction, merchantId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`insights.generate:${merchantId}`}, 0))`;
}

/** Reads the contexts of a chunk of merchants, in one transaction. */
export function createContextReader(worker: PrismaClient) {
  // Read anew by every run: a flag that is set before the night holds in it.
  const flags: FeatureFlags = createFeatureFlags({ client: worker });
  return async (
    merchantIds: readonly string[],
    asOf: string,
    days: number,
  ): Promise<(merchantId: string) => MerchantContext> => {
    if (merchantIds.length === 0) throw new RangeError('a chunk without merchants');
    const withDays = await flags.enabledAmong(merchantIds, 'insights.weekday_anomalies');
    return withTenants(worker, merchantIds, async (tx) => {
      const calendars = await calendarOf(tx, merchantIds, addDays(asOf, -days), addDays(asOf, 1));
      const preferences = await preferencesOfMany(tx, merchantIds);
      const told = Map.groupBy(await toldRows(tx, merchantIds, asOf), ({ merchantId }) => merchantId);
      return (merchantId) => ({
        told: told.get(merchantId)?.map(toTold) ?? [],
        calendar: calendars.get(merchantId) ?? [],
        preferences: preferences.get(merchantId),
        weekdayAnomalies: withDays.has(merchantId),
      });
    });
  };
}
