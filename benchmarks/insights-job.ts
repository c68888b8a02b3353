/**
 * The insight job over many merchants: `npm run -s bench:insights -- [--merchants 10000] [--once] [--keep <folder>] [--fill]
 * [--write]`. Each has 400 days of
 * all metrics and slices by product, country, segment and customer; the newest day is judged. Beside it, in the same run,
 * one question per merchant, on a sample. Then the job is killed in its middle and run again, and what is left is held
 * against what the undisturbed run wrote.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { createWarehouseClient } from '#platform/clickhouse/client.ts';
import { type ClickHouseChild, startClickHouseChild } from '#platform/clickhouse/testing/start.ts';
import { createLogger } from '#platform/log/index.ts';
import { startEmbeddedPostgres } from '#platform/postgres/embedded.ts';
import { migrateDatabase } from '#prisma/migrate.ts';
import { ROLES, type RoleName, type RolePasswords, urlForRole } from '#prisma/roles.ts';
import { createWarehouse, migrateWarehouse } from '#warehouse/index.ts';
import { detectMerchant } from '../subgraphs/insights/generation/detect-merchant.ts';
import type { GenerateSummary } from '../subgraphs/insights/generation/generate.ts';
import { READ_DAYS, readChunk } from '../subgraphs/insights/generation/read-chunk.ts';
import { AS_OF, fillClickHouse, fillPostgres, merchantId, settle } from './insights-job/generate.ts';
import type { JobTask } from './insights-job/job.ts';
import { cpuOf, memoryOf } from './tools/memory.ts';
import { mb, note, publish, seconds } from './tools/report.ts';

const { values } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    merchants: { type: 'string' },
    keep: { type: 'string' },
    once: { type: 'boolean' },
    fill: { type: 'boolean' },
  },
});
const MERCHANTS = Number(values.merchants ?? 10_000);
/** Merchants of the naive loop. */
const SAMPLE = 150;
/** At ten thousand merchants; both grow with them. */
const LIMITS = { seconds: (60 * MERCHANTS) / 10_000, bytes: 1e9 };
const JOB = path.join(import.meta.dirname, 'insights-job/job.ts');
/** The worker, which runs the job in a deployment, is started with these. */
const WORKER = [
  '--disable-warning=ExperimentalWarning',
  '--max-old-space-size=320',
  '--max-semi-space-size=8',
];
const whole = (value: number): string => Math.round(value).toLocaleString('en');

interface Measured {
  summary: GenerateSummary & { cpu: number };
  seconds: number;
  /** The most that all processes had at one moment, by role; PSS adds up. */
  pss: Map<string, number>;
  /** CPU seconds by role. */
  cpu: Map<string, number>;
}

/** What the job itself takes: its own process with all threads and ClickHouse's. PostgreSQL's backends serve everybody. */
const ofJob = (pss: ReadonlyMap<string, number>): number =>
  (pss.get('job') ?? 0) + (pss.get('ClickHouse') ?? 0);

/** With `--keep <folder>` what was made there is used again; `--fill` only makes it, `--once` only runs the job once. */
const home =
  typeof values.keep === 'string'
    ? path.resolve(values.keep)
    : await mkdtemp(path.join(tmpdir(), 'merchantgraph-bench-'));
await mkdir(path.join(home, 'clickhouse'), { recursive: true });
const password = 'bench';
const postgres = await startEmbeddedPostgres({
  dataDir: path.join(home, 'postgres'),
  password,
  settings: { timezone: 'UTC' },
});
let clickhouse: ClickHouseChild = await startClickHouseChild(path.join(home, 'clickhouse'), password);
const target = () => ({ url: clickhouse.url, password, database: 'bench' });

function startJob(task: JobTask): { child: ChildProcess; done: Promise<string> } {
  const child = spawn(process.execPath, [...WORKER, JOB, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const out: string[] = [];
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk.toString()));
  const done = new Promise<string>((resolve) => child.once('close', () => resolve(out.join(''))));
  return { child, done };
}

const PARTS = () =>
  [
    ['ClickHouse', clickhouse.pid],
    ['PostgreSQL', postgres.pid],
  ] as const;

