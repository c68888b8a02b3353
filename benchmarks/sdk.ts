/**
 * What it costs a partner to load the SDK: milliseconds to import each entry point in a fresh Node, as an ES module and as
 * CommonJS, and what a browser downloads. `npm run -s bench:sdk [-- --markdown] [--write]`.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { buildStale } from '../scripts/build.ts';
import { measureSizes } from '../sdk/sizes.ts';
import { publish, quantile } from './tools/report.ts';

const DIST = path.resolve(import.meta.dirname, '../sdk/dist');
const ENTRIES = ['node', 'index', 'react', 'react-server', 'full', 'webhooks'];
const ROUNDS = 11;
const LIMIT_MS = 50;
/** Bytes, minified and gzipped. */
const LIMITS = { core: 5 * 1024, live: 9 * 1024, error: 1024 };

/** Milliseconds from before the import to after it, in a process of its own; Node's own start is not in it. */
function load(entry: string, format: 'esm' | 'cjs'): number {
  const file = JSON.stringify(path.join(DIST, format, `${entry}.js`));
  const get = format === 'esm' ? `await import(${file})` : `require(${file})`;
  const code = `const start = performance.now(); ${get}; process.stdout.write(String(performance.now() - start));`;
  const type = format === 'esm' ? 'module' : 'commonjs';
  return Number(execFileSync(process.execPath, [`--input-type=${type}`, '-e', code], { encoding: 'utf8' }));
}

await buildStale({ only: ['sdk'] });
const times = new Map<string, number[]>();
for (let round = 0; round < ROUNDS; round++)
  for (const entry of ENTRIES)
    for (const format of ['esm', 'cjs'] as const) {
      const name = `${entry} (${format})`;
      times.set(name, [...(times.get(name) ?? []), load(entry, format)]);
    }
const sizes = await measureSizes(path.join(DIST, 'esm/index.js'));
const medians = [...times].map(([name, all]) => ({
  name,
  median: quantile(all, 0.5),
  worst: Math.max(...all),
}));
const ms = (value: number): string => `${value.toFixed(1)} ms`;
publish({
  name: 'sdk',
  columns: ['module', 'median', 'slowest'],
  rows: [
    ...medians.map(({ name, median, worst }) => [name, ms(median), ms(worst)]),
    ...Object.entries(sizes).map(([name, bytes]) => [
      `download: ${name}`,
      `${(bytes / 1024).toFixed(1)} KB`,
      '',
    ]),
  ],
  notes: [
    `Median of ${ROUNDS} fresh processes; react without React itself being loaded before. No module may take ${LIMIT_MS} ms.`,
  ],
  values: { load: Object.fromEntries(medians.map(({ name, median }) => [name, median])), sizes },
  failures: [
    ...medians
      .filter(({ median }) => median >= LIMIT_MS)
      .map(
        ({ name, median }) => `${name} takes ${ms(median)} to load; less than ${LIMIT_MS} ms is asked for.`,
      ),
    ...Object.entries(LIMITS)
      .filter(([name, limit]) => sizes[name as keyof typeof sizes] >= limit)
      .map(
        ([name, limit]) =>
          `${name} is ${sizes[name as keyof typeof sizes]} bytes; less than ${limit} is asked for.`,
      ),
  ],
});
