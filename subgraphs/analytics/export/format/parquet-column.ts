import type { Cell, ColumnType } from '../column.ts';
import { encodeVarint } from './thrift.ts';

/** Decimals have this many places, and this many digits in all. */
export const SCALE = 4;
export const PRECISION = 38;
const DECIMAL_BYTES = 16;

/** Physical types of Parquet. */
export const PHYSICAL: Record<ColumnType, number> = {
  boolean: 0,
  date: 1,
  integer: 2,
  instant: 2,
  float: 5,
  text: 6,
  decimal: 7,
};

/** A decimal text as a whole number of its last places. @throws TypeError when it is none, or has more places */
export function unscaled(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,4}))?$/.exec(text);
  if (!match) throw new TypeError(`${JSON.stringify(text)} is no decimal with up to ${SCALE} places.`);
  const [, sign, whole = '', fraction = ''] = match;
  const value = BigInt(whole + fraction.padEnd(SCALE, '0'));
  return sign ? -value : value;
}

/** Microseconds since 1970 of an instant in ISO 8601, UTC, with up to six places of its second. */
export function microseconds(text: string): bigint {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?Z?$/.exec(text);
  if (!match) throw new TypeError(`${JSON.stringify(text)} is no instant in UTC.`);
  const [, day, time, fraction = ''] = match;
  return BigInt(Date.parse(`${day}T${time}Z`)) * 1_000n + BigInt(fraction.padEnd(6, '0'));
}

/** The values of one column of one row group, in Parquet's PLAIN encoding, with what is null beside them. */
export class ColumnBuffer {
  readonly #type: ColumnType;
  #bytes = Buffer.allocUnsafe(65_536);
  #length = 0;
  #present: boolean[] = [];
  #bits: boolean[] = [];

  constructor(type: ColumnType) {
    this.#type = type;
  }

  #room(bytes: number): number {
    const at = this.#length;
    this.#length += bytes;
    if (this.#length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#length, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, at);
      this.#bytes = larger;
    }
    return at;
  }

  add(cell: Cell): void {
    this.#present.push(cell !== null);
    if (cell === null) return;
    switch (this.#type) {
      case 'text': {
        const text = String(cell);
        const size = Buffer.byteLength(text);
        const at = this.#room(4 + size);
        this.#bytes.writeUInt32LE(size, at);
        this.#bytes.write(text, at + 4);
        return;
      }
      case 'integer':
        this.#int64(BigInt(cell));
        return;
      case 'instant':
        this.#int64(microseconds(String(cell)));
        return;
      case 'date': {
        const at = this.#room(4);
        this.#bytes.writeInt32LE(Date.parse(`${cell}T00:00:00Z`) / 86_400_000, at);
        return;
      }
      case 'float': {
        const at = this.#room(8);
        this.#bytes.writeDoubleLE(Number(cell), at);
        return;
      }
      case 'boolean':
        this.#bits.push(cell === true);
        return;
      case 'decimal': {
        // Big-endian two's complement.
        const value = BigInt.asUintN(DECIMAL_BYTES * 8, unscaled(String(cell)));
        const at = this.#room(DECIMAL_BYTES);
        this.#bytes.writeBigUInt64BE(value >> 64n, at);
        this.#bytes.writeBigUInt64BE(value & 0xffffffffffffffffn, at + 8);
      }
    }
  }

  #int64(value: bigint): void {
    const at = this.#room(8);
    this.#bytes.writeBigInt64LE(value, at);
  }

  /** The page's body: which values are there, then those values. Empties the buffer. */
  take(): Buffer {
    const values =
      this.#type === 'boolean' ? packed(this.#bits) : Buffer.from(this.#bytes.subarray(0, this.#length));
    const levels = levelsOf(this.#present);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(levels.length);
    this.#length = 0;
    this.#present = [];
    this.#bits = [];
    return Buffer.concat([size, levels, values]);
  }
}

/** Bits, the first one lowest in the first byte. */
function packed(bits: readonly boolean[]): Buffer {
  const bytes = Buffer.alloc(Math.ceil(bits.length / 8));
  for (const [at, bit] of bits.entries()) if (bit) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
  return bytes;
}

/** Definition levels of an optional column, in the hybrid of runs and packed bits, one bit a value. */
function levelsOf(present: readonly boolean[]): Buffer {
  const first = present[0] ?? true;
  if (present.every((each) => each === first))
    return Buffer.concat([encodeVarint(present.length * 2), Buffer.from([first ? 1 : 0])]);
  const bits = packed(present);
  return Buffer.concat([encodeVarint(bits.length * 2 + 1), bits]);
}
