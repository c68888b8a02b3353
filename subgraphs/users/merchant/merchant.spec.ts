import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ANONYMOUS,
  createAccessTokens,
  createAuthenticator,
  createSigningKey,
  type Identity,
} from '#platform/identity/index.ts';
import type { SeededMerchant } from '../../../tests/fixtures/seed.ts';
import { createUsersWorld, type UsersWorld } from '../testing/users.ts';
import { changeMerchantStatus } from './status.ts';

const OPERATOR = { identity: { kind: 'operator' as const, name: 'cli' }, correlationId: 'test' };

describe('merchants', () => {
  let world: UsersWorld;
  beforeAll(async () => {
    world = await createUsersWorld();
  });
  afterAll(() => world.close());

  const turn = (shop: SeededMerchant, status: 'ACTIVE' | 'SUSPENDED' | 'CLOSED') =>
    world.db.auth.$transaction((tx) => changeMerchantStatus(tx, 'cli', OPERATOR, shop.id, status));
  async function keyIdentity(shop: SeededMerchant): Promise<Identity> {
    const tokens = createAccessTokens({ signingKey: await createSigningKey() });
    const authenticator = createAuthenticator({ pool: world.db.pools.auth, tokens });
    try {
      return await authenticator.authenticate(`Bearer ${shop.apiKey}`);
    } finally {
      await authenticator.close();
    }
  }

  it('are opened by a signed-in person, who owns them', async () => {
    const shop = await world.shop();
    const analyst = world.as(shop, 'ANALYST');
    const input = { name: 'Été & Söhne', timeZone: 'Europe/Paris', currency: 'eur' };
    const made = await world.change(
      analyst,
      'createMerchant',
      input,
      'merchant { id slug currency timeZone status members { nodes { role } } settings { locale recomputing } }',
    );
    expect(made.merchant).toMatchObject({
      slug: 'ete-sohne',
      currency: 'EUR',
      timeZone: 'Europe/Paris',
      status: 'ACTIVE',
      members: { nodes: [{ role: 'OWNER' }] },
      settings: { locale: 'en', recomputing: false },
    });
    const [a, b] = await Promise.all(
      [1, 2].map(() => world.change(analyst, 'createMerchant', input, 'merchant { slug }')),
    );
    expect([a.merchant.slug, b.merchant.slug].sort()).toEqual(['ete-sohne-2', 'ete-sohne-3']);
    expect(await world.recorded(made.merchant.id)).toMatchObject([{ action: 'merchant.created' }]);
  });

  it('are opened by nobody else, and not with nonsense', async () => {
    const shop = await world.shop();
    const input = { name: 'Shop', timeZone: 'Europe/Paris', currency: 'EUR' };
    const create = (identity: Identity, other: Record<string, string> = {}) =>
      world.change(identity, 'createMerchant', { ...input, ...other });
    expect(await create(ANONYMOUS)).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await create(await keyIdentity(shop))).toMatchObject({ code: 'FORBIDDEN' });
    const owner = world.as(shop, 'OWNER');
    expect(await create(owner, { name: '  ' })).toMatchObject({ path: ['input', 'name'] });
    expect(await create(owner, { timeZone: '+01:00' })).toMatchObject({ path: ['input', 'timeZone'] });
    expect(await create(owner, { timeZone: 'Mars/Base' })).toMatchObject({ path: ['input', 'timeZone'] });
    expect(await create(owner, { currency: 'XYZ' })).toMatchObject({ path: ['input', 'currency'] });
  });

  it('are renamed by who runs them, and the change is recorded', async () => {
    const shop = await world.shop();
    const rename = (identity: Identity) =>
      world.change(
        identity,
        'updateMerchant',
        { merchantId: shop.id, name: ' New ' },
        'merchant { name slug }',
      );
    expect(await rename(world.as(shop, 'ANALYST'))).toMatchObject({ code: 'FORBIDDEN' });
    expect((await rename(world.as(shop, 'ADMIN'))).merchant).toEqual({ name: 'New', slug: shop.slug });
    expect(await world.recorded(shop.id)).toMatchObject([
      {
        action: 'merchant.settings_changed',
        details: { before: { name: shop.name }, after: { name: 'New' } },
      },
    ]);
  });

  it('that are suspended are read and not changed, by people and keys', async () => {
    const shop = await world.shop();
    const owner = world.as(shop, 'OWNER');
    await turn(shop, 'SUSPENDED');
    expect(await world.announced()).toContain(`MERCHANT:${shop.id}`);
    const { data } = await world.ask(
      { ...owner, memberships: [{ merchantId: shop.id, role: 'OWNER', suspended: true }] } as Identity,
      'query ($id: ID!) { merchant(id: $id) { status } me { permissions(merchantId: $id) memberships { nodes { permissions } } } }',
      { id: shop.id },
    );
    expect(data.merchant.status).toBe('SUSPENDED');
    expect(data.me.permissions.filter((name: string) => !name.endsWith(':read'))).toEqual([]);
    expect(data.me.memberships.nodes[0].permissions).toEqual(data.me.permissions);
    // The identity of the first request is a moment old and knows nothing of it yet.
    const inputs: Record<string, Record<string, unknown>> = {
      updateMerchant: { name: 'x' },
      updateMerchantSettings: { locale: 'de' },
      closeMerchant: {},
      leaveMerchant: {},
      updateNotificationSettings: { email: false },
      inviteMember: { email: 'a@example.com', role: 'ADMIN' },
      createApiKey: { name: 'x', scopes: ['reports:read'] },
      setFeatureFlag: { name: 'dashboard.live_updates', enabled: false },
      removeMember: { userId: shop.members[2]?.userId },
    };
    for (const [mutation, input] of Object.entries(inputs))
      expect(await world.change(owner, mutation, { merchantId: shop.id, ...input })).toMatchObject({
        code: 'FORBIDDEN',
        message: expect.stringContaining('SUSPENDED'),
      });
    const key = await keyIdentity(shop);
    expect(key).toMatchObject({ suspended: true });
    expect(
      await world.change(key, 'setFeatureFlag', { merchantId: shop.id, name: 'dashboard.live_updates' }),
    ).toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('SUSPENDED') });
    await turn(shop, 'ACTIVE');
    expect(await world.change(owner, 'updateMerchant', { merchantId: shop.id, name: 'x' })).toMatchObject({
      __typename: 'UpdateMerchantSuccess',
    });
  });

  it('are closed by owners: nobody is in them any more and keys are dead', async () => {
    const shop = await world.shop();
    const owner = world.as(shop, 'OWNER');
    const close = (identity: Identity) =>
      world.change(identity, 'closeMerchant', { merchantId: shop.id }, 'merchantId');
    expect(await close(world.as(shop, 'ADMIN'))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await close(await keyIdentity(shop))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await close(owner)).toMatchObject({ merchantId: shop.id });
    expect(await world.change(owner, 'updateMerchant', { merchantId: shop.id, name: 'x' })).toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(keyIdentity(shop)).rejects.toThrow(/closed/);
    expect(await world.recorded(shop.id)).toMatchObject([
      { action: 'merchant.status_changed', details: { before: 'ACTIVE', after: 'CLOSED' } },
    ]);
    await expect(turn(shop, 'SUSPENDED')).rejects.toThrow(/CLOSED/);
    await turn(shop, 'ACTIVE');
    await turn(shop, 'ACTIVE');
    expect(await world.recorded(shop.id)).toHaveLength(2);
  });
});
