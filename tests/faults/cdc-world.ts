import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type ClickHouseChild, startClickHouseChild } from '#platform/clickhouse/testing/start.ts';
import { createLogger } from '#platform/log/index.ts';
import { type EmbeddedPostgres, freePort, startEmbeddedPostgres } from '#platform/postgres/embedded.ts';
import { migrateDatabase } from '#prisma/migrate.ts';
import { ROLES, type RolePasswords, urlForRole } from '#prisma/roles.ts';
import { createWarehouse, migrateWarehouse, type Warehouse } from '#warehouse/index.ts';

const READER = fileURLToPath(new URL('./cdc-reader.ts', import.meta.url));
export const PARTS = ['reader', 'clickhouse', 'postgres'] as const;
export type Part = (typeof PARTS)[number];

/** PostgreSQL, ClickHouse and replication between them, each a process that can be killed. */
export interface CdcWorld {
  urls: { admin: string; worker: string; cdc: string; clickhouse: string };
  /** Open as long as ClickHouse runs on its port; reconnects by itself. */
  warehouse: Warehouse;
  /** Kills a part without asking it, and starts it again after `pauseMs`. */
  kill(part: Part, pauseMs: number): Promise<void>;
  /** The same for the reader alone, in two steps. */
  stopReader(): Promise<void>;
  startReader(): void;
  close(): Promise<void>;
}

/**
 * Starts everything in a folder of its own, on ports that stay the same.
 * @param options.durable with PostgreSQL's settings of a deployment, not those of a test
 */
export async function openWorld(options: { durable?: boolean } = {}): Promise<CdcWorld> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mg-cdc-faults-'));
  const ports = { postgres: await freePort(), clickhouse: await freePort() };
  const logger = createLogger({ name: 'faults', level: 'silent' });
  const passwords = Object.fromEntries(ROLES.map((role) => [role, 'secret'])) as RolePasswords;

  const startPostgres = () =>
    startEmbeddedPostgres({
      dataDir: path.join(folder, 'postgres'),
      password: 'secret',
      port: ports.postgres,
      ...(options.durable ? {} : { settings: { fsync: 'off', full_page_writes: 'off' } }),
    });
  const startClickHouse = () =>
    startClickHouseChild(path.join(folder, 'clickhouse'), 'secret', ports.clickhouse);

  /** A killed predecessor's port or shared memory may take a moment to become free. */
  async function insist<T>(start: () => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await start();
      } catch (error) {
        if (attempt > 40) throw error;
        await sleep(250);
      }
    }
  }

  let postgres: EmbeddedPostgres = await startPostgres();
  let clickhouse: ClickHouseChild = await startClickHouse();
  const urls = {
    admin: postgres.url,
    worker: urlForRole(postgres.url, 'mg_worker', 'secret'),
    cdc: urlForRole(postgres.url, 'mg_cdc', 'secret'),
    clickhouse: clickhouse.url,
  };
  const connection = { url: clickhouse.url, password: 'secret', database: 'shop' };
  await migrateDatabase({ adminUrl: urls.admin, passwords, logger });
  await migrateWarehouse(connection);
  const warehouse = createWarehouse(connection);

  const startReader = (): ChildProcess =>
    spawn(process.execPath, [READER, urls.worker, urls.cdc, connection.url], {
      stdio: ['pipe', 'ignore', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
    });
  let reader = startReader();
  async function endReader(): Promise<void> {
    if (reader.exitCode !== null || reader.signalCode !== null) return;
    const exited = once(reader, 'exit');
    reader.kill('SIGKILL');
    await exited;
  }

  return {
    urls,
    warehouse,
    stopReader: endReader,
    startReader() {
      reader = startReader();
    },
    async kill(part, pauseMs) {
      if (part === 'reader') {
        await endReader();
        await sleep(pauseMs);
        reader = startReader();
      } else if (part === 'clickhouse') {
        await clickhouse.stop('SIGKILL');
        await sleep(pauseMs);
        clickhouse = await insist(startClickHouse);
      } else {
        process.kill(postgres.pid, 'SIGKILL');
        await postgres.exited;
        await sleep(pauseMs);
        postgres = await insist(startPostgres);
      }
    },
    async close() {
      await endReader();
      await warehouse.close();
      await clickhouse.stop();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
