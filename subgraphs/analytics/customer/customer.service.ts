import DataLoader from 'dataloader';
import { messageOf, notFound, unauthenticated } from '#platform/errors/index.ts';
import { loaderOf, type SubgraphContext } from '#platform/graphql/index.ts';
import { merchantsOf, requireMerchant } from '#platform/identity/identity.ts';
import { isUuid } from '#platform/postgres/tenants.ts';
import type { Database } from '#prisma/database.ts';
import { findCustomers } from './customer.repository.ts';
import { Customer } from './customer.type.ts';

export interface CustomerService {
  /**
   * A customer of one of the caller's merchants.
   * @throws UNAUTHENTICATED for nobody, NOT_FOUND for an unknown or foreign one, FORBIDDEN without `customers:read`
   */
  byId(context: SubgraphContext, id: string): Promise<Customer>;
}

export function createCustomerService(deps: { db: Pick<Database, 'app'> }): CustomerService {
  const key = {};

  const loader = (context: SubgraphContext): DataLoader<string, Customer> =>
    new DataLoader(async (ids) => {
      const { identity } = context;
      if (identity.kind === 'anonymous') {
        const refusal = unauthenticated('Sign in, or send an API key, to read customers.');
        return ids.map(() => refusal);
      }
      const found = await findCustomers(deps.db, merchantsOf(identity), ids.filter(isUuid));
      return ids.map((id) => {
        const row = found.get(id);
        if (!row) return notFound('The customer');
        try {
          requireMerchant(identity, row.merchantId, 'customers:read');
        } catch (error) {
          return error instanceof Error ? error : new Error(messageOf(error));
        }
        return Object.assign(new Customer(), row);
      });
    });

  return {
    byId: (context, id) => loaderOf(context, key, () => loader(context)).load(id),
  };
}
