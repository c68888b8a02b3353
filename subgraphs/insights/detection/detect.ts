import { isMuted, weigh } from './allowance.ts';
import { addDays, dayNumber } from './calendar.ts';
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
import { jointDemand } from './scores.ts';
import { severityOf } from './severity.ts';
import { readShop, type Shop } from './shop.ts';
import { testSparse } from './sparse.ts';
import { falseDiscoveryControl, median } from './statistics.ts';
import { alreadyTold, dropRepeats, mergeStories, type Story, stableKeyOf } from './stories.ts';
import { testNewestDay } from './weekday-anomaly.ts';

/** How many days before asOf detection looks at; longer series are fine and change nothing. */
export const HISTORY_DAYS = 400;
/** How far from asOf told stories can still matter. */
export const TOLD_DAYS = 28;
/** The expected share of false ones among a night's discoveries, before floors and merging remove more of them. */
const FALSE_DISCOVERY_RATE = 0.04;
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
  const shop = readShop(trim(input.series, input.asOf), input.asOf, input.calendar);
  if (shop === undefined) return [];
  const singleDays = input.weekdayAnomalies ?? true;
  const joint = jointDemand(shop);
  const candidates = [
    ...testLastWeek(shop, joint),
    ...(singleDays ? testNewestDay(shop, joint) : []),
    ...testSparse(shop, singleDays),
  ].filter((candidate) => !isMuted(candidate, input));
  const rate = input.falseDiscoveryRate ?? FALSE_DISCOVERY_RATE;
  const weighted = weigh(candidates, input.preferences?.weights);
  const significant = falseDiscoveryControl(weighted, rate);
  const real = candidates.filter((candidate, index) => significant[index] && candidate.material);
  const told = input.told ?? [];
  const storiesOf = (wanted: Kind) =>
    mergeStories(
      real.filter(({ kind }) => kind === wanted),
      candidates.filter(({ kind, p, material }) => kind === wanted && material && p <= COMPANION_P),
    );
  return dropRepeats(storiesOf('LEVEL_SHIFT'), storiesOf('WEEKDAY_ANOMALY'), told, 0.06).flatMap((story) => {
    const known = alreadyTold(story, input.asOf, told);
    if (known === 'SILENT') return [];
    const finding = toFinding(shop, story, input);
    return known === 'NEW' ? [finding] : [{ ...finding, stableKey: known.continues, continues: true }];
  });
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
