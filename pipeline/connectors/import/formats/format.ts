import { badInput } from '#platform/errors/index.ts';
import type { ImportRow, LineKind, OrderLine } from '../line.ts';
import {
  amountProblem,
  CellError,
  createDateParser,
  type DecimalStyle,
  type Moment,
  parseDecimal,
  parseQuantity,
} from '../values.ts';
import type { Zone } from '../zone.ts';

/** A column of an export, by every header it is known under. The first name is the one errors mention. */
export interface Column {
  names: readonly [string, ...string[]];
  required?: boolean;
}

/** What a mapping needs besides the record. */
export interface MappingOptions {
  /** The clock of the file. */
  zone: Zone;
  /** The merchant's own time zone, whose days the reports are about. */
  businessZone: Zone;
  /** Currency of lines that name none. */
  currency: string;
  /** The clock, for dates that cannot be. */
  now: number;
  decimals: DecimalStyle;
  /** How dates are written, where a mapping file says so. */
  datePatterns?: readonly string[] | undefined;
  /** The shop's own words for kinds of lines, in lower case. */
  kinds?: Readonly<Record<string, LineKind>> | undefined;
  /** Refunds are written with positive quantities. */
  positiveRefunds?: boolean | undefined;
  /** Makes of an IP address what is kept of it; without it nothing is. */
  hashAddress?: ((address: string) => string) | undefined;
}

/** Turns the records of one file, in file order, into canonical rows. */
export interface RecordMapper<Row extends ImportRow> {
  /** The order (or product, customer, cart) a record belongs to, or '' when it names none. */
  orderOf(fields: readonly string[]): string;
  /** Adds the record's rows to `into`; or adds none and returns why the record is rejected. */
  map(fields: readonly string[], into: Row[]): string | null;
  /**
   * Where further records of an order do not name it: a record that seemed to be of `order` could not be read ('' when
   * nothing is known), so that what follows must not be taken for more of the order before it.
   */
  lost?(order: string): void;
}

/** Where a JSON object keeps a list: each element is a row of its own that also has the members of the object. */
export interface JsonList {
  names: readonly string[];
  /** Members of the elements under the name of the column they mean. */
  rename?: Readonly<Record<string, string>>;
  /** Columns that follow from the list. */
  set?: Readonly<Record<string, string>>;
  /** A column of numbers that the list writes without their minus. */
  negative?: string;
}

/** A format: its columns, and how its records are mapped. */
export interface Format<Row extends ImportRow, Key extends string = string> {
  name: string;
  /** For sentences: "This file is not <label>". */
  label: string;
  columns: Record<Key, Column>;
  /** Set for files of JSON lines; all others are delimited text. */
  json?: readonly JsonList[];
  /** A mapping file may say where its columns are. */
  mappable?: boolean;
  /** Further records of an order mean something only after its first one. */
  carriesHead?: boolean;
  createMapper(columns: ResolvedColumns<Key>, options: MappingOptions): RecordMapper<Row>;
}

export type OrderFormat<Key extends string = string> = Format<OrderLine, Key>;

/** The columns of a format as they were found in one file. */
export interface ResolvedColumns<Key extends string> {
  /** The trimmed cell; '' when the column is absent or empty. */
  cell(fields: readonly string[], key: Key): string;
  /** A reason to reject: names the column as the file writes it, the value, and the fix. */
  reason(key: Key, value: string, problem: string): string;
}

/** Declares a format with its column keys checked. */
export const defineFormat = <Key extends string>(format: OrderFormat<Key>): OrderFormat<Key> => format;

/** Creates the readers of dates and amounts that all formats share. */
export function createParsers(
  options: MappingOptions,
  style: 'iso' | 'iso-or-us' = 'iso',
): { date: (text: string) => Moment | CellError; decimal: (text: string) => string | CellError } {
  const { zone, businessZone, now, decimals, datePatterns } = options;
  return {
    date: createDateParser({
      zone,
      businessZone,
      now,
      style,
      ...(datePatterns ? { patterns: datePatterns } : {}),
    }),
    decimal: (text) => parseDecimal(text, decimals),
  };
}

/** A column's name without case, spaces and signs: headers are compared by it. */
export const normalise = (header: string): string => header.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** How many of a format's columns a header has: the measure by which the delimiter is chosen. */
export function countKnownColumns(format: Pick<Format<never>, 'columns'>, header: readonly string[]): number {
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
  format: Pick<Format<never, Key>, 'columns' | 'label'>,
  header: readonly string[],
  constants: Readonly<Record<string, string>> = {},
): ResolvedColumns<Key> {
  const fixed = {} as Record<Key, string>;
  const normalised = header.map(normalise);
  const indexes = {} as Record<Key, number>;
  const missing: string[] = [];
  for (const [key, column] of Object.entries(format.columns) as [Key, Column][]) {
    const names = column.names.map(normalise);
    const index = names.map((name) => normalised.indexOf(name)).find((at) => at >= 0) ?? -1;
    indexes[key] = index;
    fixed[key] = constants[key] ?? '';
    if (index < 0 && column.required && fixed[key] === '') missing.push(column.names[0]);
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
      return (index < 0 ? '' : (fields[index] ?? '').trim()) || fixed[key];
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

/**
 * The currency of a line, or the reason to reject it. A currency that is not the merchant's is kept: reports count it
 * apart, and never add it to another.
 */
export function readCurrency<Key extends string>(
  columns: ResolvedColumns<Key>,
  fields: readonly string[],
  key: Key,
  otherwise: string,
): { value: string } | string {
  const text = columns.cell(fields, key);
  const code = text.toUpperCase();
  if (text === '') return { value: otherwise };
  if (isCurrency(code)) return { value: code };
  return columns.reason(key, text, `is no currency; write its ISO 4217 code, such as ${otherwise}`);
}

/** The article of a line, or the reason to reject it. */
export interface Article {
  sku: string;
  title: string | null;
  quantity: number;
  /** Exact decimal. */
  unitPrice: string;
}

type ArticleKey = 'sku' | 'title' | 'quantity' | 'price';

/** Reads what was bought of what at which price, from columns all formats name alike. */
export function readArticle(
  columns: ResolvedColumns<ArticleKey>,
  fields: readonly string[],
  decimal: (text: string) => string | CellError,
): Article | string {
  const title = columns.cell(fields, 'title');
  const sku = columns.cell(fields, 'sku') || title;
  if (sku === '') return columns.reason('sku', sku, 'every line needs a sku, or at least a title');
  const quantity = read(columns, fields, 'quantity', parseQuantity, 'write a whole number');
  if (typeof quantity === 'string') return quantity;
  const price = read(columns, fields, 'price', decimal, 'write the price of one piece');
  if (typeof price === 'string') return price;
  const problem =
    identifierProblem(columns, fields, ['sku', 'title']) ??
    priceProblem(columns, quantity.value, price.value);
  if (problem) return problem;
  return { sku, title: title || null, quantity: quantity.value, unitPrice: price.value };
}

/** Why quantity x price cannot be kept, or null. */
export function priceProblem(
  columns: ResolvedColumns<'price'>,
  quantity: number,
  price: string,
): string | null {
  const problem = amountProblem(quantity, price);
  return problem && columns.reason('price', price, `times ${quantity} ${problem}; correct one of them`);
}
