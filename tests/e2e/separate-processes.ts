import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { freePort } from '#platform/postgres/embedded.ts';
import { demoSchema } from '../../cli/commands/demo-access.ts';
import { EMBEDDED_DATABASE } from '../../cli/engines.ts';
import { SUBGRAPH_NAMES } from '../../cli/names.ts';
import { deriveSecrets } from '../../cli/secrets.ts';
import { BIN, environmentOf, freshFolder, runCli, tryCli } from '../fixtures/product.ts';
import type { Topology } from './topology.ts';

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

/** Every process on its own, as `docker-compose.yml` lays them out: nothing is shared but addresses and one secret. */
export interface SeparateTopology extends Topology {
  services: Map<string, Service>;
  /** The administrator's connection, for looking behind the walls. */
  databaseUrl: string;
  /** The secret all processes share. */
  secret: string;
  /** Starts a service again after it was stopped, on the port it had. */
  restart(name: string): Promise<void>;
}

const START_MS = 60_000;
const STOP_MS = 8_000;

/**
 * Starts `merchantgraph <args>` and waits until it says over its channel that it is ready.
 * @param execArgv options of Node itself
 */
export async function startService(
  name: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  onLog: (text: string) => void,
  execArgv: string[] = [],
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

/** @param options.env further variables of the gateway */
export async function separateTopology(
  options: { env?: Record<string, string> } = {},
): Promise<SeparateTopology> {
  const dataDir = await freshFolder();
  const secret = randomBytes(32).toString('base64url');
  const secrets = deriveSecrets(secret);
  const services = new Map<string, Service>();
  const commands = new Map<string, { args: string[]; env: Record<string, string> }>();
  const log: string[] = [];

  const start = async <T>(
    name: string,
    args: string[],
    env: Record<string, string>,
    ready: z.ZodType<T>,
  ): Promise<T> => {
    commands.set(name, { args, env });
    const service = await startService(name, args, environmentOf(dataDir, env), (text) => log.push(text));
    services.set(name, service);
    return ready.parse(service.ready);
  };
  const dispose = async (): Promise<void> => {
    // The engines last, as everything else says goodbye to them.
    const engines = ['postgres', 'clickhouse'];
    const all = [...services.values()];
    await Promise.all(all.filter(({ name }) => !engines.includes(name)).map((service) => service.stop()));
    await Promise.all(all.filter(({ name }) => engines.includes(name)).map((service) => service.stop()));
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };

  try {
    const own = { MERCHANTGRAPH_SECRET: secret };
    const engine = <T>(name: string, port: number, ready: z.ZodType<T>): Promise<T> =>
      start(name, ['engine', name, '--folder', path.join(dataDir, name), '--port', String(port)], own, ready);
    const [postgres, clickhouse] = await Promise.all([
      engine('postgres', await freePort(), z.object({ port: z.number() })),
      engine('clickhouse', await freePort(), z.object({ url: z.string() })),
    ]);
    const env = {
      ...own,
      DATABASE_URL: `postgres://postgres:${secrets.postgres}@127.0.0.1:${postgres.port}/${EMBEDDED_DATABASE}`,
      CLICKHOUSE_URL: clickhouse.url,
      CLICKHOUSE_PASSWORD: secrets.clickhouse,
    };
    await runCli(['migrate'], dataDir, env);
    const listening = z.object({ url: z.string() });
    const [, made, ...subgraphs] = await Promise.all([
      start('worker', ['worker'], env, z.unknown()),
      runCli(['demo'], dataDir, env),
      ...SUBGRAPH_NAMES.map(async (name) => {
        const { url } = await start(name, ['subgraph', name, '--port', '0'], env, listening);
        // From now on on this port, for whoever starts it again.
        commands.set(name, { args: ['subgraph', name, '--port', new URL(url).port], env });
        return [name, url] as const;
      }),
    ]);
    const urls = subgraphs.map(([name, url]) => `${name}=${url}`).join(',');
    const [gateway] = await Promise.all([
      start(
        'gateway',
        ['gateway'],
        { ...env, ...options.env, SUBGRAPH_URLS: urls },
        z.object({ url: z.string(), wsUrl: z.string() }),
      ),
      runCli(['insights', 'generate'], dataDir, env),
    ]);
    const { demo } = z.object({ demo: demoSchema }).parse(made);
    return {
      dataDir,
      demo,
      endpoints: {
        graphql: `${gateway.url}/graphql`,
        ws: gateway.wsUrl,
        dashboard: `${gateway.url}/`,
        health: `${gateway.url}/health/ready`,
        metrics: `${gateway.url}/metrics`,
        demo,
      },
      subgraphUrls: Object.fromEntries(subgraphs),
      services,
      databaseUrl: env.DATABASE_URL,
      secret,
      async restart(name) {
        const command = commands.get(name);
        if (!command) throw new Error(`No service is called ${name}.`);
        await start(name, command.args, command.env, z.unknown());
      },
      cli: (args) => runCli(args, dataDir, env),
      tryCli: (args) => tryCli(args, dataDir, env),
      log: () => log.join(''),
      dispose,
    };
  } catch (error) {
    await dispose();
    throw new Error(`The separate processes did not start:\n${log.join('')}`, { cause: error });
  }
}
