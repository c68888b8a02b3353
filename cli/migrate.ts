import path from 'node:path';
import { migrateDatabase } from '#prisma/migrate.ts';
import { migrateWarehouse } from '#warehouse/index.ts';
import { type Deployment, PACKAGE_ROOT } from './deployment.ts';

/** The migration that makes chains of the audit logs. */
const CHAINING = '20261122000003_audit';

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
  // Only with the migration that chains what was written before there was a chain: at any other time an unsigned log is one
  // that somebody else had a hand in.
  if (applied.includes(CHAINING)) {
    const { createAuditSigner, signUnsignedLogs } = await import('../subgraphs/compliance/index.ts');
    await signUnsignedLogs(deployment.db, createAuditSigner({ signingKey: engines.secrets.auditKey }));
  }
  return applied;
}
