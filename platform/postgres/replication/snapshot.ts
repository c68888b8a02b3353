import { randomBytes } from 'node:crypto';
import { parseLsn } from './lsn.ts';
import type { SlotSnapshot } from './slot.ts';
import { ReplicationConnection } from './stream.ts';

/** A moment of the database that stays visible while it is open. */
export interface HeldSnapshot extends SlotSnapshot {
  /** Lets go of it. What began with its name goes on undisturbed. */
  close(): void;
}

/**
 * Holds the data as they are now and tells their exact place in the log: commits before `consistentLsn` are in the
 * snapshot, all others are not. A temporary slot gives both at once, and waits for transactions that run just now.
 * @param options.connectionString of a role with REPLICATION
 * @param options.timeoutMs how long to wait for running transactions (default 60,000)
 */
export async function holdSnapshot(options: {
  connectionString: string;
  name: string;
  timeoutMs?: number;
}): Promise<HeldSnapshot> {
  const connection = new ReplicationConnection(options.connectionString, `${options.name}_snapshot`, {
    onMessage: () => undefined,
    onKeepalive: () => undefined,
    onEnd: () => undefined,
  });
  const slot = `mg_snapshot_${randomBytes(6).toString('hex')}`;
  const timer = setTimeout(
    () => connection.close(new Error('Transactions that run for long leave no room for a snapshot.')),
    options.timeoutMs ?? 60_000,
  );
  try {
    await connection.connect();
    const [created] = await connection.query(
      `CREATE_REPLICATION_SLOT "${slot}" TEMPORARY LOGICAL pgoutput (SNAPSHOT 'export')`,
    );
    return {
      consistentLsn: parseLsn(created?.consistent_point ?? ''),
      snapshotName: created?.snapshot_name ?? '',
      close: () => connection.close(),
    };
  } catch (error) {
    connection.close();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
