import { type JsonList, normalise } from './formats/format.ts';
import type { SourceReader, SourceRecord } from './record.ts';

/** Longest line believed. */
const MAX_LINE = 1 << 20;
/** Rows one object may come to. */
const MAX_ROWS = 20_000;
const MAX_DEPTH = 3;

type Cells = Map<string, string>;

/** Numbers keep the digits they are written with: 19.990 is no binary fraction. */
function exact(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' ? (context?.source ?? value) : value;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Adds an object's members to `cells`; those of an object within are `customer_id` for `customer: { id }`. */
function flatten(object: Record<string, unknown>, prefix: string, depth: number, cells: Cells): void {
  for (const [name, value] of Object.entries(object)) {
    if (isObject(value)) {
      if (depth < MAX_DEPTH) flatten(value, `${prefix}${name}_`, depth + 1, cells);
    } else if (value !== null && !Array.isArray(value)) {
      // PostgreSQL keeps every character but U+0000.
      cells.set(normalise(prefix + name), String(value).replaceAll('\0', '\uFFFD'));
    }
  }
}

/** The rows of one object: one for every element of its lists, or one when it has none. */
function rowsOf(object: Record<string, unknown>, lists: readonly JsonList[]): Cells[] | string {
  const base: Cells = new Map();
  flatten(object, '', 0, base);
  const rows: Cells[] = [];
  for (const list of lists) {
    const named = list.names.find((name) => Array.isArray(object[name]));
    const elements = named === undefined ? [] : (object[named] as unknown[]);
    for (const element of elements) {
      if (!isObject(element)) return `${named} holds something that is no object; write { ... } for each`;
      const own: Cells = new Map();
      flatten(element, '', 0, own);
      for (const [from, to] of Object.entries(list.rename ?? {})) {
        const value = own.get(normalise(from));
        if (value !== undefined && !own.has(normalise(to))) own.set(normalise(to), value);
      }
      const row = new Map([...base, ...own]);
      for (const [name, value] of Object.entries(list.set ?? {})) row.set(normalise(name), value);
      if (list.negative !== undefined) {
        const value = own.get(normalise(list.negative));
        if (value && !value.startsWith('-')) row.set(normalise(list.negative), `-${value}`);
      }
      rows.push(row);
    }
  }
  if (rows.length > MAX_ROWS) return `The object has ${rows.length} rows; at most ${MAX_ROWS} are kept`;
  return rows.length > 0 ? rows : [base];
}

/** Streaming reader of JSON lines: one object a line, its members put where a format has its columns. */
export class JsonLinesReader implements SourceReader {
  readonly #names: readonly (readonly string[])[];
  readonly #lists: readonly JsonList[];
  #rest = '';
  #line = 1;
  /** Within a line that is too long: what follows up to its end is passed over. */
  #skipping = false;

  /** @param columns names of each column, in the order of the cells */
  constructor(columns: readonly (readonly string[])[], lists: readonly JsonList[]) {
    this.#names = columns.map((names) => names.map(normalise));
    this.#lists = lists;
  }

  push(text: string, onRecord: (record: SourceRecord) => void): void {
    const buffer = this.#rest + text;
    let at = 0;
    for (let end = buffer.indexOf('\n'); end >= 0; end = buffer.indexOf('\n', at)) {
      this.#take(buffer.slice(at, end), onRecord);
      this.#skipping = false;
      this.#line += 1;
      at = end + 1;
    }
    this.#rest = buffer.slice(at);
    if (this.#rest.length > MAX_LINE) {
      this.#take(this.#rest, onRecord);
      this.#skipping = true;
      this.#rest = '';
    }
  }

  end(onRecord: (record: SourceRecord) => void): void {
    if (this.#rest !== '') this.#take(this.#rest, onRecord);
    this.#rest = '';
  }

  #take(line: string, onRecord: (record: SourceRecord) => void): void {
    if (this.#skipping) return;
    const raw = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (raw.trim() === '') return;
    const kept = raw.length > MAX_LINE ? raw.slice(0, 1000) : raw;
    const found = raw.length > MAX_LINE ? 'The line is longer than a megabyte; split it' : this.#parse(raw);
    onRecord(
      typeof found === 'string'
        ? { rows: [[]], line: this.#line, raw: kept, malformed: found }
        : { rows: found, line: this.#line, raw: kept },
    );
  }

  #parse(raw: string): string[][] | string {
    let value: unknown;
    try {
      value = JSON.parse(raw, exact);
    } catch {
      return 'The line is no JSON; write one object a line, such as {"order_id": "1001"}';
    }
    if (!isObject(value)) return 'The line is no JSON object; write { ... }';
    const rows = rowsOf(value, this.#lists);
    if (typeof rows === 'string') return rows;
    return rows.map((row) =>
      this.#names.map((names) => {
        const name = names.find((one) => row.has(one));
        return name === undefined ? '' : (row.get(name) ?? '');
      }),
    );
  }
}
