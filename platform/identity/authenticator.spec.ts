import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type SeededMerchant, seed } from '../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/fixtures/services.ts';
import { until } from '../../tests/fixtures/wait.ts';
import { createLogger } from '../log/index.ts';
import { type AccessTokens, createAccessTokens, createSigningKey } from './access-token.ts';
import { type Authenticator, createAuthenticator } from './authenticator.ts';
import { createIdentityChangeFeed, type IdentityChangeFeed } from './change-feed.ts';
import { announceIdentityChange, type IdentityChangeKind } from './changes.ts';

const logger = createLogger({ name: 'authenticator', level: 'silent' });

describe('the authenticator', () => {
  let db: TestDatabase;
  let pool: pg.Pool;
  let feedPool: pg.Pool;
  let tokens: AccessTokens;
  let shop: SeededMerchant;
  let changes: IdentityChangeFeed;
  let authenticator: Authenticator;
  let time: number;
  let clock: number;

  const bearer = (token: string): string => `Bearer ${token}`;
  const who = (token: string) => authenticator.authenticate(bearer(token));

  /** Runs a change and announces it, as services do; resolves when the feed has heard it. */
  async function change(kind: IdentityChangeKind, id: string, sql: string, values: unknown[]): Promise<void> {
    const heard = new Promise<void>((resolve) => {
      const stop = changes.onChange(({ subjects }) => {
        if (subjects === 'all' || !subjects.some(({ subjectId }) => subjectId === id)) return;
        stop();
        resolve();
      });
    });
    await db.admin.query(sql, values);
    await db.auth.$transaction((tx) => announceIdentityChange(tx, kind, id));
    await heard;
  }

  async function openSession(userId: string): Promise<{ id: string; token: string }> {
    const { id } = await db.auth.session.create({
      data: { userId, expiresAt: new Date(Date.now() + 86_400_000) },
    });
    return { id, token: (await tokens.issue({ userId, sessionId: id })).token };
  }

  const memberOf = (merchant: SeededMerchant, at = 0): string => merchant.members[at]?.userId ?? '';
  const keyIdOf = async (merchant: SeededMerchant): Promise<string> =>
    (await db.auth.apiKey.findFirstOrThrow({ where: { merchantId: merchant.id } })).id;

  async function open(options: { maxEntries?: number } = {}): Promise<void> {
    changes = createIdentityChangeFeed({ pool: feedPool, logger, everyMs: 10, clock: () => clock });
    authenticator = createAuthenticator({ pool, tokens, changes, logger, now: () => time, ...options });
    await until('the feed', () => changes.isHeard());
  }

  beforeAll(async () => {
    db = await createTestDatabase();
    pool = new pg.Pool({ connectionString: db.urlFor('mg_auth'), max: 4 });
    feedPool = new pg.Pool({ connectionString: db.urlFor('mg_auth'), max: 1 });
    tokens = createAccessTokens({ signingKey: await createSigningKey() });
  });
  beforeEach(async () => {
    time = Date.now();
    clock = 0;
    shop = await seed(db).merchant().withMember('OWNER').withMember('ANALYST').create();
    await open();
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await authenticator.close();
  });
  afterAll(async () => {
    await Promise.all([pool.end(), feedPool.end()]);
    await db.drop();
  });

  it('asks the database once, for all who ask at the same time, and gives the same object', async () => {
    const queries = vi.spyOn(pool, 'query');
    const { token } = await openSession(memberOf(shop));
    const answers = await Promise.all(Array.from({ length: 20 }, () => who(token)));
    expect(new Set([...answers, await who(token)]).size).toBe(1);
    expect(queries).toHaveBeenCalledTimes(1);
    const key = await who(shop.apiKey);
    expect(key).toMatchObject({ kind: 'apiKey', merchantId: shop.id, scopes: ['*'] });
    expect(await who(shop.apiKey)).toBe(key);
    expect(queries).toHaveBeenCalledTimes(2);
    expect(authenticator.hitRatio()).toBeGreaterThan(0);
  });

  it('tells a key its own rate limit, and none without one', async () => {
    expect(await who(shop.apiKey)).not.toHaveProperty('rateLimit');
    const id = await keyIdOf(shop);
    await change('API_KEY', id, 'update users.api_keys set rate_limit = 7 where id = $1', [id]);
    expect(await who(shop.apiKey)).toMatchObject({ rateLimit: 7 });
  });

  it('forgets an ended session, a revoked key and another role, and nobody else', async () => {
    const [owner, analyst] = [await openSession(memberOf(shop)), await openSession(memberOf(shop, 1))];
    await Promise.all([who(owner.token), who(analyst.token), who(shop.apiKey)]);
    const queries = vi.spyOn(pool, 'query');

    await change('SESSION', owner.id, 'update users.sessions set ended_at = now() where id = $1', [owner.id]);
    await expect(who(owner.token)).rejects.toThrow(/ended/);
    expect(queries).toHaveBeenCalledTimes(1);

    const userId = memberOf(shop, 1);
    const demote = `update users.memberships set role = 'MARKETER' where user_id = $1`;
    await change('USER', userId, demote, [userId]);
    expect(await who(analyst.token)).toMatchObject({
      memberships: [{ merchantId: shop.id, role: 'MARKETER' }],
    });
    expect(queries).toHaveBeenCalledTimes(2);

    await who(shop.apiKey);
    expect(queries).toHaveBeenCalledTimes(2);
    const keyId = await keyIdOf(shop);
    await change('API_KEY', keyId, 'update users.api_keys set revoked_at = now() where id = $1', [keyId]);
    await expect(who(shop.apiKey)).rejects.toThrow(/revoked/);
  });

  it('leaves out a closed merchant until it opens again, and keeps a suspended one', async () => {
    const { token } = await openSession(memberOf(shop));
    const open = [{ merchantId: shop.id, role: 'OWNER' }];
    const become = (status: string): Promise<void> =>
      change('MERCHANT', shop.id, 'update users.merchants set status = $2 where id = $1', [shop.id, status]);
    await Promise.all([who(token), who(shop.apiKey)]);
    await become('SUSPENDED');
    expect(await who(token)).toMatchObject({ memberships: open });
    await become('CLOSED');
    expect(await who(token)).toMatchObject({ memberships: [] });
    await expect(who(shop.apiKey)).rejects.toThrow(/closed/);
    await become('ACTIVE');
    expect(await who(token)).toMatchObject({ memberships: open });
    expect(await who(shop.apiKey)).toMatchObject({ kind: 'apiKey' });
  });

  it('does not remember an answer that is older than a change heard before it arrived', async () => {
    const id = await keyIdOf(shop);
    let arrive: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const original = pool.query.bind(pool) as (...args: unknown[]) => Promise<unknown>;
    let answered = 0;
    vi.spyOn(pool, 'query').mockImplementationOnce((async (...args: unknown[]) => {
      const result = await original(...args);
      answered += 1;
      await held;
      return result;
    }) as never);
    const before = who(shop.apiKey);
    await until('the answer of the database', () => answered === 1);
    await change('API_KEY', id, 'update users.api_keys set revoked_at = now() where id = $1', [id]);
    // Somebody who comes after the change does not share the look-up that began before it.
    await expect(who(shop.apiKey)).rejects.toThrow(/revoked/);
    arrive();
    expect(await before).toMatchObject({ kind: 'apiKey' });
    await expect(who(shop.apiKey)).rejects.toThrow(/revoked/);
  });

  it('asks every time while the feed is not heard, and remembers again when it is', async () => {
    const id = await keyIdOf(shop);
    const first = await who(shop.apiKey);
    const queries = vi.spyOn(pool, 'query');
    const polls = vi.spyOn(feedPool, 'query');
    await db.admin.query('revoke select on users.identity_changes from mg_auth');
    await until('a poll in vain', () => polls.mock.settledResults.some(({ type }) => type === 'rejected'));
    clock += 5_001;
    expect(changes.isHeard()).toBe(false);
    expect(await who(shop.apiKey)).toBe(first);
    expect(await who(shop.apiKey)).toBe(first);
    expect(queries).toHaveBeenCalledTimes(2);
    await db.admin.query('update users.api_keys set revoked_at = now() where id = $1', [id]);
    await expect(who(shop.apiKey)).rejects.toThrow(/revoked/);
    await db.admin.query('update users.api_keys set revoked_at = null where id = $1', [id]);
    await db.admin.query('grant select on users.identity_changes to mg_auth');
    await until('the feed', () => changes.isHeard());
    queries.mockClear();
    await who(shop.apiKey);
    await who(shop.apiKey);
    expect(queries).toHaveBeenCalledTimes(1);
  });

  it('looks again after a minute, and ends to the millisecond what expires', async () => {
    const id = await keyIdOf(shop);
    await who(shop.apiKey);
    await db.admin.query('update users.api_keys set expires_at = $2 where id = $1', [
      id,
      new Date(time + 90_000),
    ]);
    const queries = vi.spyOn(pool, 'query');
    time += 59_999;
    await who(shop.apiKey);
    expect(queries).toHaveBeenCalledTimes(0);
    time += 1;
    await who(shop.apiKey);
    expect(queries).toHaveBeenCalledTimes(1);
    time += 29_999;
    expect(await who(shop.apiKey)).toMatchObject({ kind: 'apiKey' });
    expect(queries).toHaveBeenCalledTimes(1);
    time += 1;
    await expect(who(shop.apiKey)).rejects.toThrow(/expired/);
  });

  it('forgets what was used longest ago when it is full', async () => {
    await authenticator.close();
    await open({ maxEntries: 2 });
    const others = [await seed(db).merchant().create(), await seed(db).merchant().create()];
    const [second = '', third = ''] = others.map(({ apiKey }) => apiKey);
    for (const key of [shop.apiKey, second, shop.apiKey, third]) await who(key);
    const queries = vi.spyOn(pool, 'query');
    await who(shop.apiKey);
    await who(third);
    expect(queries).toHaveBeenCalledTimes(0);
    await who(second);
    expect(queries).toHaveBeenCalledTimes(1);
  });

  it('tells listeners whom a change concerns, after it has forgotten them', async () => {
    const { token } = await openSession(memberOf(shop));
    const mine = await who(token);
    const other = await seed(db).merchant().create();
    const another = await who(other.apiKey);
    const seen: unknown[] = [];
    const stop = authenticator.onChange((heard) => {
      seen.push([heard.concerns(mine), heard.concerns(another)]);
    });
    const userId = memberOf(shop);
    await change('USER', userId, `update users.memberships set role = 'ADMIN' where user_id = $1`, [userId]);
    await change('MERCHANT', other.id, 'select $1::uuid', [other.id]);
    stop();
    await change('USER', userId, 'select $1::uuid', [userId]);
    expect(seen).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('writes the last use of keys together, once a minute each', async () => {
    const other = await seed(db).merchant().create();
    const used = async (): Promise<number[]> =>
      (
        await db.admin.query(
          'select extract(epoch from last_used_at)::float8 * 1000 as at from users.api_keys where merchant_id = any($1) order by merchant_id',
          [[shop.id, other.id]],
        )
      ).rows.map(({ at }) => at);
    time = Math.floor(time / 60_000) * 60_000 + 1_000;
    const first = time;
    const queries = vi.spyOn(pool, 'query');
    for (const key of [shop.apiKey, other.apiKey, shop.apiKey]) await who(key);
    expect(queries).toHaveBeenCalledTimes(2);
    await authenticator.close();
    expect(queries).toHaveBeenCalledTimes(3);
    expect(await used()).toEqual([first, first]);

    await open();
    time += 58_000;
    await who(shop.apiKey);
    await authenticator.close();
    expect(await used()).toEqual([first, first]);
    await open();
    time += 1_000;
    await who(other.apiKey);
    await authenticator.close();
    expect([...(await used())].sort()).toEqual([first, first + 59_000]);
  });
});
