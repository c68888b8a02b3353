/**
 * Kills the whole product with SIGKILL, again and again, and holds what is left against an undisturbed run:
 * `npm run test:faults -- [--rounds 10] [--seed n]`.
 *
 * Every round starts from the same data and goes through the stages: an import, many small transactions and a large one
 * under replication (the product's parts killed one by one, then all of it), the insight job as a command, the insight
 * job from the queue. In each the work is started, every process of the tree is killed at a random moment (the seed
 * repeats it), the product is started again on the same folder, and the work is brought to its end. Then rows, sums,
 * contents, daily metrics, insights and events have to be what they are without a kill. The last line counts stages:
 * `N passed, N failed`.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { buildStale } from '../../scripts/build.ts';
import { processesOf } from '../fixtures/processes.ts';
import { type Product, startProduct, UNLIMITED } from '../fixtures/product.ts';
import { CREATE_PROGRESS } from './changes.ts';
import { writeOrdersFile } from './orders-file.ts';
import { killAll, runCommand } from './processes.ts';
import { createRandom } from './random.ts';
import { createShops } from './shops.ts';
import { differences, type Snapshot, takeSnapshot } from './snapshot.ts';
import { STAGES, type Stage, type Workload } from './stages.ts';
import { openStores, type Stores } from './stores.ts';

interface Undisturbed {
  /** By stage. */
  snapshots: Map<string, Snapshot>;
  usualMs: Map<string, number>;
}

interface Outcome {
  round: number;
  stage: string;
  passed: boolean;
  moment: string;
  processes: number;
  /** Seconds from the start after the kill until the product was ready again. */
  restart: number;
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const copyFolder = (from: string, to: string): Promise<unknown> =>
  promisify(execFile)('cp', ['-a', `${from}/.`, to]);

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
    stage: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds: give a whole number from 1.');
/** With `--stage`, what comes before that one is done without a kill: each works on what the former has left. */
const chosen = STAGES.findIndex((stage) => stage.name === values.stage);
const before = values.stage ? STAGES.slice(0, Math.max(0, chosen)) : [];
const stages = values.stage ? STAGES.slice(chosen, chosen + 1) : STAGES;
if (values.stage && chosen < 0)
  throw new Error(`--stage: there are ${STAGES.map((stage) => stage.name).join(', ')}.`);

const home = await mkdtemp(path.join(tmpdir(), 'merchantgraph-faults-'));
const ordersFile = path.join(home, 'orders.csv');
const template = path.join(home, 'template');
/** The product of the moment, to be ended whatever happens. */
let running: { product: Product; stores: Stores } | undefined;

async function open(dataDir: string): Promise<{ product: Product; stores: Stores }> {
  const product = await startProduct({ dataDir, demo: false, env: UNLIMITED });
  running = { product, stores: await openStores(dataDir) };
  return running;
}

async function close(): Promise<void> {
  await running?.stores.close();
  await running?.product.stop();
  running = undefined;
}

/** A data folder from which every run begins: the shop that will import, the others with their history. */
async function prepare(): Promise<string> {
  await mkdir(template);
  const { stores } = await open(template);
  const args = ['--name', 'Fault Lane', '--timezone', 'Europe/London', '--currency', 'GBP'];
  const { id } = await runCommand(['merchant', 'create', ...args], template);
  await stores.postgres.query(CREATE_PROGRESS);
  await createShops(stores.postgres);
  await stores.caughtUp();
  await close();
  return String(id);
}

async function check(stores: Stores): Promise<{ snapshot: Snapshot; wrong: string[] }> {
  await stores.caughtUp();
  return takeSnapshot(stores);
}

async function runBefore(workload: Workload): Promise<void> {
  for (const stage of before) {
    await stage.start(workload).ended;
    await stage.finish(workload);
  }
}

/** The stages without a kill: what has to come out, and how long they take. */
async function runUndisturbed(workload: Omit<Workload, 'dataDir' | 'stores'>): Promise<Undisturbed> {
  const dataDir = path.join(home, 'undisturbed');
  await mkdir(dataDir);
  await copyFolder(template, dataDir);
  const { stores } = await open(dataDir);
  const result: Undisturbed = { snapshots: new Map(), usualMs: new Map() };
  await runBefore({ ...workload, dataDir, stores });
  for (const stage of stages) {
    const started = performance.now();
    const work = { ...workload, dataDir, stores };
    await stage.start(work).ended;
    result.usualMs.set(stage.name, performance.now() - started);
    await stage.finish(work);
    const { snapshot, wrong } = await check(stores);
    if (wrong.length > 0)
      throw new Error(`Wrong without any kill, after ${stage.name}:\n  ${wrong.slice(0, 20).join('\n  ')}`);
    result.snapshots.set(stage.name, snapshot);
    say(`  undisturbed ${stage.name}: ${seconds(started)}, ${snapshot.size} values`);
  }
  await close();
  await rm(dataDir, { recursive: true, force: true });
  return result;
}

async function runStage(
  stage: Stage,
  workload: Workload,
  undisturbed: Undisturbed,
  seed: string,
): Promise<Omit<Outcome, 'round' | 'stage' | 'passed'> & { wrong: string[] }> {
  const random = createRandom(seed);
  const work = stage.start(workload);
  const moment = await stage.moment(workload, random, undisturbed.usualMs.get(stage.name) ?? 1_000);
  const killed = await stage.disturb?.(workload, random);
  const processes = killed ?? (await killAll(workload.dataDir));
  await work.ended;
  let { stores } = workload;
  const restarted = performance.now();
  if (killed === undefined) {
    await stores.close();
    stores = (await open(workload.dataDir)).stores;
  }
  await stores.answer();
  const restart = killed === undefined ? (performance.now() - restarted) / 1000 : 0;
  await stage.finish({ ...workload, stores });
  const { snapshot, wrong } = await check(stores);
  const expected = undisturbed.snapshots.get(stage.name) ?? new Map();
  return { moment, processes, restart, wrong: [...wrong, ...differences(expected, snapshot)] };
}

async function runRound(
  round: number,
  workload: Omit<Workload, 'dataDir' | 'stores'>,
  undisturbed: Undisturbed,
): Promise<Outcome[]> {
  const dataDir = path.join(home, `round-${round}`);
  await mkdir(dataDir);
  await copyFolder(template, dataDir);
  const outcomes: Outcome[] = [];
  let isBroken = false;
  const { stores: first } = await open(dataDir);
  await runBefore({ ...workload, dataDir, stores: first });
  for (const stage of stages) {
    if (isBroken || !running) {
      outcomes.push({
        round,
        stage: stage.name,
        passed: false,
        moment: 'not reached',
        processes: 0,
        restart: 0,
      });
      continue;
    }
    const started = performance.now();
    const { stores } = running;
    try {
      const result = await runStage(
        stage,
        { ...workload, dataDir, stores },
        undisturbed,
        `${workload.seed} round ${round} ${stage.name}`,
      );
      const { wrong, ...rest } = result;
      isBroken = wrong.length > 0;
      outcomes.push({ round, stage: stage.name, passed: !isBroken, ...rest });
      say(
        `round ${round} ${stage.name}: ${isBroken ? 'FAILED' : 'passed'}, killed ${rest.processes} processes ${rest.moment}, ${rest.restart ? `ready again in ${rest.restart.toFixed(1)} s, ` : ''}${seconds(started)} in all`,
      );
      if (isBroken)
        say(`  ${wrong.length} differences, the first:\n    ${wrong.slice(0, 20).join('\n    ')}`);
    } catch (error) {
      isBroken = true;
      outcomes.push({
        round,
        stage: stage.name,
        passed: false,
        moment: 'broke off',
        processes: 0,
        restart: 0,
      });
      say(`round ${round} ${stage.name}: FAILED, ${error instanceof Error ? error.message : String(error)}`);
    }
    if (isBroken) {
      const log = running?.product.log().trim();
      const supervisor = running?.product.process;
      say(`  supervisor: exit ${supervisor?.exitCode}, signal ${supervisor?.signalCode}; living processes:`);
      for (const { pid, parent, command } of processesOf(dataDir))
        say(`    ${pid} of ${parent}: ${command.slice(0, 150)}`);
      if (log) say(`  log of the product:\n    ${log.split('\n').slice(-15).join('\n    ')}`);
    }
  }
  await close();
  if (isBroken) say(`  data folder kept: ${dataDir}`);
  else await rm(dataDir, { recursive: true, force: true });
  return outcomes;
}

// However this ends, nothing of it lives on. From here on no code of ours can start anything any more.
process.once('exit', () => {
  for (let round = 0; round < 1_000; round += 1) {
    const left = processesOf(home);
    if (left.length === 0) return;
    for (const { pid } of left) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // ended by itself meanwhile
      }
    }
  }
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    say(`Interrupted by ${signal}; the folder stays: ${home}`);
    process.exit(130);
  });
}

