import type { Lsn } from './lsn.ts';
import type { PackedRow, Relation } from './packed.ts';
import type { Message } from './pgoutput.ts';
import { ReplicationConnection } from './stream.ts';
import type { PackedReaderOptions, ReplicatedChange, Taken } from './types.ts';

/** Pending rows, in batches' worth, from which on the server is not read from. */
const PAUSE_AT_BATCHES = 2;
const STATUS_EVERY_MS = 10_000;
/** For log that holds nothing of ours: soon enough for those who wait for the slot to pass a position. */
const ACKNOWLEDGE_EVERY_MS = 200;
const SILENCE_LIMIT_MS = 60_000;

/** A connection's worth of streaming: what has come, what is being flushed, what is safe. */
export class Session {
  readonly #options: PackedReaderOptions;
  readonly #maxRows: number;
  readonly #maxMs: number;
  readonly connection: ReplicationConnection;
  /** Settles when the connection has ended and no flush is under way. */
  readonly ended: Promise<Error | undefined>;
  #changes: ReplicatedChange<PackedRow>[] = [];
  /** Length of `#changes` up to and including the last commit among them. */
  #committed = 0;
  #lastCommit: { lsn: Lsn; at: Date } | undefined;
  /** The last commit that the sink has taken without being done with it. */
  #owed: { lsn: Lsn; at: Date } | undefined;
  /** When the oldest transaction not yet flushed was committed. */
  #oldestPendingAt: Date | undefined;
  #transaction: { commitLsn: Lsn; at: Date; sequence: number } | undefined;
  #flushing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #acknowledgeTimer: NodeJS.Timeout | undefined;
  readonly #statusTimer: NodeJS.Timeout;
  #heardAt = Date.now();
  #paused = false;
  #stopping = false;
  streaming = false;
  received: Lsn = 0n;
  flushed: Lsn = 0n;
  lastCommitAt: Date | undefined;
  onFlushed: () => void = () => undefined;

  constructor(options: PackedReaderOptions) {
    this.#options = options;
    this.#maxRows = options.maxBatchRows ?? 20_000;
    this.#maxMs = options.maxBatchMs ?? 100;
    let finish: (error: Error | undefined) => void = () => undefined;
    this.ended = new Promise((resolve) => {
      finish = resolve;
    });
    this.connection = new ReplicationConnection(options.connectionString, options.slot, {
      onMessage: (message) => this.#onMessage(message),
      onKeepalive: (walEnd, replyRequested) => this.#onKeepalive(walEnd, replyRequested),
      onEnd: (error) => {
        this.streaming = false;
        this.#stopping = true;
        clearTimeout(this.#timer);
        clearTimeout(this.#acknowledgeTimer);
        clearInterval(this.#statusTimer);
        void Promise.resolve(this.#flushing).then(() => finish(error));
      },
    });
    this.#statusTimer = setInterval(() => this.#beat(), STATUS_EVERY_MS);
  }

  get pendingSince(): Date | undefined {
    return this.#oldestPendingAt;
  }

  /** Stops taking in, finishes the flush in hand, and ends the connection. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#timer);
    this.connection.pause(true);
    await this.#flushing;
    if (this.#owed && this.streaming) await this.#pay();
    this.connection.close();
    await this.ended;
  }

  /** Keeps the server from taking a long flush for a dead client, and notices a dead server. */
  #beat(): void {
    if (!this.streaming) return;
    if (!this.#paused && Date.now() - this.#heardAt > SILENCE_LIMIT_MS) {
      this.connection.close(new Error('The server has been silent for a minute.'));
      return;
    }
    this.connection.acknowledge(this.flushed, true);
  }

  #onMessage(message: Message): void {
    this.#heardAt = Date.now();
    switch (message.tag) {
      case 'begin':
        this.#transaction = { commitLsn: message.commitLsn, at: message.committedAt, sequence: 0 };
        this.#oldestPendingAt ??= message.committedAt;
        return;
      case 'insert':
        this.#take(message.relation, 'insert', message.next, undefined);
        return;
      case 'update':
        this.#take(message.relation, 'update', message.next, message.previous);
        return;
      case 'delete':
        this.#take(message.relation, 'delete', undefined, message.previous);
        return;
      case 'truncate':
        for (const relation of message.relations) this.#take(relation, 'truncate', undefined, undefined);
        return;
      case 'commit':
        this.#onCommit();
    }
  }

  #take(
    relation: Relation,
    kind: ReplicatedChange['kind'],
    next: PackedRow | undefined,
    previous: PackedRow | undefined,
  ): void {
    const transaction = this.#transaction;
    if (!transaction) throw new Error('The server sent a change outside a transaction.');
    this.#changes.push({
      kind,
      schema: relation.schema,
      table: relation.name,
      next,
      previous,
      commitLsn: transaction.commitLsn,
      sequence: transaction.sequence,
      committedAt: transaction.at,
    });
    transaction.sequence += 1;
    if (this.#changes.length >= this.#maxRows && !this.#flushing) this.#flush(this.#changes.length);
    this.#throttle();
  }

