import type { FastifyRequest } from 'fastify';

/** How many bytes of refused bodies are read before it becomes a question of their rate. */
const BURST_BYTES = 16 * 1024 * 1024;
const BYTES_PER_SECOND = 1024 * 1024;
const DRAIN_MS = 5_000;

/** Reads what a refused client still sends; false when it did not come to the end and the connection should be closed. */
export type Drain = (request: FastifyRequest) => Promise<boolean>;

/**
 * A client that is not read to does not read the answer either, so refused bodies are read to their end. Every byte read
 * is garbage, though, and collecting it holds up everybody: over all clients together only `bytesPerSecond` are read,
 * after a burst. Beyond that a client is answered and hung up on.
 */
export function createDrain(
  options: { burstBytes?: number; bytesPerSecond?: number; now?: () => number } = {},
): Drain {
  const {
    burstBytes = BURST_BYTES,
    bytesPerSecond = BYTES_PER_SECOND,
    now = () => performance.now(),
  } = options;
  let budget = burstBytes;
  let refilledAt = now();
  const refill = () => {
    const time = now();
    budget = Math.min(burstBytes, budget + ((time - refilledAt) / 1000) * bytesPerSecond);
    refilledAt = time;
  };

  return ({ raw }) => {
    if (raw.readableEnded || raw.destroyed) return Promise.resolve(true);
    refill();
    if (Number(raw.headers['content-length'] ?? 0) > budget) return Promise.resolve(false);
    return new Promise((resolve) => {
      const done = (whole: boolean) => {
        clearTimeout(timer);
        raw.off('data', count);
        if (!whole) raw.pause();
        resolve(whole);
      };
      const timer = setTimeout(() => done(false), DRAIN_MS);
      const count = (chunk: Buffer | string) => {
        budget -= chunk.length;
        if (budget <= 0) done(false);
      };
      raw.on('data', count);
      for (const end of ['end', 'close', 'error']) raw.once(end, () => done(true));
      raw.resume();
    });
  };
}
