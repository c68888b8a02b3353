import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeededMerchant } from '../../../tests/fixtures/seed.ts';
import { createUsersWorld, type UsersWorld } from '../testing/users.ts';

const SETTINGS =
  'merchant { settings { timeZone currency locale recomputing businessHours { weekday opens closes } } }';

describe('settings of a merchant', () => {
  let world: UsersWorld;
  beforeAll(async () => {
    world = await createUsersWorld();
  });
  afterAll(() => world.close());

  const update = (
    shop: SeededMerchant,
    input: Record<string, unknown>,
    role: 'ADMIN' | 'ANALYST' = 'ADMIN',
  ) =>
    world.change(world.as(shop, role), 'updateMerchantSettings', { merchantId: shop.id, ...input }, SETTINGS);

  it('change one by one, each recorded with what it was', async () => {
    const shop = await world.shop();
    const hours = [
      { weekday: 'MONDAY', opens: '09:00', closes: '17:30' },
      { weekday: 'SATURDAY', opens: '20:00', closes: '24:00' },
      { weekday: 'SUNDAY' },
    ];
    const { merchant } = await update(shop, { locale: 'EN-gb', currency: 'usd', businessHours: hours });
    expect(merchant.settings).toMatchObject({
      timeZone: 'Europe/London',
      currency: 'USD',
      locale: 'en-GB',
      recomputing: false,
    });
    expect(merchant.settings.businessHours).toHaveLength(7);
    expect(merchant.settings.businessHours[0]).toEqual(hours[0]);
    expect(merchant.settings.businessHours[1]).toEqual({ weekday: 'TUESDAY', opens: null, closes: null });
    expect(merchant.settings.businessHours[5].closes).toBe('24:00');
    expect((await update(shop, { businessHours: null })).merchant.settings.businessHours).toBeNull();
    expect((await update(shop, { locale: 'en-GB' })).merchant.settings.locale).toBe('en-GB');
    expect((await world.recorded(shop.id)).map(({ action, details }) => [action, details])).toEqual([
      [
        'merchant.settings_changed',
        {
          before: { currency: 'GBP', locale: 'en', businessHours: null },
          after: {
            currency: 'USD',
            locale: 'en-GB',
            businessHours: { MONDAY: ['09:00', '17:30'], SATURDAY: ['20:00', '24:00'] },
          },
        },
      ],
      [
        'merchant.settings_changed',
        {
          before: { businessHours: { MONDAY: ['09:00', '17:30'], SATURDAY: ['20:00', '24:00'] } },
          after: { businessHours: null },
        },
      ],
    ]);
  });

  it('refuse what makes no sense, and who may not', async () => {
    const shop = await world.shop();
    const day = (opens?: string, closes?: string) => ({
      businessHours: [{ weekday: 'MONDAY', opens, closes }],
    });
    for (const [input, field] of [
      [{ timeZone: '+02:00' }, 'timeZone'],
      [{ timeZone: 'Nowhere' }, 'timeZone'],
      [{ currency: 'pounds' }, 'currency'],
      [{ locale: 'english please' }, 'locale'],
      [day('09:00'), 'businessHours'],
      [day('9:00', '17:00'), 'businessHours'],
      [day('09:00', '24:01'), 'businessHours'],
      [day('17:00', '09:00'), 'businessHours'],
      [{ businessHours: [{ weekday: 'MONDAY' }, { weekday: 'MONDAY' }] }, 'businessHours'],
    ] as const)
      expect(await update(shop, input)).toMatchObject({ code: 'BAD_INPUT', path: ['input', field] });
    expect(await update(shop, { locale: 'de' }, 'ANALYST')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await world.recorded(shop.id)).toEqual([]);
  });

  it('tell the event log of another time zone, and that reports recompute', async () => {
    const shop = await world.shop();
    expect((await update(shop, { timeZone: 'America/New_York' })).merchant.settings).toMatchObject({
      timeZone: 'America/New_York',
      recomputing: true,
    });
    const { rows } = await world.db.admin.query(
      `select payload from events.outbox where merchant_id = $1 and event_type = 'merchant.time_zone_changed'`,
      [shop.id],
    );
    expect(rows).toEqual([{ payload: { before: 'Europe/London', after: 'America/New_York' } }]);
  });

  it('keep the currency of a merchant that has orders', async () => {
    const shop = await world.shop();
    await world.db.admin.query(
      `insert into commerce.orders (merchant_id, external_id, kind, currency, placed_at, business_date)
       values ($1, '1', 'SALE', 'GBP', now(), current_date)`,
      [shop.id],
    );
    expect(await update(shop, { currency: 'USD' })).toMatchObject({
      code: 'CONFLICT',
      path: ['input', 'currency'],
    });
    expect(await update(shop, { currency: 'GBP', locale: 'de' })).toMatchObject({
      merchant: { settings: { currency: 'GBP', locale: 'de' } },
    });
  });

  it('are refused to a key that may not read them', async () => {
    const shop = await world.shop();
    const ask = (scopes: string[]) =>
      world.ask(
        { kind: 'apiKey', keyId: crypto.randomUUID(), merchantId: shop.id, scopes },
        'query ($id: ID!) { merchant(id: $id) { settings { locale } } }',
        { id: shop.id },
      );
    expect((await ask(['merchant:read'])).errors[0].extensions.code).toBe('FORBIDDEN');
    expect((await ask(['*'])).data.merchant.settings).toEqual({ locale: 'en' });
  });
});
