import type { LineKind } from '../line.ts';
import { amountProblem, createDateParser, parseDecimal, parseQuantity } from '../values.ts';
import { currencyProblem, defineFormat, identifierProblem, read } from './format.ts';

const KINDS: Record<string, LineKind> = {
  sale: 'SALE',
  cancellation: 'CANCELLATION',
  refund: 'REFUND',
  adjustment: 'ADJUSTMENT',
  bad_debt: 'BAD_DEBT',
};

/** Without a kind: what gives money back is a refund, what moves none is a correction of stock. */
function kindOf(quantity: number, unitPrice: string): LineKind {
  const sign = Math.sign(quantity) * Math.sign(Number(unitPrice));
  if (sign === 0) return 'ADJUSTMENT';
  return sign > 0 && quantity > 0 ? 'SALE' : sign < 0 ? 'REFUND' : 'ADJUSTMENT';
}

/** A kind that contradicts the sign of its amount would turn revenue into refunds, or the other way round. */
function kindProblem(kind: LineKind, quantity: number, unitPrice: string): string | null {
  const amount = quantity * Number(unitPrice);
  if (kind === 'SALE' && !(quantity > 0 && amount > 0)) {
    return 'needs a quantity and a price above zero; write refund or adjustment otherwise';
  }
  if ((kind === 'REFUND' || kind === 'CANCELLATION') && amount > 0) {
    return 'needs a negative quantity: it gives money back';
  }
  return null;
}

/** The documented columns anyone can write; see the README of `pipeline/connectors`. */
export const generic = defineFormat({
  name: 'generic',
  label: 'a generic order file',
  columns: {
    order: { names: ['order_id', 'order', 'order_number'], required: true },
    date: { names: ['ordered_at', 'order_date', 'date'], required: true },
    sku: { names: ['sku'], required: true },
    title: { names: ['title', 'product', 'description'] },
    quantity: { names: ['quantity', 'qty'], required: true },
    price: { names: ['unit_price', 'price'], required: true },
    currency: { names: ['currency'] },
    customer: { names: ['customer_id'] },
    customerName: { names: ['customer_name'] },
    customerEmail: { names: ['customer_email'] },
    country: { names: ['country'] },
    channel: { names: ['channel'] },
    kind: { names: ['kind'] },
  },
  createMapper(columns, { zone, businessZone, currency, now, decimalComma }) {
    const parseDate = createDateParser({ zone, businessZone, now, style: 'iso' });
    const parsePrice = (text: string) => parseDecimal(text, decimalComma);
    return {
      orderOf: (fields) => columns.cell(fields, 'order'),
      map(fields, into): string | null {
        const order = columns.cell(fields, 'order');
        if (order === '') return columns.reason('order', order, 'every line needs the id of its order');
        const title = columns.cell(fields, 'title');
        const sku = columns.cell(fields, 'sku') || title;
        if (sku === '') return columns.reason('sku', sku, 'every line needs a sku, or at least a title');
        const quantity = read(columns, fields, 'quantity', parseQuantity, 'write a whole number');
        if (typeof quantity === 'string') return quantity;
        const price = read(columns, fields, 'price', parsePrice, 'write the price of one piece');
        if (typeof price === 'string') return price;
        const date = read(columns, fields, 'date', parseDate, 'write the date and time of the order');
        if (typeof date === 'string') return date;
        const tooLong = identifierProblem(columns, fields, [
          'order',
          'sku',
          'title',
          'customer',
          'customerEmail',
        ]);
        if (tooLong) return tooLong;
        const tooLarge = amountProblem(quantity.value, price.value);
        if (tooLarge)
          return columns.reason(
            'price',
            price.value,
            `times ${quantity.value} ${tooLarge}; correct one of them`,
          );
        const lineCurrency = columns.cell(fields, 'currency');
        const wrongCurrency =
          lineCurrency === '' ? null : currencyProblem(lineCurrency.toUpperCase(), currency);
        if (wrongCurrency) return columns.reason('currency', lineCurrency, wrongCurrency);
        const kindText = columns.cell(fields, 'kind');
        const kind = kindText === '' ? kindOf(quantity.value, price.value) : KINDS[kindText.toLowerCase()];
        if (kind === undefined) {
          return columns.reason(
            'kind',
            kindText,
            `is no kind of line; write one of ${Object.keys(KINDS).join(', ')}, or leave it empty`,
          );
        }
        const contradiction = kindProblem(kind, quantity.value, price.value);
        if (contradiction) return columns.reason('kind', kindText, contradiction);
        const email = columns.cell(fields, 'customerEmail') || null;
        into.push({
          order,
          kind,
          sku,
          title: title || null,
          quantity: quantity.value,
          unitPrice: price.value,
          currency,
          occurredAt: date.value.instant,
          businessDate: date.value.businessDate,
          customer: columns.cell(fields, 'customer') || email?.toLowerCase() || null,
          customerName: columns.cell(fields, 'customerName') || null,
          customerEmail: email,
          country: columns.cell(fields, 'country') || null,
          channel: columns.cell(fields, 'channel') || null,
        });
        return null;
      },
    };
  },
});
