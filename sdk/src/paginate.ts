import { BadResponseError } from './errors.ts';
import type { At, Operation } from './operation.ts';
import type { MerchantGraphClient, RequestOptions } from './options.ts';

/** A page of a connection, as far as paging needs it. */
export interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** The type of the things a list operation lists. */
export type NodeOf<Data, Path extends readonly string[]> =
  NonNullable<At<Data, Path>> extends { readonly nodes: readonly (infer Node)[] } ? Node : never;

/**
 * Every item of a list, page by page: `for await (const insight of paginate(client, listInsights, { merchantId }))`.
 * The next page is asked for when the last item of the page before has been taken. `variables.first` is the size of a
 * page (1 to 100; 100 by default), `variables.after` where to begin.
 */
export async function* paginate<
  Data,
  Variables extends { first?: number | null; after?: string | null },
  Path extends readonly string[],
>(
  client: MerchantGraphClient,
  list: Operation<Data, Variables, Path>,
  variables: Variables,
  options?: RequestOptions,
): AsyncGenerator<NodeOf<Data, Path>, void, undefined> {
  const call = list as (
    client: MerchantGraphClient,
    variables: Variables,
    options?: RequestOptions,
  ) => Promise<unknown>;
  for (let after = variables.after; ; ) {
    const page = (await call(client, { first: 100, ...variables, after }, options)) as Page<
      NodeOf<Data, Path>
    > | null;
    if (!page) throw new BadResponseError('The list is not available; a part of the service did not answer.');
    yield* page.nodes;
    const { hasNextPage, endCursor } = page.pageInfo;
    if (!hasNextPage) return;
    // A server that repeats a cursor would keep us here forever.
    if (endCursor === null || endCursor === after) throw new BadResponseError('The list does not advance.');
    after = endCursor;
  }
}
