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
  /** Customers whose first order fell on the day; absent where customers are not known. */
  readonly newCustomers?: readonly number[];
  /** Known customers of the day who had ordered before. */
  readonly returningCustomers?: readonly number[];
  /** Carts begun on the day; absent where carts are not collected. */
  readonly carts?: readonly number[];
  /** Those of them that were abandoned. */
  readonly abandonedCarts?: readonly number[];
}

/** What a slice of a merchant's business is cut by. */
export type Dimension = 'PRODUCT' | 'CATEGORY' | 'COUNTRY' | 'SEGMENT' | 'CUSTOMER';

/** One product, country and so on. */
export interface Slice {
  readonly dimension: Dimension;
  /** The product's sku, the country's code and so on; unique within its dimension. */
  readonly key: string;
  /** What a person calls it. */
  readonly label: string;
}

/** A number for every day. */
export type Numbers = readonly number[] | Float64Array;

/** A slice's days; all arrays begin with the merchant's own series' first day and are as long as its. */
export interface SliceSeries {
  readonly slice: Slice;
  readonly grossRevenue: Numbers;
  readonly units: Numbers;
  readonly orders: Numbers;
}

/** Days a merchant knows beforehand, both ends included: they explain instead of alarm. */
export interface CalendarEntry {
  readonly from: string;
  readonly to: string;
  readonly kind: 'CLOSURE' | 'PROMOTION' | 'HOLIDAY';
  readonly name: string;
}

/** A rule of odd carts that was broken, counted by the warehouse. */
export interface CartSignal {
  readonly day: string;
  readonly rule: 'VALUE_TOO_HIGH' | 'VALUE_TOO_LOW' | 'ITEMS_TOO_FAST' | 'MANY_FROM_ONE_ADDRESS';
  /** How many carts broke it on the day. */
  readonly carts: number;
  /** The most extreme one. */
  readonly worst: { readonly cartId: string; readonly value: number };
}

/** What a merchant has muted, and how useful it found each kind. */
export interface Preferences {
  /** Nothing that fits all given parts of a mute is told while it holds; `until` is its last day, absent: for ever. */
  readonly mutes: readonly { readonly kind?: Kind; readonly metric?: Metric; readonly until?: string }[];
  /** 1 is neutral; a kind found useless again and again has less and needs a lower p-value; never 0. */
  readonly weights: Partial<Record<Kind, number>>;
}

export type Kind =
  | 'LEVEL_SHIFT'
  | 'WEEKDAY_ANOMALY'
  | 'TREND_CHANGE'
  | 'RECORD'
  | 'STREAK'
  | 'STOPPED_SELLING'
  | 'BACK_IN_SALE'
  | 'CONCENTRATION'
  | 'OUTLIER_DAY'
  | 'ODD_CARTS';
export type Metric =
  | 'GROSS_REVENUE'
  | 'NET_REVENUE'
  | 'ORDERS'
  | 'UNITS'
  | 'AVERAGE_ORDER_VALUE'
  | 'NEW_CUSTOMERS'
  | 'RETURNING_CUSTOMERS'
  | 'REFUNDS'
  | 'REFUND_RATE'
  | 'CARTS'
  | 'ABANDONMENT_RATE'
  | 'CONVERSION';
export type Direction = 'UP' | 'DOWN';
export type Severity = 'INFO' | 'NOTICE' | 'WARNING' | 'CRITICAL';

