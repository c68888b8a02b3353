import type { Page } from '#platform/graphql/index.ts';
import { withTenants } from '#platform/postgres/tenants.ts';
import type { Database } from '#prisma/database.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** A cart as it is stored; amounts are exact decimals as text. */
export interface CartRow {
  id: string;
  merchant_id: string;
  customer_id: string | null;
  status: string;
  currency: string;
  total: string;
  item_count: number;
  created_at: Date;
  updated_at: Date;
  abandoned_at: Date | null;
  /** Microseconds since the epoch of `updated_at`: a Date would lose some, and a cursor would skip a cart. */
  updated_at_us: string;
}

/** A line of a cart as it is stored. */
export interface CartItemRow {
  id: string;
  cart_id: string;
  sku: string;
  title: string;
  quantity: number;
  unit_price: string;
  amount: string;
}

/** A checked request for carts of one merchant. */
export interface CartQuery {
  merchantId: string;
  /** Any of these; all when absent. */
  statuses: readonly string[] | undefined;
  from: string | undefined;
  to: string | undefined;
  minTotal: string | undefined;
  sortBy: 'updated_at' | 'total';
  ascending: boolean;
  page: Page;
}

const COLUMNS = Prisma.sql`id, merchant_id, customer_id, status, currency, total::text, item_count, created_at, updated_at,
  abandoned_at, (extract(epoch from updated_at) * 1000000)::bigint::text as updated_at_us`;

const SORTS = {
  updated_at: {
    column: Prisma.sql`updated_at`,
    value: (us: string) => Prisma.sql`(timestamptz 'epoch' + ${us}::bigint * interval '1 microsecond')`,
  },
  // With its table: the plain name would be the text of the selection, by which 99 is more than 100.
  total: { column: Prisma.sql`carts.total`, value: (total: string) => Prisma.sql`${total}::numeric` },
} as const;

function conditionsOf(query: CartQuery): Prisma.Sql {
  const conditions = [Prisma.sql`merchant_id = ${query.merchantId}::uuid`];
  const [status, ...others] = query.statuses ?? [];
  // One status alone is an equation, which lets the index give the carts in their order.
  if (status !== undefined && others.length === 0) conditions.push(Prisma.sql`status = ${status}`);
  else if (query.statuses) conditions.push(Prisma.sql`status = any(${[...query.statuses]}::text[])`);
  if (query.from) conditions.push(Prisma.sql`business_date >= ${query.from}::date`);
  if (query.to) conditions.push(Prisma.sql`business_date <= ${query.to}::date`);
  if (query.minTotal) conditions.push(Prisma.sql`total >= ${query.minTotal}::numeric`);
  return Prisma.join(conditions, ' and ');
}

/** One page of a merchant's carts, with one row more when more follow, and how many match in all. */
export function findCarts(
  db: Pick<Database, 'app'>,
  query: CartQuery,
): Promise<{ rows: CartRow[]; totalCount: number }> {
  const { page } = query;
  const { column, value } = SORTS[query.sortBy];
  const ascending = query.ascending === (page.direction === 'forward');
  const direction = ascending ? Prisma.sql`asc` : Prisma.sql`desc`;
  const where = conditionsOf(query);
  const [position, id] = page.cursor ?? [];
  const beyond = ascending ? Prisma.sql`>` : Prisma.sql`<`;
  const after =
    position !== undefined && id !== undefined
      ? Prisma.sql`and (${column}, id) ${beyond} (${value(position)}, ${id}::uuid)`
      : Prisma.empty;
  return withTenants(db.app, [query.merchantId], async (tx) => {
    const rows = await tx.$queryRaw<CartRow[]>`
      select ${COLUMNS} from commerce.carts where ${where} ${after}
      order by ${column} ${direction}, id ${direction} limit ${page.limit + 1}`;
    const counted = await tx.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from commerce.carts where ${where}`;
    return { rows, totalCount: counted[0]?.count ?? 0 };
  });
}

/** Carts by id, of these merchants only. */
export function findCartsById(
  db: Pick<Database, 'app'>,
  merchantIds: readonly string[],
  ids: readonly string[],
): Promise<CartRow[]> {
  return withTenants(
    db.app,
    merchantIds,
    (tx) => tx.$queryRaw<CartRow[]>`
      select ${COLUMNS} from commerce.carts where id = any(${[...ids]}::uuid[])`,
  );
}

/** The lines of these carts, in their order. */
export function findCartItems(
  db: Pick<Database, 'app'>,
  merchantIds: readonly string[],
  cartIds: readonly string[],
): Promise<CartItemRow[]> {
  return withTenants(
    db.app,
    merchantIds,
    (tx) => tx.$queryRaw<CartItemRow[]>`
      select id, cart_id, sku, title, quantity, unit_price::text, amount::text from commerce.cart_items
      where cart_id = any(${[...cartIds]}::uuid[]) order by cart_id, line_no`,
  );
}
