import { describe, expect, it } from 'vitest';
import { type CacheKey, createReportCache } from './report-cache.ts';

const key = (overrides: Partial<CacheKey> = {}): CacheKey => ({
  merchantId: 'shop',
  report: 'products',
  arguments: [{ from: '2011-01-01' }],
  version: '1',
  ...overrides,
});

/** Counts how often it is read. */
function source<T>(answer: T) {
  const read = async (): Promise<T> => {
    read.times += 1;
    return answer;
  };
  read.times = 0;
  return read;
}

describe('the cache of reports', () => {
  it('reads once for equal questions, also at the same time', async () => {
    const cache = createReportCache();
    const read = source(['row']);
    const answers = await Promise.all([cache.get(key(), read), cache.get(key(), read)]);
    expect(answers).toEqual([['row'], ['row']]);
    await cache.get(key(), read);
    expect(read.times).toBe(1);
  });

  it('reads anew for another merchant, report or argument, and when the data have changed', async () => {
    const cache = createReportCache();
    const mine = source('mine');
    await cache.get(key(), mine);
    for (const other of [
      key({ merchantId: 'stranger' }),
      key({ report: 'movers' }),
      key({ arguments: [{ from: '2011-01-02' }] }),
      key({ version: '2' }),
    ]) {
      expect(await cache.get(other, source('other'))).toBe('other');
    }
    // The new version has taken the place of the old one.
    expect(await cache.get(key({ version: '1' }), source('again'))).toBe('again');
  });

  it('keeps nothing longer than five minutes', async () => {
    let now = 0;
    const cache = createReportCache({ now: () => now });
    const read = source('row');
    await cache.get(key(), read);
    now = 299_999;
    await cache.get(key(), read);
    expect(read.times).toBe(1);
    now = 300_000;
    await cache.get(key(), read);
    expect(read.times).toBe(2);
  });

  it('keeps no failure', async () => {
    const cache = createReportCache();
    await expect(cache.get(key(), () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await cache.get(key(), source('back'))).toBe('back');
  });

  it('is bounded: a large answer is not kept, and old ones make room', async () => {
    const cache = createReportCache();
    const huge = source('x'.repeat(600_000));
    await cache.get(key(), huge);
    await cache.get(key(), huge);
    expect(huge.times).toBe(2);
    const first = source('x'.repeat(400_000));
    await cache.get(key({ report: 'first' }), first);
    for (let n = 0; n < 81; n += 1)
      await cache.get(key({ report: `fill ${n}` }), source('x'.repeat(400_000)));
    await cache.get(key({ report: 'first' }), first);
    expect(first.times).toBe(2);
  });
});
