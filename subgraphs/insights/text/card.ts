import type { Direction, Figures, Finding, Metric } from '../detection/finding.ts';
import { changeText, dayText, type Formats, formatsFor, periodText, weekdayText } from './formats.ts';

/** The words of an insight card: a title that is the news, and a text with the figures behind it. */
export interface Card {
  readonly title: string;
  readonly text: string;
}

const NAMES: Record<Metric, string> = {
  GROSS_REVENUE: 'Revenue',
  ORDERS: 'Orders',
  UNITS: 'Units sold',
  AVERAGE_ORDER_VALUE: 'Average order value',
  REFUNDS: 'Refunds',
  NET_REVENUE: 'Net revenue',
  NEW_CUSTOMERS: 'New customers',
  RETURNING_CUSTOMERS: 'Returning customers',
  REFUND_RATE: 'The refund rate',
  CARTS: 'Carts',
  ABANDONMENT_RATE: 'The abandonment rate',
  CONVERSION: 'Conversion',
};
const PLURAL: ReadonlySet<Metric> = new Set(['ORDERS', 'UNITS', 'REFUNDS']);

/** Writes a finding's card in English, money in the merchant's currency. */
export function writeCard(finding: Finding): Card {
  const formats = formatsFor(finding.currency);
  if (finding.closedDays !== undefined) return closureCard(finding, formats);
  if (finding.cancelledAtOnce) return cancelledCard(finding, formats);
  return finding.kind === 'LEVEL_SHIFT' ? shiftCard(finding, formats) : dayCard(finding, formats);
}

function shiftCard(finding: Finding, formats: Formats): Card {
  const { metric, window, observed, expected, peak } = finding;
  const daily = metric !== 'AVERAGE_ORDER_VALUE';
  const value = (amount: number) => formats.value(metric, amount);
  const title = `${NAMES[metric]} ${verb(finding)} in the week to ${dayText(window.to)}`;
  const sentences = [
    `${NAMES[metric]} came to ${value(observed)}${daily ? ' a day' : ''} from ${periodText(window.from, window.to)}, against ${value(expected)}${daily ? ' a day' : ''} in the four weeks before.`,
    alsoSentence(finding, formats, daily),
  ];
  if (peak !== undefined) {
    const superlative = finding.direction === 'UP' ? 'strongest' : 'weakest';
    const held = metric === 'REFUNDS' && finding.direction === 'UP' ? 'highest' : superlative;
    sentences.push(
      `For its weekday, ${weekdayText(peak.day)} ${dayText(peak.day)} was the ${metric === 'REFUNDS' && finding.direction === 'DOWN' ? 'lowest' : held} (${value(peak.value)}).`,
    );
  }
  return { title, text: join(sentences) };
}

function dayCard(finding: Finding, formats: Formats): Card {
  const { metric, window, observed, expected } = finding;
  const value = (amount: number) => formats.value(metric, amount);
  const weekday = weekdayText(window.to);
  const extent = extentText(finding);
  return {
    title: `${NAMES[metric]} ${extent} on ${weekday} ${dayText(window.to)}`,
    text: join([
      `${NAMES[metric]} came to ${value(observed)} on ${weekday} ${dayText(window.to)}; a usual ${weekday} brings ${value(expected)}.`,
      alsoSentence(finding, formats, false),
    ]),
  };
}

function cancelledCard(finding: Finding, formats: Formats): Card {
  const { window, observed, expected, also } = finding;
  const day = `${weekdayText(window.to)} ${dayText(window.to)}`;
  const money = (amount: number) => formats.value('REFUNDS', amount);
  const revenue = also.find(({ metric }) => metric === 'GROSS_REVENUE');
  const sentences = [
    `${money(observed)} was given back on ${day}, against ${money(expected)} on a usual ${weekdayText(window.to)}.`,
  ];
  if (revenue !== undefined) {
    sentences.push(
      `Revenue was unusually high on the same day (${money(revenue.observed)} against ${money(revenue.expected)}): large orders were probably cancelled at once. After refunds ${money(revenue.observed - observed)} remains.`,
    );
  }
  const orders = also.filter(({ metric, direction }) => metric === 'ORDERS' && direction === 'DOWN');
  sentences.push(...orders.map((figures) => otherText(figures, formats, false, 'sentence')));
  return { title: `${money(observed)} sold and refunded on ${day}`, text: join(sentences) };
}

function closureCard(finding: Finding, formats: Formats): Card {
  const { window, expected, closedDays = 1 } = finding;
  const weekday = weekdayText(window.from);
  const usual = `A usual ${weekday} brings ${formats.value('ORDERS', expected)} orders.`;
  const advice =
    'If the shop was meant to be closed, dismiss this card; if not, check that customers can reach it and pay.';
  if (closedDays === 1) {
    const day = `${weekday} ${dayText(window.from)}`;
    return { title: `No sales on ${day}`, text: `Not one order came in on ${day}. ${usual} ${advice}` };
  }
  const since = `since ${weekday} ${dayText(window.from)}`;
  return {
    title: `No sales ${since}`,
    text: `Not one order has come in ${since}, on ${closedDays} days that normally sell. ${usual} ${advice}`,
  };
}

/** "rose 43%", "fell 20%", "were 3.7 times the usual". */
function verb({ direction, change }: { direction: Direction; change: number | null }): string {
  const word = direction === 'UP' ? 'rose' : 'fell';
  return change === null ? word : `${word} ${changeText(change)}`;
}

function extentText({ metric, change, direction, observed, expected }: Figures): string {
  const be = PLURAL.has(metric) ? 'were' : 'was';
  if (change === null || change >= 1.5) {
    return expected > 0 && observed / expected < 100
      ? `${be} ${Math.round((observed / expected) * 10) / 10} times the usual`
      : `${be} unusually high`;
  }
  return `${be} ${changeText(change)} ${direction === 'UP' ? 'above' : 'below'} the usual`;
}

function alsoSentence(finding: Finding, formats: Formats, daily: boolean): string {
  const together = finding.also.filter(({ direction }) => direction === finding.direction);
  const against = finding.also.filter(({ direction }) => direction !== finding.direction);
  const list = (figures: readonly Figures[]) =>
    enumerate(figures.map((one) => otherText(one, formats, daily, 'clause')));
  const parts: string[] = [];
  if (together.length > 0) parts.push(`${capital(list(together))} went the same way.`);
  if (against.length > 0) {
    const word = finding.direction === 'UP' ? 'fell' : 'rose';
    parts.push(`Meanwhile ${list(against)} ${word}.`);
  }
  return parts.join(' ');
}

function otherText(figures: Figures, formats: Formats, daily: boolean, as: 'clause' | 'sentence'): string {
  const { metric, observed, expected } = figures;
  const perDay = daily && metric !== 'AVERAGE_ORDER_VALUE' ? ' a day' : '';
  const numbers = `${formats.value(metric, observed)}${perDay} against ${formats.value(metric, expected)}`;
  if (as === 'sentence') return `${NAMES[metric]} ${verb(figures)} (${numbers}).`;
  return `${NAMES[metric].toLowerCase()} (${numbers})`;
}

/** The text with a capital letter first. */
function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function enumerate(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

function join(sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== '').join(' ');
}
