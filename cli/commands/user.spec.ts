import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seed } from '../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/fixtures/services.ts';
import { removeSecondFactor } from './user.ts';

describe('removing a second factor', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.drop());

  it('takes it and its recovery codes away, and is audited for every merchant', async () => {
    const email = 'lost@example.com';
    const shops = [
      await seed(db).merchant().withMember('OWNER', { email }).create(),
      await seed(db).merchant().withMember('ANALYST', { email }).create(),
    ];
    const userId = shops[0]?.members[0]?.userId ?? '';
    await db.auth.secondFactor.create({
      data: { userId, secret: new Uint8Array([1]), confirmedAt: new Date() },
    });
    await db.auth.recoveryCode.create({ data: { userId, hash: new Uint8Array([1]) } });
    expect(await removeSecondFactor(db, ' Lost@Example.com ')).toBe(true);
    expect(await db.auth.secondFactor.count()).toBe(0);
    expect(await db.auth.recoveryCode.count()).toBe(0);
    const { rows } = await db.admin.query('select merchant_id, payload from events.outbox');
    expect(rows.map((row) => row.merchant_id).sort()).toEqual(shops.map(({ id }) => id).sort());
    expect(rows[0].payload).toMatchObject({
      action: 'user.second_factor_disabled',
      actorKind: 'OPERATOR',
      details: { userId },
    });
    expect(await removeSecondFactor(db, email)).toBe(false);
    await expect(removeSecondFactor(db, 'nobody@example.com')).rejects.toThrow('--email');
  });
});
