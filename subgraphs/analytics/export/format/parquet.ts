import { zstdCompressSync } from 'node:zlib';
import type { Column, Encoder } from '../column.ts';
import { ColumnBuffer, PHYSICAL, PRECISION, SCALE } from './parquet-column.ts';
import { encodeThrift, type ThriftStruct, type ThriftValue } from './thrift.ts';

/** Rows of a row group: what is held in memory before it goes to the file. */
const GROUP_ROWS = 50_000;
const MAGIC = Buffer.from('PAR1');

const OPTIONAL = 1;
const PLAIN = 0;
const RLE = 3;
const ZSTD = 6;
const DATA_PAGE = 0;
const DECIMAL_BYTES = 16;

const i32 = (value: number): ThriftValue => ({ i32: value });
const i64 = (value: number): ThriftValue => ({ i64: value });
const binary = (text: string): ThriftValue => ({ binary: text });
const struct = (fields: ThriftStruct): ThriftValue => ({ struct: fields });
const list = (of: 'struct' | 'i32' | 'binary', items: readonly ThriftValue[]): ThriftValue => ({
  list: items,
  of,
});

/** Converted types, by which every reader knows what the bytes mean. */
const CONVERTED: Partial<Record<Column['type'], number>> = { text: 0, decimal: 5, date: 6, instant: 10 };

function schemaElement({ name, type }: Column): ThriftValue {
  const converted = CONVERTED[type];
  const fields: [number, ThriftValue][] = [[1, i32(PHYSICAL[type])]];
  if (type === 'decimal') fields.push([2, i32(DECIMAL_BYTES)]);
  fields.push([3, i32(OPTIONAL)], [4, binary(name)]);
  if (converted !== undefined) fields.push([6, i32(converted)]);
  if (type === 'decimal') fields.push([7, i32(SCALE)], [8, i32(PRECISION)]);
  return struct(fields);
}

interface ChunkMeta {
  offset: number;
  rawBytes: number;
  storedBytes: number;
}

const chunkElement = (column: Column, rows: number, chunk: ChunkMeta): ThriftValue =>
  struct([
    [2, i64(chunk.offset)],
    [
      3,
      struct([
        [1, i32(PHYSICAL[column.type])],
        [2, list('i32', [i32(PLAIN), i32(RLE)])],
        [3, list('binary', [binary(column.name)])],
        [4, i32(ZSTD)],
        [5, i64(rows)],
        [6, i64(chunk.rawBytes)],
        [7, i64(chunk.storedBytes)],
        [9, i64(chunk.offset)],
      ]),
    ],
  ]);

/**
 * Apache Parquet, format version 1: plain pages compressed with Zstandard, every column optional. Decimals have four
 * places of 38 digits, instants microseconds in UTC.
 * https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
 */
export function createParquetEncoder(columns: readonly Column[]): Encoder {
  const buffers = columns.map((column) => new ColumnBuffer(column.type));
  const groups: { rows: number; chunks: ChunkMeta[] }[] = [];
  let offset = MAGIC.length;
  let waiting = 0;
  let total = 0;

  function closeGroup(): Buffer {
    const parts: Buffer[] = [];
    const chunks: ChunkMeta[] = [];
    for (const buffer of buffers) {
      const body = buffer.take();
      const stored = zstdCompressSync(body);
      const header = encodeThrift([
        [1, i32(DATA_PAGE)],
        [2, i32(body.length)],
        [3, i32(stored.length)],
        [
          5,
          struct([
            [1, i32(waiting)],
            [2, i32(PLAIN)],
            [3, i32(RLE)],
            [4, i32(RLE)],
          ]),
        ],
      ]);
      const storedBytes = header.length + stored.length;
      chunks.push({ offset, rawBytes: header.length + body.length, storedBytes });
      parts.push(header, stored);
      offset += storedBytes;
    }
    groups.push({ rows: waiting, chunks });
    waiting = 0;
    return Buffer.concat(parts);
  }

  function footer(): Buffer {
    const root = struct([
      [4, binary('export')],
      [5, i32(columns.length)],
    ]);
    const rowGroups = groups.map(({ rows, chunks }) =>
      struct([
        [
          1,
          list(
            'struct',
            columns.map((column, at) =>
              chunkElement(column, rows, chunks[at] ?? { offset: 0, rawBytes: 0, storedBytes: 0 }),
            ),
          ),
        ],
        [2, i64(chunks.reduce((sum, chunk) => sum + chunk.rawBytes, 0))],
        [3, i64(rows)],
      ]),
    );
    const meta = encodeThrift([
      [1, i32(1)],
      [2, list('struct', [root, ...columns.map(schemaElement)])],
      [3, i64(total)],
      [4, list('struct', rowGroups)],
      [6, binary('merchantgraph')],
    ]);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(meta.length);
    return Buffer.concat([meta, size, MAGIC]);
  }

  return {
    head: () => MAGIC,
    rows(batch) {
      const done: Buffer[] = [];
      for (const row of batch) {
        for (const [at, buffer] of buffers.entries()) buffer.add(row[at] ?? null);
        waiting += 1;
        total += 1;
        if (waiting >= GROUP_ROWS) done.push(closeGroup());
      }
      return Buffer.concat(done);
    },
    end: () => Buffer.concat([waiting > 0 ? closeGroup() : Buffer.alloc(0), footer()]),
  };
}
