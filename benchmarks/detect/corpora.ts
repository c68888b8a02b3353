import { ALARM_EVIDENCE, createAlarm } from '../../subgraphs/insights/detection/stream/alarm.ts';
import { scoreSeries } from '../../subgraphs/insights/detection/stream/detector.ts';
import type { LabelledSeries, NabSeries } from './input.ts';
import { type NabScore, scoreAt, scoreAtBest } from './nab.ts';
import type { Peer } from './peers.ts';
import { averagePrecision, type Counts, countFlags, f1 } from './precision.ts';

/** Evidence tried as a threshold when the best one is asked for. */
const TRIED = Array.from({ length: 49 }, (_, at) => 2 + at / 8);

/** The alarms that evidence gives at a threshold, 1 where one begins. */
function alarmsOf(evidence: Float64Array, threshold: number): Uint8Array {
  const alarm = createAlarm(threshold);
  return Uint8Array.from(evidence, (one) => Number(alarm(one)));
}

/** How a detector does on the Numenta corpus. */
export interface NabResult {
  /** At the threshold it ships with; undefined for a method that has none of its own. */
  readonly shipped?: NabScore;
  /** At the one threshold for all files that suits it best, which nobody knows beforehand. */
  readonly best: NabScore;
  readonly bestThreshold: number;
}

/** Our detector as it ships, and with the evidence at which it would have scored best. */
export function ourNab(series: readonly NabSeries[]): NabResult {
  const evidence = series.map(({ values }) => scoreSeries(values).evidence);
  const at = (threshold: number): NabScore =>
    scoreAt(
      series.map((one, place) => ({
        ...one,
        scores: alarmsOf(evidence[place] ?? new Float64Array(), threshold),
      })),
      1,
    );
  const tried = TRIED.map((threshold) => ({ threshold, score: at(threshold) }));
  const best = tried.reduce((a, b) => (b.score.normalised > a.score.normalised ? b : a));
  return { shipped: at(ALARM_EVIDENCE), best: best.score, bestThreshold: best.threshold };
}

export function peerNab(series: readonly NabSeries[], peer: Peer): NabResult {
  const best = scoreAtBest(series.map((one) => ({ ...one, scores: peer(one.values) })));
  return { best, bestThreshold: best.threshold };
}

/** How a detector does on labelled points. */
export interface CloudResult {
  /** Average precision, the mean over series and of all points together. */
  readonly macro: number;
  readonly pooled: number;
  /** F1, the mean over series and of all points together, of each set of flags by its name. */
  readonly f1: Readonly<Record<string, { readonly macro: number; readonly pooled: number }>>;
  /** Average precision by series. */
  readonly bySeries: Readonly<Record<string, number>>;
}

interface Marked {
  readonly score: Float64Array;
  readonly flags: Readonly<Record<string, Uint8Array>>;
}

const mean = (figures: readonly number[]): number =>
  figures.reduce((sum, figure) => sum + figure, 0) / figures.length;

function judge(series: readonly LabelledSeries[], mark: (values: Float64Array) => Marked): CloudResult {
  const marked = series.map((one) => ({ ...one, ...mark(one.values) }));
  const precisions = marked.map(({ score, labels }) => averagePrecision(score, labels));
  const f1s = Object.keys(marked[0]?.flags ?? {}).map((name) => {
    const counts = marked.map(({ flags, labels }) => countFlags(flags[name] ?? [], labels));
    const sum = (of: keyof Counts): number => counts.reduce((total, count) => total + count[of], 0);
    const all = { hits: sum('hits'), falseAlarms: sum('falseAlarms'), misses: sum('misses') };
    return [name, { macro: mean(counts.map(f1)), pooled: f1(all) }] as const;
  });
  return {
    macro: mean(precisions),
    pooled: averagePrecision(
      marked.flatMap(({ score }) => Array.from(score)),
      marked.flatMap(({ labels }) => Array.from(labels)),
    ),
    f1: Object.fromEntries(f1s),
    bySeries: Object.fromEntries(marked.map(({ name }, place) => [name, precisions[place] ?? Number.NaN])),
  };
}

/** `alarms`: the flags as shipped. `unusual`: scores of `from` and more, a threshold on points instead of stories. */
export const ourCloud = (series: readonly LabelledSeries[], from: number): CloudResult =>
  judge(series, (values) => {
    const { score, flag } = scoreSeries(values);
    return { score, flags: { alarms: flag, unusual: Uint8Array.from(score, (one) => Number(one >= from)) } };
  });

export const peerCloud = (series: readonly LabelledSeries[], peer: Peer): CloudResult =>
  judge(series, (values) => ({ score: peer(values), flags: {} }));

/** Every other series, beginning with the first or the second: constants were chosen on the first half. */
export const half = <T>(series: readonly T[], which: 0 | 1): T[] =>
  series.filter((_, at) => at % 2 === which);
