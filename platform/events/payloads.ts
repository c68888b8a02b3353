import type { PublishedEvent } from './outbox.ts';

/**
 * What a subscription's events say, one payload each. Hand-written, because an async generator that waits for its next
 * event cannot be returned.
 * @param read gives what to pass on of an event's payload; undefined leaves the event out
 */
export function payloadsOf<T>(
  events: AsyncIterator<PublishedEvent>,
  read: (payload: unknown, event: PublishedEvent) => T | undefined,
): AsyncIterableIterator<T> {
  const payloads: AsyncIterableIterator<T> = {
    [Symbol.asyncIterator]: () => payloads,
    async next() {
      for (;;) {
        const event = await events.next();
        if (event.done) return { done: true, value: undefined };
        const payload = read(event.value.payload, event.value);
        if (payload !== undefined) return { done: false, value: payload };
      }
    },
    async return() {
      await events.return?.();
      return { done: true, value: undefined };
    },
    async throw(error: unknown) {
      await events.return?.();
      throw error;
    },
  };
  return payloads;
}
