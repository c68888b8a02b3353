import { createHash } from 'node:crypto';
import type { Schema } from '@apollo/federation-internals';
import { ApolloGateway, type executeQueryPlan } from '@apollo/gateway';
import type { QueryPlan, QueryPlanner } from '@apollo/query-planner';
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { type GraphQLSchema, isScalarType } from 'graphql';
import { LruCache } from '#platform/cache/lru.ts';
import { DateScalar, DateTimeScalar, DecimalScalar } from '#platform/graphql/scalars.ts';
import type { Logger } from '#platform/log/index.ts';
import type { Telemetry } from '#platform/telemetry/index.ts';
import type { RequestContext } from './context.ts';
import type { PreparedOperation } from './documents.ts';
import { disableVendorTelemetry } from './environment.ts';
import type { GatewayLimits, SubgraphTarget } from './options.ts';
import {
  type Breaker,
  type BreakerState,
  createBreaker,
  DEFAULT_BREAKER,
  withBreaker,
} from './sources/breaker.ts';
import { createInProcessSource } from './sources/in-process.ts';
import { createRemoteSource } from './sources/remote.ts';
import type { SubgraphSource } from './sources/source.ts';
import { withSpans } from './sources/spans.ts';

type GatewayInterface = ApolloServerOptionsWithGateway<RequestContext>['gateway'];
type GatewayRequestContext = Parameters<typeof executeQueryPlan>[2];

/** The loaded supergraph: Apollo's gateway for queries and mutations, and the parts that subscriptions are made of. */
export interface SupergraphRuntime {
  /** For Apollo Server: the gateway as it is already loaded. */
  gateway: GatewayInterface;
  planner: QueryPlanner;
  /** What clients see. */
  schema: GraphQLSchema;
  /** The same, as the planner reads it. */
  apiSchema: Schema;
  /** As it was composed, with its tags. */
  supergraphSdl: string;
  /** With the join directives, for rewriting representations. */
  supergraphSchema: GraphQLSchema;
  sources: Record<string, SubgraphSource>;
  /** Whether each subgraph is asked at the moment. */
  breakerStates(): Record<string, BreakerState>;
  planCache: { readonly hitRatio: number };
  requestContext(request: {
    prepared: PreparedOperation;
    operationName: string | undefined;
    variables: Record<string, unknown>;
    context: RequestContext;
    logger: Logger;
  }): GatewayRequestContext;
  close(): Promise<void>;
}

/** Characters of serialised plans that are remembered; with their parsed documents they take far more bytes. */
const CACHED_PLAN_CHARACTERS = 1_000_000;

/** What a plan weighs in a cache: its text, without the documents that repeat it in parsed form. */
export function planWeight(plan: QueryPlan): number {
  return JSON.stringify(plan, (key, value) => (key === 'operationDocumentNode' ? undefined : value)).length;
}

