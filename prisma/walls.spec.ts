import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTenants } from '#platform/postgres/tenants.ts';
import { seed } from '../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../tests/fixtures/services.ts';

describe('the walls between tenants', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.drop());

  it('shows a transaction only the rows of its tenants', async () => {
    const [a, b] = await Promise.all([
      seed(db).merchant().withMember('OWNER').create(),
      seed(db).merchant().withMember('ANALYST').create(),
    ]);
    const seen = await withTenants(db.app, [a.id], async (tx) => ({
      merchants: await tx.merchant.findMany(),
      memberships: await tx.membership.findMany(),
      people: await tx.user.findMany({ select: { id: true, email: true } }),
    }));
    expect(seen.merchants.map((merchant) => merchant.id)).toEqual([a.id]);
    expect(seen.memberships.map((membership) => membership.merchantId)).toEqual([a.id]);
    expect(seen.people.map((person) => person.id)).toEqual(a.members.map((member) => member.userId));
    expect(b.id).not.toBe(a.id);
  });

  it('shows nothing without tenants, on a fresh and on a used connection', async () => {
    await seed(db).merchant().create();
    expect(await db.app.merchant.count()).toBe(0);
    await withTenants(db.app, [], (tx) => tx.merchant.count());
    expect(await db.app.merchant.count()).toBe(0);
  });

  it('refuses a row of another tenant', async () => {
    const [a, b] = await Promise.all([seed(db).merchant().create(), seed(db).merchant().create()]);
    const foreign = withTenants(db.worker, [a.id], (tx) =>
      tx.customer.create({ data: { merchantId: b.id, externalId: '1' } }),
    );
    await expect(foreign).rejects.toThrow(/row-level security/);
  });

  it('hides password and key hashes from the application role', async () => {
    const merchant = await seed(db).merchant().withMember('OWNER').create();
    await expect(withTenants(db.app, [merchant.id], (tx) => tx.user.findMany())).rejects.toThrow(
      /permission denied/,
    );
    await expect(withTenants(db.app, [merchant.id], (tx) => tx.apiKey.findMany())).rejects.toThrow(
      /permission denied/,
    );
  });

  it('gives the application role no way round row-level security', async () => {
    const { rows } = await db.admin.query(
      `select rolname from pg_roles where rolname in ('mg_app','mg_auth','mg_worker') and (rolbypassrls or rolsuper)`,
    );
    expect(rows).toEqual([]);
  });

  it('puts a policy on every table that carries a merchant', async () => {
    const { rows } = await db.admin.query(
      `select c.table_schema || '.' || c.table_name as name from information_schema.columns c
       join pg_class k on k.oid = (c.table_schema || '.' || c.table_name)::regclass
       where c.column_name = 'merchant_id' and not k.relrowsecurity`,
    );
    expect(rows).toEqual([]);
  });
});
