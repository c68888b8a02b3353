import type { FileWriter } from '#platform/files/index.ts';
import type { RowSource } from './column.ts';
import { FORMATS } from './format/index.ts';

/**
 * Writes rows into a file. Nothing but one batch, and what the format gathers, is held in memory.
 * @param onBatch told after each batch how many rows there are so far; may end it by throwing
 */
export async function writeRows(
  source: RowSource,
  format: keyof typeof FORMATS,
  writer: FileWriter,
  onBatch: (rows: number) => Promise<void>,
): Promise<{ rows: number; bytes: number; sha256: string }> {
  const encoder = FORMATS[format].create(source.columns);
  let rows = 0;
  await writer.write(encoder.head());
  for await (const batch of source.batches) {
    await writer.write(encoder.rows(batch));
    rows += batch.length;
    await onBatch(rows);
  }
  await writer.write(encoder.end());
  return { rows, ...(await writer.commit()) };
}