export async function createSupergraphRuntime(options: {
  supergraphSdl: string;
  subgraphs: Record<string, SubgraphTarget>;
  limits: Pick<GatewayLimits, 'subgraphTimeoutMs' | 'subgraphTimeouts'>;
  telemetry?: Telemetry | undefined;
  logger: Logger;
}): Promise<SupergraphRuntime> {
  const { supergraphSdl, subgraphs, limits, telemetry } = options;
  const sources: Record<string, SubgraphSource> = {};
  const breakers: Record<string, Breaker> = {};
  for (const [name, target] of Object.entries(subgraphs)) {
    const timeoutMs = limits.subgraphTimeouts[name] ?? limits.subgraphTimeoutMs;
    const breaker = createBreaker({
      ...DEFAULT_BREAKER,
      onChange: (state) => options.logger.warn({ subgraph: name, state }, 'a circuit breaker changed'),
    });
    const source =
      'executor' in target
        ? createInProcessSource({ name, executor: target.executor, timeoutMs })
        : createRemoteSource({ name, url: target.url, timeoutMs });
    const guarded = withBreaker(source, breaker);
    breakers[name] = breaker;
    sources[name] = telemetry ? withSpans(guarded, telemetry) : guarded;
  }
  const logger = apolloLogger(options.logger);
  disableVendorTelemetry();
  const plans = new LruCache<QueryPlan>(CACHED_PLAN_CHARACTERS);
  const gateway = new ApolloGateway({
    supergraphSdl,
    logger,
    __exposeQueryPlanExperimental: false,
    buildService: ({ name }) => {
      const source = sources[name];
      if (!source) {
        throw new Error(
          `The supergraph has a subgraph "${name}" that the gateway was not given. Known: ${Object.keys(sources).join(', ')}.`,
        );
      }
      return source;
    },
    queryPlannerConfig: {
      // Lets subgraphs in this process cache by the plan's own document instead of parsing text.
      exposeDocumentNodeInFetchNode: true,
      cache: {
        get: async (key) => plans.get(key),
        set: async (key, plan) => plans.set(key, plan, planWeight(plan)),
        delete: async (key) => plans.delete(key),
        clear: () => plans.clear(),
      },
    },
  });
  const { schema } = await gateway.load();
  teachScalars(schema);
  // The gateway's one public way to its planner; building a second one would double its memory. Versions are pinned.
  const planner = gateway.__testing().queryPlanner;
  if (!planner) throw new Error('@apollo/gateway has loaded no query planner.');
  const schemaHash = createHash('sha256')
    .update(supergraphSdl)
    .digest('hex') as GatewayRequestContext['schemaHash'];

  let onLoad: Parameters<GatewayInterface['onSchemaLoadOrUpdate']>[0] | undefined;
  return {
    gateway: {
      onSchemaLoadOrUpdate(callback) {
        onLoad = callback;
        return () => undefined;
      },
      async load() {
        onLoad?.({ apiSchema: schema, coreSupergraphSdl: supergraphSdl });
        return { executor: gateway.executor };
      },
      stop: () => gateway.stop(),
    },
    planner,
    schema,
    supergraphSdl,
    apiSchema: planner.supergraph.apiSchema(),
    supergraphSchema: planner.supergraph.schema.toGraphQLJSSchema(),
    sources,
    breakerStates: () =>
      Object.fromEntries(Object.entries(breakers).map(([name, breaker]) => [name, breaker.state])),
    planCache: plans,
    requestContext: ({ prepared, operationName, variables, context }) => ({
      request: { query: prepared.query, variables, ...(operationName ? { operationName } : {}) },
      logger,
      schema,
      schemaHash,
      context,
      cache: NO_CACHE,
      queryHash: '',
      document: prepared.document,
      source: prepared.query,
      operationName: prepared.operation.name?.value ?? null,
      operation: prepared.operation,
      metrics: {},
      overallCachePolicy: undefined,
    }),
    async close() {
      await Promise.all(Object.values(sources).map((source) => source.close()));
    },
  };
}

/**
 * A composed schema knows its scalars by name alone and would take anything for them. With the platform's own rules a
 * wrong date is refused at the door, before any subgraph is asked.
 */
function teachScalars(schema: GraphQLSchema): void {
  for (const { name, parseValue, parseLiteral } of [DateScalar, DateTimeScalar, DecimalScalar]) {
    const type = schema.getType(name);
    if (isScalarType(type)) Object.assign(type, { parseValue, parseLiteral });
  }
}

const NO_CACHE: GatewayRequestContext['cache'] = {
  get: async () => undefined,
  set: async () => undefined,
  delete: async () => false,
};

/** Apollo's libraries log plain messages; loading a schema is not news to an operator. */
export function apolloLogger(logger: Logger) {
  return {
    debug: (message?: unknown) => logger.debug({}, String(message)),
    info: (message?: unknown) => logger.debug({}, String(message)),
    warn: (message?: unknown) => logger.warn({}, String(message)),
    error: (message?: unknown) => logger.error({}, String(message)),
  };
}
