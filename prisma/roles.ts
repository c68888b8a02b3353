import pg from 'pg';

/** Roles the product's processes connect as; each has a pool of its own. */
export const ROLES = ['mg_app', 'mg_auth', 'mg_worker', 'mg_cdc', 'mg_migrate'] as const;
export type RoleName = (typeof ROLES)[number];
export type RolePasswords = Record<RoleName, string>;

const ATTRIBUTES: Record<RoleName, string> = {
  mg_app: 'NOBYPASSRLS',
  mg_auth: 'NOBYPASSRLS',
  mg_worker: 'NOBYPASSRLS',
  mg_cdc: 'REPLICATION BYPASSRLS',
  mg_migrate: 'NOBYPASSRLS',
};

/**
 * Creates the roles where they are missing and sets their passwords. Roles belong to the cluster: two processes that
 * start together serialise on an advisory lock.
 * @param adminUrl a connection that may create roles
 */
export async function ensureRoles(adminUrl: string, passwords: RolePasswords): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('merchantgraph.roles'))`);
    for (const role of ROLES) {
      const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
      const verb = rowCount === 0 ? 'CREATE' : 'ALTER';
      await client.query(
        `${verb} ROLE ${role} LOGIN ${ATTRIBUTES[role]} PASSWORD ${client.escapeLiteral(passwords[role])}`,
      );
    }
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

/** The same server and database, as another role. */
export function urlForRole(adminUrl: string, role: RoleName, password: string, database?: string): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = encodeURIComponent(password);
  if (database !== undefined) url.pathname = `/${database}`;
  return url.toString();
}
