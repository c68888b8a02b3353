import path from 'node:path';
import { z } from 'zod';
import { freePort } from '#platform/postgres/embedded.ts';
import type { Settings } from './environment.ts';
import { type Child, startChild } from './processes/child.ts';
import { type FolderLock, lockFolder, readRuntime, removeRuntime, writeRuntime } from './runtime.ts';
import { deriveSecrets, keptEpoch, masterSecret, type Secrets } from './secrets.ts';

/** Where PostgreSQL and ClickHouse are, and with what they are opened. */
export interface Engines {
  secrets: Secrets;
  /** Administrator's connection to the product's database. */
  adminUrl: string;
  clickhouse: { url: string; user: string; password: string; database: string };
  /** The processes this one started and must stop; none when they belong to another one or are servers elsewhere. */
  children: Child[];
  close(): Promise<void>;
}

const DATABASE = 'merchantgraph';
const STOP_MS = 2_500;

const postgresReady = z.object({ port: z.number() });
const clickhouseReady = z.object({ url: z.string() });

const superuserUrl = (port: number, password: string): string =>
  `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${DATABASE}`;

async function startPostgres(dataDir: string, port: number): Promise<Child> {
  return startChild({
    name: 'PostgreSQL',
    args: ['engine', 'postgres', '--folder', path.join(dataDir, 'postgres'), '--port', String(port)],
    detached: true,
    heapMb: 64,
  });
}

async function startClickHouse(dataDir: string, port: number): Promise<Child> {
  return startChild({
    name: 'ClickHouse',
    args: ['engine', 'clickhouse', '--folder', path.join(dataDir, 'clickhouse'), '--port', String(port)],
    detached: true,
    heapMb: 256,
    // Four readers and a writer each hold a thread of libuv's pool, which has four by default.
    env: { UV_THREADPOOL_SIZE: '8' },
  });
}

/** Keeps an engine alive: started again on its port when it ends by itself. */
function keepAlive(
  start: () => Promise<Child>,
  first: Child,
  onRestart: (name: string) => void,
): { stop(): Promise<void>; child(): Child } {
  let child = first;
  let stopping = false;
  const watch = async (): Promise<void> => {
    await child.exited;
    for (let wait = 250; !stopping; wait = Math.min(wait * 2, 5_000)) {
      onRestart(child.name);
      const next = await start().catch(() => undefined);
      if (next) {
        child = next;
        if (stopping) await next.stop(STOP_MS);
        else void watch();
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  };
  void watch();
  return {
    child: () => child,
    async stop() {
      stopping = true;
      await child.stop(STOP_MS);
    },
  };
}

async function startEngines(
  settings: Settings,
  secrets: Secrets,
  lock: FolderLock,
  onRestart: (name: string) => void,
): Promise<Engines> {
  const { dataDir } = settings;
  const [pgPort, chPort] = [await freePort(), await freePort()];
  const started = await Promise.allSettled([
    startPostgres(dataDir, pgPort),
    startClickHouse(dataDir, chPort),
  ]);
  const failed = started.find((result) => result.status === 'rejected');
  if (failed) {
    await Promise.all(
      started.map((result) => (result.status === 'fulfilled' ? result.value.stop(STOP_MS) : undefined)),
    );
    await lock.release();
    throw failed.reason;
  }
  const [postgres, clickhouse] = started.map((result) => (result as PromiseFulfilledResult<Child>).value) as [
    Child,
    Child,
  ];
  const { port } = postgresReady.parse(postgres.ready);
  const { url } = clickhouseReady.parse(clickhouse.ready);
  const kept = [
    keepAlive(() => startPostgres(dataDir, pgPort), postgres, onRestart),
    keepAlive(() => startClickHouse(dataDir, chPort), clickhouse, onRestart),
  ];
  await writeRuntime(dataDir, { postgres: { port }, clickhouse: { url } });
  return {
    secrets,
    adminUrl: superuserUrl(port, secrets.postgres),
    clickhouse: {
      url,
      user: 'default',
      password: secrets.clickhouse,
      database: settings.clickhouse.database,
    },
    get children() {
      return kept.map((engine) => engine.child());
    },
    async close() {
      await removeRuntime(dataDir);
      await Promise.all(kept.map((engine) => engine.stop()));
      await lock.release();
    },
  };
}

/** The secrets of this deployment: from the settings, or those the data folder keeps. */
export async function openSecrets(settings: Settings): Promise<Secrets> {
  const { secret, dataDir, accessTokens } = settings;
  const secrets = deriveSecrets(
    secret ?? (await masterSecret(dataDir)),
    accessTokens.epoch ?? (settings.databaseUrl ? 0 : await keptEpoch(dataDir)),
  );
  return accessTokens.keys ? { ...secrets, accessTokens: accessTokens.keys } : secrets;
}

/**
 * The engines this command works with: servers named by the settings, or those that run on the data folder, or new
 * ones, started under the folder's lock and stopped by `close()`.
 * @param options.exclusive refuse when another process has the folder, instead of joining it
 */
export async function openEngines(
  settings: Settings,
  options: { exclusive?: boolean; onRestart?: (name: string) => void } = {},
): Promise<Engines> {
  const secrets = await openSecrets(settings);
  if (settings.databaseUrl || settings.clickhouse.url) {
    if (!settings.databaseUrl || !settings.clickhouse.url) {
      throw new Error(
        'DATABASE_URL and CLICKHOUSE_URL go together: set both, or neither for the embedded engines.',
      );
    }
    const { user, database } = settings.clickhouse;
    return {
      secrets,
      adminUrl: settings.databaseUrl,
      clickhouse: {
        url: settings.clickhouse.url,
        user,
        password: settings.clickhouse.password ?? '',
        database,
      },
      children: [],
      close: async () => undefined,
    };
  }
  for (let waited = 0; waited < 60; waited += 1) {
    const runtime = await readRuntime(settings.dataDir);
    if (runtime && !options.exclusive) {
      return {
        secrets,
        adminUrl: superuserUrl(runtime.postgres.port, secrets.postgres),
        clickhouse: {
          url: runtime.clickhouse.url,
          user: 'default',
          password: secrets.clickhouse,
          database: settings.clickhouse.database,
        },
        children: [],
        close: async () => undefined,
      };
    }
    const lock = await lockFolder(settings.dataDir);
    if (lock) return startEngines(settings, secrets, lock, options.onRestart ?? (() => undefined));
    if (options.exclusive) break;
    // Another process is just starting or stopping the engines.
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(
    `The data folder ${settings.dataDir} is in use by another merchantgraph process. Stop it, or choose another folder with MERCHANTGRAPH_DATA.`,
  );
}

/** Name of the product's database in the embedded cluster. */
export const EMBEDDED_DATABASE = DATABASE;
