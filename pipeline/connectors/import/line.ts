/** What a line of an order is; only SALE lines are revenue, CANCELLATION and REFUND lines are refunds. */
export type LineKind = 'SALE' | 'CANCELLATION' | 'REFUND' | 'ADJUSTMENT' | 'BAD_DEBT';

/** What every format's rows have in common: how they are numbered within their order, or cart. */
export interface ImportRow {
  /** The number itself, for what a whole order has once. */
  fixedLineNo?: number;
  /** The shop's own name of the row: the number follows from it, in whatever file the row comes. */
  lineKey?: string;
  /** Takes back the line at hand: gets a number of its own that follows from that line's. */
  reverses?: boolean;
  /** ISO 4217, of rows that are about money. */
  currency?: string;
}

/** A row and its number within its order or cart, from 1. */
export type Numbered<Row extends ImportRow> = Row & { lineNo: number };

/** The canonical order line every format of orders is mapped to. */
export interface OrderLine extends ImportRow {
  /** The shop's own number of the order. */
  order: string;
  kind: LineKind;
  /** Set when the order as a whole is a bad-debt booking, whatever its lines count as. */
  badDebtOrder?: boolean;
  /** Set for what concerns the order and none of its products, such as the refund of a whole order. */
  aboutOrder?: boolean;
  sku: string;
  title: string | null;
  category?: string | null;
  quantity: number;
  /** Exact decimal, at most four decimals. */
  unitPrice: string;
  /** What the line comes to, where the shop says so: a price of one piece may be rounded. */
  amount?: string;
  /** ISO 4217. */
  currency: string;
  /** Milliseconds since 1970, UTC. */
  occurredAt: number;
  /** The day in the merchant's time zone, YYYY-MM-DD. */
  businessDate: string;
  /** The shop's own id of the customer; null when it is not known. */
  customer: string | null;
  customerName: string | null;
  customerEmail: string | null;
  country: string | null;
  channel: string | null;
}

/** A line and its number within its order, from 1. */
export type NumberedLine = Numbered<OrderLine>;

/** A product as the shop's own list tells it. */
export interface ProductRow extends ImportRow {
  sku: string;
  title: string | null;
  category: string | null;
}

/** A customer as the shop's own list tells it. */
export interface CustomerRow extends ImportRow {
  customer: string;
  name: string | null;
  email: string | null;
  country: string | null;
}

/** What can be said of a cart; OPEN until something else is known. */
export type CartStatus = 'OPEN' | 'ABANDONED' | 'RECOVERED' | 'ORDERED';

/** What happens to a cart. */
export const CART_EVENTS = [
  'CREATED',
  'ITEM_ADDED',
  'ITEM_REMOVED',
  'CHECKOUT_STARTED',
  'ABANDONED',
  'RECOVERED',
  'ORDERED',
] as const;
export type CartEventKind = (typeof CART_EVENTS)[number];

/** One row about a cart: an item of it, an event, or only the cart itself. */
export interface CartRow extends ImportRow {
  cart: string;
  currency: string;
  /** Milliseconds since 1970, UTC. */
  createdAt: number;
  /** The day the cart was created on in the merchant's time zone, YYYY-MM-DD. */
  businessDate: string;
  updatedAt: number | null;
  abandonedAt: number | null;
  status: CartStatus | null;
  customer: string | null;
  customerName: string | null;
  customerEmail: string | null;
  /** The hash of the address it was begun from. */
  clientAddress: string | null;
  item: { sku: string; title: string | null; quantity: number; unitPrice: string } | null;
  event: { kind: CartEventKind; sku: string; at: number } | null;
}
