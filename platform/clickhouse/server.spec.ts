import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ClickHouseClient,
  ClickHouseError,
  createWarehouseClient,
  createWarehouseReader,
  isClickHouseError,
} from './client.ts';
import { type ClickHouseChild, startClickHouseChild } from './testing/start.ts';

let folder: string;
let child: ClickHouseChild;
let client: ClickHouseClient;

const connect = (database = 'default'): ClickHouseClient =>
  createWarehouseClient({ url: child.url, password: child.password, database });

const rows = async <T>(query: string, parameters: Record<string, unknown> = {}): Promise<T[]> =>
  (await client.query({ query, query_params: parameters, format: 'JSONEachRow' })).json<T>();

const post = (search: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${child.url}/?${search}`, {
    method: 'POST',
    ...init,
    headers: { 'X-ClickHouse-Key': child.password, ...init.headers },
  });

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mg-clickhouse-'));
  child = await startClickHouseChild(folder);
  const first = connect();
  await first.command({ query: 'CREATE DATABASE shop' });
  await first.close();
  client = connect('shop');
}, 30_000);

afterAll(async () => {
  await client.close();
  await child.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('values', () => {
  it('answers a ping', async () => {
    expect(await client.ping()).toEqual({ success: true });
    expect(await client.ping({ select: true })).toEqual({ success: true });
  });

  it('round-trips every type we use, exactly', async () => {
    await client.command({
      query: `CREATE TABLE types (id UUID, day Date, at DateTime64(6, 'UTC'), money Decimal(38, 4), big UInt64,
        small Int32, text String, maybe Nullable(String), list Array(UUID)) ENGINE = MergeTree ORDER BY id`,
    });
    const row = {
      id: '0190f2ee-0000-7000-8000-000000000001',
      day: '2011-12-09',
      at: '2011-12-09T12:50:00.123456Z',
      money: '1234567890123456789012345678901234.5678',
      big: '18446744073709551615',
      small: -5,
      text: 'quote \' backslash \\ newline \n tab \t null \0 emoji \u{1F600} "',
      maybe: null,
      list: ['0190f2ee-0000-7000-8000-000000000002'],
    };
    await client.insert({ table: 'types', values: [row], format: 'JSONEachRow' });
    expect(await rows('SELECT * FROM types')).toEqual([row]);
  });

  it.each([
    "'; DROP TABLE types; --",
    "' OR 1=1 --",
    '\\',
    "\\'",
    "a\\'; SELECT 1",
    '\\N',
    '{other:String}',
    '/* */ -- # $$ $x$',
    'tab\tnew\nreturn\rnull\0back\bform\f',
    '\u{1F600} é ’',
    'x'.repeat(200_000),
  ])('binds a hostile string as a parameter and nothing else (%#)', async (text) => {
    // The client writes neither NUL nor \b \f in an escaped form; they travel as they are.
    const [row] = await rows<{ text: string; bytes: string }>(
      'SELECT {text:String} AS text, toString(length({text:String})) AS bytes',
      { text },
    );
    expect(row).toEqual({ text, bytes: String(Buffer.byteLength(text)) });
    expect(
      await rows('SELECT {list:Array(String)} AS list, {maybe:Nullable(String)} AS maybe', {
        list: [text, "'"],
        maybe: null,
      }),
    ).toEqual([{ list: [text, "'"], maybe: null }]);
  });

  it('refuses a parameter of the wrong type and a missing one, also after another request has set it', async () => {
    await expect(rows('SELECT {n:UInt8} AS n', { n: "1'; SELECT 2" })).rejects.toMatchObject({ code: '457' });
    for (let i = 0; i < 8; i += 1) await rows('SELECT {leaked:String} AS n', { leaked: 'x' });
    for (let i = 0; i < 8; i += 1) {
      await expect(rows('SELECT {leaked:String} AS n')).rejects.toMatchObject({ code: '456' });
    }
  });

  it('does not take a placeholder in a string, a comment or a quoted name for one', async () => {
    expect(
      await rows("SELECT '{a:String} it''s \\' {b:String}' AS `{c:String}` /* {d:String} */ -- {e:String}"),
    ).toEqual([{ '{c:String}': "{a:String} it's ' {b:String}" }]);
  });
});

describe('streams', () => {
  it('inserts and reads a large stream, gzip or not, without holding it', async () => {
    await client.command({ query: 'CREATE TABLE big (n UInt64, text String) ENGINE = MergeTree ORDER BY n' });
    const count = 400_000;
    const lines = function* () {
      for (let n = 0; n < count; n += 1) yield { n, text: `row ${n} ${'x'.repeat(60)}` };
    };
    await client.insert({ table: 'big', values: Readable.from(lines()), format: 'JSONEachRow' });
    expect(await rows('SELECT toString(count()) AS c, toString(sum(n)) AS s FROM big')).toEqual([
      { c: String(count), s: String((count * (count - 1)) / 2) },
    ]);
    const zipped = createWarehouseClient({ url: child.url, password: child.password, database: 'shop' });
    const result = await zipped.query({
      query: 'SELECT n FROM big ORDER BY n',
      format: 'JSONCompactEachRow',
      clickhouse_settings: { enable_http_compression: 1 },
    });
    let next = 0;
    for await (const batch of result.stream<[string]>()) {
      for (const row of batch) expect(Number(row.json<[string]>()[0])).toBe(next++);
    }
    expect(next).toBe(count);
    await zipped.close();
    const body = gzipSync('{"n":"1","text":"zipped"}\n');
    const response = await post(
      `database=shop&query=${encodeURIComponent('INSERT INTO big FORMAT JSONEachRow')}`,
      {
        body,
        headers: { 'Content-Encoding': 'gzip' },
      },
    );
    expect(response.status).toBe(200);
    expect(JSON.parse(response.headers.get('x-clickhouse-summary') ?? '').written_rows).toBe('1');
  }, 60_000);

  it('gives every chunk of a long insert its own deduplication token, and the same when it is repeated', async () => {
    await client.command({
      query: `CREATE TABLE tokens (n UInt64, text String) ENGINE = MergeTree ORDER BY n
        SETTINGS non_replicated_deduplication_window = 1000`,
    });
    const count = 300_000;
    const values = Array.from({ length: count }, (_, n) => ({ n, text: 'y'.repeat(80) }));
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await client.insert({
        table: 'tokens',
        values: Readable.from(values),
        format: 'JSONEachRow',
        clickhouse_settings: { insert_deduplication_token: 'batch-1' },
      });
    }
    expect(await rows('SELECT toString(count()) AS c FROM tokens')).toEqual([{ c: String(count) }]);
    // and the token is not remembered for the next insert
    await client.insert({ table: 'tokens', values: [{ n: 1, text: 'other' }], format: 'JSONEachRow' });
    expect(await rows('SELECT toString(count()) AS c FROM tokens')).toEqual([{ c: String(count + 1) }]);
  }, 60_000);

  it('stops the statement of a client that goes away', async () => {
    const controller = new AbortController();
    const slow = client.query({
      query: 'SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) % 3 = 5',
      format: 'JSONEachRow',
      abort_signal: controller.signal,
    });
    const ended = expect(slow).rejects.toThrow();
    await sleep(300);
    controller.abort();
    await ended;
    // What counts is the processor: a cancelled statement stays listed until its connection is used again.
    const cpuTicks = async (): Promise<number> => {
      const fields = (await readFile(`/proc/${child.pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
      return Number(fields[11]) + Number(fields[12]);
    };
    for (let i = 0; i < 20; i += 1) {
      const before = await cpuTicks();
      await sleep(500);
      if ((await cpuTicks()) - before < 10) return;
    }
    expect.unreachable('the statement still runs');
  }, 20_000);

  it('tells of an error in the middle of a result', async () => {
    const result = await client.query({
      query: 'SELECT throwIf(number = 3000000) AS n FROM numbers(4000000)',
      format: 'JSONEachRow',
    });
    await expect(
      (async () => {
        for await (const batch of result.stream()) void batch;
      })(),
    ).rejects.toThrow(/throwIf/);
  });
});

