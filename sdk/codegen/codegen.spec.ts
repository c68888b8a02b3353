import type { Types } from '@graphql-codegen/plugin-helpers';
import { buildSchema, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { writeDocuments } from './documents.ts';
import { hookName, operationsPlugin } from './plugins.ts';
import { readApiSchema } from './schema.ts';

const SDL = `
  interface UserError { code: String! message: String! path: [String!] }
  type GoneError implements UserError { code: String! message: String! path: [String!] }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Shop { id: ID! name: String! old: String @deprecated(reason: "gone") boxes(first: Int, after: String): BoxConnection size(unit: Unit! = CM): Float }
  enum Unit { CM IN }
  type BoxConnection { edges: [BoxEdge!]! nodes: [Box!]! pageInfo: PageInfo! totalCount: Int! }
  type BoxEdge { cursor: String! node: Box! }
  type Box { id: ID! shop: Shop! label: Label! parent: Box }
  type Label { text: String! }
  input OpenBoxInput { id: ID! }
  type OpenBoxSuccess { box: Box! }
  union OpenBoxResult = OpenBoxSuccess | GoneError
  type Query { shop(id: ID!): Shop box(id: ID!): Box now: String }
  type Mutation { openBox(input: OpenBoxInput!): OpenBoxResult! }
  type Subscription { boxArrived(shopId: ID!): Box! }
`;
const NOTHING = { kind: 'Document', definitions: [] } as never;

/** All generated documents, with every run of white space as one space. */
function generate(handWritten = NOTHING): string {
  const files = writeDocuments(readApiSchema(SDL), handWritten);
  return [...files.values()].join('\n').replace(/#.*/g, '').replace(/\s+/g, ' ');
}

describe('generated documents', () => {
  test('cover every query, mutation and subscription, and what a query reaches', () => {
    const names = [...generate().matchAll(/(?:query|mutation|subscription) (\w+)/g)].map((match) => match[1]);
    expect(names).toEqual([
      'getShop',
      'listBoxes',

      'getSize',
      'getBox',
      'now',
      'openBox',
      'boxArrived',
    ]);
  });

  test('page through connections by their nodes, and keep the id of their owner', () => {
    expect(generate()).toContain(
      'query listBoxes($shopId: ID!, $first: Int, $after: String) { shop(id: $shopId) { id ' +
        'boxes(first: $first, after: $after) { nodes { ...BoxFields } pageInfo { ...PageInfoFields } totalCount } } }',
    );
  });

  test('ask a mutation for its success and for the errors by their common fields', () => {
    expect(generate()).toContain(
      'openBox(input: $input) { __typename ... on OpenBoxSuccess { box { ...BoxFields } } ...UserErrorFields }',
    );
  });

  test('refer back to the owner by its id, leave out what is deprecated, and end in circles nowhere', () => {
    expect(generate()).toContain('fragment BoxFields on Box { id shop { id } label { text } parent { id } }');
    expect(generate()).toContain('fragment ShopFields on Shop { id name size }');
  });

  test('leave out what has a default where null is not allowed', () => {
    expect(generate()).toContain('query getSize($shopId: ID!, $unit: Unit) {');
  });

  test('do not reach for the lists of every element of a list', () => {
    const sdl = SDL.replace('now: String', 'now: String shops: [Shop!]!');
    const files = [...writeDocuments(readApiSchema(sdl), NOTHING).values()].join('\n');
    expect(files).toContain('query shops {');
    expect(files.match(/query (list|get)\w*(Boxes|Size)\(/g)).toEqual(['query listBoxes(', 'query getSize(']);
  });

  test('give way to a hand-written operation or fragment of the same name', () => {
    const own = parse('query listBoxes { now } fragment BoxFields on Box { id }');
    expect(generate(own as never)).not.toContain('query listBoxes');
    expect(generate(own as never)).not.toContain('fragment BoxFields');
  });

  test('are the same when made twice', () => {
    expect(generate()).toBe(generate());
  });
});

describe('the path to an answer', () => {
  const SCHEMA = buildSchema(SDL.replace('now: String', 'shops: [Shop!]!'));

  const pathsOf = async (query: string): Promise<string[]> => {
    const files: Types.DocumentFile[] = [{ location: 'own.graphql', document: parse(query) }];
    const written = String(await operationsPlugin.plugin(SCHEMA, files, {}));
    return [...written.matchAll(/Document, (\[.*\])\);/g)].map(([, path]) => String(path));
  };

  test('follows the document for as long as there is one thing to follow', async () => {
    expect(
      await pathsOf(
        'query listBoxes($id: ID!) { shop(id: $id) { id all: boxes { nodes { id } totalCount } } }',
      ),
    ).toEqual(["['shop', 'all']"]);
  });

  test('ends at a list, whose elements have an answer each', async () => {
    expect(await pathsOf('query listBoxes { shops { id boxes { nodes { id } totalCount } } }')).toEqual([
      "['shops']",
    ]);
    expect(await pathsOf('query getLabels { shop(id: 1) { boxes { nodes { label { text } } } } }')).toEqual([
      "['shop', 'boxes', 'nodes']",
    ]);
  });
});

test('hooks are named after what they give', () => {
  expect(['listInsights', 'getSalesTrend', 'dismissInsight', 'me', 'listener'].map(hookName)).toEqual([
    'useInsights',
    'useSalesTrend',
    'useDismissInsight',
    'useMe',
    'useListener',
  ]);
});