async function measure(task: JobTask): Promise<Measured> {
  const cpuOfParts = async () =>
    new Map(
      await Promise.all(
        PARTS().map(
          async ([role, pid]): Promise<[string, number]> => [
            role,
            [...(await cpuOf(pid)).values()].reduce((sum, used) => sum + used, 0),
          ],
        ),
      ),
    );
  const before = await cpuOfParts();
  const started = performance.now();
  const { child, done } = startJob(task);
  let pss = new Map<string, number>();
  const looking = setInterval(async () => {
    const roots = [...PARTS(), ['job', child.pid ?? 0] as const];
    const now = new Map(
      await Promise.all(
        roots.map(
          async ([role, pid]): Promise<[string, number]> => [
            role,
            (await memoryOf(pid)).reduce((sum, one) => sum + one.pss, 0),
          ],
        ),
      ),
    );
    if (ofJob(now) > ofJob(pss)) pss = now;
    // Adding up pages costs the kernel tens of milliseconds a time: oftener, and it is that which is measured.
  }, 1_500);
  const text = await done;
  const elapsed = (performance.now() - started) / 1_000;
  clearInterval(looking);
  if (text === '') throw new Error('The job did not come to its end.');
  const summary = JSON.parse(text) as Measured['summary'];
  const cpu = new Map(
    [...(await cpuOfParts())].map(([role, used]) => [role, used - (before.get(role) ?? 0)]),
  );
  return { summary, seconds: elapsed, pss, cpu: cpu.set('job', summary.cpu) };
}

/** One question per merchant, one after the other, detection included: seconds a merchant. */
async function naive(): Promise<number> {
  const warehouse = createWarehouse(target());
  const started = performance.now();
  for (let place = 0; place < SAMPLE; place += 1) {
    const id = merchantId(Math.floor((place * MERCHANTS) / SAMPLE));
    const merchant = { id, timeZone: 'UTC', currency: 'EUR', locale: 'en' };
    const chunk = { asOf: AS_OF, currency: 'EUR', merchants: [merchant] };
    const [read] = await readChunk({ insights: warehouse.insights }, chunk, undefined);
    if (!read || 'failure' in read) throw new Error('A merchant of the sample could not be read.');
    const { bytes, carts } = read;
    const context = { told: [], calendar: [], preferences: undefined, weekdayAnomalies: true };
    detectMerchant({ ...context, asOf: AS_OF, currency: 'EUR', days: READ_DAYS, bytes, carts });
  }
  const perMerchant = (performance.now() - started) / 1_000 / SAMPLE;
  await warehouse.close();
  return perMerchant;
}

