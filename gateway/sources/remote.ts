import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Pool, errors as undiciErrors } from 'undici';
import type { SubgraphRequest } from '#platform/graphql/executor.ts';
import { createRemoteStreams } from './remote-stream.ts';
import { retryQueries } from './retry.ts';
import { type SubgraphSource, subgraphTimedOut, subgraphUnavailable } from './source.ts';

interface RemoteAnswer {
  data?: Record<string, unknown> | null;
  errors?: GraphQLFormattedError[];
  extensions?: Record<string, unknown>;
}

const CONNECT_TIMEOUT_MS = 2_000;
const PING_TIMEOUT_MS = 2_000;
const CONNECTIONS = 64;

/** A subgraph behind an address: kept-alive HTTP connections for fetches, one WebSocket for all subscriptions. */
export function createRemoteSource(options: {
  name: string;
  url: string;
  timeoutMs: number;
}): SubgraphSource {
  const { name, timeoutMs } = options;
  const url = new URL(options.url);
  const path = url.pathname + url.search;
  const pool = new Pool(url.origin, {
    connections: CONNECTIONS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    // The deadline below covers the whole exchange; these would only add timers.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const wsUrl = new URL(options.url);
  wsUrl.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';

  const streams = createRemoteStreams({ name, url: wsUrl.href, timeoutMs });

  const send = async (request: SubgraphRequest, ms: number): Promise<RemoteAnswer> => {
    const { query, variables, operationName } = request;
    const response = await pool.request({
      path,
      method: 'POST',
      headers: {
        ...request.headers,
        'content-type': 'application/json',
        accept: 'application/json',
      },
      body: JSON.stringify({ query, variables, operationName }),
      signal: AbortSignal.timeout(ms),
    });
    const answer: unknown = await response.body.json().catch((error: unknown) => {
      throw new Error(`HTTP ${response.statusCode} without a JSON body`, { cause: error });
    });
    if (!isAnswer(answer)) throw new Error(`HTTP ${response.statusCode} without a GraphQL result`);
    return answer;
  };

  return {
    name,
    async process(process) {
      const { request } = process;
      try {
        const sent: SubgraphRequest = {
          query: request.query ?? '',
          variables: request.variables ?? {},
          ...(request.operationName ? { operationName: request.operationName } : {}),
          headers: process.kind === 'incoming operation' ? process.context.headersFor(name) : {},
        };
        const { data, errors, extensions } = await retryQueries(
          sent.query,
          timeoutMs,
          (ms) => send(sent, ms),
          isConnectionError,
        );
        if (extensions && process.kind === 'incoming operation') process.context.heardFrom(name, extensions);
        return errors?.length ? { data: data ?? null, errors } : { data: data ?? null };
      } catch (error) {
        if (error instanceof GraphQLError) throw error;
        if (isTimeout(error)) throw subgraphTimedOut(name, timeoutMs);
        throw subgraphUnavailable(name, error);
      }
    },
    subscribe: async (request) => streams.open(request),
    async ping() {
      await send({ query: '{ __typename }', headers: {} }, PING_TIMEOUT_MS);
    },
    close() {
      streams.close();
      return pool.destroy();
    },
  };
}

function isAnswer(value: unknown): value is RemoteAnswer {
  return typeof value === 'object' && value !== null && ('data' in value || 'errors' in value);
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

const CONNECTION_ERRORS = ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'UND_ERR_CONNECT_TIMEOUT'];

/** The subgraph was not reached, or a kept-alive connection was one that it had just closed. */
function isConnectionError(error: unknown): boolean {
  if (error instanceof undiciErrors.SocketError) return true;
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code !== undefined && CONNECTION_ERRORS.includes(code);
}
