import type { TypedDocument } from './document.ts';
import type { MerchantGraphClient, RequestOptions, SubscribeOptions } from './options.ts';

/** The type found by following `Path` into `Data`; null where something on the way can be null. */
export type At<Data, Path extends readonly string[]> = Path extends readonly [infer Key, ...infer Rest]
  ? Data extends null | undefined
    ? null
    : Key extends keyof Data
      ? At<Data[Key], Rest extends readonly string[] ? Rest : []>
      : never
  : Data;

/** Variables may be left out when every one of them is optional. */
export type VariablesAnd<Variables, Options> =
  Record<never, never> extends Variables
    ? [variables?: Variables, options?: Options]
    : [variables: Variables, options?: Options];

/** Likewise, without options. */
export type VariablesOnly<Variables> =
  Record<never, never> extends Variables ? [variables?: Variables] : [variables: Variables];

/** A query or mutation as a function. It gives the answer itself, not the object around it. */
export interface Operation<Data, Variables, Path extends readonly string[]> {
  (client: MerchantGraphClient, ...rest: VariablesAnd<Variables, RequestOptions>): Promise<At<Data, Path>>;
  readonly document: TypedDocument<Data, Variables>;
  readonly path: Path;
}

/** A subscription as a function that gives an async iterator. */
export interface Subscription<Data, Variables, Path extends readonly string[]> {
  (
    client: MerchantGraphClient,
    ...rest: VariablesAnd<Variables, SubscribeOptions>
  ): AsyncIterableIterator<At<Data, Path>>;
  readonly document: TypedDocument<Data, Variables>;
  readonly path: Path;
}

/** Follows a path into the data of an answer; null when something on the way is. */
export function at<Data, Path extends readonly string[]>(data: Data, path: Path): At<Data, Path> {
  let value: unknown = data;
  for (const key of path) value = (value as Record<string, unknown> | null | undefined)?.[key] ?? null;
  return value as At<Data, Path>;
}

/** Makes the function of a query or a mutation. */
export function operation<Data, Variables, Path extends readonly string[]>(
  document: TypedDocument<Data, Variables>,
  path: Path,
): Operation<Data, Variables, Path> {
  const call = async (client: MerchantGraphClient, variables?: Variables, options?: RequestOptions) =>
    at(await client.request(document, variables, options), path);
  return Object.assign(call, { document, path }) as Operation<Data, Variables, Path>;
}

/** Makes the function of a subscription. */
export function subscription<Data, Variables, Path extends readonly string[]>(
  document: TypedDocument<Data, Variables>,
  path: Path,
): Subscription<Data, Variables, Path> {
  const call = (client: MerchantGraphClient, variables?: Variables, options?: SubscribeOptions) => {
    const events = client.subscribe(document, variables, options);
    const map = (result: IteratorResult<Data>) =>
      result.done ? result : { done: false, value: at(result.value, path) };
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: async () => map(await events.next()),
      return: async () => events.return?.(),
      throw: async (error: unknown) => events.throw?.(error),
    };
  };
  return Object.assign(call, { document, path }) as unknown as Subscription<Data, Variables, Path>;
}
