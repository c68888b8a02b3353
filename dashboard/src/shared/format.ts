/** Numbers, money and dates as a person of the merchant's place reads them. */
export interface Format {
  money(amount: string | number): string;
  /** A difference of money with its sign. */
  signedMoney(amount: string | number): string;
  /** Money without cents where it is large: for axes and tiles. */
  shortMoney(amount: string | number): string;
  /** Short money for the marks of an axis, without cents that are zero. */
  axisMoney(amount: number): string;
  number(value: number): string;
  shortNumber(value: number): string;
  /** A relative change with its sign: +12.4%. */
  change(value: number): string;
  percent(value: number): string;
  /** A calendar day, `2011-12-09`. */
  day(date: string): string;
  shortDay(date: string): string;
  month(date: string): string;
  /** 1 for Monday to 7 for Sunday. */
  weekday(day: number): string;
  /** 0 to 23. */
  hour(hour: number): string;
  range(from: string, to: string): string;
  /** An instant, in the merchant's time zone. */
  instant(instant: string): string;
}

const cache = new Map<string, Format>();

/** Formats for a currency and a time zone; dates without a time are never moved by it. */
export function formatFor(currency: string, timeZone: string, locale: string = navigator.language): Format {
  const key = `${locale}/${currency}/${timeZone}`;
  const known = cache.get(key);
  if (known) return known;
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const shortMoney = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumFractionDigits: 1,
  });
  const signedMoney = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    signDisplay: 'exceptZero',
  });
  const number = new Intl.NumberFormat(locale);
  const shortNumber = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const change = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  const utc = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  const day = utc({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const shortDay = utc({ day: 'numeric', month: 'short' });
  const weekday = utc({ weekday: 'long' });
  const hour = utc({ hour: '2-digit', minute: '2-digit' });
  const month = utc({ month: 'short', year: 'numeric' });
  const range = utc({ day: 'numeric', month: 'short', year: 'numeric' });
  const instant = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const at = (date: string) => new Date(`${date}T00:00:00Z`);
  const format: Format = {
    // Intl formats a decimal string exactly; the type allows it only for literals.
    money: (amount) => money.format(amount as number),
    signedMoney: (amount) => signedMoney.format(amount as number),
    shortMoney: (amount) => (Math.abs(Number(amount)) < 10_000 ? money : shortMoney).format(amount as number),
    axisMoney: (amount) =>
      (Math.abs(amount) < 10_000 ? money : shortMoney).format(amount).replace(/[.,]00(?=\D*$)/, ''),
    number: (value) => number.format(value),
    shortNumber: (value) => shortNumber.format(value),
    change: (value) => change.format(value),
    percent: (value) => percent.format(value),
    day: (date) => day.format(at(date)),
    shortDay: (date) => shortDay.format(at(date)),
    // 2024 began on a Monday.
    weekday: (of) => weekday.format(at(`2024-01-0${of}`)),
    hour: (of) => hour.format(new Date(Date.UTC(2024, 0, 1, of))),
    month: (date) => month.format(at(date)),
    range: (from, to) => (from === to ? range.format(at(from)) : range.formatRange(at(from), at(to))),
    instant: (value) => instant.format(new Date(value)),
  };
  cache.set(key, format);
  return format;
}
