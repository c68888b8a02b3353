import { operationFromDocument } from '@apollo/federation-internals';
import { buildOperationContext, executeQueryPlan, type GraphQLDataSource } from '@apollo/gateway';
import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { type ExecutionResult, GraphQLError, getVariableValues } from 'graphql';
import { LruCache } from '#platform/cache/lru.ts';
import { PLACE_EXTENSION, POSITION_EXTENSION } from '#platform/graphql/executor.ts';
import type { Identity } from '#platform/identity/identity.ts';
import type { IdentitySigner } from '#platform/identity/internal-token.ts';
import type { Logger } from '#platform/log/index.ts';
import { correlationIdFrom, createRequestContext, type RequestContext } from './context.ts';
import type { PreparedOperation } from './documents.ts';
import { gatewayError } from './errors.ts';
import type { PlaceMark } from './place-mark.ts';
import { createSharedStreams } from './shared-streams.ts';
import { createSharing } from './sharing.ts';
import { type EventStream, streamLost } from './sources/source.ts';
import { planWeight, type SupergraphRuntime } from './supergraph.ts';

interface SubscriptionRequest {
  prepared: PreparedOperation;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  context: RequestContext;
}

export interface Subscriptions {
  /**
   * Opens the subscription; resolves to a stream of complete results with marks of places between them, or to the errors
   * that refused it.
   */
  open(request: SubscriptionRequest): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult>;
}

interface SubscriptionPlan {
  primary: FetchNode;
  /** What to run for each event: the primary fetch, answered by the event, and then the rest. */
  perEvent: QueryPlan;
}

const CACHED_PLAN_CHARACTERS = 500_000;

/**
 * Subscriptions through Apollo's planner, whose own executor refuses them: the plan's primary fetch is opened as a
 * stream on its subgraph, and each event runs the whole plan with that fetch already answered.
 */
export function createSubscriptions(
  runtime: SupergraphRuntime,
  signer: IdentitySigner,
  logger: Logger,
): Subscriptions {
  const plans = new LruCache<SubscriptionPlan>(CACHED_PLAN_CHARACTERS);
  const positions = new WeakMap<ExecutionResult, bigint>();
  const marks = new WeakMap<object, PlaceMark>();
  const shared = createSharedStreams({
    positionOf: (result) => positions.get(result),
    markOf: (result) => marks.get(result),
  });
  /** Notes what the subgraph says of the place of an event. A mark is its own. */
  function notePlace(result: ExecutionResult, { extensions }: ExecutionResult): void {
    const position = extensions?.[POSITION_EXTENSION];
    const place = extensions?.[PLACE_EXTENSION];
    if (typeof position !== 'string' || !/^\d{1,20}$/.test(position)) return;
    positions.set(result, BigInt(position));
    if (typeof place !== 'string') return;
    const mark: PlaceMark = { place };
    positions.set(mark, BigInt(position));
    marks.set(result, mark);
  }
  const sharing = createSharing(runtime.supergraphSdl, runtime.schema);
  /** Of a stream that many share, and that knows none of them. */
  const contextOf = (identity: Identity): RequestContext =>
    createRequestContext(signer, {
      identity,
      correlationId: correlationIdFrom(undefined),
      idempotencyKey: undefined,
      clientIp: undefined,
      userAgent: undefined,
    });

  const planFor = ({ prepared, operationName }: SubscriptionRequest): SubscriptionPlan => {
    const key = `${operationName ?? ''}\n${prepared.query}`;
    const known = plans.get(key);
    if (known) return known;
    const operation = operationFromDocument(runtime.apiSchema, prepared.document, {
      ...(operationName ? { operationName } : {}),
    });
    const { node } = runtime.planner.buildQueryPlan(operation);
    if (node?.kind !== 'Subscription')
      throw new Error(`The planner made no subscription plan but ${node?.kind}`);
    const perEvent: PlanNode = node.rest
      ? { kind: 'Sequence', nodes: [node.primary, node.rest] }
      : node.primary;
    const plan: SubscriptionPlan = { primary: node.primary, perEvent: { kind: 'QueryPlan', node: perEvent } };
    plans.set(key, plan, planWeight(plan.perEvent));
    return plan;
  };

  return {
    async open(request) {
      const { prepared, variables } = request;
      const invalid = getVariableValues(
        runtime.schema,
        prepared.operation.variableDefinitions ?? [],
        variables,
      ).errors;
      if (invalid) return { errors: invalid.map((error) => gatewayError('BAD_INPUT', error.message)) };

      const share = sharing.of({ ...request, identity: request.context.identity });
      if (!share) return openOwn(request);
      const { key, identity, variables: common } = share;
      const together = { ...request, variables: common };
      const open = () => openOwn(identity ? { ...together, context: contextOf(identity) } : together);
      return share.resumes ? shared.resume(key, open, () => openOwn(request)) : shared.join(key, open);
    },
  };

  async function openOwn(
    request: SubscriptionRequest,
  ): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
    const { variables, context } = request;
    const plan = planFor(request);
    const { primary } = plan;
    const source = runtime.sources[primary.serviceName];
    if (!source) throw new Error(`No source for subgraph ${primary.serviceName}`);
    const opened = await source.subscribe({
      query: primary.operation,
      variables: pick(variables, primary.variableUsages),
      ...(primary.operationDocumentNode ? { document: primary.operationDocumentNode } : {}),
      ...(primary.operationName ? { operationName: primary.operationName } : {}),
      headers: context.headersFor(primary.serviceName),
    });
    if (!isStream(opened)) return opened;
    return completeEach(opened, primary.serviceName, async (event) => {
      if (event.data === undefined && !event.errors) {
        notePlace(event, event);
        const mark = marks.get(event);
        if (mark) return mark;
      }
      // One event that cannot be completed is an error of its own and not the end of the stream.
      const result = await completeEvent(runtime, logger, request, plan, event).catch((error: unknown) => ({
        data: null,
        errors: [asGraphQLError(error)],
      }));
      notePlace(result, event);
      return result;
    });
  }
}

