import type { Zone } from './zone.ts';

/** What a cell may hold is told by a sentence that names the fix; it follows the column and the value in a reject. */
export class CellError {
  readonly problem: string;
  constructor(problem: string) {
    this.problem = problem;
  }
}

const MAX_INT4 = 2_147_483_647;
/** Amounts are numeric(19,4): fifteen digits before the point. */
const MAX_AMOUNT = 1e15;
const OLDEST = Date.UTC(1990, 0, 1);
const DAY_MS = 86_400_000;

const INTEGER = /^[+-]?\d{1,15}(?:\.0+)?$/;
// Thousands are believed before a decimal point only: "1,234" alone may be a decimal comma.
const DECIMAL = /^([+-]?)(\d{1,3}(?:,\d{3})+(?=\.)|\d+)(?:\.(\d*))?$/;
const DECIMAL_COMMA = /^([+-]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d*))?$/;
const AMBIGUOUS = /^[+-]?[1-9]\d{0,2}\.\d{3}$/;

/** How numbers are written: `either` where a file does not say, as in one that is separated by semicolons. */
export type DecimalStyle = 'point' | 'comma' | 'either';

const DECIMAL_SHAPE: Record<DecimalStyle, string> = {
  point: '12.50',
  comma: '12,50',
  either: '12,50 or 12.50',
};

/** A whole number in the range of a PostgreSQL integer. */
export function parseQuantity(text: string): number | CellError {
  if (!INTEGER.test(text)) return new CellError('is not a whole number; write it like 6 or -6');
  const value = Number(text);
  if (Math.abs(value) > MAX_INT4) return new CellError(`is out of range; at most ${MAX_INT4} either way`);
  return value === 0 ? 0 : value;
}

/** An exact decimal with at most four decimals, returned in its shortest form. */
export function parseDecimal(text: string, style: DecimalStyle = 'point'): string | CellError {
  if (style === 'either' && AMBIGUOUS.test(text)) {
    return new CellError(
      'may be a thousand or a fraction; write two decimals, or say which with "decimal" in a mapping file',
    );
  }
  const comma = style === 'comma' || (style === 'either' && text.includes(','));
  const match = (comma ? DECIMAL_COMMA : DECIMAL).exec(text);
  if (!match) {
    return new CellError(`is not a number; write it like ${DECIMAL_SHAPE[style]}, without a currency sign`);
  }
  const whole = (match[2] ?? '').replace(/[.,]/g, '').replace(/^0+(?=\d)/, '');
  const decimals = (match[3] ?? '').replace(/0+$/, '');
  if (decimals.length > 4) return new CellError('has more than four decimals; round it to at most four');
  if (whole.length > 15) return new CellError('is out of range; at most fifteen digits before the point');
  const digits = decimals === '' ? whole : `${whole}.${decimals}`;
  return match[1] === '-' && digits !== '0' ? `-${digits}` : digits;
}

/** Why quantity x price cannot be kept as an amount, or null. */
export function amountProblem(quantity: number, unitPrice: string): string | null {
  return Math.abs(quantity * Number(unitPrice)) >= MAX_AMOUNT
    ? 'is an amount of more than fifteen digits'
    : null;
}

/** A moment and the day it falls on in the shop's own time zone. */
export interface Moment {
  instant: number;
  /** YYYY-MM-DD */
  businessDate: string;
}

