import type { Readable } from 'node:stream';
import type { RawInsertFormat, Session } from 'chdb';
import { EngineError } from './errors.ts';
import { readAll } from './request.ts';
import type { InsertTarget } from './sql.ts';

/** What an insert wrote. Rows include those of materialized views, as in ClickHouse. */
export interface Written {
  rows: number;
  bytes: number;
}

/** Formats whose rows end at a line end, which never occurs within a row: they can be cut into chunks. */
const LINES = new Set(['JSONEachRow', 'JSONCompactEachRow', 'TabSeparated', 'TSV']);
const WHOLE = new Set(['CSV', 'CSVWithNames', 'TSVWithNames', 'TabSeparatedWithNames']);

/** Data are given to the engine in chunks of about this size; each becomes a block, or a few. */
const CHUNK_BYTES = 16 * 1024 * 1024;
const WHOLE_LIMIT_BYTES = 64 * 1024 * 1024;

/**
 * Cuts a stream into chunks of whole lines. The cuts depend on the bytes alone, not on how the network delivered them,
 * so that a repeated insert repeats its chunks (and their deduplication tokens) exactly.
 */
export async function* linesOf(
  body: AsyncIterable<Buffer>,
  chunkBytes = CHUNK_BYTES,
): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    parts.push(part);
    size += part.length;
    if (size < chunkBytes) continue;
    let data = parts.length === 1 ? part : Buffer.concat(parts, size);
    while (data.length >= chunkBytes) {
      const cut = data.subarray(0, chunkBytes).lastIndexOf(0x0a) + 1;
      if (cut === 0)
        throw new EngineError(117, 'INCORRECT_DATA', `A row is longer than ${chunkBytes} bytes.`);
      yield data.subarray(0, cut);
      data = data.subarray(cut);
    }
    parts = data.length > 0 ? [data] : [];
    size = data.length;
  }
  if (size > 0) yield Buffer.concat(parts, size);
}

/**
 * Writes the rows of a body. As in ClickHouse, an insert of several chunks is not one transaction: what was written
 * before an error stays.
 */
export async function insertBody(
  session: Session,
  target: InsertTarget,
  settings: Record<string, string>,
  body: Readable,
): Promise<Written> {
  const merged = { ...settings, ...target.settings };
  const written: Written = { rows: 0, bytes: 0 };
  const write = async (values: Buffer, index: number): Promise<void> => {
    const token = merged.insert_deduplication_token;
    const summary = await session.insert({
      table: target.table,
      columns: target.columns,
      format: target.format as RawInsertFormat,
      // One token for several chunks would drop all but the first of them as repetitions.
      settings: token && index > 0 ? { ...merged, insert_deduplication_token: `${token}-${index}` } : merged,
      values,
    });
    written.rows += summary.rowsWritten;
    written.bytes += summary.bytesWritten;
  };
  if (WHOLE.has(target.format)) {
    await write(await readAll(body, WHOLE_LIMIT_BYTES), 0);
    return written;
  }
  if (!LINES.has(target.format)) {
    throw new EngineError(
      73,
      'UNKNOWN_FORMAT',
      `Format ${target.format} is not taken for inserts here; use one of ${[...LINES, ...WHOLE].join(', ')}.`,
    );
  }
  let index = 0;
  for await (const chunk of linesOf(body as AsyncIterable<Buffer>)) {
    await write(chunk, index);
    index += 1;
  }
  return written;
}
