import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { createLogger } from '#platform/log/index.ts';
import { randomSecret, startEmbeddedPostgres } from '#platform/postgres/embedded.ts';
import { migrateDatabase } from '#prisma/migrate.ts';
import { ROLES, type RolePasswords } from '#prisma/roles.ts';

export interface SharedPostgres {
  /** Superuser's address of the database `postgres`. */
  adminUrl: string;
  /** Name of the migrated database that workers copy. */
  template: string;
  passwords: RolePasswords;
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: SharedPostgres;
    repositoryRoot: string;
    /** Where the run's demo data is kept once somebody made it: see fixtures/demo-data.ts. */
    demoData: string;
  }
}

/** One PostgreSQL cluster per run, with a migrated template that each worker copies. Durability is off: it is thrown away. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'merchantgraph-tests-'));
  const postgres = await startEmbeddedPostgres({
    dataDir: path.join(folder, 'postgres'),
    password: randomSecret(),
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
  });
  const passwords = Object.fromEntries(ROLES.map((role) => [role, randomSecret()])) as RolePasswords;
  const template = 'merchantgraph_template';
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${template}`);
  await admin.end();
  const url = new URL(postgres.url);
  url.pathname = `/${template}`;
  await migrateDatabase({
    adminUrl: url.toString(),
    passwords,
    logger: createLogger({ name: 'tests', level: 'warn' }),
  });
  project.provide('postgres', { adminUrl: postgres.url, template, passwords });
  project.provide('repositoryRoot', fileURLToPath(new URL('..', import.meta.url)));
  project.provide('demoData', path.join(folder, 'demo'));
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
