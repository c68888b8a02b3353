import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import Fastify from 'fastify';
import { type Client, clientOf, proxyCount } from './client.ts';
import { answerExtensions, correlationIdFrom, type RequestContext, userAgentFrom } from './context.ts';
import { serveDashboard } from './dashboard.ts';
import { createDeprecations } from './deprecations.ts';
import { createDocuments } from './documents.ts';
import { createDoor } from './door.ts';
import { serveDownloads } from './downloads.ts';
import { serveErrorPages } from './error-pages.ts';
import { sandboxStart } from './examples.ts';
import { addSecurityHeaders } from './headers.ts';
import { createHealth } from './health.ts';
import { serveGraphqlOverHttp } from './http.ts';
import { serveJwks } from './jwks.ts';
import { createCosts } from './limits/cost.ts';
import { createRateLimits } from './limits/rates.ts';
import { createMetrics } from './metrics.ts';
import { createOperations, outcomeOf } from './operations.ts';
import {
  DEFAULT_LIMITS,
  type Gateway,
  type GatewayOptions,
  type ListeningGateway,
  type ReadinessCheck,
} from './options.ts';
import { createErrorReporter, type ErrorReporter } from './reporter.ts';
import { createOrigins, isFromBrowser, type Origins, socketCredentialsOf } from './session.ts';
import { createSubscriptions } from './subscription.ts';
import { apolloLogger, createSupergraphRuntime } from './supergraph.ts';
import { createTrustedDocuments } from './trusted-documents.ts';
import { serveUnsubscribe } from './unsubscribe.ts';
import { openWebSocketDoor, type WebSocketDoor } from './websocket.ts';

const DEFAULT_GRACE_MS = 5_000;
/** Time for a client to send a whole request; a slower one is cut off. */
const RECEIVE_TIMEOUT_MS = 30_000;
/**
 * Connections that wait to be taken, as far as the kernel lets it: all clients come back at once after a restart, and one
 * that finds the queue full is told nothing and tries again ever more slowly, up to half a minute later.
 */
const BACKLOG = 4_096;
/** Longer than the idle time of common load balancers, which must be the ones to close. */
const KEEP_ALIVE_MS = 65_000;

/**
 * The public door: one supergraph at `/graphql` over HTTP and graphql-ws, the dashboard at `/`, health and metrics
 * beside them. Everything is loaded by `listen`, which rejects when the supergraph does not fit the subgraphs.
 */
export function createGateway(options: GatewayOptions): Gateway {
  let opened: Promise<OpenGateway> | undefined;
  let closing: Promise<void> | undefined;
  return {
    async listen({ host = '127.0.0.1', port = 4000 } = {}) {
      if (opened) throw new Error('This gateway was started before. Create another one.');
      opened = openGateway(options);
      return (await opened).listen(host, port);
    },
    close({ graceMs = DEFAULT_GRACE_MS } = {}) {
      closing ??= (opened ?? Promise.resolve(undefined)).then(
        (gateway) => gateway?.close(graceMs),
        // It never opened, and `listen` has said why.
        () => undefined,
      );
      return closing;
    },
  };
}

interface OpenGateway {
  listen(host: string, port: number): Promise<ListeningGateway>;
  close(graceMs: number): Promise<void>;
}

