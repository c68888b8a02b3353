import { ALARM_EVIDENCE, createAlarm } from './alarm.ts';
import { createHistory } from './history.ts';
import { createSortedWindow } from './sorted-window.ts';
import { createTail, LEAST_VALUES } from './tail.ts';

/** What the level is the median of. */
const LEVEL_VALUES = 8000;
/** A shift is the median of the newest few against the median of the newest many. */
const NEW_VALUES = 14;
const EARLIER_VALUES = 301;
/** How fast the mean follows that spread is measured from, the newest spread, and the usual one. */
const CENTRE_RATE = 0.02;
const SPREAD_RATE = 0.05;
const USUAL_SPREAD_RATE = 0.002;
/** Share of the spread of the values (first to ninth decile) below which a mean excess is taken for noise. */
const FLOOR_SHARE = 0.02;
/** The least mean excess of the logarithm of spread. */
const LEAST_SPREAD_EXCESS = 0.05;
/** How often the spread of the values is looked up, in values. */
const SPREAD_EVERY = 16;
/** Values rarer than one in a hundred do not widen what the score is measured in. */
const WINSOR_AT = 2;
/** How much of a point's severity the next one keeps: the points after a peak belong to it. */
const KEPT = 0.4;
/** The severity whose score is one half. */
const HALF = 5;

/** A point with this score or more is unusual by itself, whether or not an alarm has been given for it already. */
export const UNUSUAL = 0.6;

/** What a point is found to be. */
export interface Judgement {
  /** How unusual the point is, 0 to below 1; 0 for an unknown value, and while too little is known. */
  readonly score: number;
  /** Whether an alarm begins here: the evidence is over the threshold and the story is new. */
  readonly flag: boolean;
  /** What was expected in its place; NaN before the first known value. */
  readonly expected: number;
  /** What alarms are decided by: the norm of -log10 of the calibrated tail probabilities, 0 and more. */
  readonly evidence: number;
}

export interface StreamOptions {
  /** Points after which the rhythm repeats, 1 for none; without it the season is inferred from the past. */
  readonly season?: number;
  /** For measurements: overrides the evidence at which an alarm is given. */
  readonly threshold?: number;
}

export interface StreamDetector {
  /** Judges the next point by the points before it, then learns it. NaN: the value is not known. */
  push(value: number): Judgement;
}

const norm = (...parts: number[]): number => Math.sqrt(parts.reduce((sum, part) => sum + part * part, 0));

/**
 * Judges a stream point by point, each by the points before it alone, in bounded memory (about a megabyte after 8000
 * points, less before) and bounded time. Deterministic, and indifferent to the unit of the values.
 *
 * Evidence for an alarm is the norm of -log10 of the tail probabilities of up to four views of the point: its distance
 * from the level (the median of the past); the shift of the newest values against the earlier ones, each by its median;
 * how widely the newest values spread; and, where there is a rhythm, the distance from the median of the same phase of
 * up to five seasons. Every view is calibrated against its own past (see `createTail`), which is what lets one threshold
 * serve every stream, and an alarm is given once for a story (see `createAlarm`).
 *
 * The score ranks points instead of announcing stories: distance from level and rhythm and the step from the point
 * before, held against a past in which anomalies count for little, so that it stays high as long as the anomaly lasts.
 * A flag is therefore not a score above a threshold; `UNUSUAL` is one for the score.
 *
 * Sources: S. Ahmad et al., "Unsupervised real-time anomaly detection for streaming data", Neurocomputing 262 (2017),
 * for likelihood against the recent past instead of raw errors; F. R. Hampel, "The influence curve and its role in
 * robust estimation", JASA 69 (1974), for medians; R. J. Hyndman and G. Athanasopoulos, "Forecasting: Principles and
 * Practice" (2021), for seasonal baselines.
 *
 * Constants were chosen on every other series of two labelled corpora (NAB and the Microsoft cloud monitoring dataset),
 * beginning with the first by name; the table in benchmarks/README.md gives both halves. They are the same for every
 * series. That residuals of a rhythm are divided by the square root of what is expected comes from simulated shops.
 */
