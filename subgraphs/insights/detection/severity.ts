import type { Direction, Kind, Metric, Severity } from './finding.ts';

/**
 * How much a story asks of the merchant.
 *
 * Good news (sales up, refunds down) is INFO, and NOTICE when large. Bad news (sales down, refunds up) is NOTICE,
 * WARNING when large and CRITICAL when very large. "Large" and "very large" by relative change:
 *
 * | kind            | large | very large |
 * |-----------------|-------|------------|
 * | LEVEL_SHIFT     | 25%   | 50%        |
 * | WEEKDAY_ANOMALY | 50%   | 80%        |
 *
 * Refunds are measured by what they cost: their excess as a share of the usual revenue of the same days, 25% being
 * large and 100% very large. A day without any sale is WARNING (shops close for a day), three such days in a row are
 * CRITICAL. What came in and was given back on one day is at most WARNING.
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
}): Severity {
  if (story.closedDays !== undefined) return story.closedDays >= 3 ? 'CRITICAL' : 'WARNING';
  const isRefund = story.metric === 'REFUNDS';
  const good = (story.direction === 'UP') !== isRefund;
  const [large, veryLarge] = isRefund ? [0.25, 1] : story.kind === 'LEVEL_SHIFT' ? [0.25, 0.5] : [0.5, 0.8];
  const size = isRefund ? Math.abs(story.refundShare ?? 0) : Math.abs(story.change ?? 1);
  if (good) return size >= (story.kind === 'LEVEL_SHIFT' ? 0.5 : 1) ? 'NOTICE' : 'INFO';
  if (size >= veryLarge && !story.cancelledAtOnce) return 'CRITICAL';
  return size >= large ? 'WARNING' : 'NOTICE';
}
