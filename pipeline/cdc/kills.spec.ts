import { expect, it } from 'vitest';
import { runCdcFaults } from '../../tests/faults/cdc-run.ts';

it('six writers, and reader, ClickHouse and PostgreSQL killed at random, leave both sides identical', async () => {
  const seed = String(Math.floor(Math.random() * 1e6));
  const result = await runCdcFaults({ seconds: 10, seed });
  expect({ seed, differences: result.differences, poison: result.poison }).toEqual({
    seed,
    differences: [],
    poison: 0,
  });
  // It is no proof when nothing was killed or nothing was written.
  expect(Math.min(...Object.values(result.kills))).toBeGreaterThan(0);
  expect(result.transactions).toBeGreaterThan(100);
  expect(result.cells).toBeGreaterThan(50);
}, 180_000);
