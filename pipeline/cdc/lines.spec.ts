import { describe, expect, it } from 'vitest';
import { Lines, Version } from './lines.ts';

const write = (lines: Lines, text: string): void => {
  const bytes = Buffer.from(`before ${text} after`);
  lines.value(bytes, 7, Buffer.byteLength(text));
};

describe('lines', () => {
  it('say every text as JSON, whatever is in it', () => {
    const every = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).join('');
    const texts = ['', every, '"\\"\\\\', 'é 😀 ’ \u2028', 'tab\tline\nreturn\r', 'x'.repeat(300_000)];
    const lines = new Lines();
    for (const text of texts) {
      lines.begin();
      write(lines, text);
      lines.none();
      lines.end(new Version().set(5n, 1), false);
    }
    const rows = lines.bytes.toString().split('\n');
    expect(rows.pop()).toBe('');
    expect(rows.map((row) => JSON.parse(row))).toEqual(texts.map((text) => [text, null, '6', 0]));
  });

  it('take a row back that was begun', () => {
    const lines = new Lines();
    for (const text of ['first', 'second', 'third']) {
      lines.begin();
      write(lines, text);
      if (text === 'second') lines.undo();
      else lines.end(new Version().set(0n, 0), true);
    }
    expect(lines.bytes.toString()).toBe('["first","0",1]\n["third","0",1]\n');
  });

  it.each([
    [0n, 0],
    [999_999_999n, 0],
    [999_999_999n, 1],
    [1_000_000_000n, 0],
    [5_999_999_999n, 262_143],
    [12_000_000_005n, 0],
    [2n ** 64n - 300_000n, 262_143],
    [2n ** 64n - 1n, 0],
  ])('write the version %s + %s in all its digits', (base, offset) => {
    const buffer = Buffer.alloc(32);
    const end = new Version().set(base, offset).write(buffer, 0);
    expect(buffer.toString('latin1', 0, end)).toBe((base + BigInt(offset)).toString());
  });
});
