import type { WatchedDays } from '#warehouse/index.ts';
import { addDays, dayNumber, weekdayOf } from '../detection/calendar.ts';
import type { Direction, Metric } from '../detection/finding.ts';
import { type Days, earlier, lengthOf, metricOver, rounded } from './watched-days.ts';

/** What decides whether an alert fires. The job and the dry run judge by nothing else. */
export interface AlertRule {
  readonly metric: Metric;
  /** ABOVE and BELOW: more or less than `threshold`. The others: by at least `threshold` percent of the baseline. */
  readonly condition: 'ABOVE' | 'BELOW' | 'RISES_BY' | 'FALLS_BY' | 'CHANGES_BY';
  readonly threshold: number;
  /** What a change is measured against; conditions on a change have one, the others none. */
  readonly baseline: Baseline | null;
  /** The least size of what is worth telling, in units of the metric; 0 asks for none. */
  readonly floor: number;
  /** DAILY: every complete day. WEEKLY: seven complete days at a time. */
  readonly schedule: 'DAILY' | 'WEEKLY';
  /** WEEKLY: the ISO weekday, 1 for Monday, in whose morning the seven days before it are judged. */
  readonly weekday: number | null;
  /** Days after a firing on which it does not fire again. */
  readonly cooldownDays: number;
}

export type Baseline =
  | { readonly kind: 'PREVIOUS_PERIOD' | 'SAME_WEEKDAY_LAST_WEEK' | 'SAME_DAYS_LAST_YEAR' }
  | { readonly kind: 'MEAN_OF_LAST_DAYS'; readonly days: number };

/** What was seen on the days that were judged, held against the rule. */
export interface Reading {
  /** The last of the days that were judged; there is at most one reading a day. */
  readonly day: string;
  readonly window: Days;
  /** null where the rule has no baseline. */
  readonly baseline: Days | null;
  readonly observed: number;
  /** The metric over the baseline, brought to as many days as were judged. */
  readonly expected: number | null;
  /** The figure, in units of the metric, that had to be passed. */
  readonly threshold: number;
  /** observed / expected - 1. */
  readonly change: number | null;
  readonly direction: Direction;
}

export type Judgement =
  | { readonly outcome: 'FIRED'; readonly day: string; readonly reading: Reading }
  /**
   * Why not. QUIET: the condition does not hold. TOO_SMALL: it does, and the floor is not reached. COOLING_DOWN and
   * SILENCED: it does, and nobody is to be told. NO_VALUE: the metric says nothing of these days. NO_BASELINE: there is
   * nothing to compare with.
   */
  | {
      readonly outcome: 'QUIET' | 'TOO_SMALL' | 'COOLING_DOWN' | 'SILENCED' | 'NO_VALUE' | 'NO_BASELINE';
      readonly day: string;
    };

/** 52 weeks, so that weekdays meet themselves. */
const YEAR = 364;

/** Whether a rule looks at what ended with this day. */
export const isDue = ({ schedule, weekday }: AlertRule, day: string): boolean =>
  schedule === 'DAILY' || weekdayOf(dayNumber(day) + 1) + 1 === weekday;

/** The days judged together with `day`, their last. */
export const windowOf = ({ schedule }: Pick<AlertRule, 'schedule'>, day: string): Days => ({
  from: schedule === 'DAILY' ? day : addDays(day, -6),
  to: day,
});

function baselineOf(rule: AlertRule, window: Days): Days | null {
  switch (rule.baseline?.kind) {
    case 'PREVIOUS_PERIOD':
      return earlier(window, lengthOf(window));
    case 'SAME_WEEKDAY_LAST_WEEK':
      return earlier(window, 7);
    case 'SAME_DAYS_LAST_YEAR':
      return earlier(window, YEAR);
    case 'MEAN_OF_LAST_DAYS':
      return { from: addDays(window.from, -rule.baseline.days), to: addDays(window.from, -1) };
    case undefined:
      return null;
  }
}

