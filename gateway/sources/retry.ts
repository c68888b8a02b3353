import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPTS = 3;
/** Pauses grow, and vary so that requests that failed together do not return together. */
const PAUSE_MS = 50;

/**
 * Sends a query again when its connection failed, within its deadline. A mutation is sent once: nobody knows how much
 * of it was done.
 * @param send is given the milliseconds that are left
 */
export async function retryQueries<T>(
  query: string,
  deadlineMs: number,
  send: (ms: number) => Promise<T>,
  isConnectionError: (error: unknown) => boolean,
): Promise<T> {
  const until = performance.now() + deadlineMs;
  for (let attempt = 1; ; attempt++) {
    try {
      return await send(Math.max(1, Math.ceil(until - performance.now())));
    } catch (error) {
      if (attempt >= ATTEMPTS || query.startsWith('mutation') || !isConnectionError(error)) throw error;
      const pause = PAUSE_MS * attempt * (0.5 + Math.random());
      if (performance.now() + pause >= until) throw error;
      await sleep(pause);
    }
  }
}