describe('answers in one piece', () => {
  it('are the same, and an error in the middle is nothing but an error', async () => {
    const reader = createWarehouseReader({ url: child.url, password: child.password, database: 'shop' });
    const question = {
      query: `SELECT number, toString(toDecimal64(number, 2)) AS text FROM numbers({n:UInt32})`,
      query_params: { n: 50_000 },
      format: 'JSONEachRow' as const,
    };
    const answer = await (await reader.query(question)).json();
    expect(answer).toHaveLength(50_000);
    expect(answer).toEqual(await rows(question.query, question.query_params));
    const failure = await reader
      .query({ ...question, query: 'SELECT throwIf(number = 300000) FROM numbers(400000)' })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: '395' });
    expect(isClickHouseError(failure)).toBe(true);
    await reader.close();
  });
});

describe('errors and access', () => {
  it('raises the typed error of the client', async () => {
    const failure = await client.query({ query: 'SELECT * FROM nowhere' }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ClickHouseError);
    expect(failure).toMatchObject({ code: '60', type: 'UNKNOWN_TABLE' });
    await expect(client.query({ query: 'SELEC 1' })).rejects.toMatchObject({ code: '62' });
    await expect(connect('nowhere').query({ query: 'SELECT 1' })).rejects.toMatchObject({ code: '81' });
    await expect(
      client.insert({ table: 'types', values: [{ id: 'not a uuid' }], format: 'JSONEachRow' }),
    ).rejects.toMatchObject({ code: '376' });
  });

  it('answers a wrong key with 516 and tells nothing else', async () => {
    const stranger = createWarehouseClient({ url: child.url, password: 'wrong', database: 'shop' });
    await expect(stranger.query({ query: 'SELECT 1' })).rejects.toMatchObject({ code: '516' });
    await stranger.close();
    const basic = `Basic ${Buffer.from(`default:${child.password}`).toString('base64')}`;
    const response = await fetch(`${child.url}/?query=SELECT%201`, { headers: { Authorization: basic } });
    expect((await response.text()).trim()).toBe('1');
    expect((await fetch(`${child.url}/?query=SELECT%201`)).status).toBe(403);
  });

  it.each([
    "SELECT * FROM file('/etc/passwd', 'LineAsString')",
    'SELECT * FROM `file`("/etc/passwd", "LineAsString")',
    "SELECT * FROM FiLe /* x */ ('/etc/passwd')",
    "SELECT * FROM url('http://127.0.0.1/', 'LineAsString')",
    "SELECT 1 INTO OUTFILE '/tmp/x'",
    "INSERT INTO FUNCTION file('/tmp/x', 'CSV') SELECT 1",
    "CREATE TABLE f (a String) ENGINE = File('CSV', '/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    'SELECT * FROM `/etc/passwd`',
    'SELECT * FROM default.`/etc/passwd`',
  ])('refuses %s', async (query) => {
    await expect(client.exec({ query })).rejects.toBeInstanceOf(ClickHouseError);
  });

  it('refuses writes dressed as reads', async () => {
    await expect(client.query({ query: 'WITH 1 AS x INSERT INTO types SELECT 1' })).rejects.toThrow();
    await expect(client.command({ query: 'SET max_threads = 1' })).rejects.toMatchObject({ code: '48' });
  });
});

