import type { KeptEntry } from '#platform/calendar/index.ts';
import { isUuid, withTenants } from '#platform/postgres/tenants.ts';
import type { Database } from '#prisma/database.ts';
import type { DayRange } from '../report/calendar.ts';

/** The number in the shop of a product of this merchant, by that number or by its id; undefined when there is none. */
export async function findSku(
  db: Pick<Database, 'app'>,
  merchantId: string,
  by: { id: string } | { sku: string },
): Promise<string | undefined> {
  if ('id' in by && !isUuid(by.id)) return undefined;
  const row = await withTenants(db.app, [merchantId], (tx) =>
    tx.product.findFirst({
      where: { merchantId, ...('id' in by ? { id: by.id } : { externalId: by.sku }) },
      select: { externalId: true },
    }),
  );
  return row?.externalId;
}

/**
 * Entries of the merchant's calendar that touch a range of days, oldest first. The insights subgraph owns them; they are
 * read from its table, as the nightly job does, so that a forecast never lags behind what a person has just entered.
 */
export const keptCalendar = (
  db: Pick<Database, 'app'>,
  merchantId: string,
  { from, to }: DayRange,
): Promise<KeptEntry[]> =>
  withTenants(
    db.app,
    [merchantId],
    (tx) => tx.$queryRaw<KeptEntry[]>`
      select kind, name, from_day::text as "from", to_day::text as "to", yearly
      from insights.calendar_entries
      where merchant_id = ${merchantId}::uuid and from_day <= ${to}::text::date
        and (yearly or to_day >= ${from}::text::date)
      order by from_day, id`,
  );
