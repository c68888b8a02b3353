import { z } from 'zod';
import { day, decimal, uuid } from './columns.ts';

const count = z.coerce.number().int();

/** What one merchant's day came to in one currency, in the merchant's time zone. */
export const dailyMetricsRow = z.object({
  merchant_id: uuid,
  business_date: day,
  /** ISO 4217; empty in days of before there were currencies. */
  currency: z.string(),
  /** Sum of the amounts of SALE lines. */
  gross_revenue: decimal,
  /** What CANCELLATION and REFUND lines took back, as a positive number. */
  refunds: decimal,
  /** Different orders among the SALE lines. */
  orders: count,
  /** Sum of the quantities of SALE lines. */
  units: count,
  /** Different known customers among the SALE lines. */
  customers: count,
  /** All lines of the day, of whatever kind. */
  lines: count,
  /** Carts begun on the day. */
  carts: count,
  /** Those of them that were abandoned, won back later or not. */
  abandoned_carts: count,
});

export type DailyMetricsRow = z.infer<typeof dailyMetricsRow>;
