import { buildSubgraphSchema, type ReferenceResolver, type Subgraph } from '#platform/graphql/index.ts';
import type { Database } from '#prisma/database.ts';
import { CartResolver, MerchantCartsResolver } from './cart/cart.resolver.ts';
import { createCartService } from './cart/cart.service.ts';
import { Merchant } from './cart/cart.type.ts';

/** The key alone tells nothing, so it is not looked up: the fields on it check access. */
const merchantOf: ReferenceResolver = ({ id }) => Object.assign(new Merchant(), { id });

/** Carts, abandoned or not. */
export function createCampaignsSubgraph(deps: { db: Pick<Database, 'app'> }): Subgraph {
  const carts = createCartService(deps);
  const { schema, sdl } = buildSubgraphSchema({
    resolvers: [new MerchantCartsResolver(carts), new CartResolver(carts)],
    references: {
      Merchant: merchantOf,
      Cart: ({ id }, context) => carts.byId(context, id),
    },
  });
  return { name: 'campaigns', schema, sdl, close: () => Promise.resolve() };
}
