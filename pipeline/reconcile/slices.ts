import type { ComparedTable, MerchantSize } from '#warehouse/index.ts';
import type { Scope } from './source.ts';

/** A part of a large merchant's rows that is compared at once: a month of what has days, or all that has none. */
export interface Slice extends Scope {
  /** `YYYY-MM`, or `undated`, which comes last in any order. */
  name: string;
  tables: readonly ComparedTable[];
}

const UNDATED = 'undated';
/** Every so many comparisons of a month, its rows are compared with their whole content. */
export const CONTENT_EVERY = 8;
/** In the newest months most changes happen: they are always compared so. */
const NEWEST = 2;

const DATED: readonly ComparedTable[] = ['order_items', 'orders', 'carts'];
/** Compared with the content only: to compute them in PostgreSQL costs as much. */
const DERIVED: readonly ComparedTable[] = [
  'order_facts',
  'product_days',
  'product_months',
  'product_countries',
  'cart_days',
  'daily_metrics',
];
const OTHERS: readonly ComparedTable[] = ['customers', 'products', 'cart_items', 'cart_events'];

function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  let [year, month] = first.split('-').map(Number) as [number, number];
  for (;;) {
    const name = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
    months.push(name);
    if (name >= last.slice(0, 7)) return months;
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}

const lastDayOf = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
};

/**
 * The slices of one comparison, in their order. The first and the last month are open to their sides: what the mirror
 * does not know of may lie there.
 * @param pass comparisons before this one: each slice has its turn to be compared with its content
 * @param openDays days of known differences, empty for those without a day: where they lie only content tells whether
 * they are gone
 */
export function slicesOf(
  { firstDay, lastDay }: Pick<MerchantSize, 'firstDay' | 'lastDay'>,
  pass: number,
  openDays: readonly string[],
): Slice[] {
  const [first = firstDay, last = lastDay] = [firstDay, lastDay].sort();
  const months = monthsBetween(first, last);
  const isOpen = (from: string | undefined, to: string | undefined): boolean =>
    openDays.some((day) => day !== '' && (!from || day >= from) && (!to || day <= to));
  const dated = months.map((name, at): Slice => {
    const from = at === 0 ? undefined : `${name}-01`;
    const to = at === months.length - 1 ? undefined : lastDayOf(name);
    const isTurn = (at + pass) % CONTENT_EVERY === 0 || at >= months.length - NEWEST;
    const withContent = isTurn || isOpen(from, to);
    return { name, from, to, withContent, tables: withContent ? [...DATED, ...DERIVED] : DATED };
  });
  const withContent = pass % CONTENT_EVERY === 0 || openDays.length > 0;
  return [...dated, { name: UNDATED, withContent, tables: OTHERS }];
}