async function openGateway(options: GatewayOptions): Promise<OpenGateway> {
  const { authenticate, logger, signer, rateLimits, telemetry, publicUrl } = options;
  const { introspection = true, sandbox = true } = options;
  const proxies = proxyCount(options.trustProxy);
  const origins = createOrigins({ listed: options.corsOrigins ?? [], publicUrl });
  const trusted = createTrustedDocuments(options.trustedDocuments ?? { mode: 'off', manifest: {} });
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const runtime = await createSupergraphRuntime({
    supergraphSdl: options.supergraphSdl,
    subgraphs: options.subgraphs,
    limits,
    telemetry,
    logger,
  });
  const documents = createDocuments(runtime.schema, limits, { introspection });
  const rates = rateLimits && createRateLimits(rateLimits.limiter, rateLimits.rules);

  const app = Fastify({
    logger: false,
    bodyLimit: limits.maxBodyBytes,
    requestTimeout: RECEIVE_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  });
  let sockets: WebSocketDoor | undefined;
  let closing = false;
  const metrics = createMetrics({
    sources: options.metrics ?? {},
    caches: { documents, query_plans: runtime.planCache },
    breakers: runtime.breakerStates,
    connections: () =>
      new Promise((resolve, reject) => {
        app.server.getConnections((error, count) => {
          const websocket = sockets?.connections ?? 0;
          if (error) reject(error);
          else resolve({ http: Math.max(0, count - websocket), websocket });
        });
      }),
    logger,
  });
  let origin = publicUrl ?? '';
  const reporter = createErrorReporter(metrics, logger, () => origin);

  const apollo = new ApolloServer<RequestContext>({
    gateway: runtime.gateway,
    documentStore: documents.store,
    introspection,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    logger: apolloLogger(logger),
    plugins: [
      ApolloServerPluginLandingPageLocalDefault({ ...sandboxStart(), embed: { runTelemetry: false } }),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      publishErrors(reporter),
    ],
  });
  await apollo.start();

  const readiness: Record<string, ReadinessCheck> = { ...options.readiness };
  for (const [name, source] of Object.entries(runtime.sources)) {
    const { ping } = source;
    if (ping) readiness[`subgraph ${name}`] = () => ping();
  }
  const health = createHealth(
    { required: readiness, optional: options.conveniences ?? {} },
    runtime.breakerStates,
    logger,
  );

  app.addHook('onSend', async (_request, reply) => {
    // A kept-alive connection would hold up the end until the client lets go of it.
    if (closing) reply.header('connection', 'close');
  });
  addSecurityHeaders(app, { proxies, publicUrl });
  const door = createDoor({
    documents,
    trusted,
    signer,
    authenticate,
    metrics,
    limits,
    reporter,
    telemetry,
    deprecationsOf: createDeprecations(documents.schema),
    costOf: createCosts(runtime.schema, rates?.expensiveFields ?? new Set()),
    rates,
  });
  serveGraphqlOverHttp(app, { door, apollo, origins, proxies, sandbox });
  app.get('/health/live', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'live' }),
  );
  app.get('/health/ready', async (_request, reply) => {
    const answer = await health.ready();
    return reply
      .code(answer.status === 'ready' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(answer);
  });
  app.get('/metrics', async (_request, reply) => {
    const { contentType, text } = await metrics.page();
    return reply.header('cache-control', 'no-store').type(contentType).send(text);
  });
  serveErrorPages(app);
  if (options.downloads) serveDownloads(app, options.downloads, proxies);
  if (options.unsubscribe) serveUnsubscribe(app, options.unsubscribe, proxies);
  if (options.publicKeys) serveJwks(app, options.publicKeys);
  await serveDashboard(app, options.dashboardDir);

  const subscriptions = createSubscriptions(runtime, signer, logger);
  const operations = createOperations({ apollo, door, subscriptions });
  sockets = openWebSocketDoor({
    server: app.server,
    path: '/graphql',
    door,
    operations,
    onIdentityChange: options.onIdentityChange,
    logger,
    facts: (request) => ({
      ...socketFactsOf(request, clientOf(request, proxies), origins),
      userAgent: userAgentFrom(request.headers['user-agent']),
      correlationId: correlationIdFrom(request.headers['x-correlation-id']),
    }),
  });

  return {
    async listen(host, port) {
      await app.listen({ host, port, backlog: BACKLOG }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EADDRINUSE') throw error;
        throw new Error(`Port ${port} on ${host} is taken by another program. Set PORT to a free one.`, {
          cause: error,
        });
      });
      const address = app.server.address() as AddressInfo;
      const shown = reachableHost(address);
      const url = `http://${shown}:${address.port}`;
      origin = publicUrl ?? url;
      return {
        url,
        wsUrl: `ws://${shown}:${address.port}/graphql`,
        port: address.port,
      };
    },
    async close(graceMs) {
      const deadline = Date.now() + graceMs;
      closing = true;
      health.closing();
      const cutOff = setTimeout(() => app.server.closeAllConnections(), graceMs);
      // Both at once: each stops taking new work first, and waits for what runs.
      await Promise.all([sockets?.close(deadline), app.close()]);
      clearTimeout(cutOff);
      await apollo.stop();
      await runtime.close();
    },
  };
}

/** Makes every error that passes through Apollo Server public, and logs what it was. */
function publishErrors(reporter: ErrorReporter): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue }) {
          reporter.log(errors, contextValue.correlationId);
        },
        async willSendResponse({ response, contextValue }) {
          if (response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          // Diagnostics of the query planner's response shaping, which name inner fields, give way to the cost.
          delete singleResult.extensions;
          const extensions = answerExtensions(contextValue);
          if (extensions) singleResult.extensions = extensions;
          if (singleResult.errors) {
            singleResult.errors = reporter.publish(singleResult.errors, contextValue.correlationId, {
              log: false,
            });
          }
          contextValue.onOutcome?.(outcomeOf(singleResult));
        },
      };
    },
  };
}

/** The host to write into an address: one that listens everywhere is reached at loopback. */
function reachableHost({ address, family }: AddressInfo): string {
  if (address === '0.0.0.0' || address === '::') return '127.0.0.1';
  return family === 'IPv6' ? `[${address}]` : address;
}

function socketFactsOf(request: IncomingMessage, client: Client, origins: Origins) {
  const { headers } = request;
  return {
    clientIp: client.ip,
    fromBrowser: isFromBrowser(headers),
    ...socketCredentialsOf(headers, client, origins),
  };
}
