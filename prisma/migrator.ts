import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import { type MigrationList, type SchemaContainer, SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';

const NO_FILTER = { externalTables: [], externalEnums: [] };

async function readMigrations(folder: string): Promise<MigrationList> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const lock = await readFile(path.join(folder, 'migration_lock.toml'), 'utf8').catch(() => null);
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: lock },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: {
            tag: 'ok' as const,
            value: await readFile(path.join(folder, name, 'migration.sql'), 'utf8'),
          },
        },
      })),
    ),
  };
}

/** The schema files of a folder, as Prisma's engine wants them. */
export async function readDatamodel(folder: string): Promise<SchemaContainer[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma')).sort();
  return Promise.all(
    names.map(async (name) => ({
      path: path.join(folder, name),
      content: await readFile(path.join(folder, name), 'utf8'),
    })),
  );
}

/**
 * Prisma's adapter cuts a script at every semicolon, which breaks function bodies and leaves a failed migration half
 * applied. PostgreSQL runs a whole script in one implicit transaction, so the script goes to it uncut.
 */
function wholeScripts(
  pool: pg.Pool,
  onError: (error: unknown) => void,
): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => {
      try {
        await pool.query(script);
      } catch (error) {
        // The engine would only say "external error": keep PostgreSQL's own words.
        onError(error);
        throw error;
      }
    };
    return adapter;
  };
  return factory;
}

async function withEngine<T>(
  url: string,
  datamodels: SchemaContainer[],
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  let scriptError: unknown;
  const pool = new pg.Pool({ connectionString: url, max: 1, application_name: 'merchantgraph migrate' });
  const factory = bindMigrationAwareSqlAdapterFactory(
    wholeScripts(pool, (error) => {
      scriptError = error;
    }),
  );
  const engine = await SchemaEngine.new(
    { datamodels: datamodels.map(({ path: file, content }): [string, string] => [file, content]) },
    () => undefined,
    factory,
  );
  try {
    return await use(engine);
  } catch (error) {
    throw scriptError === undefined
      ? error
      : new Error(`A migration failed: ${String(scriptError)}`, { cause: scriptError });
  } finally {
    engine.free();
    if (!pool.ended) await pool.end();
  }
}

/**
 * Applies what is missing of `<folder>/migrations`, in order, and keeps Prisma's own `_prisma_migrations` table,
 * so that `prisma migrate deploy` can take over elsewhere. Runs in-process: no engine download.
 * @returns the names of the migrations applied now
 */
export async function applyMigrations(options: { url: string; folder: string }): Promise<string[]> {
  const [migrationsList, files] = await Promise.all([
    readMigrations(path.join(options.folder, 'migrations')),
    readDatamodel(options.folder),
  ]);
  return withEngine(options.url, files, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTER });
    return appliedMigrationNames;
  });
}

/**
 * The SQL that creates, from nothing, what the schema files in `folder` describe. A migration is written by hand from
 * its difference; a test holds the migrated database against it.
 */
export async function datamodelSql(options: { url: string; folder: string }): Promise<string> {
  const files = await readDatamodel(options.folder);
  return withEngine(options.url, files, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: NO_FILTER,
    });
    return stdout ?? '';
  });
}
