import type { OrderLine } from '../line.ts';
import type { Moment } from '../values.ts';
import { createParsers, defineFormat, identifierProblem, read, readArticle, readCurrency } from './format.ts';

/** The number of the line that stands for what was refunded of a whole order; no order has that many lines. */
const REFUND_LINE_NO = 1_000_000;

/** What stands on an order's first record only. */
interface OrderHead {
  order: string;
  currency: string;
  placed: Moment;
  /** Cancelled without money having been returned: it never became revenue. */
  void: boolean;
  customer: string | null;
  customerName: string | null;
  customerEmail: string | null;
  country: string | null;
  channel: string | null;
}

/**
 * Shopify's order export. An order's further lines leave the columns of the order empty. Revenue is quantity x
 * `Lineitem price`, before discounts, taxes and shipping. `Refunded Amount` belongs to the whole order and has no date of
 * its own: it becomes one REFUND line on the day the order was cancelled, or else placed. Lines of a cancelled order
 * that returned no money are ADJUSTMENT.
 */
export const shopify = defineFormat({
  name: 'shopify',
  label: 'a Shopify order export',
  columns: {
    order: { names: ['Name'], required: true },
    email: { names: ['Email'] },
    financialStatus: { names: ['Financial Status'] },
    currency: { names: ['Currency'], required: true },
    quantity: { names: ['Lineitem quantity'], required: true },
    title: { names: ['Lineitem name'], required: true },
    price: { names: ['Lineitem price'], required: true },
    sku: { names: ['Lineitem sku'] },
    createdAt: { names: ['Created at'], required: true },
    cancelledAt: { names: ['Cancelled at'] },
    refunded: { names: ['Refunded Amount'] },
    customerName: { names: ['Billing Name', 'Shipping Name'] },
    billingCountry: { names: ['Billing Country'] },
    shippingCountry: { names: ['Shipping Country'] },
    source: { names: ['Source'] },
  },
  carriesHead: true,
  createMapper(columns, options) {
    const { date: parseDate, decimal: parsePrice } = createParsers(options);
    let head: OrderHead | null = null;
    /** The order at hand when its first record was rejected: its further lines cannot be kept either. */
    let rejectedOrder: string | null = null;

    /** Reads the columns of the order; the refund it holds, if any, is added to `into`. */
    const readHead = (fields: readonly string[], order: string, into: OrderLine[]): OrderHead | string => {
      const placed = read(columns, fields, 'createdAt', parseDate, 'write the date and time of the order');
      if (typeof placed === 'string') return placed;
      const currency = readCurrency(columns, fields, 'currency', options.currency);
      if (typeof currency === 'string') return currency;
      const refundedText = columns.cell(fields, 'refunded');
      const refunded =
        refundedText === '' ? { value: '0' } : read(columns, fields, 'refunded', parsePrice, '');
      if (typeof refunded === 'string') return refunded;
      const cancelledText = columns.cell(fields, 'cancelledAt');
      const cancelled = cancelledText === '' ? null : read(columns, fields, 'cancelledAt', parseDate, '');
      if (typeof cancelled === 'string') return cancelled;
      const email = columns.cell(fields, 'email') || null;
      const found: OrderHead = {
        order,
        currency: currency.value,
        placed: placed.value,
        void:
          columns.cell(fields, 'financialStatus').toLowerCase() === 'voided' ||
          (cancelled !== null && Number(refunded.value) === 0),
        // The export has no id of the customer: the address is what stays the same.
        customer: email?.toLowerCase() ?? null,
        customerName: columns.cell(fields, 'customerName') || null,
        customerEmail: email,
        country: columns.cell(fields, 'billingCountry') || columns.cell(fields, 'shippingCountry') || null,
        channel: columns.cell(fields, 'source') || null,
      };
      if (Number(refunded.value) > 0) {
        const when = cancelled?.value ?? placed.value;
        into.push({
          ...lineOf(found),
          kind: 'REFUND',
          sku: 'refund',
          title: 'Refund',
          quantity: -1,
          unitPrice: refunded.value,
          occurredAt: when.instant,
          businessDate: when.businessDate,
          fixedLineNo: REFUND_LINE_NO,
          aboutOrder: true,
        });
      }
      return found;
    };

    return {
      orderOf: (fields) => columns.cell(fields, 'order'),
      map(fields, into): string | null {
        const order = columns.cell(fields, 'order');
        if (order === '') return columns.reason('order', order, 'every line needs the name of its order');
        const extra: OrderLine[] = [];
        // Further lines may repeat when the order was created, but never its currency.
        const isNew =
          order !== head?.order && order !== rejectedOrder && columns.cell(fields, 'createdAt') !== '';
        if (isNew || columns.cell(fields, 'currency') !== '') {
          head = null;
          rejectedOrder = order;
          const found = readHead(fields, order, extra);
          if (typeof found === 'string') return found;
          head = found;
          rejectedOrder = null;
        }
        if (head?.order !== order) {
          return columns.reason(
            'order',
            order,
            'continues an order whose first line is not above it, or was rejected; repair that one and import again',
          );
        }
        const article = readArticle(columns, fields, parsePrice);
        if (typeof article === 'string') return article;
        const tooLong = identifierProblem(columns, fields, ['order', 'email']);
        if (tooLong) return tooLong;
        const sold = !head.void && article.quantity > 0 && Number(article.unitPrice) > 0;
        into.push({ ...lineOf(head), ...article, kind: sold ? 'SALE' : 'ADJUSTMENT' });
        into.push(...extra);
        return null;
      },
    };
  },
});

type LineHead = Omit<OrderLine, 'kind' | 'sku' | 'title' | 'quantity' | 'unitPrice'>;

const lineOf = (head: OrderHead): LineHead => ({
  order: head.order,
  currency: head.currency,
  occurredAt: head.placed.instant,
  businessDate: head.placed.businessDate,
  customer: head.customer,
  customerName: head.customerName,
  customerEmail: head.customerEmail,
  country: head.country,
  channel: head.channel,
});
