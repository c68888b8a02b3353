import type { TellDeprecations } from './deprecations.ts';
import { type DocumentInput, readDocument } from './document.ts';
import { fail } from './failures.ts';
import type {
  MerchantGraphClient,
  MerchantGraphOptions,
  SubscribeCallbacks,
  SubscribeOptions,
} from './options.ts';
import type { Tokens } from './tokens.ts';

/**
 * The subscription half of a client. The transport is loaded with the first subscription: who never subscribes never
 * downloads it.
 */
export function createSubscriptions(
  options: MerchantGraphOptions,
  tokens: Tokens,
  tellDeprecations: TellDeprecations,
): Pick<MerchantGraphClient, 'subscribe' | 'close'> {
  let transport: Promise<import('./transport.ts').Transport> | undefined;
  const connect = () => {
    transport ??= import('./transport.ts').then(({ createTransport }) =>
      createTransport(options, tokens, tellDeprecations),
    );
    return transport;
  };

  function follow<Data, Variables>(
    document: DocumentInput<Data, Variables>,
    variables: Variables | undefined,
    callbacks: SubscribeCallbacks<Data>,
  ): () => void {
    const facts = readDocument(document as DocumentInput<never, never>);
    const { signal } = callbacks;
    let stop: (() => void) | undefined;
    let ended = false;
    const end = (tell: () => void) => {
      if (ended) return;
      ended = true;
      signal?.removeEventListener('abort', close);
      tell();
    };
    const close = () => {
      end(() => callbacks.complete?.());
      stop?.();
    };
    const failed = (error: Error) => end(() => callbacks.error?.(error));
    if (facts.kind !== 'subscription') {
      const reason = 'Only a subscription can be subscribed to; use client.request.';
      queueMicrotask(() => failed(fail('BAD_INPUT', reason, { operation: facts.name })));
      return close;
    }
    if (signal?.aborted) {
      queueMicrotask(close);
      return close;
    }
    signal?.addEventListener('abort', close, { once: true });
    connect().then((open) => {
      if (ended) return;
      stop = open.subscribe<Data>(facts, variables, {
        next: (data) => {
          if (!ended) callbacks.next(data);
        },
        error: failed,
        complete: () => end(() => callbacks.complete?.()),
        onConnection: callbacks.onConnection,
      });
      if (ended) stop();
    }, failed);
    return close;
  }

  function subscribe<Data, Variables>(
    document: DocumentInput<Data, Variables>,
    variables?: Variables,
    how: SubscribeOptions | SubscribeCallbacks<Data> = {},
  ): unknown {
    return 'next' in how
      ? follow(document, variables, how)
      : iterate<Data>((callbacks) => follow(document, variables, { ...how, ...callbacks }));
  }

  return {
    subscribe: subscribe as MerchantGraphClient['subscribe'],
    async close() {
      const open = transport;
      transport = undefined;
      await (await open)?.close();
    },
  };
}

/**
 * An async iterator over callbacks. Written by hand, because a generator that waits cannot be ended from outside.
 * Events that arrive while the consumer is busy wait in order.
 */
function iterate<Data>(
  start: (callbacks: SubscribeCallbacks<Data>) => () => void,
): AsyncIterableIterator<Data> {
  const events: Data[] = [];
  const waiting: { resolve: (result: IteratorResult<Data>) => void; reject: (error: Error) => void }[] = [];
  let failure: Error | undefined;
  let done = false;
  const settle = () => {
    while (waiting.length > 0) {
      if (events.length > 0) waiting.shift()?.resolve({ done: false, value: events.shift() as Data });
      else if (failure) {
        waiting.shift()?.reject(failure);
        failure = undefined;
      } else if (done) waiting.shift()?.resolve({ done: true, value: undefined });
      else return;
    }
  };
  const stop = start({
    next: (data) => {
      events.push(data);
      settle();
    },
    error: (error) => {
      failure = error;
      done = true;
      settle();
    },
    complete: () => {
      done = true;
      settle();
    },
  });
  const finish = () => {
    events.length = 0;
    failure = undefined;
    stop();
    done = true;
    settle();
    return { done: true, value: undefined } as const;
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        settle();
      }),
    return: async () => finish(),
    throw: async (error) => {
      finish();
      throw error;
    },
  };
}
