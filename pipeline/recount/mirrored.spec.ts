import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMPARED, type DailyMetricsRow } from '#warehouse/index.ts';
import { openSource } from '../cdc/source.ts';
import { type MirrorFixture, openMirror, orders, other, shop } from '../cdc/testing/fixture.ts';
import { differing, readMirror } from '../reconcile/compare.ts';
import { readSource } from '../reconcile/source.ts';
import { recountDays } from './recount.ts';

let mirror: MirrorFixture;
beforeEach(async () => {
  mirror = await openMirror();
  mirror.follow();
});
afterEach(() => mirror.close());

const move = (zone: string) =>
  mirror.sql('UPDATE users.merchants SET time_zone = $2, recount_since = clock_timestamp() WHERE id = $1', [
    shop,
    zone,
  ]);

const daysOf = async (merchantId: string): Promise<DailyMetricsRow[]> =>
  (
    await mirror.warehouse.dailyMetrics({ merchantIds: [merchantId], from: '2010-01-01', to: '2030-01-01' })
  ).filter(({ lines, carts }) => lines + carts > 0);

/** Everything in ClickHouse, what is derived of rows as well, is what PostgreSQL's rows come to now. */
async function expectSame(): Promise<void> {
  await mirror.expectEqual();
  const client = await openSource(mirror.database.urlFor('mg_cdc'), 'recount');
  try {
    const source = await readSource(client, [shop, other], COMPARED);
    expect(differing(source, await readMirror(mirror.warehouse, [shop, other], COMPARED))).toEqual([]);
  } finally {
    await client.end();
  }
}

describe('another time zone', { timeout: 120_000 }, () => {
  it('moves days in ClickHouse too, forwards and back, the old ones as well as the new', async () => {
    for (const id of [shop, other])
      await mirror.sql(
        `INSERT INTO users.merchants (id, slug, name, time_zone, currency, status) VALUES ('${id}', '${id}', 'Shop', 'Europe/London', 'GBP', 'ACTIVE')`,
      );
    await mirror.sql(orders(shop, 0, 60));
    await mirror.sql(orders(other, 0, 20));
    // In the west still the leap day, which has nothing else: it comes and goes with the zone.
    await mirror.sql(
      `UPDATE commerce.orders SET placed_at = '2012-03-01 02:00Z' WHERE merchant_id = '${shop}' AND external_id = 'o60';
       UPDATE commerce.order_items i SET occurred_at = o.placed_at FROM commerce.orders o WHERE o.id = i.order_id AND o.external_id = 'o60'`,
    );
    await move('Europe/London');
    expect(await recountDays({ pool: mirror.database.pools.worker })).toEqual([shop]);
    await expectSame();
    const [london, untouched] = [await daysOf(shop), await daysOf(other)];
    const held = (days: readonly DailyMetricsRow[], day: string): boolean =>
      days.some(({ business_date, lines }) => business_date === day && lines > 0);
    expect([held(london, '2012-03-01'), held(london, '2012-02-29')]).toEqual([true, false]);

    for (const [zone, leap] of [
      ['America/Los_Angeles', true],
      ['Pacific/Auckland', false],
    ] as const) {
      await move(zone);
      expect(await recountDays({ pool: mirror.database.pools.worker })).toEqual([shop]);
      await expectSame();
      const moved = await daysOf(shop);
      expect([held(moved, '2012-03-01'), held(moved, '2012-02-29')]).toEqual([!leap, leap]);
      expect(moved).not.toEqual(london);
      // Nothing is lost or counted twice on the way.
      expect(moved.reduce((sum, { lines }) => sum + lines, 0)).toBe(
        london.reduce((sum, { lines }) => sum + lines, 0),
      );
      expect(await daysOf(other)).toEqual(untouched);
    }
    await move('Europe/London');
    await recountDays({ pool: mirror.database.pools.worker });
    await expectSame();
    expect(await daysOf(shop)).toEqual(london);
  });
});
