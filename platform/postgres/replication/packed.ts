import type { ReplicatedRow } from './row.ts';

/** A published table, as the stream describes it before its first change. */
export interface Relation {
  schema: string;
  name: string;
  columns: readonly { name: string; isKey: boolean }[];
}

const [NULL, UNCHANGED, TEXT] = [0x6e, 0x75, 0x74];

/** Lengths of values that are none: SQL's null, and a value that was not sent. */
export const IS_NULL = -1;
export const NOT_SENT = -2;

/**
 * A row as the server sent it, undecoded: one piece of memory in place of twenty strings. What passes rows on reads
 * their bytes; what looks at a value asks for its text.
 */
export class PackedRow {
  readonly relation: Relation;
  readonly bytes: Buffer;
  /** Where in `bytes` the row begins. */
  readonly at: number;

  constructor(relation: Relation, bytes: Buffer, at: number) {
    this.relation = relation;
    this.bytes = bytes;
    this.at = at;
  }

  /**
   * Writes where each value begins and how long it is, pair by pair in the relation's order, into `places`; for those
   * that are none, `IS_NULL` or `NOT_SENT` as the length.
   */
  locate(places: Int32Array): void {
    const { bytes } = this;
    const count = this.relation.columns.length;
    let at = this.at + 2;
    for (let i = 0; i < count * 2; i += 2) {
      const kind = bytes[at];
      at += 1;
      if (kind === TEXT) {
        const length = lengthAt(bytes, at);
        places[i] = at + 4;
        places[i + 1] = length;
        at += 4 + length;
      } else places[i + 1] = kind === NULL ? IS_NULL : NOT_SENT;
    }
  }

  /** The value as PostgreSQL printed it; undefined when it was not sent, or the table has no such column. */
  text(name: string): string | null | undefined {
    const column = this.relation.columns.findIndex((one) => one.name === name);
    if (column < 0) return undefined;
    const places = new Int32Array(this.relation.columns.length * 2);
    this.locate(places);
    return this.#text(places, column);
  }

  #text(places: Int32Array, column: number): string | null | undefined {
    const from = places[column * 2] ?? 0;
    const length = places[column * 2 + 1] ?? NOT_SENT;
    if (length === IS_NULL) return null;
    return length === NOT_SENT ? undefined : this.bytes.toString('utf8', from, from + length);
  }

  /** The row by column name. */
  unpack(): ReplicatedRow {
    const { columns } = this.relation;
    const places = new Int32Array(columns.length * 2);
    this.locate(places);
    return Object.fromEntries(columns.map(({ name }, at) => [name, this.#text(places, at)]));
  }
}

const lengthAt = (bytes: Buffer, at: number): number =>
  ((bytes[at] ?? 0) << 24) |
  ((bytes[at + 1] ?? 0) << 16) |
  ((bytes[at + 2] ?? 0) << 8) |
  (bytes[at + 3] ?? 0);

/** Where the row that begins at `at` ends. @throws for values in a form that was not asked for */
export function endOfRow(bytes: Buffer, at: number): number {
  const count = bytes.readInt16BE(at);
  let end = at + 2;
  for (let i = 0; i < count; i += 1) {
    const kind = bytes[end];
    end += 1;
    if (kind === TEXT) end += 4 + lengthAt(bytes, end);
    else if (kind !== NULL && kind !== UNCHANGED)
      throw new Error('The server sent a value in a form that was not asked for.');
  }
  return end;
}

/** Whether a value of the row was not sent. */
export function hasUnsent(row: PackedRow): boolean {
  const places = new Int32Array(row.relation.columns.length * 2);
  row.locate(places);
  for (let i = 1; i < places.length; i += 2) if (places[i] === NOT_SENT) return true;
  return false;
}

/** Packs rows of text, for whoever reads them by a query. @param columns what the rows have, and nothing else */
export function createPacker(
  table: { schema: string; name: string },
  columns: readonly string[],
): (row: ReplicatedRow) => PackedRow {
  const relation: Relation = { ...table, columns: columns.map((name) => ({ name, isKey: false })) };
  return (row) =>
    packRow(
      relation,
      columns.map((name) => row[name]),
    );
}

function packRow(relation: Relation, values: readonly (string | null | undefined)[]): PackedRow {
  let size = 2;
  for (const value of values) size += typeof value === 'string' ? 5 + Buffer.byteLength(value) : 1;
  const bytes = Buffer.allocUnsafe(size);
  let at = bytes.writeInt16BE(values.length, 0);
  for (const value of values) {
    if (typeof value === 'string') {
      bytes[at] = TEXT;
      const length = bytes.write(value, at + 5, 'utf8');
      bytes.writeInt32BE(length, at + 1);
      at += 5 + length;
    } else {
      bytes[at] = value === null ? NULL : UNCHANGED;
      at += 1;
    }
  }
  return new PackedRow(relation, bytes, 0);
}

/** The row with the values it was not sent taken from `before`: large ones that an update did not touch. */
export function completed(row: PackedRow, before: PackedRow): PackedRow {
  const [next, previous] = [row.unpack(), before.unpack()];
  return packRow(
    row.relation,
    row.relation.columns.map(({ name }) => (next[name] === undefined ? previous[name] : next[name])),
  );
}

/** The row with its key alone: of a key that was sent by itself the other columns come as nulls, which they need not be. */
export function keyOf(row: PackedRow): PackedRow {
  const values = row.unpack();
  return packRow(
    row.relation,
    row.relation.columns.map(({ name, isKey }) => (isKey ? values[name] : undefined)),
  );
}

const SLAB_BYTES = 1 << 18;

/**
 * Keeps copies of rows, one behind the other in large pieces of memory: what the connection hands over is overwritten
 * by what it reads next.
 */
export class RowSlab {
  #bytes: Buffer = Buffer.alloc(0);
  #used = 0;

  keep(relation: Relation, from: Buffer, start: number, end: number): PackedRow {
    const size = end - start;
    if (size > SLAB_BYTES / 4) return new PackedRow(relation, Buffer.from(from.subarray(start, end)), 0);
    if (this.#used + size > this.#bytes.length) {
      this.#bytes = Buffer.allocUnsafeSlow(SLAB_BYTES);
      this.#used = 0;
    }
    const at = this.#used;
    from.copy(this.#bytes, at, start, end);
    this.#used += size;
    return new PackedRow(relation, this.#bytes, at);
  }
}
