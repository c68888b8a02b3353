import type { OrderLine } from '../line.ts';
import { CellError, type Moment, parseQuantity } from '../values.ts';
import {
  type Article,
  createParsers,
  defineFormat,
  identifierProblem,
  priceProblem,
  type ResolvedColumns,
  read,
  readCurrency,
} from './format.ts';
import { cancellationOf } from './generic.ts';

/** The number of the line that stands for what was refunded of a whole order. */
const REFUND_LINE_NO = 1_000_000;

/** Orders in these states were never paid; WooCommerce's own reports leave them out as well. */
const UNPAID = new Set([
  'pending',
  'pending-payment',
  'failed',
  'cancelled',
  'draft',
  'checkout-draft',
  'auto-draft',
  'trash',
]);

const columns = {
  order: { names: ['Order Number', 'order_id'], required: true },
  status: { names: ['Order Status', 'status'], required: true },
  date: { names: ['Order Date', 'date'], required: true },
  currency: { names: ['Order Currency', 'currency'] },
  sku: { names: ['SKU', 'item_sku', 'Product SKU'] },
  title: { names: ['Item Name', 'Product Name', 'Name'], required: true },
  category: { names: ['Category', 'item_category', 'Product Categories'] },
  quantity: { names: ['Quantity', 'item_quantity', 'Quantity (- Refund)'], required: true },
  bought: { names: ['Quantity', 'item_quantity'] },
  subtotal: { names: ['item_subtotal', 'Order Line Subtotal'] },
  price: { names: ['Item Cost', 'item_price'] },
  total: { names: ['item_total', 'Order Line (w/o tax)', 'Order Line Total'] },
  refundedQuantity: { names: ['item_refunded_qty', 'Item Refunded Quantity'] },
  refundedAmount: { names: ['item_refunded', 'Order Line Total Refunded'] },
  orderRefund: { names: ['Order Refund Amount', 'refunded_total'] },
  refunds: { names: ['refunds'] },
  refundDate: { names: ['Refund Date', 'Order Refund Date', 'refunded_at'] },
  customer: { names: ['customer_id', 'customer_user', 'Customer User ID'] },
  email: { names: ['Email (Billing)', 'billing_email', 'customer_email'] },
  fullName: { names: ['Full Name (Billing)', 'billing_full_name'] },
  firstName: { names: ['First Name (Billing)', 'billing_first_name'] },
  lastName: { names: ['Last Name (Billing)', 'billing_last_name'] },
  country: { names: ['Country Code (Billing)', 'billing_country', 'Country Name (Billing)'] },
  channel: { names: ['created_via', 'Origin'] },
} as const;
type Key = keyof typeof columns;
type Columns = ResolvedColumns<Key>;
type Parsers = ReturnType<typeof createParsers>;

/** What an order's records have in common; exports may write it on the first of them alone. */
interface OrderHead {
  line: Omit<OrderLine, keyof Article | 'kind' | 'amount'>;
  placed: Moment;
  refundedOn: Moment;
  unpaid: boolean;
  /** The export tells only the pieces that were kept: what was given back is missing on both sides already. */
  onlyKept: boolean;
  /** Given back in full, and nothing says which money that was. */
  refundedWhole: boolean;
  /** Money that was given back, told for the order as a whole. */
  refunds: OrderLine[];
}

