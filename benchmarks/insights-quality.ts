/**
 * How right the insights are: `npm run -s bench:insights-quality -- [--merchants 200] [--seed 1] [--days 365]
 * [--scale even|plain] [--size <k>] [--slices] [--quiet] [--list] [--held-out] [--write]`. The engine runs for every
 * night of a year over generated merchants with planted events. Seeds from 1 on are for development; the published table
 * (`--held-out`) is of seeds never looked at before, from 500,001 on, with slices, and has two rows more: events of
 * exactly three sigma, and sizes on the plain scale.
 */
import { parseArgs } from 'node:util';
import { type MerchantOptions, makeMerchant } from '../subgraphs/insights/testing/merchants.ts';
import { type EventOutcome, everyNight, judge, type Outcome, prompt } from './insights/quality.ts';
import { note, publish } from './tools/report.ts';

const { values: options } = parseArgs({
  options: {
    merchants: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '365' },
    scale: { type: 'string', default: 'even' },
    size: { type: 'string' },
    quiet: { type: 'boolean' },
    slices: { type: 'boolean' },
    'held-out': { type: 'boolean' },
    list: { type: 'boolean' },
    markdown: { type: 'boolean' },
    write: { type: 'boolean' },
  },
});
const HELD_OUT = 500_001;
const FROM = '2023-03-06';
/** Days before the first night: what the job hands in. */
const HISTORY = 400;
const DAYS_A_MONTH = 365.25 / 12;
const days = Number(options.days);
const published = options['held-out'] === true;
const firstSeed = published ? HELD_OUT : Number(options.seed);
const merchants = Number(options.merchants);
const fixed = (size: string | undefined) => (size === undefined ? undefined : () => Number(size));

type Run = Outcome & { readonly profile: string };
let nights = 0;
let cpuMs = 0;

function measure(seeds: { from: number; count: number }, how: Partial<MerchantOptions>): Run[] {
  const runs: Run[] = [];
  for (let seed = seeds.from; seed < seeds.from + seeds.count; seed++) {
    const merchant = makeMerchant({ seed, from: FROM, days: HISTORY + days, eventsFrom: HISTORY, ...how });
    const run = everyNight(merchant, HISTORY, HISTORY + days - 1);
    nights += run.nights;
    cpuMs += run.cpuMs;
    const outcome = judge(merchant, run.cards, HISTORY, HISTORY + days - 1);
    runs.push({ ...outcome, profile: merchant.profile });
    if (options.list) list(seed, outcome);
  }
  return runs;
}

function list(seed: number, { falseCards, events }: Outcome): void {
  const about = ({ profile, orders, noise }: EventOutcome['merchant']) =>
    `${seed} ${profile} ${orders.toFixed(1)} a day, noise ${noise.toFixed(2)}:`;
  for (const { card, merchant } of falseCards) {
    const { kind, metric, direction, change, score, window, slice } = card.finding;
    const percent = ((change ?? 0) * 100).toFixed(0);
    note(
      `false ${about(merchant)} ${card.newest} ${kind} ${metric} ${direction} ${slice?.key ?? ''} ${percent}% z ${score.toFixed(1)} ${window.from}..${window.to}`,
    );
  }
  for (const one of events) {
    if (prompt(one)) continue;
    const { event, merchant } = one;
    note(
      `missed ${about(merchant)} ${event.from} ${event.kind} ${event.sigmas.toFixed(1)} ${one.nights ?? 'never'}`,
    );
  }
}

const runs = measure(
  { from: firstSeed, count: merchants },
  {
    scale: options.scale === 'plain' ? 'plain' : 'even',
    slices: published || options.slices,
    quiet: options.quiet,
    sigmas: fixed(options.size),
  },
);
const perNight = cpuMs / nights;
const third = { from: firstSeed + merchants, count: Math.ceil(merchants / 3) };
const side = published
  ? {
      three: measure(third, { sigmas: () => 3 }),
      plain: measure({ ...third, from: third.from + third.count }, { scale: 'plain' }),
    }
  : undefined;

const eventsOf = (of: readonly Run[]) => of.flatMap((one) => one.events);
const sizedOf = (of: readonly Run[]) => eventsOf(of).filter(({ event }) => event.sigmas > 0);
const events = eventsOf(runs);
const sized = sizedOf(runs);
const share = (of: readonly EventOutcome[], within?: number): string => {
  if (of.length === 0) return '';
  const found = of.filter((one) => (within === undefined ? prompt(one) : (one.nights ?? 999) <= within));
  return `${((100 * found.length) / of.length).toFixed(1)} %`;
};
const BANDS: readonly [string, number, number][] = [
  ['3-3.5', 3, 3.5],
  ['3.5-4', 3.5, 4],
  ['4-5', 4, 5],
  ['5-8', 5, 99],
];
const inBand = (of: readonly EventOutcome[], low: number, high: number) =>
  of.filter(({ event }) => event.sigmas >= low && event.sigmas < high);
