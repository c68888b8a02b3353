import type { ApolloServer } from '@apollo/server';
import type {
  ExecutionArgs,
  ExecutionResult,
  FormattedExecutionResult,
  GraphQLError,
  GraphQLFormattedError,
} from 'graphql';
import {
  correlationIdFrom,
  createRequestContext,
  idempotencyKeyFrom,
  type RequestContext,
} from './context.ts';
import { withDeadline } from './deadline.ts';
import type { Deprecation } from './deprecations.ts';
import type { PreparedOperation } from './documents.ts';
import type { Door } from './door.ts';
import { codeOf, gatewayError } from './errors.ts';
import type { GatewayMetrics, Outcome } from './metrics.ts';
import type { GatewayLimits } from './options.ts';
import { isPlaceMark } from './place-mark.ts';
import type { Subscriptions } from './subscription.ts';

/** What a `subscribe` message of graphql-ws carries. */
interface SocketPayload {
  readonly query: string;
  readonly operationName?: string | undefined | null;
  readonly variables?: Record<string, unknown> | undefined | null;
  readonly extensions?: Record<string, unknown> | undefined | null;
}

/** What an operation needs to know of the connection it came over. */
interface SocketClient {
  authorization: string | undefined;
  /** Its requests carry an Origin, so that a page sends them. */
  fromBrowser: boolean;
  clientIp: string | undefined;
  userAgent: string | undefined;
  running: number;
  /** Told of every operation that was refused because there were too many. */
  onFlood(): void;
}

interface SocketOperation {
  prepared: PreparedOperation;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  context: RequestContext;
  client: SocketClient;
  tellPlace: (place: string) => void;
}

/** How operations over a WebSocket are prepared, run and answered. Nothing here throws past graphql-ws. */
export interface Operations {
  prepareForSocket(request: {
    payload: SocketPayload;
    connection: SocketClient;
    open: number;
    /** Tells the client after which place its subscription goes on. */
    tellPlace: (place: string) => void;
  }): Promise<ExecutionArgs | readonly GraphQLError[]>;
  executeForSocket(args: ExecutionArgs): Promise<ExecutionResult>;
  subscribeForSocket(args: ExecutionArgs): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult>;
  publicResult(result: ExecutionResult, payload: SocketPayload): FormattedExecutionResult;
  publicErrors(errors: readonly GraphQLError[], payload: SocketPayload): readonly GraphQLFormattedError[];
}

export interface OperationsOptions {
  apollo: ApolloServer<RequestContext>;
  door: Door;
  subscriptions: Subscriptions;
}

