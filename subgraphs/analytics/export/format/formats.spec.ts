import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Session } from 'chdb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cell, Column, Encoder } from '../column.ts';
import { createCsvEncoder, safeText } from './csv.ts';
import { createJsonLinesEncoder } from './json-lines.ts';
import { createParquetEncoder } from './parquet.ts';

const COLUMNS: Column[] = [
  { name: 'name', type: 'text' },
  { name: 'pieces', type: 'integer' },
  { name: 'amount', type: 'decimal' },
  { name: 'share', type: 'float' },
  { name: 'gift', type: 'boolean' },
  { name: 'day', type: 'date' },
  { name: 'at', type: 'instant' },
];
const ROWS: Cell[][] = [
  ['plain', 1, '12.3400', 0.1, true, '2024-02-29', '2024-02-29T23:59:59.123456Z'],
  ['a "quoted", text\nof two lines', -7, '-0.0001', -1e-7, false, '1969-12-31', '1969-12-31 23:59:59.999999'],
  [
    '=1+1',
    '9007199254740993',
    '99999999999999999999.9999',
    1e300,
    true,
    '2100-12-31',
    '2100-12-31T00:00:00Z',
  ],
  [null, null, null, null, null, null, null],
  ['', 0, '0', 0, false, '1970-01-01', '1970-01-01T00:00:00.5Z'],
];

const bytesOf = (encoder: Encoder, ...batches: Cell[][][]): Buffer =>
  Buffer.concat([encoder.head(), ...batches.map((batch) => encoder.rows(batch)), encoder.end()]);

describe('CSV', () => {
  it('quotes what has to be, and tells nothing from an empty text', () => {
    expect(bytesOf(createCsvEncoder(COLUMNS), ROWS.slice(0, 2), ROWS.slice(2)).toString()).toBe(
      [
        'name,pieces,amount,share,gift,day,at',
        'plain,1,12.3400,0.1,true,2024-02-29,2024-02-29T23:59:59.123456Z',
        '"a ""quoted"", text\nof two lines",-7,-0.0001,-1e-7,false,1969-12-31,1969-12-31 23:59:59.999999',
        "'=1+1,9007199254740993,99999999999999999999.9999,1e+300,true,2100-12-31,2100-12-31T00:00:00Z",
        ',,,,,,',
        '"",0,0,0,false,1970-01-01,1970-01-01T00:00:00.5Z',
        '',
      ].join('\r\n'),
    );
  });

  it('makes safe what a spreadsheet would run, and leaves plain numbers', () => {
    for (const text of ['=SUM(A1)', '+cmd|x', '-2+3', '@SUM', '\t=1', '\r=1', '\n=1', '＝1', '-', '+44 20'])
      expect(safeText(text)).toBe(`'${text}`);
    for (const text of ['-1', '+44', '-12.50', 'a=b', '1-2', '', ' x']) expect(safeText(text)).toBe(text);
  });
});

describe('JSON lines', () => {
  it('keep amounts exact as texts, and whole numbers as digits', () => {
    const lines = bytesOf(createJsonLinesEncoder(COLUMNS), ROWS).toString().trimEnd().split('\n');
    expect(lines).toHaveLength(ROWS.length);
    expect(lines[2]).toContain('"pieces":9007199254740993,"amount":"99999999999999999999.9999"');
    expect(JSON.parse(lines[1] ?? '')).toEqual({
      name: 'a "quoted", text\nof two lines',
      pieces: -7,
      amount: '-0.0001',
      share: -1e-7,
      gift: false,
      day: '1969-12-31',
      at: '1969-12-31 23:59:59.999999',
    });
    expect(Object.values(JSON.parse(lines[3] ?? ''))).toEqual(Array(7).fill(null));
  });
});

describe('Parquet', () => {
  let folder: string;
  let engine: Session;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'merchantgraph-parquet-'));
    engine = new Session(path.join(folder, 'engine'));
  });
  afterAll(async () => {
    engine.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function read(bytes: Buffer, select: string): Promise<unknown[]> {
    const file = path.join(folder, `${crypto.randomUUID()}.parquet`);
    await writeFile(file, bytes);
    const text = engine.query(
      `SELECT ${select} FROM file('${file}', Parquet) SETTINGS prefer_column_name_to_alias = 1`,
      'JSONEachRow',
    );
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  }

  it('is read back by another reader as it was written', async () => {
    const rows = await read(
      bytesOf(createParquetEncoder(COLUMNS), ROWS.slice(0, 3), ROWS.slice(3)),
      `name, toString(pieces) AS pieces, toString(amount) AS amount, share, gift, toString(day) AS day,
       toString(toTimeZone(at, 'UTC')) AS at, toTypeName(amount) AS type`,
    );
    const type = 'Nullable(Decimal(38, 4))';
    expect(rows).toEqual([
      {
        name: 'plain',
        pieces: '1',
        amount: '12.34',
        share: 0.1,
        gift: true,
        day: '2024-02-29',
        at: '2024-02-29 23:59:59.123456',
        type,
      },
      {
        name: 'a "quoted", text\nof two lines',
        pieces: '-7',
        amount: '-0.0001',
        share: -1e-7,
        gift: false,
        day: '1969-12-31',
        at: '1969-12-31 23:59:59.999999',
        type,
      },
      {
        name: '=1+1',
        pieces: '9007199254740993',
        amount: '99999999999999999999.9999',
        share: 1e300,
        gift: true,
        day: '2100-12-31',
        at: '2100-12-31 00:00:00.000000',
        type,
      },
      { name: null, pieces: null, amount: null, share: null, gift: null, day: null, at: null, type },
      {
        name: '',
        pieces: '0',
        amount: '0',
        share: 0,
        gift: false,
        day: '1970-01-01',
        at: '1970-01-01 00:00:00.500000',
        type,
      },
    ]);
  });

  it('may be empty, or hold many row groups', async () => {
    expect(await read(bytesOf(createParquetEncoder(COLUMNS)), 'count() AS n')).toEqual([{ n: 0 }]);
    const count = 120_001;
    const encoder = createParquetEncoder([
      { name: 'n', type: 'integer' },
      { name: 'odd', type: 'text' },
    ]);
    const rows = Array.from({ length: count }, (_, n): Cell[] => [n, n % 2 ? `${n}` : null]);
    const [found] = await read(
      bytesOf(encoder, rows.slice(0, 70_000), rows.slice(70_000)),
      'toString(count()) AS rows, toString(sum(n)) AS total, toString(count(odd)) AS odds, toString(sum(toUInt64(odd))) AS sum',
    );
    expect(found).toEqual({
      rows: `${count}`,
      total: `${(count * (count - 1)) / 2}`,
      odds: '60000',
      sum: `${60_000 ** 2}`,
    });
  });
});
