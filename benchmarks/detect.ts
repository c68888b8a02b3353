/**
 * The point detector, as shipped. Two uses:
 * `npm run -s bench:detect -- --input <csv timestamp,value> [--season <n>] --output <csv>` judges any series and writes
 * `timestamp,score,flag`, one line for each line of the input, in its order; a line without a value gets 0 and 0.
 * `npm run -s bench:detect [-- --corpus nab|ms_cloud] [--markdown] [--write]` measures it on labelled corpora in the
 * folder that MERCHANTGRAPH_TEST_DATA names, beside two simple methods in the same run.
 */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ALARM_EVIDENCE } from '../subgraphs/insights/detection/stream/alarm.ts';
import { scoreSeries, UNUSUAL } from '../subgraphs/insights/detection/stream/detector.ts';
import {
  type CloudResult,
  half,
  type NabResult,
  ourCloud,
  ourNab,
  peerCloud,
  peerNab,
} from './detect/corpora.ts';
import { readCloud, readNab, readSeries } from './detect/input.ts';
import { type Peer, robustZ, windowedGaussian } from './detect/peers.ts';
import { note, publish } from './tools/report.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const DATA = path.resolve(ROOT, process.env.MERCHANTGRAPH_TEST_DATA ?? '../shared/data', 'anomaly');
const LIMITS = { nab: 60, precision: 0.6, microseconds: 20 } as const;
/** Points of the history that speed is measured on. */
const LONG = 500_000;
const PEERS: Readonly<Record<string, Peer>> = { 'windowed Gaussian': windowedGaussian, 'robust z': robustZ };

const { values: options } = parseArgs({
  options: {
    input: { type: 'string' },
    output: { type: 'string' },
    season: { type: 'string' },
    corpus: { type: 'string' },
    markdown: { type: 'boolean' },
    write: { type: 'boolean' },
  },
});

/** A number as CSV has it: short, and the same for the same double. */
const figure = (value: number): string => String(Number(value.toFixed(6)));

const quoted = (text: string): string => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function judgeFile(input: string, output: string | undefined): void {
  const season = options.season === undefined ? undefined : Number(options.season);
  if (season !== undefined && !(Number.isInteger(season) && season >= 1))
    throw new Error(`--season is a whole number of points, 1 or more; "${options.season}" is not.`);
  if (output === undefined) throw new Error('--output names the file that the scores are written to.');
  if (!existsSync(input)) throw new Error(`There is no ${input}.`);
  const { timestamps, values } = readSeries(input);
  const { score, flag } = scoreSeries(values, season === undefined ? {} : { season });
  const lines = timestamps.map((at, row) => `${quoted(at)},${figure(score[row] ?? 0)},${flag[row]}`);
  writeFileSync(output, `timestamp,score,flag\n${lines.join('\n')}\n`);
  const alarms = flag.reduce((sum, one) => sum + one, 0);
  process.stdout.write(`${timestamps.length} points, ${alarms} alarms: ${output}\n`);
}

/** CPU microseconds a point over a long history with a rhythm, noise and a few jumps, the same in every run. */
function speedOf(detect: (values: Float64Array) => unknown): number {
  let random = 1;
  const values = Float64Array.from({ length: LONG }, (_, at) => {
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
    const noise = random / 2 ** 32 - 0.5;
    return 100 + 30 * Math.sin((2 * Math.PI * at) / 288) + 20 * noise + (at % 50_000 < 200 ? 80 : 0);
  });
  const before = process.cpuUsage();
  detect(values);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / LONG;
}

