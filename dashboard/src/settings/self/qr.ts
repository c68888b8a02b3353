/**
 * QR codes after ISO/IEC 18004: bytes, error correction level M (15% may be damaged), the smallest version that fits.
 * Written here because it is smaller than any package that does it, and the secret in it goes through nobody's code.
 */

/** Error correction codewords per block, and blocks, of level M for versions 1 to 40. */
const ECC_LENGTH = [
  10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28,
  28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
];
const BLOCKS = [
  1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29,
  31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
];
const BYTE_MODE = 0b0100;
const PADDING = [0xec, 0x11];

type Bits = boolean[];
/** Rows of modules; true is dark. Undefined: not drawn yet. */
type Canvas = (boolean | undefined)[][];

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/**
 * @returns the rows of the code, true for a dark module, without the light margin it needs
 * @throws RangeError for more than 2,331 bytes
 */
export function encodeQr(text: string): boolean[][] {
  const bytes = [...new TextEncoder().encode(text)];
  const version = versionFor(bytes.length);
  const codewords = interleave(dataCodewords(bytes, version), version);
  const frame = drawFrame(version);
  const candidates = MASKS.map((mask, index) => fill(frame, codewords, mask, index));
  return candidates.reduce((best, next) => (penalty(next) < penalty(best) ? next : best));
}

const at = (list: readonly number[], index: number): number => list[index] ?? 0;
const sizeOf = (version: number): number => 17 + 4 * version;
const countBits = (version: number): number => (version < 10 ? 8 : 16);

/** Modules that carry codewords. */
function rawModules(version: number): number {
  const plain = (16 * version + 128) * version + 64;
  if (version === 1) return plain;
  const marks = Math.floor(version / 7) + 2;
  return plain - ((25 * marks - 10) * marks - 55) - (version >= 7 ? 36 : 0);
}

function dataLength(version: number): number {
  return Math.floor(rawModules(version) / 8) - at(ECC_LENGTH, version - 1) * at(BLOCKS, version - 1);
}

function versionFor(length: number): number {
  for (let version = 1; version <= 40; version++)
    if (4 + countBits(version) + 8 * length <= 8 * dataLength(version)) return version;
  throw new RangeError('A QR code holds at most 2,331 bytes.');
}

/** The bits of a number, the highest first. */
const bitsOf = (value: number, length: number): Bits =>
  Array.from({ length }, (_, index) => ((value >>> (length - 1 - index)) & 1) === 1);

function dataCodewords(bytes: readonly number[], version: number): number[] {
  const length = dataLength(version);
  const bits = [
    ...bitsOf(BYTE_MODE, 4),
    ...bitsOf(bytes.length, countBits(version)),
    ...bytes.flatMap((byte) => bitsOf(byte, 8)),
  ];
  bits.push(...bitsOf(0, Math.min(4, 8 * length - bits.length)));
  while (bits.length % 8 !== 0) bits.push(false);
  const words: number[] = [];
  for (let start = 0; start < bits.length; start += 8)
    words.push(bits.slice(start, start + 8).reduce((value, bit) => value * 2 + Number(bit), 0));
  while (words.length < length) words.push(at(PADDING, (words.length - bits.length / 8) % 2));
  return words;
}

/** Product in GF(256) modulo x^8 + x^4 + x^3 + x^2 + 1. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((b >>> bit) & 1) * a;
  }
  return product;
}

/** Coefficients of (x - 1)(x - 2)(x - 4)..., without the leading one. */
function generator(degree: number): number[] {
  let result = [...Array<number>(degree - 1).fill(0), 1];
  let root = 1;
  for (let step = 0; step < degree; step++) {
    result = result.map((value, index) => multiply(value, root) ^ at(result, index + 1));
    root = multiply(root, 2);
  }
  return result;
}

function errorCorrection(data: readonly number[], divisor: readonly number[]): number[] {
  let remainder = divisor.map(() => 0);
  for (const word of data) {
    const factor = word ^ at(remainder, 0);
    remainder = [...remainder.slice(1), 0].map(
      (value, index) => value ^ multiply(at(divisor, index), factor),
    );
  }
  return remainder;
}

/** Cuts the data into blocks, adds their error correction, and deals both out in turns. */
function interleave(data: readonly number[], version: number): number[] {
  const count = at(BLOCKS, version - 1);
  const eccLength = at(ECC_LENGTH, version - 1);
  const divisor = generator(eccLength);
  const short = Math.floor(data.length / count);
  const firstLong = count - (data.length % count);
  let start = 0;
  const blocks = Array.from({ length: count }, (_, index) => {
    const block = data.slice(start, start + short + (index < firstLong ? 0 : 1));
    start += block.length;
    return { block, ecc: errorCorrection(block, divisor) };
  });
  const turns = (pick: (index: number) => readonly number[], length: number) =>
    Array.from({ length }, (_, turn) =>
      blocks.flatMap((_, index) => pick(index).slice(turn, turn + 1)),
    ).flat();
  return [
    ...turns((index) => blocks[index]?.block ?? [], short + 1),
    ...turns((index) => blocks[index]?.ecc ?? [], eccLength),
  ];
}

