import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTenants } from '#platform/postgres/index.ts';
import { seed } from '../../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/fixtures/services.ts';
import { saveFinding } from '../insight/save-finding.ts';
import { finding } from '../testing/finding.ts';
import { writeCard } from '../text/card.ts';
import { preferencesOf, preferencesOfMany } from './preferences.ts';
import { weightOf } from './weight.ts';

describe('weightOf', () => {
  it.each([
    [0, 0, 1],
    [5, 5, 1],
    [6, 8, 1],
    [0, 4, 0.5],
    [0, 16, 0.2],
    [0, 1000, 0.2],
    [5, 10, 8 / 14 / 0.75],
  ])('of %i useful ones among %i is %f', (useful, all, weight) => {
    expect(weightOf({ useful, all })).toBeCloseTo(weight, 12);
  });
});

describe('preferencesOf', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.drop());

  it('gives the mutes and the weights of each merchant, and nothing of another', async () => {
    const [mine, others, silent] = await Promise.all([0, 1, 2].map(() => seed(db).merchant().create()));
    const [a = '', b = '', c = ''] = [mine?.id, others?.id, silent?.id];
    await db.admin.query(
      `insert into insights.mutes (merchant_id, kind, metric, until, created_by) values
       ($1, 'RECORD', null, null, 'x'), ($1, null, 'REFUNDS', '2025-06-30', 'x'), ($2, 'STREAK', 'ORDERS', null, 'x')`,
      [a, b],
    );
    const story = finding();
    const { id } = await withTenants(db.worker, [a], (tx) =>
      saveFinding(tx, a, story, writeCard(story, 'en')),
    );
    for (const actor of ['user:1', 'user:2', 'user:3', 'user:4'])
      await db.admin.query(
        `insert into insights.insight_ratings (insight_id, actor, merchant_id, useful) values ($1, $2, $3, false)`,
        [id, actor, a],
      );
    await db.admin.query(
      `insert into insights.insight_ratings (insight_id, actor, merchant_id, useful, rated_at)
       values ($1, 'user:5', $2, false, now() - interval '2 years')`,
      [id, a],
    );
    // Two anomalies of one card are one opinion of it; an open one is none.
    const day = '2025-06-01';
    for (const [key, status] of [
      ['1', 'FALSE_ALARM'],
      ['2', 'FALSE_ALARM'],
      ['3', 'OPEN'],
    ])
      await db.admin.query(
        `insert into insights.anomalies (merchant_id, anomaly_key, insight_id, source, kind, metric, first_from,
           window_from, window_to, status, status_at)
         values ($1, $2, $3, 'DETECTED', 'WEEKDAY_ANOMALY', 'ORDERS', $4, $4, $4, $5, now())`,
        [a, key, id, day, status],
      );
    const preferences = {
      mutes: [{ kind: 'RECORD' }, { metric: 'REFUNDS', until: '2025-06-30' }],
      weights: { WEEKDAY_ANOMALY: expect.closeTo(3 / 9 / 0.75) },
    };
    const all = await withTenants(db.worker, [a, b, c], (tx) => preferencesOfMany(tx, [a, b, c]));
    expect(all).toEqual(
      new Map<string, object>([
        [a, preferences],
        [b, { mutes: [{ kind: 'STREAK', metric: 'ORDERS' }], weights: {} }],
      ]),
    );
    expect(await withTenants(db.app, [a], (tx) => preferencesOf(tx, a))).toEqual(preferences);
    expect(await withTenants(db.app, [c], (tx) => preferencesOf(tx, a))).toEqual({ mutes: [], weights: {} });
  });
});
