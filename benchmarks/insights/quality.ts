import { addDays, dayNumber } from '../../subgraphs/insights/detection/calendar.ts';
import { detectInsights, TOLD_DAYS } from '../../subgraphs/insights/detection/detect.ts';
import type {
  CalendarEntry,
  DailySeries,
  Finding,
  SliceSeries,
  ToldStory,
} from '../../subgraphs/insights/detection/finding.ts';
import { isDemand } from '../../subgraphs/insights/detection/metrics.ts';
import type { Merchant } from '../../subgraphs/insights/testing/merchants.ts';
import type { Planted } from '../../subgraphs/insights/testing/planted.ts';

/** A card as the merchant got it: found in the night after day `newest` (an index). */
export interface ToldCard {
  readonly newest: number;
  readonly finding: Finding;
}

interface Days {
  readonly series: DailySeries;
  readonly slices?: readonly SliceSeries[];
  readonly calendar?: readonly CalendarEntry[];
}

/** How much of the past the production job hands in, and the bench too. */
const HANDED_DAYS = 400;

/** Runs the engine night after night as the job does: what was told is handed in again. Also counts its CPU. */
export function everyNight(
  { series, slices = [], calendar = [] }: Days,
  first: number,
  last: number,
): { cards: ToldCard[]; nights: number; cpuMs: number } {
  const cards: ToldCard[] = [];
  const told = new Map<string, ToldStory>();
  let nights = 0;
  const cpu = process.cpuUsage();
  for (let newest = first; newest <= last; newest++) {
    const asOf = addDays(series.from, newest + 1);
    const start = Math.max(0, newest + 1 - HANDED_DAYS);
    const cut = (values: readonly number[]) => values.slice(start, newest + 1);
    const maybe = (values: readonly number[] | undefined) => values && cut(values);
    const findings = detectInsights({
      series: {
        from: addDays(series.from, start),
        grossRevenue: cut(series.grossRevenue),
        orders: cut(series.orders),
        units: cut(series.units),
        refunds: cut(series.refunds),
        newCustomers: maybe(series.newCustomers),
        returningCustomers: maybe(series.returningCustomers),
        carts: maybe(series.carts),
        abandonedCarts: maybe(series.abandonedCarts),
      },
      slices: slices.map((one) => ({
        slice: one.slice,
        grossRevenue: cut([...one.grossRevenue]),
        units: cut([...one.units]),
        orders: cut([...one.orders]),
      })),
      calendar,
      asOf,
      currency: 'GBP',
      told: [...told.values()].filter((one) => one.asOf >= addDays(asOf, -TOLD_DAYS)),
    });
    nights++;
    for (const finding of findings) {
      // A story that goes on updates its card.
      if (!told.has(finding.stableKey)) cards.push({ newest, finding });
      told.set(finding.stableKey, asTold(finding));
    }
  }
  const { user, system } = process.cpuUsage(cpu);
  return { cards, nights, cpuMs: (user + system) / 1000 };
}

/** A finding as the job hands it in again later. */
function asTold({
  kind,
  metric,
  direction,
  window,
  asOf,
  observed,
  expected,
  stableKey,
  slice,
}: Finding): ToldStory {
  return {
    kind,
    metric,
    direction,
    from: window.from,
    to: window.to,
    asOf,
    observed,
    expected,
    stableKey,
    slice,
  };
}

/** After a lasting change ends, its end is a change too: cards about these days are not false. */
const AFTERMATH_DAYS = 7;
/** A card within this many nights of an event's first day has found it. */
const PROMPT_NIGHTS = 2;

const REFUND_METRICS = new Set(['REFUNDS', 'REFUND_RATE', 'NET_REVENUE']);

export interface EventOutcome {
  readonly event: Planted;
  readonly merchant: Merchant;
  /** Nights from the event's first day to its card, 1 being the first night; undefined when never told. */
  readonly nights: number | undefined;
}

export interface Outcome {
  readonly events: EventOutcome[];
  readonly falseCards: { readonly merchant: Merchant; readonly card: ToldCard }[];
  readonly trueCards: number;
  /** Days on which nothing was planted nor unusual: a card about them alone is false. */
  readonly cleanDays: number;
}

/** Which events the cards found, and which cards are about nothing. */
export function judge(merchant: Merchant, cards: readonly ToldCard[], first: number, last: number): Outcome {
  const start = dayNumber(merchant.series.from);
  const spans = [
    ...merchant.planted.map(({ kind, from, to }) => ({
      from,
      to: to + (kind === 'SPIKE' || kind === 'DROP' ? 0 : AFTERMATH_DAYS),
    })),
    ...merchant.unusual,
  ];
  const overlaps = ({ finding }: ToldCard, span: { from: number; to: number }) =>
    dayNumber(finding.window.from) - start <= span.to && dayNumber(finding.window.to) - start >= span.from;
  const falseCards = cards.filter((card) => !spans.some((span) => overlaps(card, span)));
  let cleanDays = 0;
  for (let day = first; day <= last; day++) {
    if (!spans.some((span) => span.from <= day && span.to >= day)) cleanDays++;
  }
  const events = merchant.planted
    .filter(({ from }) => from >= first && from + PROMPT_NIGHTS <= last)
    .map((event) => {
      const card = cards.find(
        (one) => overlaps(one, event) && one.newest >= event.from && isAbout(one.finding, event),
      );
      return { event, merchant, nights: card && card.newest - event.from + 1 };
    });
  return {
    events,
    falseCards: falseCards.map((card) => ({ merchant, card })),
    trueCards: cards.length - falseCards.length,
    cleanDays,
  };
}

function isAbout({ metric, direction, kind, slice, closedDays }: Finding, event: Planted): boolean {
  switch (event.kind) {
    case 'REFUND_WAVE':
      return (
        slice === undefined &&
        REFUND_METRICS.has(metric) &&
        (metric === 'NET_REVENUE') === (direction === 'DOWN')
      );
    case 'PRODUCT_STOPPED':
      return slice?.key === event.product && (kind === 'STOPPED_SELLING' || direction === 'DOWN');
    case 'TREND_CHANGE':
      return slice === undefined && !REFUND_METRICS.has(metric);
    default:
      if (slice !== undefined || !isDemand(metric)) return false;
      return (
        closedDays !== undefined ||
        (direction === 'UP') === (event.kind === 'SPIKE' || event.kind === 'SHIFT_UP')
      );
  }
}

/** Whether an event was found in time. */
export const prompt = ({ nights }: EventOutcome): boolean => nights !== undefined && nights <= PROMPT_NIGHTS;
