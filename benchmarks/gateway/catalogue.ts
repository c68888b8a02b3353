import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

/** Three subgraphs that join on one entity: a list in the first, its facts in the second and the third. */
export const SDL = {
  catalogue: `${LINK}
    type Query { items: [Item!]! }
    type Item @key(fields: "id") { id: ID! name: String! colour: String! }`,
  stock: `${LINK}
    type Item @key(fields: "id") { id: ID! price: String! pieces: Int! }`,
  reviews: `${LINK}
    type Item @key(fields: "id") { id: ID! rating: Float reviews: [Review!]! }
    type Review { text: String! author: String! }`,
};
export type Name = keyof typeof SDL;
export const NAMES = Object.keys(SDL) as Name[];

export const ENTITIES = 50;
export const QUERY = 'query Join { items { id name colour price pieces rating reviews { text author } } }';

const reference = { __resolveReference: ({ id }: { id: string }) => ({ id }) };
const RESOLVERS: Record<Name, object> = {
  catalogue: {
    Query: { items: () => Array.from({ length: ENTITIES }, (_, n) => ({ id: `item-${n}` })) },
    Item: {
      ...reference,
      name: ({ id }: { id: string }) => `The ${id}`,
      colour: () => 'green',
    },
  },
  stock: { Item: { ...reference, price: () => '12.5000', pieces: () => 7 } },
  reviews: {
    Item: {
      ...reference,
      rating: () => 4.5,
      reviews: () => [
        { text: 'Good.', author: 'Ada' },
        { text: 'As described.', author: 'Ben' },
      ],
    },
  },
};

export const schemaOf = (name: Name): GraphQLSchema =>
  buildSubgraphSchema({ typeDefs: parse(SDL[name]), resolvers: RESOLVERS[name] as never });
