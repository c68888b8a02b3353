import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppError } from '#platform/errors/index.ts';
import { inspectSource, readText } from './source.ts';

describe('inspectSource', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'import-source-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const write = async (name: string, content: string | Buffer): Promise<string> => {
    const file = path.join(folder, name);
    await writeFile(file, content);
    return file;
  };
  const refusal = (file: string): Promise<unknown> =>
    inspectSource(file).catch((error: AppError) => [error.code, error.message, error.inputPath]);
  const textOf = async (file: string): Promise<string> => {
    let text = '';
    for await (const piece of readText(await inspectSource(file))) text += piece.text;
    return text;
  };

  it('knows gzip by its content, and a packed file as the same file', async () => {
    const plain = await inspectSource(await write('a.csv.gz', 'a,b\n1,2\n'));
    const packed = await inspectSource(await write('a.csv', gzipSync('a,b\n1,2\n')));
    expect([plain.gzip, packed.gzip]).toEqual([false, true]);
    expect(packed.digest.equals(plain.digest)).toBe(true);
    expect(packed).toMatchObject({ firstLine: 'a,b', bytes: 8 });
  });

  it('reads UTF-8 with a mark, Latin-1 and UTF-16', async () => {
    const text = 'title,price\nCafé crème €,2\n';
    expect(await textOf(await write('utf8.csv', `\uFEFF${text}`))).toBe(text);
    expect(await textOf(await write('utf16.csv', Buffer.from(`\uFEFF${text}`, 'utf16le')))).toBe(text);
    const latin = Buffer.from('title,price\nCafé,2\n', 'latin1');
    expect((await inspectSource(await write('latin.csv', latin))).encoding).toBe('windows-1252');
    expect(await textOf(path.join(folder, 'latin.csv'))).toBe('title,price\nCafé,2\n');
  });

  it('is not misled by characters cut at the end of a chunk', async () => {
    const file = await write('long.csv', `a\n${'€'.repeat(300_000)}`);
    expect((await inspectSource(file)).encoding).toBe('utf-8');
    expect((await textOf(file)).length).toBe(300_002);
  });

  it('finds Latin-1 that begins late in the file', async () => {
    const file = await write(
      'late.csv',
      Buffer.concat([Buffer.from('a\n'.repeat(200_000)), Buffer.from([0xe9, 0x0a])]),
    );
    expect((await inspectSource(file)).encoding).toBe('windows-1252');
  });

  it.each([
    ['nothing.csv', undefined, /There is no file .*nothing\.csv/],
    ['empty.csv', Buffer.alloc(0), /empty\.csv is empty/],
    ['empty.csv.gz', gzipSync(''), /is empty/],
    [
      'book.xlsx',
      Buffer.from('PK\u0003\u0004\u0000\u0000'),
      /not a text file but a zip archive or a spreadsheet.*Export it as CSV/,
    ],
    ['cut.csv.gz', gzipSync('a,b\n'.repeat(1000)).subarray(0, 30), /not a complete gzip file/],
  ])('refuses %s', async (name, content, message) => {
    const file = content === undefined ? path.join(folder, name) : await write(name, content);
    expect(await refusal(file)).toEqual(['BAD_INPUT', expect.stringMatching(message), ['file']]);
  });

  it('refuses a folder', async () => {
    expect(await refusal(folder)).toEqual(['BAD_INPUT', expect.stringContaining('is a folder'), ['file']]);
  });
});
