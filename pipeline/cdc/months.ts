import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '#platform/log/index.ts';
import { type MerchantDay, type MerchantMonth, monthsOf, type Warehouse } from '#warehouse/index.ts';
import { createLock } from './lock.ts';

/**
 * How often a month that changes all the time is added up anew. Until it is, reports read its days, so that nothing but
 * their speed hangs on it.
 */
const EVERY_MS = 30_000;
/** Months that other processes have left stale, because they were killed between the days and them, are found so late. */
const LOOK_EVERY_MS = 300_000;
/** Who may not work yet asks again. */
const READY_EVERY_MS = 200;

/**
 * Adds up months after their days, apart from the batches that bring these. What has to be done is known from the
 * warehouse alone, and looked up at the start: what is remembered here may be lost at any time.
 */
export interface LateMonths {
  start(): void;
  stop(): Promise<void>;
  /** These days have changed. */
  touch(days: readonly MerchantDay[]): void;
  /** More has changed than anybody can name. */
  lookAgain(): void;
  /** Runs a task while no month is being added up: one that takes rows away. */
  without<T>(task: () => Promise<T>): Promise<T>;
}

export interface LateMonthsOptions {
  warehouse: Pick<Warehouse, 'staleMonths' | 'rebuildMonths'>;
  /** Whether it may work now. */
  isReady(): boolean;
  logger: Logger;
  /** Milliseconds from one round to the next (default 30,000). */
  everyMs?: number;
}

export function createLateMonths(options: LateMonthsOptions): LateMonths {
  const { warehouse, logger, everyMs = EVERY_MS } = options;
  const lock = createLock();
  let waiting = new Map<string, MerchantMonth>();
  let lookAt = 0;
  let stopping = new AbortController();
  let round = new AbortController();
  let running: Promise<void> | undefined;

  const add = (months: readonly MerchantMonth[]): void => {
    for (const one of months) waiting.set(`${one.merchantId}/${one.month}`, one);
  };

  async function rebuild(signal: AbortSignal): Promise<void> {
    if (Date.now() >= lookAt) {
      const found = await warehouse.staleMonths();
      lookAt = Date.now() + LOOK_EVERY_MS;
      add(found);
    }
    const months = [...waiting.values()];
    waiting = new Map();
    let since = performance.now();
    try {
      await warehouse.rebuildMonths(months, {
        // Batches come first: as long as a statement took, there is none.
        async between() {
          await sleep(performance.now() - since, undefined, { signal });
          since = performance.now();
        },
      });
    } catch (error) {
      add(months);
      throw error;
    }
  }

  async function run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (!options.isReady()) {
        await sleep(READY_EVERY_MS, undefined, { signal }).catch(() => undefined);
        continue;
      }
      const started = performance.now();
      round = new AbortController();
      const ends = AbortSignal.any([signal, round.signal]);
      await lock(() => rebuild(ends)).catch((error: unknown) => {
        if (!ends.aborted) logger.warn({ err: error }, 'months could not be added up; tried again');
      });
      await sleep(Math.max(everyMs, performance.now() - started), undefined, { signal }).catch(
        () => undefined,
      );
    }
  }

  return {
    start() {
      if (running) return;
      stopping = new AbortController();
      lookAt = 0;
      running = run(stopping.signal);
    },
    async stop() {
      stopping.abort();
      await running;
      running = undefined;
    },
    touch(days) {
      add(monthsOf(days.filter(({ changed }) => changed !== 'CARTS')));
    },
    lookAgain() {
      lookAt = 0;
    },
    without(task) {
      round.abort();
      lookAt = 0;
      return lock(task);
    },
  };
}
