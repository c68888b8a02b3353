import { describe, expect, it } from 'vitest';
import { CsvReader, type CsvRecord } from './csv.ts';

/** Reads text cut into pieces of `size` characters: where a piece ends must not matter. */
function read(
  text: string,
  options: { delimiter?: string; columns?: number; size?: number; maxRecordLength?: number } = {},
): CsvRecord[] {
  const { delimiter = ',', columns = 3, size = text.length || 1, maxRecordLength } = options;
  const reader = new CsvReader({ delimiter, columns, maxRecordLength });
  const records: CsvRecord[] = [];
  const keep = (record: CsvRecord): void => {
    records.push(record);
  };
  for (let at = 0; at < text.length; at += size) reader.push(text.slice(at, at + size), keep);
  reader.end(keep);
  return records;
}

const fields = (records: CsvRecord[]): string[][] => records.map((record) => record.fields);

describe('CsvReader', () => {
  const tricky = 'a,"b, ""quoted""",c\r\n1,"two\r\nlines",3\r\n\r\nx,5" pipe,z\n"",,""\nlast,line,"end"';
  const expected = [
    ['a', 'b, "quoted"', 'c'],
    ['1', 'two\r\nlines', '3'],
    ['x', '5" pipe', 'z'],
    ['', '', ''],
    ['last', 'line', 'end'],
  ];

  it.each([1, 2, 3, 5, 7, 1000])('reads the same records in pieces of %i characters', (size) => {
    const records = read(tricky, { size });
    expect(fields(records)).toEqual(expected);
    expect(records.map((record) => record.line)).toEqual([1, 2, 5, 6, 7]);
    expect(records[1]?.raw).toBe('1,"two\r\nlines",3');
  });

  it('gives up one line for a quotation mark that is never closed', () => {
    const records = read('a,b,c\n1,"open,3\n4,5,6\n7,8,9\n', { size: 4 });
    expect(records.map((record) => record.malformed !== undefined)).toEqual([false, true, false, false]);
    expect(records[1]).toMatchObject({ line: 2, raw: '1,"open,3' });
    expect(records[1]?.malformed).toContain('line 2');
    expect(fields(records).at(-1)).toEqual(['7', '8', '9']);
  });

  it('does not let an open quotation mark swallow lines up to the next one', () => {
    const records = read('1,"open,3\n4,5,6\n7,"8, 8",9\n');
    expect(records.map((record) => [record.line, record.malformed !== undefined])).toEqual([
      [1, true],
      [2, false],
      [3, false],
    ]);
    expect(records[2]?.fields).toEqual(['7', '8, 8', '9']);
  });

  it('does not hold more than a record may have', () => {
    const records = read(`1,"${'long '.repeat(400)}\n4,5,6\n`, { size: 100, maxRecordLength: 500 });
    expect(records.some((record) => record.malformed)).toBe(true);
    expect(records.at(-1)?.fields).toEqual(['4', '5', '6']);
  });

  it('separates by semicolons and tabs', () => {
    expect(fields(read('a;b,c;d\n', { delimiter: ';' }))).toEqual([['a', 'b,c', 'd']]);
    expect(fields(read('a\tb c\td\n', { delimiter: '\t' }))).toEqual([['a', 'b c', 'd']]);
  });
});
