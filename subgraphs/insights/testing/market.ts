import type { DailySeries, SliceSeries } from '../detection/finding.ts';
import { randomSource } from './shop.ts';

export interface SimulatedMarket {
  seed: number;
  from: string;
  days: number;
  /** Mean orders a day of each product, the key of the first being "p0". */
  rates: readonly number[];
  /** Standard deviations of the noise of a day that all products share, and of each product's own. */
  noise?: number;
  ownNoise?: number;
  /** Multiplies the mean of a product's day. */
  factor?: (product: number, index: number) => number;
}

export interface Market {
  series: DailySeries;
  slices: SliceSeries[];
}

/** A stationary shop and the products that it consists of: weekly rhythm, log-normal noise, Poisson orders. */
export function simulateMarket(market: SimulatedMarket): Market {
  const random = randomSource(market.seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const poisson = (mean: number) => {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = random(); product > limit; product *= random()) count++;
    return count;
  };
  const factorOf = (noise: number) => Math.exp(noise * normal() - noise ** 2 / 2);
  const zeros = () => Array.from({ length: market.days }, () => 0);
  const series = {
    from: market.from,
    grossRevenue: zeros(),
    orders: zeros(),
    units: zeros(),
    refunds: zeros(),
  };
  const slices = market.rates.map((_, product) => ({
    slice: { dimension: 'PRODUCT' as const, key: `p${product}`, label: `Product ${product}` },
    grossRevenue: zeros(),
    units: zeros(),
    orders: zeros(),
  }));
  const rhythm = Array.from({ length: 7 }, () => 0.7 + 0.6 * random());
  const add = (column: number[], index: number, value: number) => {
    column[index] = (column[index] ?? 0) + value;
  };
  for (let index = 0; index < market.days; index++) {
    const level = (rhythm[index % 7] ?? 1) * factorOf(market.noise ?? 0.15);
    slices.forEach((slice, product) => {
      const own = factorOf(market.ownNoise ?? 0.2) * (market.factor?.(product, index) ?? 1);
      const orders = poisson((market.rates[product] ?? 0) * level * own);
      for (let order = 0; order < orders; order++) {
        const units = 1 + poisson(0.5);
        const revenue = units * (10 + product) * (0.8 + 0.4 * random());
        for (const columns of [slice, series]) {
          add(columns.orders, index, 1);
          add(columns.units, index, units);
          add(columns.grossRevenue, index, revenue);
        }
      }
    });
  }
  return { series, slices };
}
