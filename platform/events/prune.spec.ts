import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '#platform/log/index.ts';
import { type SeededMerchant, seed } from '../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/fixtures/services.ts';
import { createEventFeed, readPublished } from './feed.ts';
import { prunePublished } from './prune.job.ts';

describe('old events', () => {
  let db: TestDatabase;
  let shop: SeededMerchant;
  beforeAll(async () => {
    db = await createTestDatabase();
    shop = await seed(db).merchant().create();
  });
  afterAll(() => db.drop());

  const publish = async (eventType: string, days: number): Promise<{ id: string; sequence: string }> => {
    const { rows } = await db.admin.query(
      `insert into events.published (event_id, event_type, event_version, event_timestamp, correlation_id, source_service,
         merchant_id, payload)
       values (gen_random_uuid(), $1, 1, now() - make_interval(days => $2), 'c', 'test', $3, '{}')
       returning event_id as id, sequence`,
      [eventType, days, shop.id],
    );
    return rows[0];
  };

  it('are forgotten in batches, except those that somebody has yet to handle, and a resume goes on', async () => {
    const old = [];
    for (let n = 0; n < 7; n++) old.push(await publish('test.told', 8));
    const handled = await publish('test.work', 9);
    const unhandled = await publish('test.work', 9);
    const never = await publish('test.other', 9);
    const dead = await publish('test.told', 9);
    const recent = await publish('test.told', 6);
    await db.admin.query(`insert into events.consumer_offsets (consumer, sequence) values ('w', $1)`, [
      handled.sequence,
    ]);
    await db.admin.query(
      `insert into events.dead_letters (consumer, event_id, sequence, error) values ('w', $1, $2, 'no')`,
      [dead.id, dead.sequence],
    );
    const pool = db.pools.worker;
    const consumers = [
      { name: 'w', eventTypes: ['test.work'] },
      { name: 'new', eventTypes: ['test.other'] },
    ];
    expect(await prunePublished({ pool, consumers, keepDays: 7, batch: 3 })).toBe(8);
    expect((await readPublished(pool, { after: 0n, limit: 100 })).map(({ eventId }) => eventId)).toEqual(
      [unhandled, never, dead, recent].map(({ id }) => id),
    );
    expect(await prunePublished({ pool, consumers, keepDays: 7, batch: 3 })).toBe(0);

    const feed = createEventFeed({ pool, logger: createLogger({ name: 'prune', level: 'silent' }) });
    // Not known any more: whoever resumes after it is told what comes from now on.
    expect(await feed.sequenceOf(old[0]?.id ?? '', shop.id)).toBeUndefined();
    const after = await feed.sequenceOf(unhandled.id, shop.id);
    const resumed = feed.subscribe({
      eventTypes: ['test.told'],
      merchantId: shop.id,
      ...(after === undefined ? {} : { after }),
    });
    expect((await resumed.next()).value.eventId).toBe(dead.id);
    expect((await resumed.next()).value.eventId).toBe(recent.id);
    await feed.close();
  });
});
