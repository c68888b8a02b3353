import type { ExecutionResult } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { SubgraphRequest } from '#platform/graphql/executor.ts';
import { HEADERS_EXTENSION } from '#platform/graphql/listen.ts';
import { createPushStream } from '../push-stream.ts';
import { type EventStream, streamLost, subgraphUnavailable } from './source.ts';

/** Events that may wait for a slow client before its subscription is ended. */
const MAX_WAITING_EVENTS = 1_000;

/** The subscriptions of a subgraph. */
export interface RemoteStreams {
  open(request: SubgraphRequest): EventStream;
  close(): void;
}

/** The connection is kept this long after its last subscription has ended. */
const IDLE_MS = 10_000;

/**
 * Opens subscriptions on a subgraph, all over one WebSocket: a connection for each would cost both sides tens of
 * kilobytes. A request's headers travel in the extensions of its operation, so that the subgraph verifies each identity
 * as it does for HTTP. It never reconnects by itself: when the connection is lost every subscription over it ends, and
 * the next one opens another.
 */
export function createRemoteStreams(options: {
  name: string;
  url: string;
  timeoutMs: number;
}): RemoteStreams {
  const { name, url, timeoutMs } = options;

  class SubgraphSocket extends WebSocket {
    constructor(address: string, protocols: string | string[]) {
      super(address, protocols, { handshakeTimeout: timeoutMs, perMessageDeflate: false });
    }
  }
  let connected = false;
  /** How often the connection has been opened. */
  let opened = 0;
  const client = createClient({
    url,
    webSocketImpl: SubgraphSocket,
    connectionAckWaitTimeout: timeoutMs,
    keepAlive: 15_000,
    lazy: true,
    lazyCloseTimeout: IDLE_MS,
    retryAttempts: 0,
    onNonLazyError: () => undefined,
    on: {
      connected() {
        connected = true;
        opened += 1;
      },
      closed() {
        connected = false;
      },
    },
  });

  return {
    open(request) {
      const headers: Record<string, string> = {};
      for (const [key, value] of Object.entries(request.headers))
        if (value !== undefined) headers[key] = value;
      const [wasConnected, openedBefore] = [connected, opened];
      const stream = createPushStream<ExecutionResult>({
        maxWaiting: MAX_WAITING_EVENTS,
        overflow: () => streamLost(name, new Error('the client reads too slowly')),
        onReturn: () => unsubscribe(),
      });
      const unsubscribe = client.subscribe<Record<string, unknown>, Record<string, unknown>>(
        {
          query: request.query,
          variables: request.variables ?? {},
          operationName: request.operationName ?? null,
          extensions: { [HEADERS_EXTENSION]: headers },
        },
        {
          next: (event) => stream.push(event as ExecutionResult),
          error: (error) => {
            // A list is the subgraph's own answer to the operation; anything else is the connection.
            if (Array.isArray(error)) {
              stream.push({ errors: error });
              stream.end();
            } else {
              const reached = wasConnected || opened > openedBefore;
              stream.fail(
                reached ? streamLost(name, asError(error)) : subgraphUnavailable(name, asError(error)),
              );
            }
          },
          complete: () => stream.end(),
        },
      );
      return stream.iterator;
    },
    close: () => void client.dispose(),
  };
}

/** Close events are not errors, and say in `code` and `reason` why. */
function asError(value: unknown): Error {
  if (value instanceof Error) return value;
  const { code, reason } = (value ?? {}) as { code?: unknown; reason?: unknown };
  return new Error(`connection closed: ${String(code ?? 'no code')} ${String(reason ?? '')}`.trim());
}
