import { buildSubgraphSchema as federate } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { type GraphQLSchema, parse } from 'graphql';
import { type BuildSchemaOptions, buildSchemaSync, createResolversMap } from 'type-graphql';
import type { SubgraphContext } from './context.ts';

export const SUBGRAPH_NAMES = ['users', 'analytics', 'insights', 'campaigns', 'compliance'] as const;
export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];

/** How to find an entity that another subgraph refers to by its key. */
export type ReferenceResolver = (reference: { id: string }, context: SubgraphContext) => unknown;

export interface SubgraphSchemaOptions {
  /** Instances of the resolver classes, with what they need already in them. */
  resolvers: readonly object[];
  /** Types no field refers to directly. */
  orphanedTypes?: BuildSchemaOptions['orphanedTypes'];
  /** By type name: how this subgraph finds an entity from its key. */
  references: Record<string, ReferenceResolver>;
}

const FEDERATION_LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@override", "@inaccessible", "@tag"])';

/**
 * Builds a federated schema from type-graphql resolver instances. `printSubgraphSchema` of Apollo cannot print a
 * type-graphql schema, hence the printer of graphql-tools.
 */
export function buildSubgraphSchema(options: SubgraphSchemaOptions): { schema: GraphQLSchema; sdl: string } {
  const instances = new Map(options.resolvers.map((resolver) => [resolver.constructor, resolver]));
  const classes = [...instances.keys()];
  const [first, ...rest] = classes;
  if (!first) throw new Error('A subgraph needs at least one resolver.');
  const plain = buildSchemaSync({
    resolvers: [first, ...rest],
    ...(options.orphanedTypes ? { orphanedTypes: options.orphanedTypes } : {}),
    validate: false,
    // Federation adds what makes a schema without Query or with only stubs complete.
    skipCheck: true,
    container: { get: (type: object) => instances.get(type as never) },
  });
  const printed = printSchemaWithDirectives(plain);
  const sdl = `${FEDERATION_LINK}\n\n${printed}`;
  const resolvers = createResolversMap(plain) as Record<string, Record<string, unknown>>;
  for (const [type, resolve] of Object.entries(options.references)) {
    resolvers[type] = { ...resolvers[type], __resolveReference: resolve };
  }
  return {
    schema: federate([{ typeDefs: parse(sdl), resolvers: resolvers as never }]),
    sdl: `${sdl}\n`,
  };
}

/** What a subgraph's `createXSubgraph` gives to its process. */
export interface Subgraph {
  name: SubgraphName;
  schema: GraphQLSchema;
  sdl: string;
  close(): Promise<void>;
}
