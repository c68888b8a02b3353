import { addDays } from './calendar.ts';
import type {
  CalendarEntry,
  Candidate,
  CartSignal,
  DailySeries,
  Figures,
  Finding,
  Kind,
  Preferences,
  SliceSeries,
  ToldStory,
} from './finding.ts';
import { peakOf, testLastWeek } from './level-shift.ts';
import { severityOf } from './severity.ts';
import { readShop, type Shop } from './shop.ts';
import { falseDiscoveryControl, median } from './statistics.ts';
import { alreadyTold, dropRepeats, mergeStories, type Story, stableKeyOf } from './stories.ts';
import { testNewestDay } from './weekday-anomaly.ts';

/** How many days before asOf detection looks at; longer series are fine and change nothing. */
export const HISTORY_DAYS = 126;
/** How far from asOf told stories can still matter. */
export const TOLD_DAYS = 28;
/** The expected share of false ones among a night's discoveries, before floors and merging remove more of them. */
const FALSE_DISCOVERY_RATE = 0.06;
/**
 * Weights of the kinds, one on average: a shift is told once in four weeks at most, a day could be every day, so the
 * nightly allowance goes to shifts first. Source: C. Genovese, K. Roeder, L. Wasserman, "False discovery control with
 * p-value weighting", Biometrika 93 (2006).
 */
const WEIGHTS: Partial<Record<Kind, number>> = { LEVEL_SHIFT: 1.4, WEEKDAY_ANOMALY: 0.6 };
/** A metric that went along is named in a story from this p-value on: it explains the story, it does not make it. */
const COMPANION_P = 0.05;

export interface DetectionInput {
  readonly series: DailySeries;
  /** The day in whose morning this is looked at: days before it are complete, it and later ones are not read. */
  readonly asOf: string;
  /** ISO 4217, of the money in the series. */
  readonly currency: string;
  /** Stories the merchant has been told within TOLD_DAYS of asOf. */
  readonly told?: readonly ToldStory[];
  /** The slices of the shop that the warehouse found worth a look, at most fifty. */
  readonly slices?: readonly SliceSeries[];
  /** What the merchant said beforehand of its days. */
  readonly calendar?: readonly CalendarEntry[];
  /** What the merchant does not want to hear. */
  readonly preferences?: Preferences;
  /** Odd carts of the newest complete day. */
  readonly carts?: readonly CartSignal[];
  /** Whether single unusual days are told of, beside changes that last (default true). */
  readonly weekdayAnomalies?: boolean;
  /** For measurements: overrides the false discovery rate. */
  readonly falseDiscoveryRate?: number;
}

/**
 * What is worth telling a merchant in the morning of a day, most severe first. Pure: the same input gives the same
 * findings. Throws a RangeError for a day that is none and for arrays of different lengths.
 */
export function detectInsights(input: DetectionInput): Finding[] {
  const shop = readShop(trim(input.series, input.asOf), input.asOf);
  if (shop === undefined) return [];
  const singleDays = input.weekdayAnomalies ?? true;
  const candidates = [...testLastWeek(shop), ...(singleDays ? testNewestDay(shop) : [])];
  const rate = input.falseDiscoveryRate ?? FALSE_DISCOVERY_RATE;
  const significant = falseDiscoveryControl(
    candidates.map(({ kind, p }) => p / (WEIGHTS[kind] ?? 1)),
    rate,
  );
  const real = candidates.filter((candidate, index) => significant[index] && candidate.material);
  const told = input.told ?? [];
  const storiesOf = (wanted: Kind) =>
    mergeStories(
      real.filter(({ kind }) => kind === wanted),
      candidates.filter(({ kind, p, material }) => kind === wanted && material && p <= COMPANION_P),
    );
  return dropRepeats(storiesOf('LEVEL_SHIFT'), storiesOf('WEEKDAY_ANOMALY'), told, rate)
    .filter((story) => !alreadyTold(story, input.asOf, told))
    .map((story) => toFinding(shop, story, input));
}

/** Only the days that matter, so that the result does not depend on how much history was handed in. */
function trim(series: DailySeries, asOf: string): DailySeries {
  const from = addDays(asOf, -HISTORY_DAYS);
  if (series.from >= from) return series;
  let skip = 0;
  while (addDays(series.from, skip) < from) skip++;
  return {
    from,
    grossRevenue: series.grossRevenue.slice(skip),
    orders: series.orders.slice(skip),
    units: series.units.slice(skip),
    refunds: series.refunds.slice(skip),
  };
}

function toFinding(shop: Shop, story: Story, input: DetectionInput): Finding {
  const { lead, also, cancelledAtOnce } = story;
  const peak = lead.kind === 'LEVEL_SHIFT' ? peakOf(shop, lead) : undefined;
  return {
    ...figuresOf(lead),
    kind: lead.kind,
    severity: severityOf({ ...lead, cancelledAtOnce, refundShare: refundShare(shop, lead) }),
    stableKey: stableKeyOf(story),
    window: lead.window,
    asOf: input.asOf,
    currency: input.currency,
    also: also.map(figuresOf),
    closedDays: lead.closedDays,
    cancelledAtOnce,
    peak: peak && { day: peak.day, metric: lead.metric, value: peak.value },
  };
}

function figuresOf({ metric, direction, observed, expected, change, score }: Candidate): Figures {
  return { metric, direction, observed, expected, change, score };
}

function refundShare(shop: Shop, lead: Candidate): number | undefined {
  if (lead.metric !== 'REFUNDS') return undefined;
  const usual: number[] = [];
  const days = lead.kind === 'LEVEL_SHIFT' ? 7 : 1;
  for (let back = 0; back < days; back++) {
    const revenue = shop.sameWeekday('GROSS_REVENUE', shop.newest - back);
    usual.push(revenue.length > 0 ? median(revenue) : 0);
  }
  const revenue = usual.reduce((sum, value) => sum + value, 0) / days;
  return revenue > 0 ? (lead.observed - lead.expected) / revenue : undefined;
}
