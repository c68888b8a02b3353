import { createLogger } from '#platform/log/index.ts';
import { createDatabase } from '#prisma/database.ts';
import { createWarehouse } from '#warehouse/index.ts';
import { createCdc } from '../../pipeline/cdc/index.ts';

// Replication alone, to be killed: `node cdc-reader.ts <worker url> <cdc url> <ClickHouse url>`.
const [worker = '', cdc = '', url = ''] = process.argv.slice(2);
const db = createDatabase({ urls: { app: worker, auth: worker, worker } });
createCdc({
  connectionString: cdc,
  statePool: db.pools.worker,
  warehouse: createWarehouse({ url, password: 'secret', database: 'shop' }),
  logger: createLogger({ name: 'reader', level: 'silent' }),
}).start();
// The parent's death closes standard input: nothing may be left running after a killed test.
process.stdin.once('end', () => process.exit(0)).resume();
