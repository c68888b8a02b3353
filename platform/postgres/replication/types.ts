import type { Logger } from '#platform/log/index.ts';
import type { Lsn } from './lsn.ts';
import type { PackedRow } from './packed.ts';
import type { ReplicatedRow } from './row.ts';
import type { InitialLoad } from './slot.ts';

/** One change of a committed transaction, in the order of commits and, within one, of the changes themselves. */
export interface ReplicatedChange<Row = ReplicatedRow> {
  kind: 'insert' | 'update' | 'delete' | 'truncate';
  schema: string;
  table: string;
  /** The row after the change; undefined for delete and truncate. */
  next: Row | undefined;
  /** The row before it: whole with REPLICA IDENTITY FULL, else its key when that changed or the row is gone. */
  previous: Row | undefined;
  commitLsn: Lsn;
  /** Place of the change in its transaction, from 0: the same however often it is delivered. */
  sequence: number;
  committedAt: Date;
}

/** What is handed to the sink at once. */
export interface ReplicationBatch<Row = ReplicatedRow> {
  changes: ReplicatedChange<Row>[];
  /** Commit of the last transaction that ends in this batch; undefined inside one that is larger than a batch. */
  lastCommitLsn: Lsn | undefined;
  lastCommitAt: Date | undefined;
  /** False when the batch ends inside a transaction. */
  endsAtCommit: boolean;
}

/** Whether what was handed over so far is durable, or the sink still owes a part of it until `onPause`. */
export type Taken = 'DURABLE' | 'OWED';

/** What every reader needs, whatever form its rows have. */
export interface ReaderOptions {
  /** Of a role with REPLICATION. */
  connectionString: string;
  slot: string;
  publication: string;
  /** Creates the slot when it is missing (default true). */
  ensureSlot?: boolean;
  /** For sinks that need what was there before the slot. */
  initialLoad?: InitialLoad;
  /** Rows from which on a batch is handed over even inside a transaction (default 20,000); it may hold twice as many. */
  maxBatchRows?: number;
  /** Milliseconds that a commit may wait for others to join its batch (default 100). */
  maxBatchMs?: number;
  logger: Logger;
}

export interface ReplicationReaderOptions extends ReaderOptions {
  /**
   * Makes a batch durable. Called for one batch at a time, in order; only when it has resolved is the batch
   * acknowledged. After a rejection or a crash the same changes come again, perhaps cut differently.
   */
  onBatch(batch: ReplicationBatch): Promise<void>;
}

/** For sinks that read bytes, and that may do a part of their work once for many batches. */
export interface PackedReaderOptions extends ReaderOptions {
  /** As for any reader; but what the sink still owes is not acknowledged, and comes again after a crash. */
  onBatch(batch: ReplicationBatch<PackedRow>): Promise<Taken>;
  /** Pays what is owed: nothing has come for a moment, or the reader is being stopped. */
  onPause(): Promise<void>;
}
