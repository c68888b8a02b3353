import { badInput } from '#platform/errors/index.ts';
import type { OrderLine } from '../line.ts';
import { CellError } from '../values.ts';
import type { Zone } from '../zone.ts';

/** A column of an export, by every header it is known under. The first name is the one errors mention. */
interface Column {
  names: readonly [string, ...string[]];
  required?: boolean;
}

/** What a mapping needs besides the record. */
interface MappingOptions {
  /** The clock of the file. */
  zone: Zone;
  /** The merchant's own time zone, whose days the reports are about. */
  businessZone: Zone;
  /** Currency of lines that name none, and the only one accepted: a merchant's books are in one currency. */
  currency: string;
  /** The clock, for dates that cannot be. */
  now: number;
  /** Numbers may be written with a decimal comma (files separated by semicolons). */
  decimalComma: boolean;
}

/** Turns the records of one file, in file order, into canonical lines. */
export interface RecordMapper {
  /** The order a record belongs to, or '' when it names none. */
  orderOf(fields: readonly string[]): string;
  /** Adds the record's lines to `into`; or adds none and returns why the record is rejected. */
  map(fields: readonly string[], into: OrderLine[]): string | null;
}

/** An export format: its columns, and how its records are mapped. */
export interface OrderFormat<Key extends string = string> {
  name: string;
  /** For sentences: "This file is not <label>". */
  label: string;
  columns: Record<Key, Column>;
  createMapper(columns: ResolvedColumns<Key>, options: MappingOptions): RecordMapper;
}

/** The columns of a format as they were found in one file. */
export interface ResolvedColumns<Key extends string> {
  /** The trimmed cell; '' when the column is absent or empty. */
  cell(fields: readonly string[], key: Key): string;
  /** A reason to reject: names the column as the file writes it, the value, and the fix. */
  reason(key: Key, value: string, problem: string): string;
}

/** Declares a format with its column keys checked. */
export const defineFormat = <Key extends string>(format: OrderFormat<Key>): OrderFormat<Key> => format;

const normalise = (header: string): string => header.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** How many of a format's columns a header has: the measure by which the delimiter is chosen. */
export function countKnownColumns(format: OrderFormat, header: readonly string[]): number {
  const found = new Set(header.map(normalise));
  return Object.values(format.columns).filter((column) =>
    column.names.some((name) => found.has(normalise(name))),
  ).length;
}

/**
 * Finds a format's columns in a header, whatever their order, case or spacing.
 * @throws BAD_INPUT naming the columns that are missing, and those found
 */
export function resolveColumns<Key extends string>(
  format: OrderFormat<Key>,
  header: readonly string[],
): ResolvedColumns<Key> {
  const normalised = header.map(normalise);
  const indexes = {} as Record<Key, number>;
  const missing: string[] = [];
  for (const [key, column] of Object.entries(format.columns) as [Key, Column][]) {
    const names = column.names.map(normalise);
    const index = normalised.findIndex((name) => names.includes(name));
    indexes[key] = index;
    if (index < 0 && column.required) missing.push(column.names[0]);
    const again = index < 0 ? -1 : normalised.indexOf(normalised[index] ?? '', index + 1);
    if (again >= 0) {
      throw badInput(
        `Column ${header[index]} stands in this file twice (columns ${index + 1} and ${again + 1}); remove one.`,
        ['file'],
      );
    }
  }
  if (missing.length > 0) {
    const shown = header.slice(0, 20).map((name) => JSON.stringify(name.slice(0, 60)));
    const more = header.length > shown.length ? `, and ${header.length - shown.length} more` : '';
    throw badInput(
      `This file is not ${format.label}: ${missing.length === 1 ? 'column' : 'columns'} ${missing.join(', ')} missing; found ${shown.join(', ')}${more}. Check --format, or add the missing columns.`,
      ['file'],
    );
  }
  return {
    cell(fields, key) {
      const index = indexes[key];
      return index < 0 ? '' : (fields[index] ?? '').trim();
    },
    reason(key, value, problem) {
      const name = header[indexes[key]] ?? format.columns[key].names[0];
      if (value === '') return `${name} is empty; ${problem}`;
      return `${name} ${JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}...` : value)} ${problem}`;
    },
  };
}

/** Reads a required cell; the value, or the reason to reject the record. */
export function read<Key extends string, Value>(
  columns: ResolvedColumns<Key>,
  fields: readonly string[],
  key: Key,
  parse: (text: string) => Value | CellError,
  whenEmpty: string,
): { value: Value } | string {
  const text = columns.cell(fields, key);
  if (text === '') return columns.reason(key, text, whenEmpty);
  const value = parse(text);
  return value instanceof CellError ? columns.reason(key, text, value.problem) : { value };
}

/** Identifiers are indexed, and PostgreSQL's index entries have an end. */
const MAX_IDENTIFIER = 255;

/** Why one of the identifiers of a record cannot be kept, or null. */
export function identifierProblem<Key extends string>(
  columns: ResolvedColumns<Key>,
  fields: readonly string[],
  keys: readonly Key[],
): string | null {
  for (const key of keys) {
    const text = columns.cell(fields, key);
    if (text.length > MAX_IDENTIFIER) {
      return columns.reason(
        key,
        text,
        `is ${text.length} characters long; shorten it to at most ${MAX_IDENTIFIER}`,
      );
    }
  }
  return null;
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** True for a currency code of ISO 4217. */
export const isCurrency = (code: string): boolean => CURRENCIES.has(code);

/** Why a line's currency cannot be kept in books of `expected`, or null. */
export function currencyProblem(code: string, expected: string): string | null {
  if (code === expected) return null;
  if (code === '') return `write ${expected}`;
  if (!isCurrency(code)) return `is no currency; write its ISO 4217 code, such as ${expected}`;
  return `is not the merchant's currency ${expected}, and amounts of two currencies cannot be added up; import it into a merchant whose currency is ${code}`;
}
