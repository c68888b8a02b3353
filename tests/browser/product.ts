import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '#platform/postgres/embedded.ts';

/** The running product, as a browser test needs it. */
export interface Product {
  /** Address of the dashboard. */
  dashboardUrl: string;
  email: string;
  password: string;
  apiKey: string;
  /** The merchant the demo's key belongs to. */
  merchantId: string;
  /** Has the product write at least one new insight for that merchant, and publish it. */
  generateInsight(): Promise<void>;
  close(): Promise<void>;
}

/** What `npm start` writes to `<data>/endpoints.json`. */
interface Endpoints {
  dashboard: string;
  demo: { email: string; password: string; apiKey: string; merchantId: string };
}

const CLI = path.resolve(import.meta.dirname, '../../cli/bin.mjs');
const START_MS = 120_000;
const STOP_MS = 15_000;
/** How far back a day with something new to tell is looked for. */
const DAYS_BACK = 60;

const execute = promisify(execFile);

/** Starts the product as `npm start` does, on a free port and with a data folder of its own. */
export async function startProduct(): Promise<Product> {
  const folder = await mkdtemp(path.join(tmpdir(), 'merchantgraph-browser-'));
  const environment = { ...process.env, MERCHANTGRAPH_DATA: folder, PORT: String(await freePort()) };
  const child = spawn(process.execPath, [CLI, 'start'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => output.push(String(text)));
  const close = async () => {
    await stop(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const { dashboard, demo } = await ready(child, folder, output);
    return {
      ...demo,
      dashboardUrl: dashboard,
      generateInsight: () => generate(demo.merchantId, environment),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function ready(child: ChildProcess, folder: string, output: string[]): Promise<Endpoints> {
  const file = path.join(folder, 'endpoints.json');
  for (const end = Date.now() + START_MS; Date.now() < end; await sleep(200)) {
    if (child.exitCode !== null) break;
    if (!existsSync(file)) continue;
    const endpoints: Endpoints = JSON.parse(readFileSync(file, 'utf8'));
    const answer = await fetch(endpoints.dashboard).catch(() => undefined);
    if (answer?.ok) return endpoints;
  }
  throw new Error(`The product did not start:\n${output.join('').slice(-4000)}`);
}

/** Runs the job for earlier and earlier days, until one has something to say that was not said before. */
async function generate(merchantId: string, environment: NodeJS.ProcessEnv): Promise<void> {
  for (let back = 2; back <= DAYS_BACK; back++) {
    const day = new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
    const { stdout } = await execute(
      process.execPath,
      [CLI, 'insights', 'generate', '--merchant', merchantId, '--as-of', day, '--json'],
      { env: environment },
    );
    const summary: { insights: number } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}');
    if (summary.insights > 0) return;
  }
  throw new Error(`No day of the last ${DAYS_BACK} gave a new insight for ${merchantId}.`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  await Promise.race([ended, sleep(STOP_MS).then(() => child.kill('SIGKILL'))]);
}
