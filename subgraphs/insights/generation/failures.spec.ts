import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/fixtures/services.ts';
import { addDays } from '../detection/calendar.ts';
import type { DailySeries } from '../detection/finding.ts';
import { scaled, steadyShop } from '../testing/shop.ts';
import { memorySource } from '../testing/source.ts';
import { quietLogger } from '../testing/subgraph.ts';
import { createLatenessJob } from './generate.job.ts';
import { type GenerateOptions, generateInsights } from './generate.ts';
import { listRuns } from './run-history.repository.ts';

const FROM = '2025-01-06';
const AS_OF = addDays(FROM, 147);
const fallen = scaled(steadyShop(FROM, 200), addDays(FROM, 140), addDays(FROM, 146), 0.5);

/** A thread that never answers about shops in EUR. */
const HANGING = `
import { parentPort } from 'node:worker_threads';
parentPort.on('message', ({ id, task }) => {
  if (task.currency === 'EUR') for (;;);
  parentPort.postMessage({ id, result: { findings: [], series: 0, slices: 0, points: 0, ms: 0 } });
});`;

describe('a run in which something goes wrong', () => {
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
    shops = await Promise.all(Array.from({ length: 5 }, () => seed(db).merchant().create()));
    series = new Map(shops.map(({ id }) => [id, fallen]));
  });

  const run = (options: Partial<GenerateOptions> = {}) =>
    generateInsights({
      db,
      warehouse: memorySource(series),
      logger: quietLogger,
      asOf: AS_OF,
      detector: { threads: 0 },
      ...options,
    });
  const rows = async (sql: string) => (await db.admin.query(sql)).rows;
  const told = async () =>
    (await rows('select merchant_id from insights.insights order by 1')).map((row) => row.merchant_id);
  const failures = async () => {
    const found = await rows('select merchant_id, failure from insights.generation_outcomes');
    return found.flatMap((row) => (row.failure === null ? [] : [[row.merchant_id, row.failure]]));
  };
  const idsBut = (id: string | undefined) =>
    shops
      .map((shop) => shop.id)
      .filter((one) => one !== id)
      .sort();
  /** A logger that keeps what is said at two levels. */
  function listening() {
    const said: Record<string, unknown>[] = [];
    const say = (line: Record<string, unknown>) => void said.push(line);
    return { said, logger: { ...quietLogger, info: say, error: say } as unknown as typeof quietLogger };
  }

  it('loses only the merchant on whose numbers detection throws, in a thread, and looks at it next time', async () => {
    const [bad] = shops;
    const source = memorySource(series);
    const { days } = source.insights;
    source.insights.days = async (chunk) => {
      const read = await days(chunk);
      // Half a row: taking it apart goes beyond its end.
      return read.map((bytes, place) =>
        chunk.merchantIds[place] === bad?.id ? { ...bytes, shop: bytes.shop?.subarray(0, 40) } : bytes,
      );
    };
    const summary = await run({ warehouse: source, detector: { threads: 2 } });
    expect(summary).toMatchObject({ processed: 4, insights: 4, failures: 1 });
    expect(await failures()).toEqual([[bad?.id, expect.stringMatching(/bounds|range/i)]]);
    expect(await told()).toEqual(idsBut(bad?.id));
    expect(await run()).toMatchObject({ processed: 5, insights: 1, failures: 0 });
    expect(await failures()).toEqual([]);
    expect(await told()).toHaveLength(5);
  });

  it('ends a merchant that takes longer than it may, and no other', async () => {
    const [slow] = shops;
    await db.admin.query(`update users.merchants set currency = 'EUR' where id = $1`, [slow?.id]);
    const folder = await mkdtemp(path.join(tmpdir(), 'mg-hanging-'));
    try {
      const file = path.join(folder, 'hanging.mjs');
      await writeFile(file, HANGING);
      const warm = { ...steadyShop(FROM, 200) };
      series = new Map(shops.map(({ id }) => [id, warm]));
      const summary = await run({ detector: { threads: 1, file, budgetMs: 200 } });
      expect(summary).toMatchObject({ totalMerchants: 5, processed: 4, failures: 1 });
      expect(await failures()).toEqual([[slow?.id, expect.stringContaining('200 ms')]]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('loses only the merchant whose cards cannot be written, and leaves nothing half of it', async () => {
    const [bad] = shops;
    await db.admin.query(`
      create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no room for cards'; end $$;
      create trigger refuse after insert on insights.insights for each row
        when (new.merchant_id = '${bad?.id}') execute function refuse()`);
    expect(await run()).toMatchObject({ processed: 4, insights: 4, failures: 1 });
    await db.admin.query('drop trigger refuse on insights.insights; drop function refuse');
    expect(await failures()).toEqual([[bad?.id, expect.stringContaining('no room for cards')]]);
    expect(await told()).toEqual(idsBut(bad?.id));
    expect(await rows('select 1 from events.outbox')).toHaveLength(4);
    expect(await run()).toMatchObject({ processed: 5, insights: 1, failures: 0 });
    expect(await rows('select 1 from events.outbox')).toHaveLength(5);
  });

  it('stops all its lanes when the database no longer takes outcomes, says so, and is gone on with', async () => {
    await db.admin.query(`
      create function refuse() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$;
      create trigger refuse before insert on insights.generation_outcomes for each statement execute function refuse()`);
    const steady = steadyShop(FROM, 200);
    const source = memorySource(new Map(shops.map(({ id }) => [id, steady])));
    await expect(run({ warehouse: source, chunkSize: 1 })).rejects.toThrow('disk full');
    // Three were on their way; nobody asked for the rest.
    expect(source.questions).toBe(3);
    expect(await listRuns(db.worker, 1)).toMatchObject([
      { status: 'FAILED', error: expect.stringContaining('disk full') },
    ]);
    await db.admin.query('drop trigger refuse on insights.generation_outcomes; drop function refuse');
    expect(await run()).toMatchObject({ resumed: false, processed: 5, insights: 5, failures: 0 });
  });

  it('goes on with a range of days where it was stopped, to the diary of an undisturbed one', async () => {
    const lasting = scaled(steadyShop(FROM, 200), addDays(FROM, 140), addDays(FROM, 170), 0.5);
    series = new Map(shops.map(({ id }) => [id, lasting]));
    const backfill = { from: addDays(AS_OF, -3), to: addDays(AS_OF, 4) };
    const whole = { asOf: undefined, backfill };
    const diary = () =>
      rows('select merchant_id, stable_key, as_of::text, version from insights.insights order by 1, 2');
    const undisturbed = await run(whole);
    const expected = await diary();
    expect(expected.length).toBeGreaterThanOrEqual(5);
    await db.admin.query(
      'truncate insights.insights, insights.generation_runs, insights.generation_outcomes, events.outbox cascade',
    );
    const stop = new AbortController();
    let looked = 0;
    const stopped = run({
      ...whole,
      signal: stop.signal,
      onProgress: () => {
        if (++looked === 22) stop.abort(new Error('stopped'));
      },
    });
    await expect(stopped).rejects.toThrow('stopped');
    const [half] = await listRuns(db.worker, 1);
    expect(half).toMatchObject({ status: 'STOPPED', trigger: 'BACKFILL', totalMerchants: 40 });
    expect(await run(whole)).toMatchObject({
      runId: half?.id,
      resumed: true,
      processed: 40,
      insights: undisturbed.insights,
    });
    expect(await diary()).toEqual(expected);
  });

  it('says in one line what a run came to, and who failed in a line each', async () => {
    const [bad] = shops;
    const { said, logger } = listening();
    await run({ logger, warehouse: memorySource(series, new Set([bad?.id ?? ''])) });
    expect(said).toEqual([
      expect.objectContaining({
        merchantId: bad?.id,
        asOf: AS_OF,
        reason: `cannot read the days of ${bad?.id}`,
      }),
      expect.objectContaining({
        event: 'insights.generated',
        asOf: AS_OF,
        totalMerchants: 5,
        processed: 4,
        insights: 4,
        updated: 0,
        failures: 1,
        series: expect.any(Number),
        points: expect.any(Number),
        durationMs: expect.any(Number),
      }),
    ]);
  });

  it('is missed by the job that looks for it, which is not the one that runs it', async () => {
    await db.admin.query(`update users.merchants set created_at = '2025-01-01'`);
    const job = createLatenessJob({ db });
    expect(job).toMatchObject({ name: 'insights.lateness', schedule: { cron: '45 * * * *' } });
    const look = async () => {
      const { said, logger } = listening();
      await job.handler({}, { logger, signal: new AbortController().signal });
      return said;
    };
    // Somewhere it is always late enough: of these zones at least one has passed six in the morning.
    const zones = ['UTC', 'Asia/Tokyo', 'Pacific/Auckland', 'America/Los_Angeles', 'America/New_York'];
    for (const [place, zone] of zones.entries())
      await db.admin.query('update users.merchants set time_zone = $1 where id = $2', [
        zone,
        shops[place]?.id,
      ]);
    expect(await look()).toEqual([expect.objectContaining({ event: 'insights.late' })]);
    await run({ asOf: undefined });
    expect(await look()).toEqual([]);
  });
});