const SCALE = 10_000n;
const toUnits = (decimal: string): bigint => {
  const negative = decimal.startsWith('-');
  const [whole = '0', decimals = ''] = decimal.replace('-', '').split('.');
  const units = BigInt(whole) * SCALE + BigInt(decimals.padEnd(4, '0'));
  return negative ? -units : units;
};
const toDecimal = (units: bigint): string => {
  const size = units < 0n ? -units : units;
  const decimals = (size % SCALE).toString().padStart(4, '0').replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${size / SCALE}${decimals === '' ? '' : `.${decimals}`}`;
};

/** The price of one of `quantity` pieces, to four decimals; with the exact amount where rounding would change it. */
function priceOf(total: string, quantity: number): { unitPrice: string; amount?: string } {
  if (quantity === 0) return { unitPrice: total };
  const [units, pieces] = [toUnits(total), BigInt(quantity)];
  const twice = (2n * units) / pieces;
  const unit = (twice + (twice < 0n ? -1n : 1n)) / 2n;
  const unitPrice = toDecimal(unit);
  return unit * pieces === units ? { unitPrice } : { unitPrice, amount: toDecimal(units) };
}

/** Entries such as `id:7|date:2026-01-03 10:00:00|amount:5.00`, one after the other, separated by semicolons. */
function refundEntries(text: string): { id: string; date: string; amount: string }[] {
  return text
    .split(';')
    .map((entry) => ({
      id: /(?:^|\|)id:([^|]*)/.exec(entry)?.[1]?.trim() ?? '',
      date: /(?:^|\|)date:([^|]*)/.exec(entry)?.[1]?.trim() ?? '',
      amount: /(?:^|\|)amount:\s*-?([^|]*)/.exec(entry)?.[1]?.trim() ?? '',
    }))
    .filter((entry) => entry.amount !== '');
}

function readHead(
  found: Columns,
  fields: readonly string[],
  parsers: Parsers,
  order: string,
  shopCurrency: string,
): OrderHead | string {
  const placed = read(found, fields, 'date', parsers.date, 'write the date and time of the order');
  if (typeof placed === 'string') return placed;
  const currency = readCurrency(found, fields, 'currency', shopCurrency);
  if (typeof currency === 'string') return currency;
  const refundDate =
    found.cell(fields, 'refundDate') === '' ? placed : read(found, fields, 'refundDate', parsers.date, '');
  if (typeof refundDate === 'string') return refundDate;
  const email = found.cell(fields, 'email') || null;
  const account = found.cell(fields, 'customer');
  const named = `${found.cell(fields, 'firstName')} ${found.cell(fields, 'lastName')}`.trim();
  const line: OrderHead['line'] = {
    order,
    currency: currency.value,
    occurredAt: placed.value.instant,
    businessDate: placed.value.businessDate,
    // Guests have the account 0: what stays the same is their address.
    customer: (account === '0' ? '' : account) || email?.toLowerCase() || null,
    customerName: found.cell(fields, 'fullName') || named || null,
    customerEmail: email,
    country: found.cell(fields, 'country') || null,
    channel: found.cell(fields, 'channel') || null,
  };
  const status = found.cell(fields, 'status').toLowerCase().replace(/^wc-/, '').replaceAll(' ', '-');
  const head: OrderHead = {
    line,
    placed: placed.value,
    refundedOn: refundDate.value,
    unpaid: UNPAID.has(status),
    onlyKept: found.cell(fields, 'bought') === '',
    refundedWhole: status === 'refunded',
    refunds: [],
  };
  const problem = head.onlyKept ? null : readOrderRefunds(found, fields, parsers, head);
  return problem ?? head;
}

/** Adds the refunds an order's first record tells: each on its own day, or else one sum for the order. */
function readOrderRefunds(
  found: Columns,
  fields: readonly string[],
  parsers: Parsers,
  head: OrderHead,
): string | null {
  const refund = (when: Moment, amount: string): OrderLine => ({
    ...head.line,
    kind: 'REFUND',
    sku: 'refund',
    title: 'Refund',
    aboutOrder: true,
    quantity: -1,
    unitPrice: amount,
    occurredAt: when.instant,
    businessDate: when.businessDate,
  });
  const told = found.cell(fields, 'refunds');
  for (const entry of refundEntries(told)) {
    const amount = parsers.decimal(entry.amount);
    const when = entry.date === '' ? head.refundedOn : parsers.date(entry.date);
    if (amount instanceof CellError) return found.reason('refunds', entry.amount, amount.problem);
    if (when instanceof CellError) return found.reason('refunds', entry.date, when.problem);
    head.refunds.push({ ...refund(when, amount), lineKey: `refund ${entry.id || entry.date}` });
  }
  if (head.refunds.length === 0 && found.cell(fields, 'orderRefund') !== '') {
    const amount = read(found, fields, 'orderRefund', parsers.decimal, '');
    if (typeof amount === 'string') return amount;
    const size = amount.value.replace('-', '');
    if (size !== '0') head.refunds.push({ ...refund(head.refundedOn, size), fixedLineNo: REFUND_LINE_NO });
  }
  return null;
}

/** The article of a record; its price is that before discounts, where the export has one. */
function readItem(
  found: Columns,
  fields: readonly string[],
  { decimal }: Parsers,
): (Article & { amount?: string }) | string {
  const title = found.cell(fields, 'title');
  const sku = found.cell(fields, 'sku') || title;
  if (sku === '') return found.reason('title', sku, 'every line needs a name or a sku');
  const quantity = read(found, fields, 'quantity', parseQuantity, 'write a whole number');
  if (typeof quantity === 'string') return quantity;
  const key = (['subtotal', 'price', 'total'] as const).find((name) => found.cell(fields, name) !== '');
  const money = read(found, fields, key ?? 'price', decimal, 'write the price of one piece');
  if (typeof money === 'string') return money;
  const price = key === 'price' ? { unitPrice: money.value } : priceOf(money.value, quantity.value);
  const problem =
    identifierProblem(found, fields, ['order', 'sku', 'title', 'category', 'customer', 'email']) ??
    priceProblem(found, quantity.value, price.unitPrice);
  return problem ?? { sku, title: title || null, quantity: quantity.value, ...price };
}

/** What was given back of one line, or null, or the reason to reject the record. */
function readItemRefund(
  found: Columns,
  fields: readonly string[],
  { decimal }: Parsers,
  head: OrderHead,
  sold: OrderLine,
): OrderLine | string | null {
  if (head.onlyKept) return null;
  const absolute = (text: string): string => text.replace('-', '');
  const pieces =
    found.cell(fields, 'refundedQuantity') === ''
      ? { value: 0 }
      : read(found, fields, 'refundedQuantity', parseQuantity, '');
  if (typeof pieces === 'string') return pieces;
  const money =
    found.cell(fields, 'refundedAmount') === ''
      ? { value: '0' }
      : read(found, fields, 'refundedAmount', decimal, '');
  if (typeof money === 'string') return money;
  const amount = absolute(money.value);
  if (amount === '0' && pieces.value === 0) {
    return head.refundedWhole ? cancellationOf(sold, head.refundedOn, 'REFUND') : null;
  }
  const quantity = -Math.max(1, Math.abs(pieces.value));
  const whole = cancellationOf(sold, head.refundedOn, 'REFUND');
  delete whole.amount;
  return amount === '0' ? { ...whole, quantity } : { ...whole, quantity, ...priceOf(`-${amount}`, quantity) };
}

/**
 * Order exports of WooCommerce's usual plugins, one row an article. Revenue is the price before discounts, taxes and
 * shipping, as for Shopify. Refunds that the export dates lie on their days; others on `Refund Date` or else on the
 * order's. Lines of orders that were never paid are ADJUSTMENT.
 */
export const woocommerce = defineFormat({
  name: 'woocommerce',
  label: 'a WooCommerce order export with a row for every article',
  columns,
  carriesHead: true,
  createMapper(found, options) {
    const parsers = createParsers(options, 'iso-or-us');
    let head: OrderHead | null = null;
    let current = '';
    const orderOf = (fields: readonly string[]): string => found.cell(fields, 'order') || current;
    return {
      orderOf,
      map(fields, into): string | null {
        const order = orderOf(fields);
        if (order === '') return found.reason('order', order, 'the first line of an order needs its number');
        const begins = order !== current || (head === null && found.cell(fields, 'date') !== '');
        if (begins) {
          current = order;
          head = null;
          const read = readHead(found, fields, parsers, order, options.currency);
          if (typeof read === 'string') return read;
          head = read;
        }
        if (head === null) {
          return found.reason(
            'order',
            order,
            'continues an order whose first line was rejected; repair that one and import again',
          );
        }
        const item = readItem(found, fields, parsers);
        if (typeof item === 'string') return item;
        const sold = !head.unpaid && item.quantity > 0 && Number(item.unitPrice) > 0;
        const line: OrderLine = {
          ...head.line,
          ...item,
          kind: sold ? 'SALE' : 'ADJUSTMENT',
          category: found.cell(fields, 'category') || null,
        };
        const refund =
          sold && head.refunds.length === 0 ? readItemRefund(found, fields, parsers, head, line) : null;
        if (typeof refund === 'string') return refund;
        into.push(line, ...(begins ? head.refunds : []));
        if (refund) into.push(refund);
        return null;
      },
    };
  },
});
