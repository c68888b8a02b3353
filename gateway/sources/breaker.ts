import type { SubgraphRequest } from '#platform/graphql/executor.ts';
import { codeOf, gatewayError } from '../errors.ts';
import type { SubgraphSource } from './source.ts';

export type BreakerState = 'closed' | 'half-open' | 'open';

export interface BreakerOptions {
  /** Calls are counted over this long, in milliseconds. */
  windowMs: number;
  /** Fewer calls than this in a window prove nothing. */
  minimumCalls: number;
  /** Share of failed calls, 0 to 1, at which it opens. */
  failureShare: number;
  /** How long it stays open before one call may try, in milliseconds. */
  resetMs: number;
  now?: () => number;
  onChange?: (state: BreakerState) => void;
}

export const DEFAULT_BREAKER: BreakerOptions = {
  windowMs: 10_000,
  minimumCalls: 20,
  failureShare: 0.5,
  resetMs: 30_000,
};

export interface Breaker {
  readonly state: BreakerState;
  /**
   * Runs `work`, unless too much of it has failed lately: then it throws `refuse()` at once, until a single call that
   * is let through after `resetMs` succeeds.
   */
  run<T>(
    work: () => Promise<T>,
    isFailure: (error: unknown) => boolean,
    refuse: (seconds: number) => Error,
  ): Promise<T>;
}

/** Two half windows: what happened between half a window and a whole one ago, and since. */
interface Counts {
  calls: number;
  failures: number;
}

export function createBreaker(options: BreakerOptions): Breaker {
  const { windowMs, minimumCalls, failureShare, resetMs } = options;
  const now = options.now ?? performance.now.bind(performance);
  let state: BreakerState = 'closed';
  let openedAt = 0;
  let probing = false;
  let before: Counts = { calls: 0, failures: 0 };
  let current: Counts = { calls: 0, failures: 0 };
  let halfSince = now();

  const become = (next: BreakerState): void => {
    if (next === state) return;
    state = next;
    options.onChange?.(next);
  };
  const forget = (): void => {
    before = { calls: 0, failures: 0 };
    current = { calls: 0, failures: 0 };
    halfSince = now();
  };
  const count = (failed: boolean): void => {
    const halves = Math.floor((now() - halfSince) / (windowMs / 2));
    if (halves > 0) {
      before = halves === 1 ? current : { calls: 0, failures: 0 };
      current = { calls: 0, failures: 0 };
      halfSince = now();
    }
    current.calls++;
    if (failed) current.failures++;
  };
  const open = (): void => {
    openedAt = now();
    become('open');
  };
  const settle = (isProbe: boolean, failed: boolean): void => {
    if (isProbe) {
      probing = false;
      if (failed) open();
      else {
        forget();
        become('closed');
      }
      return;
    }
    // Calls that were under way when it opened say nothing new.
    if (state !== 'closed') return;
    count(failed);
    const calls = before.calls + current.calls;
    if (failed && calls >= minimumCalls && before.failures + current.failures >= calls * failureShare) open();
  };

  return {
    get state() {
      return state === 'open' && now() - openedAt >= resetMs ? 'half-open' : state;
    },
    async run(work, isFailure, refuse) {
      let isProbe = false;
      if (state !== 'closed') {
        const wait = openedAt + resetMs - now();
        if (wait > 0 || probing) throw refuse(Math.max(1, Math.ceil(wait / 1_000)));
        isProbe = true;
        probing = true;
        become('half-open');
      }
      try {
        const result = await work();
        settle(isProbe, false);
        return result;
      } catch (error) {
        settle(isProbe, isFailure(error));
        throw error;
      }
    },
  };
}

/** Failures of the subgraph as a whole: it was not reached, did not answer in time, or answered with no result. */
const isOutage = (error: unknown): boolean => {
  const code = codeOf(error);
  return code === 'UNAVAILABLE' || code === 'TIMEOUT' || code === 'INTERNAL';
};

/** A mutation may take long by choice, such as hashing a password when many are hashed: that is nobody's outage. */
const isOutageOfMutation = (error: unknown): boolean => codeOf(error) === 'UNAVAILABLE';

/** A source whose calls are refused at once while its subgraph is known to be down. */
export function withBreaker(source: SubgraphSource, breaker: Breaker): SubgraphSource {
  const refuse = (seconds: number) =>
    gatewayError(
      'UNAVAILABLE',
      `The "${source.name}" subgraph has failed too often and is left alone for now. Try again in ${seconds} s.`,
      { dependency: source.name, retryAfter: seconds },
    );
  return {
    ...source,
    process: (options) =>
      breaker.run(
        () => source.process(options),
        options.request.query?.startsWith('mutation') ? isOutageOfMutation : isOutage,
        refuse,
      ),
    subscribe: (request: SubgraphRequest) => breaker.run(() => source.subscribe(request), isOutage, refuse),
  };
}
