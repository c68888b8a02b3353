export interface PushStream<T> {
  push(value: T): void;
  end(): void;
  fail(error: Error): void;
  /** Takes waiting values out, oldest first, while the test holds; answers whether there was one. */
  discard(test: (value: T) => boolean): boolean;
  readonly iterator: AsyncIterator<T>;
}

/** An async iterator that is fed by calls, holds at most `maxWaiting` values, and can be returned while it waits. */
export function createPushStream<T>(options: {
  maxWaiting: number;
  overflow: () => Error;
  onReturn: () => void;
}): PushStream<T> {
  const waiting: T[] = [];
  let outcome: { error?: Error } | undefined;
  let reader: { resolve(result: IteratorResult<T>): void; reject(error: Error): void } | undefined;

  const finish = (result: { error?: Error }) => {
    if (outcome) return;
    outcome = result;
    const { resolve, reject } = reader ?? {};
    reader = undefined;
    if (result.error) {
      reject?.(result.error);
      // Told once: whoever reads next finds the end.
      if (reject) outcome = {};
    } else resolve?.({ value: undefined, done: true });
  };

  return {
    push(value) {
      if (outcome) return;
      if (reader) {
        const { resolve } = reader;
        reader = undefined;
        resolve({ value, done: false });
      } else if (waiting.length >= options.maxWaiting) {
        finish({ error: options.overflow() });
        options.onReturn();
      } else waiting.push(value);
    },
    end: () => finish({}),
    fail: (error) => finish({ error }),
    discard(test) {
      const kept = waiting.findIndex((value) => !test(value));
      return waiting.splice(0, kept < 0 ? waiting.length : kept).length > 0;
    },
    iterator: {
      next() {
        const value = waiting.shift();
        if (value !== undefined) return Promise.resolve({ value, done: false });
        if (outcome) {
          const { error } = outcome;
          outcome = {};
          return error ? Promise.reject(error) : Promise.resolve({ value: undefined, done: true });
        }
        return new Promise((resolve, reject) => {
          reader = { resolve, reject };
        });
      },
      return() {
        waiting.length = 0;
        finish({});
        outcome = {};
        options.onReturn();
        return Promise.resolve({ value: undefined, done: true });
      },
    },
  };
}
