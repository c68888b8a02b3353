import type { Metric } from '../detection/finding.ts';

/** How a merchant's figures are written. English for now; the number formats come from Intl. */
export interface Formats {
  /** A metric's value: money in the merchant's currency, counts with at most one decimal. */
  value(metric: Metric, amount: number): string;
}

const MONEY: ReadonlySet<Metric> = new Set(['GROSS_REVENUE', 'AVERAGE_ORDER_VALUE', 'REFUNDS']);
const cache = new Map<string, Formats>();

/** The formats of a currency (ISO 4217). A code Intl does not know is written out: "XYZ 12.00". */
export function formatsFor(currency: string): Formats {
  const known = cache.get(currency);
  if (known !== undefined) return known;
  const money = new Intl.NumberFormat('en', { style: 'currency', currency });
  const count = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
  const small = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
  const formats: Formats = {
    value: (metric, amount) => {
      if (MONEY.has(metric)) return money.format(amount);
      return (Math.abs(amount) < 100 ? small : count).format(amount);
    },
  };
  cache.set(currency, formats);
  return formats;
}

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });
const WEEKDAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' });

/** "13 November". */
export function dayText(day: string): string {
  return DAY.format(new Date(`${day}T00:00:00Z`));
}

/** "Sunday". */
export function weekdayText(day: string): string {
  return WEEKDAY.format(new Date(`${day}T00:00:00Z`));
}

/** "7 to 13 November", "28 November to 4 December". */
export function periodText(from: string, to: string): string {
  const sameMonth = from.slice(0, 7) === to.slice(0, 7);
  return `${sameMonth ? Number(from.slice(8)) : dayText(from)} to ${dayText(to)}`;
}

const PERCENT = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });

/** The size of a relative change without its sign: "43%". */
export function changeText(change: number): string {
  return PERCENT.format(Math.abs(change));
}
