import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withTenants } from '#platform/postgres/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/fixtures/services.ts';
import type { Finding } from '../detection/finding.ts';
import { finding } from '../testing/finding.ts';
import { writeCard } from '../text/card.ts';
import { announceInsight, saveFinding } from './save-finding.ts';

describe('saveFinding', () => {
  let db: TestDatabase;
  let shop: SeededMerchant;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    shop = await seed(db).merchant().create();
  });

  const save = (story: Finding) =>
    withTenants(db.worker, [shop.id], async (tx) => {
      const saved = await saveFinding(tx, shop.id, story, writeCard(story, 'en'));
      await announceInsight(tx, { merchantId: shop.id, correlationId: 'c', saved });
      return saved;
    });
  const rows = async <T>(sql: string): Promise<T[]> => (await db.admin.query(sql, [shop.id])).rows as T[];
  const stored = async () =>
    (
      await rows<
        Record<string, unknown>
      >(`select *, observed::text, last_seen::text, as_of::text, window_to::text
      from insights.insights where merchant_id = $1`)
    )[0];
  const events = () =>
    rows<{ event_id: string; event_type: string; payload: object }>(
      'select event_id, event_type, payload from events.outbox where merchant_id = $1 order by event_timestamp',
    );

  it('writes a new story with all it carries, and tells of it once', async () => {
    const story = finding({
      slice: { dimension: 'PRODUCT', key: '85123A', label: 'Hanging heart' },
      action: 'CHECK_STOCK',
      evidence: { from: '2025-05-01', observed: [1, null], expected: [2, 2] },
      explanation: { contributions: [], effects: { price: 1, volume: -2, mix: 0 } },
    });
    const saved = await save(story);
    expect(saved).toMatchObject({ outcome: 'CREATED', version: 1 });
    expect(await stored()).toMatchObject({
      id: saved.id,
      slice_dimension: 'PRODUCT',
      slice_key: '85123A',
      slice_label: 'Hanging heart',
      action: 'CHECK_STOCK',
      evidence: story.evidence,
      explanation: story.explanation,
      status: 'UNREAD',
      last_seen: story.asOf,
      updated_at: null,
    });
    expect(await save(story)).toEqual({ ...saved, outcome: 'UNCHANGED' });
    expect(await events()).toEqual([
      {
        event_id: saved.id,
        event_type: 'insight.created',
        payload: { insightId: saved.id, kind: 'WEEKDAY_ANOMALY', severity: 'NOTICE' },
      },
    ]);
  });

  it('moves the card of a continuing story on and keeps what it said', async () => {
    const first = finding({ asOf: '2025-06-09', observed: 120 });
    const { id } = await save(first);
    const window = { ...first.window, to: '2025-06-09' };
    const next = finding({ asOf: '2025-06-10', observed: 130.25, window });
    expect(await save(next)).toMatchObject({ id, outcome: 'UPDATED', version: 2 });
    expect(await stored()).toMatchObject({
      observed: '130.2500',
      as_of: '2025-06-09',
      last_seen: '2025-06-10',
      window_to: '2025-06-09',
      version: 2,
      title: writeCard(next, 'en').title,
    });
    expect(
      await rows(`select version, seen::text, observed::text, window_to::text from insights.insight_versions
        where merchant_id = $1`),
    ).toEqual([{ version: 1, seen: '2025-06-09', observed: '120.0000', window_to: first.window.to }]);
    expect((await events()).map(({ event_type, payload }) => [event_type, payload])).toEqual([
      ['insight.created', { insightId: id, kind: 'WEEKDAY_ANOMALY', severity: 'NOTICE' }],
      ['insight.updated', { insightId: id, version: 2, kind: 'WEEKDAY_ANOMALY', severity: 'NOTICE' }],
    ]);
  });

  it('is not overwritten by an earlier morning', async () => {
    await save(finding({ asOf: '2025-06-10', observed: 130 }));
    expect(await save(finding({ asOf: '2025-06-09', observed: 120 }))).toMatchObject({
      outcome: 'UNCHANGED',
    });
    expect(await stored()).toMatchObject({ observed: '130.0000' });
  });

  it.each([
    ['READ', 'WARNING', 'READ'],
    ['READ', 'CRITICAL', 'UNREAD'],
    ['READ', 'INFO', 'READ'],
    ['DISMISSED', 'CRITICAL', 'DISMISSED'],
    ['UNREAD', 'INFO', 'UNREAD'],
  ] as const)('leaves a %s card that becomes %s as %s', async (status, severity, after) => {
    await save(finding({ asOf: '2025-06-09', severity: 'WARNING' }));
    await db.admin.query('update insights.insights set status = $2 where merchant_id = $1', [
      shop.id,
      status,
    ]);
    await save(finding({ asOf: '2025-06-10', severity }));
    expect(await stored()).toMatchObject({ severity, status: after });
  });

  it('creates one card for eight who write the same story at once', async () => {
    const saved = await Promise.all(Array.from({ length: 8 }, () => save(finding())));
    expect(saved.map(({ outcome }) => outcome).sort()).toEqual(['CREATED', ...Array(7).fill('UNCHANGED')]);
    expect(new Set(saved.map(({ id }) => id)).size).toBe(1);
    expect(await events()).toHaveLength(1);
  });

  it('keeps the same key of two merchants apart, and takes figures of any size', async () => {
    const saved = await save(finding({ observed: 1e300 }));
    shop = await seed(db).merchant().create();
    const other = await save(finding({ observed: -1e300 }));
    expect(other).toMatchObject({ outcome: 'CREATED' });
    expect(other.id).not.toBe(saved.id);
    expect(await stored()).toMatchObject({ observed: '-100000000000000.0000' });
  });
});
