import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { type Prisma, PrismaClient } from './generated/client.ts';

/** Connection strings of the roles a process uses; roles it does not name are not connected. */
export interface DatabaseUrls {
  app: string;
  auth: string;
  worker: string;
}

export type { Prisma, PrismaClient };
/** The client inside a transaction. */
export type Transaction = Prisma.TransactionClient;

/** PostgreSQL as the services see it: one client per role, and plain pools for set-based work. */
export interface Database {
  /** Under row-level security: use it through `withTenants`. */
  app: PrismaClient;
  /** Sign-in, keys and memberships only. */
  auth: PrismaClient;
  /** Lists merchants, relays events, writes commerce and insights. */
  worker: PrismaClient;
  pools: { app: pg.Pool; auth: pg.Pool; worker: pg.Pool };
  close(): Promise<void>;
}

/** A pool whose broken connections are replaced at the next query. */
export function createPool(options: {
  connectionString: string;
  max?: number;
  onError?: (error: Error) => void;
}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.max ?? 10,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'merchantgraph',
  });
  // A connection that breaks must not end the process, neither an idle one nor one that is lent out between two
  // queries; the next query opens another.
  const onError = (error: Error): void => options.onError?.(error);
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}

/**
 * Connects to PostgreSQL lazily: nothing is opened before the first query.
 * @param options.max connections a role's pool may hold (default 10)
 */
export function createDatabase(options: {
  urls: DatabaseUrls;
  max?: number;
  onError?: (error: Error) => void;
}): Database {
  const open = (connectionString: string): pg.Pool => createPool({ ...options, connectionString });
  const pools = {
    app: open(options.urls.app),
    auth: open(options.urls.auth),
    worker: open(options.urls.worker),
  };
  const client = (pool: pg.Pool): PrismaClient => new PrismaClient({ adapter: new PrismaPg(pool) });
  const app = client(pools.app);
  const auth = client(pools.auth);
  const worker = client(pools.worker);
  return {
    app,
    auth,
    worker,
    pools,
    async close() {
      await Promise.allSettled([app.$disconnect(), auth.$disconnect(), worker.$disconnect()]);
      await Promise.allSettled(Object.values(pools).map((pool) => (pool.ended ? undefined : pool.end())));
    },
  };
}
