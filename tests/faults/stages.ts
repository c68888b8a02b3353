import { setTimeout as sleep } from 'node:timers/promises';
import { processesOf } from '../fixtures/processes.ts';
import { type Beats, changeData } from './changes.ts';
import { AS_OF, EARLIER } from './orders-file.ts';
import { runCommand, startCommand } from './processes.ts';
import type { Random } from './random.ts';
import type { Stores } from './stores.ts';

/** What a stage works with. */
export interface Workload {
  dataDir: string;
  stores: Stores;
  /** Id of the shop that imports. */
  merchant: string;
  ordersFile: string;
  seed: string;
}

/** A piece of work that is cut off, and taken up again after the restart. */
export interface Work {
  /** Settles when it has ended, well or not. */
  ended: Promise<unknown>;
}

export interface Stage {
  name: 'import' | 'parts' | 'cdc' | 'job' | 'schedule';
  start(workload: Workload): Work;
  /**
   * Waits for the moment of the kill.
   * @param usualMs what the work took undisturbed
   */
  moment(workload: Workload, random: Random, usualMs: number): Promise<string>;
  /**
   * Kills by itself, and leaves the rest running: there is no kill of everything and no restart then.
   * @returns how many processes it killed
   */
  disturb?(workload: Workload, random: Random): Promise<number>;
  /** After the restart: the work to its end. Undisturbed, the whole of it. */
  finish(workload: Workload): Promise<void>;
}

const importArgs = ({ ordersFile, merchant }: Workload): string[] => [
  'import',
  'orders',
  ordersFile,
  '--merchant',
  merchant,
  '--format',
  'generic',
];
const jobArgs = ['insights', 'run', '--as-of', AS_OF];

const asWork = (command: ReturnType<typeof startCommand>): Work => ({
  ended: command.done,
});

/** Some time within the usual duration, its first part left out: a command that has only begun to load shows little. */
async function someTime(random: Random, usualMs: number, from: number): Promise<string> {
  const ms = Math.round(usualMs * (from + (1 - from) * random.next()));
  await sleep(ms);
  return `after ${(ms / 1000).toFixed(2)} s`;
}

const countOf = async ({ stores }: Workload, query: string, values: unknown[] = []): Promise<number> => {
  const { rows } = await stores.postgres.query<{ count: string }>(query, values);
  return Number(rows[0]?.count ?? 0);
};

/** When a random number of the shops has its insights: the job is over in a blink, its progress is what can be hit. */
async function someInsights(workload: Workload, random: Random, asOf: string): Promise<string> {
  const shops = random.whole(1, 25);
  const deadline = Date.now() + 20_000;
  const done = (): Promise<number> =>
    countOf(workload, 'select count(distinct merchant_id) from insights.insights where as_of = $1', [asOf]);
  let seen = await done();
  for (; seen < shops && Date.now() < deadline; seen = await done()) await sleep(2);
  const wait = random.whole(0, 15);
  await sleep(wait);
  return `${wait} ms after ${seen} shops`;
}

const importStage: Stage = {
  name: 'import',
  start: (workload) => asWork(startCommand(importArgs(workload), workload.dataDir)),
  moment: (_workload, random, usualMs) => someTime(random, usualMs, 0.25),
  async finish(workload) {
    await runCommand(importArgs(workload), workload.dataDir);
  },
};

async function changes({ stores, merchant, seed }: Workload, beats: Beats): Promise<void> {
  // Just imported tables have no statistics yet; with scans instead of look-ups there would be few commits a second.
  await stores.postgres.query('analyze commerce.orders, commerce.order_items');
  await changeData({ workerUrl: stores.workerUrl, merchant, seed, beats });
}

const PARTS_BEATS = { from: 0, to: 300 };
const CDC_BEATS = { from: PARTS_BEATS.to, to: 700 };

/**
 * What is killed alone, and started again by the supervisor; of PostgreSQL a process whose loss makes all the others
 * start anew.
 */
const PARTS = [
  /\.m?js worker$/,
  /\.m?js worker$/,
  /\.m?js engine clickhouse /,
  /^postgres: io worker/,
] as const;
const KILLS_OF_PARTS = 3;

async function killPart(dataDir: string, part: RegExp): Promise<number> {
  const victim = processesOf(dataDir).find(({ command }) => part.test(command));
  if (!victim) return 0;
  process.kill(victim.pid, 'SIGKILL');
  return 1;
}

/**
 * The worker or an engine alone is killed. While PostgreSQL lives, it remembers what was acknowledged: only here is it lost for
 * good when that was too early. A PostgreSQL that is killed as well forgets the last acknowledgements, and sends again.
 */
const partsStage: Stage = {
  name: 'parts',
  start: (workload) => ({ ended: changes(workload, PARTS_BEATS).catch((error: unknown) => error) }),
  moment: async () => 'one by one',
  async disturb(workload, random) {
    let killed = 0;
    for (let kill = 0; kill < KILLS_OF_PARTS; kill += 1) {
      await sleep(random.whole(200, 2_000));
      killed += await killPart(workload.dataDir, random.pick(PARTS));
    }
    // Until the loss of the last one has been noticed, everything seems to answer.
    await sleep(1_000);
    return killed;
  },
  finish: (workload) => changes(workload, PARTS_BEATS),
};

const cdcStage: Stage = {
  name: 'cdc',
  start: (workload) => ({ ended: changes(workload, CDC_BEATS).catch((error: unknown) => error) }),
  moment: (_workload, random, usualMs) => someTime(random, usualMs * 1.1, 0.02),
  finish: (workload) => changes(workload, CDC_BEATS),
};

const jobStage: Stage = {
  name: 'job',
  start: ({ dataDir }) => asWork(startCommand(jobArgs, dataDir)),
  moment: (workload, random) => someInsights(workload, random, AS_OF),
  async finish({ dataDir }) {
    const { failures } = await runCommand(jobArgs, dataDir);
    if (failures !== 0) throw new Error(`The job failed for ${failures} merchants.`);
  },
};

/** The job as the night runs it: queued once, in the worker, which has to take it up again by itself. */
const scheduleStage: Stage = {
  name: 'schedule',
  start: ({ stores }) => ({
    ended: stores.postgres
      .query(`select jobs.add_job('insights.generate', json_build_object('asOf', $1::text))`, [EARLIER])
      .catch((error: unknown) => error),
  }),
  moment: (workload, random) => someInsights(workload, random, EARLIER),
  async finish(workload) {
    // Others come round by themselves, and wait longer when a kill has hit them.
    const waiting = (): Promise<number> =>
      countOf(workload, `select count(*) from jobs.jobs where task_identifier = 'insights.generate'`);
    for (const deadline = Date.now() + 30_000; (await waiting()) > 0; await sleep(50)) {
      if (Date.now() > deadline) throw new Error('The queued job was not done within 30 s of the restart.');
    }
    if ((await countOf(workload, 'select count(*) from insights.insights where as_of = $1', [EARLIER])) === 0)
      throw new Error('The queued job wrote nothing.');
  },
};

export const STAGES: readonly Stage[] = [importStage, partsStage, cdcStage, jobStage, scheduleStage];
