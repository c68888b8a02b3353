/**
 * How the days of many merchants travel from ClickHouse to whoever judges them: its RowBinary, in memory that threads
 * share, taken apart only where it is used. As JSON the same would cost more than the statistics over it.
 */

/** Metrics of a shop's days, in the order in which they travel. */
const METRICS = [
  'grossRevenue',
  'refunds',
  'orders',
  'units',
  'customers',
  'carts',
  'abandonedCarts',
] as const;

/** A shop's days without gaps, oldest first, all arrays equally long; amounts in major units. */
export type ShopDays = Record<(typeof METRICS)[number], number[]> & {
  /** Known customers whose first order ever fell on the day. */
  newCustomers: number[];
  /** Days that have data. */
  known: number;
};

/** A slice's days, as long as the shop's. */
export interface SliceDays {
  dimension: string;
  key: string;
  grossRevenue: Float64Array;
  units: Float64Array;
  orders: Float64Array;
  /** Days that have data. */
  known: number;
}

/** The bytes of one merchant's days and slices. */
export interface MerchantBytes {
  shop: Uint8Array | undefined;
  slices: Uint8Array | undefined;
}

type FigureType = 'float64' | 'int32' | 'uint32';

/** Reads ClickHouse's RowBinary: little endian, lengths as LEB128. @see https://clickhouse.com/docs/interfaces/formats/RowBinary */
class Reader {
  readonly #view: DataView;
  readonly #bytes: Buffer;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get done(): boolean {
    return this.at >= this.#bytes.length;
  }

  uint32(): number {
    const value = this.#view.getUint32(this.at, true);
    this.at += 4;
    return value;
  }

  length(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#view.getUint8(this.at++);
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }

  text(): string {
    const length = this.length();
    this.at += length;
    return this.#bytes.toString('utf8', this.at - length, this.at);
  }

  /** Passes over an array, or a string when `size` is 1. */
  skip(size: number): void {
    // Not in one statement: `+=` reads the place before the length has been passed over.
    const length = this.length();
    this.at += length * size;
  }

  ages(): Uint16Array {
    const count = this.length();
    const ages = new Uint16Array(count);
    for (let index = 0; index < count; index++) ages[index] = this.#view.getUint16(this.at + 2 * index, true);
    this.at += 2 * count;
    return ages;
  }

  /** Spreads the figures of some days over a row of zeros, oldest first; days out of range are left out. */
  figures(type: FigureType, ages: Uint16Array, row: Float64Array): Float64Array {
    const days = row.length;
    const count = this.length();
    if (count !== ages.length) throw new RangeError(`${count} figures of ${ages.length} days`);
    const size = type === 'float64' ? 8 : 4;
    for (let index = 0; index < count; index++) {
      const at = this.at + size * index;
      const place = days - 1 - (ages[index] ?? 0);
      if (place < 0) continue;
      row[place] =
        type === 'float64'
          ? this.#view.getFloat64(at, true)
          : type === 'int32'
            ? this.#view.getInt32(at, true)
            : this.#view.getUint32(at, true);
    }
    this.at += size * count;
    return row;
  }
}

/** A merchant's days. @param days how many, the newest being the last */
export function decodeShop(bytes: Uint8Array, days: number): ShopDays {
  const reader = new Reader(bytes);
  reader.uint32();
  const ages = reader.ages();
  const figures = (of: Uint16Array) => [...reader.figures('float64', of, new Float64Array(days))];
  const entries = METRICS.map((metric) => [metric, figures(ages)]);
  const first = reader.ages();
  return {
    ...(Object.fromEntries(entries) as Record<(typeof METRICS)[number], number[]>),
    newCustomers: figures(first),
    known: ages.length,
  };
}

/** A merchant's slices, in the order in which the warehouse ranks them. */
export function decodeSlices(bytes: Uint8Array, days: number): SliceDays[] {
  const reader = new Reader(bytes);
  const slices: SliceDays[] = [];
  while (!reader.done) {
    reader.uint32();
    const dimension = reader.text();
    const key = reader.text();
    const ages = reader.ages();
    // One piece of memory for all three: a merchant has 150 of them.
    const room = new Float64Array(3 * days);
    const figures = (type: FigureType, place: number) =>
      reader.figures(type, ages, room.subarray(place * days, (place + 1) * days));
    slices.push({
      dimension,
      key,
      grossRevenue: figures('float64', 0),
      units: figures('int32', 1),
      orders: figures('uint32', 2),
      known: ages.length,
    });
  }
  return slices;
}

/** Finds the row of each merchant, by its place in the question, from 0. */
export const shopRows = (bytes: Uint8Array): Map<number, Uint8Array> =>
  rows(bytes, (reader) => {
    reader.skip(2);
    for (let metric = 0; metric < METRICS.length; metric++) reader.skip(8);
    reader.skip(2);
    reader.skip(8);
  });

/** Finds the rows of each merchant's slices, which lie together. */
export const sliceRows = (bytes: Uint8Array): Map<number, Uint8Array> =>
  rows(bytes, (reader) => {
    reader.skip(1);
    reader.skip(1);
    for (const size of [2, 8, 4, 4]) reader.skip(size);
  });

function rows(bytes: Uint8Array, skipRow: (reader: Reader) => void): Map<number, Uint8Array> {
  const found = new Map<number, Uint8Array>();
  const reader = new Reader(bytes);
  let from = 0;
  let current: number | undefined;
  const close = (to: number): void => {
    if (current !== undefined) found.set(current, bytes.subarray(from, to));
  };
  while (!reader.done) {
    const start = reader.at;
    const place = reader.uint32() - 1;
    skipRow(reader);
    if (place === current) continue;
    close(start);
    [from, current] = [start, place];
  }
  close(reader.at);
  return found;
}