const row = (title: string, of: readonly EventOutcome[]): string[] => [
  title,
  String(of.length),
  share(of),
  ...BANDS.map(([, low, high]) => share(inBand(of, low, high))),
  share(of, 7),
];
const of = (which: (one: EventOutcome) => boolean) => sized.filter(which);
const ofKind = (kind: string) => of(({ event }) => event.kind === kind);

const monthsOf = (all: readonly Run[]) => all.reduce((sum, one) => sum + one.cleanDays, 0) / DAYS_A_MONTH;
const falseOf = (all: readonly Run[]) => all.flatMap((one) => one.falseCards);
const rateOf = (all: readonly Run[]) => falseOf(all).length / monthsOf(all);
const ofProfile = (profile: string) => rateOf(runs.filter((one) => one.profile === profile)).toFixed(2);
const months = monthsOf(runs);
const falseRate = rateOf(runs);
const recall = sized.filter(prompt).length / sized.length;
const kinds = new Map<string, number>();
for (const { card } of falseOf(runs)) {
  const { kind, metric, slice } = card.finding;
  const key = `${kind} of ${slice?.dimension ?? metric}`;
  kinds.set(key, (kinds.get(key) ?? 0) + 1);
}
const byKind = [...kinds]
  .sort((a, b) => b[1] - a[1])
  .map(([kind, count]) => `${kind} ${(count / months).toFixed(3)}`);
const trueCards = runs.reduce((sum, one) => sum + one.trueCards, 0);
const trend = events.filter(({ event }) => event.kind === 'TREND_CHANGE');
const stopped = events.filter(({ event }) => event.kind === 'PRODUCT_STOPPED');
const notes = [
  `False cards a merchant and month: **${falseRate.toFixed(2)}**, over ${months.toFixed(0)} merchant-months in which nothing was planted or unusual (regular ${ofProfile('REGULAR')}, sparse ${ofProfile('SPARSE')}, new ${ofProfile('NEW')}, dying ${ofProfile('DEAD')}); beside them ${trueCards} cards about something.`,
  `By kind: ${byKind.join(', ')}.`,
  `Trend changes of 1 to 2 % a day over six weeks: ${share(trend, 14)} of ${trend.length} told within 14 days, ${share(trend, 42)} within 42.`,
  ...(stopped.length > 0
    ? [
        `Products that stopped selling: ${share(stopped, 7)} of ${stopped.length} told within 7 days, ${share(stopped, 14)} within 14.`,
      ]
    : []),
  `${runs.length} merchants (seeds ${firstSeed} to ${firstSeed + runs.length - 1}), ${days} nights each; ${perNight.toFixed(2)} ms of CPU a merchant and night.`,
];

publish({
  name: 'insights-quality',
  pages: ['docs/detection.md'],
  columns: ['events', 'number', 'within 2 days', ...BANDS.map(([name]) => `${name} sigma`), 'within 7 days'],
  rows: [
    row('all', sized),
    row('one day up', ofKind('SPIKE')),
    row('one day down', ofKind('DROP')),
    row('lasting, up', ofKind('SHIFT_UP')),
    row('lasting, down', ofKind('SHIFT_DOWN')),
    row('refunds, two days', ofKind('REFUND_WAVE')),
    row(
      'shops under 4 orders a day',
      of(({ merchant }) => merchant.orders < 4),
    ),
    row(
      'shops of 4 to 50',
      of(({ merchant }) => merchant.orders >= 4 && merchant.orders < 50),
    ),
    row(
      'shops of 50 and more',
      of(({ merchant }) => merchant.orders >= 50),
    ),
    row(
      'shops without carts',
      of(({ merchant }) => merchant.series.carts === undefined),
    ),
    ...(side === undefined
      ? []
      : [
          row('all of exactly 3 sigma', sizedOf(side.three)),
          row(
            'of these, one day',
            sizedOf(side.three).filter(({ event }) => event.kind === 'SPIKE' || event.kind === 'DROP'),
          ),
          row('sizes on the plain scale', sizedOf(side.plain)),
          row(
            'of these, up',
            sizedOf(side.plain).filter(({ event }) => event.kind === 'SPIKE' || event.kind === 'SHIFT_UP'),
          ),
        ]),
  ],
  notes: notes.flatMap((line, at) => (at === 0 ? [line] : ['', line])),
  values: { recall, falseRate, months, events: sized.length, cpuMs: perNight },
  failures: [
    ...(recall > 0.95 ? [] : [`recall ${(100 * recall).toFixed(1)} % is not over 95 %`]),
    ...(falseRate < 1 ? [] : [`${falseRate.toFixed(2)} false cards a merchant and month`]),
  ],
});
