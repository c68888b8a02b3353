import type { Logger } from '#platform/log/index.ts';
import type { Lsn } from './lsn.ts';
import type { InitialLoad } from './slot.ts';

/** A row by column name. Values are PostgreSQL's own text, instants in UTC; `undefined` was not sent (unchanged TOAST). */
export type ReplicatedRow = Record<string, string | null | undefined>;

/** One change of a committed transaction, in the order of commits and, within one, of the changes themselves. */
export interface ReplicatedChange {
  kind: 'insert' | 'update' | 'delete' | 'truncate';
  schema: string;
  table: string;
  /** The row after the change; undefined for delete and truncate. */
  next: ReplicatedRow | undefined;
  /** The row before it: whole with REPLICA IDENTITY FULL, else its key when that changed or the row is gone. */
  previous: ReplicatedRow | undefined;
  commitLsn: Lsn;
  /** Place of the change in its transaction, from 0: the same however often it is delivered. */
  sequence: number;
  committedAt: Date;
}

/** What is handed to the sink at once. */
export interface ReplicationBatch {
  changes: ReplicatedChange[];
  /** Commit of the last transaction that ends in this batch; undefined inside one that is larger than a batch. */
  lastCommitLsn: Lsn | undefined;
  lastCommitAt: Date | undefined;
  /** False when the batch ends inside a transaction. */
  endsAtCommit: boolean;
}

export interface ReplicationReaderOptions {
  /** Of a role with REPLICATION. */
  connectionString: string;
  slot: string;
  publication: string;
  /** Creates the slot when it is missing (default true). */
  ensureSlot?: boolean;
  /** For sinks that need what was there before the slot. */
  initialLoad?: InitialLoad;
  /**
   * Makes a batch durable. Called for one batch at a time, in order; only when it has resolved is the batch
   * acknowledged. After a rejection or a crash the same changes come again, perhaps cut differently.
   */
  onBatch(batch: ReplicationBatch): Promise<void>;
  /** Rows from which on a batch is handed over even inside a transaction (default 20,000); it may hold twice as many. */
  maxBatchRows?: number;
  /** Milliseconds that a commit may wait for others to join its batch (default 100). */
  maxBatchMs?: number;
  logger: Logger;
}
