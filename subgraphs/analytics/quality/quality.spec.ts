import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUALITY_RULES } from '#warehouse/index.ts';
import { type AnalyticsFixture, startAnalytics } from '../testing/fixture.ts';
import { checkQuality } from './quality.check.ts';

const READ = `query ($id: ID!) { _entities(representations: [{ __typename: "Merchant", id: $id }]) { ... on Merchant {
  dataQuality { checkedAt status rules { name table column kind status observed expected since } } } } }`;

const dayBefore = (today: string, days: number): string =>
  new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);

describe('data quality', () => {
  let on: AnalyticsFixture;
  const today = '2026-03-31';
  const now = new Date(`${today}T12:00:00Z`);
  beforeAll(async () => {
    on = await startAnalytics();
    await on.sell(on.shop.id, [
      ...Array.from({ length: 630 }, (_, n) => ({
        day: dayBefore(today, 8 + (n % 21)),
        amount: '5',
        customer: crypto.randomUUID(),
      })),
      { day: dayBefore(today, 2), amount: '5', customer: crypto.randomUUID() },
    ]);
  });
  afterAll(() => on?.close());

  const check = (at = now) => checkQuality(on, { now: at });
  const read = async (identity = on.analyst) =>
    (await on.ask(READ, { id: on.shop.id }, { identity })).data._entities[0];
  const ruleOf = async (name: string) =>
    (await read()).dataQuality.rules.find((rule: { name: string }) => rule.name === name);
  const broken = async (): Promise<string[]> =>
    (
      await on.db.admin.query(
        `select payload->>'rule' as rule from events.outbox
         where event_type = 'quality.rule_broken' and merchant_id = $1 order by event_timestamp`,
        [on.shop.id],
      )
    ).rows.map(({ rule }) => rule);

  it('is not known before it was first checked', async () => {
    expect((await read()).dataQuality).toEqual({ checkedAt: null, status: 'SKIPPED', rules: [] });
  });

  it('tells of every rule what was observed and expected', async () => {
    await check();
    const { dataQuality } = await read();
    expect(dataQuality.checkedAt).toBe(now.toISOString());
    expect(dataQuality.rules).toHaveLength(QUALITY_RULES.length);
    expect(await ruleOf('orders.freshness')).toMatchObject({
      table: 'orders',
      column: 'business_date',
      status: 'PASSED',
      observed: '2',
      expected: 'at most 7',
    });
    expect(await ruleOf('carts.total')).toMatchObject({ status: 'SKIPPED', observed: null });
    // 30 lines a day became one in a week.
    expect(await ruleOf('order_items.volume')).toMatchObject({ status: 'FAILED', observed: '0.0048' });
    expect(dataQuality.status).toBe('FAILED');
    expect(dataQuality.rules[0].status).toBe('FAILED');
  });

  it('tells once of a rule that breaks, and again when it breaks anew', async () => {
    expect(await broken()).toEqual(['order_items.volume']);
    await check();
    expect(await broken()).toEqual(['order_items.volume']);
    const week = Array.from({ length: 200 }, (_, n) => ({
      day: dayBefore(today, 1 + (n % 7)),
      amount: '5',
      customer: crypto.randomUUID(),
    }));
    await on.sell(on.shop.id, week);
    const later = new Date(now.getTime() + 3_600_000);
    await check(later);
    expect(await ruleOf('order_items.volume')).toMatchObject({
      status: 'PASSED',
      since: later.toISOString(),
    });
    expect((await read()).dataQuality.status).toBe('PASSED');

    await on.sell(on.shop.id, [{ day: dayBefore(today, 1), amount: '-4', sku: '', quantity: 0 }]);
    await check(later);
    for (const name of ['order_items.sign', 'order_items.quantity'])
      expect(await ruleOf(name)).toMatchObject({ status: 'FAILED', observed: '1', expected: 'at most 0' });
    expect((await broken()).sort()).toEqual([
      'order_items.quantity',
      'order_items.sign',
      'order_items.volume',
    ]);
  });

  it('is not shown to strangers, and is kept apart', async () => {
    const stranger = on.stranger.members[0]?.identity;
    const { data, errors } = await on.ask(READ, { id: on.shop.id }, { identity: stranger });
    expect([data._entities[0].dataQuality, errors[0].extensions.code]).toEqual([null, 'NOT_FOUND']);
    const own = await on.ask(READ, { id: on.stranger.id }, { identity: stranger });
    expect(own.data._entities[0].dataQuality.status).toBe('SKIPPED');
  });
});
