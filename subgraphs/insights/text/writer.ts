import type { Explanation, Figures, Metric } from '../detection/finding.ts';
import type { Facts } from './facts.ts';
import { type Formats, formatsFor } from './formats.ts';
import { languageOf } from './languages.ts';
import { type ByNumber, fill, type Templates, type Values } from './templates.ts';

/** Metrics that are the same number however many days they cover. */
const RATIOS: ReadonlySet<Metric> = new Set([
  'AVERAGE_ORDER_VALUE',
  'REFUND_RATE',
  'ABANDONMENT_RATE',
  'CONVERSION',
]);

/** A story, the language it is told in, and what its templates are filled with. */
export interface Writer {
  readonly facts: Facts;
  readonly explanation: Explanation | undefined;
  readonly templates: Templates;
  readonly formats: Formats;
  /** Places every template may use; amounts are a day where the story is about a period. */
  readonly values: Values;
  /** Whether amounts are means a day. */
  readonly daily: boolean;
}

export function writerOf(
  facts: Facts,
  explanation: Explanation | undefined,
  locale: string,
  daily: boolean,
): Writer {
  const { templates, locale: known } = languageOf(locale);
  const formats = formatsFor(known, facts.currency);
  const { window, slice } = facts;
  const values = {
    ...figureValues(templates, formats, facts, daily, slice && formats.slice(slice), slice?.dimension),
    slice: slice === undefined ? templates.metrics[facts.metric].name : formats.slice(slice),
    from: formats.day(window.from),
    to: formats.day(window.to),
    date: formats.date(window.to),
    weekday: formats.weekday(window.to),
    baselineFrom: formats.day(window.baselineFrom),
    baselineTo: formats.day(window.baselineTo),
  };
  return { facts, explanation, templates, formats, values, daily };
}

/** The places of one metric's figures. */
export function figureValues(
  templates: Templates,
  formats: Formats,
  figures: Pick<Figures, 'metric' | 'direction' | 'observed' | 'expected' | 'change'>,
  daily: boolean,
  slice?: string,
  dimension?: keyof Templates['slices'],
): Values {
  const { metric, direction, observed, expected, change } = figures;
  const { name, plural } = templates.metrics[metric];
  const { words } = templates;
  const number = (forms: ByNumber) => forms[plural ? 1 : 0];
  const amount = (value: number) => {
    const text = formats.value(metric, value);
    return daily && !RATIOS.has(metric) ? fill(words.aDay, { amount: text }) : text;
  };
  return {
    subject:
      slice === undefined || dimension === undefined
        ? name
        : fill(templates.slices[dimension], { metric: name, slice }),
    moved: number(words.moved[direction]),
    was: number(words.was),
    came: number(words.came),
    by: change === null ? '' : fill(words.by, { change: formats.change(change) }),
    observed: amount(observed),
    expected: amount(expected),
  };
}

/** How far from the usual: "54% below the usual", "3.7 times the usual". */
export function extentOf({ facts, templates, formats }: Writer): string {
  const { change, direction, observed, expected } = facts;
  if (change === null || change >= 1.5) {
    return expected > 0 && observed / expected < 100
      ? fill(templates.extent.times, { times: formats.number(observed / expected) })
      : templates.extent.high;
  }
  return fill(templates.extent[direction === 'UP' ? 'above' : 'below'], { change: formats.change(change) });
}

/** What moved with the leading metric, and what against it. */
export function alsoSentences({ facts, templates, formats, daily }: Writer): string[] {
  const { also, slice } = facts;
  const list = (figures: readonly Figures[]) =>
    formats.list(
      figures.map((one) =>
        fill(
          templates.also.item,
          figureValues(templates, formats, one, daily, slice && formats.slice(slice), slice?.dimension),
        ),
      ),
    );
  const together = also.filter(({ direction }) => direction === facts.direction);
  const against = also.filter(({ direction }) => direction !== facts.direction);
  const went = templates.also.went[facts.direction === 'UP' ? 'DOWN' : 'UP'];
  return [
    ...(together.length > 0 ? [fill(templates.also.together, { list: list(together) })] : []),
    ...(against.length > 0 ? [fill(templates.also.against, { list: list(against), went })] : []),
  ];
}

/** The day of a period that stands out most. */
export function peakSentences({ facts, templates, formats }: Writer): string[] {
  const { peak, metric, direction } = facts;
  if (peak === undefined) return [];
  const refunds = metric === 'REFUNDS';
  const key = direction === 'UP' ? (refunds ? 'highest' : 'strongest') : refunds ? 'lowest' : 'weakest';
  return [
    fill(templates.peak[key], {
      date: formats.date(peak.day),
      value: formats.value(peak.metric, peak.value),
    }),
  ];
}

/** Contributions below this share of the change are not worth a word. */
const LEAST_SHARE = 0.1;
const MOST_NAMED = 3;

/** What drove the change, and what the same days of last year brought. */
export function causeSentences({ facts, explanation, templates, formats, daily }: Writer): string[] {
  if (explanation === undefined) return [];
  const { contributions, effects, lastYear } = explanation;
  const { cause } = templates;
  const sentences: string[] = [];
  const own = facts.slice;
  const named = contributions
    .filter(
      ({ slice, share }) =>
        // What is left over of a dimension, without a key, names nothing anybody could look into.
        slice.key !== '' &&
        share >= LEAST_SHARE &&
        !(own?.key === slice.key && own.dimension === slice.dimension),
    )
    .toSorted((a, b) => b.share - a.share)
    .slice(0, MOST_NAMED);
  if (named.length > 0) {
    const items = named.map(({ slice, share }) =>
      fill(cause.item, { slice: formats.slice(slice), share: formats.share(share) }),
    );
    sentences.push(fill(cause.contributions, { list: formats.list(items) }));
  }
  if (effects !== undefined) {
    const { volume, price, mix } = effects;
    sentences.push(
      fill(cause.effects, {
        volume: formats.signed(volume),
        price: formats.signed(price),
        mix: formats.signed(mix),
      }),
    );
  }
  if (lastYear !== undefined) {
    const figures = figureValues(templates, formats, { ...facts, ...lastYear }, daily);
    sentences.push(fill(cause.lastYear, figures));
  }
  return sentences;
}
