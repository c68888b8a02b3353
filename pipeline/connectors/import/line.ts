/** What a line of an order is; only SALE lines are revenue, CANCELLATION and REFUND lines are refunds. */
export type LineKind = 'SALE' | 'CANCELLATION' | 'REFUND' | 'ADJUSTMENT' | 'BAD_DEBT';

/** The canonical order line every format is mapped to. */
export interface OrderLine {
  /** The shop's own number of the order. */
  order: string;
  kind: LineKind;
  /** Set when the order as a whole is a bad-debt booking, whatever its lines count as. */
  badDebtOrder?: boolean;
  sku: string;
  title: string | null;
  quantity: number;
  /** Exact decimal, at most four decimals. */
  unitPrice: string;
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
  /**
   * Set where a format derives a line that is no line of the file and about no product, such as the refund of a whole
   * order; all others are numbered by their occurrence within the order.
   */
  fixedLineNo?: number;
}

/** A line and its number within its order, from 1. */
export interface NumberedLine extends OrderLine {
  lineNo: number;
}
