import { addDays } from '../detection/calendar.ts';
import type { DailySeries } from '../detection/finding.ts';

/** A reproducible source of numbers in [0, 1) (mulberry32). */
export function randomSource(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface SimulatedShop {
  seed: number;
  from: string;
  days: number;
  /** Mean orders of an average day. */
  orders: number;
  /** Standard deviation of the day-to-day noise on top of that of counting, as a share. */
  noise: number;
  /** Weekdays without any sale, 0 for Monday. */
  closed?: readonly number[];
  /** Multiplies the mean of a day. */
  factor?: (index: number) => number;
}

/** A stationary shop: weekly rhythm, log-normal noise, Poisson orders, log-normal order values, a few refunds. */
export function simulateShop(shop: SimulatedShop): DailySeries {
  const random = randomSource(shop.seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const poisson = (mean: number) => {
    if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = random(); product > limit; product *= random()) count++;
    return count;
  };
  const value = () => 40 * Math.exp(0.7 * normal() - 0.245);
  const rhythm = Array.from({ length: 7 }, (_, weekday) =>
    shop.closed?.includes(weekday) ? 0 : 0.6 + 0.8 * random(),
  );
  const start = new Date(`${shop.from}T00:00:00Z`).getUTCDay() + 6;
  const series = { from: shop.from, grossRevenue: [], orders: [], units: [], refunds: [] } as {
    from: string;
    grossRevenue: number[];
    orders: number[];
    units: number[];
    refunds: number[];
  };
  for (let index = 0; index < shop.days; index++) {
    const level = (rhythm[(start + index) % 7] ?? 0) * (shop.factor?.(index) ?? 1);
    const orders = poisson(shop.orders * level * Math.exp(shop.noise * normal() - shop.noise ** 2 / 2));
    let revenue = 0;
    let units = 0;
    let refunds = 0;
    for (let order = 0; order < orders; order++) {
      const worth = value();
      revenue += worth;
      units += 1 + poisson(2);
      if (random() < 0.04) refunds += worth;
    }
    series.orders.push(orders);
    series.grossRevenue.push(revenue);
    series.units.push(units);
    series.refunds.push(refunds);
  }
  return series;
}

/** A shop without any noise: every weekday always the same. `orders` by weekday, Monday first; every order worth 50. */
export function steadyShop(
  from: string,
  days: number,
  orders = [100, 110, 120, 130, 140, 0, 60],
): DailySeries {
  const first = (new Date(`${from}T00:00:00Z`).getUTCDay() + 6) % 7;
  const counts = Array.from({ length: days }, (_, index) => orders[(first + index) % 7] ?? 0);
  return {
    from,
    orders: counts,
    grossRevenue: counts.map((count) => count * 50),
    units: counts.map((count) => count * 3),
    refunds: counts.map((count) => count),
  };
}

/** The series with the days from `from` to `to` multiplied, all metrics but refunds. */
export function scaled(series: DailySeries, from: string, to: string, factor: number): DailySeries {
  const change = (values: readonly number[]) =>
    values.map((value, index) => {
      const day = addDays(series.from, index);
      return day >= from && day <= to ? value * factor : value;
    });
  return {
    ...series,
    orders: change(series.orders),
    grossRevenue: change(series.grossRevenue),
    units: change(series.units),
  };
}
