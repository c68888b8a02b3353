import path from 'node:path';
import { migrateJobs } from '#platform/jobs/index.ts';
import type { Logger } from '#platform/log/index.ts';
import { applyMigrations } from './migrator.ts';
import { ensureRoles, type RolePasswords } from './roles.ts';

/**
 * Brings a database up to date: roles, migrations, the job queue's tables. Safe to run at every start.
 * @param options.folder where the schema files and migrations are; beside this file by default
 * @returns the names of the migrations applied now
 */
export async function migrateDatabase(options: {
  adminUrl: string;
  passwords: RolePasswords;
  logger: Logger;
  folder?: string;
}): Promise<string[]> {
  await ensureRoles(options.adminUrl, options.passwords);
  const applied = await applyMigrations({
    url: options.adminUrl,
    folder: options.folder ?? path.dirname(new URL(import.meta.url).pathname),
  });
  await migrateJobs({ adminUrl: options.adminUrl, logger: options.logger });
  return applied;
}