/** The earliest day a rule reads to judge `day`. */
export function reachOf(rule: AlertRule, day: string): string {
  const window = windowOf(rule, day);
  return baselineOf(rule, window)?.from ?? window.from;
}

/** Floats of what are decimals: a change of exactly the threshold counts. */
const EPSILON = 1e-9;

/** What the rule asks for, given what was seen. */
function readingOf(
  { condition, threshold }: AlertRule,
  seen: Pick<Reading, 'day' | 'window' | 'baseline' | 'observed' | 'expected'>,
): { reading: Reading; holds: boolean } {
  const { observed, expected } = seen;
  const change = expected === null ? null : observed / expected - 1;
  if (condition === 'ABOVE' || condition === 'BELOW') {
    const up = condition === 'ABOVE';
    const reading: Reading = { ...seen, threshold, change, direction: up ? 'UP' : 'DOWN' };
    return { reading, holds: up ? observed > threshold : observed < threshold };
  }
  const up = condition === 'RISES_BY' || (condition === 'CHANGES_BY' && (change ?? 0) >= 0);
  const percent = (change ?? 0) * 100 * (up ? 1 : -1);
  const bound = rounded((expected ?? 0) * (1 + (up ? threshold : -threshold) / 100));
  const reading: Reading = { ...seen, threshold: bound, change, direction: up ? 'UP' : 'DOWN' };
  return { reading, holds: change !== null && percent >= threshold - EPSILON };
}

function judgeDay(rule: AlertRule, watched: WatchedDays, day: string): Judgement {
  const window = windowOf(rule, day);
  const known = (days: Days): boolean => watched.firstDay !== null && days.from >= watched.firstDay;
  const observed = known(window) ? metricOver(watched, rule.metric, window) : null;
  if (observed === null) return { outcome: 'NO_VALUE', day };
  const baseline = baselineOf(rule, window);
  let expected: number | null = null;
  if (baseline !== null) {
    const scale = lengthOf(window) / lengthOf(baseline);
    expected = known(baseline) ? metricOver(watched, rule.metric, baseline, scale) : null;
    // A percentage of nothing, or of less than nothing, is none.
    if (expected === null || expected <= 0) return { outcome: 'NO_BASELINE', day };
  }
  const { reading, holds } = readingOf(rule, { day, window, baseline, observed, expected });
  if (!holds) return { outcome: 'QUIET', day };
  // The larger of the two: a shop that falls from a hundred orders to one is heard, one that goes from one to three is not.
  const size = Math.max(Math.abs(observed), Math.abs(expected ?? 0));
  return size < rule.floor ? { outcome: 'TOO_SMALL', day } : { outcome: 'FIRED', day, reading };
}

/**
 * Judges every day of a range that the rule looks at, oldest first. Pure: the same figures are always judged alike, by
 * the job one day at a time or by a dry run over a year.
 * @param watched must reach back to `reachOf(rule, range.from)`
 * @param past what has been before the range: the last day on which the alert fired, and until when it is silent
 */
export function judge(
  rule: AlertRule,
  watched: WatchedDays,
  range: Days,
  past: { lastFired?: string | null; silencedUntil?: string | null } = {},
): Judgement[] {
  const judgements: Judgement[] = [];
  let lastFired = past.lastFired ?? null;
  for (let day = range.from; day <= range.to; day = addDays(day, 1)) {
    if (!isDue(rule, day)) continue;
    const judgement = judgeDay(rule, watched, day);
    if (judgement.outcome !== 'FIRED') judgements.push(judgement);
    else if (past.silencedUntil && day <= past.silencedUntil) judgements.push({ outcome: 'SILENCED', day });
    else if (lastFired !== null && day <= addDays(lastFired, rule.cooldownDays))
      judgements.push({ outcome: 'COOLING_DOWN', day });
    else {
      judgements.push(judgement);
      lastFired = day;
    }
  }
  return judgements;
}
