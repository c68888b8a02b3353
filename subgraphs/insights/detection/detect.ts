import { isMutedMetric, isMutedStory, weigh } from './allowance.ts';
import { addDays, dayNumber } from './calendar.ts';
import { oddCarts } from './carts/index.ts';
import type { Candidate, DailySeries, Finding, Kind, Severity } from './finding.ts';
import type { DetectionInput } from './input.ts';
import { testLastWeek } from './level-shift.ts';
import { testOutlierDay } from './outlier/index.ts';
import { testRecords } from './record.ts';
import { readScores } from './scores.ts';
import { readShop, type Shop } from './shop.ts';
import { detectSlices, sliceStories } from './slices/index.ts';
import { testSparse } from './sparse.ts';
import { falseDiscoveryControl } from './statistics.ts';
import {
  alreadyTold,
  dropRepeats,
  mergeStories,
  repeatsTheShop,
  risenLately,
  type Story,
  unheard,
} from './stories.ts';
import { testStreak } from './streak.ts';
import { toFinding } from './tell.ts';
import { testTrend } from './trend.ts';
import { testNewestDay } from './weekday-anomaly.ts';

/** How many days before asOf detection looks at; longer series are fine and change nothing. */
export const HISTORY_DAYS = 400;
/** How far from asOf told stories can still matter. */
export const TOLD_DAYS = 90;
/** The expected share of false ones among a night's discoveries, before floors and merging remove more of them. */
const FALSE_DISCOVERY_RATE = 0.04;
/** A metric that went along is named in a story from this p-value on: it explains the story, it does not make it. */
const COMPANION_P = 0.05;
const SEVERITIES: readonly Severity[] = ['INFO', 'NOTICE', 'WARNING', 'CRITICAL'];
/** A shift without the days that are told of already is a story of its own up to this p-value. */
const SAME_STORY_P = 0.06;

/**
 * What is worth telling a merchant in the morning of a day, most severe first. Pure: the same input gives the same
 * findings. Throws a RangeError for a day that is none and for arrays of different lengths.
 */
export function detectInsights(input: DetectionInput): Finding[] {
  const shop = readShop(trim(input.series, input.asOf), input.asOf, input.calendar);
  if (shop === undefined) return [];
  const heard = (candidate: Candidate) => !isMutedMetric(candidate, input);
  const candidates = candidatesOf(shop, input).filter(heard);
  const rate = input.falseDiscoveryRate ?? FALSE_DISCOVERY_RATE;
  const significant = falseDiscoveryControl(weigh(candidates, input.preferences?.weights), rate);
  const real = candidates.filter((candidate, index) => significant[index] && candidate.material);
  const told = input.told ?? [];
  // Of which days something is to be said does not depend on whether it is wanted.
  const byEvidence = falseDiscoveryControl(weigh(candidates), rate);
  const odd = candidates.filter((one, index) => one.kind === 'WEEKDAY_ANOMALY' && byEvidence[index]);
  const stories = storiesOf(input, real, candidates, odd, testRecords(shop).filter(heard));
  const findings = stories.flatMap((story): Finding[] => {
    const known = alreadyTold(story, input.asOf, told);
    if (known === 'SILENT' || isMutedStory(story.lead, input)) return [];
    const finding = toFinding(shop, story, input);
    return known === 'NEW' ? [finding] : [{ ...finding, stableKey: known.continues, continues: true }];
  });
  return findings.sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
}

/** Every test that is made tonight, significant or not. */
function candidatesOf(shop: Shop, input: DetectionInput): Candidate[] {
  const singleDays = input.weekdayAnomalies ?? true;
  const scores = readScores(shop);
  const streak = testStreak(shop, scores.joint);
  const outlier = singleDays && !shop.sparse ? testOutlierDay(shop) : undefined;
  return [
    ...testLastWeek(shop, scores),
    ...(singleDays ? testNewestDay(shop, scores) : []),
    ...testSparse(shop, singleDays),
    ...testTrend(shop),
    ...(streak === undefined ? [] : [streak]),
    ...(outlier === undefined ? [] : [outlier]),
    ...detectSlices(shop, input).filter(({ kind }) => singleDays || kind !== 'WEEKDAY_ANOMALY'),
    ...oddCarts(input),
  ];
}

/** From what is real to stories: the shop's own, then what they leave untold, then its slices'. */
function storiesOf(
  { asOf, told = [] }: DetectionInput,
  real: readonly Candidate[],
  candidates: readonly Candidate[],
  oddDays: readonly Candidate[],
  records: readonly Candidate[],
): Story[] {
  const ofKind = (wanted: Kind) => {
    const tests = candidates.filter(({ kind, slice }) => kind === wanted && slice === undefined);
    return mergeStories(
      tests.filter((one) => real.includes(one)),
      tests.filter(({ p, material }) => material && p <= COMPANION_P),
      tests,
    );
  };
  const single = (candidate: Candidate): Story => ({ lead: candidate, also: [] });
  const tonight = dropRepeats(ofKind('LEVEL_SHIFT'), ofKind('WEEKDAY_ANOMALY'), oddDays, told, SAME_STORY_P);
  const slow = unheard([...ofKind('TREND_CHANGE'), ...ofKind('STREAK')], tonight, asOf, told);
  // A record that a story of these days tells already is part of it; a month is more than any of them.
  const best = records.filter(
    ({ window }) => dayNumber(window.to) - dayNumber(window.from) > 7 || !risenLately(tonight, asOf, told),
  );
  const isOfDay = ({ lead }: Story) =>
    lead.window.to === addDays(asOf, -1) && lead.kind === 'WEEKDAY_ANOMALY';
  const odd = tonight.some(isOfDay) ? [] : real.filter(({ kind }) => kind === 'OUTLIER_DAY');
  const slices = sliceStories(real).filter((story) => !repeatsTheShop(story, tonight));
  return [
    ...tonight,
    ...slow,
    ...best.map(single),
    ...odd.map(single),
    ...slices,
    ...real.filter(({ kind }) => kind === 'ODD_CARTS').map(single),
  ];
}

/** Only the days that matter, so that the result does not depend on how much history was handed in. */
function trim(series: DailySeries, asOf: string): DailySeries {
  const from = addDays(asOf, -HISTORY_DAYS);
  if (series.from >= from) return series;
  const skip = dayNumber(from) - dayNumber(series.from);
  return {
    from,
    grossRevenue: series.grossRevenue.slice(skip),
    orders: series.orders.slice(skip),
    units: series.units.slice(skip),
    refunds: series.refunds.slice(skip),
    newCustomers: series.newCustomers?.slice(skip),
    returningCustomers: series.returningCustomers?.slice(skip),
    carts: series.carts?.slice(skip),
    abandonedCarts: series.abandonedCarts?.slice(skip),
  };
}
