import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { freePort } from '#platform/postgres/embedded.ts';
import { EMBEDDED_DATABASE } from '../../cli/engines.ts';
import { deriveSecrets } from '../../cli/secrets.ts';
import { BIN, environmentOf, freshFolder, runCli } from '../fixtures/product.ts';

/** One process of the deployment. */
export interface Service {
  name: string;
  process: ChildProcess;
  /** What it said when it was ready. */
  ready: unknown;
  /** Kills it as a crash would, and waits for its end. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Processes of the product that share nothing but addresses and one secret, on a data folder of their own. */
export interface Services {
  dataDir: string;
  /** The secret all of them share. */
  secret: string;
  /** Those that run, or ran, by name. */
  running: Map<string, Service>;
  /** Starts `merchantgraph <args>` and gives what it says when it is ready. */
  start<T>(name: string, args: string[], env: Record<string, string>, ready: z.ZodType<T>): Promise<T>;
  /** Starts one again after it was stopped, with the port it had. */
  restart(name: string): Promise<void>;
  /** Starts PostgreSQL and ClickHouse, migrated; gives the environment of whatever uses them. */
  startEngines(): Promise<Record<'DATABASE_URL', string> & Record<string, string>>;
  /** Starts a subgraph; gives its address, which it keeps. */
  startSubgraph(name: string, env: Record<string, string>): Promise<string>;
  /** What they wrote to standard error. */
  log(): string;
  /** Stops all, the engines last, and removes the data folder. */
  dispose(): Promise<void>;
}

const START_MS = 60_000;
const STOP_MS = 8_000;
const ENGINES = ['postgres', 'clickhouse'];

/** Starts a process and waits until it says over its channel that it is ready. @param execArgv options of Node itself */
async function startService(
  name: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  onLog: (text: string) => void,
  execArgv: string[],
): Promise<Service> {
  const child = fork(BIN, args, { env, execArgv, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  child.stderr?.on('data', (chunk: Buffer) => onLog(`${name}: ${chunk.toString()}`));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await exited;
    clearTimeout(timer);
  };
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  const ready = await new Promise<unknown>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${name} was not ready in ${START_MS} ms.`)), START_MS);
    child.on('message', (message: { ready?: unknown; failed?: string }) => {
      clearTimeout(timer);
      if (message.failed !== undefined) reject(new Error(`${name}: ${message.failed}`));
      else resolve(message.ready);
    });
    void exited.then(() => {
      clearTimeout(timer);
      reject(new Error(`${name} ended at its start.`));
    });
  });
  return { name, process: child, ready, stop, kill };
}

/** @param options.execArgvOf options of Node itself for a process, by its name */
export async function openServices(
  options: { execArgvOf?: (name: string) => string[] } = {},
): Promise<Services> {
  const { execArgvOf = () => [] } = options;
  const dataDir = await freshFolder();
  const secret = randomBytes(32).toString('base64url');
  const secrets = deriveSecrets(secret);
  const own = { MERCHANTGRAPH_SECRET: secret };
  const running = new Map<string, Service>();
  const commands = new Map<string, { args: string[]; env: Record<string, string> }>();
  const log: string[] = [];

  const start: Services['start'] = async (name, args, env, ready) => {
    commands.set(name, { args, env });
    const all = environmentOf(dataDir, env);
    const service = await startService(name, args, all, (text) => log.push(text), execArgvOf(name));
    running.set(name, service);
    return ready.parse(service.ready);
  };
  const engine = async <T>(name: string, ready: z.ZodType<T>): Promise<T> => {
    const args = ['--folder', path.join(dataDir, name), '--port', String(await freePort())];
    return start(name, ['engine', name, ...args], own, ready);
  };
  return {
    dataDir,
    secret,
    running,
    start,
    async restart(name) {
      const command = commands.get(name);
      if (!command) throw new Error(`No service is called ${name}.`);
      await start(name, command.args, command.env, z.unknown());
    },
    async startEngines() {
      const [postgres, clickhouse] = await Promise.all([
        engine('postgres', z.object({ port: z.number() })),
        engine('clickhouse', z.object({ url: z.string() })),
      ]);
      const env = {
        ...own,
        DATABASE_URL: `postgres://postgres:${secrets.postgres}@127.0.0.1:${postgres.port}/${EMBEDDED_DATABASE}`,
        CLICKHOUSE_URL: clickhouse.url,
        CLICKHOUSE_PASSWORD: secrets.clickhouse,
      };
      await runCli(['migrate'], dataDir, env);
      return env;
    },
    async startSubgraph(name, env) {
      const ready = z.object({ url: z.string() });
      const { url } = await start(name, ['subgraph', name, '--port', '0'], env, ready);
      commands.set(name, { args: ['subgraph', name, '--port', new URL(url).port], env });
      return url;
    },
    log: () => log.join(''),
    async dispose() {
      const all = [...running.values()];
      await Promise.all(all.filter(({ name }) => !ENGINES.includes(name)).map((service) => service.stop()));
      await Promise.all(all.filter(({ name }) => ENGINES.includes(name)).map((service) => service.stop()));
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
