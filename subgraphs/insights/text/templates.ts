import type { Action, CartSignal, Dimension, Direction, Metric } from '../detection/finding.ts';

/** What differs with the number of its subject: singular, plural. */
export type ByNumber = readonly [singular: string, plural: string];

/**
 * The words of one language. A template is a plain text with places in braces; `fill` refuses a place nobody fills. A
 * place with a capital letter ({Subject}) begins a sentence. Figures, money, dates, weekdays and lists are made by Intl
 * of the merchant's locale and come in whole. A new language is a new file of this shape in languages/.
 */
export interface Templates {
  /** What a metric is called inside a sentence, with its article where the language has one. */
  readonly metrics: Readonly<Record<Metric, { readonly name: string; readonly plural: boolean }>>;
  /** A metric of a slice: {metric}, {slice}. */
  readonly slices: Readonly<Record<Dimension, string>>;
  readonly words: {
    /** "rose", "fell". */
    readonly moved: Readonly<Record<Direction, ByNumber>>;
    readonly was: ByNumber;
    /** "came to", before an amount. */
    readonly came: ByNumber;
    /** How much, after {moved}: {change}. */
    readonly by: string;
    /** An amount a day: {amount}. */
    readonly aDay: string;
  };
  /** How far from the usual: {times}, {change}. */
  readonly extent: Readonly<Record<'times' | 'high' | 'above' | 'below', string>>;
  /** Titles and sentences take {Subject}, {subject}, {slice}, {observed}, {expected}, {from}, {to}, {date} (with weekday). */
  readonly shift: Readonly<Record<'titleWeek' | 'titleSince' | 'text' | 'fourWeeks' | 'baseline', string>>;
  readonly day: Readonly<Record<'title' | 'text', string>>;
  readonly closure: Readonly<
    Record<'titleDay' | 'titleSince' | 'textDay' | 'textSince' | 'usual' | 'advice', string>
  >;
  readonly cancelled: Readonly<Record<'title' | 'text' | 'revenue' | 'other', string>>;
  readonly trend: { readonly title: Readonly<Record<Direction, string>>; readonly text: string };
  readonly record: {
    readonly superlative: Readonly<Record<Direction, string>>;
  } & Readonly<Record<'titleDay' | 'titleDays' | 'textDay' | 'textDays' | 'before', string>>;
  readonly streak: {
    readonly title: Readonly<Record<Direction, string>>;
    readonly text: Readonly<Record<Direction, string>>;
  };
  readonly stopped: Readonly<Record<'title' | 'text', string>>;
  readonly back: Readonly<Record<'title' | 'text', string>>;
  readonly concentration: Readonly<Record<'title' | 'text' | 'before', string>>;
  readonly outlier: Readonly<Record<'title' | 'text' | 'figures', string>>;
  /** The rules take the most extreme cart: {value} is money, {count} a number. */
  readonly carts: Readonly<
    Record<'titleOne' | 'title' | 'textOne' | 'text' | 'usual' | CartSignal['rule'], string>
  >;
  /** Other metrics of the story: {list} of `item`s, {moved}. */
  readonly also: Readonly<Record<'item' | 'together' | 'against', string>> & {
    readonly went: Readonly<Record<Direction, string>>;
  };
  /** The day that stands out in a period: {date}, {value}. */
  readonly peak: Readonly<Record<'strongest' | 'weakest' | 'highest' | 'lowest', string>>;
  /** What drove the change: {list} of `item`s ({slice}, {share}); {volume}, {price}, {mix} are money with a sign. */
  readonly cause: Readonly<Record<'item' | 'contributions' | 'effects' | 'lastYear', string>>;
  readonly actions: Readonly<Record<Action, string>>;
}

export type Values = Readonly<Record<string, string>>;

const PLACE = /\{(\w+)\}/g;

/** The text with a capital letter first. */
const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** The template with its places filled; {Subject} is {subject} with a capital letter. Throws for a place without value. */
export function fill(template: string, values: Values): string {
  return template.replace(PLACE, (_, place: string) => {
    const value = values[place];
    if (value !== undefined) return value;
    const small = values[`${place.charAt(0).toLowerCase()}${place.slice(1)}`];
    if (small === undefined) throw new Error(`nothing to put in the place of {${place}} in "${template}"`);
    return capital(small);
  });
}
