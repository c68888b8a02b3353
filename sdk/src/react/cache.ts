import { type Cache, cacheExchange, type UpdateResolver } from '@urql/exchange-graphcache';
import { type Client, createClient, ssrExchange, subscriptionExchange } from 'urql';
import type { TypedDocument } from '../document.ts';
import { MerchantGraphError } from '../errors.ts';
import type { MerchantGraphClient } from '../options.ts';
import { embeddedTypes, possibleTypes, staleLists } from './cache_generated.ts';
import type { Preloaded } from './server.ts';

/** However much is going on, the answer after this many more is shown. */
const MOST_REPEATS = 2;

/**
 * The cache over one SDK client: the SDK sends (with its retries, tokens and errors), urql remembers. What a server has
 * asked for answers the first query each, without sending.
 */
export function createCachedClient(sdk: MerchantGraphClient, preloaded: Preloaded = {}): Client {
  /** How often something was changed: by a mutation from here, or by what an event told of. */
  let changes = 0;

  /** An answer that was under way during a change may be of before it, and nothing would renew it: it is asked for again. */
  async function ask<Data>(document: TypedDocument<Data, object>, variables: object, signal: AbortSignal) {
    for (let more = MOST_REPEATS; ; more -= 1) {
      const before = changes;
      const data = await sdk.request(document, variables, { signal });
      if (changes === before || more === 0) return data;
    }
  }

  async function change<Data>(document: TypedDocument<Data, object>, variables: object) {
    const data = await sdk.request(document, variables);
    changes += 1;
    return data;
  }

  return createClient({
    // Never used: everything goes through the SDK's client, which knows its endpoint.
    url: 'merchantgraph:',
    preferGetMethod: false,
    exchanges: [
      cacheExchange({
        keys: Object.fromEntries(embeddedTypes.map((name) => [name, () => null])),
        possibleTypes,
        updates: updates(),
        // It warns where a union's error has no fields of its success: that is what unions are for.
        logger: () => undefined,
      }),
      ssrExchange({ isClient: true, initialState: { ...preloaded } }),
      subscriptionExchange({
        enableAllOperations: true,
        forwardSubscription: ({ query, variables }, { kind }) => ({
          subscribe: (sink) => {
            const document = query as TypedDocument<Record<string, unknown>, object>;
            if (kind === 'subscription') {
              const unsubscribe = sdk.subscribe(document, variables as object, {
                next: (data) => {
                  changes += 1;
                  sink.next({ data });
                },
                error: (error) => sink.error(error),
                complete: () => sink.complete(),
              });
              return { unsubscribe };
            }
            const abort = new AbortController();
            const answer =
              kind === 'query'
                ? ask(document, variables as object, abort.signal)
                : change(document, variables as object);
            answer.then(
              (data) => {
                sink.next({ data });
                sink.complete();
              },
              (error: unknown) => {
                if (abort.signal.aborted) return;
                if (error instanceof MerchantGraphError && error.data) sink.next(partial(error));
                else sink.error(error);
                sink.complete();
              },
            );
            return { unsubscribe: () => (kind === 'query' ? abort.abort() : undefined) };
          },
        }),
      }),
    ],
  });
}

/** A part failed and the rest is there: show the rest, and carry the error along. */
function partial(error: MerchantGraphError) {
  const { message, path } = error;
  return { data: error.data as Record<string, unknown>, errors: [{ message, path, extensions: { error } }] };
}

/** After a mutation or an event, the owner's lists of such things are asked for again where they are shown. */
function updates() {
  const resolvers: Record<string, Record<string, UpdateResolver>> = { Mutation: {}, Subscription: {} };
  for (const [root, field] of staleLists) {
    const rows = staleLists.filter((row) => row[0] === root && row[1] === field);
    const resolver: UpdateResolver = (parent, _args, cache) => {
      const answer = child(parent, field);
      for (const [, , payload, owner, ownerType, list] of rows) {
        const id = child(child(payload ? child(answer, payload) : answer, owner), 'id');
        if (typeof id === 'string') invalidate(cache, cache.keyOfEntity({ __typename: ownerType, id }), list);
      }
    };
    resolvers[root] = { ...resolvers[root], [field]: resolver };
  }
  return resolvers;
}

function invalidate(cache: Cache, key: string | null, list: string): void {
  if (!key) return;
  for (const field of cache.inspectFields(key)) {
    if (field.fieldName === list) cache.invalidate(key, field.fieldName, field.arguments);
  }
}

function child(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
