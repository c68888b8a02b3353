import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/fixtures/services.ts';
import { addDays } from '../detection/calendar.ts';
import type { DailySeries } from '../detection/finding.ts';
import { scaled, steadyShop } from '../testing/shop.ts';
import { memorySource } from '../testing/source.ts';
import { quietLogger } from '../testing/subgraph.ts';
import { createGenerateJob } from './generate.job.ts';
import { type GenerateOptions, generateInsights } from './generate.ts';

const FROM = '2025-01-06';
const AS_OF = addDays(FROM, 147);
const grown = scaled(steadyShop(FROM, 200), addDays(FROM, 140), addDays(FROM, 146), 1.4);

describe('generateInsights', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    await db.admin.query(`truncate insights.insights, insights.generation_runs, insights.generation_failures,
      insights.generation_outcomes, events.outbox cascade`);
    await db.admin.query(`update users.merchants set status = 'CLOSED'`);
  });

  const run = (series: Map<string, DailySeries>, options: Partial<GenerateOptions> = {}) =>
    generateInsights({
      db,
      warehouse: memorySource(series),
      logger: quietLogger,
      asOf: AS_OF,
      detector: { threads: 0 },
      ...options,
    });
  const merchant = (status = 'ACTIVE'): Promise<SeededMerchant> => seed(db).merchant({ status }).create();
  const rows = async (sql: string) => (await db.admin.query(sql)).rows;

  it('writes a card with its figures and one event for it, in one transaction', async () => {
    const { id } = await merchant();
    expect(await run(new Map([[id, grown]]))).toMatchObject({
      totalMerchants: 1,
      processed: 1,
      insights: 1,
      failures: 0,
    });
    const [insight] = await rows('select *, as_of::text, window_from::text from insights.insights');
    expect(insight).toMatchObject({
      merchant_id: id,
      kind: 'LEVEL_SHIFT',
      metric: 'GROSS_REVENUE',
      status: 'UNREAD',
      observed: '6600.0000',
      expected: '4714.2857',
      currency: 'GBP',
      as_of: AS_OF,
      window_from: addDays(FROM, 140),
    });
    expect(insight?.title).toBe('Revenue rose 40% in the week to 1 June');
    const events = await rows('select event_type, merchant_id, payload, xmin::text from events.outbox');
    expect(events).toEqual([
      {
        event_type: 'insight.created',
        merchant_id: id,
        payload: expect.objectContaining({ insightId: insight?.id }),
        xmin: expect.anything(),
      },
    ]);
    const [{ xmin }] = (await rows('select xmin::text from insights.insights')) as [{ xmin: string }];
    expect(events[0]?.xmin).toBe(xmin);
  });

  it('adds nothing the second time, nor on the next days of the same story', async () => {
    const { id } = await merchant();
    const series = new Map([
      [id, scaled(steadyShop(FROM, 200), addDays(FROM, 140), addDays(FROM, 170), 1.4)],
    ]);
    expect(await run(series)).toMatchObject({ insights: 1 });
    expect(await run(series)).toMatchObject({ processed: 1, insights: 0 });
    for (let day = 1; day < 14; day++) {
      expect(await run(series, { asOf: addDays(AS_OF, day) })).toMatchObject({ insights: 0 });
    }
    expect(await rows(`select 1 from events.outbox where event_type = 'insight.created'`)).toHaveLength(1);
  });

  it('writes a story once when two runs race', async () => {
    const { id } = await merchant();
    const series = new Map([[id, grown]]);
    const summaries = await Promise.all([run(series), run(series), run(series)]);
    expect(summaries.map(({ insights }) => insights).sort()).toEqual([0, 0, 1]);
    expect(await rows('select 1 from events.outbox')).toHaveLength(1);
  });

  it('looks at ACTIVE merchants only, or at those named by id or slug', async () => {
    const [first, second, suspended] = await Promise.all([merchant(), merchant(), merchant('SUSPENDED')]);
    const series = new Map([first, second, suspended].map(({ id }) => [id, grown]));
    expect(await run(series, { merchantIds: [first.slug] })).toMatchObject({
      totalMerchants: 1,
      insights: 1,
    });
    expect(await run(series)).toMatchObject({ totalMerchants: 2, insights: 1 });
    await expect(run(series, { merchantIds: [suspended.id] })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(run(series, { asOf: '2025-02-30' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('counts what many merchants got at once', async () => {
    const merchants = await Promise.all(Array.from({ length: 8 }, () => merchant()));
    const series = new Map(merchants.map(({ id }) => [id, grown]));
    await run(series, { merchantIds: merchants.slice(0, 4).map(({ id }) => id) });
    expect(await run(series)).toMatchObject({ totalMerchants: 8, insights: 4 });
  });

  it('tells of single days only where the merchant has not switched that off', async () => {
    const [on, off] = await Promise.all([merchant(), merchant()]);
    await db.admin.query(
      `insert into users.feature_flags (merchant_id, name, enabled) values ($1, 'insights.weekday_anomalies', false)`,
      [off.id],
    );
    const newest = addDays(AS_OF, -1);
    const oneDay = scaled(steadyShop(FROM, 200), newest, newest, 3);
    const series = new Map([on, off].map(({ id }) => [id, oneDay]));
    expect(await run(series)).toMatchObject({ processed: 2, insights: 1 });
    expect(await rows('select merchant_id, kind from insights.insights')).toEqual([
      { merchant_id: on.id, kind: 'WEEKDAY_ANOMALY' },
    ]);
  });

  it('records a merchant that fails, by its data or by its settings, and goes on with the others', async () => {
    const [good, unreadable, lost] = await Promise.all([merchant(), merchant(), merchant()]);
    await db.admin.query(`update users.merchants set time_zone = 'Atlantis/Capital' where id = $1`, [
      lost.id,
    ]);
    const warehouse = memorySource(new Map([[good.id, grown]]), new Set([unreadable.id]));
    const progress: number[] = [];
    const summary = await run(new Map(), {
      warehouse,
      asOf: undefined,
      now: () => new Date(`${AS_OF}T03:00:00Z`),
      onProgress: ({ processed }) => progress.push(processed),
    });
    expect(summary).toMatchObject({ totalMerchants: 3, processed: 1, insights: 1, failures: 2 });
    const failures = await rows('select merchant_id, message from insights.generation_failures');
    expect(new Map(failures.map((one) => [one.merchant_id, one.message]))).toEqual(
      new Map([
        [unreadable.id, `cannot read the days of ${unreadable.id}`],
        [lost.id, expect.stringContaining('Atlantis/Capital')],
      ]),
    );
    const [record] = await rows('select * from insights.generation_runs');
    expect(record).toMatchObject({ total_merchants: 3, processed: 1, insights: 1, failures: 2 });
    expect(record?.finished_at).not.toBeNull();
    expect(progress.at(-1)).toBe(3);
  });

  it('takes today from each merchant’s own time zone', async () => {
    const early = await seed(db).merchant({ timeZone: 'Pacific/Auckland' }).create();
    const late = await seed(db).merchant({ timeZone: 'America/Los_Angeles' }).create();
    await run(new Map([early, late].map(({ id }) => [id, grown])), {
      asOf: undefined,
      now: () => new Date(`${addDays(AS_OF, -1)}T23:00:00Z`),
    });
    const found = await rows('select merchant_id, as_of::text from insights.insights');
    expect(found).toContainEqual({ merchant_id: early.id, as_of: AS_OF });
    // There the last day of the week is not over yet.
    expect(found.filter((row) => row.merchant_id === late.id && row.as_of === AS_OF)).toEqual([]);
  });

  it('fails every merchant, and not the run, when the warehouse is away', async () => {
    const all = await Promise.all([merchant(), merchant()]);
    const warehouse = memorySource(new Map(), new Set(all.map(({ id }) => id)));
    expect(await run(new Map(), { warehouse })).toMatchObject({ processed: 0, failures: 2 });
  });

  it('does not look at a mirror that is behind', async () => {
    const { id } = await merchant();
    const job = createGenerateJob({ db, warehouse: memorySource(new Map([[id, grown]])) });
    const behind = job.handler({ asOf: AS_OF }, { logger: quietLogger, signal: AbortSignal.timeout(200) });
    await expect(behind).rejects.toThrow();
    expect(await rows('select 1 from insights.insights')).toHaveLength(0);
  });

  it('runs as the job insights.generate, every hour for those whose night it is', async () => {
    const { id } = await merchant();
    const job = createGenerateJob({ db, warehouse: memorySource(new Map([[id, grown]])) });
    expect(job).toMatchObject({
      name: 'insights.generate',
      schedule: { cron: '0 * * * *', payload: { due: true } },
    });
    expect(job.payload.safeParse({ asOf: '2025-02-30' }).success).toBe(false);
    const payload = job.payload.parse({ asOf: AS_OF });
    // The mirror is where PostgreSQL is.
    await db.admin.query(
      `insert into events.cdc_state (slot, flushed_lsn, heartbeat_at, caught_up, lag_seconds)
       values ('mg_cdc', 'FFFFFFFF/0', now(), true, 0)`,
    );
    await job.handler(payload, { logger: quietLogger, signal: new AbortController().signal });
    expect(await rows('select 1 from insights.insights')).toHaveLength(1);
  });
});
