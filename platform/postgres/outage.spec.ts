import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from '#prisma/database.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/fixtures/services.ts';
import { databaseOutage, isDatabaseAway } from './outage.ts';
import { withTenants } from './tenants.ts';

describe('a PostgreSQL that is away', () => {
  let db: TestDatabase;
  let nowhere: Database;
  beforeAll(async () => {
    db = await createTestDatabase();
    const url = 'postgres://mg_app:secret@127.0.0.1:1/nothing';
    nowhere = createDatabase({ urls: { app: url, auth: url, worker: url } });
  });
  afterAll(async () => {
    await nowhere.close();
    await db.drop();
  });

  const failure = (promise: PromiseLike<unknown>): Promise<unknown> =>
    Promise.resolve(promise).then(
      () => undefined,
      (error: unknown) => error,
    );

  /** Runs something slow on connections that an administrator ends meanwhile. */
  async function cut(run: () => PromiseLike<unknown>): Promise<unknown> {
    const failed = failure(run());
    for (;;) {
      const { rowCount } = await db.admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() and query like '%pg_sleep%'`,
      );
      if (rowCount) return failed;
    }
  }

  it('is recognised when it cannot be reached', async () => {
    for (const run of [
      () => nowhere.app.merchant.count(),
      () => withTenants(nowhere.app, [], (tx) => tx.merchant.count()),
      () => nowhere.pools.app.query('select 1'),
    ]) {
      const error = await failure(run());
      expect(isDatabaseAway(error), String(error)).toBe(true);
      expect(databaseOutage(error)).toMatchObject({ code: 'UNAVAILABLE', message: /PostgreSQL/ });
    }
  });

  it('is recognised when it goes away in the middle', async () => {
    for (const run of [
      () => db.app.$queryRaw`select pg_sleep(5)`,
      () => withTenants(db.app, [], (tx) => tx.$queryRaw`select pg_sleep(5)`),
      () => db.pools.app.query('select pg_sleep(5)'),
    ]) {
      const error = await cut(run);
      expect(isDatabaseAway(error), String(error)).toBe(true);
    }
  });

  it('is not confused with a statement it refuses', async () => {
    for (const run of [
      () => db.pools.app.query('select nonsense'),
      () => db.pools.app.query('select 1 / 0'),
      () => db.app.$queryRaw`select * from users.sessions where id = 'x'::uuid`,
    ]) {
      const error = await failure(run());
      expect(error).toBeInstanceOf(Error);
      expect(databaseOutage(error)).toBeUndefined();
    }
    expect(isDatabaseAway(undefined)).toBe(false);
    expect(isDatabaseAway('ECONNREFUSED')).toBe(false);
  });
});
