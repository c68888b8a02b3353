import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { SUBGRAPH_NAMES } from '#platform/graphql/schema.ts';
import { createAuthenticator, createIdentityChangeFeed } from '#platform/identity/index.ts';
import { freePort } from '#platform/postgres/embedded.ts';
import { databaseOutage } from '#platform/postgres/outage.ts';
import { createPostgresStore, createRateLimiter } from '#platform/rate-limit/index.ts';
import { createTelemetry, readTelemetrySettings } from '#platform/telemetry/index.ts';
import { createGateway, readGatewaySettings, type SubgraphTarget } from '../../gateway/index.ts';
import { readCdcOverview } from '../../pipeline/cdc/overview.ts';
import { readJobFigures } from '../../subgraphs/insights/generation/run-history.repository.ts';
import { type Deployment, openDeployment, PACKAGE_ROOT } from '../deployment.ts';
import { openEngines } from '../engines.ts';
import type { Settings } from '../environment.ts';
import { serve } from './child.ts';
import { createSubgraph, executorOf, feedOf } from './subgraphs.ts';

/** Refuses to be ready on a database whose application role could see every tenant. */
async function checkPostgres(deployment: Deployment): Promise<void> {
  const { rows } = await deployment.db.pools.app.query<{ bypass: boolean }>(
    'select rolsuper or rolbypassrls as bypass from pg_roles where rolname = current_user',
  );
  if (rows[0]?.bypass !== false) throw new Error('the application role could bypass row-level security');
}

async function queueSizes(deployment: Deployment): Promise<Record<string, number>> {
  const { rows } = await deployment.db.pools.worker.query<{ name: string; count: string }>(
    `select task_identifier as name, count(*) from jobs.jobs where attempts < max_attempts group by 1
     union all select 'dead_letters', count(*) from events.dead_letters
     union all select 'email', count(*) from email.messages where status = 'QUEUED'
     union all select 'email_failed', count(*) from email.messages where status = 'FAILED'`,
  );
  return Object.fromEntries(rows.map((row) => [row.name, Number(row.count)]));
}

async function replicationLag(deployment: Deployment): Promise<number | null> {
  const { rows } = await deployment.db.pools.worker.query<{ lag: number }>(
    `select greatest(lag_seconds, extract(epoch from now() - heartbeat_at) - 2)::float8 as lag
     from events.cdc_state where slot = 'mg_cdc'`,
  );
  return rows[0]?.lag ?? null;
}

async function replicationFigures(deployment: Deployment) {
  const { lagP99Seconds, rowsPerSecond, poison, log, reconciliation } = await readCdcOverview({
    pool: deployment.db.pools.worker,
  });
  const { oldestAt, different } = reconciliation;
  return {
    rows_per_second: rowsPerSecond,
    poison_rows: poison,
    reconciliation_different: different,
    ...(lagP99Seconds === null ? {} : { lag_p99_seconds: lagP99Seconds }),
    ...(log.retainedBytes === null ? {} : { log_retained_bytes: log.retainedBytes }),
    ...(oldestAt ? { reconciliation_age_seconds: (Date.now() - oldestAt.getTime()) / 1_000 } : {}),
  };
}

/** The public door. Subgraphs run in this process unless SUBGRAPH_URLS says where they are. */
export function runGateway(given: Settings): Promise<never> {
  return serve({
    async start() {
      // Chosen before it listens: the subgraphs are made first, and write links to it.
      const settings = { ...given, port: given.port || (await freePort()) };
      const gatewaySettings = readGatewaySettings(undefined, settings);
      const telemetry = await createTelemetry(readTelemetrySettings(), 'gateway');
      const deployment = openDeployment(settings, await openEngines(settings), 'gateway', telemetry);
      const feed = feedOf(deployment);
      const remote = settings.subgraphUrls;
      const local = remote
        ? []
        : await Promise.all(SUBGRAPH_NAMES.map((name) => createSubgraph(name, deployment, feed)));
      const subgraphs: Record<string, SubgraphTarget> = remote
        ? Object.fromEntries(Object.entries(remote).map(([name, url]) => [name, { url }]))
        : Object.fromEntries(
            local.map((subgraph) => [subgraph.name, { executor: executorOf(subgraph, deployment) }]),
          );
      // A connection of its own: a busy pool must not make it deaf.
      const changesPool = deployment.openPool('mg_auth', { max: 1 });
      const authenticator = createAuthenticator({
        pool: deployment.db.pools.auth,
        tokens: deployment.tokens,
        changes: createIdentityChangeFeed({ pool: changesPool, logger: deployment.logger }),
        logger: deployment.logger,
      });
      const store = createPostgresStore({
        pool: deployment.db.pools.auth,
        onError: (error) => deployment.logger.warn({ err: error }, 'idle rate limits could not be deleted'),
      });
      const limiter = createRateLimiter({
        store,
        onAway: (error) =>
          deployment.logger.warn({ err: error }, 'rate limits are kept by this process alone'),
      });
      const { rates } = gatewaySettings;
      const gateway = createGateway({
        supergraphSdl: await readFile(path.join(PACKAGE_ROOT, 'schema', 'supergraph.graphql'), 'utf8'),
        subgraphs,
        authenticate: (authorization) =>
          authenticator.authenticate(authorization).catch((error: unknown) => {
            throw databaseOutage(error) ?? error;
          }),
        onIdentityChange: (listener) => authenticator.onChange(() => listener()),
        signer: deployment.signer,
        publicUrl: settings.publicUrl,
        publicKeys: () => deployment.tokens.publicKeys(),
        downloads: (await import('../../subgraphs/analytics/index.ts')).createDownloads(deployment),
        unsubscribe: (await import('../../subgraphs/users/index.ts')).createUnsubscriptions(deployment),
        readiness: {
          postgresql: () => checkPostgres(deployment),
          clickhouse: async () => {
            if (!(await deployment.warehouse.ping())) throw new Error('ClickHouse does not answer');
          },
        },
        conveniences: { exports: () => deployment.files.check() },
        metrics: {
          queueSize: () => queueSizes(deployment),
          replicationLagSeconds: () => replicationLag(deployment),
          replication: () => replicationFigures(deployment),
          insights: async () => ({ ...(await readJobFigures(deployment.db.worker, new Date())) }),
          cacheHitRatio: async () => ({ identity: authenticator.hitRatio() }),
        },
        dashboardDir: path.join(PACKAGE_ROOT, 'dashboard', 'dist'),
        logger: deployment.logger,
        limits: gatewaySettings.limits,
        corsOrigins: gatewaySettings.corsOrigins,
        trustProxy: gatewaySettings.trustProxy,
        introspection: gatewaySettings.introspection,
        sandbox: gatewaySettings.sandbox,
        trustedDocuments: gatewaySettings.trustedDocuments,
        ...(rates ? { rateLimits: { limiter, rules: rates } } : {}),
        telemetry,
      });
      const listening = await gateway.listen({ host: gatewaySettings.host, port: settings.port });
      return {
        ready: listening,
        async close(graceMs) {
          await gateway.close({ graceMs });
          store.close();
          await authenticator.close();
          await changesPool.end();
          await Promise.all(local.map((subgraph) => subgraph.close()));
          await feed.close();
          await deployment.close();
        },
      };
    },
  });
}
