import { withTenants } from '#platform/postgres/tenants.ts';
import type { Database } from '#prisma/database.ts';

/** Slot through which changes reach ClickHouse. */
const SLOT = 'mg_cdc';

/** What replication last said of itself, and how long ago by the database's own clock. */
export interface ReplicationState {
  lagSeconds: number;
  caughtUp: boolean;
  lastCommitAt: Date | null;
  heartbeatAt: Date;
  heartbeatAgeSeconds: number;
}

interface Row {
  lag_seconds: number;
  caught_up: boolean;
  last_commit_at: Date | null;
  heartbeat_at: Date;
  heartbeat_age: number;
}

/** The state of replication; undefined before it has ever run. It belongs to no merchant, so no tenant is set. */
export async function findReplicationState(db: Pick<Database, 'app'>): Promise<ReplicationState | undefined> {
  const rows = await db.app.$queryRaw<Row[]>`
    select lag_seconds, caught_up, last_commit_at, heartbeat_at,
           greatest(extract(epoch from clock_timestamp() - heartbeat_at), 0)::float8 as heartbeat_age
    from events.cdc_state where slot = ${SLOT}`;
  const row = rows[0];
  return (
    row && {
      lagSeconds: row.lag_seconds,
      caughtUp: row.caught_up,
      lastCommitAt: row.last_commit_at,
      heartbeatAt: row.heartbeat_at,
      heartbeatAgeSeconds: row.heartbeat_age,
    }
  );
}

/** How a merchant's data came out of their last comparison. */
export interface ReconciliationRecord {
  merchantId: string;
  state: string;
  reconciledAt: Date;
}

/** The last comparison of each merchant; none for one that was never compared. */
export const findReconciliations = (
  db: Pick<Database, 'app'>,
  merchantIds: readonly string[],
): Promise<ReconciliationRecord[]> =>
  withTenants(db.app, merchantIds, (tx) =>
    tx.reconciliation.findMany({ select: { merchantId: true, state: true, reconciledAt: true } }),
  );
