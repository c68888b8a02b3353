import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '#platform/errors/index.ts';
import type { Logger } from '#platform/log/index.ts';
import { withTenants } from '#platform/postgres/index.ts';
import type { Database } from '#prisma/database.ts';
import { type RunRow, runsOf } from './run-history.repository.ts';

/** How often runs are looked at while anybody watches. */
const EVERY_MS = 1_000;

/** Runs of the insight job as they go on, for whoever watches. */
export interface RunWatch {
  /**
   * The runs that look at a merchant: those under way as they are now, and then every change, about once a second. Who
   * reads slowly is told of the newest state alone, so a client that stops reading does not grow memory. Whether the
   * caller may see them must have been decided. End it with `return()`.
   */
  watch(merchantId: string): AsyncIterableIterator<RunRow>;
  close(): Promise<void>;
}

/** One who watches: what is still to be told, and whoever waits for it. */
class Watcher implements AsyncIterableIterator<RunRow> {
  readonly merchantId: string;
  readonly #onEnd: (watcher: Watcher) => void;
  /** What was seen of each run last. Undefined before the first look. */
  #marks: Map<string, string> | undefined;
  readonly #pending = new Map<string, RunRow>();
  #waiting: ((result: IteratorResult<RunRow>) => void) | undefined;
  #ended = false;

  constructor(merchantId: string, onEnd: (watcher: Watcher) => void) {
    this.merchantId = merchantId;
    this.#onEnd = onEnd;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Takes note of the merchant's runs; one that was over before anybody watched is no news. */
  see(runs: readonly { run: RunRow; mark: string }[]): void {
    const before = this.#marks;
    this.#marks = new Map(runs.map(({ run, mark }) => [run.id, mark]));
    for (const { run, mark } of runs) {
      const isNews = before === undefined ? run.status === 'RUNNING' : before.get(run.id) !== mark;
      if (isNews) this.#tell(run);
    }
  }

  #tell(run: RunRow): void {
    if (this.#ended) return;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) waiting({ done: false, value: run });
    else this.#pending.set(run.id, run);
  }

  next(): Promise<IteratorResult<RunRow>> {
    for (const [id, run] of this.#pending) {
      this.#pending.delete(id);
      return Promise.resolve({ done: false, value: run });
    }
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  return(): Promise<IteratorResult<RunRow>> {
    this.#ended = true;
    this.#pending.clear();
    this.#waiting?.({ done: true, value: undefined });
    this.#waiting = undefined;
    this.#onEnd(this);
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(error: unknown): Promise<IteratorResult<RunRow>> {
    void this.return();
    return Promise.reject(error);
  }
}

/**
 * Looks at the runs once for everybody who watches in this process, and not at all when nobody does. Not by events: a run
 * is about ten thousand merchants, and an event about one.
 * @param options.everyMs milliseconds between two looks (default 1,000)
 */
export function createRunWatch(options: {
  db: Pick<Database, 'app'>;
  logger: Logger;
  everyMs?: number;
}): RunWatch {
  const { db, logger, everyMs = EVERY_MS } = options;
  const watchers = new Set<Watcher>();
  const stopped = new AbortController();
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    const now = [...watchers];
    const merchantIds = [...new Set(now.map(({ merchantId }) => merchantId))];
    const runs = await withTenants(db.app, merchantIds, (tx) => runsOf(tx, merchantIds));
    for (const watcher of now) watcher.see(runs.get(watcher.merchantId) ?? []);
  }

  async function keepLooking(): Promise<void> {
    while (watchers.size > 0) {
      await look().catch((error: unknown) =>
        logger.warn({ error: messageOf(error) }, 'runs could not be looked at; going on shortly'),
      );
      await sleep(everyMs, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
    looking = undefined;
  }

  return {
    watch(merchantId) {
      const watcher = new Watcher(merchantId, (ended) => watchers.delete(ended));
      watchers.add(watcher);
      looking ??= keepLooking();
      return watcher;
    },
    async close() {
      stopped.abort();
      for (const watcher of [...watchers]) await watcher.return();
      await looking;
    },
  };
}
