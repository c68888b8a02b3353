import { type ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OperationTypeNode } from 'graphql';
import type { Identity } from '#platform/identity/identity.ts';
import type { IdentitySigner } from '#platform/identity/internal-token.ts';
import {
  correlationIdFrom,
  createRequestContext,
  idempotencyKeyFrom,
  type RequestContext,
  userAgentFrom,
} from './context.ts';
import { withDeadline } from './deadline.ts';
import type { Documents } from './documents.ts';
import { gatewayError, statusOf } from './errors.ts';
import type { GatewayMetrics, OperationKind, Outcome } from './metrics.ts';
import { requestTimedOut } from './operations.ts';
import type { GatewayLimits } from './options.ts';
import type { ErrorReporter } from './reporter.ts';

export interface HttpOptions {
  apollo: ApolloServer<RequestContext>;
  documents: Documents;
  signer: IdentitySigner;
  authenticate: (authorization: string | undefined) => Promise<Identity>;
  metrics: GatewayMetrics;
  limits: GatewayLimits;
  reporter: ErrorReporter;
  corsOrigins: readonly string[];
}

const GRAPHQL_PATH = '/graphql';
const JSON_TYPE = 'application/json; charset=utf-8';
const RESPONSE_TYPE = 'application/graphql-response+json; charset=utf-8';
const DRAIN_BYTES = 64 * 1024 * 1024;
const DRAIN_MS = 5_000;