  #onCommit(): void {
    if (!this.#transaction) throw new Error('The server sent a commit outside a transaction.');
    this.#lastCommit = { lsn: this.#transaction.commitLsn, at: this.#transaction.at };
    if (this.#transaction.commitLsn > this.received) this.received = this.#transaction.commitLsn;
    this.#transaction = undefined;
    this.#committed = this.#changes.length;
    if (!this.#flushing) this.#flushSoon();
  }

  #onKeepalive(walEnd: Lsn, replyRequested: boolean): void {
    this.#heardAt = Date.now();
    if (walEnd > this.received) this.received = walEnd;
    // Everything before walEnd that concerns us has come; if it is also safe, so is the log up to here.
    if (this.#isIdle() && walEnd > this.flushed) {
      this.flushed = walEnd;
      this.onFlushed();
      this.#acknowledgeTimer ??= setTimeout(() => {
        this.#acknowledgeTimer = undefined;
        this.connection.acknowledge(this.flushed);
      }, ACKNOWLEDGE_EVERY_MS);
    }
    if (replyRequested) this.connection.acknowledge(this.flushed);
  }

  #isIdle(): boolean {
    if (this.#transaction || this.#lastCommit || this.#owed) return false;
    return !this.#flushing && this.#changes.length === 0;
  }

  #throttle(): void {
    const full = this.#changes.length >= this.#maxRows * PAUSE_AT_BATCHES && this.#flushing !== undefined;
    if (full === this.#paused) return;
    this.#paused = full;
    this.#heardAt = Date.now();
    this.connection.pause(full);
  }

  #flushSoon(): void {
    this.#timer ??= setTimeout(() => {
      if (this.#lastCommit) this.#flush(this.#committed);
      else if (!this.#flushing && !this.#stopping) {
        this.#timer = undefined;
        this.#flushing = this.#pay();
      }
    }, this.#maxMs);
  }

  #flush(length: number): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#flushing || this.#stopping) return;
    const whole = length === this.#changes.length;
    const changes = whole ? this.#changes : this.#changes.slice(0, length);
    this.#changes = whole ? [] : this.#changes.slice(length);
    const commit = this.#lastCommit;
    const endsAtCommit = length === this.#committed;
    this.#committed = 0;
    this.#lastCommit = undefined;
    this.#flushing = this.#options
      .onBatch({ changes, lastCommitLsn: commit?.lsn, lastCommitAt: commit?.at, endsAtCommit })
      .then(
        (taken) => this.#onTaken(commit, taken),
        (error: unknown) => this.#fail(error),
      );
  }

  /** Has the sink finish what it owes. */
  #pay(): Promise<void> {
    return this.#options.onPause().then(
      () => this.#onTaken(undefined, 'DURABLE'),
      (error: unknown) => this.#fail(error),
    );
  }

  #fail(error: unknown): void {
    this.#flushing = undefined;
    this.connection.close(error instanceof Error ? error : new Error(String(error)));
  }

  #onTaken(commit: { lsn: Lsn; at: Date } | undefined, taken: Taken): void {
    this.#flushing = undefined;
    this.#owed = commit ?? this.#owed;
    if (taken === 'DURABLE') this.#onDurable();
    if (this.#stopping) return;
    // What has gathered meanwhile has waited long enough.
    if (this.#changes.length >= this.#maxRows) this.#flush(this.#changes.length);
    else if (this.#lastCommit) this.#flush(this.#committed);
    else if (this.#owed && !this.#transaction) this.#flushSoon();
    this.#throttle();
  }

  #onDurable(): void {
    const commit = this.#owed;
    if (!commit) return;
    this.#owed = undefined;
    // One past the beginning of the commit's record: it is not sent again, and the very next one still is.
    if (commit.lsn + 1n > this.flushed) this.flushed = commit.lsn + 1n;
    this.lastCommitAt = commit.at;
    this.#oldestPendingAt = this.#changes[0]?.committedAt ?? this.#lastCommit?.at ?? this.#transaction?.at;
    this.connection.acknowledge(this.flushed);
    this.onFlushed();
  }
}
