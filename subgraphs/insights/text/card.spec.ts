import { describe, expect, it } from 'vitest';
import type { Finding } from '../detection/finding.ts';
import { writeCard } from './card.ts';

const shift: Finding = {
  kind: 'LEVEL_SHIFT',
  metric: 'GROSS_REVENUE',
  direction: 'UP',
  severity: 'INFO',
  stableKey: 'level-shift:sales:up:2011-11-07',
  window: { from: '2011-11-07', to: '2011-11-13', baselineFrom: '2011-10-10', baselineTo: '2011-11-06' },
  asOf: '2011-11-14',
  currency: 'GBP',
  observed: 61204.1,
  expected: 42800,
  change: 0.43,
  score: 3.2,
  also: [{ metric: 'ORDERS', direction: 'UP', observed: 108.4, expected: 81.25, change: 0.33, score: 3 }],
  peak: { day: '2011-11-07', metric: 'GROSS_REVENUE', value: 85881.81 },
};
const day: Finding = {
  ...shift,
  kind: 'WEEKDAY_ANOMALY',
  window: { from: '2011-12-09', to: '2011-12-09', baselineFrom: '2011-09-30', baselineTo: '2011-12-08' },
  observed: 200920.6,
  expected: 54000,
  change: 2.72,
  also: [],
  peak: undefined,
};

describe('writeCard', () => {
  it('tells a shift with its figures a day, what went along, and its strongest day', () => {
    expect(writeCard(shift, 'en')).toMatchObject({
      title: 'Revenue rose 43% in the week to 13 November',
      text: 'Revenue came to £61,204.10 a day from 7 November to 13 November, against £42,800.00 a day in the four weeks before. Orders (108 a day against 81.3 a day) went the same way. For its weekday, Monday 7 November was the strongest (£85,881.81).',
    });
  });

  it('names the largest parts of a change, and not what is left over of them', () => {
    const part = (key: string, label: string, share: number) => ({
      slice: { dimension: 'COUNTRY' as const, key, label },
      observed: 10,
      expected: 20,
      share,
    });
    const explanation = {
      contributions: [part('', 'Everything else', 0.95), part('GB', 'United Kingdom', 0.77)],
    };
    const { text } = writeCard({ ...shift, explanation } as Finding, 'en');
    expect(text).toContain('United Kingdom (77%)');
    expect(text).not.toContain('Everything else');
  });

  it('writes money as the currency has it', () => {
    expect(writeCard({ ...shift, currency: 'JPY' }, 'en').text).toContain('¥61,204 a day');
    expect(writeCard({ ...shift, currency: 'EUR' }, 'en').text).toContain('€61,204.10 a day');
  });

  it('says how many times the usual a huge day was', () => {
    expect(writeCard(day, 'en')).toMatchObject({
      title: 'Revenue was 3.7 times the usual on Friday 9 December',
      text: 'Revenue came to £200,920.60 on Friday 9 December; a usual Friday brings £54,000.00.',
    });
  });

  it('says how far below the usual a bad day was, and uses the plural', () => {
    const orders: Finding = {
      ...day,
      metric: 'ORDERS',
      direction: 'DOWN',
      observed: 44,
      expected: 95,
      change: -0.537,
    };
    expect(writeCard(orders, 'en').title).toBe('Orders were 54% below the usual on Friday 9 December');
  });

  it('tells what was sold and given back on one day as one thing', () => {
    const card = writeCard(
      {
        ...day,
        metric: 'REFUNDS',
        cancelledAtOnce: true,
        observed: 168789.07,
        expected: 1000,
        also: [
          {
            metric: 'GROSS_REVENUE',
            direction: 'UP',
            observed: 200920.6,
            expected: 54000,
            change: 2.72,
            score: 5,
          },
        ],
      },
      'en',
    );
    expect(card.title).toBe('£168,789.07 sold and refunded on Friday 9 December');
    expect(card.text).toContain('After refunds £32,131.53 remains.');
  });

  it('tells a closure by its first day', () => {
    const closed: Finding = {
      ...day,
      metric: 'ORDERS',
      direction: 'DOWN',
      observed: 0,
      expected: 68,
      closedDays: 1,
    };
    expect(writeCard(closed, 'en').title).toBe('No sales on Friday 9 December');
    expect(writeCard({ ...closed, closedDays: 4 }, 'en')).toMatchObject({
      title: 'No sales since Friday 9 December',
      text: expect.stringContaining('on 4 days that normally sell'),
    });
  });
});
