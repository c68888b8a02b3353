import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  appendEvent,
  createEventFeed,
  createRelay,
  type EventConsumer,
  eventOfDeadLetter,
  listDeadLetters,
  redriveDeadLetters,
  runConsumer,
} from '#platform/events/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { dropSlot } from '#platform/postgres/testing/slot.ts';
import { seed } from '../../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/fixtures/services.ts';
import { until } from '../../../tests/fixtures/wait.ts';
import { testSigner } from '../testing/signer.ts';
import { createAuditConsumer } from './audit.consumer.ts';
import { verifyLog } from './chain.service.ts';

const logger = createLogger({ name: 'dead-letters', level: 'silent' });
const signer = testSigner();
let db: TestDatabase;
let slot: string;

beforeAll(async () => {
  db = await createTestDatabase();
  slot = `mg_events_${new URL(db.adminUrl).pathname.slice(1)}`;
});
afterAll(async () => {
  await dropSlot(db.admin, slot);
  await db.drop();
});

it('sets a poisonous event aside, goes on with the others, and takes it when it is redriven', async () => {
  const pool = db.pools.worker;
  const shop = await seed(db).merchant().create();
  const say = (payload: object): Promise<string> =>
    db.auth.$transaction((tx) =>
      appendEvent(tx, {
        eventType: 'SecurityEventOccurred',
        eventVersion: 1,
        correlationId: 'c',
        sourceService: 'users',
        merchantId: shop.id,
        payload,
      }),
    );
  const good = { actorKind: 'SYSTEM', outcome: 'SUCCESS' };
  const relay = createRelay({ replicationUrl: db.urlFor('mg_cdc'), pool, logger, slot });
  relay.start();
  const feed = createEventFeed({ pool, logger });
  const consumer = createAuditConsumer({ db, signer, logger });
  // A table that is away for it alone: what fails now will be fine later.
  let away = true;
  const flaky: EventConsumer = {
    ...consumer,
    handle: (event) => {
      if (away && (event.payload as { action: string }).action === 'second')
        throw new Error('the store is away');
      return consumer.handle(event);
    },
  };
  const running = runConsumer({ pool, feed, consumer: flaky, logger, firstRetryMs: 5, pollMs: 50 });
  try {
    await say({ ...good, action: 'first' });
    const second = await say({ ...good, action: 'second' });
    const poison = await say({ actorKind: 'GHOST', action: 'poison' });
    await say({ ...good, action: 'last' });
    await until('the last event', async () => (await verifyLog(db, signer, shop.id)).entries === 2);
    const letters = await listDeadLetters(pool);
    expect(letters.map(({ eventId, error }) => [eventId, error])).toEqual([
      [second, 'the store is away'],
      [poison, expect.stringContaining('actorKind')],
    ]);
    const [letter] = letters;
    if (!letter) throw new Error('no dead letter');
    expect(await eventOfDeadLetter(pool, letter)).toMatchObject({ eventId: second, merchantId: shop.id });

    const consumers = [flaky];
    const refused = await redriveDeadLetters({ pool, consumers, ids: [letter.id] });
    expect(refused).toMatchObject([{ eventId: second, error: 'the store is away' }]);
    away = false;
    expect(await redriveDeadLetters({ pool, consumers, consumer: 'somebody.else' })).toEqual([]);
    const redriven = await redriveDeadLetters({ pool, consumers });
    expect(redriven.map(({ eventId, error }) => [eventId, error])).toEqual([
      [second, undefined],
      [poison, expect.stringContaining('actorKind')],
    ]);
    expect((await listDeadLetters(pool)).map(({ eventId }) => eventId)).toEqual([poison]);
    expect(await verifyLog(db, signer, shop.id)).toMatchObject({ intact: true, entries: 3 });
    const unknown = await redriveDeadLetters({ pool, consumers: [] });
    expect(unknown).toMatchObject([{ error: 'There is no consumer "compliance.audit" any more.' }]);
  } finally {
    await running.stop();
    await feed.close();
    await relay.stop();
  }
});
