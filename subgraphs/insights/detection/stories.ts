import { dayNumber, isoDay, weekdayOf } from './calendar.ts';
import { type Candidate, type Figures, type Kind, METRICS, type Metric, type ToldStory } from './finding.ts';
import { familyOf, isDemand } from './metrics.ts';

/**
 * From significant tests to stories: what moves together is told once, and what goes on is not told again.
 */

/** One story: its leading test and the other metrics that moved with it. */
export interface Story {
  readonly lead: Candidate;
  readonly also: readonly Candidate[];
  readonly cancelledAtOnce?: boolean;
}

/** After a shift was told, its own level enters the baseline for this long; within it only a further rise is news. */
const SHIFT_MEMORY_DAYS = 28;
/** A further step of a told shift is told again after this many days and from this factor on. */
const SHIFT_STEP_DAYS = 14;
const SHIFT_STEP = 1.3;
/** A day like one told within the last six days is told again only when it is this many times further out. */
const DAY_MEMORY_DAYS = 6;
const DAY_STEP = 2;
/** Or when, after a day between, it is so unlikely by itself. */
const NEWS_ANYWAY_P = 1e-4;
/** A record is told at most once in so many days. */
const RECORD_MEMORY_DAYS = 60;
/** A bend of a trend, or a concentration, stays the same story for so long. */
const LONG_MEMORY_DAYS = 60;
/** A shift that was told explains a bend or a streak in the same direction for so long. */
const LASTING_MEMORY_DAYS = 42;
/** Excess refunds within this factor of the same day's excess revenue undid it, where that was large. */
const UNDONE_FACTOR = 2;
/** And only where revenue stood out at least this much by itself: half of all days lie above what was expected. */
const UNDONE_P = 0.15;

/**
 * Groups the tests of one kind into stories, one a family. Significant ones make a story and lead it; of the others that
 * moved, `companions`, those that went the same way are named in it. What is about the basket or the carts joins the
 * story of sales where there is one, and the revenue of a day on which a large order was placed and cancelled explains
 * its refunds: of all `tests` of the kind, for what was undone may not stand out in a shop whose days differ much.
 */
export function mergeStories(
  significant: readonly Candidate[],
  companions: readonly Candidate[],
  tests: readonly Candidate[] = companions,
): Story[] {
  const isRefund = ({ metric }: Candidate) => familyOf(metric) === 'refunds';
  const inOrder = (candidates: readonly Candidate[]) =>
    candidates
      .filter((one) => !isRefund(one))
      .sort((a, b) => METRICS.indexOf(a.metric) - METRICS.indexOf(b.metric));
  const refunds = significant
    .filter(isRefund)
    .sort((a, b) => METRICS.indexOf(a.metric) - METRICS.indexOf(b.metric))[0];
  const revenue = tests.find(({ metric }) => metric === 'GROSS_REVENUE');
  if (refunds !== undefined && revenue !== undefined && undone(refunds, revenue)) {
    const others = companions.filter((one) => one !== revenue);
    return [{ lead: refunds, also: inOrder([revenue, ...others]), cancelledAtOnce: true }];
  }
  const stories: Story[] = [];
  // What is left of revenue after refunds fell because of them: their story.
  const own = inOrder(significant).filter(({ metric }) => refunds === undefined || metric !== 'NET_REVENUE');
  const [lead] = own;
  if (lead !== undefined) {
    const others = companions.filter((one) => one !== lead);
    const also = others.filter((one) => significant.includes(one) || one.direction === lead.direction);
    stories.push({ lead, also: inOrder(also) });
  }
  if (refunds !== undefined) {
    const also = companions.filter(
      (one) => one !== refunds && isRefund(one) && one.direction === refunds.direction,
    );
    stories.push({ lead: refunds, also });
  }
  return stories;
}

function undone(refunds: Candidate, revenue: Candidate): boolean {
  if (refunds.kind !== 'WEEKDAY_ANOMALY' || refunds.direction !== 'UP' || revenue.direction !== 'UP')
    return false;
  const ratio = (refunds.observed - refunds.expected) / (revenue.observed - revenue.expected);
  return revenue.material && revenue.p <= UNDONE_P && ratio >= 1 / UNDONE_FACTOR && ratio <= UNDONE_FACTOR;
}

