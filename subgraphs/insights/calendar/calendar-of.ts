import { type KeptEntry, occurrences } from '#platform/calendar/index.ts';
import type { Transaction } from '#prisma/database.ts';
import type { CalendarEntry } from '../detection/finding.ts';

/**
 * What merchants' calendars say of the days from `from` to `to` (both included), yearly entries once for each year,
 * oldest first. Merchants without an entry are left out. The transaction must be theirs.
 */
export async function calendarOf(
  tx: Transaction,
  merchantIds: readonly string[],
  from: string,
  to: string,
): Promise<Map<string, CalendarEntry[]>> {
  const rows = await tx.$queryRaw<(KeptEntry & { merchantId: string })[]>`
    select merchant_id::text as "merchantId", kind, name, from_day::text as "from", to_day::text as "to", yearly
    from insights.calendar_entries
    where merchant_id = any(${merchantIds}::text[]::uuid[]) and from_day <= ${to}::text::date
      and (yearly or to_day >= ${from}::text::date)
    order by from_day, id`;
  const calendars = new Map<string, CalendarEntry[]>();
  for (const { merchantId, ...entry } of rows) {
    const found = occurrences(entry, from, to);
    if (found.length > 0) calendars.set(merchantId, [...(calendars.get(merchantId) ?? []), ...found]);
  }
  for (const entries of calendars.values())
    entries.sort((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)));
  return calendars;
}
