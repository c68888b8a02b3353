import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '#platform/log/index.ts';
import { type SeededMerchant, seed } from '../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/fixtures/services.ts';
import { createEventFeed, type EventFeed } from './feed.ts';
import { withMarks } from './marks.ts';
import { payloadsOf } from './payloads.ts';

describe('where a subscription stands', () => {
  let db: TestDatabase;
  let feed: EventFeed;
  let shop: SeededMerchant;
  let other: SeededMerchant;
  beforeAll(async () => {
    db = await createTestDatabase();
    [shop, other] = await Promise.all([seed(db).merchant().create(), seed(db).merchant().create()]);
    feed = createEventFeed({
      pool: db.pools.worker,
      logger: createLogger({ name: 'marks', level: 'silent' }),
    });
  });
  afterAll(async () => {
    await feed.close();
    await db.drop();
  });

  /** Publishes an event as the relay does; gives its sequence. */
  async function publish(merchantId: string, n: number, eventType = 'test.marked'): Promise<bigint> {
    const { rows } = await db.admin.query<{ sequence: string }>(
      `insert into events.published (event_id, event_type, event_version, event_timestamp, correlation_id, source_service,
         merchant_id, payload) values (gen_random_uuid(), $1, 1, now(), 'c', 'test', $2, $3) returning sequence`,
      [eventType, merchantId, { n }],
    );
    await db.admin.query('notify mg_published');
    return BigInt(rows[0]?.sequence ?? 0);
  }
  function listen(options: { after?: bigint; everyMs?: number } = {}) {
    const { after, ...how } = options;
    const events = feed.subscribe({
      eventTypes: ['test.marked'],
      merchantId: shop.id,
      ...(after === undefined ? {} : { after }),
    });
    const told = payloadsOf(events, (payload) => {
      const { n } = payload as { n: number };
      return n < 0 ? undefined : n;
    });
    const items = withMarks(events, told, (sequence) => sequence, how);
    return { next: async () => (await items.next()).value as unknown, end: () => items.return?.() };
  }

  it('is told when it begins, before anything else, and never beyond what was told', async () => {
    const before = await publish(shop.id, 1);
    await publish(other.id, 2);
    const first = listen({ after: before - 1n });
    expect(await first.next()).toBe(1);
    const mark = await first.next();
    expect(mark).toBeGreaterThanOrEqual(before);
    const waiting = first.next();
    await publish(shop.id, 3);
    expect(await waiting).toBe(3);
    const second = listen({ after: mark as bigint });
    expect(await second.next()).toBe(3);
    const now = listen();
    expect(await now.next()).toBeTypeOf('bigint');
    await publish(shop.id, 4);
    expect([await first.next(), await second.next(), await now.next()]).toContain(4);
    const leaving = now.next();
    for (const one of [first, second, now]) await one.end();
    expect(await leaving).toBeUndefined();
  });

  it('is told again while nothing is told but others’ events, or such as are left out, go by', async () => {
    const quiet = listen({ everyMs: 10 });
    const began = (await quiet.next()) as bigint;
    const next = quiet.next();
    const foreign = await publish(other.id, 5);
    const reached = (await next) as bigint;
    expect(reached).toBeGreaterThan(began);
    expect(reached).toBeLessThanOrEqual(foreign);
    const again = quiet.next();
    const left = await publish(shop.id, -1);
    await publish(shop.id, 6);
    const then = [await again, await quiet.next()];
    expect(then).toContain(6);
    for (const item of then) if (typeof item === 'bigint') expect(item).toBeLessThanOrEqual(left + 1n);
    await quiet.end();
  });
});
