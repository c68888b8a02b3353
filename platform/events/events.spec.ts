import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '#platform/log/index.ts';
import { withTenants } from '#platform/postgres/tenants.ts';
import { dropSlot } from '#platform/postgres/testing/slot.ts';
import { type SeededMerchant, seed } from '../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/fixtures/services.ts';
import { runConsumer } from './consumer.ts';
import { createEventFeed, type EventFeed } from './feed.ts';
import { appendEvent, type PublishedEvent } from './outbox.ts';
import { createRelay, type Relay } from './relay.ts';

const logger = createLogger({ name: 'events', level: 'silent' });

describe('events on their way', () => {
  let db: TestDatabase;
  let feed: EventFeed;
  let shop: SeededMerchant;
  let other: SeededMerchant;
  const relays: Relay[] = [];

  const startRelay = (): Relay => {
    // Slots belong to the cluster: each test database has its own.
    const relay = createRelay({
      replicationUrl: db.urlFor('mg_cdc'),
      pool: db.pools.worker,
      logger,
      slot: slotName(),
    });
    relays.push(relay);
    relay.start();
    return relay;
  };
  const slotName = (): string => `mg_events_${new URL(db.adminUrl).pathname.slice(1)}`;

  const append = (merchantId: string, n: number, eventType = 'test.happened'): Promise<string> =>
    withTenants(db.app, [merchantId], (tx) =>
      appendEvent(tx, {
        eventType,
        eventVersion: 1,
        correlationId: 'c',
        sourceService: 'test',
        merchantId,
        payload: { n, text: 'Größe "quoted" \n' },
      }),
    );

  async function take(
    source: AsyncIterableIterator<PublishedEvent>,
    count: number,
  ): Promise<PublishedEvent[]> {
    const events: PublishedEvent[] = [];
    while (events.length < count) {
      const next = await source.next();
      if (next.done) break;
      events.push(next.value);
    }
    return events;
  }
  const numbers = (events: PublishedEvent[]): unknown[] =>
    events.map((event) => (event.payload as { n: number }).n);

  beforeAll(async () => {
    db = await createTestDatabase();
    [shop, other] = await Promise.all([seed(db).merchant().create(), seed(db).merchant().create()]);
    // One that was written before any relay ever ran.
    await append(shop.id, 0);
    startRelay();
    feed = createEventFeed({ pool: db.pools.worker, logger, retryMs: 50 });
  });
  afterEach(async () => {
    for (const relay of relays.splice(1)) await relay.stop();
  });
  afterAll(async () => {
    await feed.close();
    for (const relay of relays) await relay.stop();
    await dropSlot(db.admin, slotName());
    await db.drop();
  });

  it('reach a subscriber from the past first, then live, in order and once', async () => {
    const source = feed.subscribe({ eventTypes: ['test.happened'], merchantId: shop.id, after: 0n });
    expect(numbers(await take(source, 1))).toEqual([0]);
    for (let n = 1; n <= 20; n += 1) await append(shop.id, n);
    const events = await take(source, 20);
    expect(numbers(events)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(events[0]?.payload).toMatchObject({ text: 'Größe "quoted" \n' });
    await source.return?.();
  });

  it('are told only to their merchant and for their type', async () => {
    const source = feed.subscribe({ eventTypes: ['test.wanted'], merchantId: shop.id });
    await sleep(50);
    await append(other.id, 1, 'test.wanted');
    await append(shop.id, 2, 'test.unwanted');
    await append(shop.id, 3, 'test.wanted');
    expect(numbers(await take(source, 1))).toEqual([3]);
    await source.return?.();
  });

  it('are not published when their transaction is rolled back', async () => {
    const source = feed.subscribe({ eventTypes: ['test.atomic'], merchantId: shop.id });
    await sleep(50);
    const failing = withTenants(db.app, [shop.id], async (tx) => {
      await appendEvent(tx, {
        eventType: 'test.atomic',
        eventVersion: 1,
        correlationId: 'c',
        sourceService: 't',
        merchantId: shop.id,
        payload: { n: 1 },
      });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await append(shop.id, 2, 'test.atomic');
    expect(numbers(await take(source, 1))).toEqual([2]);
    await source.return?.();
  });

  it('may not be written for another merchant', async () => {
    const foreign = withTenants(db.app, [shop.id], (tx) =>
      appendEvent(tx, {
        eventType: 'test.x',
        eventVersion: 1,
        correlationId: 'c',
        sourceService: 't',
        merchantId: other.id,
        payload: {},
      }),
    );
    await expect(foreign).rejects.toThrow(/row-level security/);
  });

  it('end a waiting subscriber that leaves', async () => {
    const source = feed.subscribe({ eventTypes: ['test.never'] });
    const waiting = source.next();
    await source.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  it('go on after the feed lost its connection', async () => {
    const source = feed.subscribe({ eventTypes: ['test.lost'], merchantId: shop.id });
    await append(shop.id, 1, 'test.lost');
    expect(numbers(await take(source, 1))).toEqual([1]);
    await db.admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where query like 'LISTEN %'`,
    );
    await append(shop.id, 2, 'test.lost');
    expect(numbers(await take(source, 1))).toEqual([2]);
    await source.return?.();
  });

  it('are handled in order by a consumer, retried, and set aside when they keep failing', async () => {
    const handled: number[] = [];
    let failures = 0;
    const consumer = runConsumer({
      pool: db.pools.worker,
      feed,
      logger,
      firstRetryMs: 1,
      consumer: {
        name: 'test.consumer',
        eventTypes: ['test.work'],
        async handle(event) {
          const { n } = event.payload as { n: number };
          if (n === 2) throw new Error('poison');
          if (n === 3 && failures++ < 2) throw new Error('shaky');
          handled.push(n);
        },
      },
    });
    for (let n = 1; n <= 4; n += 1) await append(shop.id, n, 'test.work');
    await expect.poll(() => handled, { timeout: 5_000 }).toEqual([1, 3, 4]);
    await expect.poll(() => consumer.backlog()).toBe(0);
    const { rows } = await db.admin.query(`select consumer, error from events.dead_letters`);
    expect(rows).toEqual([{ consumer: 'test.consumer', error: 'poison' }]);
    await consumer.stop();
  });

  it('do not come again to a consumer that starts again', async () => {
    const handled: number[] = [];
    const start = () =>
      runConsumer({
        pool: db.pools.worker,
        feed,
        logger,
        consumer: {
          name: 'test.again',
          eventTypes: ['test.again'],
          handle: async (event) => void handled.push((event.payload as { n: number }).n),
        },
      });
    const first = start();
    await append(shop.id, 1, 'test.again');
    await expect.poll(() => handled).toEqual([1]);
    await first.stop();
    await append(shop.id, 2, 'test.again');
    const second = start();
    await expect.poll(() => handled).toEqual([1, 2]);
    await second.stop();
  });

  it('are published once when the relay reads them again', async () => {
    const eventId = await append(shop.id, 1, 'test.once');
    await expect
      .poll(
        async () =>
          (await db.admin.query('select 1 from events.published where event_id = $1', [eventId])).rowCount,
      )
      .toBe(1);
    await relays[0]?.stop();
    await dropSlot(db.admin, slotName());
    // Without its slot the relay begins from the outbox itself, where everything still stands.
    relays[0] = startRelay();
    relays.length = 1;
    const later = await append(shop.id, 2, 'test.once');
    await expect
      .poll(
        async () =>
          (await db.admin.query('select 1 from events.published where event_id = $1', [later])).rowCount,
      )
      .toBe(1);
    const { rows } = await db.admin.query(
      'select count(*)::int, count(distinct event_id)::int as ids from events.published',
    );
    expect(rows[0].count).toBe(rows[0].ids);
  });
});

describe('a relay that was killed just after it made its slot', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.drop());

  it('still publishes what was written before', async () => {
    const shop = await seed(db).merchant().create();
    const eventId = await withTenants(db.app, [shop.id], (tx) =>
      appendEvent(tx, {
        eventType: 'test.happened',
        eventVersion: 1,
        correlationId: 'c',
        sourceService: 'test',
        merchantId: shop.id,
        payload: {},
      }),
    );
    const slot = `mg_events_${new URL(db.adminUrl).pathname.slice(1)}`;
    await db.admin.query(`select pg_create_logical_replication_slot($1, 'pgoutput')`, [slot]);
    const relay = createRelay({ replicationUrl: db.urlFor('mg_cdc'), pool: db.pools.worker, logger, slot });
    relay.start();
    try {
      const published = async (): Promise<unknown[]> =>
        (await db.admin.query('select event_id from events.published')).rows;
      await expect.poll(published, { timeout: 5_000 }).toEqual([{ event_id: eventId }]);
    } finally {
      await relay.stop();
      await dropSlot(db.admin, slot);
    }
  });
});
