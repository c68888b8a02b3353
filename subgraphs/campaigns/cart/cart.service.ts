import DataLoader from 'dataloader';
import { badInput, messageOf, notFound, unauthenticated } from '#platform/errors/index.ts';
import {
  type Connection,
  connectionOf,
  loaderOf,
  money,
  type Page,
  pageOf,
  SortDirection,
  type SubgraphContext,
} from '#platform/graphql/index.ts';
import { merchantsOf, requireMerchant } from '#platform/identity/identity.ts';
import { isUuid } from '#platform/postgres/tenants.ts';
import type { Database } from '#prisma/database.ts';
import { type CartRow, findCartItems, findCarts, findCartsById } from './cart.repository.ts';
import {
  Cart,
  type CartConnectionArgs,
  CartItem,
  CartOrderField,
  CartStatus,
  Customer,
} from './cart.type.ts';

/** A merchant's carts. All need `carts:read`. */
export interface CartService {
  /**
   * @param only when given, carts of this status alone, whatever the filter says besides
   * @throws BAD_INPUT that names the argument, NOT_FOUND for a merchant that is not the caller's
   */
  list(
    context: SubgraphContext,
    merchantId: string,
    args: CartConnectionArgs,
    only?: CartStatus,
  ): Promise<Connection<Cart>>;
  /** @throws NOT_FOUND for an unknown cart or another merchant's */
  byId(context: SubgraphContext, id: string): Promise<Cart>;
  /** The lines of a cart that was read through this service. */
  itemsOf(context: SubgraphContext, cart: Cart): Promise<CartItem[]>;
  /** Whose cart it is. @throws FORBIDDEN without `customers:read` */
  customerOf(context: SubgraphContext, cart: Cart): Customer | null;
}

const MICROSECONDS = /^\d{1,16}$/;
const DECIMAL = /^-?\d{1,15}\.\d{4}$/;

const cartOf = (row: CartRow): Cart =>
  Object.assign(new Cart(), {
    id: row.id,
    merchantId: row.merchant_id,
    customerId: row.customer_id,
    status: row.status as CartStatus,
    total: money(row.total, row.currency),
    itemCount: row.item_count,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    abandonedAt: row.abandoned_at,
  });

/** A cursor comes from the client: what is no value of this order is refused before it reaches the database. */
function checkedPage(args: CartConnectionArgs, field: CartOrderField): Page {
  const page = pageOf(args, 2);
  const [value = '', id = ''] = page.cursor ?? [];
  const pattern = field === CartOrderField.TOTAL ? DECIMAL : MICROSECONDS;
  if (page.cursor && !(pattern.test(value) && isUuid(id))) {
    const name = page.direction === 'backward' ? 'before' : 'after';
    throw badInput(`${name} is a cursor of another order: start again from the first page.`, [name]);
  }
  return page;
}

function statusesOf(args: CartConnectionArgs, only: CartStatus | undefined): CartStatus[] | undefined {
  const asked = args.filter?.status?.length ? args.filter.status : undefined;
  if (!only) return asked;
  return asked && !asked.includes(only) ? [] : [only];
}

export function createCartService(deps: { db: Pick<Database, 'app'> }): CartService {
  const cartsKey = {};
  const itemsKey = {};

  const carts = (context: SubgraphContext): DataLoader<string, Cart> =>
    new DataLoader(async (ids) => {
      const { identity } = context;
      if (identity.kind === 'anonymous') {
        const refusal = unauthenticated('Sign in, or send an API key, to read carts.');
        return ids.map(() => refusal);
      }
      const rows = await findCartsById(deps.db, merchantsOf(identity), ids.filter(isUuid));
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => {
        const row = byId.get(id);
        if (!row) return notFound('The cart', ['id']);
        try {
          requireMerchant(identity, row.merchant_id, 'carts:read');
        } catch (error) {
          return error instanceof Error ? error : new Error(messageOf(error));
        }
        return cartOf(row);
      });
    });

  const items = (): DataLoader<Cart, CartItem[], string> =>
    new DataLoader(
      async (of) => {
        const merchantIds = [...new Set(of.map((cart) => cart.merchantId))];
        const byCart = new Map(of.map((cart) => [cart.id, { cart, lines: [] as CartItem[] }]));
        const rows = await findCartItems(deps.db, merchantIds, [...byCart.keys()]);
        for (const row of rows) {
          const entry = byCart.get(row.cart_id);
          const currency = entry?.cart.total.currency ?? '';
          entry?.lines.push(
            Object.assign(new CartItem(), {
              id: row.id,
              sku: row.sku,
              title: row.title,
              quantity: row.quantity,
              unitPrice: money(row.unit_price, currency),
              total: money(row.amount, currency),
            }),
          );
        }
        return of.map((cart) => byCart.get(cart.id)?.lines ?? []);
      },
      { cacheKeyFn: (cart) => cart.id },
    );

  return {
    async list(context, merchantId, args, only) {
      requireMerchant(context.identity, merchantId, 'carts:read');
      if (!isUuid(merchantId)) throw notFound('The merchant', ['merchant']);
      const field = args.orderBy?.field ?? CartOrderField.UPDATED_AT;
      const page = checkedPage(args, field);
      const { from, to, minTotal } = args.filter ?? {};
      if (from && to && from > to)
        throw badInput(`filter.to (${to}) must not be before filter.from (${from}).`, ['filter', 'to']);
      const { rows, totalCount } = await findCarts(deps.db, {
        merchantId,
        statuses: statusesOf(args, only),
        from: from ?? undefined,
        to: to ?? undefined,
        minTotal: minTotal ?? undefined,
        sortBy: field === CartOrderField.TOTAL ? 'total' : 'updated_at',
        ascending: args.orderBy?.direction === SortDirection.ASC,
        page,
      });
      const positions = new Map(
        rows.map((row) => [row.id, field === CartOrderField.TOTAL ? row.total : row.updated_at_us]),
      );
      return connectionOf(rows.map(cartOf), page, totalCount, (cart) => [
        positions.get(cart.id) ?? '',
        cart.id,
      ]);
    },
    byId: (context, id) => loaderOf(context, cartsKey, () => carts(context)).load(id),
    itemsOf: (context, cart) => loaderOf(context, itemsKey, items).load(cart),
    customerOf(context, cart) {
      if (!cart.customerId) return null;
      requireMerchant(context.identity, cart.merchantId, 'customers:read');
      return Object.assign(new Customer(), { id: cart.customerId });
    },
  };
}