const outcomes: Outcome[] = [];
try {
  await buildStale();
  const began = performance.now();
  say(`seed ${values.seed}, ${rounds} rounds`);
  const { lines } = await writeOrdersFile(ordersFile, values.seed);
  const merchant = await prepare();
  say(`  prepared in ${seconds(began)}: a file of ${lines.toLocaleString('en')} lines`);
  const workload = { merchant, ordersFile, seed: values.seed };
  const undisturbed = await runUndisturbed(workload);
  for (let round = 1; round <= rounds; round += 1) {
    const started = performance.now();
    outcomes.push(...(await runRound(round, workload, undisturbed)));
    say(`round ${round} of ${rounds}: ${seconds(started)}`);
  }
} catch (error) {
  say(`The run broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  for (const stage of stages)
    outcomes.push({
      round: 0,
      stage: stage.name,
      passed: false,
      moment: 'broke off',
      processes: 0,
      restart: 0,
    });
} finally {
  await close().catch(() => undefined);
}

const failed = outcomes.filter((outcome) => !outcome.passed).length;
if (failed === 0) await rm(home, { recursive: true, force: true });
else await rm(template, { recursive: true, force: true });
say('');
say(
  `${'stage'.padEnd(10)}${'kills'.padStart(6)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'slowest restart'.padStart(18)}`,
);
for (const { name } of stages) {
  const mine = outcomes.filter((outcome) => outcome.stage === name);
  const passed = mine.filter((outcome) => outcome.passed).length;
  const slowest = Math.max(0, ...mine.map((outcome) => outcome.restart));
  say(
    `${name.padEnd(10)}${String(mine.filter((o) => o.processes > 0).length).padStart(6)}${String(passed).padStart(8)}${String(mine.length - passed).padStart(8)}${`${slowest.toFixed(1)} s`.padStart(18)}`,
  );
}
say('');
say(`${outcomes.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
