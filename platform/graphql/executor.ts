import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import { AppError, messageOf } from '../errors/index.ts';
import { IDENTITY_HEADER, type IdentityVerifier } from '../identity/internal-token.ts';
import type { Logger } from '../log/index.ts';
import { databaseOutage } from '../postgres/outage.ts';
import type { Telemetry } from '../telemetry/index.ts';
import type { SubgraphContext } from './context.ts';
import { REFRESH_TOKEN_HEADER, SESSION_EXTENSION, SESSION_MODE_HEADER } from './session.ts';

export interface SubgraphRequest {
  query: string;
  /** The parsed query, when the caller has it; it is trusted to be what `query` says. */
  document?: DocumentNode;
  variables?: Record<string, unknown>;
  operationName?: string;
  /** Lower-case names. */
  headers: Record<string, string | undefined>;
}

/** A subgraph as the gateway meets it, in its own process or behind HTTP. */
export interface SubgraphExecutor {
  execute(request: SubgraphRequest): Promise<ExecutionResult>;
  subscribe(request: SubgraphRequest): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
}

const DOCUMENT_CACHE = 2_000;
/**
 * Extension of a subscription's result: where its event stands among all events, as a whole number in decimal. It is for
 * the gateway, which tells by it what two streams have in common. An event that has a `position` gets it.
 */
export const POSITION_EXTENSION = 'position';
/**
 * Extension of a subscription's result: what a client gives as `after` to be told what came later. An event that has a
 * `place` gets it.
 */
export const PLACE_EXTENSION = 'place';

/**
 * What a subscription's source may tell between two events: everything up to here has been told. Its result has the
 * extensions `position` and `place`, and no data.
 */
export class StreamMark {
  readonly position: string;
  readonly place: string;

  constructor(position: string, place: string) {
    this.position = position;
    this.place = place;
  }
}

