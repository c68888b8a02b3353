import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppError } from '#platform/errors/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/fixtures/services.ts';
import { type ImportOrdersOptions, type ImportResult, importOrders, listRejects } from './index.ts';

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n';
const logger = createLogger({ name: 'test', level: 'silent' });

/** Lines of some shop: invoices that are not contiguous, exact duplicates, cancellations, quoted text over two lines. */
function makeFile(lines: number): string {
  const rows: string[] = [];
  for (let i = 0; i < lines; i++) {
    const invoice = `${i % 50 === 7 ? 'C' : ''}${500_000 + Math.floor(i / 9) - (i % 97 === 0 ? Math.min(30, Math.floor(i / 9)) : 0)}`;
    const title = i % 40 === 0 ? `"Set of ""${i % 13}""\nin a box"` : `Article ${i % 311}`;
    const quantity = invoice.startsWith('C') ? -1 - (i % 3) : 1 + (i % 5);
    const day = String(1 + (Math.floor(i / 800) % 28)).padStart(2, '0');
    rows.push(
      `${invoice},S${i % 311},${title},${quantity},2011-03-${day} ${String(8 + (i % 10)).padStart(2, '0')}:15:00,${(i % 700) / 100},${i % 11 === 0 ? '' : 12_000 + (i % 400)},France`,
    );
    if (i % 60 === 0) rows.push(rows.at(-1) ?? '');
  }
  return `${HEADER}${rows.join('\n')}\n`;
}

