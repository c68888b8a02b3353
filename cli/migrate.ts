import path from 'node:path';
import { migrateDatabase } from '#prisma/migrate.ts';
import { migrateWarehouse } from '#warehouse/index.ts';
import { type Deployment, PACKAGE_ROOT } from './deployment.ts';

/** Brings both stores up to date. Safe to run at every start, by several processes at once. */
export async function migrate(deployment: Deployment): Promise<string[]> {
  const { engines, logger } = deployment;
  const [applied] = await Promise.all([
    migrateDatabase({
      adminUrl: engines.adminUrl,
      passwords: engines.secrets.roles,
      logger,
      folder: path.join(PACKAGE_ROOT, 'prisma'),
    }),
    migrateWarehouse(engines.clickhouse),
  ]);
  return applied;
}
