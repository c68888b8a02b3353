import type { Column, Encoder } from '../column.ts';

/** One JSON object a line, UTF-8. Decimals are texts, which keeps them exact; nothing is null. */
export function createJsonLinesEncoder(columns: readonly Column[]): Encoder {
  const keys = columns.map((column, at) => `${at === 0 ? '{' : ','}${JSON.stringify(column.name)}:`);
  const isInteger = columns.map((column) => column.type === 'integer');
  return {
    head: () => new Uint8Array(),
    rows(batch) {
      let text = '';
      for (const row of batch) {
        for (const [at, key] of keys.entries()) {
          const cell = row[at] ?? null;
          // Digits are a number as they stand, however many.
          text += key + (isInteger[at] && cell !== null ? String(cell) : JSON.stringify(cell));
        }
        text += '}\n';
      }
      return Buffer.from(text);
    },
    end: () => new Uint8Array(),
  };
}
