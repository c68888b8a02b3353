import pg from 'pg';
import { createLogger } from '#platform/log/index.ts';
import { startEmbeddedPostgres } from '#platform/postgres/embedded.ts';
import { EMBEDDED_DATABASE, openSecrets } from '../engines.ts';
import type { Settings } from '../environment.ts';
import { serve } from './child.ts';

/** The guardian of the embedded PostgreSQL: stops it when the process that started this one ends. */
export function runPostgres(settings: Settings, options: { folder: string; port: number }): Promise<never> {
  return serve({
    graceMs: 2_000,
    async start() {
      const { postgres: password } = await openSecrets(settings);
      const logger = createLogger({ name: 'postgres', level: settings.logLevel });
      const server = await startEmbeddedPostgres({
        dataDir: options.folder,
        port: options.port,
        password,
        onLog: (line) => (/ (FATAL|PANIC): /.test(line) ? logger.warn(line) : logger.debug(line)),
      });
      void server.exited.then(() => process.exit(1));
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [
        EMBEDDED_DATABASE,
      ]);
      if (rowCount === 0) await client.query(`create database ${EMBEDDED_DATABASE}`);
      await client.end();
      return { ready: { port: server.port }, close: (graceMs) => server.stop(Math.min(graceMs, 1_500)) };
    },
  });
}
