import type { Finding } from '../detection/finding.ts';

/** A finding as detection gives it: orders of a day above the usual, unless something else is asked for. */
export const finding = (parts: Partial<Finding> = {}): Finding => ({
  kind: 'WEEKDAY_ANOMALY',
  metric: 'ORDERS',
  direction: 'UP',
  severity: 'NOTICE',
  stableKey: 'weekday-anomaly:sales:up:2025-06-08',
  window: { from: '2025-06-08', to: '2025-06-08', baselineFrom: '2025-03-30', baselineTo: '2025-06-07' },
  asOf: '2025-06-09',
  currency: 'GBP',
  observed: 96,
  expected: 39.5,
  change: 1.43,
  score: 4.2,
  also: [],
  ...parts,
});
