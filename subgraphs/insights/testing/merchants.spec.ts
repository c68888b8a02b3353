import { describe, expect, it } from 'vitest';
import { makeMerchant } from './merchants.ts';

const options = { from: '2023-03-06', days: 600, eventsFrom: 300 };

describe('generated merchants', () => {
  it('are the same for the same seed, and differ for another', () => {
    expect(makeMerchant({ ...options, seed: 7 })).toEqual(makeMerchant({ ...options, seed: 7 }));
    expect(makeMerchant({ ...options, seed: 8 }).series).not.toEqual(
      makeMerchant({ ...options, seed: 7 }).series,
    );
  });

  it('have columns that agree with each other', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { series, slices } = makeMerchant({ ...options, seed, slices: true });
      series.orders.forEach((orders, day) => {
        const customers = (series.newCustomers?.[day] ?? 0) + (series.returningCustomers?.[day] ?? 0);
        expect(customers).toBe(orders);
        expect((series.carts?.[day] ?? orders) - (series.abandonedCarts?.[day] ?? 0)).toBe(orders);
        const [products, countries] = ['PRODUCT', 'COUNTRY'].map((dimension) =>
          slices
            .filter(({ slice }) => slice.dimension === dimension)
            .reduce((sum, slice) => sum + (slice.grossRevenue[day] ?? 0), 0),
        );
        // A day without any slice's order leaves its money undealt.
        expect(products).toBeLessThanOrEqual((series.grossRevenue[day] ?? 0) + 0.01);
        expect(countries).toBeLessThanOrEqual((series.grossRevenue[day] ?? 0) + 0.01);
      });
    }
  });

  it('have events as far out as they say, among merchants of all sizes', () => {
    // On logarithms a day of k sigma lies k times the day-to-day noise and counting from the same day without events.
    const ratios: number[] = [];
    for (let seed = 1; seed <= 400; seed++) {
      const merchant = makeMerchant({ ...options, seed, sigmas: () => 4 });
      if (merchant.orders < 100) continue;
      for (const { kind, from } of merchant.planted) {
        if (kind !== 'SPIKE') continue;
        const usual = [7, 14, 21, 28].map((back) => merchant.series.grossRevenue[from - back] ?? 0);
        const mean = usual.reduce((sum, value) => sum + Math.log(Math.max(1, value)) / 4, 0);
        const spread = Math.hypot(merchant.noise, Math.sqrt(1.6 / merchant.orders));
        ratios.push((Math.log(Math.max(1, merchant.series.grossRevenue[from] ?? 1)) - mean) / spread);
      }
    }
    expect(ratios.length).toBeGreaterThan(50);
    ratios.sort((a, b) => a - b);
    const middle = ratios[ratios.length >> 1] ?? 0;
    expect(middle).toBeGreaterThan(3.4);
    expect(middle).toBeLessThan(4.6);
  });

  it('have nothing planted when they are to be quiet', () => {
    for (let seed = 1; seed <= 10; seed++) {
      expect(makeMerchant({ ...options, seed, quiet: true }).planted).toEqual([]);
    }
  });
});
