import type { CustomerRow, ProductRow } from '../line.ts';
import { type Format, identifierProblem } from './format.ts';

/** Documented columns of a list of products. */
export const products: Format<ProductRow, 'sku' | 'title' | 'category'> = {
  name: 'generic',
  label: 'a list of products',
  columns: {
    sku: { names: ['sku', 'product_id'], required: true },
    title: { names: ['title', 'product', 'name', 'description'] },
    category: { names: ['category', 'product_category', 'categories', 'type'] },
  },
  mappable: true,
  createMapper: (columns) => ({
    orderOf: (fields) => columns.cell(fields, 'sku'),
    map(fields, into) {
      const sku = columns.cell(fields, 'sku');
      if (sku === '') return columns.reason('sku', sku, 'every product needs its number');
      const tooLong = identifierProblem(columns, fields, ['sku', 'title', 'category']);
      if (tooLong) return tooLong;
      into.push({
        sku,
        title: columns.cell(fields, 'title') || null,
        category: columns.cell(fields, 'category') || null,
      });
      return null;
    },
  }),
};

/** Documented columns of a list of customers. */
export const customers: Format<CustomerRow, 'customer' | 'name' | 'email' | 'country'> = {
  name: 'generic',
  label: 'a list of customers',
  columns: {
    customer: { names: ['customer_id', 'id'] },
    name: { names: ['customer_name', 'name', 'full_name'] },
    email: { names: ['customer_email', 'email'] },
    country: { names: ['country', 'country_code'] },
  },
  mappable: true,
  createMapper: (columns) => {
    const idOf = (fields: readonly string[]): string =>
      columns.cell(fields, 'customer') || columns.cell(fields, 'email').toLowerCase();
    return {
      orderOf: idOf,
      map(fields, into) {
        const customer = idOf(fields);
        if (customer === '') {
          return columns.reason('customer', customer, 'every customer needs an id, or at least an address');
        }
        const email = columns.cell(fields, 'email');
        if (email !== '' && !/^[^@\s]+@[^@\s]+$/.test(email)) {
          return columns.reason('email', email, 'is no address; write it like ann@example.com');
        }
        const tooLong = identifierProblem(columns, fields, ['customer', 'name', 'email', 'country']);
        if (tooLong) return tooLong;
        into.push({
          customer,
          name: columns.cell(fields, 'name') || null,
          email: email || null,
          country: columns.cell(fields, 'country') || null,
        });
        return null;
      },
    };
  },
};