export function createOperations(options: OperationsOptions): Operations {
  const { apollo, door, subscriptions } = options;
  const { documents, metrics, limits, reporter, telemetry } = door;
  /** Correlation ids by message, since graphql-ws hands the message and not the operation to its last hooks. */
  const correlationIds = new WeakMap<SocketPayload, string>();
  const correlationIdOf = (payload: SocketPayload): string => {
    const known = correlationIds.get(payload);
    if (known) return known;
    const id = correlationIdFrom(payload.extensions?.correlationId);
    correlationIds.set(payload, id);
    return id;
  };
  const operationOf = (args: ExecutionArgs): SocketOperation => args.contextValue as SocketOperation;

  /** Runs `work` as one measured request. */
  const measured = async <T>(
    operation: SocketOperation,
    work: () => Promise<T>,
    outcomeOf: (value: T) => Outcome,
  ) => {
    const started = performance.now();
    let outcome: Outcome = 'error';
    try {
      const value = await work();
      outcome = outcomeOf(value);
      return value;
    } finally {
      const seconds = (performance.now() - started) / 1000;
      metrics.request('websocket', operation.prepared.operation.operation, outcome, seconds);
    }
  };

  return {
    async prepareForSocket({ payload, connection, open, tellPlace }) {
      try {
        if (open > limits.maxOperationsPerConnection) {
          throw gatewayError(
            'RATE_LIMITED',
            `This connection has ${limits.maxOperationsPerConnection} operations open, which is the limit. Complete some first.`,
            { limit: 'operations per connection' },
          );
        }
        const correlationId = correlationIdOf(payload);
        // Again for every operation: the token may have expired or been revoked since the connection was opened.
        const { authorization, clientIp, userAgent } = connection;
        const variables = payload.variables ?? {};
        const { identity } = await door.admit({ authorization, address: clientIp, variables });
        const idempotencyKey = idempotencyKeyFrom(payload.extensions?.idempotencyKey);
        const operationName = payload.operationName || undefined;
        const text = door.trusted.textOf(
          {
            query: payload.query,
            documentId: payload.extensions?.documentId,
            extensions: payload.extensions,
          },
          connection.fromBrowser,
        );
        const prepared = documents.prepare(text, operationName);
        if ('errors' in prepared) return prepared.errors;
        const cost = await door.admitOperation({ prepared, variables, identity, address: clientIp });
        const context = createRequestContext(door.signer, {
          identity,
          correlationId,
          idempotencyKey,
          clientIp,
          userAgent,
          telemetry,
        });
        context.cost = cost;
        context.deprecations = door.deprecationsOf(prepared.document, prepared.operation, variables);
        const operation: SocketOperation = {
          prepared,
          operationName,
          variables,
          client: connection,
          context,
          tellPlace,
        };
        return {
          schema: documents.schema,
          document: prepared.document,
          ...(operationName ? { operationName } : {}),
          contextValue: operation,
        };
      } catch (error) {
        if (codeOf(error) === 'RATE_LIMITED') connection.onFlood();
        return [reporter.wrap(error)];
      }
    },

    async executeForSocket(args) {
      const operation = operationOf(args);
      const { prepared, operationName, variables, context, client } = operation;
      client.running++;
      try {
        return await measured(
          operation,
          async () => {
            const running = door.traced(prepared, context, () =>
              apollo.executeOperation(
                { query: prepared.query, variables, ...(operationName ? { operationName } : {}) },
                { contextValue: context },
              ),
            );
            const { body } = await withDeadline(running, limits.requestTimeoutMs, () =>
              requestTimedOut(limits),
            );
            if (body.kind !== 'single') throw new Error('Incremental delivery is not supported.');
            return body.singleResult as ExecutionResult;
          },
          outcomeOf,
        );
      } catch (error) {
        return { errors: [reporter.wrap(error)] };
      } finally {
        client.running--;
      }
    },

    async subscribeForSocket(args) {
      const operation = operationOf(args);
      const { prepared, operationName, variables, context } = operation;
      try {
        const opened = await measured(
          operation,
          () =>
            door.traced(prepared, context, () =>
              subscriptions.open({ prepared, operationName, variables, context }),
            ),
          (value) => ('next' in value ? 'ok' : 'error'),
        );
        if (!('next' in opened)) return opened;
        return countWhileOpen(placesTold(opened, operation.tellPlace), metrics, context.deprecations);
      } catch (error) {
        return { errors: [reporter.wrap(error)] };
      }
    },

    publicResult(result, payload) {
      // The very same, which is written as text once for all who are told it.
      if (!result.errors?.length) return result as FormattedExecutionResult;
      return { ...result, errors: reporter.publish(result.errors, correlationIdOf(payload)) };
    },

    publicErrors: (errors, payload) => reporter.publish(errors, correlationIdOf(payload)),
  };
}

export const requestTimedOut = (limits: GatewayLimits) =>
  gatewayError(
    'TIMEOUT',
    `The request was not answered within ${limits.requestTimeoutMs} ms. Ask for less, or try again.`,
    { limit: 'request time' },
  );

/** Whole, partial or failed. */
export function outcomeOf(result: { data?: unknown; errors?: readonly unknown[] | undefined }): Outcome {
  if (!result.errors?.length) return 'ok';
  return result.data === null || result.data === undefined ? 'error' : 'partial';
}

/** Takes the marks out of a stream and tells them, each after the results before it have been sent. */
function placesTold(
  stream: AsyncGenerator<ExecutionResult>,
  tell: (place: string) => void,
): AsyncGenerator<ExecutionResult> {
  return {
    async next() {
      for (;;) {
        const result = await stream.next();
        if (result.done || !isPlaceMark(result.value)) return result;
        tell(result.value.place);
      }
    },
    return: (value) => stream.return(value),
    throw: (error) => stream.throw(error),
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: () => stream[Symbol.asyncDispose](),
  };
}

function countWhileOpen(
  stream: AsyncGenerator<ExecutionResult>,
  metrics: GatewayMetrics,
  deprecations: readonly Deprecation[] = [],
): AsyncGenerator<ExecutionResult> {
  let open = true;
  let told = deprecations.length === 0;
  metrics.subscriptionOpened();
  const close = () => {
    if (open) metrics.subscriptionClosed();
    open = false;
  };
  return {
    async next() {
      try {
        const result = await stream.next();
        if (result.done) close();
        if (result.done || told) return result;
        // Once is enough; the result itself may be shared with other subscribers.
        told = true;
        return { done: false, value: { ...result.value, extensions: { deprecations } } };
      } catch (error) {
        close();
        throw error;
      }
    },
    return(value) {
      close();
      return stream.return(value);
    },
    throw(error) {
      close();
      return stream.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      close();
      await stream[Symbol.asyncDispose]();
    },
  };
}