function measure(corpus: string | undefined): void {
  if (corpus !== undefined && corpus !== 'nab' && corpus !== 'ms_cloud')
    throw new Error(`--corpus is nab or ms_cloud; "${corpus}" is neither.`);
  const nab = corpus === 'ms_cloud' ? undefined : readNab(path.join(DATA, 'nab'));
  const cloud = corpus === 'nab' ? undefined : readCloud(path.join(DATA, 'ms_cloud'));
  if (!nab && !cloud) {
    process.stdout.write(
      `There is no ${path.join(DATA, corpus ?? '')}: nothing to measure. Name a file with --input, or set MERCHANTGRAPH_TEST_DATA.\n`,
    );
    return;
  }
  const ours: { nab?: NabResult; cloud?: CloudResult; speed: number } = {
    nab: nab && ourNab(nab),
    cloud: cloud && ourCloud(cloud, UNUSUAL),
    speed: speedOf((values) => scoreSeries(values)),
  };
  note('Ours is measured; now the others.');
  const others = Object.entries(PEERS).map(([name, peer]) => ({
    name,
    nab: nab && peerNab(nab, peer),
    cloud: cloud && peerCloud(cloud, peer),
    speed: speedOf(peer),
  }));
  const fixed = (value: number | undefined, digits: number): string => value?.toFixed(digits) ?? '';
  const both = (of: { macro: number; pooled: number } | undefined): string =>
    of ? `${of.macro.toFixed(3)} / ${of.pooled.toFixed(3)}` : '';
  const row = (name: string, of: { nab?: NabResult; cloud?: CloudResult }, speed?: number): string[] => [
    name,
    fixed(of.nab?.shipped?.normalised, 1),
    fixed(of.nab?.best.normalised, 1),
    of.nab ? `${(of.nab.shipped ?? of.nab.best).found} of ${of.nab.best.windows}` : '',
    fixed((of.nab?.shipped ?? of.nab?.best)?.falseAlarms, 0),
    both(of.cloud),
    both(of.cloud?.f1.alarms),
    both(of.cloud?.f1.unusual),
    fixed(speed, 2),
  ];
  const halves = ([0, 1] as const).map((which) => ({
    nab: nab && ourNab(half(nab, which)),
    cloud: cloud && ourCloud(half(cloud, which), UNUSUAL),
  }));
  const [score, precision] = [ours.nab?.shipped?.normalised, ours.cloud?.macro];
  publish({
    name: 'detect',
    columns: [
      'detector',
      'NAB as shipped',
      'NAB at best threshold',
      'windows found',
      'false alarms',
      'AP mean / pooled',
      'F1 of alarms',
      `F1 of scores ≥ ${UNUSUAL}`,
      'µs a point',
    ],
    rows: [
      row('ours', ours, ours.speed),
      ...halves.map((of, which) => row(which === 0 ? 'half it was chosen on' : 'the other half', of)),
      ...others.map(({ name, speed, ...of }) => row(name, of, speed)),
    ],
    notes: [
      [
        nab && `${nab.length} series of NAB, standard profile.`,
        cloud && `${cloud.length} series of ms_cloud that have a labelled point.`,
        `Shipped threshold ${ALARM_EVIDENCE}${ours.nab ? `, best ${ours.nab.bestThreshold}` : ''}; for the other two detectors windows and false alarms are those at the best threshold.`,
        `Speed over ${LONG.toLocaleString('en')} points. Limits: NAB over ${LIMITS.nab}, mean AP over ${LIMITS.precision}, under ${LIMITS.microseconds} µs.`,
      ]
        .filter(Boolean)
        .join(' '),
    ],
    values: { ours, halves, others },
    failures: [
      ...(score !== undefined && score <= LIMITS.nab
        ? [`NAB ${score.toFixed(1)} is not over ${LIMITS.nab}`]
        : []),
      ...(precision !== undefined && precision <= LIMITS.precision
        ? [`average precision ${precision.toFixed(3)} is not over ${LIMITS.precision}`]
        : []),
      ...(ours.speed < LIMITS.microseconds
        ? []
        : [`${ours.speed.toFixed(1)} µs a point is not under ${LIMITS.microseconds}`]),
    ],
  });
}

if (options.input === undefined) measure(options.corpus);
else {
  try {
    judgeFile(options.input, options.output);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
