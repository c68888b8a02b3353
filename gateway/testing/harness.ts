import { type Client, createClient, type ExecutionResult } from 'graphql-ws';
import { WebSocket } from 'ws';
import { AppError } from '#platform/errors/index.ts';
import { createSubgraphExecutor, type SubgraphExecutor } from '#platform/graphql/executor.ts';
import { type ListeningSubgraph, listenSubgraph } from '#platform/graphql/listen.ts';
import type { Identity } from '#platform/identity/identity.ts';
import { createIdentitySigner, createIdentityVerifier } from '#platform/identity/internal-token.ts';
import { createLogger } from '#platform/log/index.ts';
import { composeSupergraph } from '../compose.ts';
import { createGateway } from '../gateway.ts';
import type { Gateway, GatewayOptions, ListeningGateway, SubgraphTarget } from '../options.ts';
import { createTestWorld, TEST_SDL, type TestSubgraphName, type TestWorld } from './subgraphs.ts';

export type Placement = 'in-process' | 'remote';

interface GraphQLAnswer {
  status: number;
  headers: Headers;
  data?: Record<string, unknown> | null;
  errors?: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; correlationId: string; dependency?: string };
  }[];
}

export interface TestGateway extends ListeningGateway {
  world: TestWorld;
  gateway: Gateway;
  subgraphs: Record<TestSubgraphName, { executor: SubgraphExecutor; listening?: ListeningSubgraph }>;
  /** POSTs one operation. */
  graphql(query: string, variables?: object, headers?: Record<string, string>): Promise<GraphQLAnswer>;
  /** A graphql-ws client that does not retry. */
  socket(params?: Record<string, unknown>): Client;
  /** Starts a subscription whose results arrive in `results`. */
  subscribe(
    query: string,
    variables?: Record<string, unknown>,
    params?: Record<string, unknown>,
  ): TestSubscription;
  /** Takes a remote subgraph away. */
  stopSubgraph(name: TestSubgraphName): Promise<void>;
  /** Brings it back at the address it had. */
  restartSubgraph(name: TestSubgraphName): Promise<void>;
  close(): Promise<void>;
}

interface TestSubscription {
  results: ExecutionResult[];
  /** The places that pings have told, by the id of the subscription. */
  places: Record<string, string>[];
  /** What ended it: `complete`, the errors, or the close event. */
  ended: Promise<unknown>;
  stop(): void;
  client: Client;
}

const TOKENS: Record<string, Identity> = {
  'ada-token': {
    kind: 'user',
    userId: 'u1',
    sessionId: 's1',
    memberships: [{ merchantId: 'm1', role: 'OWNER' }],
  },
  mg_live_key: { kind: 'apiKey', keyId: 'k1', merchantId: 'm1', scopes: ['*'] },
};
export const ADA = { authorization: 'Bearer ada-token' };
const SECRET = 'a secret of the tests';

async function authenticate(authorization: string | undefined): Promise<Identity> {
  if (authorization === undefined) return { kind: 'anonymous' };
  const token = /^Bearer (\S+)$/.exec(authorization)?.[1];
  if (!token) throw new AppError('UNAUTHENTICATED', 'Authorization must be "Bearer " followed by a token.');
  if (token === 'database-away') throw new Error('connect ECONNREFUSED 10.0.0.1:5432');
  const identity = TOKENS[token];
  if (!identity)
    throw new AppError('UNAUTHENTICATED', 'The access token has expired. Refresh it or sign in again.');
  return identity;
}

/** A gateway on a free port over three real subgraphs, in this process or behind HTTP and WebSocket. */
export async function startTestGateway(
  placement: Placement = 'in-process',
  overrides: Partial<GatewayOptions> = {},
  port = 0,
): Promise<TestGateway> {
  const world = createTestWorld();
  const logger = createLogger({ name: 'test', level: 'silent' });
  const names = Object.keys(TEST_SDL) as TestSubgraphName[];
  const subgraphs = {} as TestGateway['subgraphs'];
  const targets: Record<string, SubgraphTarget> = {};
  for (const name of names) {
    const schema = world.schemas[name];
    const verifier = createIdentityVerifier({ secret: SECRET, audience: name });
    const executor = createSubgraphExecutor({ name, schema, verifier, logger });
    subgraphs[name] = { executor };
    if (placement === 'remote') {
      const listening = await listenSubgraph({ schema, executor, host: '127.0.0.1', port: 0 });
      subgraphs[name].listening = listening;
      targets[name] = { url: listening.url };
    } else targets[name] = { executor };
  }
  const gateway = createGateway({
    supergraphSdl: composeSupergraph(names.map((name) => ({ name, sdl: TEST_SDL[name] }))),
    subgraphs: targets,
    authenticate,
    signer: createIdentitySigner({ secret: SECRET }),
    logger,
    ...overrides,
  });
  const listening = await gateway.listen({ port });
  const clients = new Set<Client>();
  const socket = (params: Record<string, unknown> = ADA): Client => {
    const client = createClient({
      url: listening.wsUrl,
      webSocketImpl: WebSocket,
      connectionParams: params,
      retryAttempts: 0,
      onNonLazyError: () => undefined,
    });
    clients.add(client);
    return client;
  };

  return {
    ...listening,
    world,
    gateway,
    subgraphs,
    socket,
    async graphql(query, variables = {}, headers = ADA) {
      const response = await fetch(`${listening.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const body = (await response.json()) as Omit<GraphQLAnswer, 'status' | 'headers'>;
      return { status: response.status, headers: response.headers, ...body };
    },
    subscribe(query, variables = {}, params = ADA) {
      const client = socket(params);
      const results: ExecutionResult[] = [];
      const places: Record<string, string>[] = [];
      client.on('ping', (_received, payload) => places.push(payload?.after as Record<string, string>));
      let stop: () => void = () => undefined;
      const ended = new Promise<unknown>((resolve) => {
        stop = client.subscribe(
          { query, variables },
          {
            next: (result) => results.push(result as ExecutionResult),
            error: resolve,
            complete: () => resolve('complete'),
          },
        );
      });
      return { results, places, ended, stop, client };
    },
    async stopSubgraph(name) {
      const { listening: server } = subgraphs[name];
      delete subgraphs[name].listening;
      await server?.close();
    },
    async restartSubgraph(name) {
      const { executor } = subgraphs[name];
      const target = targets[name];
      const port = target && 'url' in target ? Number(new URL(target.url).port) : 0;
      const schema = world.schemas[name];
      subgraphs[name].listening = await listenSubgraph({ schema, executor, host: '127.0.0.1', port });
    },
    async close() {
      for (const client of clients) await client.dispose();
      await gateway.close({ graceMs: 500 });
      for (const { listening: server } of Object.values(subgraphs)) await server?.close();
    },
  };
}

/** Resolves as soon as `condition` holds; rejects, saying `what`, when it does not within five seconds. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Not within five seconds: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
