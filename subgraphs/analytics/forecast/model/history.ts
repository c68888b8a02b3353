/** What can be done with a history. */
export const HistoryKind = {
  /** Sells on most days: all methods apply. */
  REGULAR: 'REGULAR',
  /** Sells now and then: only means do. */
  SPARSE: 'SPARSE',
  /** Too few days for a pattern. */
  SHORT: 'SHORT',
  /** Has stopped selling. */
  DEAD: 'DEAD',
  /** Never sold. */
  EMPTY: 'EMPTY',
} as const;
export type HistoryKind = (typeof HistoryKind)[keyof typeof HistoryKind];

/** A history made ready for forecasting. */
export interface History {
  kind: HistoryKind;
  /** Day number of the first value. */
  firstDay: number;
  /** From the first sale on; none below zero; NaN on days that tell nothing. */
  values: Float64Array;
  /** Days without a sale at the end. */
  silentDays: number;
}

/** Days learnt from at most: two of each date. */
export const HISTORY_DAYS = 730;
/** Silence of at least so many days, and twice as long as any before, is an end. */
const END = { days: 14, timesLongest: 2 };
/** More days than this share without a sale make a series sparse. */
const SPARSE_SHARE = 0.25;
/** Zeros of a day of the week that never sells say nothing of being sparse, nor do those of longer closures. */
const CLOSED_WEEKDAY_SHARE = 0.75;
const CLOSURE_DAYS = 21;
/** Seasons needed for a pattern of the season. */
const MIN_SEASONS = 2;

interface Run {
  from: number;
  length: number;
}

/** Runs of consecutive zeros. */
function zeroRuns(values: Float64Array): Run[] {
  const runs: Run[] = [];
  values.forEach((value, at) => {
    if (value !== 0) return;
    const last = runs.at(-1);
    if (last && last.from + last.length === at) last.length++;
    else runs.push({ from: at, length: 1 });
  });
  return runs;
}

/** The values with runs of zeros of at least `length` days made unknown. */
function withoutRuns(values: Float64Array, runs: readonly Run[], length: number): Float64Array {
  const kept = values.slice();
  for (const run of runs) if (run.length >= length) kept.fill(Number.NaN, run.from, run.from + run.length);
  return kept;
}

/** Whether so many ordinary days pass without a sale that a level says little. */
function isSparse(values: Float64Array, runs: readonly Run[], season: number): boolean {
  const counted = withoutRuns(values, runs, CLOSURE_DAYS);
  const [known, zeros] = [new Float64Array(season), new Float64Array(season)];
  counted.forEach((value, at) => {
    if (Number.isNaN(value)) return;
    known[at % season] = (known[at % season] ?? 0) + 1;
    if (value === 0) zeros[at % season] = (zeros[at % season] ?? 0) + 1;
  });
  let [allKnown, allZeros] = [0, 0];
  known.forEach((days, place) => {
    const without = zeros[place] ?? 0;
    if (without >= CLOSED_WEEKDAY_SHARE * days && season > 1) return;
    allKnown += days;
    allZeros += without;
  });
  // With every day of the week nearly always without sales there is no rhythm left to be closed from.
  return allKnown === 0 || allZeros > SPARSE_SHARE * allKnown;
}

/**
 * Says what can be done with a history and makes it ready. The last 730 days count, from the first sale on. Values
 * below zero count as zero. In a series that sells on most days, a whole season or more without a sale is a closure,
 * which tells nothing of the level: its days become unknown.
 * @param values by day, the last one right before the first day forecast; NaN is a day of which nothing is known
 * @param firstDay day number of the first value
 */
export function prepareHistory(values: ArrayLike<number>, firstDay: number, season: number): History {
  const cut = Math.max(0, values.length - HISTORY_DAYS);
  const recent = Float64Array.from(values, (value) => Math.max(0, value)).subarray(cut);
  const start = recent.findIndex((value) => value > 0);
  if (start < 0) {
    const known = recent.filter((value) => !Number.isNaN(value)).length;
    return { kind: HistoryKind.EMPTY, firstDay: firstDay + cut, values: recent, silentDays: known };
  }
  const sold = recent.subarray(start);
  const history = { firstDay: firstDay + cut + start, values: sold, silentDays: 0 };
  const runs = zeroRuns(sold);
  const last = runs.at(-1);
  if (last && last.from + last.length === sold.length) {
    history.silentDays = last.length;
    const longest = Math.max(0, ...runs.slice(0, -1).map((run) => run.length));
    if (last.length >= Math.max(END.days, END.timesLongest * longest))
      return { ...history, kind: HistoryKind.DEAD };
  }
  const known = sold.filter((value) => !Number.isNaN(value)).length;
  if (known < MIN_SEASONS * season) return { ...history, kind: HistoryKind.SHORT };
  if (isSparse(sold, runs, season)) return { ...history, kind: HistoryKind.SPARSE };
  return { ...history, kind: HistoryKind.REGULAR, values: withoutRuns(sold, runs, season) };
}

/** Unknown days take the value of the season before, or the mean of the known at the beginning. */
export function withoutGaps(values: Float64Array, season: number): Float64Array {
  const known = values.filter((value) => !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
  const whole = values.slice();
  whole.forEach((value, at) => {
    if (Number.isNaN(value)) whole[at] = whole[at - season] ?? mean;
  });
  return whole;
}
