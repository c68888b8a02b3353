import type { Candidate, Kind, Metric, Preferences } from './finding.ts';

/**
 * How the night's allowance of false discoveries is dealt out over the tests of a merchant: weighted p-values, the
 * weights one on average over everything tested. Source: C. Genovese, K. Roeder, L. Wasserman, "False discovery control
 * with p-value weighting", Biometrika 93 (2006).
 */

/** Shares of the joint evidence of demand, which is what most stories are about. */
const TOGETHER: Partial<Record<Kind, number>> = { WEEKDAY_ANOMALY: 0.4, LEVEL_SHIFT: 0.4 };
/** Shares of single metrics; the rest are small. */
const DAY_SHARES: Partial<Record<Metric, number>> = { REFUNDS: 0.09, GROSS_REVENUE: 0.02, ORDERS: 0.02 };
const SHIFT_SHARES: Partial<Record<Metric, number>> = { REFUNDS: 0.03 };
/** Trends are tested once a week. */
const TREND_SHARE = 0.2;
const SMALL_SHARE = 0.006;
const SLICE_SHARE = 0.002;

/** The candidates' p-values over their weights: falseDiscoveryControl takes them as they are. */
export function weigh(candidates: readonly Candidate[], preferences: Preferences['weights'] = {}): number[] {
  const tests = candidates.length;
  return candidates.map((candidate) => {
    const { kind, metric, p, pTogether } = candidate;
    const shares = kind === 'WEEKDAY_ANOMALY' ? DAY_SHARES : SHIFT_SHARES;
    const own =
      candidate.closedDays !== undefined
        ? 1
        : kind === 'TREND_CHANGE'
          ? TREND_SHARE
          : candidate.slice === undefined
            ? (shares[metric] ?? SMALL_SHARE)
            : SLICE_SHARE;
    const weighted = Math.min(p / own, (pTogether ?? 1) / (TOGETHER[kind] ?? SMALL_SHARE));
    return Math.min(1, weighted / (tests * (preferences[kind] ?? 1)));
  });
}

type About = Pick<Candidate, 'kind' | 'metric'>;
interface Wishes {
  readonly preferences?: Preferences;
  readonly asOf: string;
}

/**
 * Whether a test is not to be made: a metric is muted, in all kinds or in this one. Its stories are left to the other
 * metrics that moved.
 */
export function isMutedMetric(about: About, wishes: Wishes): boolean {
  return mutesOf(about, wishes).some((mute) => mute.metric !== undefined);
}

/**
 * Whether a story is not to be told: its kind is muted, or everything is. The test is made all the same, or else a muted
 * day would come back as the week it makes.
 */
export function isMutedStory(about: About, wishes: Wishes): boolean {
  return mutesOf(about, wishes).length > 0;
}

function mutesOf({ kind, metric }: About, { preferences, asOf }: Wishes) {
  return (preferences?.mutes ?? []).filter(
    (mute) =>
      (mute.kind === undefined || mute.kind === kind) &&
      (mute.metric === undefined || mute.metric === metric) &&
      (mute.until === undefined || asOf <= mute.until),
  );
}
