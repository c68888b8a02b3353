import { Readable } from 'node:stream';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rangeOf, serveDownloads } from './downloads.ts';

const CONTENT = Buffer.from('sku,amount\r\nmug,12.5000\r\n');
const TOKEN = `${'a'.repeat(300)}.b`;

describe('downloads', () => {
  const app = Fastify();
  const recorded: string[] = [];
  beforeAll(() => {
    serveDownloads(
      app,
      {
        find: async (token) =>
          token === TOKEN
            ? {
                fileName: 'orders.csv',
                contentType: 'text/csv',
                size: CONTENT.length,
                sha256: 'abc',
                open: (range) => Readable.from([CONTENT.subarray(range?.start, range && range.end + 1)]),
              }
            : undefined,
        record: async (token, { clientIp }) => void recorded.push(`${token.length} ${clientIp}`),
      },
      0,
    );
  });
  afterAll(() => app.close());

  const get = (headers: Record<string, string> = {}, token = TOKEN, method: 'GET' | 'HEAD' = 'GET') =>
    app.inject({ method, url: `/exports/${token}`, headers });

  it('are sent whole, as files to be saved, and noted', async () => {
    const answer = await get();
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toBe(CONTENT.toString());
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv',
      'content-length': String(CONTENT.length),
      'content-disposition': 'attachment; filename="orders.csv"',
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-store',
      etag: '"abc"',
    });
    expect(recorded).toEqual([`${TOKEN.length} 127.0.0.1`]);
  });

  it('can be gone on with', async () => {
    const rest = await get({ range: 'bytes=12-', 'if-range': '"abc"' });
    expect([rest.statusCode, rest.body]).toEqual([206, 'mug,12.5000\r\n']);
    expect(rest.headers).toMatchObject({ 'content-range': 'bytes 12-24/25', 'content-length': '13' });
    // Another file by now: everything again.
    expect((await get({ range: 'bytes=12-', 'if-range': '"other"' })).statusCode).toBe(200);
    expect((await get({ range: 'bytes=25-' })).headers['content-range']).toBe('bytes */25');
    const head = await get({}, TOKEN, 'HEAD');
    expect([head.statusCode, head.body, head.headers['content-length']]).toEqual([200, '', '25']);
    // The part was not counted: only who begins is.
    expect(recorded).toHaveLength(2);
  });

  it('are not there without a good link', async () => {
    for (const token of ['', 'x', '../../etc/passwd', `${TOKEN}x`]) {
      const answer = await get({}, token);
      expect(answer.statusCode).toBe(404);
    }
  });
});

describe('a range', () => {
  it.each([
    [undefined, undefined],
    ['bytes=0-3', { start: 0, end: 3 }],
    ['bytes=5-', { start: 5, end: 9 }],
    ['bytes=-4', { start: 6, end: 9 }],
    ['bytes=-40', { start: 0, end: 9 }],
    ['bytes=5-500', { start: 5, end: 9 }],
    ['bytes=10-', null],
    ['bytes=-0', null],
    ['bytes=5-4', undefined],
    ['bytes=0-1,3-4', undefined],
    ['lines=0-1', undefined],
    ['bytes=-', undefined],
  ])('%s', (header, range) => {
    expect(rangeOf(header, 10)).toEqual(range);
  });
});
