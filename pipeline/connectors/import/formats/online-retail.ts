import type { LineKind, OrderLine } from '../line.ts';
import { parseQuantity } from '../values.ts';
import { createParsers, defineFormat, identifierProblem, priceProblem, read } from './format.ts';

/** Numbers a spreadsheet has turned into floats: 17850.0 is customer 17850. */
const withoutFloatTail = (id: string): string => (/^\d+\.0+$/.test(id) ? id.slice(0, id.indexOf('.')) : id);

/**
 * The kind of a line of this shop: invoices starting with C cancel, any other line with a positive quantity and price is
 * revenue (also the line of a bad-debt invoice that books money in: the shop's published daily figures count it), what
 * else a bad-debt invoice (A) holds is BAD_DEBT, and the rest corrects stock.
 */
function kindOf(invoice: string, quantity: number, unitPrice: string): LineKind {
  if (invoice.startsWith('C')) return 'CANCELLATION';
  if (quantity > 0 && Number(unitPrice) > 0) return 'SALE';
  return invoice.startsWith('A') ? 'BAD_DEBT' : 'ADJUSTMENT';
}

/** The UCI "Online Retail" and "Online Retail II" exports: one line per item, local time of the shop. */
export const onlineRetail = defineFormat({
  name: 'online-retail',
  label: 'an online-retail export',
  columns: {
    invoice: { names: ['InvoiceNo', 'Invoice'], required: true },
    sku: { names: ['StockCode'], required: true },
    title: { names: ['Description'], required: true },
    quantity: { names: ['Quantity'], required: true },
    date: { names: ['InvoiceDate'], required: true },
    price: { names: ['UnitPrice', 'Price'], required: true },
    customer: { names: ['CustomerID'], required: true },
    country: { names: ['Country'], required: true },
  },
  createMapper(columns, options) {
    const { currency } = options;
    const { date: parseDate, decimal: parsePrice } = createParsers(options, 'iso-or-us');
    return {
      orderOf: (fields) => columns.cell(fields, 'invoice'),
      map(fields, into): string | null {
        const order = columns.cell(fields, 'invoice');
        if (order === '') return columns.reason('invoice', order, 'every line needs its invoice number');
        const sku = columns.cell(fields, 'sku');
        if (sku === '') return columns.reason('sku', sku, 'every line needs the code of its article');
        const quantity = read(columns, fields, 'quantity', parseQuantity, 'write a whole number');
        if (typeof quantity === 'string') return quantity;
        const price = read(columns, fields, 'price', parsePrice, 'write 0 for a line without a price');
        if (typeof price === 'string') return price;
        const date = read(columns, fields, 'date', parseDate, 'write the date and time of the invoice');
        if (typeof date === 'string') return date;
        const tooLong = identifierProblem(columns, fields, ['invoice', 'sku', 'customer']);
        if (tooLong) return tooLong;
        const tooLarge = priceProblem(columns, quantity.value, price.value);
        if (tooLarge) return tooLarge;
        const line: OrderLine = {
          order,
          kind: kindOf(order, quantity.value, price.value),
          badDebtOrder: order.startsWith('A'),
          sku,
          title: columns.cell(fields, 'title') || null,
          quantity: quantity.value,
          unitPrice: price.value,
          currency,
          occurredAt: date.value.instant,
          businessDate: date.value.businessDate,
          customer: withoutFloatTail(columns.cell(fields, 'customer')) || null,
          customerName: null,
          customerEmail: null,
          country: columns.cell(fields, 'country') || null,
          channel: null,
        };
        into.push(line);
        return null;
      },
    };
  },
});
