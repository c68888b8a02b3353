import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFeatureFlags, FEATURE_FLAG_NAMES } from '#platform/flags/index.ts';
import type { SeededMerchant } from '../../../tests/fixtures/seed.ts';
import { createUsersWorld, type UsersWorld } from '../testing/users.ts';

const NAME = 'insights.weekday_anomalies';

describe('feature flags', () => {
  let world: UsersWorld;
  beforeAll(async () => {
    world = await createUsersWorld();
  });
  afterAll(() => world.close());

  const set = (shop: SeededMerchant, enabled: boolean | null, name = NAME) =>
    world.change(
      world.as(shop, 'ADMIN'),
      'setFeatureFlag',
      { merchantId: shop.id, name, enabled },
      'featureFlag { name enabled defaultEnabled overridden }',
    );
  const list = async (shop: SeededMerchant, names?: string[]) =>
    world.ask(
      world.as(shop, 'ANALYST'),
      'query ($id: ID!, $names: [String!]) { merchant(id: $id) { featureFlags(names: $names) { name description enabled } } }',
      { id: shop.id, names },
    );

  it('have their default until a merchant sets them, and again when it takes that back', async () => {
    const shop = await world.shop();
    const { data } = await list(shop);
    expect(data.merchant.featureFlags.map(({ name }: { name: string }) => name)).toEqual(FEATURE_FLAG_NAMES);
    expect((await set(shop, false)).featureFlag).toEqual({
      name: NAME,
      enabled: false,
      defaultEnabled: true,
      overridden: true,
    });
    expect((await list(shop, [NAME])).data.merchant.featureFlags).toMatchObject([
      { name: NAME, enabled: false },
    ]);
    expect((await list(await world.shop(), [NAME])).data.merchant.featureFlags).toMatchObject([
      { enabled: true },
    ]);
    await set(shop, false);
    expect((await set(shop, null)).featureFlag).toMatchObject({ enabled: true, overridden: false });
    expect((await world.recorded(shop.id)).map(({ action, details }) => [action, details])).toEqual([
      ['feature_flag.changed', { name: NAME, before: null, after: false }],
      ['feature_flag.changed', { name: NAME, before: false, after: null }],
    ]);
  });

  it('that do not exist are named, and who may not sets none', async () => {
    const shop = await world.shop();
    expect(await set(shop, true, 'nonsense')).toMatchObject({ code: 'BAD_INPUT', path: ['input', 'name'] });
    expect(await set(shop, true, 'constructor')).toMatchObject({ code: 'BAD_INPUT' });
    expect((await list(shop, ['nonsense'])).errors[0].extensions.code).toBe('BAD_INPUT');
    expect(
      await world.change(world.as(shop, 'MARKETER'), 'setFeatureFlag', { merchantId: shop.id, name: NAME }),
    ).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('are read on the server by both roles, remembered for a moment', async () => {
    const [on, off] = [await world.shop(), await world.shop()];
    await set(off, false);
    for (const client of [world.db.app, world.db.worker]) {
      let now = 0;
      const flags = createFeatureFlags({ client, cacheMs: 1_000, now: () => now });
      expect(await flags.enabledAmong([on.id, off.id], NAME)).toEqual(new Set([on.id]));
      await set(on, false);
      expect(await flags.isEnabled(on.id, NAME)).toBe(true);
      now = 1_001;
      expect(await flags.isEnabled(on.id, NAME)).toBe(false);
      await set(on, null);
    }
  });
});
