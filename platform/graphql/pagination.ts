import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { badInput } from '../errors/index.ts';
import { isUuid } from '../postgres/tenants.ts';
import { PageInfo } from './types.ts';

const DEFAULT_PAGE = 20;
const MAX_PAGE = 100;

/** The paging arguments of every connection. */
@ArgsType()
export class ConnectionArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'How many items from the start, 0 to 100; 20 when neither first nor last is given.',
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only items after this cursor.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many items from the end, 0 to 100.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only items before this cursor.' })
  before?: string | null;
}

/** A checked request for a page. Read `limit + 1` rows: the extra one tells whether more follow. */
export interface Page {
  limit: number;
  /** `backward` reads the list from its end; the rows are turned round by `connectionOf`. */
  direction: 'forward' | 'backward';
  /** The sort values and id of the row beyond which to read, as `encodeCursor` was given them. */
  cursor: string[] | undefined;
}

const CURSOR = /^[A-Za-z0-9_-]+$/;

/** An opaque cursor over the values a list is sorted by; the last one is the id, which makes it unique. */
export const encodeCursor = (values: readonly string[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

function decodeCursor(cursor: string, name: string): string[] {
  try {
    if (!CURSOR.test(cursor)) throw new TypeError();
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(values) && values.every((value) => typeof value === 'string')) return values;
    throw new TypeError();
  } catch {
    throw badInput(`${name} is not a cursor of this list: use startCursor or endCursor of a page of it.`, [
      name,
    ]);
  }
}

function checkedSize(value: number | null | undefined, name: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (value < 0 || value > MAX_PAGE)
    throw badInput(`${name} must be between 0 and ${MAX_PAGE}; got ${value}.`, [name]);
  return value;
}

/** @throws BAD_INPUT that names the argument when sizes or cursors make no sense */
export function pageOf(args: ConnectionArgs, sortColumns?: number): Page {
  const first = checkedSize(args.first, 'first');
  const last = checkedSize(args.last, 'last');
  if (first !== undefined && last !== undefined) throw badInput('Give first or last, not both.', ['last']);
  if (args.after && args.before) throw badInput('Give after or before, not both.', ['before']);
  const backward = last !== undefined || (first === undefined && Boolean(args.before));
  if (args.after && backward) throw badInput('after goes with first, before with last.', ['after']);
  if (args.before && !backward) throw badInput('before goes with last, after with first.', ['before']);
  const name = backward ? 'before' : 'after';
  const text = backward ? args.before : args.after;
  const cursor = text ? decodeCursor(text, name) : undefined;
  if (cursor && sortColumns !== undefined && cursor.length !== sortColumns) {
    throw badInput(`${name} is a cursor of another order: start again from the first page.`, [name]);
  }
  return { limit: first ?? last ?? DEFAULT_PAGE, direction: backward ? 'backward' : 'forward', cursor };
}

export interface Edge<T> {
  cursor: string;
  node: T;
}

/** A page of a list. */
export interface Connection<T> {
  edges: Edge<T>[];
  nodes: T[];
  pageInfo: PageInfo;
  totalCount: number;
}

/**
 * @param rows up to `page.limit + 1` rows in the direction of reading
 * @param cursorOf the sort values and id of a row
 */
export function connectionOf<T>(
  rows: readonly T[],
  page: Page,
  totalCount: number,
  cursorOf: (row: T) => string[],
): Connection<T> {
  const more = rows.length > page.limit;
  const nodes = rows.slice(0, page.limit);
  if (page.direction === 'backward') nodes.reverse();
  const edges = nodes.map((node) => ({ cursor: encodeCursor(cursorOf(node)), node }));
  const pageInfo = Object.assign(new PageInfo(), {
    hasNextPage: page.direction === 'forward' ? more : page.cursor !== undefined,
    hasPreviousPage: page.direction === 'backward' ? more : page.cursor !== undefined,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  });
  return { edges, nodes, pageInfo, totalCount };
}

/** The `XConnection` and `XEdge` types of a node type. Extend the first to add fields of a list's own. */
export function connectionTypes<T extends object>(name: string, node: () => ClassType<T>) {
  @ObjectType(`${name}Edge`, { description: `One ${name} of a page, with its cursor.` })
  class EdgeType implements Edge<T> {
    @Field(() => String, { description: 'Opaque position of this item; pass it as `after` or `before`.' })
    cursor: string;

    @Field(node, { description: 'The item.' })
    node: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name} items.` })
  class ConnectionType implements Connection<T> {
    @Field(() => [EdgeType], { description: 'The items of this page with their cursors.' })
    edges: EdgeType[];

    @Field(() => [node()], { description: 'The items of this page, without cursors.' })
    nodes: T[];

    @Field(() => PageInfo, { description: 'Where this page stands.' })
    pageInfo: PageInfo;

    @Field(() => Int, { description: 'How many items match in all, over every page.' })
    totalCount: number;
  }
  return { EdgeType, ConnectionType };
}

const MICROSECONDS = /^\d{1,16}$/;

/**
 * The page of a list in the order of an instant (microseconds since the epoch) and a UUID. A cursor comes from the client:
 * what is no value of this order is refused before it reaches the database.
 * @throws BAD_INPUT that names the argument
 */
export function pageByTime(args: ConnectionArgs): Page {
  const page = pageOf(args, 2);
  const [position = '', id = ''] = page.cursor ?? [];
  if (page.cursor && !(MICROSECONDS.test(position) && isUuid(id))) {
    const name = page.direction === 'backward' ? 'before' : 'after';
    throw badInput(`${name} is not a cursor of this list: start again from the first page.`, [name]);
  }
  return page;
}
