/**
 * How well forecasts come true: `npm run -s bench:forecast -- --input <csv> --origins <days> [--horizon 30]
 * [--season 7] [--holidays <csv>] [--output <csv>] [--markdown] [--write]`. Each origin is the first day forecast; only
 * days before it are learnt from. The function called is the one that the API calls. Without --input the data named in
 * the README, from the folder that MERCHANTGRAPH_TEST_DATA names.
 */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { dayNumber, dayText } from '../subgraphs/analytics/forecast/model/days.ts';
import { etsForecast } from '../subgraphs/analytics/forecast/model/ets.ts';
import { forecast } from '../subgraphs/analytics/forecast/model/forecast.ts';
import { withoutGaps } from '../subgraphs/analytics/forecast/model/history.ts';
import { createHolidayCalendar } from '../subgraphs/analytics/forecast/model/holidays.ts';
import { sameDayMean, seasonalNaive } from '../subgraphs/analytics/forecast/model/simple-methods.ts';
import { meanOf, seasonalScale } from '../subgraphs/analytics/forecast/model/statistics.ts';
import { thetaForecast } from '../subgraphs/analytics/forecast/model/theta.ts';
import { historyBefore, readHolidays, readSeries } from './forecast/input.ts';
import { publish } from './tools/report.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const DATA = path.resolve(ROOT, process.env.MERCHANTGRAPH_TEST_DATA ?? '../shared/data', 'forecast');
const KNOWN = path.join(DATA, 'favorita_stores_01_27.csv');
const KNOWN_ORIGINS = '2016-09-30,2016-12-01,2017-02-15,2017-04-15';
/** The origin whose thirty days hold Christmas, in the known data. */
const CHRISTMAS = '2016-12-01';
const LIMITS = { mase: 0.72, christmas: 1, coverage: [0.93, 0.97], msis: 10, cpuMs: 120 } as const;

/** How one forecast of one series did; NaN where nothing could be compared. */
interface Score {
  origin: string;
  mase: number;
  naive: number;
  sameWeekdays: number;
  ets: number;
  theta: number;
  meanOfThree: number;
  absolute: number;
  actual: number;
  naiveAbsolute: number;
  covered95: number;
  covered80: number;
  msis: number;
}

const { values: options } = parseArgs({
  options: {
    input: { type: 'string' },
    origins: { type: 'string', default: KNOWN_ORIGINS },
    horizon: { type: 'string', default: '30' },
    season: { type: 'string', default: '7' },
    holidays: { type: 'string' },
    output: { type: 'string' },
    markdown: { type: 'boolean' },
    write: { type: 'boolean' },
  },
});
const isKnown = options.input === undefined || path.resolve(options.input) === KNOWN;
const input = options.input ?? KNOWN;
if (!existsSync(input)) {
  process.stdout.write(
    `There is no ${input}: nothing to forecast. Name a file with --input, or set MERCHANTGRAPH_TEST_DATA.\n`,
  );
  process.exit(0);
}
const horizon = Number(options.horizon);
const season = Number(options.season);
if (!Number.isInteger(horizon) || horizon < 1 || !Number.isInteger(season) || season < 1)
  throw new Error('--horizon and --season are whole numbers of days, 1 or more.');
const origins = options.origins.split(',').map((day) => day.trim());
for (const origin of origins) {
  if (Number.isNaN(dayNumber(origin))) throw new Error(`--origins: "${origin}" is not a day (YYYY-MM-DD).`);
}
const holidayFile = options.holidays ?? (options.input ? undefined : path.join(DATA, 'ecuador_holidays.csv'));
const holidays = holidayFile ? createHolidayCalendar(readHolidays(holidayFile)) : undefined;

const lines = ['series,origin,date,forecast,lo80,hi80,lo95,hi95'];
const scores: Score[] = [];
let cpuMs = 0;
let forecasts = 0;
let slowestMs = 0;

