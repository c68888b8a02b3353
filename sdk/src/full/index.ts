/**
 * The whole API behind one object, `client.insights.list(...)`, for those who do not count bytes: a bundler cannot leave
 * out what is not called. Everything else is the core's.
 */
import { createMerchantGraph as create } from '../node.ts';
import type { MerchantGraphClient, MerchantGraphOptions } from '../options.ts';
import { groups } from './groups_generated.ts';

export * from '../errors.ts';
export type * from '../generated/types_generated.ts';
export type * from '../options.ts';
export { type NodeOf, type Page, paginate } from '../paginate.ts';

// biome-ignore lint/suspicious/noExplicitAny: any function of a client, whatever follows it.
type Call = (client: MerchantGraphClient, ...rest: any[]) => unknown;

/** An operation that knows its client. */
export type Bound<Function> = Function extends (
  client: MerchantGraphClient,
  ...rest: infer Rest
) => infer Answer
  ? (...rest: Rest) => Answer
  : never;

/** Every operation of the API, by the part of the platform it belongs to. */
export type Groups = {
  readonly [Group in keyof typeof groups]: {
    readonly [Name in keyof (typeof groups)[Group]]: Bound<(typeof groups)[Group][Name]>;
  };
};

/** A client with every operation of the API as a method. */
export type FullClient = MerchantGraphClient & Groups;

/** Creates a client with every operation of the API as a method. It holds no connection until a subscription asks for one. */
export function createMerchantGraph(options: MerchantGraphOptions): FullClient {
  const client = create(options);
  const bind = (group: Readonly<Record<string, Call>>) =>
    Object.fromEntries(
      Object.entries(group).map(([name, call]) => [name, (...rest: unknown[]) => call(client, ...rest)]),
    );
  const bound = Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, bind(group)]));
  return Object.assign(client, bound as Groups);
}