/** Runs the plan for one event. Two fetches of one subgraph are told apart because the primary always comes first. */
async function completeEvent(
  runtime: SupergraphRuntime,
  logger: Logger,
  request: SubscriptionRequest,
  plan: SubscriptionPlan,
  event: ExecutionResult,
): Promise<ExecutionResult> {
  if (event.data === undefined) return { ...(event.errors ? { errors: event.errors } : {}) };
  const { prepared, operationName, variables, context } = request;
  const name = plan.primary.serviceName;
  const source = runtime.sources[name] as GraphQLDataSource;
  let answered = false;
  const fromEvent: GraphQLDataSource = {
    process(options) {
      if (answered) return source.process(options);
      answered = true;
      return Promise.resolve({ data: event.data ?? null, ...(event.errors ? { errors: event.errors } : {}) });
    },
  };
  const requestContext = runtime.requestContext({ prepared, operationName, variables, context, logger });
  const { data, errors } = await executeQueryPlan(
    plan.perEvent,
    { ...runtime.sources, [name]: fromEvent },
    requestContext,
    buildOperationContext({
      schema: runtime.schema,
      operationDocument: prepared.document,
      ...(operationName ? { operationName } : {}),
    }),
    runtime.supergraphSchema,
    runtime.apiSchema,
  );
  // Without the extensions, which are diagnostics of the planner that name inner fields.
  return { ...(data === undefined ? {} : { data }), ...(errors ? { errors } : {}) };
}

/**
 * Maps a stream, one event at a time, in order. Written by hand because an async generator that waits for its source
 * cannot be returned until the source gives something, and a client that leaves must free the source at once.
 */
function completeEach(
  source: EventStream,
  name: string,
  complete: (event: ExecutionResult) => Promise<ExecutionResult>,
): AsyncGenerator<ExecutionResult> {
  const DONE: IteratorReturnResult<undefined> = { value: undefined, done: true };
  let finished = false;
  let waiting: ((result: IteratorResult<ExecutionResult>) => void) | undefined;

  const stop = (): Promise<IteratorReturnResult<undefined>> => {
    if (!finished) {
      finished = true;
      waiting?.(DONE);
      waiting = undefined;
      // Not awaited: a source that waits in a generator answers only after its next event.
      source.return?.()?.catch(() => undefined);
    }
    return Promise.resolve(DONE);
  };

  const pull = async (): Promise<IteratorResult<ExecutionResult>> => {
    const { value, done } = await source.next();
    if (done || finished) {
      finished = true;
      return DONE;
    }
    return { value: await complete(value), done: false };
  };

  return {
    next: () => {
      if (finished) return Promise.resolve(DONE);
      return new Promise((resolve, reject) => {
        waiting = resolve;
        pull().then(
          (result) => {
            waiting = undefined;
            resolve(result);
          },
          (error: unknown) => {
            waiting = undefined;
            void stop();
            // A raw error would break the transport that serialises it.
            reject(asGraphQLError(streamLost(name, error)));
          },
        );
      });
    },
    return: stop,
    throw: stop,
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      await stop();
    },
  };
}

function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const original = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(original.message, { originalError: original });
}

function pick(
  values: Record<string, unknown>,
  names: readonly string[] | undefined,
): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const name of names ?? []) if (Object.hasOwn(values, name)) picked[name] = values[name];
  return picked;
}

function isStream(value: EventStream | ExecutionResult): value is EventStream {
  return 'next' in value && typeof value.next === 'function';
}