for (const [name, series] of readSeries(input)) {
  for (const origin of origins) {
    const start = dayNumber(origin);
    const history = historyBefore(series, start, season);
    if (!history) continue;
    const { first, values } = history;
    const before = process.cpuUsage();
    const { points } = forecast({ firstDay: dayText(first), values, horizon, season, holidays });
    const { user, system } = process.cpuUsage(before);
    cpuMs += (user + system) / 1000;
    slowestMs = Math.max(slowestMs, (user + system) / 1000);
    forecasts++;
    for (const { date, value, lo80, hi80, lo95, hi95 } of points) {
      const figures = [value, lo80, hi80, lo95, hi95].map((figure) => figure.toFixed(4));
      lines.push([name, origin, date, ...figures].join(','));
    }
    const whole = withoutGaps(values, season);
    const naive = seasonalNaive(whole, season, horizon);
    const same = sameDayMean(whole, season, horizon);
    const [ets, theta] = [etsForecast(whole, season, horizon), thetaForecast(whole, season, horizon)];
    const actual = points.map(({ date }) => series.get(dayNumber(date)) ?? Number.NaN);
    const scale = seasonalScale(
      values.map((value, at) => (series.has(first + at) ? value : Number.NaN)),
      season,
    );
    const error = (of: (at: number) => number): number =>
      meanOf(actual.map((value, at) => Math.abs(value - of(at)))) / scale;
    const known = (of: (at: number) => number): number[] =>
      actual.flatMap((value, at) => (Number.isNaN(value) ? [] : [of(at)]));
    const sum = (figures: number[]): number => figures.reduce((total, figure) => total + figure, 0);
    const at = (place: number) => points[place] ?? { value: 0, lo80: 0, hi80: 0, lo95: 0, hi95: 0 };
    const valueAt = (place: number): number => actual[place] ?? Number.NaN;
    const within = (place: number, low: number, high: number): number =>
      Number(valueAt(place) >= low && valueAt(place) <= high);
    scores.push({
      origin,
      mase: error((place) => at(place).value),
      naive: error((place) => naive[place] ?? 0),
      sameWeekdays: error((place) => same[place] ?? 0),
      ets: error((place) => ets[place] ?? 0),
      theta: error((place) => theta[place] ?? 0),
      meanOfThree: error((place) => ((same[place] ?? 0) + (ets[place] ?? 0) + (theta[place] ?? 0)) / 3),
      absolute: sum(known((place) => Math.abs(valueAt(place) - at(place).value))),
      actual: sum(known((place) => Math.abs(valueAt(place)))),
      naiveAbsolute: sum(known((place) => Math.abs(valueAt(place) - (naive[place] ?? 0)))),
      covered95: meanOf(known((place) => within(place, at(place).lo95, at(place).hi95))),
      covered80: meanOf(known((place) => within(place, at(place).lo80, at(place).hi80))),
      // Gneiting and Raftery (2007): the width, and 2 / 0.05 times what lies outside.
      msis:
        meanOf(
          known((place) => {
            const { lo95, hi95 } = at(place);
            const outside = Math.max(0, lo95 - valueAt(place)) + Math.max(0, valueAt(place) - hi95);
            return hi95 - lo95 + (2 / 0.05) * outside;
          }),
        ) / scale,
    });
  }
}
if (options.output) writeFileSync(options.output, `${lines.join('\n')}\n`);

/** The mean over series of each origin, and the mean of these. */
const mean = (of: readonly Score[], name: Exclude<keyof Score, 'origin'>): number =>
  meanOf(of.map((score) => (Number.isFinite(score[name]) ? score[name] : Number.NaN)));
const total = (of: readonly Score[], name: 'absolute' | 'actual' | 'naiveAbsolute'): number =>
  of.reduce((sum, score) => sum + score[name], 0);
const byOrigin = origins.map((origin) => scores.filter((score) => score.origin === origin));
const overall = (name: Exclude<keyof Score, 'origin'>): number =>
  meanOf(byOrigin.map((of) => mean(of, name)));
const row = (
  title: string,
  of: readonly Score[],
  by: (name: Exclude<keyof Score, 'origin'>) => number,
): string[] => [
  title,
  ...(['mase', 'naive', 'sameWeekdays', 'ets', 'theta', 'meanOfThree'] as const).map((name) =>
    by(name).toFixed(3),
  ),
  ((100 * total(of, 'absolute')) / total(of, 'actual')).toFixed(1),
  ((100 * total(of, 'naiveAbsolute')) / total(of, 'actual')).toFixed(1),
  (100 * by('covered95')).toFixed(1),
  (100 * by('covered80')).toFixed(1),
  by('msis').toFixed(2),
];

const cpuPerSeries = cpuMs / Math.max(1, forecasts);
const coverage = overall('covered95');
const perMinute = Math.round((2 * 60_000) / cpuPerSeries).toLocaleString('en');
const failures = [
  ...(overall('mase') < LIMITS.mase
    ? []
    : [`MASE ${overall('mase').toFixed(3)} is not under ${LIMITS.mase}`]),
  ...origins.flatMap((origin, at) => {
    const of = byOrigin[at] ?? [];
    if (origin === CHRISTMAS)
      return mean(of, 'mase') < LIMITS.christmas
        ? []
        : [`MASE at ${origin} is not under ${LIMITS.christmas}`];
    return mean(of, 'mase') <= mean(of, 'sameWeekdays')
      ? []
      : [`${origin} is worse than the last four same weekdays`];
  }),
  ...(coverage >= LIMITS.coverage[0] && coverage <= LIMITS.coverage[1]
    ? []
    : [`95% ranges hold ${(100 * coverage).toFixed(1)}%`]),
  ...(overall('msis') < LIMITS.msis
    ? []
    : [`MSIS ${overall('msis').toFixed(2)} is not under ${LIMITS.msis}`]),
  ...(cpuPerSeries < LIMITS.cpuMs
    ? []
    : [`${cpuPerSeries.toFixed(0)} ms a series is not under ${LIMITS.cpuMs}`]),
];

publish({
  name: 'forecast',
  columns: [
    'origin',
    'MASE',
    'seasonal naive',
    '4 same weekdays',
    'ETS',
    'Theta',
    'mean of the 3',
    'WAPE %',
    'naive WAPE %',
    'in 95 %',
    'in 80 %',
    'MSIS',
  ],
  rows: [
    ...origins.map((origin, at) => row(origin, byOrigin[at] ?? [], (name) => mean(byOrigin[at] ?? [], name))),
    row('all', scores, overall),
  ],
  notes: [
    `${forecasts} forecasts of ${horizon} days${holidays ? ', with a list of holidays' : ''}; ${cpuPerSeries.toFixed(1)} ms of CPU each with its backtest (at most ${slowestMs.toFixed(0)} ms), so ${perMinute} a minute on two cores.`,
  ],
  values: {
    overall: Object.fromEntries(
      (['mase', 'naive', 'sameWeekdays', 'covered95', 'covered80', 'msis'] as const).map((name) => [
        name,
        overall(name),
      ]),
    ),
    scores,
    cpuPerSeries,
    slowestMs,
  },
  failures: isKnown ? failures : [],
});
