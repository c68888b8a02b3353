import { dayNumber } from '../detection/calendar.ts';
import type { Action, CartSignal, Explanation, Kind } from '../detection/finding.ts';
import type { Facts } from './facts.ts';
import { languageOf } from './languages.ts';
import { fill } from './templates.ts';
import {
  alsoSentences,
  causeSentences,
  extentOf,
  figureValues,
  peakSentences,
  type Writer,
  writerOf,
} from './writer.ts';

/** The words of an insight card: a title that is the news, and a text with the figures behind it. */
export interface Card {
  readonly title: string;
  readonly text: string;
  /** The BCP 47 locale they are in; absent: English. */
  readonly locale?: string;
  /** What they were made of and the version of the templates; absent for words that cannot be made anew. */
  readonly facts?: Facts;
  readonly version?: number;
}

/** What a card is written of: a finding, or its facts. */
type Tellable = Facts & { readonly explanation?: Explanation; readonly anomalies?: readonly object[] };

/** The facts of a finding, and nothing that differs between two looks at the same story. */
function factsOf(finding: Tellable): Facts {
  const { kind, metric, direction, window, observed, expected, change, score } = finding;
  const { slice, currency, also, closedDays, cancelledAtOnce, peak } = finding;
  const [lead] = finding.anomalies ?? [];
  const carts = lead !== undefined && 'carts' in lead ? (lead.carts as CartSignal) : finding.carts;
  const figures = { kind, metric, direction, window, observed, expected, change, score };
  return { ...figures, slice, currency, also, closedDays, cancelledAtOnce, peak, carts };
}

/** Goes up whenever a template changes, so that stored words of older ones are made anew when they are read. */
export const TEXT_VERSION = 2;

/** Writes a finding's card in the merchant's locale (BCP 47), money in its currency. */
export function writeCard(finding: Tellable, locale: string): Card {
  const facts = factsOf(finding);
  return { ...wordsOf(facts, finding.explanation, locale), locale, facts, version: TEXT_VERSION };
}

/** The words of stored facts in a locale. */
export function wordsOf(
  facts: Facts,
  explanation: Explanation | undefined,
  locale: string,
): { title: string; text: string } {
  const how = howOf(facts);
  const words = how.write(writerOf(facts, explanation, locale, how.daily));
  return { title: words.title, text: words.sentences.filter((sentence) => sentence !== '').join(' ') };
}

/** What an action says, in a locale. */
export const actionText = (action: Action, locale: string): string =>
  languageOf(locale).templates.actions[action];

interface Words {
  title: string;
  sentences: string[];
}
interface How {
  /** Whether observed and expected are means a day. */
  daily: boolean;
  write(writer: Writer): Words;
}

const KINDS: Record<Kind, How> = {
  LEVEL_SHIFT: { daily: true, write: shift },
  WEEKDAY_ANOMALY: { daily: false, write: day },
  TREND_CHANGE: { daily: true, write: trend },
  RECORD: { daily: false, write: record },
  STREAK: { daily: true, write: streak },
  STOPPED_SELLING: { daily: true, write: stopped },
  BACK_IN_SALE: { daily: true, write: back },
  CONCENTRATION: { daily: false, write: concentration },
  OUTLIER_DAY: { daily: false, write: outlier },
  ODD_CARTS: { daily: false, write: carts },
};

function howOf({ kind, closedDays, cancelledAtOnce }: Facts): How {
  if (closedDays !== undefined) return { daily: false, write: closure };
  return cancelledAtOnce ? { daily: false, write: cancelled } : KINDS[kind];
}

/** How many days the window has. */
const daysOf = ({ facts: { window } }: Writer): number => dayNumber(window.to) - dayNumber(window.from) + 1;

function shift(writer: Writer): Words {
  const { templates, values, facts } = writer;
  const { shift: words } = templates;
  const { baselineFrom, baselineTo } = facts.window;
  const fourWeeks = dayNumber(baselineTo) - dayNumber(baselineFrom) === 27;
  const baseline = fill(fourWeeks ? words.fourWeeks : words.baseline, values);
  return {
    title: fill(daysOf(writer) === 7 ? words.titleWeek : words.titleSince, values),
    sentences: [
      fill(words.text, { ...values, baseline }),
      ...alsoSentences(writer),
      ...peakSentences(writer),
      ...causeSentences(writer),
    ],
  };
}

