import { describe, expect, it } from 'vitest';
import {
  averageOrderValue,
  bucketsOf,
  changeOf,
  type DailyRow,
  netRevenue,
  TimeGrouping,
  totalOf,
} from './series.ts';

const day = (business_date: string, gross: string, extra: Partial<DailyRow> = {}): DailyRow => ({
  business_date,
  gross_revenue: gross,
  refunds: '0.0000',
  orders: 1,
  units: 2,
  ...extra,
});

describe('a series', () => {
  it('has a point of zero for every day without data', () => {
    const points = bucketsOf(
      [day('2011-12-02', '10.5')],
      { from: '2011-12-01', to: '2011-12-03' },
      TimeGrouping.DAY,
    );
    expect(points.map((point) => [point.date, point.grossRevenue, point.orders])).toEqual([
      ['2011-12-01', 0n, 0n],
      ['2011-12-02', 105_000n, 1n],
      ['2011-12-03', 0n, 0n],
    ]);
  });

  it('begins weeks on Monday across a year end and cuts the first and last to the range', () => {
    const rows = ['2010-12-30', '2011-01-02', '2011-01-03', '2011-01-10'].map((date) => day(date, '1'));
    const points = bucketsOf(rows, { from: '2010-12-30', to: '2011-01-11' }, TimeGrouping.WEEK);
    expect(points.map((point) => [point.date, point.orders])).toEqual([
      ['2010-12-30', 2n],
      ['2011-01-03', 1n],
      ['2011-01-10', 1n],
    ]);
  });

  it('groups by month over a leap day', () => {
    const rows = ['2024-01-31', '2024-02-01', '2024-02-29', '2024-03-01'].map((date) => day(date, '1'));
    const points = bucketsOf(rows, { from: '2024-01-15', to: '2024-03-01' }, TimeGrouping.MONTH);
    expect(points.map((point) => [point.date, point.orders])).toEqual([
      ['2024-01-15', 1n],
      ['2024-02-01', 2n],
      ['2024-03-01', 1n],
    ]);
  });

  it('leaves out what lies outside the range', () => {
    const range = { from: '2011-12-02', to: '2011-12-02' };
    const rows = ['2011-12-01', '2011-12-02', '2011-12-03'].map((date) => day(date, '1.0001'));
    expect(totalOf(rows, range).grossRevenue).toBe(10_001n);
    expect(bucketsOf(rows, range, TimeGrouping.MONTH).map((point) => point.orders)).toEqual([1n]);
  });

  it('derives net revenue, averages and changes', () => {
    const range = { from: '2011-12-01', to: '2011-12-31' };
    const current = totalOf([day('2011-12-01', '100', { refunds: '120', orders: 3 })], range);
    const base = totalOf([day('2011-12-01', '80', { orders: 2 })], range);
    expect(netRevenue(current)).toBe(-200_000n);
    expect(averageOrderValue(current)).toBe(333_333n);
    expect(changeOf(current, base)).toEqual({
      grossRevenue: 0.25,
      refunds: null,
      netRevenue: -1.25,
      orders: 0.5,
      units: 0,
      averageOrderValue: expect.closeTo(-0.1666675, 6),
    });
    expect(averageOrderValue(totalOf([], range))).toBeNull();
  });
});
