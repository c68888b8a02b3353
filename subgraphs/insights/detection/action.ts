import type { Action, Candidate } from './finding.ts';
import { familyOf } from './metrics.ts';

/**
 * What a merchant may do about a story:
 *
 * | story                                                      | action         |
 * | ---------------------------------------------------------- | -------------- |
 * | no sale at all, or a day's sales fell by four fifths       | CHECK_SHOP     |
 * | a product stopped selling, or its sales fell               | CHECK_STOCK    |
 * | refunds rose                                               | REVIEW_REFUNDS |
 * | odd carts, more carts abandoned, an odd day                | REVIEW_CARTS   |
 * | an average order is worth less                             | REVIEW_PRICES  |
 * | sales of the shop or of a country, segment, customer fell  | WIN_BACK       |
 * | a product or category sells more or again                  | PROMOTE        |
 * | too much rests on one customer or product                  | SPREAD_RISK    |
 * | everything else                                            | NONE           |
 */
export function actionOf({ kind, metric, direction, change, slice, closedDays }: Candidate): Action {
  if (kind === 'CONCENTRATION') return 'SPREAD_RISK';
  if (kind === 'STOPPED_SELLING') return 'CHECK_STOCK';
  if (kind === 'BACK_IN_SALE') return 'PROMOTE';
  if (kind === 'ODD_CARTS' || kind === 'OUTLIER_DAY') return 'REVIEW_CARTS';
  const family = familyOf(metric);
  if (family === 'refunds') return direction === 'UP' ? 'REVIEW_REFUNDS' : 'NONE';
  if (family === 'carts')
    return metric === 'ABANDONMENT_RATE' && direction === 'UP' ? 'REVIEW_CARTS' : 'NONE';
  if (family === 'basket') return direction === 'DOWN' ? 'REVIEW_PRICES' : 'NONE';
  const goods = slice?.dimension === 'PRODUCT' || slice?.dimension === 'CATEGORY';
  if (direction === 'UP') return goods ? 'PROMOTE' : 'NONE';
  if (goods) return 'CHECK_STOCK';
  if (closedDays !== undefined || (kind === 'WEEKDAY_ANOMALY' && (change ?? 0) <= -0.8)) return 'CHECK_SHOP';
  return 'WIN_BACK';
}