function day(writer: Writer): Words {
  const { templates, values } = writer;
  return {
    title: fill(templates.day.title, { ...values, extent: extentOf(writer) }),
    sentences: [fill(templates.day.text, values), ...alsoSentences(writer), ...causeSentences(writer)],
  };
}

function closure({ templates, values, facts, formats }: Writer): Words {
  const { closure: words } = templates;
  const { closedDays = 1, window } = facts;
  const first = {
    ...values,
    date: formats.date(window.from),
    weekday: formats.weekday(window.from),
    days: formats.number(closedDays),
  };
  const one = closedDays === 1;
  return {
    title: fill(one ? words.titleDay : words.titleSince, first),
    sentences: [one ? words.textDay : words.textSince, words.usual, words.advice].map((text) =>
      fill(text, first),
    ),
  };
}

function cancelled(writer: Writer): Words {
  const { templates, values, facts, formats } = writer;
  const { cancelled: words } = templates;
  const revenue = facts.also.find(({ metric }) => metric === 'GROSS_REVENUE');
  const orders = facts.also.filter(({ metric, direction }) => metric === 'ORDERS' && direction === 'DOWN');
  const money = (amount: number) => formats.value('REFUNDS', amount);
  const sentences = [fill(words.text, values)];
  if (revenue !== undefined) {
    sentences.push(
      fill(words.revenue, {
        revenue: money(revenue.observed),
        usualRevenue: money(revenue.expected),
        rest: money(revenue.observed - facts.observed),
      }),
    );
  }
  for (const one of orders) sentences.push(fill(words.other, figureValues(templates, formats, one, false)));
  return { title: fill(words.title, values), sentences };
}

function trend(writer: Writer): Words {
  const { templates, values, facts } = writer;
  return {
    title: fill(templates.trend.title[facts.direction], values),
    sentences: [fill(templates.trend.text, values), ...alsoSentences(writer), ...causeSentences(writer)],
  };
}

function record(writer: Writer): Words {
  const { templates, values, facts } = writer;
  const { record: words } = templates;
  const oneDay = daysOf(writer) === 1;
  const superlative = words.superlative[facts.direction];
  return {
    title: fill(oneDay ? words.titleDay : words.titleDays, { ...values, superlative }),
    sentences: [
      fill(oneDay ? words.textDay : words.textDays, values),
      fill(words.before, values),
      ...alsoSentences(writer),
      ...causeSentences(writer),
    ],
  };
}

/** Its score is the number of days, those the shop was closed on left out. */
function streak(writer: Writer): Words {
  const { templates, values, facts, formats } = writer;
  const { streak: words } = templates;
  return {
    title: fill(words.title[facts.direction], { ...values, days: formats.number(facts.score) }),
    sentences: [
      fill(words.text[facts.direction], values),
      ...alsoSentences(writer),
      ...causeSentences(writer),
    ],
  };
}

function stopped({ templates, values }: Writer): Words {
  return { title: fill(templates.stopped.title, values), sentences: [fill(templates.stopped.text, values)] };
}

function back({ templates, values }: Writer): Words {
  return { title: fill(templates.back.title, values), sentences: [fill(templates.back.text, values)] };
}

/** Its figures are shares of revenue. */
function concentration({ templates, values, facts, formats }: Writer): Words {
  const { concentration: words } = templates;
  const shares = {
    ...values,
    observed: formats.share(facts.observed),
    expected: formats.share(facts.expected),
  };
  return {
    title: fill(words.title, shares),
    sentences: [fill(words.text, shares), fill(words.before, shares)],
  };
}

function outlier({ templates, values, facts, formats }: Writer): Words {
  const { outlier: words, also } = templates;
  const items = [facts, ...facts.also].map((one) =>
    fill(also.item, figureValues(templates, formats, one, false)),
  );
  return {
    title: fill(words.title, values),
    sentences: [fill(words.text, values), fill(words.figures, { list: formats.list(items) })],
  };
}

function carts({ templates, values, facts, formats }: Writer): Words {
  const { carts: words } = templates;
  const one = facts.observed === 1;
  return {
    title: fill(one ? words.titleOne : words.title, values),
    sentences: [
      fill(one ? words.textOne : words.text, values),
      facts.carts === undefined ? '' : fill(words[facts.carts.rule], worstOf(facts.carts, formats)),
      facts.expected > 0 ? fill(words.usual, values) : '',
    ],
  };
}

const worstOf = ({ worst }: CartSignal, formats: Writer['formats']) => ({
  value: formats.value('GROSS_REVENUE', worst.value),
  count: formats.number(worst.value),
});
