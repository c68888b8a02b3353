import type { EventSubscription } from './feed.ts';

/** How soon it is looked again when a subscription cannot say yet where it stands. */
const SOON_MS = 250;
const EVERY_MS = 300_000;

/**
 * Tells, between what is read from a subscription, where it stands: once as soon as that is known, which is at once for one
 * that begins now, and then every few minutes in which nothing was told. Whoever comes back with the last mark is told
 * everything that came after it, also when no event has come until then, or the last one is forgotten meanwhile.
 * @param events the subscription
 * @param told what is read from it, one item at a time, none held back
 * @param markOf what to tell of a sequence up to which everything has been told
 */
export function withMarks<Item, Mark>(
  events: Pick<EventSubscription, 'reached'>,
  told: AsyncIterableIterator<Item>,
  markOf: (sequence: bigint) => Mark,
  options: { everyMs?: number } = {},
): AsyncIterableIterator<Item | Mark> {
  const { everyMs = EVERY_MS } = options;
  let pending: Promise<IteratorResult<Item>> | undefined;
  let marked: bigint | undefined;
  const marks: AsyncIterableIterator<Item | Mark> = {
    [Symbol.asyncIterator]: () => marks,
    next() {
      pending ??= told.next();
      const item = pending;
      return new Promise((resolve, reject) => {
        let timer: NodeJS.Timeout | undefined;
        const look = (): void => {
          const reached = events.reached();
          if (reached === undefined || reached === marked) {
            timer = setTimeout(look, reached === undefined ? SOON_MS : everyMs);
            return;
          }
          marked = reached;
          timer = undefined;
          resolve({ done: false, value: markOf(reached) });
        };
        item.then(
          (result) => {
            // After a mark, the same item is waited for by the next call.
            if (timer === undefined) return;
            clearTimeout(timer);
            pending = undefined;
            resolve(result);
          },
          (error: unknown) => {
            if (timer === undefined) return;
            clearTimeout(timer);
            pending = undefined;
            reject(error);
          },
        );
        if (marked === undefined) look();
        else timer = setTimeout(look, everyMs);
      });
    },
    async return() {
      await told.return?.();
      return { done: true, value: undefined };
    },
    async throw(error: unknown) {
      await told.throw?.(error);
      throw error;
    },
  };
  return marks;
}
