import { startClickHouseServer } from '#platform/clickhouse/server.ts';
import { createLogger } from '#platform/log/index.ts';
import { openSecrets } from '../engines.ts';
import type { Settings } from '../environment.ts';
import { serve } from './child.ts';

/** The one process that owns ClickHouse's data folder, and speaks its HTTP interface. */
export function runClickHouse(settings: Settings, options: { folder: string; port: number }): Promise<never> {
  return serve({
    graceMs: 2_000,
    async start() {
      const { clickhouse: secret } = await openSecrets(settings);
      const server = await startClickHouseServer({
        dataDir: options.folder,
        port: options.port,
        secret,
        logger: createLogger({ name: 'clickhouse', level: settings.logLevel }),
      });
      return { ready: { url: server.url }, close: () => server.close() };
    },
  });
}