function drawFrame(version: number): Canvas {
  const size = sizeOf(version);
  const canvas: Canvas = Array.from({ length: size }, () => Array(size).fill(undefined));
  const put = putter(canvas);
  for (let index = 0; index < size; index++) {
    put(6, index, index % 2 === 0);
    put(index, 6, index % 2 === 0);
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    drawSquares(put, x, y, 4);
  const places = alignment(version);
  const last = places.length - 1;
  for (const [row, y] of places.entries())
    for (const [column, x] of places.entries()) {
      const isCorner = (row === 0 && (column === 0 || column === last)) || (row === last && column === 0);
      if (!isCorner) drawSquares(put, x, y, 2);
    }
  if (version >= 7) drawVersion(put, version, size);
  // Reserves the place; every mask writes its own.
  drawFormat(put, 0, size);
  return canvas;
}

type Put = (x: number, y: number, dark: boolean) => void;

function putter(canvas: Canvas): Put {
  return (x, y, dark) => {
    const row = canvas[y];
    if (row && x >= 0 && x < row.length) row[x] = dark;
  };
}

/** Squares in each other around a centre: a finder of radius 4 (with its light edge), an alignment mark of radius 2. */
function drawSquares(put: Put, centreX: number, centreY: number, radius: number): void {
  const light = radius === 4 ? [2, 4] : [1];
  for (let dy = -radius; dy <= radius; dy++)
    for (let dx = -radius; dx <= radius; dx++)
      put(centreX + dx, centreY + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))));
}

function alignment(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  const last = sizeOf(version) - 7;
  return [6, ...Array.from({ length: count - 1 }, (_, index) => last - (count - 2 - index) * step)];
}

/** A number followed by its remainder: the check bits of format and version. */
function withCheck(value: number, length: number, divisor: number): number {
  let rest = value;
  for (let step = 0; step < length; step++) rest = (rest << 1) ^ ((rest >>> (length - 1)) * divisor);
  return (value << length) | rest;
}

function drawVersion(put: Put, version: number, size: number): void {
  const bits = withCheck(version, 12, 0x1f25);
  for (let index = 0; index < 18; index++) {
    const dark = ((bits >>> index) & 1) === 1;
    const [long, short] = [size - 11 + (index % 3), Math.floor(index / 3)];
    put(long, short, dark);
    put(short, long, dark);
  }
}

/** Level M is 00, so that the format is the number of the mask alone. */
function drawFormat(put: Put, mask: number, size: number): void {
  const bits = withCheck(mask, 10, 0x537) ^ 0x5412;
  const dark = (index: number) => ((bits >>> index) & 1) === 1;
  for (let index = 0; index < 15; index++) {
    if (index < 6) put(8, index, dark(index));
    else if (index < 8) put(8, index + 1, dark(index));
    else if (index === 8) put(7, 8, dark(index));
    else put(14 - index, 8, dark(index));
    if (index < 8) put(size - 1 - index, 8, dark(index));
    else put(8, size - 15 + index, dark(index));
  }
  put(8, size - 8, true);
}

/** Writes the codewords in their zigzag, two columns at a time from the right, and the mask over them. */
function fill(
  frame: Canvas,
  codewords: readonly number[],
  mask: (x: number, y: number) => boolean,
  maskIndex: number,
): boolean[][] {
  const size = frame.length;
  const canvas = frame.map((row) => [...row]);
  const bits = codewords.flatMap((word) => bitsOf(word, 8));
  let next = 0;
  for (let pair = 0; pair < (size - 1) / 2; pair++) {
    // The column of the timing pattern is left out.
    const right = size - 1 - 2 * pair - (size - 1 - 2 * pair <= 6 ? 1 : 0);
    for (let step = 0; step < size; step++) {
      const y = pair % 2 === 0 ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        const row = canvas[y];
        if (!row || row[x] !== undefined) continue;
        row[x] = (bits[next++] ?? false) !== mask(x, y);
      }
    }
  }
  drawFormat(putter(canvas), maskIndex, size);
  return canvas.map((row) => row.map((dark) => dark === true));
}

/** How hard a code is to read: long runs, blocks of one colour, what looks like a finder, and imbalance. */
function penalty(code: readonly boolean[][]): number {
  const size = code.length;
  const columns = code.map((_, x) => code.map((row) => row[x] === true));
  let sum = 0;
  for (const line of [...code, ...columns]) {
    const text = line.map(Number).join('');
    for (const run of text.match(/0{5,}|1{5,}/g) ?? []) sum += run.length - 2;
    sum += 40 * (text.match(/(?=10111010000|00001011101)/g)?.length ?? 0);
  }
  for (let y = 1; y < size; y++)
    for (let x = 1; x < size; x++) {
      const dark = code[y]?.[x];
      if (code[y]?.[x - 1] === dark && code[y - 1]?.[x] === dark && code[y - 1]?.[x - 1] === dark) sum += 3;
    }
  const share = code.flat().filter(Boolean).length / (size * size);
  return sum + 10 * Math.floor(Math.abs(share - 0.5) * 20);
}
