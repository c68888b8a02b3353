import { badInput } from '#platform/errors/index.ts';
import {
  type Connection,
  type ConnectionArgs,
  connectionOf,
  type Page,
  pageOf,
  SortDirection,
} from '#platform/graphql/index.ts';
import type { ReportPage } from '#warehouse/index.ts';

const VALUE = /^-?\d{1,30}(\.\d{1,4})?$/;

/** A page as the warehouse reads it, and what makes a connection of its rows. */
export interface SortedPage {
  rows: ReportPage;
  connection<Row extends { sort_value: string; matches: number }, Node>(
    rows: readonly Row[],
    keyOf: (row: Row) => string,
    nodeOf: (row: Row) => Node,
    total: () => Promise<number>,
  ): Promise<Connection<Node>>;
}

/**
 * Paging of a list that the warehouse sorts, by value and then by key.
 * @throws BAD_INPUT for sizes or cursors that make no sense, or a cursor of another order
 */
export function sortedPage(
  args: ConnectionArgs,
  order: { field: string; direction: SortDirection },
): SortedPage {
  const page = pageOf(args, 3);
  const name = `${order.field} ${order.direction}`;
  const [of, value = '', key = ''] = page.cursor ?? [];
  if (page.cursor && (of !== name || !VALUE.test(value))) {
    const argument = page.direction === 'forward' ? 'after' : 'before';
    throw badInput(`${argument} is a cursor of another order: start again from the first page.`, [argument]);
  }
  return {
    rows: {
      // One more tells whether there are more.
      limit: page.limit + 1,
      ascending: (order.direction === SortDirection.ASC) === (page.direction === 'forward'),
      after: page.cursor && { value, key },
    },
    async connection(rows, keyOf, nodeOf, total) {
      const [first] = rows;
      const count = first ? first.matches : page.cursor ? await total() : 0;
      const found = connectionOf(rows, page, count, (row) => [name, row.sort_value, keyOf(row)]);
      const edges = found.edges.map(({ cursor, node }) => ({ cursor, node: nodeOf(node) }));
      return { ...found, edges, nodes: edges.map((edge) => edge.node) };
    },
  };
}

function within<T>(rows: readonly T[], page: Page, keyOf: (row: T) => string): T[] {
  const ordered = page.direction === 'forward' ? [...rows] : [...rows].reverse();
  if (!page.cursor) return ordered;
  const at = ordered.findIndex((row) => keyOf(row) === page.cursor?.[0]);
  if (at < 0) {
    const argument = page.direction === 'forward' ? 'after' : 'before';
    throw badInput(`${argument} is a cursor of another list: start again from the first page.`, [argument]);
  }
  return ordered.slice(at + 1);
}

/** A page of a list that is short enough to be here whole. */
export function pageOfRows<T>(
  rows: readonly T[],
  args: ConnectionArgs,
  keyOf: (row: T) => string,
): Connection<T> {
  const page = pageOf(args, 1);
  const rest = within(rows, page, keyOf).slice(0, page.limit + 1);
  return connectionOf(rest, page, rows.length, (row) => [keyOf(row)]);
}
