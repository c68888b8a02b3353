import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTenants } from '#platform/postgres/index.ts';
import { seed } from '../../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/fixtures/services.ts';
import { calendarOf } from './calendar-of.ts';

describe('calendarOf', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.drop());

  it('gives each merchant its own days, in order', async () => {
    const [a = '', b = '', c = ''] = (
      await Promise.all([0, 1, 2].map(() => seed(db).merchant().create()))
    ).map(({ id }) => id);
    await db.admin.query(
      `insert into insights.calendar_entries (merchant_id, kind, name, from_day, to_day, yearly, created_by) values
       ($1, 'HOLIDAY', 'Christmas', '2020-12-25', '2020-12-26', true, 'x'),
       ($1, 'PROMOTION', 'Black Friday', '2025-11-28', '2025-12-01', false, 'x'),
       ($1, 'CLOSURE', 'Stocktaking', '2024-01-02', '2024-01-02', false, 'x'),
       ($2, 'CLOSURE', 'Moving', '2025-12-31', '2026-01-03', false, 'x')`,
      [a, b],
    );
    const read = (tenants: string[]) =>
      withTenants(db.worker, tenants, (tx) => calendarOf(tx, [a, b, c], '2025-06-01', '2025-12-31'));
    const mine = [
      { from: '2025-11-28', to: '2025-12-01', kind: 'PROMOTION', name: 'Black Friday' },
      { from: '2025-12-25', to: '2025-12-26', kind: 'HOLIDAY', name: 'Christmas' },
    ];
    expect(await read([a, b, c])).toEqual(
      new Map([
        [a, mine],
        [b, [{ from: '2025-12-31', to: '2026-01-03', kind: 'CLOSURE', name: 'Moving' }]],
      ]),
    );
    expect(await read([a])).toEqual(new Map([[a, mine]]));
  });
});
