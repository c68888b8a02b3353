import { describe, expect, it } from 'vitest';
import { type KeptEntry, occurrences } from './index.ts';

const entry = (from: string, to: string, yearly = false): KeptEntry => ({
  kind: 'CLOSURE',
  name: 'x',
  from,
  to,
  yearly,
});
const spans = (kept: KeptEntry, from: string, to: string) =>
  occurrences(kept, from, to).map((time) => `${time.from}/${time.to}`);

describe('occurrences', () => {
  it('are the entry itself where it touches the days asked for', () => {
    expect(spans(entry('2025-06-01', '2025-06-10'), '2025-06-10', '2025-07-01')).toEqual([
      '2025-06-01/2025-06-10',
    ]);
    expect(spans(entry('2025-06-01', '2025-06-10'), '2025-06-11', '2025-07-01')).toEqual([]);
    expect(spans(entry('2025-06-01', '2025-06-10'), '2026-06-01', '2026-07-01')).toEqual([]);
  });

  it('come every later year when it is yearly, across the turn of the year too', () => {
    const kept = entry('2023-12-24', '2024-01-02', true);
    expect(spans(kept, '2025-01-01', '2026-12-31')).toEqual([
      '2024-12-24/2025-01-02',
      '2025-12-24/2026-01-02',
      '2026-12-24/2027-01-02',
    ]);
    expect(spans(kept, '2020-01-01', '2023-12-01')).toEqual([]);
    expect(spans(kept, '2024-02-01', '2024-11-30')).toEqual([]);
  });

  it('fall on 28 February where a year has no 29th', () => {
    expect(spans(entry('2024-02-29', '2024-02-29', true), '2024-01-01', '2028-12-31')).toEqual([
      '2024-02-29/2024-02-29',
      '2025-02-28/2025-02-28',
      '2026-02-28/2026-02-28',
      '2027-02-28/2027-02-28',
      '2028-02-29/2028-02-29',
    ]);
  });
});
