import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { createUnsubscribeLinks, type UnsubscribeLinks } from '#platform/email/index.ts';
import {
  createFileLinks,
  createFolderStore,
  createS3Store,
  type FileLinks,
  type FileStore,
} from '#platform/files/index.ts';
import {
  type AccessTokens,
  createAccessTokens,
  createIdentitySigner,
  type IdentitySigner,
} from '#platform/identity/index.ts';
import { createLogger, type Logger } from '#platform/log/index.ts';
import { createIdempotency, type Idempotency } from '#platform/postgres/index.ts';
import { type Telemetry, traceQueries } from '#platform/telemetry/index.ts';
import { createDatabase, createPool, type Database } from '#prisma/database.ts';
import { type RoleName, urlForRole } from '#prisma/roles.ts';
import { createWarehouse, type Warehouse } from '#warehouse/index.ts';
import type { Engines } from './engines.ts';
import { publicUrlOf, type Settings } from './environment.ts';

/** The product's stores and secrets, opened for one process. */
export interface Deployment {
  settings: Settings;
  engines: Engines;
  db: Database;
  warehouse: Warehouse;
  tokens: AccessTokens;
  signer: IdentitySigner;
  idempotency: Idempotency;
  /** Files of exports. */
  files: FileStore;
  /** Signs links to them. */
  links: FileLinks;
  /** Signs links to leave e-mails. */
  unsubscribe: UnsubscribeLinks;
  /** Connection of the role that reads the WAL. */
  replicationUrl: string;
  /** Spans, when an endpoint for them is configured. */
  telemetry: Telemetry | undefined;
  /** Origin at which people reach the dashboard, for links in e-mails. */
  publicUrl: string;
  logger: Logger;
  /** Further connections of a role, which whoever asks for them ends. */
  openPool(role: RoleName, options: { max: number }): pg.Pool;
  close(): Promise<void>;
}

/** Root of the installed package: two levels up from the bundle in `dist/`. */
export const PACKAGE_ROOT = path.resolve(fileURLToPath(new URL('..', import.meta.url)));

/** Opens stores on engines that run already. */
export function openDeployment(
  settings: Settings,
  engines: Engines,
  name: string,
  telemetry?: Telemetry,
): Deployment {
  const { secrets, adminUrl } = engines;
  const logger = createLogger({ name, level: settings.logLevel });
  const roleUrl = (role: keyof typeof secrets.roles): string =>
    urlForRole(adminUrl, role, secrets.roles[role]);
  const onError = (error: Error): void =>
    logger.warn({ error: error.message }, 'a connection to PostgreSQL broke');
  const db = createDatabase({
    urls: { app: roleUrl('mg_app'), auth: roleUrl('mg_auth'), worker: roleUrl('mg_worker') },
    onError,
  });
  if (telemetry) {
    for (const [role, pool] of Object.entries(db.pools)) traceQueries(pool, telemetry, `mg_${role}`);
  }
  const warehouse = createWarehouse({ ...engines.clickhouse, telemetry });
  return {
    settings,
    engines,
    db,
    warehouse,
    tokens: createAccessTokens(secrets.accessTokens),
    signer: createIdentitySigner({ secret: secrets.identity }),
    idempotency: createIdempotency({ secret: secrets.idempotency }),
    files: settings.exportsBucket
      ? createS3Store(settings.exportsBucket)
      : createFolderStore(settings.exportsDir),
    links: createFileLinks({ secret: secrets.files }),
    unsubscribe: createUnsubscribeLinks({ secret: secrets.accounts, publicUrl: publicUrlOf(settings) }),
    replicationUrl: roleUrl('mg_cdc'),
    telemetry,
    publicUrl: publicUrlOf(settings),
    logger,
    openPool: (role, { max }) => createPool({ connectionString: roleUrl(role), max, onError }),
    async close() {
      await telemetry?.close();
      await Promise.allSettled([db.close(), warehouse.close()]);
      await engines.close();
    },
  };
}
