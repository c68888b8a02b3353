/** What a column of an export holds. */
export type ColumnType = 'text' | 'integer' | 'decimal' | 'float' | 'boolean' | 'date' | 'instant';

/**
 * One value. Integers as numbers or digits, decimals as exact text with up to four places, dates as `YYYY-MM-DD`,
 * instants as ISO 8601 in UTC.
 */
export type Cell = string | number | boolean | null;

export interface Column {
  /** Lower case with underscores. */
  name: string;
  type: ColumnType;
}

/** A column and how its value is found in a row of a report. */
export interface ColumnOf<Row> extends Column {
  of(row: Row): Cell;
}

export const column = <Row>(name: string, type: ColumnType, of: (row: Row) => Cell): ColumnOf<Row> => ({
  name,
  type,
  of,
});

/** What is exported: its columns, and its rows in batches, so that no more than one of them is held. */
export interface RowSource {
  columns: readonly Column[];
  /** How many rows there will be, as far as it is known; for the progress only. */
  total: number | undefined;
  batches: AsyncIterable<readonly (readonly Cell[])[]>;
}

/** Rows in a file format: what comes first, what each batch comes to, what comes last. Concatenated they are the file. */
export interface Encoder {
  head(): Uint8Array;
  rows(batch: readonly (readonly Cell[])[]): Uint8Array;
  end(): Uint8Array;
}
