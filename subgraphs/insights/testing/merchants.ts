import { addDays, dayNumber, weekdayOf } from '../detection/calendar.ts';
import type { CalendarEntry, DailySeries, SliceSeries } from '../detection/finding.ts';
import { type Dice, diceOf } from './dice.ts';
import { slicesOf } from './merchant-slices.ts';
import type { Planted, PlantedKind } from './planted.ts';

/**
 * Merchants that never were, with events of known size planted into their days: what the engine is measured on.
 *
 * Everything is drawn from one seed: size, weekly rhythm, yearly rhythm, growth, day-to-day noise and how long it
 * lingers, promotions, holidays, outliers, refunds, carts, customers and products. The demand of a day is
 * level x rhythm x season x growth x calendar x noise x events; orders are a Poisson variable of it, and money, pieces,
 * customers and carts follow from the orders.
 */

/** Days that are unusual without being planted: cards about them are neither right nor false. */
export interface Unusual {
  readonly from: number;
  readonly to: number;
  readonly what: 'HOLIDAY' | 'PROMOTION' | 'OUTLIER' | 'CLOSURE' | 'SEASON';
}

export type Profile = 'REGULAR' | 'SPARSE' | 'NEW' | 'DEAD';

export interface Merchant {
  readonly seed: number;
  readonly profile: Profile;
  /** Mean orders of an average open day at the start. */
  readonly orders: number;
  /** Standard deviation of the day-to-day noise beyond that of counting, on logarithms. */
  readonly noise: number;
  readonly series: DailySeries;
  readonly slices: readonly SliceSeries[];
  /** What the merchant has entered beforehand: about half of the promotions and holidays. */
  readonly calendar: readonly CalendarEntry[];
  readonly planted: readonly Planted[];
  readonly unusual: readonly Unusual[];
}

export interface MerchantOptions {
  seed: number;
  /** ISO day of the first values. */
  from: string;
  days: number;
  /** Events lie at this index and later ones. */
  eventsFrom: number;
  /** Draws the size of an event; uniform over 3 to 8 when absent. */
  sigmas?: (random: () => number) => number;
  /** `even` (the default): sizes on the scale on which the noise is even. `plain`: expected plus or minus k sigma. */
  scale?: 'even' | 'plain';
  /** Products and countries as well (default false). */
  slices?: boolean;
  /** No events at all: for false alarms alone. */
  quiet?: boolean;
}

/** Events lie this many days apart at least: room for the longest one, and for the shop to be itself again. */
const SPACING = 45;
/** A shop is at least this old before an event is planted. */
const LEAST_AGE = 70;
const SHIFT_DAYS = 28;
const TREND_DAYS = 42;

const KINDS: readonly PlantedKind[] = [
  'SPIKE',
  'DROP',
  'SHIFT_UP',
  'SHIFT_DOWN',
  'REFUND_WAVE',
  'SPIKE',
  'DROP',
  'SHIFT_UP',
  'SHIFT_DOWN',
  'TREND_CHANGE',
  'PRODUCT_STOPPED',
];

/** What a merchant is, before its days. */
function traitsOf(dice: Dice, days: number, eventsFrom: number) {
  const lot = dice.random();
  const profile: Profile = lot < 0.1 ? 'SPARSE' : lot < 0.18 ? 'NEW' : lot < 0.22 ? 'DEAD' : 'REGULAR';
  const noise = dice.logBetween(0.06, 0.3);
  return {
    profile,
    orders: profile === 'SPARSE' ? dice.logBetween(0.3, 2) : dice.logBetween(5, 400),
    noise,
    /** How much of a day's noise the next day inherits. */
    lingering: [0, 0.2, 0.4][dice.whole(0, 2)] ?? 0,
    rhythm: Array.from({ length: 7 }, () => dice.between(0.6, 1.4)),
    closedWeekday: dice.chance(0.3) ? dice.whole(5, 6) : -1,
    yearly: dice.between(0, 0.35),
    phase: dice.between(0, 2 * Math.PI),
    christmas: dice.chance(0.5) ? dice.between(0.2, 1) : 0,
    growth: dice.between(-0.2, 0.6),
    orderValue: dice.logBetween(15, 120),
    valueSpread: dice.between(0.4, 1),
    piecesMean: dice.between(0, 3),
    refundRate: dice.between(0.02, 0.08),
    abandonment: dice.between(0.6, 0.8),
    hasCarts: dice.chance(0.8),
    newShare: dice.between(0.3, 0.8),
    opens: profile === 'NEW' ? eventsFrom + dice.whole(-60, Math.max(0, days - eventsFrom - 150)) : 0,
    closesFor: profile === 'DEAD' ? eventsFrom + dice.whole(-100, Math.max(0, days - eventsFrom - 60)) : days,
  };
}
type Traits = ReturnType<typeof traitsOf>;