/** GraphQL over HTTP at `/graphql`: the checks of the door, and then Apollo Server. */
export function serveGraphqlOverHttp(app: FastifyInstance, options: HttpOptions): void {
  const { apollo, documents, metrics, limits, reporter } = options;
  const correlationIds = new WeakMap<FastifyRequest, string>();
  const correlationIdOf = (request: FastifyRequest): string => {
    const known = correlationIds.get(request);
    if (known) return known;
    const id = correlationIdFrom(request.headers['x-correlation-id']);
    correlationIds.set(request, id);
    return id;
  };

  const sendErrors = (
    request: FastifyRequest,
    reply: FastifyReply,
    errors: readonly unknown[],
  ): FastifyReply => {
    const correlationId = correlationIdOf(request);
    const status = statusOf(errors[0]);
    if (status === 401)
      reply.header('www-authenticate', 'Bearer realm="merchantgraph", error="invalid_token"');
    return reply
      .code(status)
      .header('x-correlation-id', correlationId)
      .header('cache-control', 'no-store')
      .type(prefersResponseType(request.headers.accept) ? RESPONSE_TYPE : JSON_TYPE)
      .send(JSON.stringify({ errors: reporter.publish(errors, correlationId) }));
  };

  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: limits.maxBodyBytes },
    (_request, body, done) => {
      try {
        done(null, JSON.parse(String(body)));
      } catch (error) {
        done(
          gatewayError(
            'BAD_INPUT',
            `The request body is not valid JSON: ${(error as Error).message.slice(0, 200)}`,
          ),
        );
      }
    },
  );

  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const known = describeTransportError(error, request, limits);
    if (known) await drain(request);
    return sendErrors(request, reply, [known ?? error]);
  });

  /** Runs one request; what it throws is answered as an error of the whole request. */
  const run = async (request: FastifyRequest, facts: { kind: OperationKind; outcome: Outcome }) => {
    const { headers, method } = request;
    const context = createRequestContext(options.signer, {
      identity: await options.authenticate(headers.authorization),
      correlationId: correlationIdOf(request),
      idempotencyKey: idempotencyKeyFrom(headers['idempotency-key']),
      clientIp: request.ip,
      userAgent: userAgentFrom(headers['user-agent']),
    });
    const { query, operationName } = requestedOperation(request);
    const prepared = documents.prepare(query, operationName);
    if ('errors' in prepared) throw new RequestErrors(prepared.errors);
    facts.kind = prepared.operation.operation;
    if (facts.kind === OperationTypeNode.SUBSCRIPTION) throw subscriptionOverHttp(request);

    const httpGraphQLRequest = {
      method,
      headers: headerMap(request),
      search: request.url.slice(request.url.indexOf('?') + 1),
      body: request.body,
    };
    const running = apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest,
      context: async () =>
        Object.assign(context, { onOutcome: (outcome: Outcome) => (facts.outcome = outcome) }),
    });
    return withDeadline(running, limits.requestTimeoutMs, () => requestTimedOut(limits));
  };

  app.addHook('onRequest', async (request, reply) => {
    if (request.url.split('?', 1)[0] !== GRAPHQL_PATH) return;
    const { origin } = request.headers;
    if (origin === undefined || !options.corsOrigins.includes(origin)) return;
    reply.header('access-control-allow-origin', origin);
    reply.header('access-control-expose-headers', 'x-correlation-id');
    reply.header('vary', 'Origin');
  });

  app.route({
    method: ['GET', 'POST'],
    url: GRAPHQL_PATH,
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      if (isBrowserVisit(request)) return landingPage(apollo, request, reply);
      const started = performance.now();
      const facts: { kind: OperationKind; outcome: Outcome } = { kind: 'unknown', outcome: 'error' };
      try {
        const response = await run(request, facts);
        return send(reply, response, correlationIdOf(request), reporter);
      } catch (error) {
        return sendErrors(request, reply, error instanceof RequestErrors ? error.errors : [error]);
      } finally {
        metrics.request('http', facts.kind, facts.outcome, (performance.now() - started) / 1000);
      }
    },
  });

  app.route({
    method: ['PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'],
    url: GRAPHQL_PATH,
    // Refused before a body is read, whatever its type.
    onRequest: async (request, reply) => {
      if (request.method === 'OPTIONS') {
        return reply
          .code(204)
          .header('allow', 'GET, POST, OPTIONS')
          .header('access-control-allow-methods', 'GET, POST')
          .header(
            'access-control-allow-headers',
            'authorization, content-type, idempotency-key, x-correlation-id, apollo-require-preflight, x-apollo-operation-name',
          )
          .header('access-control-max-age', '600')
          .send();
      }
      reply.header('allow', 'GET, POST, OPTIONS');
      return sendErrors(request, reply, [
        gatewayError(
          'BAD_INPUT',
          `${request.method} is not accepted at ${GRAPHQL_PATH}. Use POST, or GET for queries.`,
          {
            status: 405,
          },
        ),
      ]);
    },
    handler: async () => undefined,
  });
}

/** Several errors of one request, found before it ran. */
class RequestErrors extends Error {
  readonly errors: readonly unknown[];
  constructor(errors: readonly unknown[]) {
    super('the request was refused');
    this.errors = errors;
  }
}

async function landingPage(
  apollo: ApolloServer<RequestContext>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'GET', headers: headerMap(request), search: '', body: undefined },
    context: () => Promise.reject(new Error('the landing page runs no operation')),
  });
  return reply
    .header('cache-control', 'no-store')
    .header('content-security-policy', "frame-ancestors 'none'; object-src 'none'; base-uri 'none'")
    .type('text/html; charset=utf-8')
    .send(body.kind === 'complete' ? body.string : '');
}

function send(
  reply: FastifyReply,
  response: HTTPGraphQLResponse,
  correlationId: string,
  reporter: ErrorReporter,
): FastifyReply {
  if (response.body.kind !== 'complete') throw new Error('Incremental delivery is not supported.');
  for (const [name, value] of response.headers) reply.header(name, value);
  const status = response.status ?? 200;
  const text =
    status < 400 ? response.body.string : publishAgain(response.body.string, correlationId, reporter);
  return reply
    .code(status)
    .header('x-correlation-id', correlationId)
    .header('cache-control', 'no-store')
    .send(text);
}

