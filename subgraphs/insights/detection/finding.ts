/** What detection speaks about. */

/** A merchant's days in one unbroken row: index 0 is `from`, index 1 the day after. All arrays are equally long. */
export interface DailySeries {
  /** ISO calendar day of the first values. */
  readonly from: string;
  /** Sum of the sale lines, in major units of the merchant's currency. */
  readonly grossRevenue: readonly number[];
  /** Distinct orders with a sale line. */
  readonly orders: readonly number[];
  /** Pieces sold. */
  readonly units: readonly number[];
  /** Money given back, as a positive number, on the day it was given back. */
  readonly refunds: readonly number[];
}

export type Kind = 'LEVEL_SHIFT' | 'WEEKDAY_ANOMALY';
export type Metric = 'GROSS_REVENUE' | 'ORDERS' | 'UNITS' | 'AVERAGE_ORDER_VALUE' | 'REFUNDS';
export type Direction = 'UP' | 'DOWN';
export type Severity = 'INFO' | 'NOTICE' | 'WARNING' | 'CRITICAL';

/** All metrics, the one that leads a common story first. */
export const METRICS = ['GROSS_REVENUE', 'ORDERS', 'UNITS', 'AVERAGE_ORDER_VALUE', 'REFUNDS'] as const;

/** The days an observation is about and the days it is held against; every bound is included. */
export interface FindingWindow {
  readonly from: string;
  readonly to: string;
  readonly baselineFrom: string;
  readonly baselineTo: string;
}

/** One metric's figures: what was seen, what was to be expected, and how they differ. */
export interface Figures {
  readonly metric: Metric;
  readonly direction: Direction;
  /** LEVEL_SHIFT: the mean a day of the window (average order value: of the whole window). WEEKDAY_ANOMALY: the day. */
  readonly observed: number;
  /** LEVEL_SHIFT: the same of the baseline. WEEKDAY_ANOMALY: the median of the same weekday. */
  readonly expected: number;
  /** observed / expected - 1; null when nothing was expected. */
  readonly change: number | null;
  /** How many robust standard deviations the observation lies from the expectation, never negative. */
  readonly score: number;
}

/** One test that was made for one metric, significant or not. */
export interface Candidate extends Figures {
  readonly kind: Kind;
  readonly window: FindingWindow;
  /** The chance of at least this much if nothing had changed. */
  readonly p: number;
  /** Large enough to be worth a merchant's time, by the floors of its detector. */
  readonly material: boolean;
  /** Set when the shop sold nothing on days it normally sells: how many such days in a row, up to the newest. */
  readonly closedDays?: number;
  /** LEVEL_SHIFT only: the figures' p-value with one day (an ISO day) left out. */
  readonly pWithout?: (days: ReadonlySet<string>) => number;
}

/** One story worth telling. */
export interface Finding extends Figures {
  readonly kind: Kind;
  readonly severity: Severity;
  /** The same for the same story however often it is looked for; unique within a merchant. */
  readonly stableKey: string;
  readonly window: FindingWindow;
  readonly asOf: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Other metrics that moved in the same story. */
  readonly also: readonly Figures[];
  /** Days in a row without any sale, when that is the story. */
  readonly closedDays?: number;
  /** True when what came in unusually was given back on the same day. */
  readonly cancelledAtOnce?: boolean;
  /** Gross revenue of the day that stands out most inside a level shift's window. */
  readonly peak?: { readonly day: string; readonly metric: Metric; readonly value: number };
}

/** A story that was already told to the merchant, as stored. */
export interface ToldStory {
  readonly kind: Kind;
  readonly metric: Metric;
  readonly direction: Direction;
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly observed: number;
  readonly expected: number;
}
