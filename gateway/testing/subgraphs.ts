import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, type GraphQLSchema, parse } from 'graphql';
import { AppError } from '#platform/errors/index.ts';
import type { SubgraphContext } from '#platform/graphql/context.ts';
import { StreamMark } from '#platform/graphql/executor.ts';
import { DateScalar } from '#platform/graphql/scalars.ts';
import { PERSONAL, sharedBy } from '#platform/graphql/sharing.ts';
import { actorOf } from '#platform/identity/identity.ts';
import { createPushStream, type PushStream } from '../push-stream.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@tag"])';

/** The SDL of three small subgraphs that join as the real ones do. */
export const TEST_SDL = {
  people: `${LINK}
    type Query { me: User merchant(id: ID!): Merchant who: Who! merchants: [Merchant!]! }
    type Mutation { rename(id: ID!, name: String!): Renamed! }
    type Renamed { merchant: Merchant! idempotencyKey: String }
    type Who { kind: String! id: String correlationId: String! clientIp: String userAgent: String idempotencyKey: String }
    type User @key(fields: "id") { id: ID! name: String! email: String! }
    type Merchant @key(fields: "id") { id: ID! name: String! currency: String! members: [Member!] }
    type Member { role: String! user: User! since: Int @deprecated(reason: "Nobody knows.") }
  `,
  sales: `${LINK}
    scalar Date
    type Query {
      slow(ms: Int!): String boom: String coded(code: String!): String
      pick(mode: Mode, old: Int @deprecated(reason: "Use mode."), filter: Filter): String
    }
    enum Mode { NEW OLD @deprecated(reason: "Use NEW.") }
    input Filter { mode: Mode word: String @deprecated(reason: "Use mode.") }
    type Merchant @key(fields: "id") {
      id: ID! currency: String! @external
      revenue(from: Date!, to: Date!): [Point!]
      label: String @requires(fields: "currency")
      broken: String
    }
    type Point { date: Date! amount: String! }
  `,
  insights: `${LINK}
    type Query { insight(id: ID!): Insight }
    type Subscription {
      insightCreated(merchantId: ID!, since: Int @deprecated(reason: "Use after.")): Insight! ${sharedBy('insights:read')}
      forbidden: Insight
      silent: Insight
    }
    type Insight @key(fields: "id") ${sharedBy('insights:read')} {
      id: ID! title: String! merchant: Merchant! related: [Insight!]! author: Author
      asker: String! ${PERSONAL}
      reader: String!
    }
    union Author = User | Robot
    type Robot { model: String! }
    type Merchant @key(fields: "id") { id: ID! insights: [Insight!] }
    type User @key(fields: "id") { id: ID! }
  `,
};
export type TestSubgraphName = keyof typeof TEST_SDL;

interface InsightRow {
  id: string;
  title: string;
  merchantId: string;
}

const MERCHANTS: Record<string, { id: string; name: string; currency: string }> = {
  m1: { id: 'm1', name: 'Toys & Tea', currency: 'GBP' },
  m2: { id: 'm2', name: 'Bread & Co', currency: 'EUR' },
};
const USERS: Record<string, { id: string; name: string; email: string }> = {
  u1: { id: 'u1', name: 'Ada', email: 'ada@shop.example' },
  u2: { id: 'u2', name: 'Ben', email: 'ben@shop.example' },
};

/** A world of data and events that the three subgraphs share, and that a test can watch. */
export interface TestWorld {
  schemas: Record<TestSubgraphName, GraphQLSchema>;
  /** Sends an event to every open `insightCreated` of the merchant, and says where it stands. */
  publish(insight: InsightRow, position?: number): void;
  /** Tells every open `insightCreated` of the merchant that it has been told everything up to a position. */
  mark(merchantId: string, position: number): void;
  /** Ends every open stream with an error. */
  breakStreams(error: Error): void;
  /** Streams that are open in the subgraph. */
  readonly openStreams: number;
  /** References that the `people` subgraph resolved, to see how fetches are batched. */
  readonly resolvedReferences: { count: number };
}

type WorldEvent = { insightCreated: InsightRow; position?: string; place?: string } | StreamMark;

