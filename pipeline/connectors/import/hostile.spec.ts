import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppError } from '#platform/errors/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/fixtures/services.ts';
import { type DryRunResult, dryRun, type ImportFileOptions, importFile, listRejects } from './index.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
const GENERIC = 'order_id,ordered_at,sku,title,quantity,unit_price\n';

describe('hostile files', () => {
  let database: TestDatabase;
  let merchant: SeededMerchant;
  let folder = '';
  beforeAll(async () => {
    database = await createTestDatabase();
    merchant = await seed(database).merchant({ currency: 'EUR', timeZone: 'Europe/Berlin' }).create();
    folder = await mkdtemp(path.join(tmpdir(), 'import-hostile-'));
  });
  afterAll(async () => {
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  let files = 0;
  const save = async (content: string | Buffer): Promise<string> => {
    const file = path.join(folder, `file-${++files}`);
    await writeFile(file, content);
    return file;
  };
  const tryOut = async (
    content: string | Buffer,
    format: string,
    more: Partial<ImportFileOptions> = {},
  ): Promise<DryRunResult> =>
    dryRun({
      pool: database.pools.worker,
      merchant,
      entity: 'orders',
      file: await save(content),
      format,
      ...more,
    });
  const refusal = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'accepted',
      (error: AppError) => `${error.code} ${error.inputPath?.join('.') ?? ''}: ${error.message}`,
    );

  const json =
    '{"order_id": "1", "ordered_at": "2026-03-01", "items": [{"sku": "Café", "quantity": 1, "unit_price": 2}]}';
  const woo =
    'Order Number;Order Status;Order Date;Item Name;Quantity;Item Cost\r\n1;completed;2026-03-01 10:00;Café;1;2,50\r\n';

  it.each([
    ['JSON lines with a byte order mark and CRLF', `\uFEFF${json}\r\n\r\n${json}\r\n`, 'jsonl', 2],
    ['JSON lines in UTF-16', Buffer.from(`\uFEFF${json}\n${json}`, 'utf16le'), 'jsonl', 2],
    ['JSON lines, packed', gzipSync(json), 'jsonl', 1],
    ['WooCommerce with semicolons in Windows-1252', Buffer.from(woo, 'latin1'), 'woocommerce', 1],
    ['WooCommerce with a byte order mark', `\uFEFF${woo}`, 'woocommerce', 1],
    ['tabs', `${GENERIC}1,2026-03-01,A,,1,2\n`.replaceAll(',', '\t'), 'generic', 1],
  ])('reads %s', async (_name, content, format, accepted) => {
    expect(await tryOut(content, format)).toMatchObject({ accepted, rejected: 0 });
  });

  it('keeps letters and quotes as they are, and what it refuses as it stands', async () => {
    const file = await save(
      Buffer.from(`${woo}2;completed;2026-03-02 10:00;"Größe ""L""\r\nin blau";viele;2,50\r\n`, 'latin1'),
    );
    const settings = { pool: database.pools.worker, merchant, entity: 'orders', file, logger } as const;
    expect(await importFile({ ...settings, format: 'woocommerce' })).toMatchObject({
      accepted: 1,
      rejected: 1,
    });
    const [reject] = await listRejects({ pool: database.pools.worker, merchantId: merchant.id });
    expect(reject).toMatchObject({
      lineNo: 3,
      reason: 'Quantity "viele" is not a whole number; write it like 6 or -6',
      raw: '2;completed;2026-03-02 10:00;"Größe ""L""\r\nin blau";viele;2,50',
    });
    const { rows } = await database.admin.query(
      'select title from commerce.products where merchant_id = $1',
      [merchant.id],
    );
    expect(rows).toEqual([{ title: 'Café' }]);
  });

  it('refuses as a whole what is no such file, and says what it found', async () => {
    expect(await refusal(tryOut('[{"order_id": "1"}]', 'jsonl'))).toMatch(
      /^BAD_INPUT file: This file is not a file of orders in JSON lines: it begins with "\[\{/,
    );
    expect(await refusal(tryOut(Buffer.from([0x7b, 0, 1, 2, 0]), 'jsonl'))).toMatch(
      /^BAD_INPUT file: .* is not a text file/,
    );
    expect(await refusal(tryOut(GENERIC, 'shopify', { mapping: '/nowhere' }))).toMatch(
      /^BAD_INPUT mapping: Format shopify knows its columns/,
    );
    expect(await refusal(tryOut(GENERIC, 'generic', { mapping: path.join(folder, 'absent.json') }))).toMatch(
      /^BAD_INPUT mapping: The mapping file absent.json cannot be read: ENOENT/,
    );
    const mapping = await save('{"columns": {"sku": "Artikel"}}');
    expect(await refusal(tryOut(GENERIC, 'generic', { mapping }))).toMatch(
      /^BAD_INPUT file: This file is not a generic order file: column Artikel missing; found "order_id"/,
    );
    expect(await refusal(tryOut(GENERIC, 'woocommerce', { entity: 'carts' }))).toBe(
      'BAD_INPUT format: Format "woocommerce" is unknown. Use one of generic, jsonl.',
    );
    expect(await refusal(tryOut(GENERIC, 'toString'))).toMatch(
      /^BAD_INPUT format: Format "toString" is unknown/,
    );
  });

  it('refuses fields, numbers and days that cannot be, line by line', async () => {
    const found = await tryOut(
      `${GENERIC}${[
        `1,2026-03-01,A,${'x'.repeat(900_000)},1,2`,
        `1,2026-03-01,A,"${'y'.repeat(3000)}\n",1,2`,
        `1,2026-03-01,A,,1,${'9'.repeat(400)}`,
        '1,2026-03-01,A,,1e3,2',
        '1,2026-03-01,A,,1,"1.234,50"',
        '1,2026-03-01,A,,1,NaN',
        '1,9999-12-31,A,,1,2',
        '1,2026-02-29,A,,1,2',
        '1,2026-03-01,A,,1,2',
      ].join('\n')}\n`,
      'generic',
    );
    expect(found).toMatchObject({ accepted: 1, rejected: 8, otherReasons: 0 });
    expect(found.reasons.reduce((sum, reason) => sum + reason.lines, 0)).toBe(8);
    const examples = found.reasons.flatMap((reason) => reason.examples);
    // The second text goes over two lines of the file.
    expect(examples.map((example) => example.line).sort((a, b) => a - b)).toEqual([2, 3, 5, 6, 7, 8, 9, 10]);
    for (const example of examples) {
      expect(example.raw.length).toBeLessThanOrEqual(201);
      expect(example.reason.length).toBeLessThan(300);
    }
  });

  it('holds a file of huge lines in small batches', async () => {
    const order = (id: number) =>
      `{"order_id": "${id}", "ordered_at": "2026-03-01", "note": "${'n'.repeat(900_000)}", "sku": "A", "quantity": 1, "unit_price": 1}\n`;
    const content = Buffer.concat(Array.from({ length: 40 }, (_unused, id) => Buffer.from(order(id))));
    const other = await seed(database).merchant().create();
    const file = await save(gzipSync(content, { level: 1 }));
    const seen: number[] = [];
    const result = await importFile({
      pool: database.pools.worker,
      merchant: other,
      entity: 'orders',
      format: 'jsonl',
      file,
      logger,
      onProgress: (progress) => seen.push(progress.lines),
    });
    expect(result).toMatchObject({ lines: 40, accepted: 40, orders: 40 });
    // Written on the way, and not at the end alone.
    const { rows } = await database.admin.query(
      'select count(distinct xmin::text)::int as n from commerce.order_items where merchant_id = $1',
      [other.id],
    );
    expect(rows[0].n).toBeGreaterThanOrEqual(4);
    expect(seen.at(-1)).toBe(40);
  });

  it('takes days by the clock of the shop, also in the nights when clocks change', async () => {
    const other = await seed(database).merchant({ timeZone: 'Europe/Berlin' }).create();
    const rows = [
      '1,2025-10-26 02:30:00,A,,1,2',
      '2,2026-03-29 02:30:00,A,,1,2',
      '3,2026-03-28T23:30:00Z,A,,1,2',
      '4,2026-03-28T22:30:00Z,A,,1,2',
    ];
    await importFile({
      pool: database.pools.worker,
      merchant: other,
      entity: 'orders',
      format: 'generic',
      file: await save(`${GENERIC}${rows.join('\n')}\n`),
      logger,
    });
    const found = await database.admin.query(
      `select business_date::text as day, placed_at as at from commerce.orders where merchant_id = $1 order by external_id`,
      [other.id],
    );
    expect(found.rows.map(({ day, at }) => [day, at.toISOString()])).toEqual([
      ['2025-10-26', '2025-10-26T00:30:00.000Z'],
      ['2026-03-29', '2026-03-29T01:30:00.000Z'],
      ['2026-03-29', '2026-03-28T23:30:00.000Z'],
      ['2026-03-28', '2026-03-28T22:30:00.000Z'],
    ]);
  });
});
