import { createLogger } from '#platform/log/index.ts';
import { startClickHouseServer } from '../server.ts';

// Runs the server until it is told to stop; the parent learns the URL from the first line of standard output.
const [dataDir = '', secret = '', port = '0'] = process.argv.slice(2);
const logger = createLogger({ name: 'clickhouse', level: 'error' });
const server = await startClickHouseServer({ dataDir, secret, port: Number(port), logger });
process.stdout.write(`${server.url}\n`);
process.once('SIGTERM', () => {
  void server.close().then(() => process.exit(0));
});
// The parent's death closes standard input: nothing may be left running after a killed test.
process.stdin.once('end', () => process.exit(0)).resume();
