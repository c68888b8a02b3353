import type { LineKind, OrderLine } from '../line.ts';
import { type Moment, parseQuantity } from '../values.ts';
import {
  createParsers,
  defineFormat,
  identifierProblem,
  priceProblem,
  type ResolvedColumns,
  read,
  readArticle,
  readCurrency,
} from './format.ts';

/** The words the kind of a line is written with. */
export const KINDS: Readonly<Record<string, LineKind>> = {
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

const givesBack = (kind: LineKind | undefined): boolean => kind === 'REFUND' || kind === 'CANCELLATION';

/** A kind that contradicts the sign of its amount would turn revenue into refunds, or the other way round. */
function kindProblem(kind: LineKind, quantity: number, unitPrice: string): string | null {
  const amount = quantity * Number(unitPrice);
  if (kind === 'SALE' && !(quantity > 0 && amount > 0)) {
    return 'needs a quantity and a price above zero; write refund or adjustment otherwise';
  }
  if (givesBack(kind) && amount > 0) return 'needs a negative quantity: it gives money back';
  return null;
}

const columns = {
  order: { names: ['order_id', 'order', 'order_number'], required: true },
  date: { names: ['ordered_at', 'order_date', 'date'], required: true },
  sku: { names: ['sku'], required: true },
  title: { names: ['title', 'product', 'description'] },
  category: { names: ['category', 'product_category'] },
  quantity: { names: ['quantity', 'qty'], required: true },
  price: { names: ['unit_price', 'price'], required: true },
  currency: { names: ['currency'] },
  customer: { names: ['customer_id'] },
  customerName: { names: ['customer_name'] },
  customerEmail: { names: ['customer_email'] },
  country: { names: ['country'] },
  channel: { names: ['channel'] },
  kind: { names: ['kind'] },
  refund: { names: ['refund_id'] },
  refundedAt: { names: ['refunded_at'] },
  cancelledAt: { names: ['cancelled_at', 'canceled_at'] },
} as const;
type Columns = ResolvedColumns<keyof typeof columns>;

const IDENTIFIERS = ['order', 'category', 'customer', 'customerEmail', 'refund'] as const;

/** A moment that may be missing, or the reason to reject the record. */
function optional(
  found: Columns,
  fields: readonly string[],
  key: 'refundedAt' | 'cancelledAt',
  parse: ReturnType<typeof createParsers>['date'],
): { value: Moment | null } | string {
  return found.cell(fields, key) === '' ? { value: null } : read(found, fields, key, parse, '');
}

/** What was given back without saying for which article: money of the whole order. */
function readRefundOfOrder(
  found: Columns,
  fields: readonly string[],
  decimal: ReturnType<typeof createParsers>['decimal'],
): ReturnType<typeof readArticle> {
  const quantity =
    found.cell(fields, 'quantity') === ''
      ? { value: -1 }
      : read(found, fields, 'quantity', parseQuantity, '');
  if (typeof quantity === 'string') return quantity;
  const price = read(found, fields, 'price', decimal, 'write the amount that was refunded');
  if (typeof price === 'string') return price;
  const problem = priceProblem(found, quantity.value, price.value);
  return problem ?? { sku: 'refund', title: 'Refund', quantity: quantity.value, unitPrice: price.value };
}

/** The documented columns anyone can write; see the README of `pipeline/connectors`. */
export const generic = defineFormat({
  name: 'generic',
  label: 'a generic order file',
  columns,
  mappable: true,
  createMapper(found, options) {
    const { date: parseDate, decimal } = createParsers(options);
    const words = { ...KINDS, ...options.kinds };
    return {
      orderOf: (fields) => found.cell(fields, 'order'),
      map(fields, into): string | null {
        const order = found.cell(fields, 'order');
        if (order === '') return found.reason('order', order, 'every line needs the id of its order');
        const kindText = found.cell(fields, 'kind');
        const told = words[kindText.toLowerCase()];
        if (kindText !== '' && told === undefined) {
          return found.reason(
            'kind',
            kindText,
            `is no kind of line; write one of ${Object.keys(words).join(', ')}, or leave it empty`,
          );
        }
        const named = found.cell(fields, 'sku') || found.cell(fields, 'title');
        const aboutOrder = named === '' && told === 'REFUND';
        const article = aboutOrder
          ? readRefundOfOrder(found, fields, decimal)
          : readArticle(found, fields, decimal);
        if (typeof article === 'string') return article;
        if (options.positiveRefunds && givesBack(told)) article.quantity = -Math.abs(article.quantity);
        const placed = read(found, fields, 'date', parseDate, 'write the date and time of the order');
        if (typeof placed === 'string') return placed;
        const refunded = optional(found, fields, 'refundedAt', parseDate);
        if (typeof refunded === 'string') return refunded;
        const cancelled = optional(found, fields, 'cancelledAt', parseDate);
        if (typeof cancelled === 'string') return cancelled;
        const tooLong = identifierProblem(found, fields, IDENTIFIERS);
        if (tooLong) return tooLong;
        const currency = readCurrency(found, fields, 'currency', options.currency);
        if (typeof currency === 'string') return currency;
        const kind = told ?? kindOf(article.quantity, article.unitPrice);
        const contradiction = kindProblem(kind, article.quantity, article.unitPrice);
        if (contradiction) return found.reason('kind', kindText, contradiction);
        const refund = found.cell(fields, 'refund');
        const when = (givesBack(kind) && (refunded.value ?? cancelled.value)) || placed.value;
        const email = found.cell(fields, 'customerEmail') || null;
        const line: OrderLine = {
          order,
          kind,
          ...article,
          category: found.cell(fields, 'category') || null,
          currency: currency.value,
          occurredAt: when.instant,
          businessDate: when.businessDate,
          customer: found.cell(fields, 'customer') || email?.toLowerCase() || null,
          customerName: found.cell(fields, 'customerName') || null,
          customerEmail: email,
          country: found.cell(fields, 'country') || null,
          channel: found.cell(fields, 'channel') || null,
          ...(aboutOrder ? { aboutOrder } : {}),
          ...(refund !== '' && givesBack(kind) ? { lineKey: `${refund}\n${article.sku}` } : {}),
        };
        into.push(line);
        if (kind === 'SALE' && cancelled.value) into.push(cancellationOf(line, cancelled.value));
        return null;
      },
    };
  },
});

/** The sold line again, taken back when the order was cancelled. */
export const cancellationOf = (
  line: OrderLine,
  when: Moment,
  kind: 'CANCELLATION' | 'REFUND' = 'CANCELLATION',
): OrderLine => ({
  ...line,
  kind,
  quantity: -line.quantity,
  ...(line.amount === undefined ? {} : { amount: `-${line.amount}` }),
  occurredAt: when.instant,
  businessDate: when.businessDate,
  reverses: true,
});

/** The same columns as JSON lines: a line of an order, or a whole order with its items and refunds. */
export const jsonl = defineFormat({
  ...generic,
  name: 'jsonl',
  label: 'a file of orders in JSON lines',
  json: [
    { names: ['items', 'lines', 'line_items'] },
    {
      names: ['refunds'],
      rename: { id: 'refund_id', at: 'refunded_at', amount: 'unit_price' },
      set: { kind: 'refund' },
      negative: 'quantity',
    },
  ],
  createMapper: (found, options) => generic.createMapper(found, options),
});