export function createTestWorld(): TestWorld {
  const streams = new Set<{ merchantId: string; stream: PushStream<WorldEvent> }>();
  const resolvedReferences = { count: 0 };

  const insightOf = (id: string): InsightRow => ({ id, title: `Insight ${id}`, merchantId: 'm1' });
  const openStream = (merchantId: string) => {
    const entry = {
      merchantId,
      stream: createPushStream<WorldEvent>({
        maxWaiting: 100,
        overflow: () => new Error('too slow'),
        onReturn: () => streams.delete(entry),
      }),
    };
    streams.add(entry);
    return { [Symbol.asyncIterator]: () => entry.stream.iterator };
  };

  const people = {
    Query: {
      me: (_: unknown, __: unknown, { identity }: SubgraphContext) =>
        identity.kind === 'user' ? USERS[identity.userId] : null,
      merchant: (_: unknown, { id }: { id: string }) => {
        if (!MERCHANTS[id]) throw new AppError('NOT_FOUND', 'The merchant was not found.', { path: ['id'] });
        return MERCHANTS[id];
      },
      merchants: () => Object.values(MERCHANTS),
      who: (_: unknown, __: unknown, context: SubgraphContext) => ({
        ...context,
        kind: context.identity.kind,
        id: context.identity.kind === 'user' ? context.identity.userId : null,
      }),
    },
    Mutation: {
      rename: (
        _: unknown,
        { id, name }: { id: string; name: string },
        { idempotencyKey }: SubgraphContext,
      ) => ({
        merchant: { ...MERCHANTS[id], name },
        idempotencyKey,
      }),
    },
    Merchant: {
      __resolveReference: ({ id }: { id: string }) => {
        resolvedReferences.count++;
        return MERCHANTS[id];
      },
      members: () => [
        { role: 'OWNER', user: USERS.u1 },
        { role: 'ANALYST', user: USERS.u2 },
      ],
    },
    User: { __resolveReference: ({ id }: { id: string }) => USERS[id] },
  };
  const sales = {
    Date: DateScalar,
    Query: {
      pick: () => 'picked',
      slow: (_: unknown, { ms }: { ms: number }) =>
        new Promise((resolve) => setTimeout(() => resolve(`after ${ms}`), ms)),
      boom: () => {
        throw new Error('select * from secret_table; password=hunter2');
      },
      coded: (_: unknown, { code }: { code: string }) => {
        throw new GraphQLError('a message for the client', { extensions: { code } });
      },
    },
    Merchant: {
      __resolveReference: (reference: object) => reference,
      revenue: (_: unknown, { from, to }: { from: string; to: string }) => [
        { date: from, amount: '12.5000' },
        { date: to, amount: '0.0000' },
      ],
      label: ({ currency }: { currency: string }) => `in ${currency}`,
      broken: () => {
        throw new Error('relation "orders" does not exist');
      },
    },
  };
  const insights = {
    Query: { insight: (_: unknown, { id }: { id: string }) => insightOf(id) },
    Subscription: {
      insightCreated: {
        subscribe: (_: unknown, { merchantId }: { merchantId: string }) => openStream(merchantId),
      },
      forbidden: {
        subscribe: () => {
          throw new AppError('FORBIDDEN', 'Your role lacks the permission insights:read.');
        },
      },
      silent: { subscribe: () => openStream('nobody') },
    },
    Insight: {
      __resolveReference: ({ id }: { id: string }) => insightOf(id),
      merchant: ({ merchantId }: InsightRow) => ({ id: merchantId }),
      asker: (_: unknown, __: unknown, { identity }: SubgraphContext) => actorOf(identity),
      reader: (_: unknown, __: unknown, { identity }: SubgraphContext) => actorOf(identity),
      related: ({ id }: InsightRow) => [insightOf(`${id}-a`), insightOf(`${id}-b`)],
      author: ({ id }: InsightRow) =>
        id.includes('robot') ? { __typename: 'Robot', model: 'R2' } : { __typename: 'User', id: 'u2' },
    },
    Merchant: {
      __resolveReference: (reference: object) => reference,
      insights: () => [insightOf('i1'), insightOf('i2')],
    },
    User: { __resolveReference: (reference: object) => reference },
  };

  const build = (name: TestSubgraphName, resolvers: object): GraphQLSchema =>
    buildSubgraphSchema({ typeDefs: parse(TEST_SDL[name]), resolvers: resolvers as never });
  return {
    schemas: {
      people: build('people', people),
      sales: build('sales', sales),
      insights: build('insights', insights),
    },
    publish(insight, position) {
      const where = position === undefined ? {} : { position: String(position), place: `place ${position}` };
      for (const { merchantId, stream } of streams) {
        if (merchantId === insight.merchantId) stream.push({ insightCreated: insight, ...where });
      }
    },
    mark(marked, position) {
      const mark = new StreamMark(String(position), `place ${position}`);
      for (const { merchantId, stream } of streams) if (merchantId === marked) stream.push(mark);
    },
    breakStreams(error) {
      for (const { stream } of streams) stream.fail(error);
    },
    get openStreams() {
      return streams.size;
    },
    resolvedReferences,
  };
}
