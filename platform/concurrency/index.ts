import { AppError } from '../errors/index.ts';

/** Runs a few things at once and lets a few more wait; refuses the rest instead of piling them up. */
export interface Limiter {
  /** @throws RATE_LIMITED when too many wait already */
  run<T>(fn: () => Promise<T>): Promise<T>;
  /** How many run, and how many wait. */
  load(): { running: number; waiting: number };
}

/**
 * @param options.concurrency how many run at once
 * @param options.waiting how many may wait for their turn
 * @param options.refusal what to tell whoever is refused
 */
export function createLimiter(options: { concurrency: number; waiting: number; refusal: string }): Limiter {
  const queue: (() => void)[] = [];
  let running = 0;
  return {
    async run(fn) {
      if (running >= options.concurrency) {
        if (queue.length >= options.waiting) throw new AppError('RATE_LIMITED', options.refusal);
        // The place is handed on by whoever leaves it: nobody can slip in between.
        await new Promise<void>((resolve) => queue.push(resolve));
      } else {
        running += 1;
      }
      try {
        return await fn();
      } finally {
        const next = queue.shift();
        if (next) next();
        else running -= 1;
      }
    },
    load: () => ({ running, waiting: queue.length }),
  };
}
