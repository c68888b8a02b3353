import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReplay, type Replay } from './replay.ts';
import { openSource } from './source.ts';
import { type MirrorFixture, openMirror, orders, shop } from './testing/fixture.ts';

let mirror: MirrorFixture;
let source: pg.Client;
let replay: Replay;

beforeEach(async () => {
  mirror = await openMirror();
  source = await openSource(mirror.database.urlFor('mg_cdc'), 'replay');
  const { slot, warehouse, database } = mirror;
  replay = createReplay({ pool: database.pools.worker, source, warehouse, slot });
  mirror.follow();
  await mirror.sql(orders(shop, 0, 20));
  await mirror.expectEqual();
});
afterEach(async () => {
  await source.end();
  await mirror.close();
});

const caughtUp = () => mirror.cdc.waitUntilCaughtUp({ timeoutMs: 60_000 });

describe('a row the mirror cannot hold', { timeout: 120_000 }, () => {
  it('is set aside with its reason, and everything else flows on', async () => {
    // One that ClickHouse refuses and two that the mapping does not read, in the middle of many good ones.
    await mirror.sql(`BEGIN;
      UPDATE commerce.order_items SET quantity = quantity + 1 WHERE line_no = 2;
      UPDATE commerce.order_items SET unit_price = 'NaN' WHERE line_no = 1 AND business_date = '2011-01-02' AND sku = 'sku1'
        AND order_id = (SELECT min(order_id::text)::uuid FROM commerce.order_items WHERE business_date = '2011-01-02');
      UPDATE commerce.orders SET placed_at = 'infinity' WHERE external_id = 'o3';
      UPDATE commerce.carts SET business_date = '0044-03-15 BC' WHERE external_id = 'k3';
      UPDATE commerce.customers SET name = 'Somebody else' WHERE external_id = 'c2';
      COMMIT`);
    await mirror.sql(orders(shop, 30, 40));
    await caughtUp();
    const waiting = await replay.list({ limit: 10 });
    expect(waiting.map(({ table, merchantId }) => [table, merchantId]).sort()).toEqual([
      ['carts', shop],
      ['order_items', shop],
      ['orders', shop],
    ]);
    const reasons = Object.fromEntries(waiting.map(({ table, reason }) => [table, reason]));
    expect(reasons.orders).toMatch(/infinity/);
    expect(reasons.carts).toMatch(/0044-03-15 BC/);
    expect(reasons.order_items).toMatch(/NaN/i);
    expect(waiting.find(({ table }) => table === 'order_items')?.attempts).toBe(4);
    expect(await replay.run({ limit: 10 })).toEqual({ REPLAYED: 0, SUPERSEDED: 0, REFUSED: 3 });

    // Corrected at the source, the rows come by themselves; what was set aside is then void.
    await mirror.sql(`UPDATE commerce.order_items SET unit_price = 1 WHERE unit_price = 'NaN'`);
    await mirror.sql(`UPDATE commerce.orders SET placed_at = '2011-02-02' WHERE placed_at = 'infinity'`);
    await mirror.sql(`UPDATE commerce.carts SET business_date = '2011-02-02' WHERE external_id = 'k3'`);
    await mirror.expectEqual();
    expect(await replay.run({ limit: 10 })).toEqual({ REPLAYED: 0, SUPERSEDED: 3, REFUSED: 0 });
    expect(await replay.list({ limit: 10 })).toEqual([]);
  });

  it('is taken away when it is deleted, although nobody could read it', async () => {
    await mirror.sql(
      `UPDATE commerce.order_items SET unit_price = 'NaN' WHERE line_no = 1 AND business_date < '2011-01-03'`,
    );
    await caughtUp();
    expect((await replay.list({ limit: 100 })).length).toBeGreaterThan(3);
    await mirror.sql(`DELETE FROM commerce.order_items WHERE line_no = 1`);
    await mirror.expectEqual();
  });

  it('is written by a replay once the mirror can hold it, in its place between other changes', async () => {
    await mirror.sql(`UPDATE commerce.products SET title = title`);
    await mirror.sql(
      `UPDATE commerce.order_items SET amount = 'NaN' WHERE line_no = 1 AND business_date = '2011-01-02'`,
    );
    await mirror.sql(
      `UPDATE commerce.order_items SET amount = 5 WHERE line_no = 1 AND business_date = '2011-01-02'`,
    );
    await caughtUp();
    // As if the mapping had learnt to read it: the row that was set aside is the one that PostgreSQL holds.
    await mirror.sql(
      `UPDATE events.cdc_poison p SET row = jsonb_set(p.row, '{amount}', '"5.0000"'), sequence = 100`,
    );
    const [first, ...others] = await replay.list({ limit: 100 });
    expect(await replay.run({ id: first?.id ?? '', limit: 1 })).toEqual({
      REPLAYED: 1,
      SUPERSEDED: 0,
      REFUSED: 0,
    });
    expect(await replay.run({ limit: 100 })).toEqual({
      REPLAYED: others.length,
      SUPERSEDED: 0,
      REFUSED: 0,
    });
    expect(others.length).toBeGreaterThan(0);
    await mirror.expectEqual();
  });

  it('in the first load is set aside as well', async () => {
    await mirror.cdc.stop();
    await mirror.sql(`UPDATE commerce.customers SET created_at = '-infinity' WHERE external_id = 'c1'`);
    await mirror.sql(
      `UPDATE commerce.order_items SET amount = 'NaN' WHERE sku = 'sku3' AND business_date = '2011-01-03'`,
    );
    await mirror.restartWarehouse({ empty: true });
    mirror.follow();
    await caughtUp();
    const waiting = await replay.list({ limit: 10 });
    expect([...new Set(waiting.map(({ table }) => table))].sort()).toEqual(['customers', 'order_items']);
    // Who it is does not belong there.
    expect(Object.keys(waiting.find(({ table }) => table === 'customers')?.row ?? {})).not.toContain('name');
    const totals = await mirror.warehouse.totals({ merchantIds: [shop] });
    const { rows } = await mirror.sql('SELECT count(*)::int AS n FROM commerce.order_items');
    expect(totals.order_items.rows).toBe(rows[0].n - waiting.length + 1);
    expect(totals.customers.rows).toBe(9);
  });
});