/** Makes one merchant. The same options give the same merchant. */
export function makeMerchant(options: MerchantOptions): Merchant {
  const { seed, from, days, eventsFrom } = options;
  const dice = diceOf(seed * 7919 + 17);
  const traits = traitsOf(dice, days, eventsFrom);
  const first = dayNumber(from);
  const unusual: Unusual[] = [];
  const calendar: CalendarEntry[] = [];
  const special = specialDays(dice, options, unusual, calendar);
  const usual = expectedOrders(traits, from, first, days, unusual);
  const planted: Planted[] = [];
  const factors = new Float64Array(days).fill(1);
  const refundBoost = new Float64Array(days);
  if (!options.quiet) plant(dice, options, traits, usual, special, unusual, planted, factors, refundBoost);
  if (traits.closesFor < days) unusual.push({ from: traits.closesFor, to: days - 1, what: 'CLOSURE' });
  const { series, bulk } = draw(dice, traits, from, usual, special, factors, refundBoost, unusual);
  return {
    seed,
    profile: traits.profile,
    orders: traits.orders,
    noise: traits.noise,
    series,
    slices: options.slices ? slicesOf(dice, series, planted, bulk) : [],
    calendar,
    planted,
    unusual,
  };
}

/** Promotions and holidays: what they multiply demand with. Holidays fall on the same dates every year. */
function specialDays(
  dice: Dice,
  { from, days }: MerchantOptions,
  unusual: Unusual[],
  calendar: CalendarEntry[],
): Float64Array {
  const factor = new Float64Array(days).fill(1);
  const announces = dice.chance(0.5);
  const enter = (start: number, length: number, kind: CalendarEntry['kind'], name: string, by: number) => {
    const end = Math.min(days, start + length) - 1;
    if (start >= days) return;
    for (let index = start; index <= end; index++) factor[index] = (factor[index] ?? 1) * by;
    unusual.push({ from: start, to: end, what: kind });
    if (announces) calendar.push({ from: addDays(from, start), to: addDays(from, end), kind, name });
  };
  const holidays = dice.whole(3, 7);
  for (let one = 0; one < holidays; one++) {
    const dayOfYear = dice.whole(0, 364);
    const closes = dice.chance(0.3);
    const by = closes ? 0 : dice.chance(0.5) ? dice.between(0.2, 0.7) : dice.between(1.3, 2);
    for (let start = dayOfYear; start < days; start += 365) {
      enter(start, 1, closes ? 'CLOSURE' : 'HOLIDAY', `Holiday ${one + 1}`, by);
    }
  }
  const promotions = Math.round((dice.whole(0, 5) * days) / 365);
  for (let one = 0; one < promotions; one++) {
    enter(dice.whole(0, days - 1), dice.whole(2, 7), 'PROMOTION', `Sale ${one + 1}`, dice.between(1.3, 2.5));
  }
  return factor;
}

