import { describe, expect, it } from 'vitest';
import { DirtyDays } from './changes.ts';

const day = (businessDate: string, changed?: 'CARTS' | 'LINES') => ({
  merchantId: 'shop',
  businessDate,
  changed,
});

describe('days to be recomputed', () => {
  it('know what of them has changed, and everything where that is not known or both', () => {
    const dirty = new DirtyDays();
    dirty.addAll([
      day('2011-01-01', 'LINES'),
      day('2011-01-01', 'LINES'),
      day('2011-01-02', 'CARTS'),
      day('2011-01-02', 'LINES'),
      day('2011-01-02', 'CARTS'),
      day('2011-01-03'),
      day('2011-01-03', 'CARTS'),
    ]);
    expect(dirty.size).toBe(3);
    expect(dirty.take()).toEqual([day('2011-01-01', 'LINES'), day('2011-01-02'), day('2011-01-03')]);
    expect(dirty.size).toBe(0);
  });
});
