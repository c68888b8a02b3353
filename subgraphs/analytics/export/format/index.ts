import type { Column, Encoder } from '../column.ts';
import type { ExportFormat } from '../kinds.ts';
import { createCsvEncoder } from './csv.ts';
import { createJsonLinesEncoder } from './json-lines.ts';
import { createParquetEncoder } from './parquet.ts';

interface Format {
  extension: string;
  /** Media type. */
  contentType: string;
  create(columns: readonly Column[]): Encoder;
}

/** The formats of files. */
export const FORMATS: Record<`${ExportFormat}`, Format> = {
  CSV: {
    extension: 'csv',
    contentType: 'text/csv; charset=utf-8; header=present',
    create: createCsvEncoder,
  },
  JSON_LINES: {
    extension: 'jsonl',
    contentType: 'application/x-ndjson; charset=utf-8',
    create: createJsonLinesEncoder,
  },
  PARQUET: {
    extension: 'parquet',
    contentType: 'application/vnd.apache.parquet',
    create: createParquetEncoder,
  },
};
