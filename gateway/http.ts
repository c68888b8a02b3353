import type { ApolloServer, HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OperationTypeNode } from 'graphql';
import type { Budget } from '#platform/rate-limit/index.ts';
import { type Client, clientOf } from './client.ts';
import {
  correlationIdFrom,
  createRequestContext,
  idempotencyKeyFrom,
  type RequestContext,
  userAgentFrom,
} from './context.ts';
import { withDeadline } from './deadline.ts';
import type { Door } from './door.ts';
import { createDrain } from './drain.ts';
import { codeOf, gatewayError, statusOf } from './errors.ts';
import {
  describeTransportError,
  GRAPHQL_PATH,
  headerMap,
  isBrowserVisit,
  prefersResponseType,
  type RequestedOperation,
  requestedOperation,
  subscriptionOverHttp,
} from './http-request.ts';
import { budgetHeaders } from './limits/rates.ts';
import type { OperationKind, Outcome } from './metrics.ts';
import { requestTimedOut } from './operations.ts';
import type { ErrorReporter } from './reporter.ts';
import { sandboxPage } from './sandbox.ts';
import {
  type CookieSession,
  cookiesFor,
  credentialsOf,
  forgetAccess,
  isFromBrowser,
  type Origins,
} from './session.ts';

export interface HttpOptions {
  door: Door;
  apollo: ApolloServer<RequestContext>;
  origins: Origins;
  /** Proxies of one's own in front. */
  proxies: number;
  sandbox: boolean;
}

const JSON_TYPE = 'application/json; charset=utf-8';
const RESPONSE_TYPE = 'application/graphql-response+json; charset=utf-8';
const EXPOSED_HEADERS =
  'x-correlation-id, retry-after, ratelimit-limit, ratelimit-remaining, ratelimit-reset';
const ACCEPTED_HEADERS =
  'authorization, content-type, idempotency-key, x-correlation-id, x-mg-session, apollo-require-preflight, x-apollo-operation-name';

/** What is known about a request besides its body. */
interface Visit {
  correlationId: string;
  client: Client;
  /** In cookie mode; what is to be set is found in it. */
  session?: CookieSession | undefined;
  /** The access cookie does not hold: it is to be forgotten. */
  staleCookie?: boolean;
  budget?: Budget | undefined;
}