/** Mean orders of every day by level, rhythm, season and growth. */
function expectedOrders(traits: Traits, from: string, first: number, days: number, unusual: Unusual[]) {
  const expected = new Float64Array(days);
  let peak = -1;
  for (let index = 0; index < days; index++) {
    if (index < traits.opens || index >= traits.closesFor) continue;
    const weekday = weekdayOf(first + index);
    if (weekday === traits.closedWeekday) continue;
    const monthDay = addDays(from, index).slice(5);
    const advent = monthDay >= '11-20' && monthDay <= '12-23' ? rise(monthDay) : 0;
    if (advent > 0 && traits.christmas > 0) {
      if (peak < 0) peak = index;
    } else if (peak >= 0) {
      unusual.push({ from: peak, to: index + 6, what: 'SEASON' });
      peak = -1;
    }
    const age = traits.profile === 'NEW' ? Math.min(1, 0.3 + (index - traits.opens) / 80) : 1;
    const season = 1 + traits.yearly * Math.sin((2 * Math.PI * index) / 365.25 + traits.phase);
    const growth = (1 + traits.growth) ** (index / 365);
    const rhythm = traits.rhythm[weekday] ?? 1;
    expected[index] = traits.orders * rhythm * season * growth * age * (1 + traits.christmas * advent);
  }
  if (peak >= 0) unusual.push({ from: peak, to: days - 1, what: 'SEASON' });
  return expected;
}

/** From 0 on 20 November to 1 on 10 December, and down again to the 23rd. */
function rise(monthDay: string): number {
  const day = Number(monthDay.slice(3)) + (monthDay.startsWith('12') ? 30 : 0);
  return day <= 40 ? (day - 20) / 20 : Math.max(0, 1 - (day - 40) / 14);
}

/** Variance of a day's revenue by counting alone, over its mean, in orders: 1 + cv^2 of an order's value. */
function countingOf(traits: Traits): number {
  return Math.exp(traits.valueSpread ** 2);
}

/**
 * The factor that moves a mean of `orders` by k standard deviations. With day-to-day noise n and counting variance c the
 * variance is n^2 m^2 + c m, which 2/n asinh(n sqrt(m/c)) makes even (F. J. Anscombe, "The transformation of Poisson,
 * binomial and negative-binomial data", Biometrika 35, 1948): logarithms for large shops, roots for small ones.
 * Undefined when no sales at all would not be far enough down.
 */
function factorOf(traits: Traits, orders: number, k: number, scale: 'even' | 'plain'): number | undefined {
  const n = traits.noise;
  const c = countingOf(traits);
  if (scale === 'plain') {
    const factor = 1 + k * Math.sqrt(n * n + c / orders);
    return factor > 0 ? factor : undefined;
  }
  const moved = Math.asinh(n * Math.sqrt(orders / c)) + (k * n) / 2;
  return moved > 0 ? (c * (Math.sinh(moved) / n) ** 2) / orders : undefined;
}

function plant(
  dice: Dice,
  options: MerchantOptions,
  traits: Traits,
  usual: Float64Array,
  special: Float64Array,
  unusual: readonly Unusual[],
  planted: Planted[],
  factors: Float64Array,
  refundBoost: Float64Array,
): void {
  const { days, eventsFrom, scale = 'even' } = options;
  const size = options.sigmas ?? ((random) => 3 + 5 * random());
  let next = Math.max(eventsFrom, traits.opens + LEAST_AGE) + dice.whole(0, SPACING);
  while (next < Math.min(days, traits.closesFor) - 3) {
    const kind = KINDS[dice.whole(0, KINDS.length - 1)] ?? 'SPIKE';
    const k = size(dice.random);
    const start = next;
    next += SPACING + dice.whole(0, 20);
    if (kind === 'PRODUCT_STOPPED' && !options.slices) continue;
    const length = lengthOf(kind);
    const to = Math.min(days - 1, start + length - 1);
    const near = unusual.some((other) => other.from <= start + 2 && other.to >= start - 2);
    // Where something else goes on nobody could say which of the two was found.
    if (near || !(Number(usual[start]) > 0) || special[start] !== 1) continue;
    const event = { kind, from: start, to, sigmas: k };
    if (kind === 'TREND_CHANGE') {
      const slope = (dice.chance(0.5) ? 1 : -1) * dice.between(0.01, 0.02);
      for (let index = start; index < days; index++) {
        factors[index] = (factors[index] ?? 1) * Math.exp(slope * Math.min(index - start + 1, TREND_DAYS));
      }
      planted.push({ ...event, sigmas: 0 });
    } else if (kind === 'PRODUCT_STOPPED') {
      planted.push({
        ...event,
        to: Math.min(days - 1, start + 60),
        sigmas: 0,
        product: `P${dice.whole(1, 4)}`,
      });
    } else if (kind === 'REFUND_WAVE') {
      // Refunds are a few whole orders a day, a compound Poisson variable, whose noise is even under a root.
      const refunds = Math.max((usual[start] ?? 0) * traits.refundRate, 0.05);
      const spread = Math.sqrt(countingOf(traits));
      const excess =
        scale === 'plain'
          ? k * spread * Math.sqrt(refunds)
          : (Math.sqrt(refunds) + (k * spread) / 2) ** 2 - refunds;
      for (let index = start; index <= to; index++) refundBoost[index] = excess * traits.orderValue;
      planted.push(event);
    } else {
      const up = kind === 'SPIKE' || kind === 'SHIFT_UP';
      const factor = factorOf(traits, usual[start] ?? 1, up ? k : -k, scale);
      if (factor === undefined) continue;
      for (let index = start; index <= to; index++) factors[index] = (factors[index] ?? 1) * factor;
      planted.push(event);
    }
  }
}

