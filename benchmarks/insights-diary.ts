/**
 * The diary of a real shop: what the engine would have told it every night of 2011, from the file
 * `orders/online_retail.csv.gz` under MERCHANTGRAPH_TEST_DATA: `npm run -s bench:insights-diary`. With `--write` also
 * into `docs/insights-diary.md`.
 */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dayNumber } from '../subgraphs/insights/detection/calendar.ts';
import type { CalendarEntry, Finding } from '../subgraphs/insights/detection/finding.ts';
import { everyNight } from './insights/quality.ts';
import { readRetail } from './insights/retail.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const FILE = path.resolve(
  ROOT,
  process.env.MERCHANTGRAPH_TEST_DATA ?? '../shared/data',
  'orders/online_retail.csv.gz',
);
if (!existsSync(FILE)) {
  process.stdout.write(`There is no ${FILE}: no diary to write. Set MERCHANTGRAPH_TEST_DATA.\n`);
  process.exit(0);
}
/** The days on which the shop was meant to be closed, as its owner would have entered them. */
const CALENDAR: readonly CalendarEntry[] = [
  { from: '2010-12-24', to: '2011-01-03', kind: 'CLOSURE', name: 'Christmas and New Year' },
  { from: '2011-04-22', to: '2011-04-25', kind: 'CLOSURE', name: 'Easter' },
  { from: '2011-04-29', to: '2011-05-02', kind: 'CLOSURE', name: 'Royal wedding and May Day' },
  { from: '2011-05-30', to: '2011-05-30', kind: 'CLOSURE', name: 'Spring bank holiday' },
  { from: '2011-08-29', to: '2011-08-29', kind: 'CLOSURE', name: 'Summer bank holiday' },
];

const { series, slices } = readRetail(FILE);
const first = dayNumber('2011-01-01') - dayNumber(series.from);
const { cards, nights, cpuMs } = everyNight(
  { series, slices, calendar: CALENDAR },
  first,
  series.orders.length - 1,
);

const figure = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 0 });

function line({
  kind,
  metric,
  direction,
  severity,
  window,
  observed,
  expected,
  change,
  also,
  slice,
  closedDays,
  cancelledAtOnce,
}: Finding): string {
  const days = window.from === window.to ? window.to : `${window.from} to ${window.to}`;
  const what = [
    slice ? `${slice.dimension} ${slice.label}` : 'shop',
    closedDays === undefined ? metric : 'CLOSED',
    direction,
    `${figure(observed)} against ${figure(expected)}`,
    change === null ? '' : `${change > 0 ? '+' : ''}${(100 * change).toFixed(0)} %`,
    cancelledAtOnce ? 'cancelled at once' : '',
    also.length > 0 ? `with ${also.map((one) => one.metric).join(', ')}` : '',
  ];
  return `${kind.padEnd(15)} ${severity.padEnd(8)} ${days}  ${what.filter((part) => part !== '').join('  ')}`;
}

for (const { finding } of cards) process.stdout.write(`${finding.asOf}  ${line(finding)}\n`);
process.stdout.write(
  `${cards.length} cards in ${nights} nights, ${(cpuMs / nights).toFixed(2)} ms of CPU a night.\n`,
);

if (process.argv.includes('--write')) {
  const closures = CALENDAR.map(
    ({ from, to, name }) => `${name} (${from === to ? from : `${from} to ${to}`})`,
  );
  const page = `# A shop's diary

What the engine would have told a real shop in the mornings of 2011: an online shop in the United Kingdom that sells gifts,
mostly to other shops (UCI Online Retail, CC BY 4.0; its data begin on 2010-12-01). It ran for every night of the year, with
what it had told before handed in again, and with the shop's closures in its calendar: ${closures.join(', ')}. Carts are not
part of the data. Fifty slices were handed in: the products with most revenue of the whole year and ten countries, where
the job would choose anew every night. Written by \`npm run -s bench:insights-diary -- --write\`.

Figures are of the day, or a day's mean; of a record, the whole period and the one before it.

${cards.map(({ finding }) => `- **${finding.asOf}** ${line(finding).replace(/ {2,}/g, ' · ')}`).join('\n')}

${cards.length} cards in ${nights} nights.
`;
  writeFileSync(path.join(ROOT, 'docs/insights-diary.md'), page);
}
