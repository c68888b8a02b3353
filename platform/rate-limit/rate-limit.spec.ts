import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../tests/fixtures/services.ts';
import {
  type BucketStore,
  type Charge,
  createLocalStore,
  createPostgresStore,
  createRateLimiter,
  type RateLimiter,
} from './index.ts';

const charge = (key: string, options: Partial<Charge> = {}): Charge => ({
  key,
  name: `requests of ${key}`,
  perSecond: 10,
  burst: 20,
  tokens: 1,
  ...options,
});

/** Takes until refused; answers how many were let through. */
async function spend(limiter: RateLimiter, one: Charge, attempts: number): Promise<number> {
  let allowed = 0;
  for (let n = 0; n < attempts; n++) if ((await limiter.take([one])).allowed) allowed++;
  return allowed;
}

describe('a limiter of one process', () => {
  it('lets a full bucket through, then what comes back, and says how long to wait', async () => {
    let time = 1_000_000;
    const limiter = createRateLimiter({ now: () => time });
    expect(await spend(limiter, charge('a'), 50)).toBe(20);
    expect(await limiter.take([charge('a')])).toEqual({
      allowed: false,
      name: 'requests of a',
      limit: 20,
      remaining: 0,
      resetSeconds: 1,
    });
    time += 1_000;
    expect(await spend(limiter, charge('a'), 50)).toBe(10);
    const slow = charge('slow', { perSecond: 1 / 60, burst: 2 });
    expect(await spend(limiter, slow, 5)).toBe(2);
    expect((await limiter.take([slow])).resetSeconds).toBe(60);
  });

  it('takes from all buckets or from none, and tells the tightest', async () => {
    const limiter = createRateLimiter({ now: () => 1 });
    const wide = charge('wide', { burst: 100 });
    const narrow = charge('narrow', { burst: 4 });
    for (let n = 0; n < 4; n++) expect((await limiter.take([wide, narrow])).allowed).toBe(true);
    for (let n = 0; n < 50; n++)
      expect(await limiter.take([wide, narrow])).toMatchObject({ allowed: false, name: narrow.name });
    expect(await spend(limiter, wide, 200)).toBe(96);
  });

  it('answers without waiting while a lease lasts', async () => {
    let questions = 0;
    const local = createLocalStore();
    const store: BucketStore = {
      lease: (requests) => {
        questions += requests.length;
        return local.lease(requests);
      },
    };
    const limiter = createRateLimiter({ store });
    const big = charge('big', { perSecond: 1_000, burst: 1_000 });
    expect(limiter.take([big])).toBeInstanceOf(Promise);
    await new Promise((resolve) => setImmediate(resolve));
    for (let n = 0; n < 40; n++) expect(limiter.take([big])).not.toBeInstanceOf(Promise);
    expect(questions).toBe(1);
  });
});

describe('limiters of several processes on one database', () => {
  let db: TestDatabase;
  const stores: ReturnType<typeof createPostgresStore>[] = [];
  const limiter = () => {
    const store = createPostgresStore({ pool: db.pools.auth });
    stores.push(store);
    return createRateLimiter({ store });
  };
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(async () => {
    for (const store of stores) store.close();
    await db.drop();
  });

  it('share a bucket: together they let through no more than it holds', async () => {
    // Nothing comes back within the test.
    const one = charge('shared', { perSecond: 0.001, burst: 300 });
    const limiters = [limiter(), limiter(), limiter()];
    const counts = await Promise.all(limiters.map((each) => spend(each, one, 300)));
    // All tokens are spent but for what a process has fetched and was not asked for.
    const total = counts.reduce((sum, count) => sum + count, 0);
    expect(total).toBeLessThanOrEqual(300);
    expect(total).toBeGreaterThan(300 - 3 * 45);
    const { rows } = await db.admin.query(`select tokens from gateway.rate_limits where key = 'shared'`);
    expect(rows[0].tokens).toBeLessThan(1);
    expect((await limiter().take([one])).allowed).toBe(false);
  });

  it('lose nothing and gain nothing when they ask at the same time, in whatever order', async () => {
    const store = createPostgresStore({ pool: db.pools.auth });
    stores.push(store);
    const keys = ['x', 'y', 'z'];
    const ask = (order: string[]) =>
      store.lease(order.map((key) => ({ key, perSecond: 0.001, burst: 1_000, want: 7 })));
    const leases = await Promise.all(
      Array.from({ length: 60 }, (_, n) => ask(n % 2 ? keys : keys.toReversed())),
    );
    expect(leases.flat().every(({ granted }) => granted === 7)).toBe(true);
    const { rows } = await db.admin.query(
      `select tokens from gateway.rate_limits where key = any($1) order by key`,
      [keys],
    );
    for (const { tokens } of rows) expect(Math.round(tokens)).toBe(1_000 - 60 * 7);
  });

  it('fill by the clock of the database, up to the full bucket', async () => {
    const store = createPostgresStore({ pool: db.pools.auth });
    stores.push(store);
    const request = { key: 'fills', perSecond: 1, burst: 10, want: 10 };
    expect(await store.lease([request])).toEqual([{ granted: 10, left: 0 }]);
    await db.admin.query(
      `update gateway.rate_limits set updated_at = updated_at - interval '4 seconds' where key = 'fills'`,
    );
    expect((await store.lease([request]))[0]?.granted).toBe(4);
    await db.admin.query(
      `update gateway.rate_limits set updated_at = updated_at - interval '1 day' where key = 'fills'`,
    );
    expect((await store.lease([request]))[0]).toMatchObject({ granted: 10 });
  });

  it('go on with half a bucket of their own while the database is away, and come back to it', async () => {
    let away = true;
    let time = 1_000_000;
    const told: unknown[] = [];
    const real = createPostgresStore({ pool: db.pools.auth });
    stores.push(real);
    const here = createRateLimiter({
      now: () => time,
      onAway: (error) => told.push(error),
      store: {
        lease: (requests) => (away ? Promise.reject(new Error('ECONNREFUSED')) : real.lease(requests)),
      },
    });
    const one = charge('away', { perSecond: 0.001, burst: 40 });
    expect(await spend(here, one, 100)).toBe(20);
    expect(told).toHaveLength(1);
    away = false;
    time += 2_000_000;
    expect(await spend(here, one, 100)).toBeGreaterThanOrEqual(40);
  });
});
