import type { Logger } from '#platform/log/index.ts';
import { type Lsn, parseLsn } from './lsn.ts';
import type { ReplicationConnection } from './stream.ts';

/** The moment from which a new slot streams, and how to see the data as they were just then. */
export interface SlotSnapshot {
  /** Everything that commits from here on will be streamed. */
  consistentLsn: Lsn;
  /** For `SET TRANSACTION SNAPSHOT`, valid until the load ends. */
  snapshotName: string;
}

/**
 * Why everything is loaded: there was no slot, the server had to throw the slot's log away, or the sink holds no
 * finished load.
 */
export type LoadReason = 'NEW_SLOT' | 'SLOT_LOST' | 'NOT_LOADED';

/** How a reader fills its sink with what was there before its slot. */
export interface InitialLoad {
  /** Whether the sink holds a finished load for this slot. */
  isComplete(): Promise<boolean>;
  /** Forgets a finished load. Called before a slot is made: a load of an earlier one must not be taken for its own. */
  reset(): Promise<void>;
  /** Replaces the sink's content by the snapshot's, and remembers that it did. */
  load(snapshot: SlotSnapshot, reason: LoadReason): Promise<void>;
}

/** Names that need no quoting in replication commands, which cannot take parameters. */
const NAME = /^[a-z0-9_]{1,63}$/;

/** @throws for a slot or publication whose name would need quoting */
export function assertName(name: string): void {
  if (!NAME.test(name)) throw new Error(`"${name}" is not a name for a slot or publication`);
}

/**
 * Sees to it that the slot exists, is usable, and that its sink holds what was there before it. A slot whose load was
 * cut off is made anew: its changes alone would not give the whole.
 */
export async function prepareSlot(
  connection: ReplicationConnection,
  slot: string,
  initialLoad: InitialLoad | undefined,
  logger: Logger,
): Promise<void> {
  const [existing] = await connection.query(
    `SELECT wal_status, plugin, database = current_database() AS here FROM pg_replication_slots WHERE slot_name = '${slot}'`,
  );
  if (existing && existing.here !== 't') throw new Error(`The slot ${slot} belongs to another database.`);
  let reason: LoadReason = 'NEW_SLOT';
  if (existing) {
    const lost = existing.wal_status === 'lost';
    if (lost)
      logger.error({ slot }, 'the slot lost its log: it was behind for longer than the server keeps it');
    if (!lost && (!initialLoad || (await initialLoad.isComplete()))) return;
    reason = lost ? 'SLOT_LOST' : 'NOT_LOADED';
    await initialLoad?.reset();
    await connection.query(`DROP_REPLICATION_SLOT "${slot}" WAIT`);
  } else await initialLoad?.reset();
  const [created] = await connection.query(
    `CREATE_REPLICATION_SLOT "${slot}" LOGICAL pgoutput (SNAPSHOT '${initialLoad ? 'export' : 'nothing'}')`,
  );
  logger.info({ slot, at: created?.consistent_point }, 'replication slot created');
  if (!initialLoad) return;
  await initialLoad.load(
    {
      consistentLsn: parseLsn(created?.consistent_point ?? ''),
      snapshotName: created?.snapshot_name ?? '',
    },
    reason,
  );
}