const pool = new pg.Pool({ connectionString: postgres.url, max: 2 });
let admin = pool;
try {
  const passwords = Object.fromEntries(
    ROLES.map((role) => [role, randomBytes(12).toString('hex')]),
  ) as RolePasswords;
  const adminUrl = new URL(postgres.url);
  adminUrl.pathname = '/bench';
  await pool.query('drop database if exists bench with (force)');
  await pool.query('create database bench');
  await migrateDatabase({
    adminUrl: adminUrl.href,
    passwords,
    logger: createLogger({ name: 'bench', level: 'error' }),
  });
  admin = new pg.Pool({ connectionString: adminUrl.href, max: 2 });
  await fillPostgres(admin, MERCHANTS);
  await migrateWarehouse(target());
  const client = createWarehouseClient({ ...target(), requestTimeoutMs: 3_600_000 });
  const filling = performance.now();
  const say = (text: string): void =>
    note(`  ${text} after ${seconds((performance.now() - filling) / 1_000)}`);
  const made = await fillClickHouse(client, MERCHANTS, (done) => {
    if (done % 2_500 === 0) say(`data of ${whole(done)} merchants made`);
  });
  // Also after a fill that was cut off before.
  await settle(client);
  if (made) say('data sorted');
  await client.close();
  if (values.fill !== true) {
    // Its memory is to be that of the job, not of making the data.
    await clickhouse.stop();
    clickhouse = await startClickHouseChild(path.join(home, 'clickhouse'), password);

    const url = (role: RoleName): string => urlForRole(adminUrl.href, role, passwords[role]);
    const task = (): JobTask => ({
      clickhouse: target(),
      urls: { app: url('mg_app'), auth: url('mg_auth'), worker: url('mg_worker') },
      asOf: AS_OF,
    });
    const cards = async (): Promise<Set<string>> => {
      const { rows } = await admin.query<{ card: string }>(
        `select merchant_id || ' ' || stable_key || ' ' || title || ' ' || version as card from insights.insights`,
      );
      return new Set(rows.map(({ card }) => card));
    };
    const countOf = async (query: string): Promise<number> =>
      Number((await admin.query<{ count: string }>(`select count(*) from ${query}`)).rows[0]?.count ?? 0);
    const failures: string[] = [];

    note('The job ...');
    const first = await measure(task());
    const undisturbed = await cards();
    const runs: (readonly [string, Measured])[] = [['first run', first]];
    let [perMerchant, missing, extra, events] = [0, 0, 0, undisturbed.size];
    if (values.once !== true) {
      note('The same again, when nothing is new ...');
      runs.push(['again, nothing new', await measure(task())]);
      note('One question per merchant ...');
      perMerchant = await naive();
      note('Killed in the middle ...');
      await admin.query(
        'truncate insights.insights, insights.generation_runs, insights.generation_outcomes, events.outbox cascade',
      );
      const { child, done } = startJob(task());
      const half = Math.max(1, undisturbed.size / 2);
      while ((await countOf('insights.insights')) < half && child.exitCode === null) await sleep(20);
      child.kill('SIGKILL');
      await done;
      const atKill = await countOf('insights.insights');
      runs.push([`after a kill at ${whole(atKill)} cards`, await measure(task())]);
      const after = await cards();
      missing = [...undisturbed].filter((card) => !after.has(card)).length;
      extra = [...after].filter((card) => !undisturbed.has(card)).length;
      events = await countOf(`events.outbox where event_type = 'insight.created'`);
      if (missing > 0 || extra > 0 || events !== undisturbed.size)
        failures.push(
          `after a kill ${missing} cards missing, ${extra} others, ${events} events for ${undisturbed.size} cards`,
        );
    }

    const rows = runs.map(([name, { summary, ...run }]) => [
      name,
      seconds(run.seconds),
      `${((1_000 * run.seconds) / MERCHANTS).toFixed(2)} ms`,
      seconds(summary.readMs / 1_000),
      seconds(summary.detectMs / 1_000),
      seconds(summary.writeMs / 1_000),
      whole(summary.insights),
      seconds([...run.cpu.values()].reduce((sum, used) => sum + used, 0)),
      mb(ofJob(run.pss)),
      mb(run.pss.get('PostgreSQL') ?? 0),
    ]);
    if (perMerchant > 0)
      rows.push([
        `one question per merchant (${SAMPLE}, extrapolated)`,
        seconds(perMerchant * MERCHANTS),
        `${(1_000 * perMerchant).toFixed(2)} ms`,
        ...Array<string>(7).fill(''),
      ]);
    const { summary } = first;
    const peak = ofJob(first.pss);
    if (first.seconds > LIMITS.seconds)
      failures.push(`${seconds(first.seconds)} instead of ${seconds(LIMITS.seconds)}`);
    if (peak > LIMITS.bytes) failures.push(`${mb(peak)} instead of ${mb(LIMITS.bytes)}`);
    if (summary.failures > 0) failures.push(`${summary.failures} merchants failed`);
    const parts = (sizes: Map<string, number>, show: (value: number) => string): string =>
      [...sizes].map(([role, value]) => `${role} ${show(value)}`).join(', ');
    publish({
      name: MERCHANTS === 10_000 ? 'insights-job' : `insights-job-${MERCHANTS}`,
      columns: [
        `${whole(MERCHANTS)} merchants`,
        'time',
        'a merchant',
        'reading',
        'detecting',
        'writing',
        'new cards',
        'CPU',
        'peak PSS',
        'PostgreSQL beside',
      ],
      rows,
      notes: [
        `${whole(summary.series)} series of ${READ_DAYS} days, ${whole(summary.points)} points: ${whole(summary.points / first.seconds)} points/s. Phases overlap; detecting adds up over threads (${(summary.detectMs / Math.max(1, summary.processed)).toFixed(2)} ms a merchant), reading and writing are the time in which that stage was busy. Peak PSS is that of the job with its threads and of ClickHouse at one moment, PostgreSQL's at the same moment beside it: ${parts(first.pss, mb)}. CPU: ${parts(first.cpu, seconds)} (without backends of PostgreSQL, which end with their connections). ${values.once === true ? '' : `After the kill ${missing} cards missing, ${extra} twice or other, ${whole(events)} events for ${whole(undisturbed.size)} cards. `}Limits: ${seconds(LIMITS.seconds)}, ${mb(LIMITS.bytes)}.`,
      ],
      values: {
        merchants: MERCHANTS,
        first: { ...first, pss: Object.fromEntries(first.pss), cpu: Object.fromEntries(first.cpu) },
        seconds: runs.map(([, run]) => run.seconds),
        naiveSeconds: perMerchant * MERCHANTS,
        missing,
        extra,
      },
      failures,
    });
  }
} finally {
  if (admin !== pool) await admin.end();
  await pool.end();
  await clickhouse.stop();
  await postgres.stop();
  if (values.keep === undefined) await rm(home, { recursive: true, force: true });
}
