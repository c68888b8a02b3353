import { describe, expect, it } from 'vitest';
import { JsonLinesReader } from './json-lines.ts';
import type { SourceRecord } from './record.ts';

const LISTS = [
  { names: ['items'] },
  { names: ['refunds'], rename: { id: 'refund_id' }, set: { kind: 'refund' }, negative: 'quantity' },
];

/** Reads a text in pieces of `size` characters. */
function read(text: string, size = text.length): SourceRecord[] {
  const reader = new JsonLinesReader(
    [['order_id'], ['sku'], ['quantity', 'qty'], ['kind'], ['customer_id']],
    LISTS,
  );
  const records: SourceRecord[] = [];
  for (let at = 0; at < text.length; at += size)
    reader.push(text.slice(at, at + size), (record) => records.push(record));
  reader.end((record) => records.push(record));
  return records;
}

describe('JsonLinesReader', () => {
  it('makes a row of every element, with the members of the object around it', () => {
    const line =
      '{"orderId": "7", "customer": {"id": 12}, "items": [{"sku": "A", "Qty": 2}, {"sku": "B", "quantity": 1.50}], "refunds": [{"sku": "A", "quantity": 1}]}';
    expect(read(line)[0]?.rows).toEqual([
      ['7', 'A', '2', '', '12'],
      ['7', 'B', '1.50', '', '12'],
      ['7', 'A', '-1', 'refund', '12'],
    ]);
    expect(read('{"order_id": 12345678901234567890, "sku": null}')[0]?.rows).toEqual([
      ['12345678901234567890', '', '', '', ''],
    ]);
  });

  it('gives the same records however the text is cut, with lines as an editor counts them', () => {
    const text = '{"order_id": "1"}\r\n\r\n{"order_id": "zwei ü"}\n{"order_id": 3}';
    const whole = read(text);
    expect(whole.map((record) => [record.line, record.rows[0]?.[0]])).toEqual([
      [1, '1'],
      [3, 'zwei ü'],
      [4, '3'],
    ]);
    for (const size of [1, 2, 7]) expect(read(text, size)).toEqual(whole);
  });

  it.each([
    ['{"order_id": "1"', 'is no JSON'],
    ['[1, 2]', 'is no JSON object'],
    ['"text"', 'is no JSON object'],
    ['{"items": [1]}', 'holds something that is no object'],
    ['['.repeat(100_000), 'is no JSON'],
    [`{"a": ${'{"a": '.repeat(50_000)}1${'}'.repeat(50_000)}}`, 'is no JSON'],
    [`{"items": [${'{},'.repeat(20_001)}{}]}`, 'at most 20000'],
    [`{"order_id": "${'x'.repeat(1_100_000)}"}`, 'longer than a megabyte'],
  ])('refuses a bad line and goes on with the next: %.20s', (line, reason) => {
    const records = read(`${line}\n{"order_id": "next"}\n`, 65_536);
    expect(records).toHaveLength(2);
    expect(records[0]?.malformed).toContain(reason);
    expect(records[0]?.raw.length).toBeLessThanOrEqual(1 << 20);
    expect(records[1]).toMatchObject({ line: 2, rows: [['next', '', '', '', '']] });
  });

  it('keeps what no database text can hold out, and names that mean something to objects as plain data', () => {
    const [record] = read('{"order_id": "a\\u0000b", "__proto__": {"sku": "X"}, "constructor": "c"}');
    expect(record?.rows).toEqual([['a\uFFFDb', '', '', '', '']]);
  });
});
