/**
 * How right the insights are: `npm run -s bench:insights-quality -- [--merchants 200] [--seed 1] [--days 365]
 * [--scale even|plain] [--size <k>] [--list] [--write]`. The engine runs for every night of a year over generated
 * merchants with planted events. Seeds from 1 are for development; the published table is of seeds never looked at
 * before, from 500,001 on (`--held-out`).
 */
import { parseArgs } from 'node:util';
import { makeMerchant } from '../subgraphs/insights/testing/merchants.ts';
import { type EventOutcome, everyNight, judge, type Outcome, prompt } from './insights/quality.ts';
import { publish } from './tools/report.ts';

const { values: options } = parseArgs({
  options: {
    merchants: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '365' },
    history: { type: 'string', default: '400' },
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
const days = Number(options.days);
const history = Number(options.history);
const first = options['held-out'] ? HELD_OUT : Number(options.seed);
const size = options.size === undefined ? undefined : Number(options.size);

const outcomes: (Outcome & { profile: string; orders: number })[] = [];
let nights = 0;
let cpuMs = 0;
for (let seed = first; seed < first + Number(options.merchants); seed++) {
  const merchant = makeMerchant({
    seed,
    from: FROM,
    days: history + days,
    eventsFrom: history,
    scale: options.scale === 'plain' ? 'plain' : 'even',
    slices: options.slices,
    quiet: options.quiet,
    sigmas: size === undefined ? undefined : () => size,
  });
  const run = everyNight(merchant, history, history + days - 1);
  nights += run.nights;
  cpuMs += run.cpuMs;
  const outcome = judge(merchant, run.cards, history, history + days - 1);
  outcomes.push({ ...outcome, profile: merchant.profile, orders: merchant.orders });
  if (!options.list) continue;
  for (const { card } of outcome.falseCards) {
    const { kind, metric, direction, change, score, window, slice } = card.finding;
    process.stderr.write(
      `false ${seed} ${merchant.profile} ${merchant.orders.toFixed(1)}/day noise ${merchant.noise.toFixed(2)}: ${card.newest} ${kind} ${metric} ${direction} ${slice?.key ?? ''} ${((change ?? 0) * 100).toFixed(0)}% z ${score.toFixed(1)} ${window.from}..${window.to}\n`,
    );
  }
  for (const { event, nights: after } of outcome.events) {
    if (after !== undefined && after <= 2) continue;
    process.stderr.write(
      `missed ${seed} ${merchant.profile} ${merchant.orders.toFixed(1)}/day noise ${merchant.noise.toFixed(2)}: ${event.from} ${event.kind} ${event.sigmas.toFixed(1)} ${after ?? 'never'}\n`,
    );
  }
}

const events = outcomes.flatMap((one) => one.events);
const sized = events.filter(({ event }) => event.sigmas > 0);
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
const ofKind = (...kinds: string[]) => sized.filter(({ event }) => kinds.includes(event.kind));
const months = outcomes.reduce((sum, one) => sum + one.cleanDays, 0) / (365.25 / 12);
const falseCards = outcomes.flatMap((one) => one.falseCards);
const trueCards = outcomes.reduce((sum, one) => sum + one.trueCards, 0);
const falseRate = falseCards.length / months;
const recall = sized.filter(prompt).length / sized.length;
const rateOf = (of: typeof outcomes) =>
  (
    of.reduce((sum, one) => sum + one.falseCards.length, 0) /
    (of.reduce((sum, one) => sum + one.cleanDays, 0) / (365.25 / 12))
  ).toFixed(2);
const kinds = new Map<string, number>();
for (const { card } of falseCards) {
  const key = `${card.finding.kind} ${card.finding.slice?.dimension ?? card.finding.metric}`;
  kinds.set(key, (kinds.get(key) ?? 0) + 1);
}
const trend = events.filter(({ event }) => event.kind === 'TREND_CHANGE');
const stopped = events.filter(({ event }) => event.kind === 'PRODUCT_STOPPED');

publish({
  name: 'insights-quality',
  columns: ['events', 'number', 'within 2 days', ...BANDS.map(([name]) => `${name} sigma`), 'within 7 days'],
  rows: [
    row('all', sized),
    row('one day up', ofKind('SPIKE')),
    row('one day down', ofKind('DROP')),
    row('lasting, up', ofKind('SHIFT_UP')),
    row('lasting, down', ofKind('SHIFT_DOWN')),
    row('refunds, two days', ofKind('REFUND_WAVE')),
    row(
      'in shops under 4 orders a day',
      sized.filter(({ merchant }) => merchant.orders < 4),
    ),
    row(
      'in shops of 4 to 50',
      of(({ merchant }) => merchant.orders >= 4 && merchant.orders < 50),
    ),
    row(
      'in shops of 50 and more',
      of(({ merchant }) => merchant.orders >= 50),
    ),
    row(
      'in shops without carts',
      of(({ merchant }) => merchant.series.carts === undefined),
    ),
  ],
  notes: [
    `False cards a merchant and month: ${falseRate.toFixed(2)} over ${months.toFixed(0)} merchant-months without anything planted or unusual (regular ${rateOf(outcomes.filter(({ profile }) => profile === 'REGULAR'))}, sparse ${rateOf(outcomes.filter(({ profile }) => profile === 'SPARSE'))}, new ${rateOf(outcomes.filter(({ profile }) => profile === 'NEW'))}, dying ${rateOf(outcomes.filter(({ profile }) => profile === 'DEAD'))}); ${trueCards} cards about something.`,
    `False by kind and metric, a merchant and month: ${[...kinds]
      .sort((a, b) => b[1] - a[1])
      .map(([kind, count]) => `${kind} ${(count / months).toFixed(3)}`)
      .join(', ')}.`,
    `Trend changes (1 to 2 % a day over six weeks): ${share(trend, 14)} of ${trend.length} within 14 days, ${share(trend, 42)} within 42.${stopped.length > 0 ? ` Products that stopped: ${share(stopped, 7)} of ${stopped.length} within 7 days, ${share(stopped, 14)} within 14.` : ''}`,
    `${outcomes.length} merchants (seeds ${first} to ${first + outcomes.length - 1}), ${nights} nights, ${(cpuMs / nights).toFixed(2)} ms of CPU a merchant and night.`,
  ],
  values: { recall, falseRate, months, events: sized.length, cpuMs: cpuMs / nights },
  failures: [
    ...(recall > 0.95 ? [] : [`recall ${(100 * recall).toFixed(1)} % is not over 95 %`]),
    ...(falseRate < 1 ? [] : [`${falseRate.toFixed(2)} false cards a merchant and month`]),
  ],
});
