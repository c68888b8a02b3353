import { messageOf } from '#platform/errors/index.ts';
import type { InsightQueries } from '#warehouse/insights.ts';
import type { MerchantBytes } from '#warehouse/shop-days.ts';
import { addDays } from '../detection/calendar.ts';
import { CART_HABIT_DAYS, ODD_CART_RULES } from '../detection/carts/index.ts';
import { HISTORY_DAYS } from '../detection/detect.ts';
import type { CartSignal } from '../detection/finding.ts';
import type { JobMerchant } from './merchant.repository.ts';

/** What generation needs of the warehouse. */
export interface InsightSource {
  insights: Pick<InsightQueries, 'days' | 'oddCarts' | 'labels'>;
}

/** Days of history that are read: what detection looks at, and the same weeks of the year before. */
export const READ_DAYS = Math.max(400, HISTORY_DAYS);
/** What makes a cart odd, as the warehouse asks it. */
const CART_RULES = {
  highValue: ODD_CART_RULES.VALUE_TOO_HIGH.above,
  lowValue: ODD_CART_RULES.VALUE_TOO_LOW.below,
  leastItems: ODD_CART_RULES.VALUE_TOO_LOW.leastItems,
  itemsAMinute: ODD_CART_RULES.ITEMS_TOO_FAST.itemsAMinute,
  addressCarts: ODD_CART_RULES.MANY_FROM_ONE_ADDRESS.carts,
  addressSeconds: ODD_CART_RULES.MANY_FROM_ONE_ADDRESS.withinMinutes * 60,
};
/** After so many failed reads the warehouse is down rather than a merchant's data broken. */
const MAX_FAILED_READS = 40;

/** Merchants that are looked at together: they share the day and the currency. */
export interface Chunk {
  asOf: string;
  currency: string;
  merchants: readonly JobMerchant[];
}

/** What was read of one merchant, or why nothing was. */
export type MerchantRead = { merchant: JobMerchant } & (
  | { bytes: MerchantBytes; carts: readonly CartSignal[] }
  | { failure: string }
);

/**
 * Reads a chunk in a few statements. A merchant whose data cannot be read, or is too large to be read with others, is found
 * by halving and fails alone.
 */
export async function readChunk(
  source: InsightSource,
  chunk: Chunk,
  signal: AbortSignal | undefined,
): Promise<MerchantRead[]> {
  let failedReads = 0;
  const { asOf, currency } = chunk;
  const to = addDays(asOf, -1);

  async function read(merchants: readonly JobMerchant[]): Promise<MerchantRead[]> {
    const scope = { merchantIds: merchants.map(({ id }) => id), currency, to, signal };
    try {
      const days = await source.insights.days({ ...scope, from: addDays(asOf, -READ_DAYS) });
      const carts = await source.insights.oddCarts(
        { ...scope, from: addDays(to, -CART_HABIT_DAYS) },
        CART_RULES,
      );
      const signals = Map.groupBy(carts, ({ merchantId }) => merchantId);
      return merchants.map((merchant, index) => ({
        merchant,
        bytes: days[index] ?? { shop: undefined, slices: undefined },
        carts: signals.get(merchant.id)?.map(({ merchantId: _, ...cart }) => cart) ?? [],
      }));
    } catch (error) {
      signal?.throwIfAborted();
      failedReads++;
      if (merchants.length === 1 || failedReads > MAX_FAILED_READS) {
        return merchants.map((merchant) => ({ merchant, failure: messageOf(error) }));
      }
      const middle = merchants.length >> 1;
      const left = await read(merchants.slice(0, middle));
      return [...left, ...(await read(merchants.slice(middle)))];
    }
  }

  return read(chunk.merchants);
}