/** Where an event says that it stands. */
function extensionsOf(event: unknown): Record<string, string> | undefined {
  if (typeof event !== 'object' || event === null) return undefined;
  const found = Object.entries(event).filter(
    ([name, value]) => (name === POSITION_EXTENSION || name === PLACE_EXTENSION) && typeof value === 'string',
  );
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

const isIterable = (value: AsyncIterable<unknown> | ExecutionResult): value is AsyncIterable<unknown> =>
  Symbol.asyncIterator in value;

export function createSubgraphExecutor(options: {
  name: string;
  schema: GraphQLSchema;
  verifier: IdentityVerifier;
  logger: Logger;
  /** A span for every execution, below the gateway's. */
  telemetry?: Telemetry | undefined;
}): SubgraphExecutor {
  const { telemetry } = options;
  const documents = new Map<string, DocumentNode | readonly GraphQLError[]>();

  function documentOf(request: SubgraphRequest): DocumentNode | readonly GraphQLError[] {
    const known = documents.get(request.query);
    if (known) return known;
    let result: DocumentNode | readonly GraphQLError[];
    try {
      const document = request.document ?? parse(request.query, { maxTokens: 20_000 });
      const errors = validate(options.schema, document);
      result = errors.length > 0 ? errors : document;
    } catch (error) {
      result = [error instanceof GraphQLError ? error : new GraphQLError(messageOf(error))];
    }
    if (documents.size >= DOCUMENT_CACHE) documents.clear();
    documents.set(request.query, result);
    return result;
  }

  function contextOf(headers: SubgraphRequest['headers']): SubgraphContext {
    const { identity, trusted } = options.verifier.verify(headers[IDENTITY_HEADER]);
    return {
      identity,
      correlationId: (trusted ? headers['x-correlation-id'] : undefined) ?? crypto.randomUUID(),
      idempotencyKey: trusted ? headers['idempotency-key'] : undefined,
      clientIp: trusted ? headers['x-mg-client-ip'] : undefined,
      userAgent: trusted ? headers['x-mg-user-agent'] : undefined,
      session: {
        mode: trusted && headers[SESSION_MODE_HEADER] === 'cookie' ? 'cookie' : 'bearer',
        refreshToken: trusted ? headers[REFRESH_TOKEN_HEADER] : undefined,
      },
      loaders: new Map(),
    };
  }

  /** Expected failures keep their code and message; anything else is logged and masked. */
  function present(error: GraphQLError, context: SubgraphContext): GraphQLError {
    const outage = databaseOutage(error.originalError);
    const cause = outage ?? error.originalError;
    const { correlationId } = context;
    if (outage)
      options.logger.error({ err: outage.cause, correlationId }, `${options.name}: PostgreSQL is away`);
    if (cause instanceof AppError) {
      return new GraphQLError(cause.message, {
        ...(error.nodes ? { nodes: error.nodes } : {}),
        ...(error.path ? { path: error.path } : {}),
        extensions: {
          code: cause.code,
          correlationId,
          ...(cause.inputPath ? { argumentPath: cause.inputPath } : {}),
        },
      });
    }
    const code = error.extensions.code;
    // Without an original error, or with one of graphql's own, the request is at fault.
    if (!cause || code === 'BAD_INPUT' || (cause instanceof GraphQLError && typeof code === 'string')) {
      error.extensions.code ??= 'BAD_INPUT';
      error.extensions.correlationId = correlationId;
      return error;
    }
    options.logger.error(
      { err: cause, correlationId, path: error.path },
      `${options.name}: unexpected error`,
    );
    return new GraphQLError(
      'Something went wrong on our side. Try again; if it stays, name the correlation id to support.',
      {
        ...(error.path ? { path: error.path } : {}),
        extensions: { code: 'INTERNAL', correlationId },
      },
    );
  }

  const presentAll = (result: ExecutionResult, context: SubgraphContext): ExecutionResult =>
    result.errors ? { ...result, errors: result.errors.map((error) => present(error, context)) } : result;

  /** Why a subscription ends before its time: whoever subscribes again goes on after the last event. */
  function lost(error: unknown, context: SubgraphContext): GraphQLError {
    if (error instanceof AppError)
      return present(new GraphQLError(error.message, { originalError: error }), context);
    const { correlationId } = context;
    options.logger.warn({ err: error, correlationId }, `${options.name}: a subscription was lost`);
    return new GraphQLError('The subscription was interrupted. Subscribe again after the last event.', {
      extensions: { code: 'UNAVAILABLE', dependency: options.name, correlationId },
    });
  }

  function argsOf(request: SubgraphRequest, context: SubgraphContext): ExecutionArgs | ExecutionResult {
    const document = documentOf(request);
    if (!('kind' in document)) return { errors: document.map((error) => present(error, context)) };
    return {
      schema: options.schema,
      document,
      contextValue: context,
      ...(request.variables ? { variableValues: request.variables } : {}),
      ...(request.operationName ? { operationName: request.operationName } : {}),
    };
  }

  return {
    async execute(request) {
      const context = contextOf(request.headers);
      const args = argsOf(request, context);
      if (!('schema' in args)) return args;
      const run = async () => execute(args);
      const executed = await (telemetry
        ? telemetry.span(
            `execute ${options.name}`,
            {
              kind: 'server',
              // A stranger's would let it write into our traces.
              traceparent: options.verifier.verify(request.headers[IDENTITY_HEADER]).trusted
                ? request.headers.traceparent
                : undefined,
              attributes: { 'merchantgraph.correlation_id': context.correlationId },
            },
            run,
          )
        : execute(args));
      const result = presentAll(executed, context);
      const { answer } = context.session;
      if (answer === undefined) return result;
      return { ...result, extensions: { ...result.extensions, [SESSION_EXTENSION]: answer } };
    },
    async subscribe(request) {
      const context = contextOf(request.headers);
      const args = argsOf(request, context);
      if (!('schema' in args)) return args;
      const source = await createSourceEventStream(args);
      if (!isIterable(source)) return presentAll(source, context);
      const events = source[Symbol.asyncIterator]();
      const presented: AsyncIterableIterator<ExecutionResult> = {
        [Symbol.asyncIterator]() {
          return presented;
        },
        async next() {
          const item = await events.next().catch((error: unknown) => {
            throw lost(error, context);
          });
          if (item.done) return { done: true, value: undefined };
          const place = extensionsOf(item.value);
          if (item.value instanceof StreamMark && place) return { done: false, value: { extensions: place } };
          // Every event is a request of its own: what was loaded for the last one may have changed.
          context.loaders.clear();
          const result = presentAll(await execute({ ...args, rootValue: item.value }), context);
          if (!place) return { done: false, value: result };
          return { done: false, value: { ...result, extensions: { ...result.extensions, ...place } } };
        },
        async return() {
          await events.return?.();
          return { done: true, value: undefined };
        },
        async throw(error) {
          await events.throw?.(error);
          return { done: true, value: undefined };
        },
      };
      return presented;
    },
  };
}
