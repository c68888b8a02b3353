/**
 * What `npm start` costs: start times, memory of all its processes after the demo data and the job, CPU while nothing
 * happens. `npm run -s bench:product [-- --markdown] [--write] [--idle 30]`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { buildStale } from '../scripts/build.ts';
import { type Product, startProduct, UNLIMITED } from '../tests/fixtures/product.ts';
import { cpuOf, type MemoryOf, memoryOf } from './tools/memory.ts';
import { mb, note, publish, seconds } from './tools/report.ts';

const MEMORY_LIMIT = 1.5e9;
const IDLE_LIMIT = 0.05;
const FIRST_START_LIMIT = 30;
const SECOND_START_LIMIT = 8;
/** Caches of a start settle, and ClickHouse's first merges are done. */
const SETTLE_MS = 15_000;

interface Usage {
  role: string;
  count: number;
  rss: number;
  pss: number;
  /** CPU seconds per second. */
  idle: number;
}

const { values } = parseArgs({
  options: { idle: { type: 'string', default: '30' } },
  strict: false,
});

const sum = (
  usages: readonly { pss: number; rss: number; idle: number }[],
  field: 'pss' | 'rss' | 'idle',
): number => usages.reduce((total, usage) => total + usage[field], 0);

async function measure(
  product: Product,
  idleSeconds: number,
): Promise<{ usage: Usage[]; memory: MemoryOf[] }> {
  const root = product.process.pid ?? -1;
  const before = await cpuOf(root);
  const started = performance.now();
  await sleep(idleSeconds * 1000);
  const after = await cpuOf(root);
  const elapsed = (performance.now() - started) / 1000;
  const memory = await memoryOf(root);
  const byRole = new Map<string, Usage>();
  for (const { pid, role, rss, pss } of memory) {
    const name = role.startsWith('postgres: ') ? 'postgres processes' : role;
    const usage = byRole.get(name) ?? { role: name, count: 0, rss: 0, pss: 0, idle: 0 };
    usage.count += 1;
    usage.rss += rss;
    usage.pss += pss;
    usage.idle += Math.max(0, (after.get(pid) ?? 0) - (before.get(pid) ?? 0)) / elapsed;
    byRole.set(name, usage);
  }
  return { usage: [...byRole.values()].sort((a, b) => b.pss - a.pss), memory };
}

await buildStale();
note('First start, with demo data and the job ...');
const first = await startProduct({ env: UNLIMITED });
let usage: Usage[] = [];
let second = { seconds: Number.NaN };
try {
  await sleep(SETTLE_MS);
  note(`Ready after ${seconds(first.seconds)}. Watching it do nothing for ${values.idle} s ...`);
  const result = await measure(first, Number(values.idle));
  usage = result.usage;
  if (process.argv.includes('--all')) {
    for (const { pid, role, pss, rss } of result.memory)
      note(`  ${pid} ${role}: PSS ${mb(pss)}, RSS ${mb(rss)}`);
  }
  await first.stop();
  note('Second start ...');
  const again = await startProduct({ dataDir: first.dataDir, env: UNLIMITED });
  second = { seconds: again.seconds };
  await again.stop();
} finally {
  await first.dispose();
}
const pss = sum(usage, 'pss');
const idle = sum(usage, 'idle');
const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
const failures = [
  ...(pss > MEMORY_LIMIT ? [`memory ${mb(pss)} is above ${mb(MEMORY_LIMIT)}`] : []),
  ...(idle > IDLE_LIMIT ? [`idle CPU ${percent(idle)} of a core is above ${percent(IDLE_LIMIT)}`] : []),
  ...(first.seconds > FIRST_START_LIMIT ? [`the first start took ${seconds(first.seconds)}`] : []),
  ...(second.seconds > SECOND_START_LIMIT ? [`the second start took ${seconds(second.seconds)}`] : []),
];
publish({
  name: 'product',
  columns: ['process', 'number', 'PSS', 'RSS', 'idle CPU of a core'],
  rows: [
    ...usage.map((u) => [u.role, String(u.count), mb(u.pss), mb(u.rss), percent(u.idle)]),
    ['all', String(usage.reduce((n, u) => n + u.count, 0)), mb(pss), mb(sum(usage, 'rss')), percent(idle)],
  ],
  notes: [
    `First start ${seconds(first.seconds)} (limit ${FIRST_START_LIMIT} s), second ${seconds(second.seconds)} (limit ${SECOND_START_LIMIT} s); ` +
      `limits: PSS ${mb(MEMORY_LIMIT)}, idle ${percent(IDLE_LIMIT)} over ${values.idle} s.`,
  ],
  values: {
    firstStartSeconds: first.seconds,
    secondStartSeconds: second.seconds,
    pss,
    idle,
    processes: usage,
  },
  failures,
});