describe('importOrders', () => {
  let database: TestDatabase;
  let folder = '';
  beforeAll(async () => {
    database = await createTestDatabase();
    folder = await mkdtemp(path.join(tmpdir(), 'import-orders-'));
  });
  afterAll(async () => {
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  let files = 0;
  const write = async (content: string | Buffer, name = `orders-${++files}.csv`): Promise<string> => {
    const file = path.join(folder, name);
    await writeFile(file, content);
    return file;
  };
  const newMerchant = (): Promise<SeededMerchant> => seed(database).merchant().create();
  const run = (
    merchant: SeededMerchant,
    file: string,
    options: Partial<ImportOrdersOptions> = {},
  ): Promise<ImportResult> =>
    importOrders({
      pool: database.pools.worker,
      merchant,
      file,
      format: 'online-retail',
      logger,
      ...options,
    });
  const refusal = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'accepted',
      (error: AppError) => `${error.code} ${error.inputPath?.join('.') ?? ''}: ${error.message}`,
    );
  const rowsOf = async (merchant: SeededMerchant, versions = false): Promise<unknown[]> => {
    const { rows } = await database.admin.query(
      `select o.external_id, o.kind as order_kind, o.placed_at, o.country, c.external_id as customer, p.title, i.line_no, i.sku,
              i.description, i.kind, i.quantity, i.unit_price, i.amount, i.currency, i.occurred_at, i.business_date::text
              ${versions ? ', i.xmin::text as x1, o.xmin::text as x2, c.xmin::text as x3, p.xmin::text as x4' : ''}
       from commerce.order_items i join commerce.orders o on o.id = i.order_id
       left join commerce.customers c on c.id = o.customer_id left join commerce.products p on p.id = i.product_id
       where i.merchant_id = $1 order by o.external_id, i.line_no`,
      [merchant.id],
    );
    return rows;
  };
  const importsOf = async (merchant: SeededMerchant): Promise<Record<string, unknown>[]> =>
    (
      await database.admin.query('select * from commerce.imports where merchant_id = $1 order by id', [
        merchant.id,
      ])
    ).rows;

  it('numbers lines by their occurrence in the order, wherever they stand, and keeps duplicates', async () => {
    const merchant = await newMerchant();
    const line = '536365,A,Mug,2,2010-12-01 08:26:00,2.555,17850,UK';
    const file = await write(
      `${HEADER}${line}\n536366,B,Tea,1,2010-12-01 09:00:00,1,,UK\n${line}\n536365,C,Jug,1,2010-12-01 08:20:00,3,17850,UK\n`,
    );
    expect(await run(merchant, file, { batchSize: 1 })).toMatchObject({
      lines: 4,
      accepted: 4,
      rejected: 0,
      orders: 2,
      resumed: false,
    });
    const rows = (await rowsOf(merchant)) as Record<string, unknown>[];
    expect(rows.map((row) => [row.external_id, row.line_no, row.sku, row.amount])).toEqual([
      ['536365', 1, 'A', '5.1100'],
      ['536365', 2, 'A', '5.1100'],
      ['536365', 3, 'C', '3.0000'],
      ['536366', 1, 'B', '1.0000'],
    ]);
    expect(rows[0]).toMatchObject({
      placed_at: new Date('2010-12-01T08:20:00Z'),
      customer: '17850',
      business_date: '2010-12-01',
    });
  });

  it('changes no row when the same file comes again, in other batches or packed', async () => {
    const merchant = await newMerchant();
    const content = makeFile(3000);
    const first = await run(merchant, await write(content), { batchSize: 700 });
    const before = await rowsOf(merchant, true);
    expect(before).toHaveLength(first.accepted);
    const second = await run(merchant, await write(gzipSync(content), 'again.bin'), { batchSize: 111 });
    expect(second).toMatchObject({
      lines: first.lines,
      accepted: first.accepted,
      rejected: 0,
      orders: first.orders,
      resumed: false,
    });
    expect(await rowsOf(merchant, true)).toEqual(before);
  });

  it('updates what a corrected file says, and nothing else', async () => {
    const merchant = await newMerchant();
    const content = makeFile(300);
    await run(merchant, await write(content));
    const before = (await rowsOf(merchant, true)) as Record<string, unknown>[];
    const at = content.split('\n').findIndex((line, index) => index > 20 && line.includes(',S25,'));
    const corrected = content
      .split('\n')
      .map((line, index) =>
        index === at ? line.replace(/,\d+(\.\d+)?,(\d*),France$/, ',99.5,$2,France') : line,
      );
    await run(merchant, await write(corrected.join('\n')));
    const after = (await rowsOf(merchant, true)) as Record<string, unknown>[];
    const changed = after.filter((row, index) => row.x1 !== before[index]?.x1);
    expect(changed).toHaveLength(1);
    expect(changed[0]).toMatchObject({ unit_price: '99.5000', sku: 'S25' });
  });

  it('keeps what it rejects, with line number, reason and raw text, and lists it once', async () => {
    const merchant = await newMerchant();
    const file = await write(
      `${HEADER}1,A,X,2,2010-12-01 08:26:00,2.5,1,UK\n1,B,"Box\nof two",many,2010-12-01 08:26:00,2.5,1,UK\n1,C,X,2,2010-13-01 08:26:00,2.5,1,UK\n1,D,X,2\n1,E,X,3,2010-12-01 08:26:00,2.5,1,UK\n`,
    );
    const first = await run(merchant, file, { batchSize: 2 });
    expect(first).toMatchObject({ lines: 5, accepted: 2, rejected: 3, orders: 1 });
    await run(merchant, file);
    const rejects = await listRejects({ pool: database.pools.worker, merchantId: merchant.id });
    expect(rejects.map((reject) => [reject.lineNo, reject.reason, reject.raw])).toEqual([
      [
        3,
        'Quantity "many" is not a whole number; write it like 6 or -6',
        '1,B,"Box\nof two",many,2010-12-01 08:26:00,2.5,1,UK',
      ],
      [5, expect.stringContaining('InvoiceDate "2010-13-01 08:26:00" is not a day'), expect.any(String)],
      [6, expect.stringContaining('The line has 4 fields, the header has 8'), '1,D,X,2'],
    ]);
    const page = await listRejects({
      pool: database.pools.worker,
      merchantId: merchant.id,
      limit: 2,
      after: rejects[0]?.id,
    });
    expect(page.map((reject) => reject.lineNo)).toEqual([5, 6]);
    expect(
      await listRejects({ pool: database.pools.worker, merchantId: merchant.id, importId: first.importId }),
    ).toHaveLength(3);
    // Rejected lines are counted, so that repairing one does not renumber the lines after it.
    expect(((await rowsOf(merchant)) as { line_no: number }[]).map((row) => row.line_no)).toEqual([1, 5]);
    expect(
      await refusal(listRejects({ pool: database.pools.worker, merchantId: merchant.id, importId: 'last' })),
    ).toMatch(/^BAD_INPUT importId: Import "last" is no id/);
    const other = await newMerchant();
    expect(await listRejects({ pool: database.pools.worker, merchantId: other.id })).toEqual([]);
  });

  it('goes on after kill -9, and comes to what an undisturbed import comes to', async () => {
    const [killed, calm] = [await newMerchant(), await newMerchant()];
    const file = await write(makeFile(20_000));
    const module = JSON.stringify(new URL('./index.ts', import.meta.url).href);
    const script = `
      import pg from 'pg';
      import { importOrders } from ${module};
      const merchant = ${JSON.stringify({ id: killed.id, timeZone: killed.timeZone, currency: killed.currency })};
      const logger = { info() {} };
      const pool = new pg.Pool({ connectionString: process.env.TEST_URL });
      await importOrders({ pool, merchant, file: ${JSON.stringify(file)}, format: 'online-retail', logger, batchSize: 500 });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      cwd: new URL('../../..', import.meta.url).pathname,
      env: { ...process.env, TEST_URL: database.urlFor('mg_worker') },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
    for (let tries = 0; tries < 2000; tries++) {
      const [entry] = await importsOf(killed);
      if (Number(entry?.checkpoint_line ?? 0) >= 3000 || child.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    const [interrupted] = await importsOf(killed);
    expect(interrupted).toMatchObject({ status: 'RUNNING' });

    const resumed = await run(killed, file);
    const undisturbed = await run(calm, file);
    expect(resumed).toMatchObject({
      resumed: true,
      importId: interrupted?.id,
      lines: undisturbed.lines,
      accepted: undisturbed.accepted,
      orders: undisturbed.orders,
    });
    expect(await rowsOf(killed)).toEqual(await rowsOf(calm));
    const imports = await importsOf(killed);
    expect(imports).toHaveLength(1);
    expect(imports[0]).toMatchObject({
      status: 'COMPLETED',
      lines: undisturbed.lines,
      checkpoint_line: undisturbed.lines,
      error: null,
    });
  });

  it('ends when asked to, and goes on later', async () => {
    const merchant = await newMerchant();
    const file = await write(makeFile(12_000));
    const controller = new AbortController();
    const interrupted = run(merchant, file, {
      batchSize: 500,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(interrupted).rejects.toThrow();
    expect((await importsOf(merchant))[0]).toMatchObject({ status: 'FAILED', error: 'interrupted' });
    expect(await run(merchant, file)).toMatchObject({ accepted: (await rowsOf(merchant)).length });
    expect(await importsOf(merchant)).toHaveLength(1);
  });

  it('says so when the connection is lost, and goes on later', async () => {
    const merchant = await newMerchant();
    const file = await write(makeFile(12_000));
    const lost = run(merchant, file, {
      batchSize: 500,
      onProgress: () => {
        void database.admin.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'mg_worker' and datname = current_database()`,
        );
      },
    });
    expect(await refusal(lost)).toMatch(
      /^UNAVAILABLE : The connection to PostgreSQL was lost. Run the same command again/,
    );
    expect(await run(merchant, file)).toMatchObject({
      accepted: (await rowsOf(merchant)).length,
      rejected: 0,
    });
    expect(await importsOf(merchant)).toHaveLength(1);
  });

  it('imports a Shopify export whose refund is told on several lines', async () => {
    const merchant = await newMerchant();
    const header =
      'Name,Email,Financial Status,Currency,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Refunded Amount\n';
    const row = (sku: string): string =>
      `#1,ann@example.com,partially_refunded,GBP,2026-01-15 10:00:00 +0000,1,Mug ${sku},20.00,${sku},Ann,5.00\n`;
    const file = await write(`${header}${row('A')}${row('B')}`);
    const result = await run(merchant, file, { format: 'shopify' });
    expect(result).toMatchObject({ lines: 2, accepted: 2, rejected: 0, orders: 1 });
    const before = (await rowsOf(merchant, true)) as Record<string, unknown>[];
    expect(before.map((line) => [line.line_no, line.kind, line.amount])).toEqual([
      [1, 'SALE', '20.0000'],
      [2, 'SALE', '20.0000'],
      [1_000_000, 'REFUND', '-5.0000'],
    ]);
    await run(merchant, file, { format: 'shopify' });
    expect(await rowsOf(merchant, true)).toEqual(before);
  });

  it('refuses a second import of the merchant while one runs', async () => {
    const merchant = await newMerchant();
    const file = await write(makeFile(100));
    // Holds the first import in the middle of its first batch.
    const holder = await database.admin.connect();
    await holder.query('begin; lock table commerce.order_items in share mode');
    const first = run(merchant, file);
    while ((await importsOf(merchant)).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await refusal(run(merchant, file, { lockWaitMs: 50 }))).toMatch(
      /^CONFLICT : Another import for this merchant is running/,
    );
    const waiting = run(merchant, file);
    await holder.query('commit');
    holder.release();
    expect(await first).toMatchObject({ rejected: 0 });
    expect(await waiting).toMatchObject({ rejected: 0, resumed: false });
    expect(await importsOf(merchant)).toHaveLength(2);
  });

  it('reports progress up to the end of the file', async () => {
    const merchant = await newMerchant();
    const file = await write(makeFile(500));
    const seen: number[] = [];
    await run(merchant, file, {
      onProgress: ({ bytes, totalBytes }) => seen.push(bytes / totalBytes),
    });
    expect(seen.at(-1)).toBe(1);
  });

  it('reads semicolons, a byte order mark, Windows line endings and Latin-1', async () => {
    const merchant = await newMerchant();
    const text = `${HEADER}1,A,Café,2,2010-12-01 08:26:00,2.5,1,UK\n`
      .replaceAll(',', ';')
      .replaceAll('2.5', '2,50')
      .replaceAll('\n', '\r\n');
    await run(merchant, await write(Buffer.from(text, 'latin1')));
    await run(merchant, await write(`\uFEFF${text}`));
    expect(await rowsOf(merchant)).toEqual([
      expect.objectContaining({ description: 'Café', unit_price: '2.5000', country: 'UK' }),
    ]);
  });

  it('writes nothing when the file or a setting is not what it says', async () => {
    const merchant = await newMerchant();
    const file = await write(makeFile(5));
    const other = await write('date,value\n2011-01-01,5\n', 'series.csv');
    expect(await refusal(run(merchant, other))).toMatch(
      /^BAD_INPUT file: This file is not an online-retail export: columns InvoiceNo, .* missing; found "date", "value"\./,
    );
    expect(await refusal(run(merchant, path.join(folder, 'absent.csv')))).toMatch(
      /^BAD_INPUT file: There is no file/,
    );
    expect(await refusal(run(merchant, file, { timezone: 'Mars/Olympus' }))).toBe(
      'BAD_INPUT timezone: Time zone "Mars/Olympus" is unknown. Use an IANA name such as Europe/London.',
    );
    expect(await refusal(run(merchant, file, { currency: 'QQQ' }))).toBe(
      'BAD_INPUT currency: Currency "QQQ" is unknown. Use an ISO 4217 code such as GBP.',
    );
    expect(await refusal(run(merchant, file, { format: 'magento' as 'generic' }))).toMatch(
      /^BAD_INPUT format: Format "magento" is unknown. Use one of online-retail, shopify, woocommerce, generic, jsonl\./,
    );
    expect(await importsOf(merchant)).toEqual([]);
  });

  it('leaves other merchants alone, even with the same order numbers', async () => {
    const [one, two] = [await newMerchant(), await newMerchant()];
    const file = await write(makeFile(200));
    await run(one, file);
    const before = await rowsOf(one, true);
    await run(two, file);
    expect(await rowsOf(one, true)).toEqual(before);
    expect(await rowsOf(two)).toEqual(await rowsOf(one));
  });
});
