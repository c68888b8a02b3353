import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/fixtures/services.ts';
import { addDays } from '../detection/calendar.ts';
import type { DailySeries } from '../detection/finding.ts';
import { scaled, steadyShop } from '../testing/shop.ts';
import { memorySource } from '../testing/source.ts';
import { quietLogger } from '../testing/subgraph.ts';
import { reportLateness } from './generate.job.ts';
import { type GenerateOptions, generateInsights } from './generate.ts';
import { dueMerchants } from './merchant.repository.ts';
import { holdRun } from './run.repository.ts';
import { listRuns } from './run-history.repository.ts';

const FROM = '2025-01-06';
const AS_OF = addDays(FROM, 147);
const fallen = scaled(steadyShop(FROM, 200), addDays(FROM, 140), addDays(FROM, 146), 0.5);

describe('runs of the insight job', () => {
  let db: TestDatabase;
  let shops: SeededMerchant[];
  let series: Map<string, DailySeries>;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    await db.admin.query(`truncate insights.insights, insights.generation_runs, insights.generation_failures,
      insights.generation_outcomes, events.outbox cascade`);
    await db.admin.query(`update users.merchants set status = 'CLOSED'`);
    shops = await Promise.all(
      Array.from({ length: 6 }, () => seed(db).merchant({ timeZone: 'Europe/Berlin' }).create()),
    );
    series = new Map(shops.map(({ id }) => [id, fallen]));
  });

  const run = (options: Partial<GenerateOptions> = {}) =>
    generateInsights({
      db,
      warehouse: memorySource(series),
      logger: quietLogger,
      detector: { threads: 0 },
      chunkSize: 2,
      ...options,
    });
  const rows = async (sql: string) => (await db.admin.query(sql)).rows;
  const cardsOf = () =>
    rows('select merchant_id, stable_key, as_of::text from insights.insights order by 1, 2');

  /** A source that aborts the run when two merchants are through and the others on their way. */
  function stopping(): Partial<GenerateOptions> {
    const stop = new AbortController();
    const source = memorySource(series);
    const { days } = source.insights;
    source.insights.days = async (chunk) => {
      if (source.questions >= 4) stop.abort(new Error('stopped'));
      return days(chunk);
    };
    return { warehouse: source, signal: stop.signal, chunkSize: 1 };
  }

  it('go on where they were stopped: nothing twice, nothing missing, and the counts are of both', async () => {
    await expect(run({ asOf: AS_OF, ...stopping() })).rejects.toThrow('stopped');
    const before = await cardsOf();
    expect(before.length).toBeGreaterThan(0);
    expect(before.length).toBeLessThan(6);
    expect(await listRuns(db.worker, 5)).toMatchObject([
      { status: 'STOPPED', totalMerchants: 6, finishedAt: null },
    ]);
    const source = memorySource(series);
    expect(await run({ asOf: AS_OF, warehouse: source })).toMatchObject({
      resumed: true,
      totalMerchants: 6,
      processed: 6,
      insights: 6,
      failures: 0,
    });
    // Those that were done are not asked about again.
    expect(source.questions).toBeLessThan(3);
    expect(await cardsOf()).toHaveLength(6);
    expect(await rows('select 1 from events.outbox')).toHaveLength(6);
    expect(await listRuns(db.worker, 5)).toMatchObject([
      { status: 'COMPLETED', processed: 6, insights: 6, trigger: 'COMMAND', asOf: AS_OF },
    ]);
    expect(await run({ asOf: AS_OF })).toMatchObject({ resumed: false, processed: 6, insights: 0 });
  });

  it('are taken up by one process only, and not while another is at them', async () => {
    const wish = { trigger: 'COMMAND', scope: 'a test' } as const;
    const first = await holdRun(db.pools.worker, wish);
    const second = await holdRun(db.pools.worker, wish);
    expect(second).toMatchObject({ resumed: false });
    expect(second?.id).not.toBe(first?.id);
    await Promise.all([first?.release(), second?.release()]);
    const third = await holdRun(db.pools.worker, wish);
    expect(third).toMatchObject({ resumed: true });
    await third?.release();
  });

  it('are run once for a slot, also when it is tried again after a failure', async () => {
    const now = () => new Date(`${AS_OF}T03:30:00Z`);
    const slot = `${AS_OF}T03:00:00Z`;
    await expect(run({ now, slot, ...stopping() })).rejects.toThrow();
    await db.admin.query(`update insights.generation_runs set status = 'FAILED'`);
    expect(await run({ now, slot })).toMatchObject({
      resumed: true,
      totalMerchants: 6,
      processed: 6,
      insights: 6,
    });
    // Whoever is late to the slot finds nobody due, and the slot taken.
    expect(await run({ now, slot })).toMatchObject({ runId: undefined, processed: 0 });
    await db.admin.query('truncate insights.generation_outcomes');
    expect(await run({ now, slot })).toMatchObject({ runId: undefined, processed: 0 });
    expect(await rows('select 1 from insights.generation_runs')).toHaveLength(1);
  });

  it('come to merchants in their own night, and again to those that failed', async () => {
    const [berlin, failing] = shops.map(({ id }) => id);
    const auckland = await seed(db).merchant({ timeZone: 'Pacific/Auckland' }).create();
    const due = async (at: string) => (await dueMerchants(db.worker, new Date(at))).map(({ id }) => id);
    // 02:30 in Berlin, 13:30 in Auckland.
    expect(await due('2025-01-20T01:30:00Z')).toEqual([auckland.id]);
    const night = new Date('2025-01-20T02:30:00Z');
    expect(await due(night.toISOString())).toEqual(expect.arrayContaining([berlin, failing, auckland.id]));
    await run({
      slot: 'a',
      now: () => night,
      warehouse: memorySource(series, new Set([failing ?? ''])),
    });
    expect(await due('2025-01-20T03:30:00Z')).toEqual([failing]);
    expect(await due('2025-01-21T02:30:00Z')).toHaveLength(7);
    expect(
      await rows(
        `select as_of::text, failure from insights.generation_outcomes where merchant_id = '${failing}'`,
      ),
    ).toEqual([{ as_of: '2025-01-20', failure: `cannot read the days of ${failing}` }]);
  });

  it('are missed aloud: merchants that wait hours beyond their night are counted', async () => {
    const said: object[] = [];
    const logger = {
      ...quietLogger,
      error: (line: object) => void said.push(line),
    } as unknown as typeof quietLogger;
    await db.admin.query(`update users.merchants set created_at = '2025-01-01'`);
    const at = (hour: string) => reportLateness({ db, logger }, new Date(`2025-01-20T${hour}:10:00Z`));
    expect(await at('04')).toBe(0);
    expect(await at('05')).toBe(6);
    expect(said).toEqual([
      expect.objectContaining({ event: 'insights.late', merchants: 6, example: expect.any(String) }),
    ]);
    await run({ slot: 'b', now: () => new Date('2025-01-20T05:20:00Z') });
    expect(await at('06')).toBe(0);
    // Who came today has not been missed yet.
    await seed(db).merchant({ timeZone: 'Europe/Berlin' }).create();
    expect(await at('07')).toBe(0);
  });

  it('fill a range of days in their order, and what one day has told the next one knows', async () => {
    const [{ id } = { id: '' }] = shops;
    const lasting = scaled(steadyShop(FROM, 200), addDays(FROM, 140), addDays(FROM, 170), 0.5);
    const warehouse = memorySource(new Map([[id, lasting]]));
    const backfill = { from: addDays(AS_OF, -7), to: addDays(AS_OF, 6) };
    const filled = await run({ warehouse, merchantIds: [id], backfill });
    expect(filled).toMatchObject({ totalMerchants: 14, processed: 14, failures: 0 });
    const diary = await cardsOf();
    expect(diary.length).toBe(filled.insights);
    expect(diary.length).toBeLessThanOrEqual(3);
    expect(await listRuns(db.worker, 1)).toMatchObject([
      { trigger: 'BACKFILL', dayFrom: backfill.from, dayTo: backfill.to, status: 'COMPLETED' },
    ]);
    expect(await run({ warehouse, merchantIds: [id], backfill })).toMatchObject({ insights: 0 });
    expect(await cardsOf()).toEqual(diary);
    for (const wrong of [
      { from: backfill.to, to: backfill.from },
      { from: '2020-01-01', to: '2025-01-01' },
      { from: '2025-02-30', to: '2025-03-01' },
    ])
      await expect(run({ backfill: wrong })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});
