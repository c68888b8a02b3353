import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dropSlot } from '#platform/postgres/testing/slot.ts';
import { type MirrorFixture, openMirror, orders, other, shop } from './testing/fixture.ts';

let mirror: MirrorFixture;

beforeEach(async () => {
  mirror = await openMirror();
});
afterEach(() => mirror.close());

describe('what changes in PostgreSQL', () => {
  it('is mirrored and counted: inserts, updates, moves, deletes, and what was there before', async () => {
    await mirror.sql(orders(shop, 0, 40));
    mirror.follow();
    await mirror.sql(orders(other, 0, 20));
    await mirror.expectEqual();
    await mirror.sql(
      `UPDATE commerce.order_items SET quantity = quantity + 1, amount = amount + unit_price WHERE line_no = 2`,
    );
    await mirror.expectEqual();
    // A line moves to another day (the merchant's time zone changed): its old day must not keep it.
    await mirror.sql(`UPDATE commerce.order_items SET business_date = business_date + 1 WHERE line_no = 1`);
    await mirror.sql(
      `UPDATE commerce.carts SET business_date = business_date + 1, status = 'ABANDONED' WHERE item_count = 1 AND total < 9`,
    );
    await mirror.expectEqual();
    // Only what happened to carts changes, long after they were begun.
    await mirror.sql(
      `DELETE FROM commerce.cart_events e USING commerce.carts c WHERE c.id = e.cart_id AND total < 12 AND kind = 'CHECKOUT_STARTED'`,
    );
    await mirror.expectEqual();
    await mirror.sql(
      `DELETE FROM commerce.cart_events e USING commerce.carts c WHERE c.id = e.cart_id AND total < 6;
       UPDATE commerce.cart_events e SET kind = 'CHECKOUT_STARTED' FROM commerce.carts c WHERE c.id = e.cart_id AND total = 9`,
    );
    await mirror.expectEqual();
    // Only the order changes, and with it the customers of its days.
    await mirror.sql(
      `UPDATE commerce.orders SET customer_id = (SELECT min(id::text)::uuid FROM commerce.customers WHERE merchant_id = '${shop}') WHERE merchant_id = '${shop}'`,
    );
    await mirror.expectEqual();
    // Back and forth in one transaction, and the same row several times.
    await mirror.sql(`BEGIN;
      UPDATE commerce.order_items SET business_date = '2012-12-12' WHERE line_no = 3;
      UPDATE commerce.order_items SET amount = 7 WHERE line_no = 3;
      UPDATE commerce.order_items SET business_date = '2011-01-05' WHERE line_no = 3;
      DELETE FROM commerce.order_items WHERE line_no = 4;
      COMMIT`);
    await mirror.expectEqual();
    await mirror.sql(
      `DELETE FROM commerce.order_items WHERE business_date = '2011-01-03'; DELETE FROM commerce.cart_items USING commerce.carts c WHERE cart_id = c.id AND c.business_date = '2011-01-03'; DELETE FROM commerce.carts WHERE business_date = '2011-01-03'`,
    );
    await mirror.expectEqual();
    await mirror.sql('TRUNCATE commerce.carts CASCADE');
    await mirror.sql(orders(shop, 100, 110));
    await mirror.expectEqual();
  }, 60_000);

  it('is shown with its lag in events.cdc_state', async () => {
    mirror.follow();
    await mirror.cdc.waitUntilCaughtUp({ timeoutMs: 20_000 });
    await mirror.sql(orders(shop, 0, 5));
    await mirror.cdc.waitUntilCaughtUp({ timeoutMs: 20_000 });
    await sleep(2_500);
    const { rows } = await mirror.sql(
      `SELECT *, now() - heartbeat_at < interval '6 seconds' AS fresh FROM events.cdc_state WHERE slot = '${mirror.slot}'`,
    );
    expect(rows[0]).toMatchObject({ caught_up: true, lag_seconds: 0, fresh: true });
    expect(rows[0].flushed_lsn).toMatch(/^[0-9A-F]+\/[0-9A-F]+$/);
    expect(rows[0].last_commit_at).toBeInstanceOf(Date);
  });
});

describe('what breaks', () => {
  it('loses nothing: stop, start, dead connections, and ClickHouse killed in the middle', async () => {
    mirror.follow();
    const writing = (async () => {
      for (let n = 0; n < 40; n += 1) {
        await mirror.sql(orders(n % 2 ? shop : other, n * 20, n * 20 + 19));
        if (n % 5 === 4)
          await mirror.sql(
            `UPDATE commerce.order_items SET business_date = business_date + 1, amount = amount + 1 WHERE random() < 0.1`,
          );
        if (n % 7 === 6) await mirror.sql(`DELETE FROM commerce.order_items WHERE random() < 0.05`);
      }
    })();
    await sleep(300);
    await mirror.cdc.stop();
    mirror.follow();
    await sleep(300);
    await mirror.sql(
      `SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = '${mirror.slot}'`,
    );
    await sleep(400);
    await mirror.stopWarehouse('SIGKILL');
    await sleep(300);
    await mirror.cdc.stop();
    await mirror.startWarehouse();
    mirror.follow();
    await writing;
    await mirror.expectEqual();
  }, 90_000);

  it('is loaded again when the warehouse is lost, or the slot', async () => {
    mirror.follow();
    await mirror.sql(orders(shop, 0, 30));
    await mirror.expectEqual();
    await mirror.cdc.stop();
    await mirror.restartWarehouse({ empty: true });
    mirror.follow();
    await sleep(500);
    await mirror.expectEqual();
    await mirror.cdc.stop();
    await dropSlot(mirror.database.admin, mirror.slot);
    await mirror.sql(`DELETE FROM commerce.order_items WHERE line_no = 1`);
    mirror.follow();
    await sleep(500);
    await mirror.expectEqual();
  }, 60_000);
});