const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?$/i;
const US = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: +(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;

/** Which ways of writing a date a column may use, besides ISO 8601. */
type DateStyle = 'iso' | 'iso-or-us';

/**
 * Creates the reader of date columns. A time without an offset is the clock of the shop; one with an offset is exact.
 * Dates before 1990 or more than two days ahead are mistakes and not orders.
 */
export function createDateParser(options: {
  zone: Zone;
  businessZone: Zone;
  now: number;
  style: DateStyle;
  /** Instead of those of `style`: patterns such as `DD.MM.YYYY HH:mm`, see `compileDatePattern`. */
  patterns?: readonly string[];
}): (text: string) => Moment | CellError {
  const { zone, businessZone, now, style } = options;
  const patterns = options.patterns?.map(compileDatePattern) ?? [];
  const example = options.patterns?.length
    ? options.patterns.join(' or ')
    : style === 'iso-or-us'
      ? '2011-12-09 12:50:00 or 12/9/2011 12:50'
      : '2011-12-09 12:50:00 or 2011-12-09T12:50:00Z';
  const wrong = new CellError(`is not a date and time; write it like ${example}`);

  const partsOf = (text: string): DateParts | null => {
    if (patterns.length > 0) {
      for (const pattern of patterns) {
        const found = pattern(text);
        if (found) return found;
      }
      return null;
    }
    const iso = ISO.exec(text);
    if (iso) return { year: iso[1], month: iso[2], day: iso[3], ...timeOf(iso), offset: iso[8] };
    const us = style === 'iso' ? null : US.exec(text);
    return us ? { year: us[3], month: us[1], day: us[2], ...timeOf(us) } : null;
  };

  const parse = (text: string): Moment | CellError => {
    const parts = partsOf(text);
    if (!parts) return wrong;
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = [
      parts.year,
      parts.month,
      parts.day,
      parts.hour,
      parts.minute,
      parts.second,
    ].map((part) => Number(part ?? 0));
    const fraction = Math.floor(Number(`0.${parts.fraction ?? 0}`) * 1000);
    const local = Date.UTC(year, month - 1, day, hour, minute, second, fraction);
    const shown = new Date(local);
    if (
      shown.getUTCMonth() !== month - 1 ||
      shown.getUTCDate() !== day ||
      hour > 23 ||
      minute > 59 ||
      second > 59
    ) {
      return new CellError(`is not a day and time of the calendar; write it like ${example}`);
    }
    const { offset } = parts;
    const instant = offset === undefined ? zone.toInstant(local) : local - offsetOf(offset);
    if (instant < OLDEST) return new CellError('is before 1990; correct the year');
    if (instant > now + 2 * DAY_MS)
      return new CellError('is more than two days in the future; correct the date');
    return { instant, businessDate: dateOf(businessZone.toLocal(instant)) };
  };

  // Lines of one invoice carry one time: the last answer is usually the next one.
  let lastText = '';
  let lastAnswer: Moment | CellError = wrong;
  return (text) => {
    if (text === lastText) return lastAnswer;
    lastAnswer = parse(text);
    lastText = text;
    return lastAnswer;
  };
}

interface DateParts {
  year?: string | undefined;
  month?: string | undefined;
  day?: string | undefined;
  hour?: string | undefined;
  minute?: string | undefined;
  second?: string | undefined;
  fraction?: string | undefined;
  offset?: string | undefined;
}

const timeOf = (match: RegExpExecArray): Pick<DateParts, 'hour' | 'minute' | 'second' | 'fraction'> => ({
  hour: match[4],
  minute: match[5],
  second: match[6],
  fraction: match[7],
});

const DATE_TOKENS: Record<string, string> = {
  YYYY: '(?<year>\\d{4})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
  Z: '(?<offset>Z|UTC|[+-]\\d{2}:?\\d{2})',
};
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

const TOKEN = /YYYY|MM|M|DD|D|HH|H|mm|ss|Z/g;

/** What is wrong with a date pattern, or null. */
export function datePatternProblem(pattern: string): string | null {
  const tokens = pattern.match(TOKEN) ?? [];
  const names = tokens.map((token) => (token[0] === 'm' ? 'minute' : token[0]));
  if (new Set(names).size !== names.length) return 'names a part of the date twice';
  const complete = ['Y', 'M', 'D'].every((part) => names.includes(part));
  return complete ? null : 'needs a year (YYYY), a month (MM or M) and a day (DD or D)';
}

/**
 * Turns a pattern of YYYY, MM, M, DD, D, HH, H, mm, ss and Z (an offset) into the reader of such dates; every other
 * character stands for itself.
 */
function compileDatePattern(pattern: string): (text: string) => DateParts | null {
  let source = '';
  let at = 0;
  for (const match of pattern.matchAll(TOKEN)) {
    source += escaped(pattern.slice(at, match.index)) + DATE_TOKENS[match[0]];
    at = match.index + match[0].length;
  }
  const shape = new RegExp(`^${source}${escaped(pattern.slice(at))}$`, 'i');
  return (text) => shape.exec(text)?.groups ?? null;
}

/** YYYY-MM-DD of a local time. */
const dateOf = (local: number): string => new Date(local).toISOString().slice(0, 10);

function offsetOf(text: string): number {
  if (/^(z|utc)$/i.test(text)) return 0;
  const digits = text.replace(':', '');
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return (text.startsWith('-') ? -minutes : minutes) * 60_000;
}
