import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublishedEvent } from '#platform/events/index.ts';
import { ANONYMOUS } from '#platform/identity/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { createTestSubgraph, type TestSubgraph } from '../testing/subgraph.ts';
import { createQualityAlertConsumer } from './quality-alert.consumer.ts';

describe('a rule of data quality that breaks', () => {
  let subgraph: TestSubgraph;
  let shop: SeededMerchant;
  beforeAll(async () => {
    subgraph = await createTestSubgraph();
    shop = await seed(subgraph.db).merchant().withMember('ANALYST').create();
  });
  afterAll(() => subgraph?.close());

  const eventOf = (payload: object): PublishedEvent => ({
    sequence: 1n,
    eventId: crypto.randomUUID(),
    eventType: 'quality.rule_broken',
    eventVersion: 1,
    eventTimestamp: new Date(),
    correlationId: 'c',
    sourceService: 'analytics',
    merchantId: shop.id,
    payload,
  });
  const broken = (foundOn: string) => ({
    rule: 'order_items.sku',
    table: 'order_items',
    column: 'sku',
    kind: 'NULLS',
    description: 'Share of lines without a product number',
    observed: 0.25,
    least: null,
    most: 0.01,
    foundOn,
  });

  it('becomes an insight, one a day, that is told of', async () => {
    const consumer = createQualityAlertConsumer(subgraph);
    for (const day of ['2026-03-31', '2026-03-31', '2026-04-02']) await consumer.handle(eventOf(broken(day)));
    const { data, errors } = await subgraph.ask(
      shop.members[0]?.identity ?? ANONYMOUS,
      `query ($id: ID!) { _entities(representations: [{ __typename: "Merchant", id: $id }]) { ... on Merchant {
        insights(filter: { kind: [DATA_QUALITY] }, orderBy: { field: AS_OF, direction: ASC }) {
          nodes { kind metric direction severity title text asOf status figures { observed expected currency } } } } } }`,
      { id: shop.id },
    );
    expect(errors).toBeUndefined();
    const first = {
      kind: 'DATA_QUALITY',
      metric: 'DATA_QUALITY',
      direction: 'UP',
      severity: 'WARNING',
      title: 'The data of your order items (sku) look wrong',
      text: expect.stringContaining('0.25, where at most 0.01 is expected'),
      asOf: '2026-03-31',
      status: 'UNREAD',
      figures: { observed: '0.25', expected: '0.01', currency: null },
    };
    expect(JSON.parse(JSON.stringify(data))._entities[0].insights.nodes).toEqual([
      first,
      { ...first, asOf: '2026-04-02' },
    ]);
    const { rows } = await subgraph.db.admin.query(
      `select count(*)::int as n from events.outbox where event_type = 'insight.created' and merchant_id = $1`,
      [shop.id],
    );
    expect(rows).toEqual([{ n: 2 }]);
  });

  it('is set aside when the event does not say what broke', async () => {
    await expect(createQualityAlertConsumer(subgraph).handle(eventOf({ rule: 'x' }))).rejects.toThrow(
      TypeError,
    );
  });
});
