import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { addDays } from '../detection/calendar.ts';
import { generateInsights } from '../generation/generate.ts';
import { scaled, steadyShop } from '../testing/shop.ts';
import { memorySource } from '../testing/source.ts';
import { createTestSubgraph, quietLogger, type TestSubgraph } from '../testing/subgraph.ts';
import { createAnnouncedInsights } from './announced-insights.ts';
import type { InsightEvent } from './insight-events.ts';

const FROM = '2025-01-06';
const grown = scaled(steadyShop(FROM, 200), addDays(FROM, 140), addDays(FROM, 146), 1.4);

describe('the insights that events are about', () => {
  let subgraph: TestSubgraph;
  let shops: SeededMerchant[];
  let events: InsightEvent[];
  beforeAll(async () => {
    subgraph = await createTestSubgraph();
    shops = await Promise.all([0, 1].map(() => seed(subgraph.db).merchant().create()));
    await generateInsights({
      db: subgraph.db,
      warehouse: memorySource(new Map(shops.map(({ id }) => [id, grown]))),
      logger: quietLogger,
      asOf: addDays(FROM, 147),
    });
    const { rows } = await subgraph.db.admin.query<{ id: string; merchantId: string }>(
      `select id::text, merchant_id::text as "merchantId" from insights.insights`,
    );
    events = rows.map(({ id, merchantId }) => ({
      eventId: id,
      insightId: id,
      merchantId,
      version: 1,
      position: '1',
      place: 'one',
    }));
  });
  afterAll(() => subgraph.close());

  it('are read once for everybody who is told of an event, and again when that is some time ago', async () => {
    const announced = createAnnouncedInsights(subgraph.db, { freshMs: 60_000 });
    const told = await Promise.all([...events, ...events].map((event) => announced.of(event)));
    for (const [at, event] of events.entries()) {
      expect(told[at]).toMatchObject({ id: event.insightId, merchant: { id: event.merchantId } });
      expect(told[at + events.length]).toBe(told[at]);
    }
    expect(new Set(events.map(({ merchantId }) => merchantId)).size).toBe(2);
    const short = createAnnouncedInsights(subgraph.db, { freshMs: 0 });
    const [event] = events as [InsightEvent];
    const first = await short.of(event);
    const second = await short.of(event);
    expect(second).not.toBe(first);
    expect(second).toEqual(first);
  });

  it('are those of the event’s own merchant, and there', async () => {
    const announced = createAnnouncedInsights(subgraph.db);
    const [event] = events as [InsightEvent];
    const stranger = events.find(({ merchantId }) => merchantId !== event.merchantId)?.merchantId ?? '';
    const told = await Promise.all([
      announced.of({ ...event, eventId: 'a', merchantId: stranger }),
      announced.of({ ...event, eventId: 'b', insightId: crypto.randomUUID() }),
      announced.of({ ...event, eventId: 'c', insightId: 'no id' }),
      announced.of(event),
    ]);
    expect(told).toEqual([null, null, null, expect.objectContaining({ id: event.insightId })]);
  });

  it('are asked for again after they could not be read', async () => {
    const [event] = events as [InsightEvent];
    const away = await createTestSubgraph();
    await away.close();
    const announced = createAnnouncedInsights(away.db);
    const first = announced.of(event);
    await expect(first).rejects.toThrow();
    const second = announced.of(event);
    expect(second).not.toBe(first);
    await expect(second).rejects.toThrow();
  });
});