/** GraphQL over HTTP at `/graphql`: the checks of the door, and then Apollo Server. */
export function serveGraphqlOverHttp(app: FastifyInstance, options: HttpOptions): void {
  const { apollo, door, origins } = options;
  const { documents, metrics, limits, reporter, telemetry } = door;
  const drain = createDrain();
  const visits = new WeakMap<FastifyRequest, Visit>();
  const visitOf = (request: FastifyRequest): Visit => {
    const known = visits.get(request);
    if (known) return known;
    const visit: Visit = {
      correlationId: correlationIdFrom(request.headers['x-correlation-id']),
      client: clientOf(request.raw, options.proxies),
    };
    visits.set(request, visit);
    return visit;
  };

  /** Headers of every answer, however it ends. */
  const withVisit = (reply: FastifyReply, visit: Visit): FastifyReply => {
    const { budget, session, client } = visit;
    if (budget) reply.headers(budgetHeaders(budget));
    if (session?.answer !== undefined) reply.header('set-cookie', cookiesFor(session.answer, client));
    else if (visit.staleCookie) reply.header('set-cookie', forgetAccess(client));
    return reply.header('x-correlation-id', visit.correlationId).header('cache-control', 'no-store');
  };

  const sendErrors = (request: FastifyRequest, reply: FastifyReply, errors: readonly unknown[]) => {
    const visit = visitOf(request);
    const status = statusOf(errors[0]);
    if (status === 401)
      reply.header('www-authenticate', 'Bearer realm="merchantgraph", error="invalid_token"');
    return withVisit(reply, visit)
      .code(status)
      .type(prefersResponseType(request.headers.accept) ? RESPONSE_TYPE : JSON_TYPE)
      .send(JSON.stringify({ errors: reporter.publish(errors, visit.correlationId) }));
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
    if (known && !(await drain(request))) reply.header('connection', 'close');
    return sendErrors(request, reply, [known ?? error]);
  });

  /** Runs one request; what it throws is answered as an error of the whole request. */
  const run = async (request: FastifyRequest, visit: Visit, facts: Facts): Promise<HTTPGraphQLResponse> => {
    const { headers, method } = request;
    const { client, correlationId } = visit;
    const credentials = credentialsOf(headers, client, origins);
    visit.session = credentials.session;
    const sent = requestedOperation(request);
    const admitted = await door
      .admit({
        authorization: credentials.authorization,
        address: client.ip,
        variables: sent.variables,
        onBudget: (budget) => {
          visit.budget = budget;
        },
      })
      .catch((error: unknown) => {
        if (!credentials.byCookie || codeOf(error) !== 'UNAUTHENTICATED') throw error;
        visit.staleCookie = true;
        return { refusal: error };
      });
    const prepared = documents.prepare(door.trusted.textOf(sent, isFromBrowser(headers)), sent.operationName);
    if ('errors' in prepared) throw new RequestErrors(prepared.errors);
    facts.kind = prepared.operation.operation;
    if (facts.kind === OperationTypeNode.SUBSCRIPTION) throw subscriptionOverHttp(method, client);
    // With a cookie that does not hold one must still be able to sign in, to refresh and to sign out.
    if ('refusal' in admitted && facts.kind !== OperationTypeNode.MUTATION) throw admitted.refusal;
    const identity = 'refusal' in admitted ? STRANGER : admitted.identity;
    const cost = await door.admitOperation({
      prepared,
      variables: sent.variables,
      identity,
      address: client.ip,
      onBudget: (budget) => {
        visit.budget = budget;
      },
    });
    const context = createRequestContext(door.signer, {
      identity,
      session: visit.session,
      correlationId,
      idempotencyKey: idempotencyKeyFrom(headers['idempotency-key']),
      clientIp: client.ip,
      userAgent: userAgentFrom(headers['user-agent']),
      telemetry,
    });
    context.cost = cost;
    context.deprecations = door.deprecationsOf(prepared.document, prepared.operation, sent.variables);
    context.onOutcome = (outcome) => {
      facts.outcome = outcome;
    };
    const execute = () =>
      apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method,
          headers: headerMap(request),
          ...asSent(door, request, sent, prepared.query),
        },
        context: async () => context,
      });
    return withDeadline(door.traced(prepared, context, execute), limits.requestTimeoutMs, () =>
      requestTimedOut(limits),
    );
  };

  app.addHook('onRequest', async (request, reply) => {
    if (request.url.split('?', 1)[0] !== GRAPHQL_PATH) return;
    const { origin } = request.headers;
    reply.header('vary', 'Origin');
    if (origin === undefined || !origins.isListed(origin)) return;
    reply.header('access-control-allow-origin', origin);
    reply.header('access-control-allow-credentials', 'true');
    reply.header('access-control-expose-headers', EXPOSED_HEADERS);
  });

  app.route({
    method: ['GET', 'POST'],
    url: GRAPHQL_PATH,
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      if (isBrowserVisit(request)) return sandboxPage(apollo, request, reply, options.sandbox);
      const started = performance.now();
      const facts: Facts = { kind: 'unknown', outcome: 'error' };
      const visit = visitOf(request);
      try {
        const response = await run(request, visit, facts);
        return send(withVisit(reply, visit), response, visit.correlationId, reporter);
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
      reply.header('allow', 'GET, POST, OPTIONS');
      if (request.method === 'OPTIONS') {
        if (origins.isListed(request.headers.origin)) {
          reply
            .header('access-control-allow-methods', 'GET, POST')
            .header('access-control-allow-headers', ACCEPTED_HEADERS)
            .header('access-control-max-age', '600');
        }
        return reply.code(204).send();
      }
      return sendErrors(request, reply, [
        gatewayError(
          'BAD_INPUT',
          `${request.method} is not accepted at ${GRAPHQL_PATH}. Use POST, or GET for queries.`,
          { status: 405 },
        ),
      ]);
    },
    handler: async () => undefined,
  });
}

interface Facts {
  kind: OperationKind;
  outcome: Outcome;
}

const STRANGER = { kind: 'anonymous' } as const;

/** Several errors of one request, found before it ran. */
class RequestErrors extends Error {
  readonly errors: readonly unknown[];
  constructor(errors: readonly unknown[]) {
    super('the request was refused');
    this.errors = errors;
  }
}

/** The request for Apollo Server: with the text that runs, where the client had sent its hash. */
function asSent(
  door: Door,
  request: FastifyRequest,
  sent: RequestedOperation,
  query: string,
): { search: string; body: unknown } {
  const search = request.url.slice(request.url.indexOf('?') + 1);
  if (sent.query === query && !door.trusted.isReference(sent)) return { search, body: request.body };
  if (request.method !== 'GET') {
    const { operationName, variables } = sent;
    return { search, body: { query, variables, ...(operationName ? { operationName } : {}) } };
  }
  const parameters = new URLSearchParams(search);
  for (const name of ['documentId', 'extensions']) parameters.delete(name);
  parameters.set('query', query);
  return { search: parameters.toString(), body: undefined };
}

function send(
  reply: FastifyReply,
  response: HTTPGraphQLResponse,
  correlationId: string,
  reporter: ErrorReporter,
): FastifyReply {
  if (response.body.kind !== 'complete') throw new Error('Incremental delivery is not supported.');
  for (const [name, value] of response.headers) if (name !== 'cache-control') reply.header(name, value);
  const status = response.status ?? 200;
  const text =
    status < 400 ? response.body.string : publishAgain(response.body.string, correlationId, reporter);
  return reply.code(status).send(text);
}

/** Errors that Apollo Server finds before an operation starts do not pass its plugins; they are made public here. */
function publishAgain(text: string, correlationId: string, reporter: ErrorReporter): string {
  const result = JSON.parse(text) as { errors?: { extensions?: { correlationId?: unknown } }[] };
  if (!result.errors || result.errors.every((error) => error.extensions?.correlationId !== undefined))
    return text;
  return JSON.stringify({ ...result, errors: reporter.publish(result.errors, correlationId) });
}
