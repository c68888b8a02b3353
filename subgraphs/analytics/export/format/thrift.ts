/** Types of values in Thrift's compact protocol. */
const TYPE = { i32: 5, i64: 6, binary: 8, list: 9, struct: 12 } as const;

/** A value of a Thrift struct. Only what the footer of a Parquet file needs. */
export type ThriftValue =
  | { i32: number }
  | { i64: number }
  | { binary: string }
  | { struct: ThriftStruct }
  | { list: readonly ThriftValue[]; of: keyof typeof TYPE };

/** Fields by their number, ascending. */
export type ThriftStruct = readonly (readonly [number, ThriftValue])[];

function varint(value: bigint, out: number[]): void {
  let rest = value;
  while (rest > 0x7fn) {
    out.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  out.push(Number(rest));
}

const zigzag = (value: number): bigint => {
  const big = BigInt(value);
  return big < 0n ? -2n * big - 1n : 2n * big;
};

const kindOf = (value: ThriftValue): keyof typeof TYPE => {
  if ('i32' in value) return 'i32';
  if ('i64' in value) return 'i64';
  if ('binary' in value) return 'binary';
  return 'struct' in value ? 'struct' : 'list';
};

function writeValue(value: ThriftValue, out: number[]): void {
  if ('i32' in value) varint(zigzag(value.i32), out);
  else if ('i64' in value) varint(zigzag(value.i64), out);
  else if ('binary' in value) {
    const bytes = Buffer.from(value.binary);
    varint(BigInt(bytes.length), out);
    for (const byte of bytes) out.push(byte);
  } else if ('struct' in value) writeStruct(value.struct, out);
  else {
    const { length } = value.list;
    out.push((length < 15 ? length << 4 : 0xf0) | TYPE[value.of]);
    if (length >= 15) varint(BigInt(length), out);
    for (const item of value.list) writeValue(item, out);
  }
}

function writeStruct(struct: ThriftStruct, out: number[]): void {
  let last = 0;
  for (const [id, value] of struct) {
    out.push(((id - last) << 4) | TYPE[kindOf(value)]);
    writeValue(value, out);
    last = id;
  }
  out.push(0);
}

/**
 * A struct in Thrift's compact protocol.
 * https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
 */
export function encodeThrift(struct: ThriftStruct): Buffer {
  const out: number[] = [];
  writeStruct(struct, out);
  return Buffer.from(out);
}

/** An unsigned number, seven bits a byte. */
export function encodeVarint(value: number): Buffer {
  const out: number[] = [];
  varint(BigInt(value), out);
  return Buffer.from(out);
}
