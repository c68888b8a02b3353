const [NEWLINE, QUOTE, COMMA, BACKSLASH, OPEN, CLOSE] = [0x0a, 0x22, 0x2c, 0x5c, 0x5b, 0x5d];
const LEAST_BYTES = 1 << 16;
const HEX = '0123456789abcdef';
const BILLION = 1_000_000_000;

/**
 * Rows in the form in which the warehouse takes them, one JSON array a line, written byte by byte from what PostgreSQL
 * sent: no string is made of a value on its way.
 */
export class Lines {
  #buffer: Buffer;
  #at = 0;
  #start = 0;

  /** @param bytes how many are to be expected; growing costs a copy of everything */
  constructor(bytes = LEAST_BYTES) {
    this.#buffer = Buffer.allocUnsafe(Math.max(bytes, LEAST_BYTES));
  }

  /** What has been written. Valid until the next row. */
  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#at);
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#at + bytes));
    this.#buffer.copy(larger, 0, 0, this.#at);
    this.#buffer = larger;
  }

  begin(): void {
    this.#reserve(1);
    this.#start = this.#at;
    this.#buffer[this.#at++] = OPEN;
  }

  /** A value as text. */
  value(from: Buffer, start: number, length: number): void {
    // A control character becomes six.
    this.#reserve(length * 6 + 3);
    const to = this.#buffer;
    let at = this.#at;
    to[at++] = QUOTE;
    for (let i = start; i < start + length; i += 1) {
      const byte = from[i] ?? 0;
      if (byte >= 0x20 && byte !== QUOTE && byte !== BACKSLASH) {
        to[at++] = byte;
        continue;
      }
      to[at++] = BACKSLASH;
      if (byte >= 0x20) to[at++] = byte;
      else at += to.write(`u00${HEX[byte >> 4]}${HEX[byte & 15]}`, at, 'latin1');
    }
    to[at++] = QUOTE;
    to[at++] = COMMA;
    this.#at = at;
  }

  none(): void {
    this.#reserve(5);
    this.#at += this.#buffer.write('null,', this.#at, 'latin1');
  }

  /** Ends the row with its version and whether it is a tombstone: the order in which all tables end. */
  end(version: Version, isTombstone: boolean): void {
    this.#reserve(32);
    const to = this.#buffer;
    to[this.#at++] = QUOTE;
    this.#at = version.write(to, this.#at);
    to[this.#at++] = QUOTE;
    to[this.#at++] = COMMA;
    to[this.#at++] = isTombstone ? 0x31 : 0x30;
    to[this.#at++] = CLOSE;
    to[this.#at++] = NEWLINE;
  }

  /** Takes back a row that was begun. */
  undo(): void {
    this.#at = this.#start;
  }
}

/** A 64-bit version in decimal digits: of a transaction's many, all but the last digits are the same. */
export class Version {
  #base = -1n;
  #high = 0;
  #low = 0;
  #offset = 0;

  /** `base` and a number added to it. */
  set(base: bigint, offset: number): this {
    if (base !== this.#base) {
      this.#base = base;
      this.#high = Number(base / BigInt(BILLION));
      this.#low = Number(base % BigInt(BILLION));
    }
    this.#offset = offset;
    return this;
  }

  /** @returns where the digits end */
  write(to: Buffer, at: number): number {
    const low = this.#low + this.#offset;
    const high = low < BILLION ? this.#high : this.#high + 1;
    let end = at;
    if (high > 0) end += to.write(high.toString(), at, 'latin1');
    const digits = (low % BILLION).toString();
    if (high > 0) for (let i = digits.length; i < 9; i += 1) to[end++] = 0x30;
    return end + to.write(digits, end, 'latin1');
  }
}