describe('isolation', () => {
  it('forgets the settings of a statement with the statement, read or command', async () => {
    const threads = async (settings = {}): Promise<unknown> =>
      (
        await client.query({
          query: "SELECT getSetting('max_insert_block_size') AS n",
          format: 'JSONEachRow',
          clickhouse_settings: settings,
        })
      ).json();
    const before = await threads();
    expect(await threads({ max_insert_block_size: '77' })).toEqual([{ n: 77 }]);
    await client.command({
      query:
        "CREATE TABLE settings ENGINE = MergeTree ORDER BY n AS SELECT toUInt64(getSetting('max_insert_block_size')) AS n",
      clickhouse_settings: { max_insert_block_size: '99' },
    });
    expect(await rows('SELECT n FROM settings')).toEqual([{ n: '99' }]);
    await client.command({ query: "INSERT INTO settings SELECT getSetting('max_insert_block_size')" });
    expect((await rows('SELECT n FROM settings ORDER BY n')).length).toBe(2);
    expect(await rows('SELECT toUInt32(n) AS n FROM settings WHERE n NOT IN (99, 77)')).toEqual(before);
    for (let i = 0; i < 6; i += 1) expect(await threads()).toEqual(before);
    await expect(threads({ no_such_setting: 1 })).rejects.toMatchObject({ code: '115' });
  });

  it('answers many statements at once, each with its own parameters and database', async () => {
    const other = connect('default');
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, i) => {
        const result = await (i % 2 ? client : other).query({
          query: 'SELECT {i:UInt32} AS i, {text:String} AS text, currentDatabase() AS db',
          query_params: { i, text: `'${i}\\` },
          format: i % 3 ? 'JSONEachRow' : 'JSON',
        });
        const json = await result.json<{ i: number; text: string; db: string }>();
        return Array.isArray(json) ? json[0] : json.data[0];
      }),
    );
    answers.forEach((answer, i) => {
      expect(answer).toEqual({ i, text: `'${i}\\`, db: i % 2 ? 'shop' : 'default' });
    });
    await other.close();
  });
});

describe('crashes', () => {
  it('keeps what it acknowledged over kill -9, and refuses a second process on its folder', async () => {
    await client.command({
      query: 'CREATE TABLE durable (n UInt64) ENGINE = MergeTree ORDER BY n',
    });
    let acknowledged = 0;
    const writing = (async () => {
      for (;;) {
        await client.insert({ table: 'durable', values: [{ n: acknowledged }], format: 'JSONEachRow' });
        acknowledged += 1;
      }
    })().catch(() => undefined);
    await sleep(1000);
    await expect(startClickHouseChild(folder)).rejects.toThrow();
    await child.stop('SIGKILL');
    await writing;
    await client.close();
    child = await startClickHouseChild(folder);
    client = connect('shop');
    expect(acknowledged).toBeGreaterThan(5);
    const [row] = await rows<{ c: string }>('SELECT toString(count()) AS c FROM durable');
    expect(Number(row?.c)).toBeGreaterThanOrEqual(acknowledged);
  }, 60_000);
});
