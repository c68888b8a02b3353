import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ANONYMOUS,
  type Authenticator,
  createAccessTokens,
  createAuthenticator,
  createSigningKey,
  type Identity,
  NEVER_IN_STAR,
  permissionsOfScopes,
} from '#platform/identity/index.ts';
import type { SeededMerchant } from '../../../tests/fixtures/seed.ts';
import { createUsersWorld, type UsersWorld } from '../testing/users.ts';

const KEY =
  'id name prefix scopes permissions status expiresAt revokedAt rateLimit replacedById createdBy { name }';
const HOUR_MS = 3_600_000;

describe('API keys', () => {
  let world: UsersWorld;
  let authenticator: Authenticator;
  beforeAll(async () => {
    world = await createUsersWorld();
    const tokens = createAccessTokens({ signingKey: await createSigningKey() });
    authenticator = createAuthenticator({ pool: world.db.pools.auth, tokens });
  });
  afterAll(async () => {
    await authenticator.close();
    await world.close();
  });

  const identityOf = (key: string): Promise<Identity> => authenticator.authenticate(`Bearer ${key}`);
  const create = (as: Identity, shop: SeededMerchant, input: Record<string, unknown> = {}, key?: string) =>
    world.change(
      as,
      'createApiKey',
      { merchantId: shop.id, name: 'exports', scopes: ['reports:read', 'merchant:read'], ...input },
      `key apiKey { ${KEY} }`,
      key,
    );
  const rotate = (as: Identity, id: string, overlapHours: number) =>
    world.change(as, 'rotateApiKey', { id, overlapHours }, `key apiKey { ${KEY} } replaced { ${KEY} }`);

  it('are shown once, work, and tell what they may do', async () => {
    const shop = await world.shop();
    const made = await create(world.as(shop, 'ADMIN'), shop, { rateLimit: 5 });
    expect(made.key).toMatch(/^mg_/);
    expect(made.apiKey).toMatchObject({
      name: 'exports',
      prefix: made.key.slice(0, 11),
      status: 'ACTIVE',
      expiresAt: null,
      rateLimit: 5,
      permissions: ['merchant:read', 'reports:read'],
      createdBy: { name: 'Member 2' },
    });
    const identity = await identityOf(made.key);
    expect(identity).toMatchObject({ merchantId: shop.id, rateLimit: 5 });
    const { data } = await world.ask(identity, '{ currentApiKey { scopes permissions } }');
    expect(data.currentApiKey.scopes).toEqual(['reports:read', 'merchant:read']);
    const [event] = await world.recorded(shop.id);
    expect(event).toMatchObject({
      action: 'api_key.created',
      details: { keyId: made.apiKey.id, name: 'exports' },
    });
    expect(JSON.stringify(event)).not.toContain(made.key);
    expect((await world.emails(shop.members[0]?.email ?? '')).map(({ subject }) => subject)).toEqual([
      `${shop.name}: The API key "exports" was made.`,
    ]);
  });

  it('get no scope that is none, or that their maker lacks', async () => {
    const shop = await world.shop();
    const admin = world.as(shop, 'ADMIN');
    expect(await create(admin, shop, { scopes: ['everything'] })).toMatchObject({
      code: 'BAD_INPUT',
      path: ['input', 'scopes'],
    });
    expect(await create(admin, shop, { scopes: ['toString'] })).toMatchObject({ code: 'BAD_INPUT' });
    expect(await create(admin, shop, { scopes: [] })).toMatchObject({ code: 'BAD_INPUT' });
    expect(await create(admin, shop, { scopes: ['merchant:close'] })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await create(world.as(shop, 'ANALYST'), shop)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await create(ANONYMOUS, shop)).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await create(world.as(await world.shop(), 'OWNER'), shop)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await create(world.as(shop, 'OWNER'), shop, { scopes: ['merchant:close'] })).toMatchObject({
      __typename: 'CreateApiKeySuccess',
    });
  });

  it('are checked field by field', async () => {
    const shop = await world.shop();
    const owner = world.as(shop, 'OWNER');
    expect(await create(owner, shop, { name: ' ' })).toMatchObject({ path: ['input', 'name'] });
    expect(await create(owner, shop, { rateLimit: 0 })).toMatchObject({ path: ['input', 'rateLimit'] });
    expect(await create(owner, shop, { rateLimit: 1001 })).toMatchObject({ path: ['input', 'rateLimit'] });
    expect(await create(owner, shop, { expiresAt: '2020-01-01T00:00:00Z' })).toMatchObject({
      path: ['input', 'expiresAt'],
    });
  });

  it('with a star hold everything but keys, people, e-mails and closing, which are named', async () => {
    const shop = await world.shop();
    const star = await identityOf(shop.apiKey);
    expect(permissionsOfScopes(['*'])).not.toEqual(expect.arrayContaining([...NEVER_IN_STAR]));
    expect(await create(star, shop)).toMatchObject({ code: 'FORBIDDEN' });
    expect(
      await world.change(star, 'inviteMember', {
        merchantId: shop.id,
        email: 'a@example.com',
        role: 'ADMIN',
      }),
    ).toMatchObject({ code: 'FORBIDDEN' });
    const made = await create(world.as(shop, 'OWNER'), shop, { scopes: ['*', 'keys:write'] });
    const maker = await identityOf(made.key);
    expect(await create(maker, shop, { scopes: ['members:write'] })).toMatchObject({ code: 'FORBIDDEN' });
    const second = await create(maker, shop, { scopes: ['keys:write'] });
    expect(second.apiKey).toMatchObject({ permissions: ['keys:write'], createdBy: null });
  });

  it('are replaced while the old one goes on for the overlap', async () => {
    const shop = await world.shop();
    const owner = world.as(shop, 'OWNER');
    const old = await create(owner, shop, { rateLimit: 7 });
    const next = await rotate(owner, old.apiKey.id, 2);
    expect(next.apiKey).toMatchObject({
      name: 'exports',
      rateLimit: 7,
      scopes: old.apiKey.scopes,
      expiresAt: null,
    });
    expect(next.replaced).toMatchObject({
      id: old.apiKey.id,
      status: 'ACTIVE',
      replacedById: next.apiKey.id,
    });
    const end = Date.parse(next.replaced.expiresAt);
    expect(end - Date.now()).toBeGreaterThan(HOUR_MS);
    expect(end - Date.now()).toBeLessThanOrEqual(2 * HOUR_MS);
    await identityOf(old.key);
    await identityOf(next.key);
    expect(await world.announced()).toEqual(
      expect.arrayContaining([`API_KEY:${old.apiKey.id}`, `API_KEY:${next.apiKey.id}`]),
    );
    expect(await rotate(owner, old.apiKey.id, 2)).toMatchObject({ code: 'CONFLICT' });
    expect(await rotate(owner, next.apiKey.id, 169)).toMatchObject({ path: ['input', 'overlapHours'] });
    expect(await rotate(owner, next.apiKey.id, -1)).toMatchObject({ code: 'BAD_INPUT' });
  });

  it('stop at once when they are replaced without overlap, and only one of two rotations wins', async () => {
    const shop = await world.shop();
    const owner = world.as(shop, 'OWNER');
    const old = await create(owner, shop);
    const answers = await Promise.all([rotate(owner, old.apiKey.id, 0), rotate(owner, old.apiKey.id, 0)]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'ConflictError',
      'RotateApiKeySuccess',
    ]);
    await expect(identityOf(old.key)).rejects.toThrow(/revoked/);
  });

  it('with a life span get as long a one again, and never outlive their end by a rotation', async () => {
    const shop = await world.shop();
    const owner = world.as(shop, 'OWNER');
    const expiresAt = new Date(Date.now() + HOUR_MS).toISOString();
    const old = await create(owner, shop, { expiresAt });
    const next = await rotate(owner, old.apiKey.id, 100);
    expect(next.replaced.expiresAt).toBe(expiresAt);
    expect(Date.parse(next.apiKey.expiresAt)).toBeGreaterThan(Date.parse(expiresAt));
  });

  it('are revoked for good, renamed, and listed with their state', async () => {
    const shop = await world.shop();
    const owner = world.as(shop, 'OWNER');
    const { key, apiKey } = await create(owner, shop);
    const renamed = await world.change(
      owner,
      'renameApiKey',
      { id: apiKey.id, name: 'imports' },
      'apiKey { name }',
    );
    expect(renamed.apiKey.name).toBe('imports');
    const revoke = () =>
      world.change(owner, 'revokeApiKey', { id: apiKey.id }, 'apiKey { status revokedAt }');
    const revoked = await revoke();
    expect(revoked.apiKey.status).toBe('REVOKED');
    expect(await revoke()).toEqual(revoked);
    await expect(identityOf(key)).rejects.toThrow(/revoked/);
    expect(await rotate(owner, apiKey.id, 0)).toMatchObject({ code: 'CONFLICT' });
    const list = async (filter: string, identity = owner) =>
      world.ask(
        identity,
        `query ($id: ID!) { merchant(id: $id) { apiKeys(${filter}) { totalCount nodes { name status } } } }`,
        { id: shop.id },
      );
    expect((await list('filter: { status: [REVOKED] }')).data.merchant.apiKeys).toEqual({
      totalCount: 1,
      nodes: [{ name: 'imports', status: 'REVOKED' }],
    });
    expect((await list('first: 1')).data.merchant.apiKeys).toMatchObject({
      totalCount: 2,
      nodes: [{ name: 'imports' }],
    });
    expect((await list('filter: { status: [ACTIVE] }')).data.merchant.apiKeys.nodes).toEqual([
      { name: 'test', status: 'ACTIVE' },
    ]);
    expect((await list('first: 1', world.as(shop, 'ANALYST'))).errors[0].extensions.code).toBe('FORBIDDEN');
    expect((await world.recorded(shop.id)).map(({ action }) => action)).toEqual([
      'api_key.created',
      'api_key.renamed',
      'api_key.revoked',
    ]);
  });

  it('of another merchant do not exist, and the same Idempotency-Key gives the same key', async () => {
    const shop = await world.shop();
    const owner = world.as(shop, 'OWNER');
    const made = await create(owner, shop, {}, 'make-1');
    expect(await create(owner, shop, {}, 'make-1')).toEqual(made);
    const stranger = world.as(await world.shop(), 'OWNER');
    expect(await rotate(stranger, made.apiKey.id, 0)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.change(stranger, 'revokeApiKey', { id: made.apiKey.id })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await world.change(ANONYMOUS, 'revokeApiKey', { id: made.apiKey.id })).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    expect(await world.change(owner, 'renameApiKey', { id: 'nonsense', name: 'x' })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('that were revoked a moment ago change nothing any more', async () => {
    const shop = await world.shop();
    const owner = world.as(shop, 'OWNER');
    const { key, apiKey } = await create(owner, shop, { scopes: ['keys:write', 'reports:read'] });
    const stale = await identityOf(key);
    await world.change(owner, 'revokeApiKey', { id: apiKey.id });
    expect(await create(stale, shop, { scopes: ['reports:read'] })).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });
});
