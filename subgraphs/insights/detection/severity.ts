import type { Direction, Kind, Metric, Severity } from './finding.ts';
import { familyOf } from './metrics.ts';

/**
 * How much a story asks of the merchant.
 *
 * Good news (sales up, refunds or abandonment down) is INFO, and NOTICE when large. Bad news (sales down, refunds or
 * abandonment up) is NOTICE, WARNING when large and CRITICAL when very large. "Large" and "very large" by relative
 * change:
 *
 * | kind                              | large | very large |
 * |-----------------------------------|-------|------------|
 * | LEVEL_SHIFT, TREND_CHANGE, STREAK | 25%   | 50%        |
 * | WEEKDAY_ANOMALY                   | 50%   | 80%        |
 *
 * Refunds are measured by what they cost: their excess as a share of the usual revenue of the same days, 25% being
 * large and 100% very large. A day without any sale is WARNING (shops close for a day), three such days in a row are
 * CRITICAL. What came in and was given back on one day is at most WARNING. One product, country, segment or customer is
 * at most WARNING. A product that stopped selling and a concentration are WARNING; odd carts are NOTICE; a record, a
 * product back in sale and an odd day are INFO.
 */
export function severityOf(story: {
  kind: Kind;
  metric: Metric;
  direction: Direction;
  change: number | null;
  /** Excess refunds as a share of usual revenue, for refunds. */
  refundShare?: number;
  closedDays?: number;
  cancelledAtOnce?: boolean;
  slice?: unknown;
}): Severity {
  const { kind } = story;
  if (story.closedDays !== undefined) return story.closedDays >= 3 ? 'CRITICAL' : 'WARNING';
  if (kind === 'STOPPED_SELLING' || kind === 'CONCENTRATION') return 'WARNING';
  if (kind === 'ODD_CARTS') return 'NOTICE';
  if (kind === 'RECORD' || kind === 'BACK_IN_SALE' || kind === 'OUTLIER_DAY') return 'INFO';
  const isRefund = familyOf(story.metric) === 'refunds';
  const unwanted = isRefund || story.metric === 'ABANDONMENT_RATE';
  const good = (story.direction === 'UP') !== unwanted;
  const lasting = kind !== 'WEEKDAY_ANOMALY';
  const [large, veryLarge] = isRefund ? [0.25, 1] : lasting ? [0.25, 0.5] : [0.5, 0.8];
  const size = isRefund ? Math.abs(story.refundShare ?? 0) : Math.abs(story.change ?? 1);
  if (good) return size >= (lasting ? 0.5 : 1) ? 'NOTICE' : 'INFO';
  if (size >= veryLarge && !story.cancelledAtOnce && story.slice === undefined) return 'CRITICAL';
  return size >= large ? 'WARNING' : 'NOTICE';
}
