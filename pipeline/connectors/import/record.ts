import { CsvReader } from './csv.ts';

/** One record of a file, whatever the file is written in. */
export interface SourceRecord {
  /** Its rows of cells, at least one: a line of JSON may hold a whole order. */
  rows: string[][];
  /** Number of the line in the file the record starts on, counted from 1 as an editor shows it. */
  line: number;
  /** The record as it stands in the file, without its line ending. */
  raw: string;
  /** Why the record cannot be read; its cells then mean nothing. */
  malformed?: string;
}

/** Reads a file piece by piece, and hands its records on in order. */
export interface SourceReader {
  push(text: string, onRecord: (record: SourceRecord) => void): void;
  end(onRecord: (record: SourceRecord) => void): void;
}

/** The reader of delimited text: each record is one row. The header is passed over. */
export function createDelimitedReader(options: {
  delimiter: string;
  columns: number;
  /** Set where the text begins with records. */
  withoutHeader?: boolean;
}): SourceReader {
  const reader = new CsvReader(options);
  let isHeader = options.withoutHeader !== true;
  const through =
    (onRecord: (record: SourceRecord) => void) =>
    ({ fields, ...record }: { fields: string[]; line: number; raw: string; malformed?: string }): void => {
      if (isHeader) {
        isHeader = false;
        return;
      }
      onRecord({ ...record, rows: [fields] });
    };
  return {
    push: (text, onRecord) => reader.push(text, through(onRecord)),
    end: (onRecord) => reader.end(through(onRecord)),
  };
}
