import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  type CombinedError,
  createRequest,
  type GraphQLRequest,
  type RequestPolicy,
  useClient,
  useMutation,
  useQuery,
} from 'urql';
import type { TypedDocument } from '../document.ts';
import { InternalError, MerchantGraphError } from '../errors.ts';
import { type At, at, type VariablesAnd, type VariablesOnly } from '../operation.ts';

/** How a query uses the cache: `cache-and-network` shows what is known and asks again. */
export type QueryPolicy = RequestPolicy;

/** Settings of a query hook. */
export interface QueryOptions {
  /** Do not ask yet; the hook gives no data. */
  skip?: boolean;
  /** `cache-first` by default. */
  policy?: QueryPolicy;
}

/** What a query hook gives. */
export interface QueryState<Result> {
  /** The answer; undefined until there is one, null where the API says there is none. */
  data: Result | undefined;
  /** Why there is no (complete) answer. */
  error: MerchantGraphError | undefined;
  /** No answer yet. */
  loading: boolean;
  /** An answer is shown while a newer one is on its way. */
  refreshing: boolean;
  /** Asks the API again. */
  refetch: () => void;
}

/** Settings of a subscription hook. */
export interface SubscriptionOptions<Result> {
  /** Do not listen. */
  skip?: boolean;
  /** Called once for every event, in order. */
  onEvent?: (event: Result) => void;
}

/** What a subscription hook gives. */
export interface SubscriptionState<Result> {
  /** The last event. */
  data: Result | undefined;
  /** Why listening ended; lost connections are repaired and not told here. */
  error: MerchantGraphError | undefined;
}

/** What a mutation hook gives beside the function. */
export interface MutationState {
  loading: boolean;
  error: MerchantGraphError | undefined;
}

export type QueryHook<Data, Variables, Path extends readonly string[]> = (
  ...rest: VariablesAnd<Variables, QueryOptions>
) => QueryState<At<Data, Path>>;

export type MutationHook<Data, Variables, Path extends readonly string[]> = () => [
  /** Sends the mutation; rejects with a `MerchantGraphError`. */
  run: (...rest: VariablesOnly<Variables>) => Promise<At<Data, Path>>,
  state: MutationState,
];

export type SubscriptionHook<Data, Variables, Path extends readonly string[]> = (
  ...rest: VariablesAnd<Variables, SubscriptionOptions<At<Data, Path>>>
) => SubscriptionState<At<Data, Path>>;

/** Makes the hook of a query. */
export function queryHook<Data, Variables, Path extends readonly string[]>(
  document: TypedDocument<Data, Variables>,
  path: Path,
): QueryHook<Data, Variables, Path> {
  return (variables?: Variables, options: QueryOptions = {}) => {
    const [result, execute] = useQuery<Data>({
      query: document,
      variables: (variables ?? {}) as object,
      pause: options.skip ?? false,
      requestPolicy: options.policy ?? 'cache-first',
    });
    const { data, fetching, stale } = result;
    const refetch = useCallback(() => execute({ requestPolicy: 'network-only' }), [execute]);
    return {
      data: useMemo(() => (data == null ? undefined : at<Data, Path>(data as Data, path)), [data]),
      error: sdkError(result.error),
      loading: fetching && data == null,
      refreshing: data != null && (fetching || stale),
      refetch,
    };
  };
}

/** Makes the hook of a mutation. */
export function mutationHook<Data, Variables, Path extends readonly string[]>(
  document: TypedDocument<Data, Variables>,
  path: Path,
): MutationHook<Data, Variables, Path> {
  return () => {
    const [state, execute] = useMutation<Data>(document);
    const run = useCallback(
      async (variables?: Variables) => {
        const { data, error } = await execute((variables ?? {}) as object);
        const failure = sdkError(error);
        if (failure || data == null) throw failure ?? new InternalError('The mutation gave no data.');
        return at<Data, Path>(data as Data, path);
      },
      [execute],
    );
    return [run, { loading: state.fetching, error: sdkError(state.error) }];
  };
}

/** Makes the hook of a subscription. Every event also updates the cache, so lists refresh by themselves. */
export function subscriptionHook<Data, Variables, Path extends readonly string[]>(
  document: TypedDocument<Data, Variables>,
  path: Path,
): SubscriptionHook<Data, Variables, Path> {
  return (variables?: Variables, options: SubscriptionOptions<At<Data, Path>> = {}) => {
    const client = useClient();
    const [state, setState] = useState<SubscriptionState<At<Data, Path>>>({
      data: undefined,
      error: undefined,
    });
    const onEvent = useRef(options.onEvent);
    useEffect(() => {
      onEvent.current = options.onEvent;
    });
    // The request changes only when the variables do, whatever object carries them.
    const { key } = createRequest<Data, object>(document, (variables ?? {}) as object);
    const known = useRef<GraphQLRequest<Data, object>>(undefined);
    if (known.current?.key !== key) known.current = createRequest(document, (variables ?? {}) as object);
    const request = known.current;
    const skip = options.skip ?? false;
    useEffect(() => {
      if (skip) return;
      const { unsubscribe } = client.executeSubscription<Data>(request).subscribe(({ data, error }) => {
        if (data == null) {
          setState((before) => ({ ...before, error: sdkError(error) }));
          return;
        }
        const event = at<Data, Path>(data as Data, path);
        setState({ data: event, error: undefined });
        onEvent.current?.(event);
      });
      return unsubscribe;
    }, [client, skip, request]);
    return state;
  };
}

/** The SDK's error inside the one urql wraps around it. */
function sdkError(error: CombinedError | undefined): MerchantGraphError | undefined {
  if (!error) return undefined;
  const inner = error.networkError ?? error.graphQLErrors[0]?.extensions.error;
  return inner instanceof MerchantGraphError ? inner : new InternalError(error.message, { cause: error });
}