function lengthOf(kind: PlantedKind): number {
  if (kind === 'SPIKE' || kind === 'DROP') return 1;
  if (kind === 'REFUND_WAVE') return 2;
  return kind === 'TREND_CHANGE' ? TREND_DAYS : SHIFT_DAYS;
}

/** Turns expectations into days. Also says what bulk orders were worth, which belong to one product. */
function draw(
  dice: Dice,
  traits: Traits,
  from: string,
  usual: Float64Array,
  special: Float64Array,
  factors: Float64Array,
  refundBoost: Float64Array,
  unusual: Unusual[],
) {
  const days = usual.length;
  const column = () => new Array<number>(days).fill(0);
  const [grossRevenue, orders, units, refunds] = [column(), column(), column(), column()];
  const [newCustomers, returningCustomers] = [column(), column()];
  const [carts, abandonedCarts, bulk] = [column(), column(), column()];
  const { lingering, noise, orderValue, valueSpread } = traits;
  const worth = () => orderValue * Math.exp(valueSpread * dice.normal() - valueSpread ** 2 / 2);
  let mood = 0;
  for (let index = 0; index < days; index++) {
    mood = lingering * mood + Math.sqrt(1 - lingering ** 2) * noise * dice.normal();
    const demand =
      (usual[index] ?? 0) * (special[index] ?? 1) * (factors[index] ?? 1) * Math.exp(mood - noise ** 2 / 2);
    const count = dice.poisson(demand);
    let [revenue, pieces, back] = [0, 0, 0];
    if (count > 80) {
      const cv = Math.sqrt(Math.exp(valueSpread ** 2) - 1);
      revenue = Math.max(0, orderValue * (count + cv * Math.sqrt(count) * dice.normal()));
      pieces = count + dice.poisson(count * traits.piecesMean);
    } else {
      for (let order = 0; order < count; order++) {
        revenue += worth();
        pieces += 1 + dice.poisson(traits.piecesMean);
      }
    }
    const returned = dice.poisson((usual[index] ?? 0) * traits.refundRate);
    for (let order = 0; order < returned; order++) back += worth();
    if ((usual[index] ?? 0) > 0 && dice.chance(1.5 / 365)) {
      // One buyer who takes as much as ten to forty others.
      const order = orderValue * dice.between(10, 40);
      revenue += order;
      pieces += Math.round((order / orderValue) * 5);
      bulk[index] = order;
      unusual.push({ from: index, to: index, what: 'OUTLIER' });
    }
    const fresh = Math.min(count, dice.poisson(count * traits.newShare));
    const begun = dice.poisson((demand * Math.exp(0.05 * dice.normal())) / (1 - traits.abandonment));
    grossRevenue[index] = Math.round(revenue * 100) / 100;
    orders[index] = count;
    units[index] = pieces;
    refunds[index] = Math.round((back + (refundBoost[index] ?? 0)) * 100) / 100;
    newCustomers[index] = fresh;
    returningCustomers[index] = count - fresh;
    carts[index] = Math.max(begun, count);
    abandonedCarts[index] = Math.max(0, begun - count);
  }
  const base = { from, grossRevenue, orders, units, refunds, newCustomers, returningCustomers };
  const series: DailySeries = traits.hasCarts ? { ...base, carts, abandonedCarts } : base;
  return { series, bulk };
}