/**
 * A shift and an unusual day inside its window in the same direction say the same. Where the shift stands without that
 * day, the shift is the story; where it does not, the day is (or was, if it has been told already).
 */
export function dropRepeats(
  shifts: readonly Story[],
  days: readonly Story[],
  oddDays: readonly Candidate[],
  told: readonly ToldStory[],
  threshold: number,
): Story[] {
  const same = (a: Figures, b: { metric: Metric; direction: string }) =>
    familyOf(a.metric) === familyOf(b.metric) && a.direction === b.direction;
  const keptShifts = shifts.filter(({ lead }) => {
    const rivals = new Set([
      ...oddDays.filter((day) => day.slice === undefined && same(lead, day)).map((day) => day.window.from),
      ...told.filter((old) => old.kind === 'WEEKDAY_ANOMALY' && same(lead, old)).map((old) => old.from),
    ]);
    return lead.pWithout === undefined || lead.pWithout(rivals) <= threshold;
  });
  const keptDays = days.filter((day) => !keptShifts.some((shift) => same(shift.lead, day.lead)));
  return [...keptShifts, ...keptDays];
}

/**
 * What the merchant has of this story already: nothing; its card, under this key, which goes on; or something so close
 * to it that nothing more is to be said. Stories told for later dates count too: a backfill repeats nothing.
 */
export function alreadyTold(
  story: Story,
  asOf: string,
  told: readonly ToldStory[],
): 'NEW' | 'SILENT' | { readonly continues: string } {
  const { lead } = story;
  const now = dayNumber(asOf);
  let silent = false;
  for (const old of told) {
    if (old.kind !== lead.kind || old.direction !== lead.direction) continue;
    if (old.slice?.key !== lead.slice?.key || old.slice?.dimension !== lead.slice?.dimension) continue;
    if (familyOf(old.metric) !== familyOf(lead.metric)) continue;
    const apart = Math.abs(now - dayNumber(old.asOf));
    const goesOn = goingOn(lead, old, apart);
    if (goesOn === 'NO') continue;
    if (goesOn === 'YES' && old.stableKey !== undefined && old.asOf <= asOf)
      return { continues: old.stableKey };
    silent = true;
  }
  return silent ? 'SILENT' : 'NEW';
}

function goingOn(lead: Candidate, old: ToldStory, apart: number): 'YES' | 'NEAR' | 'NO' {
  const same = old.from === lead.window.from && old.to === lead.window.to;
  switch (lead.kind) {
    case 'WEEKDAY_ANOMALY':
      return dayGoesOn(lead, old, apart);
    case 'OUTLIER_DAY':
      return same ? 'YES' : apart <= DAY_MEMORY_DAYS ? 'NEAR' : 'NO';
    case 'ODD_CARTS':
      // Several rules may be broken on one day; each has its own key.
      return same && old.stableKey === stableKeyOf({ lead, also: [] }) ? 'YES' : 'NO';
    case 'RECORD':
      return same ? 'YES' : apart < RECORD_MEMORY_DAYS ? 'NEAR' : 'NO';
    case 'TREND_CHANGE':
    case 'CONCENTRATION':
      return apart < LONG_MEMORY_DAYS ? 'YES' : 'NO';
    default:
      return apart < SHIFT_MEMORY_DAYS && !isFurtherStep(lead, old, apart) ? 'YES' : 'NO';
  }
}

function dayGoesOn(lead: Candidate, old: ToldStory, apart: number): 'YES' | 'NEAR' | 'NO' {
  if (lead.closedDays !== undefined && old.observed === 0 && old.to >= lead.window.from) return 'YES';
  if (old.from === lead.window.from) return 'YES';
  if (apart > DAY_MEMORY_DAYS) return 'NO';
  if (apart > 1 && Math.min(lead.p, lead.pTogether ?? 1) <= NEWS_ANYWAY_P) return 'NO';
  // In units of another metric nothing can be further out.
  if (lead.metric !== old.metric) return 'NEAR';
  return Math.abs(lead.observed - lead.expected) < DAY_STEP * Math.abs(old.observed - old.expected)
    ? 'NEAR'
    : 'NO';
}

