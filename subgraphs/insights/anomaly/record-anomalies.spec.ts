import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTenants } from '#platform/postgres/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/fixtures/services.ts';
import { addDays } from '../detection/calendar.ts';
import type { Candidate } from '../detection/finding.ts';
import { recordAnomalies } from './record-anomalies.ts';

const DAY = '2026-03-10';

function candidate(day: string, more: Partial<Candidate> = {}): Candidate {
  return {
    kind: 'LEVEL_SHIFT',
    metric: 'ORDERS',
    direction: 'DOWN',
    observed: 12.5,
    expected: 20,
    change: -0.375,
    score: 4.2,
    p: 0.0001,
    material: true,
    window: {
      from: addDays(day, -6),
      to: day,
      baselineFrom: addDays(day, -34),
      baselineTo: addDays(day, -7),
    },
    ...more,
  };
}

describe('recordAnomalies', () => {
  let db: TestDatabase;
  let shop: SeededMerchant;
  beforeAll(async () => {
    db = await createTestDatabase();
    shop = await seed(db).merchant({ currency: 'EUR' }).create();
  });
  afterAll(() => db?.drop());

  const record = (insightId: string | null, candidates: readonly Candidate[], merchantId = shop.id) =>
    withTenants(db.worker, [merchantId], (tx) => recordAnomalies(tx, merchantId, insightId, candidates));
  const rows = async (insightId: string) =>
    (
      await db.admin.query(
        `select id, kind, metric, direction, status, source, slice_dimension, slice_key, slice_label, currency,
           first_from::text, window_from::text, window_to::text, observed::float8, p, xmin::text
         from insights.anomalies where insight_id = $1 order by kind, window_to`,
        [insightId],
      )
    ).rows;

  it('keeps a test with all it says, of the shop or of a slice', async () => {
    const insight = crypto.randomUUID();
    const slice = { dimension: 'PRODUCT', key: '85123A', label: 'White hanging heart' } as const;
    await record(insight, [candidate(DAY), candidate(DAY, { slice, p: 0.02 })]);
    const shared = {
      kind: 'LEVEL_SHIFT',
      metric: 'ORDERS',
      direction: 'DOWN',
      status: 'OPEN',
      source: 'DETECTED',
      currency: 'EUR',
      first_from: '2026-03-04',
      window_from: '2026-03-04',
      window_to: DAY,
      observed: 12.5,
    };
    expect(await rows(insight)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...shared, slice_dimension: null, p: 0.0001 }),
        expect.objectContaining({
          ...shared,
          slice_dimension: 'PRODUCT',
          slice_key: '85123A',
          slice_label: 'White hanging heart',
          p: 0.02,
        }),
      ]),
    );
  });

  it('changes nothing when it is done again', async () => {
    const insight = crypto.randomUUID();
    const given = [candidate(DAY), candidate(DAY, { metric: 'UNITS' }), candidate(DAY)];
    await record(insight, given);
    const first = await rows(insight);
    expect(first).toHaveLength(2);
    await record(insight, given);
    expect(await rows(insight)).toEqual(first);
  });

  it('lets one that goes on move with its days and keep what was said of it', async () => {
    const insight = crypto.randomUUID();
    await record(insight, [candidate(DAY)]);
    await db.admin.query(`update insights.anomalies set status = 'ACKNOWLEDGED' where insight_id = $1`, [
      insight,
    ]);
    for (let day = 1; day <= 12; day++)
      await record(insight, [candidate(addDays(DAY, day), { observed: 12.5 + day })]);
    const going = await rows(insight);
    expect(going).toMatchObject([
      {
        status: 'ACKNOWLEDGED',
        first_from: '2026-03-04',
        window_from: '2026-03-16',
        window_to: '2026-03-22',
      },
    ]);
    expect(going[0]?.observed).toBe(24.5);
    // A backfill comes by the first day again.
    await record(insight, [candidate(DAY)]);
    expect(await rows(insight)).toEqual(going);
  });

  it('keeps days, kinds and insights apart', async () => {
    const [insight, other] = [crypto.randomUUID(), crypto.randomUUID()];
    const onDay = (day: string) =>
      candidate(day, {
        kind: 'WEEKDAY_ANOMALY',
        window: { from: day, to: day, baselineFrom: addDays(day, -70), baselineTo: addDays(day, -7) },
      });
    await record(insight, [onDay(DAY), candidate(DAY)]);
    await record(insight, [onDay(addDays(DAY, 1))]);
    await record(other, [onDay(DAY)]);
    expect((await rows(insight)).map((row) => [row.kind, row.window_to])).toEqual([
      ['LEVEL_SHIFT', DAY],
      ['WEEKDAY_ANOMALY', DAY],
      ['WEEKDAY_ANOMALY', '2026-03-11'],
    ]);
    expect(await rows(other)).toHaveLength(1);
  });

  it('does not write for a merchant that the transaction is not of', async () => {
    const other = await seed(db).merchant().create();
    const crossing = withTenants(db.worker, [other.id], (tx) =>
      recordAnomalies(tx, shop.id, crypto.randomUUID(), [candidate(DAY)]),
    );
    await expect(crossing).rejects.toThrow(/row-level security/);
  });
});