export function createStreamDetector(options: StreamOptions = {}): StreamDetector {
  const { season, threshold = ALARM_EVIDENCE } = options;
  if (season !== undefined && !(Number.isInteger(season) && season >= 1))
    throw new RangeError('season is a whole number of points, 1 or more');
  const history = createHistory(season);
  const alarm = createAlarm(threshold);
  const values = createSortedWindow(LEVEL_VALUES);
  const newest = createSortedWindow(NEW_VALUES);
  const earlier = createSortedWindow(EARLIER_VALUES);
  const tails = {
    level: createTail(),
    shift: createTail(),
    spread: createTail(),
    season: createTail(),
  };
  const severities = {
    level: createTail({ winsorAt: WINSOR_AT }),
    step: createTail({ winsorAt: WINSOR_AT }),
    season: createTail({ winsorAt: WINSOR_AT }),
  };
  let [known, previous, centre, spread, usual, size] = [0, Number.NaN, Number.NaN, 0, 0, 0];
  let floor = 0;
  let severity = 0;

  const follow = (value: number): void => {
    if (Number.isNaN(centre)) centre = value;
    const distance = value - centre;
    centre += CENTRE_RATE * distance;
    spread += SPREAD_RATE * (Math.abs(distance) - spread);
    usual += Math.max(USUAL_SPREAD_RATE, 1 / (known + 1)) * (Math.abs(distance) - usual);
    size += Math.max(USUAL_SPREAD_RATE, 1 / (known + 1)) * (Math.abs(value) - size);
  };

  return {
    push(value) {
      const before = history.expected();
      const level = values.quantile(0.5);
      const expected = Number.isNaN(before) ? newest.quantile(0.5) : before;
      if (Number.isNaN(value)) {
        history.push(value);
        severity *= KEPT;
        return { score: 0, flag: alarm(0), expected, evidence: 0 };
      }
      follow(value);
      if (known % SPREAD_EVERY === 0 && known > 0)
        floor = FLOOR_SHARE * (values.quantile(0.9) - values.quantile(0.1)) + 1e-9 * size;
      newest.push(value);
      let [evidence, now] = [0, 0];
      if (known > 0) {
        const least = floor;
        const fromLevel = value - level;
        const shifted = newest.quantile(0.5) - earlier.quantile(0.5);
        const spreading = Math.log((spread + least) / (usual + least));
        const fromSeason = value - before;
        const isSeasonal = !Number.isNaN(fromSeason);
        // Busy phases vary more: as for counts, with the square root of what is expected.
        const unit = Math.sqrt((Math.abs(before) + size) / (2 * size)) || 1;
        evidence = norm(
          tails.level.judge(fromLevel, least),
          tails.shift.judge(shifted, least),
          Number.isNaN(spreading) ? 0 : tails.spread.judge(spreading, LEAST_SPREAD_EXCESS),
          isSeasonal ? tails.season.judge(fromSeason / unit, least) : 0,
        );
        now = norm(
          severities.level.judge(fromLevel, least),
          severities.step.judge(value - previous, least),
          isSeasonal ? severities.season.judge(fromSeason, least) : 0,
        );
      }
      values.push(value);
      earlier.push(value);
      history.push(value);
      previous = value;
      known++;
      const isReady = known > LEAST_VALUES && known > 2 * (season ?? 0);
      severity = isReady ? Math.max(now, KEPT * severity) : 0;
      if (!isReady) evidence = 0;
      return { score: severity / (severity + HALF), flag: alarm(evidence), expected, evidence };
    },
  };
}

/** Judgements of a whole series, one array for each of their parts. */
export interface SeriesScores {
  readonly score: Float64Array;
  /** 1 where an alarm begins. */
  readonly flag: Uint8Array;
  readonly expected: Float64Array;
  readonly evidence: Float64Array;
}

/** `createStreamDetector` over a whole series: every point is judged by the points before it alone. */
export function scoreSeries(values: ArrayLike<number>, options: StreamOptions = {}): SeriesScores {
  const detector = createStreamDetector(options);
  const { length } = values;
  const scores: SeriesScores = {
    score: new Float64Array(length),
    flag: new Uint8Array(length),
    expected: new Float64Array(length),
    evidence: new Float64Array(length),
  };
  for (let at = 0; at < length; at++) {
    const { score, flag, expected, evidence } = detector.push(values[at] ?? Number.NaN);
    scores.score[at] = score;
    scores.flag[at] = Number(flag);
    scores.expected[at] = expected;
    scores.evidence[at] = evidence;
  }
  return scores;
}
