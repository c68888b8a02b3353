import { fail } from './failures.ts';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 15_000;

/** A pause before attempt `attempt + 1`: exponential, with full jitter so that many clients do not return at once. */
export function backoff(attempt: number): number {
  return Math.random() * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt);
}

/** Seconds a `Retry-After` header asks for; it may hold seconds or an HTTP date. */
export function parseRetryAfter(header: string | null, now: number = Date.now()): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now) / 1000);
}

/** Waits, unless the signal fires first. */
export function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(fail('ABORTED', 'The call was aborted.', { cause: signal?.reason }));
    };
    if (signal?.aborted) {
      reject(fail('ABORTED', 'The call was aborted.', { cause: signal.reason }));
      return;
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
