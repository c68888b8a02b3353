import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/fixtures/services.ts';
import { DEMO_DAYS, type DemoHistory, generateHistory } from './generate.ts';
import { seedDemo } from './index.ts';
import { DEMO_PROFILES, type DemoProfile } from './profiles.ts';

const DAY_MS = 86_400_000;
const [homeware, sportswear, coffee] = DEMO_PROFILES as [DemoProfile, DemoProfile, DemoProfile];
const history = (profile: DemoProfile, today: string, key = 'test'): DemoHistory =>
  generateHistory({ profile, timeZone: 'Europe/Berlin', currency: 'EUR', today, key });

/** Distinct orders (or refunded lines) of each day, by days before today. */
function perDay(
  { lines }: DemoHistory,
  today: string,
  kind: 'SALE' | 'REFUND',
): (from: number, to?: number) => number {
  return (from, to = from) => {
    const inside = lines.filter((line) => {
      const offset = (Date.parse(line.businessDate) - Date.parse(today)) / DAY_MS;
      return line.kind === kind && offset >= from && offset <= to;
    });
    return new Set(inside.map((line) => line.order)).size / (to - from + 1);
  };
}

describe('generateHistory', () => {
  it('is the same for the same key and day, and another for another key', () => {
    const one = history(sportswear, '2026-03-05');
    expect(history(sportswear, '2026-03-05')).toEqual(one);
    expect(history(sportswear, '2026-03-05', 'other').lines).not.toEqual(one.lines);
  });

  it('ends yesterday, begins thirteen months before, and holds no order on closed days', () => {
    const { lines, carts } = history(coffee, '2026-03-06');
    const days = lines.map((line) => line.businessDate).sort();
    expect([days[0], days.at(-1)]).toEqual([
      new Date(Date.parse('2026-03-06') - DEMO_DAYS * DAY_MS).toISOString().slice(0, 10),
      '2026-03-05',
    ]);
    expect(days.filter((day) => new Date(day).getUTCDay() === 0 || day.endsWith('-12-25'))).toEqual([]);
    const end = Date.parse('2026-03-05T23:00:00Z');
    expect(Math.max(...carts.map((cart) => Math.max(cart.updatedAt, cart.abandonedAt ?? 0)))).toBeLessThan(
      end,
    );
    expect(new Set(carts.map((cart) => cart.status))).toEqual(
      new Set(['OPEN', 'ABANDONED', 'RECOVERED', 'ORDERED']),
    );
  });

  // A Monday after Christmas, a Tuesday (two days back is a Sunday), a day in Black Friday week, a summer day.
  it.each(['2026-12-28', '2026-03-03', '2026-11-27', '2026-07-15'])(
    'shows its recent events on %s',
    (today) => {
      const falling = perDay(history(homeware, today), today, 'SALE');
      expect(falling(-7, -1)).toBeLessThan(0.75 * falling(-35, -8));
      const refunds = perDay(history(sportswear, today), today, 'REFUND');
      expect(refunds(-6, -1)).toBeGreaterThan(3 * refunds(-35, -7));
      const television = perDay(history(coffee, today), today, 'SALE');
      const busiest = Math.max(television(-2), television(-3), television(-4));
      expect(busiest).toBeGreaterThan(2 * television(-40, -6));
    },
  );

  it('is told in docs/demo-data.md, event by event', async () => {
    const text = await readFile(new URL('../../docs/demo-data.md', import.meta.url), 'utf8');
    const rows = text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
    for (const event of DEMO_PROFILES.flatMap((profile) => profile.events)) {
      const days = event.from === event.to ? `${event.from}` : `${event.from} to ${event.to}`;
      expect(rows.find((row) => row[1] === event.title)?.[2]).toBe(days);
    }
  });
});

describe('seedDemo', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database?.drop());

  it('fills three merchants once', async () => {
    const merchants = await Promise.all([
      seed(database).merchant({ timeZone: 'Europe/London', currency: 'GBP' }).create(),
      seed(database).merchant({ timeZone: 'America/New_York', currency: 'USD' }).create(),
      seed(database).merchant({ timeZone: 'Europe/Berlin', currency: 'EUR' }).create(),
    ]);
    const options = { pool: database.pools.worker, merchants, today: '2026-11-21', seed: 'demo' };
    const first = await seedDemo(options);
    expect(first.every((merchant) => merchant.seeded)).toBe(true);
    const lines = first.reduce((sum, merchant) => sum + merchant.lines, 0);
    expect(lines).toBeGreaterThan(40_000);
    expect(lines).toBeLessThan(65_000);
    const count = async (sql: string): Promise<number> =>
      Number((await database.admin.query(sql)).rows[0]?.n);
    expect(await count('select count(*) n from commerce.order_items')).toBe(lines);
    expect(
      await count(
        'select count(*) n from commerce.carts c where total <> (select sum(amount) from commerce.cart_items i where i.cart_id = c.id)',
      ),
    ).toBe(0);
    expect(await count('select count(*) n from commerce.cart_items where product_id is null')).toBe(0);
    expect(await count('select count(distinct currency) n from commerce.orders')).toBe(3);

    expect((await seedDemo(options)).map((merchant) => merchant.seeded)).toEqual([false, false, false]);
    expect(await count('select count(*) n from commerce.order_items')).toBe(lines);
  });
});
