import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppError } from '#platform/errors/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/fixtures/services.ts';
import {
  dryRun,
  type EntityName,
  type Fix,
  type ImportFileOptions,
  importFile,
  listRejects,
  readFixes,
  replayRejects,
} from './index.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
const HEADER = 'order_id,ordered_at,sku,quantity,unit_price\n';

describe('rejects', () => {
  let database: TestDatabase;
  let folder = '';
  beforeAll(async () => {
    database = await createTestDatabase();
    folder = await mkdtemp(path.join(tmpdir(), 'import-rejects-'));
  });
  afterAll(async () => {
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  let files = 0;
  const optionsFor = async (
    merchant: SeededMerchant,
    content: string,
    format = 'generic',
    entity: EntityName = 'orders',
  ): Promise<ImportFileOptions> => {
    const file = path.join(folder, `file-${++files}`);
    await writeFile(file, content);
    return { pool: database.pools.worker, merchant, entity, file, format, logger };
  };
  const newMerchant = () => seed(database).merchant({ currency: 'GBP', timeZone: 'Europe/London' }).create();
  const open = (merchant: SeededMerchant) =>
    listRejects({ pool: database.pools.worker, merchantId: merchant.id });
  const replay = (merchant: SeededMerchant, fixes?: Fix[]) =>
    replayRejects({ pool: database.pools.worker, merchant, logger, ...(fixes ? { fixes } : {}) });
  const linesOf = async (merchant: SeededMerchant, versions = false): Promise<string[]> => {
    const { rows } = await database.admin.query(
      `select concat_ws(' ', o.external_id, i.line_no, i.kind, i.sku, i.amount ${versions ? ', i.xmin' : ''}) as text
       from commerce.order_items i join commerce.orders o on o.id = i.order_id
       where i.merchant_id = $1 order by o.external_id, i.line_no`,
      [merchant.id],
    );
    return rows.map((row) => row.text);
  };
  const refusal = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'accepted',
      (error: AppError) => `${error.code} ${error.inputPath?.join('.') ?? ''}: ${error.message}`,
    );

  it('come to what the corrected file comes to, and are settled once', async () => {
    const merchant = await newMerchant();
    const right = (first: string, second: string, third: string) =>
      `${HEADER}1,2026-03-01,A,1,1\n${first}\n1,2026-03-01,C,1,3\n2,2026-03-01,D,1,4\n${second}\n${third}\n`;
    const broken = right('1,2026-03-01,B,one,2', '2,2026-03-01,"E,1,5', ',2026-03-01,F,1,6');
    await importFile(await optionsFor(merchant, broken));
    const rejects = await open(merchant);
    expect(rejects.map((reject) => reject.lineNo)).toEqual([3, 6, 7]);

    const tried = await replay(merchant);
    expect(tried).toMatchObject({ replayed: 3, accepted: 0 });
    expect(tried.refused.map((one) => one.lineNo)).toEqual([3, 6, 7]);

    const texts = ['1,2026-03-01,B,1,2', '2,2026-03-01,E,1,5', '2,2026-03-01,F,1,6'];
    const list = path.join(folder, 'fixes.json');
    await writeFile(
      list,
      JSON.stringify({ rejects: rejects.map((reject, index) => ({ ...reject, raw: texts[index] })) }),
    );
    const fixes = await readFixes(list);
    // One that belongs to another order now leaves the place of one that is not repaired yet alone.
    expect(await replay(merchant, fixes.slice(2))).toMatchObject({ replayed: 1, accepted: 1 });
    expect(await replay(merchant, fixes.slice(0, 2))).toEqual({ replayed: 2, accepted: 2, refused: [] });
    expect(await linesOf(merchant)).toEqual([
      '1 1 SALE A 1.0000',
      '1 2 SALE B 2.0000',
      '1 3 SALE C 3.0000',
      '2 1 SALE D 4.0000',
      '2 2 SALE E 5.0000',
      '2 3 SALE F 6.0000',
    ]);
    expect(await open(merchant)).toEqual([]);
    const before = await linesOf(merchant, true);
    const [a = '', b = '', c = ''] = texts;
    await importFile(await optionsFor(merchant, right(a, b, c)));
    expect(await linesOf(merchant, true)).toEqual(before);
    // The broken file again shows nothing that is repaired.
    await importFile(await optionsFor(merchant, broken));
    expect(await open(merchant)).toEqual([]);
    expect(await refusal(replay(merchant, fixes))).toMatch(/^BAD_INPUT id: There is no open reject/);
    const { rows } = await database.admin.query(
      'select accepted, rejected from commerce.imports where merchant_id = $1 order by started_at limit 1',
      [merchant.id],
    );
    expect(rows).toEqual([{ accepted: 6, rejected: 0 }]);
  });

  it('know the first line of their order where only that tells whose order it is', async () => {
    const merchant = await newMerchant();
    const header =
      'Name,Email,Currency,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku\n';
    await importFile(
      await optionsFor(
        merchant,
        `${header}#1,ann@example.com,GBP,2026-01-15 10:00:00 +0000,1,Mug,20.00,M\n#1,,,,two,Tea,5.00,T\n#2,bo@example.com,GBP,soon,1,Mug,20.00,M\n#2,,,,1,Tea,5.00,T\n`,
        'shopify',
      ),
    );
    const rejects = await open(merchant);
    expect(rejects.map((reject) => reject.lineNo)).toEqual([3, 4, 5]);
    const fixes = rejects.map(({ id, raw }) => ({
      id,
      raw: raw.replace('two', '2').replace('soon', '2026-01-16 10:00:00 +0000'),
    }));
    expect(await replay(merchant, fixes)).toMatchObject({ accepted: 3, refused: [] });
    expect(await linesOf(merchant)).toEqual([
      '#1 1 SALE M 20.0000',
      '#1 2 SALE T 10.0000',
      '#2 1 SALE M 20.0000',
      '#2 2 SALE T 5.0000',
    ]);
  });

  it('of one merchant are none of another', async () => {
    const [one, two] = [await newMerchant(), await newMerchant()];
    await importFile(await optionsFor(one, `${HEADER}1,2026-03-01,A,x,1\n`));
    const [reject] = await open(one);
    const fix = { id: reject?.id ?? '', raw: '1,2026-03-01,A,1,1' };
    expect(await refusal(replay(two, [fix]))).toMatch(/^BAD_INPUT id: There is no open reject/);
    expect(await refusal(replay(two, [{ ...fix, id: 'first' }]))).toMatch(
      /^BAD_INPUT id: Reject "first" is no id/,
    );
    expect(await replay(one, [fix])).toMatchObject({ accepted: 1 });
    expect(await linesOf(two)).toEqual([]);
  });

  it('refuse files of corrections that are none', async () => {
    const file = path.join(folder, 'no-fixes.json');
    await writeFile(file, '{"rejects": [{"id": "7", "raw": ""}]}');
    expect(await refusal(readFixes(file))).toMatch(/^BAD_INPUT file: no-fixes.json is wrong at rejects.0.id/);
    await writeFile(file, 'id,raw');
    expect(await refusal(readFixes(file))).toMatch(/^BAD_INPUT file: no-fixes.json cannot be read/);
  });

  it('are told beforehand by a dry run, which writes nothing', async () => {
    const merchant = await newMerchant();
    const bad = ['x', 'y', 'z', 'u'].map((word, index) => `1,2026-03-0${index + 1},A,${word},1\n`).join('');
    const options = await optionsFor(
      merchant,
      `${HEADER}1,2026-03-01,A,1,1\n${bad}2,yesterday,A,1,1\n3,2026-03-01,A\n4,2026-03-01,A,1,1\n`,
    );
    const found = await dryRun(options);
    expect(found).toMatchObject({ lines: 8, accepted: 2, rejected: 6, orders: 2, otherReasons: 0 });
    expect(found.reasons.map(({ reason, lines }) => `${lines} ${reason}`)).toEqual([
      '4 quantity "…" is not a whole number; write it like 6 or -6',
      expect.stringMatching(/^1 ordered_at "…" is not a date and time/),
      expect.stringMatching(/^1 The line has … fields/),
    ]);
    expect(found.reasons[0]?.examples).toEqual(
      [3, 4, 5].map((line) => ({
        line,
        reason: expect.stringContaining('quantity "'),
        raw: expect.stringContaining(`1,2026-03-0${line - 2},A,`),
      })),
    );
    for (const table of ['imports', 'import_rejects', 'orders', 'order_items', 'products', 'customers']) {
      const { rows } = await database.admin.query(
        `select count(*)::int as n from commerce.${table} where merchant_id = $1`,
        [merchant.id],
      );
      expect([table, rows[0].n]).toEqual([table, 0]);
    }
  });

  it('and numbers come out the same when the counts of orders do not fit into memory', async () => {
    const [small, large] = [await newMerchant(), await newMerchant()];
    let content = HEADER;
    for (let i = 0; i < 3000; i++)
      content += `${(i * 7) % 401},2026-03-01,S${i},${i % 50 === 0 ? 'x' : 1},${i % 9}\n`;
    const options = await optionsFor(large, content);
    const expected = await importFile({ ...options, batchSize: 1 });
    const spilled = await importFile({ ...options, merchant: small, maxCounters: 10, batchSize: 1 });
    expect(spilled).toMatchObject({ orders: expected.orders, accepted: expected.accepted, rejected: 60 });
    expect(await linesOf(small)).toEqual(await linesOf(large));
    expect(await dryRun({ ...options, maxCounters: 10, batchSize: 1 })).toMatchObject({
      orders: expected.orders,
    });
  });
});
