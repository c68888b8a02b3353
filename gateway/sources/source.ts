import type { GraphQLDataSource } from '@apollo/gateway';
import type { ExecutionResult } from 'graphql';
import type { SubgraphRequest } from '#platform/graphql/executor.ts';
import type { RequestContext } from '../context.ts';
import { codeOf, gatewayError } from '../errors.ts';

export type EventStream = AsyncIterator<ExecutionResult>;

/** One subgraph as the gateway uses it: fetches for query plans, streams for subscriptions. */
export interface SubgraphSource extends GraphQLDataSource<RequestContext> {
  readonly name: string;
  /** Opens a stream, or gives the errors with which the subgraph refused it. */
  subscribe(request: SubgraphRequest): Promise<EventStream | ExecutionResult>;
  /** Rejects when the subgraph does not answer; absent for one in this process. */
  ping?(): Promise<void>;
  close(): Promise<void>;
}

/** What a client reads when a subgraph took too long. */
export const subgraphTimedOut = (name: string, ms: number) =>
  gatewayError(
    'TIMEOUT',
    `The "${name}" subgraph did not answer within ${ms} ms. Try again, or ask for less.`,
    {
      dependency: name,
    },
  );

/** What a client reads when a subgraph cannot be reached; the cause is for the log. */
export const subgraphUnavailable = (name: string, cause?: unknown) =>
  gatewayError('UNAVAILABLE', `The "${name}" subgraph cannot be reached at the moment. Try again shortly.`, {
    dependency: name,
    cause,
  });

/**
 * What a client reads when the stream behind its subscription broke. Events in between are lost to this stream, so it
 * ends instead of reconnecting in silence: the client subscribes again and re-reads what it may have missed.
 */
export const streamLost = (name: string, cause?: unknown) =>
  codeOf(cause) === 'INTERNAL'
    ? gatewayError(
        'UNAVAILABLE',
        `The event stream of the "${name}" subgraph was lost. Subscribe again, and re-read what you may have missed.`,
        { dependency: name, cause },
      )
    : (cause as Error);
