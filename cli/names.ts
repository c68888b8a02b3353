/** Names of the subgraphs, here as well so that printing help loads no GraphQL; a test holds them equal. */
export const SUBGRAPH_NAMES = ['users', 'analytics', 'insights', 'campaigns', 'compliance'] as const;
export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];
