import type { ExecutionResult } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { SubgraphRequest } from '#platform/graphql/executor.ts';
import { createPushStream } from '../push-stream.ts';
import { type EventStream, streamLost, subgraphUnavailable } from './source.ts';

/** Events that may wait for a slow client before its subscription is ended. */
const MAX_WAITING_EVENTS = 1_000;

/**
 * Opens one subscription on a subgraph over a WebSocket of its own, with the request's headers on the upgrade and in
 * `connection_init`, so that a subgraph verifies the identity as it does for HTTP. It never reconnects by itself.
 */
export async function openRemoteStream(options: {
  name: string;
  url: string;
  request: SubgraphRequest;
  timeoutMs: number;
}): Promise<EventStream> {
  const { name, url, request, timeoutMs } = options;
  const headers: Record<string, string> = {};
  for (const [key, value] of Object.entries(request.headers)) if (value !== undefined) headers[key] = value;

  class SubgraphSocket extends WebSocket {
    constructor(address: string, protocols: string | string[]) {
      super(address, protocols, { headers, handshakeTimeout: timeoutMs, perMessageDeflate: false });
    }
  }
  const client = createClient({
    url,
    webSocketImpl: SubgraphSocket,
    connectionParams: headers,
    connectionAckWaitTimeout: timeoutMs,
    keepAlive: 15_000,
    lazy: true,
    lazyCloseTimeout: 0,
    retryAttempts: 0,
    onNonLazyError: () => undefined,
  });

  let connected = false;
  client.on('connected', () => {
    connected = true;
  });
  const stream = createPushStream<ExecutionResult>({
    maxWaiting: MAX_WAITING_EVENTS,
    overflow: () => streamLost(name, new Error('the client reads too slowly')),
    onReturn: () => {
      unsubscribe();
      void client.dispose();
    },
  });
  const unsubscribe = client.subscribe<Record<string, unknown>, Record<string, unknown>>(
    {
      query: request.query,
      variables: request.variables ?? {},
      operationName: request.operationName ?? null,
    },
    {
      next: (event) => stream.push(event as ExecutionResult),
      error: (error) => {
        // A list is the subgraph's own answer to the operation; anything else is the connection.
        if (Array.isArray(error)) {
          stream.push({ errors: error });
          stream.end();
        } else {
          stream.fail(
            connected ? streamLost(name, asError(error)) : subgraphUnavailable(name, asError(error)),
          );
        }
      },
      complete: () => stream.end(),
    },
  );
  return stream.iterator;
}

/** Close events are not errors, and say in `code` and `reason` why. */
function asError(value: unknown): Error {
  if (value instanceof Error) return value;
  const { code, reason } = (value ?? {}) as { code?: unknown; reason?: unknown };
  return new Error(`connection closed: ${String(code ?? 'no code')} ${String(reason ?? '')}`.trim());
}
