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
const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?$/;
const DECIMAL_COMMA = /^([+-]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d*))?$/;

/** A whole number in the range of a PostgreSQL integer. */
export function parseQuantity(text: string): number | CellError {
  if (!INTEGER.test(text)) return new CellError('is not a whole number; write it like 6 or -6');
  const value = Number(text);
  if (Math.abs(value) > MAX_INT4) return new CellError(`is out of range; at most ${MAX_INT4} either way`);
  return value === 0 ? 0 : value;
}

/** An exact decimal with at most four decimals, returned in its shortest form. */
export function parseDecimal(text: string, decimalComma = false): string | CellError {
  const match = (decimalComma && text.includes(',') ? DECIMAL_COMMA : DECIMAL).exec(text);
  if (!match) {
    const shape = decimalComma ? '12,50 or 12.50' : '12.50';
    return new CellError(`is not a number; write it like ${shape}, without a currency sign`);
  }
  const whole = (match[2] ?? '').replaceAll('.', '').replace(/^0+(?=\d)/, '');
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
}): (text: string) => Moment | CellError {
  const { zone, businessZone, now, style } = options;
  const example =
    style === 'iso-or-us'
      ? '2011-12-09 12:50:00 or 12/9/2011 12:50'
      : '2011-12-09 12:50:00 or 2011-12-09T12:50:00Z';
  const wrong = new CellError(`is not a date and time; write it like ${example}`);

  const parse = (text: string): Moment | CellError => {
    const iso = ISO.exec(text);
    const us = iso || style === 'iso' ? null : US.exec(text);
    const parts = iso ?? us;
    if (!parts) return wrong;
    const [year, month, day] = (iso ? [parts[1], parts[2], parts[3]] : [parts[3], parts[1], parts[2]]).map(
      Number,
    ) as [number, number, number];
    const [hour, minute, second] = [parts[4], parts[5], parts[6]].map((part) => Number(part ?? 0)) as [
      number,
      number,
      number,
    ];
    const fraction = iso ? Math.floor(Number(`0.${parts[7] ?? 0}`) * 1000) : 0;
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
    const offset = iso?.[8];
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

/** YYYY-MM-DD of a local time. */
const dateOf = (local: number): string => new Date(local).toISOString().slice(0, 10);

function offsetOf(text: string): number {
  if (/^(z|utc)$/i.test(text)) return 0;
  const digits = text.replace(':', '');
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return (text.startsWith('-') ? -minutes : minutes) * 60_000;
}