/** Errors that Apollo Server finds before an operation starts do not pass its plugins; they are made public here. */
function publishAgain(text: string, correlationId: string, reporter: ErrorReporter): string {
  const result = JSON.parse(text) as { errors?: { extensions?: { correlationId?: unknown } }[] };
  if (!result.errors || result.errors.every((error) => error.extensions?.correlationId !== undefined))
    return text;
  return JSON.stringify({ ...result, errors: reporter.publish(result.errors, correlationId) });
}

function requestedOperation(request: FastifyRequest): { query: unknown; operationName: unknown } {
  if (request.method === 'GET') {
    const parameters = new URLSearchParams(request.url.split('?').slice(1).join('?'));
    return { query: parameters.get('query'), operationName: parameters.get('operationName') };
  }
  const { body } = request;
  if (Array.isArray(body)) {
    throw gatewayError('BAD_INPUT', 'Batched requests are not accepted. Send one operation per request.');
  }
  if (typeof body !== 'object' || body === null) {
    throw gatewayError(
      'BAD_INPUT',
      'The request needs a JSON object as its body, such as {"query": "{ __typename }"}, with Content-Type: application/json.',
    );
  }
  const { query, operationName, variables } = body as Record<string, unknown>;
  if (
    variables !== undefined &&
    variables !== null &&
    (typeof variables !== 'object' || Array.isArray(variables))
  ) {
    throw gatewayError('BAD_INPUT', '"variables" must be a JSON object with one member per variable.');
  }
  return { query, operationName };
}

function subscriptionOverHttp(request: FastifyRequest): Error {
  const scheme = request.protocol === 'https' ? 'wss' : 'ws';
  return gatewayError(
    'BAD_INPUT',
    `Subscriptions need a WebSocket. Connect to ${scheme}://${request.host}${GRAPHQL_PATH} with the ` +
      '"graphql-transport-ws" protocol, for example with the npm package graphql-ws.',
    { status: request.method === 'GET' ? 405 : 400 },
  );
}

function describeTransportError(error: FastifyError, request: FastifyRequest, limits: GatewayLimits) {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return gatewayError(
        'BAD_INPUT',
        `The request body is larger than ${limits.maxBodyBytes} bytes, which is the limit. Send less, or split it.`,
        { limit: 'body', status: 413 },
      );
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return gatewayError(
        'BAD_INPUT',
        `Content-Type ${JSON.stringify(request.headers['content-type'] ?? 'none').slice(0, 100)} is not accepted. Use application/json.`,
        { status: 415 },
      );
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return gatewayError('BAD_INPUT', 'The request body is not as long as its Content-Length says.');
    default: {
      const status = error.statusCode ?? 500;
      return status >= 400 && status < 500 ? gatewayError('BAD_INPUT', error.message, { status }) : undefined;
    }
  }
}

/** Reads what a client still sends: one that is not read to does not read the answer either. */
async function drain(request: FastifyRequest): Promise<void> {
  const { raw } = request;
  if (raw.readableEnded || raw.destroyed) return;
  await new Promise<void>((resolve) => {
    let bytes = 0;
    const timer = setTimeout(resolve, DRAIN_MS);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    raw.on('data', (chunk: Buffer | string) => {
      bytes += chunk.length;
      if (bytes > DRAIN_BYTES) done();
    });
    raw.once('end', done);
    raw.once('close', done);
    raw.once('error', done);
    raw.resume();
  });
}

/** A person who opens the address, as opposed to a program that asks with `?query=`. */
function isBrowserVisit(request: FastifyRequest): boolean {
  const { accept } = request.headers;
  return request.method === 'GET' && !!accept?.includes('text/html') && !/[?&]query=/.test(request.url);
}

function prefersResponseType(accept: string | undefined): boolean {
  return !!accept?.startsWith('application/graphql-response+json');
}

function headerMap(request: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}
