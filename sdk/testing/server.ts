import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, execute, GraphQLError, type GraphQLSchema, parse, subscribe, validate } from 'graphql';
import { useServer as serveGraphql } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

/** A part of the API, enough for the operations the tests call. */
const SDL = /* GraphQL */ `
  scalar Date
  scalar DateTime
  scalar Decimal
  interface UserError { code: String! message: String! path: [String!] }
  type NotFoundError implements UserError { code: String! message: String! path: [String!] }
  type Merchant {
    id: ID!
    insights(
      first: Int, after: String, last: Int, before: String, filter: InsightFilter, orderBy: InsightOrder
    ): InsightConnection
  }
  type InsightWindow { from: Date! to: Date! baselineFrom: Date! baselineTo: Date! }
  type InsightFigures { observed: Decimal! expected: Decimal! change: Float currency: String score: Float! }
  type Insight {
    id: ID! merchant: Merchant! kind: String! metric: String! direction: String! severity: String!
    title: String! text: String! locale: String! slice: InsightSlice action: InsightAction! window: InsightWindow! figures: InsightFigures! status: InsightStatus!
    asOf: Date! firstSeen: Date! lastSeen: Date! version: Int! createdAt: DateTime! updatedAt: DateTime readAt: DateTime dismissedAt: DateTime
  }
  type InsightSlice { dimension: String! key: String! label: String! }
  type InsightAction { code: String! text: String! }
  enum InsightKind { LEVEL_SHIFT }
  enum InsightSeverity { NOTICE }
  enum InsightStatus { UNREAD READ DISMISSED }
  input InsightFilter { status: [InsightStatus!] }
  input InsightOrder { field: String! direction: String! }
  type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
  type InsightConnection { nodes: [Insight!]! pageInfo: PageInfo! totalCount: Int! unreadCount: Int! }
  input DismissInsightInput { id: ID! }
  type DismissInsightSuccess { insight: Insight! }
  union DismissInsightResult = DismissInsightSuccess | NotFoundError
  type Query { merchant(id: ID!): Merchant whoami: String fails(code: String!): String }
  type Mutation { dismissInsight(input: DismissInsightInput!): DismissInsightResult! }
  type Subscription { insightCreated(merchantId: ID!, after: ID, kinds: [InsightKind!], leastSeverity: InsightSeverity): Insight! }
`;

export interface TestInsight {
  id: string;
  status: 'UNREAD' | 'READ' | 'DISMISSED';
  [field: string]: unknown;
}

/** One HTTP request as the server saw it. */
export interface SeenRequest {
  headers: IncomingMessage['headers'];
  body: { query: string; variables?: Record<string, unknown>; operationName?: string };
}

/** Answers a request in place of GraphQL; return false to let GraphQL answer. */
export type Interceptor = (request: SeenRequest, response: ServerResponse) => boolean;

/** A real GraphQL server over HTTP and graphql-transport-ws on a loopback port. */
export interface TestServer {
  url: string;
  requests: SeenRequest[];
  insights: TestInsight[];
  /** Authorization of every WebSocket connection, in order. */
  connections: (string | undefined)[];
  /** Tokens that are refused, over HTTP and WebSocket. */
  refused: Set<string>;
  intercept: Interceptor | undefined;
  /** Errors with which the next subscriptions are refused, one each. */
  refusals: GraphQLError[];
  /** Whether a subscription is told, in a ping, after what it goes on. */
  tellsPlaces: boolean;
  /** Sends an event to whoever listens, and to whoever comes back. */
  publish(insight: TestInsight): void;
  /** Breaks every WebSocket connection without a goodbye. */
  breakConnections(): void;
  /** Number of open WebSocket connections. */
  open(): number;
  close(): Promise<void>;
}

export function makeInsight(number: number, status: TestInsight['status'] = 'UNREAD'): TestInsight {
  const day = '2011-12-09';
  return {
    id: `insight-${number}`,
    status,
    merchant: { id: 'shop' },
    kind: 'LEVEL_SHIFT',
    metric: 'ORDERS',
    direction: 'UP',
    severity: 'NOTICE',
    title: `Insight ${number}`,
    text: 'Orders rose.',
    locale: 'en',
    slice: null,
    action: { code: 'NONE', text: 'Nothing needs to be done.' },
    window: { from: day, to: day, baselineFrom: day, baselineTo: day },
    figures: { observed: '2', expected: '1', change: 1, currency: null, score: 3 },
    asOf: day,
    firstSeen: day,
    lastSeen: day,
    version: 1,
    updatedAt: null,
    createdAt: `${day}T03:00:00Z`,
    readAt: null,
    dismissedAt: null,
  };
}

