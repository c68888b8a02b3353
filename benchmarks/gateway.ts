/**
 * The cost of a request that joins 50 entities over three subgraphs: this gateway with its subgraphs in process, against
 * stock Apollo Gateway with its default data source over HTTP. `npm run -s bench:gateway [-- --markdown] [--write]`.
 * Every request has an Authorization header of its own. Rounds of both sides alternate; medians are reported.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { ENTITIES, QUERY } from './gateway/catalogue.ts';
import { cpuOf } from './tools/memory.ts';
import { note, publish, quantile } from './tools/report.ts';

const ROUNDS = 5;
const WARM_MS = 3_000;
const ROUND_MS = 4_000;
/** Requests at a time, below what either side takes: latency then is the request's, not the queue's. */
const CONNECTIONS = 4;

interface Side {
  name: string;
  url: URL;
  processes: ChildProcess[];
}

interface Result {
  requests: number;
  perSecond: number;
  p50: number;
  p99: number;
  /** CPU milliseconds per request: of the gateway's process, and of all processes of the side. */
  cpuGateway: number;
  cpuAll: number;
}

function start(...args: string[]): Promise<{ child: ChildProcess; urls: string[] }> {
  const child = fork(new URL('./gateway/server.ts', import.meta.url), args, {
    env: { ...process.env, NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: 'true' },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', ({ urls }: { urls: string[] }) => resolve({ child, urls }));
    child.once('exit', (code) => reject(new Error(`The ${args[0]} server ended with ${code}.`)));
  });
}

let caller = 0;

/** Sends requests from a few connections until the time is up; every one from somebody else. */
async function load(side: Side, ms: number): Promise<{ latencies: number[] }> {
  const pool = new Pool(side.url.origin, { connections: CONNECTIONS });
  const body = JSON.stringify({ query: QUERY });
  const latencies: number[] = [];
  const until = performance.now() + ms;
  const work = async (): Promise<void> => {
    while (performance.now() < until) {
      caller = (caller + 1) % 5_000;
      const started = performance.now();
      const { statusCode, body: answer } = await pool.request({
        path: side.url.pathname,
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer user-${caller}` },
        body,
      });
      const text = await answer.text();
      latencies.push(performance.now() - started);
      if (
        statusCode !== 200 ||
        !text.includes(`item-${ENTITIES - 1}`) ||
        !text.includes('12.5000') ||
        !text.includes('Ben')
      )
        throw new Error(`${side.name} answered ${statusCode}: ${text.slice(0, 300)}`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  await pool.close();
  return { latencies };
}

const cpuSeconds = async (children: readonly ChildProcess[]): Promise<number[]> =>
  Promise.all(
    children.map(async ({ pid }) =>
      [...(await cpuOf(pid ?? -1)).values()].reduce((sum, value) => sum + value, 0),
    ),
  );

async function runRound(side: Side): Promise<Result> {
  const before = await cpuSeconds(side.processes);
  const started = performance.now();
  const { latencies } = await load(side, ROUND_MS);
  const elapsed = (performance.now() - started) / 1000;
  const used = (await cpuSeconds(side.processes)).map((value, at) => value - (before[at] ?? 0));
  const perRequest = (value: number): number => (value * 1000) / latencies.length;
  return {
    requests: latencies.length,
    perSecond: latencies.length / elapsed,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    cpuGateway: perRequest(used[0] ?? 0),
    cpuAll: perRequest(used.reduce((sum, value) => sum + value, 0)),
  };
}

const subgraphs = await start('subgraphs');
const stock = await start('stock', ...subgraphs.urls);
const ours = await start('ours');
const sides: Side[] = [
  { name: 'MerchantGraph, subgraphs in process', url: new URL(ours.urls[0] ?? ''), processes: [ours.child] },
  {
    name: 'stock Apollo Gateway over HTTP',
    url: new URL(stock.urls[0] ?? ''),
    processes: [stock.child, subgraphs.child],
  },
];
const results = new Map<Side, Result[]>(sides.map((side) => [side, []]));
try {
  for (const side of sides) {
    note(`Warming up: ${side.name}`);
    await load(side, WARM_MS);
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const side of sides) {
      await sleep(200);
      results.get(side)?.push(await runRound(side));
    }
    note(`Round ${round + 1} of ${ROUNDS}`);
  }
} finally {
  for (const { child } of [subgraphs, stock, ours]) child.kill();
}
const median = (side: Side, field: keyof Result): number =>
  quantile(
    (results.get(side) ?? []).map((result) => result[field]),
    0.5,
  );
const [mine, peer] = sides as [Side, Side];
const ratio = (field: keyof Result): string => (median(peer, field) / median(mine, field)).toFixed(2);
const ms = (value: number): string => `${value.toFixed(2)} ms`;
publish({
  name: 'gateway',
  columns: [
    '50 entities over three subgraphs',
    'CPU/request, gateway',
    'CPU/request, all',
    'p50',
    'p99',
    'requests',
  ],
  rows: [
    ...sides.map((side) => [
      side.name,
      ms(median(side, 'cpuGateway')),
      ms(median(side, 'cpuAll')),
      ms(median(side, 'p50')),
      ms(median(side, 'p99')),
      `${Math.round(median(side, 'perSecond')).toLocaleString('en')} /s`,
    ]),
    ['stock / ours', ratio('cpuGateway'), ratio('cpuAll'), ratio('p50'), ratio('p99'), ''],
  ],
  notes: [
    `Medians of ${ROUNDS} rounds of ${ROUND_MS / 1000} s, ${CONNECTIONS} requests at a time, another Authorization header each. ` +
      'Our gateway’s CPU includes its subgraphs; of the peer both are shown.',
  ],
  values: Object.fromEntries(sides.map((side) => [side.name, results.get(side)])),
  failures:
    median(mine, 'cpuAll') < median(peer, 'cpuAll')
      ? []
      : ['a request costs more than with the stock gateway'],
});
