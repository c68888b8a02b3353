import { money } from '#platform/graphql/index.ts';
import { formatAmount, parseAmount, relativeChange } from '#platform/money/index.ts';
import type { BreakdownRow } from '#warehouse/index.ts';
import { BreakdownComparison, RevenueBreakdown, RevenueDimension } from './breakdown.type.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Keys of the dimensions that have a fixed set of them, in their order. */
const FIXED: Partial<Record<RevenueDimension, readonly string[]>> = {
  [RevenueDimension.WEEKDAY]: WEEKDAYS.map((_, at) => String(at + 1)),
  [RevenueDimension.HOUR]: Array.from({ length: 24 }, (_, hour) => String(hour)),
};

function labelOf(by: RevenueDimension, key: string | null): string {
  if (key === null) return 'unknown';
  if (by === RevenueDimension.WEEKDAY) return WEEKDAYS[Number(key) - 1] ?? key;
  if (by === RevenueDimension.HOUR) return `${key.padStart(2, '0')}:00`;
  if (by !== RevenueDimension.SEGMENT) return key;
  const words = key.toLowerCase().replaceAll('_', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

const NOTHING = { gross_revenue: '0', refunds: '0', orders: 0, units: 0, customers: 0 };

/** The parts of a breakdown, in the order of its dimension; `before` are rows of the range compared with. */
export function partsOf(
  by: RevenueDimension,
  rows: readonly BreakdownRow[],
  before: readonly BreakdownRow[] | undefined,
  currency: string,
): RevenueBreakdown[] {
  const now = new Map(rows.map((row) => [row.key, row]));
  const then = new Map((before ?? []).map((row) => [row.key, row]));
  const all = rows.reduce((sum, row) => sum + parseAmount(row.gross_revenue), 0n);
  // Rows come by revenue; keys that only the other range has come last.
  const keys = FIXED[by] ?? [...new Set([...now.keys(), ...then.keys()])];
  const amount = (units: bigint) => money(formatAmount(units), currency);
  return keys.map((key) => {
    const row = now.get(key) ?? NOTHING;
    const gross = parseAmount(row.gross_revenue);
    const refunds = parseAmount(row.refunds);
    const base = then.get(key) ?? NOTHING;
    return Object.assign(new RevenueBreakdown(), {
      key,
      label: labelOf(by, key),
      grossRevenue: amount(gross),
      refunds: amount(refunds),
      netRevenue: amount(gross - refunds),
      orders: row.orders,
      units: row.units,
      customers: row.customers,
      share: all > 0n ? Number(gross) / Number(all) : null,
      comparison: before
        ? Object.assign(new BreakdownComparison(), {
            grossRevenue: money(base.gross_revenue, currency),
            orders: base.orders,
            change: relativeChange(gross, parseAmount(base.gross_revenue)),
          })
        : null,
    });
  });
}