export async function startTestServer(): Promise<TestServer> {
  const schema = buildSchema(SDL);
  const listeners = new Set<(insight: TestInsight) => void>();
  const history: TestInsight[] = [];
  const state = { requests: [] as SeenRequest[], connections: [] as (string | undefined)[] };
  const insights: TestInsight[] = [];
  const refused = new Set<string>();
  const refusals: GraphQLError[] = [];
  resolvers(schema, insights, history, listeners, refusals);

  const http = createServer((request, response) => {
    void answer(request, response);
  });
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const seen: SeenRequest = {
      headers: request.headers,
      body: JSON.parse(Buffer.concat(chunks).toString()),
    };
    state.requests.push(seen);
    if (server.intercept?.(seen, response)) return;
    response.setHeader('content-type', 'application/json');
    response.setHeader('x-correlation-id', 'correlation-1');
    if (refused.has(request.headers.authorization ?? '')) {
      response.writeHead(401);
      response.end(
        JSON.stringify({
          errors: [{ message: 'The token expired.', extensions: { code: 'UNAUTHENTICATED' } }],
        }),
      );
      return;
    }
    const document = parse(seen.body.query);
    const errors = validate(schema, document);
    const result = errors.length
      ? {
          errors: errors.map(({ message }) => ({
            message,
            extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
          })),
        }
      : await execute({ schema, document, variableValues: seen.body.variables, contextValue: seen });
    response.end(JSON.stringify(result));
  };

  const sockets = new WebSocketServer({ server: http, path: '/graphql' });
  serveGraphql(
    {
      schema,
      execute,
      subscribe,
      validate,
      onConnect: ({ connectionParams }) => {
        const authorization = connectionParams?.authorization as string | undefined;
        state.connections.push(authorization);
        return !refused.has(authorization ?? '');
      },
      onOperation: ({ extra }, id) => {
        if (!server.tellsPlaces) return;
        const after = { [id]: `place-${history.length}` };
        extra.socket.send(JSON.stringify({ type: 'ping', payload: { after } }));
      },
    },
    sockets,
  );
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));

  const server: TestServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`,
    ...state,
    insights,
    refused,
    intercept: undefined,
    refusals,
    tellsPlaces: false,
    publish(insight) {
      history.push(insight);
      for (const listener of listeners) listener(insight);
    },
    breakConnections() {
      for (const socket of sockets.clients) socket.terminate();
    },
    open: () => sockets.clients.size,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return server;
}

function resolvers(
  schema: GraphQLSchema,
  insights: TestInsight[],
  history: TestInsight[],
  listeners: Set<(insight: TestInsight) => void>,
  refusals: GraphQLError[],
): void {
  const query = schema.getQueryType()?.getFields() ?? {};
  const mutation = schema.getMutationType()?.getFields() ?? {};
  const subscription = schema.getSubscriptionType()?.getFields() ?? {};
  Object.assign(query.merchant ?? {}, {
    resolve: (_: unknown, { id }: { id: string }) => ({
      id,
      insights: (args: { first?: number; after?: string; filter?: { status?: string[] } }) => {
        const { first = 20, after, filter } = args;
        const wanted = insights.filter(({ status }) => filter?.status?.includes(status) ?? true);
        const start = after ? wanted.findIndex((insight) => insight.id === after) + 1 : 0;
        const nodes = wanted.slice(start, start + first);
        return {
          nodes,
          totalCount: wanted.length,
          unreadCount: insights.filter(({ status }) => status === 'UNREAD').length,
          pageInfo: {
            hasNextPage: start + first < wanted.length,
            hasPreviousPage: start > 0,
            startCursor: nodes[0]?.id ?? null,
            endCursor: nodes.at(-1)?.id ?? null,
          },
        };
      },
    }),
  });
  Object.assign(query.whoami ?? {}, {
    resolve: (_: unknown, __: unknown, { headers }: SeenRequest) => headers.authorization,
  });
  Object.assign(query.fails ?? {}, {
    resolve: (_: unknown, { code }: { code: string }) => {
      throw new GraphQLError('It failed.', { extensions: { code, correlationId: 'correlation-2' } });
    },
  });
  Object.assign(mutation.dismissInsight ?? {}, {
    resolve: (_: unknown, { input }: { input: { id: string } }) => {
      const insight = insights.find(({ id }) => id === input.id);
      if (!insight) return { __typename: 'NotFoundError', code: 'NOT_FOUND', message: 'No such insight.' };
      insight.status = 'DISMISSED';
      return { __typename: 'DismissInsightSuccess', insight };
    },
  });
  Object.assign(subscription.insightCreated ?? {}, {
    resolve: (insight: TestInsight) => insight,
    // At least once: who comes is told the last events again, and who comes back what it saw last and all it missed.
    subscribe: (_source: unknown, { after }: { after?: string | null }) => {
      const refusal = refusals.shift();
      if (refusal) throw refusal;
      const place = /^place-(\d+)$/.exec(after ?? '')?.[1];
      if (place !== undefined) return feed(history.slice(Number(place)), listeners);
      const seen = history.findIndex((insight) => insight.id === after);
      return feed(history.slice(seen < 0 ? -3 : seen), listeners);
    },
  });
}

function feed(
  first: TestInsight[],
  listeners: Set<(insight: TestInsight) => void>,
): AsyncIterableIterator<TestInsight> {
  const queue = [...first];
  let wake: (() => void) | undefined;
  let ended = false;
  const listener = (insight: TestInsight) => {
    queue.push(insight);
    wake?.();
  };
  listeners.add(listener);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      while (queue.length === 0 && !ended) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const value = queue.shift();
      return ended || !value ? { done: true, value: undefined } : { done: false, value };
    },
    async return() {
      ended = true;
      listeners.delete(listener);
      wake?.();
      return { done: true, value: undefined };
    },
  };
}
