import type { DailySeries, SliceSeries } from '../detection/finding.ts';
import type { Dice } from './dice.ts';
import type { Planted } from './planted.ts';

const PRODUCTS = 12;
const COUNTRIES = ['GB', 'DE', 'FR', 'IE', 'NL'];

/** Products with shares by Zipf's law and countries; each day's money is dealt out among them, to the penny or so. */
export function slicesOf(
  dice: Dice,
  series: DailySeries,
  planted: readonly Planted[],
  bulk: readonly number[],
): SliceSeries[] {
  const stopped = planted.filter(({ kind }) => kind === 'PRODUCT_STOPPED');
  const products = Array.from({ length: PRODUCTS }, (_, place) => ({
    key: `P${place + 1}`,
    share: 1 / (place + 1) ** 0.8,
  }));
  const countries = COUNTRIES.map((key, place) => ({ key, share: 1 / (place + 1) ** 1.6 }));
  const deal = (dimension: 'PRODUCT' | 'COUNTRY', parts: readonly { key: string; share: number }[]) => {
    const columns = parts.map(() => ({
      grossRevenue: [] as number[],
      units: [] as number[],
      orders: [] as number[],
    }));
    series.orders.forEach((orders, index) => {
      const gone = new Set(
        dimension === 'PRODUCT'
          ? stopped.filter((one) => one.from <= index && one.to >= index).map((one) => one.product)
          : [],
      );
      const shares = parts.map(({ key, share }) => (gone.has(key) ? 0 : share));
      const whole = shares.reduce((sum, share) => sum + share, 0);
      const counts = shares.map((share) => (share > 0 ? dice.poisson((orders * share) / whole) : 0));
      const weights = counts.map((count) => count * Math.exp(0.3 * dice.normal()));
      const sum = weights.reduce((total, weight) => total + weight, 0);
      const special = bulk[index] ?? 0;
      const rest = (series.grossRevenue[index] ?? 0) - special;
      columns.forEach((column, place) => {
        const share = sum > 0 ? (weights[place] ?? 0) / sum : 0;
        column.grossRevenue.push(rest * share + (place === parts.length - 1 ? special : 0));
        column.units.push(Math.round((series.units[index] ?? 0) * share));
        column.orders.push(counts[place] ?? 0);
      });
    });
    return parts.map(({ key }, place) => ({
      slice: { dimension, key, label: key },
      ...(columns[place] ?? { grossRevenue: [], units: [], orders: [] }),
    }));
  };
  return [...deal('PRODUCT', products), ...deal('COUNTRY', countries)];
}
