import type { Metric, Slice } from '../detection/finding.ts';

/** How figures and days are written in a locale: all of it by Intl. */
export interface Formats {
  /** A metric's value: money in the merchant's currency, rates in percent, counts with at most one decimal. */
  value(metric: Metric, amount: number): string;
  /** An amount of money with its sign: "+£61.20". */
  signed(amount: number): string;
  /** The size of a relative change without its sign: "43%". */
  change(change: number): string;
  /** A share: "34%". */
  share(share: number): string;
  /** A plain number with at most one decimal. */
  number(value: number): string;
  /** "13 November". */
  day(day: string): string;
  /** "Sunday 13 November". */
  date(day: string): string;
  /** "Sunday". */
  weekday(day: string): string;
  /** "a, b and c". */
  list(items: readonly string[]): string;
  /** What a person calls a slice; countries by their name in this language. */
  slice(slice: Slice): string;
}

const MONEY: ReadonlySet<Metric> = new Set([
  'GROSS_REVENUE',
  'NET_REVENUE',
  'AVERAGE_ORDER_VALUE',
  'REFUNDS',
]);
const RATES: ReadonlySet<Metric> = new Set(['REFUND_RATE', 'ABANDONMENT_RATE', 'CONVERSION']);

/** Formats are dear to make; a deployment has few pairs of locale and currency, but nobody promises that. */
const MOST_KEPT = 200;
const kept = new Map<string, Formats>();

/**
 * The formats of a locale that Intl knows and a currency (ISO 4217). A code Intl does not know is written out:
 * "XYZ 12.00". Plain `en` has its days the way most of the world writes them, day before month.
 */
export function formatsFor(locale: string, currency: string): Formats {
  const key = `${locale} ${currency}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const formats = makeFormats(locale, currency);
  kept.set(key, formats);
  return formats;
}

function makeFormats(locale: string, currency: string): Formats {
  const dates = locale === 'en' ? 'en-GB' : locale;
  const format = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const time = (options: Intl.DateTimeFormatOptions) => {
    const made = new Intl.DateTimeFormat(dates, { ...options, timeZone: 'UTC' });
    return (day: string) => made.format(new Date(`${day}T00:00:00Z`));
  };
  const money = format({ style: 'currency', currency });
  const signed = format({ style: 'currency', currency, signDisplay: 'exceptZero' });
  const count = format({ maximumFractionDigits: 0 });
  const small = format({ maximumFractionDigits: 1 });
  const percent = format({ style: 'percent', maximumFractionDigits: 0 });
  const rate = format({ style: 'percent', maximumFractionDigits: 1 });
  const list = new Intl.ListFormat(dates, { type: 'conjunction' });
  const regions = new Intl.DisplayNames(locale, { type: 'region' });
  return {
    value(metric, amount) {
      if (MONEY.has(metric)) return money.format(amount);
      if (RATES.has(metric)) return rate.format(amount);
      return (Math.abs(amount) < 100 ? small : count).format(amount);
    },
    signed: (amount) => signed.format(amount),
    change: (change) => percent.format(Math.abs(change)),
    share: (share) => percent.format(share),
    number: (value) => small.format(value),
    day: time({ day: 'numeric', month: 'long' }),
    date: time({ weekday: 'long', day: 'numeric', month: 'long' }),
    weekday: time({ weekday: 'long' }),
    list: (items) => list.format(items),
    slice: ({ dimension, key, label }) =>
      dimension === 'COUNTRY' && /^[A-Z]{2}$/.test(key) ? (regions.of(key) ?? label) : label,
  };
}
