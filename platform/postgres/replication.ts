import { formatLsn, type Lsn } from './replication/lsn.ts';
import { Session } from './replication/session.ts';
import { assertName, prepareSlot } from './replication/slot.ts';
import type { PackedReaderOptions, ReplicationReaderOptions } from './replication/types.ts';

export { formatLsn, LAST_SEQUENCE, type Lsn, parseLsn, versionOf } from './replication/lsn.ts';
export { createPacker, IS_NULL, NOT_SENT, PackedRow, type Relation } from './replication/packed.ts';
export type { ReplicatedRow } from './replication/row.ts';
export type { InitialLoad, LoadReason, SlotSnapshot } from './replication/slot.ts';
export { type HeldSnapshot, holdSnapshot } from './replication/snapshot.ts';
export type {
  PackedReaderOptions,
  ReplicatedChange,
  ReplicationBatch,
  ReplicationReaderOptions,
  Taken,
} from './replication/types.ts';

export interface ReplicationStatus {
  /** Everything before it is safe in the sink. */
  flushedLsn: string;
  /** Everything before it has reached us. */
  receivedLsn: string;
  lastCommitAt: Date | undefined;
  /** Age of the oldest commit that has come but is not yet safe; 0 when there is none. */
  lagSeconds: number;
  /** Connected and streaming. */
  running: boolean;
  /** Streaming, and nothing that has come is unsafe. */
  caughtUp: boolean;
  lastError: string | undefined;
}

export interface ReplicationReader {
  /** Begins, and keeps at it: connections that break are replaced, with growing pauses up to 10 s. */
  start(): void;
  /** Finishes the batch in hand, acknowledges it, and disconnects. */
  stop(): Promise<void>;
  status(): ReplicationStatus;
  /** Resolves once everything before `lsn` is safe in the sink. Rejects after `timeoutMs`. */
  waitFor(lsn: Lsn, timeoutMs: number): Promise<void>;
}

/**
 * Follows a publication through a replication slot and hands its changes to a sink, at least once and in order.
 * What the sink has not taken is never acknowledged; what it has taken comes again only after a crash.
 */
export function createReplicationReader(options: ReplicationReaderOptions): ReplicationReader {
  return createPackedReader({
    ...options,
    async onBatch(batch) {
      const changes = batch.changes.map((change) => ({
        ...change,
        next: change.next?.unpack(),
        previous: change.previous?.unpack(),
      }));
      await options.onBatch({ ...batch, changes });
      return 'DURABLE';
    },
    onPause: async () => undefined,
  });
}

/** The same for a sink that reads the rows' bytes itself, and may do a part of its work for many batches at once. */
export function createPackedReader(options: PackedReaderOptions): ReplicationReader {
  const { logger, slot } = options;
  assertName(slot);
  assertName(options.publication);
  const waiters = new Set<() => void>();
  let session: Session | undefined;
  let loop: Promise<void> | undefined;
  let stopped = true;
  let wake: () => void = () => undefined;
  let lastError: string | undefined;
  let flushed: Lsn = 0n;
  let received: Lsn = 0n;
  let lastCommitAt: Date | undefined;

  const note = (current: Session): void => {
    if (current.flushed > flushed) flushed = current.flushed;
    if (current.received > received) received = current.received;
    lastCommitAt = current.lastCommitAt ?? lastCommitAt;
    for (const waiter of waiters) waiter();
  };

  async function follow(): Promise<Error | undefined> {
    const current = new Session(options);
    session = current;
    current.onFlushed = () => {
      lastError = undefined;
      note(current);
    };
    try {
      await current.connection.connect();
      if (options.ensureSlot !== false)
        await prepareSlot(current.connection, slot, options.initialLoad, logger);
      if (stopped) return undefined;
      current.connection.stream(slot, options.publication);
      current.streaming = true;
      logger.debug({ slot }, 'replication streaming');
      return await current.ended;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    } finally {
      current.connection.close();
      await current.ended;
      note(current);
    }
  }

  async function run(): Promise<void> {
    let pauseMs = 100;
    while (!stopped) {
      const before = flushed;
      const error = await follow();
      if (stopped) return;
      lastError = error?.message ?? 'The server ended the connection.';
      logger.warn({ slot, err: error }, 'replication interrupted; it will be resumed');
      pauseMs = flushed > before ? 100 : Math.min(pauseMs * 2, 10_000);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  return {
    start() {
      if (!stopped) return;
      stopped = false;
      loop = run();
    },
    async stop() {
      stopped = true;
      wake();
      await session?.stop();
      await loop;
    },
    status() {
      const since = session?.pendingSince;
      const running = session?.streaming ?? false;
      return {
        flushedLsn: formatLsn(flushed),
        receivedLsn: formatLsn(session && session.received > received ? session.received : received),
        lastCommitAt,
        lagSeconds: since ? Math.max(0, (Date.now() - since.getTime()) / 1000) : 0,
        running,
        caughtUp: running && since === undefined,
        lastError,
      };
    },
    waitFor(lsn, timeoutMs) {
      return new Promise((resolve, reject) => {
        const check = (): void => {
          if (flushed < lsn) return;
          waiters.delete(check);
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(() => {
          waiters.delete(check);
          const reason = lastError ? `: ${lastError}` : '';
          reject(
            new Error(`The slot ${slot} is at ${formatLsn(flushed)}, not yet at ${formatLsn(lsn)}${reason}`),
          );
        }, timeoutMs);
        waiters.add(check);
        check();
      });
    },
  };
}