/** The metrics of the whole shop that are tested, the one that leads a common story first. */
export const METRICS: readonly Metric[] = [
  'GROSS_REVENUE',
  'ORDERS',
  'UNITS',
  'NET_REVENUE',
  'NEW_CUSTOMERS',
  'RETURNING_CUSTOMERS',
  'CARTS',
  'AVERAGE_ORDER_VALUE',
  'ABANDONMENT_RATE',
  'REFUNDS',
  'REFUND_RATE',
];

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
  /**
   * LEVEL_SHIFT: the mean a day of the window (average order value: of the whole window). WEEKDAY_ANOMALY and
   * OUTLIER_DAY: the day. STOPPED_SELLING and BACK_IN_SALE: the mean a day. CONCENTRATION: the share of the shop's
   * revenue, 0 to 1. ODD_CARTS: the number of such carts on the day.
   */
  readonly observed: number;
  /** LEVEL_SHIFT: the same of the baseline. WEEKDAY_ANOMALY: its weekday at the present level. */
  readonly expected: number;
  /** observed / expected - 1; null when nothing was expected. */
  readonly change: number | null;
  /**
   * How many robust standard deviations the observation lies from the expectation, by itself or with the metrics that
   * demand moves together, whichever is more; never negative. STREAK: its days. RECORD: 0.
   */
  readonly score: number;
}

/** One test that was made for one metric, significant or not. */
export interface Candidate extends Figures {
  readonly kind: Kind;
  readonly window: FindingWindow;
  /** The chance of at least this much if nothing had changed. */
  readonly p: number;
  /** The same by the joint evidence of all metrics of demand, where this metric agrees with it. */
  readonly pTogether?: number;
  /** The slice it is about; absent: the whole shop. */
  readonly slice?: Slice;
  /** Large enough to be worth a merchant's time, by the floors of its detector. */
  readonly material: boolean;
  /** Set when the shop sold nothing on days it normally sells: how many such days in a row, up to the newest. */
  readonly closedDays?: number;
  /** ODD_CARTS only: the rule that was broken, with the most extreme cart. */
  readonly carts?: CartSignal;
  /** LEVEL_SHIFT only: the figures' p-value with one day (an ISO day) left out. */
  readonly pWithout?: (days: ReadonlySet<string>) => number;
}

/** A part of a change: what one slice, or price, volume and mix, gave to it. */
export interface Contribution {
  readonly slice: Slice;
  readonly observed: number;
  readonly expected: number;
  /** Part of the whole change, 1 being all of it; negative for what worked against it. */
  readonly share: number;
}

/** Why a figure changed. Money in major units; effects add up to the change of revenue over the whole window. */
export interface Explanation {
  readonly effects?: { readonly price: number; readonly volume: number; readonly mix: number };
  /** The largest contributors, at most five a dimension, largest first. */
  readonly contributions: readonly Contribution[];
  /** The same metric in the same days of last year (364 days before), when the history reaches that far. */
  readonly lastYear?: { readonly observed: number; readonly expected: number };
}

/** The days a reader needs to see it: values of the leading metric and what was expected. */
export interface Evidence {
  readonly from: string;
  readonly observed: readonly (number | null)[];
  readonly expected: readonly (number | null)[];
}

/** What a merchant may do about it. */
export type Action =
  | 'CHECK_SHOP'
  | 'CHECK_STOCK'
  | 'REVIEW_REFUNDS'
  | 'REVIEW_CARTS'
  | 'REVIEW_PRICES'
  | 'WIN_BACK'
  | 'PROMOTE'
  | 'SPREAD_RISK'
  | 'NONE';

/** One story worth telling. */
export interface Finding extends Figures {
  readonly kind: Kind;
  readonly severity: Severity;
  /** The same for the same story however often it is looked for; unique within a merchant. */
  readonly stableKey: string;
  /** True when the merchant has this story's card already: the card is updated, no new one is made. */
  readonly continues?: boolean;
  readonly window: FindingWindow;
  readonly asOf: string;
  /** The slice it is about; absent: the whole shop. */
  readonly slice?: Slice;
  readonly explanation?: Explanation;
  readonly evidence?: Evidence;
  readonly action?: Action;
  /** The tests it rests on, the leading one first. */
  readonly anomalies?: readonly Candidate[];
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
  /** The key of its card; absent for stories stored before keys were handed in. */
  readonly stableKey?: string;
  /** The slice it was about; absent: the whole shop. */
  readonly slice?: Slice;
  readonly kind: Kind;
  readonly metric: Metric;
  readonly direction: Direction;
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly observed: number;
  readonly expected: number;
}