/** Kinds about how sales go over weeks: one of them tells it, the first that noticed. */
const LASTING: readonly Kind[] = ['LEVEL_SHIFT', 'TREND_CHANGE', 'STREAK'];

/**
 * Slow changes (trends, streaks) that nothing else tells: neither a story of tonight nor one told in the last weeks that
 * went the same way.
 */
export function unheard(
  slow: readonly Story[],
  tonight: readonly Story[],
  asOf: string,
  told: readonly ToldStory[],
): Story[] {
  return slow.filter(({ lead }) => {
    const same = (other: { metric: Metric; direction: string }) =>
      familyOf(other.metric) === familyOf(lead.metric) && other.direction === lead.direction;
    if (tonight.some((story) => story.lead.kind === 'LEVEL_SHIFT' && same(story.lead))) return false;
    return !told.some(
      (old) =>
        old.slice === undefined &&
        old.kind !== lead.kind &&
        LASTING.includes(old.kind) &&
        same(old) &&
        Math.abs(dayNumber(asOf) - dayNumber(old.asOf)) < LASTING_MEMORY_DAYS,
    );
  });
}

/** Whether sales were told to have risen, tonight or in the last two weeks. */
export function risenLately(tonight: readonly Story[], asOf: string, told: readonly ToldStory[]): boolean {
  const risen = ({ metric, direction }: { metric: Metric; direction: string }) =>
    isDemand(metric) && direction === 'UP';
  return (
    tonight.some(({ lead }) => lead.slice === undefined && risen(lead)) ||
    told.some(
      (old) =>
        old.slice === undefined &&
        risen(old) &&
        Math.abs(dayNumber(asOf) - dayNumber(old.asOf)) < SHIFT_STEP_DAYS,
    )
  );
}

/** Whether a slice's story says no more than the whole shop's of tonight: it is one of its contributions. */
export function repeatsTheShop({ lead }: Story, tonight: readonly Story[]): boolean {
  if (lead.kind !== 'LEVEL_SHIFT' && lead.kind !== 'WEEKDAY_ANOMALY') return false;
  return tonight.some(
    (story) =>
      story.lead.slice === undefined &&
      isDemand(story.lead.metric) &&
      story.lead.direction === lead.direction,
  );
}

function isFurtherStep(lead: Figures, old: ToldStory, apart: number): boolean {
  if (apart < SHIFT_STEP_DAYS || lead.metric !== old.metric) return false;
  const ratio = (lead.observed + 1e-9) / (old.observed + 1e-9);
  return lead.direction === 'UP' ? ratio >= SHIFT_STEP : ratio <= 1 / SHIFT_STEP;
}

/**
 * The name of a story. What is about a day is named by it (a closure by its first day, so that it stays one story however
 * long it lasts; a product that stopped by the first day without it), what lasts by the ISO week its window ends in:
 * looked for on two days of one week it is the same.
 */
export function stableKeyOf({ lead }: Story): string {
  const { kind, window, slice, carts } = lead;
  const byDay = BY_DAY.has(kind);
  return [
    kind.toLowerCase().replaceAll('_', '-'),
    slice !== undefined
      ? `${slice.dimension.toLowerCase()}=${slice.key}`
      : carts !== undefined
        ? carts.rule.toLowerCase().replaceAll('_', '-')
        : lead.closedDays === undefined
          ? familyOf(lead.metric)
          : 'closure',
    lead.direction.toLowerCase(),
    ...(kind === 'RECORD' ? [window.from] : []),
    byDay ? (kind === 'RECORD' ? window.to : window.from) : mondayOf(window.to),
  ].join(':');
}

const BY_DAY: ReadonlySet<Kind> = new Set([
  'WEEKDAY_ANOMALY',
  'OUTLIER_DAY',
  'ODD_CARTS',
  'RECORD',
  'STREAK',
  'STOPPED_SELLING',
]);

function mondayOf(day: string): string {
  const number = dayNumber(day);
  return isoDay(number - weekdayOf(number));
}
