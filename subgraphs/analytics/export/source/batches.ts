import type { Cell, ColumnOf, RowSource } from '../column.ts';

/** Rows that are there already. */
export function rowsAtOnce<Row>(columns: readonly ColumnOf<Row>[], rows: readonly Row[]): RowSource {
  return { columns, total: rows.length, batches: once(cellsOf(columns, rows)) };
}

export const cellsOf = <Row>(columns: readonly ColumnOf<Row>[], rows: readonly Row[]): Cell[][] =>
  rows.map((row) => columns.map((each) => each.of(row)));

async function* once<T>(item: T): AsyncIterable<T> {
  yield item;
}

interface PageOfRows<Row> {
  nodes: readonly Row[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** Rows of a connection, page after page: no more than one page is held. The first is read at once. */
export async function rowsOfPages<Row>(
  columns: readonly ColumnOf<Row>[],
  read: (after: string | null) => Promise<PageOfRows<Row>>,
): Promise<RowSource> {
  const first = await read(null);
  async function* pages(): AsyncIterable<Cell[][]> {
    for (let page = first; ; page = await read(page.pageInfo.endCursor)) {
      yield cellsOf(columns, page.nodes);
      if (!page.pageInfo.hasNextPage) return;
    }
  }
  return { columns, total: first.totalCount, batches: pages() };
}
