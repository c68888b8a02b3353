import path from 'node:path';
import { createEventFeed, type EventFeed } from '#platform/events/index.ts';
import {
  createSubgraphExecutor,
  listenSubgraph,
  type Subgraph,
  type SubgraphExecutor,
  type SubgraphName,
} from '#platform/graphql/index.ts';
import { createIdentityVerifier } from '#platform/identity/index.ts';
import { createTelemetry, readTelemetrySettings } from '#platform/telemetry/index.ts';
import type { Deployment } from '../deployment.ts';
import { openDeployment, PACKAGE_ROOT } from '../deployment.ts';
import { openEngines } from '../engines.ts';
import type { Settings } from '../environment.ts';
import { serve } from './child.ts';

/** Program of the thread that forecasts. */
export const FORECAST_WORKER = path.join(PACKAGE_ROOT, 'dist/forecaster.js');
/** Program of the threads that look for insights. */
export const DETECTOR_WORKER = path.join(PACKAGE_ROOT, 'dist/detector.js');

/** Wires one subgraph to the stores it owns. Loaded on demand: a process pays only for what it runs. */
export async function createSubgraph(
  name: SubgraphName,
  deployment: Deployment,
  feed: EventFeed,
): Promise<Subgraph> {
  const { db, warehouse, tokens, idempotency, publicUrl, settings, logger } = deployment;
  switch (name) {
    case 'users':
      return (await import('../../subgraphs/users/subgraph.ts')).createUsersSubgraph({
        db,
        tokens,
        idempotency,
        publicUrl,
        emailDelivery: settings.smtp ? 'SMTP' : 'OUTBOX',
        secret: deployment.engines.secrets.accounts,
      });
    case 'analytics':
      return (await import('../../subgraphs/analytics/subgraph.ts')).createAnalyticsSubgraph({
        db,
        warehouse,
        logger,
        forecastWorker: FORECAST_WORKER,
        idempotency,
        feed,
        links: deployment.links,
        publicUrl,
      });
    case 'insights':
      return (await import('../../subgraphs/insights/subgraph.ts')).createInsightsSubgraph({
        db,
        warehouse,
        logger,
        idempotency,
        feed,
        secret: deployment.engines.secrets.accounts,
        allowLoopback: !settings.production,
      });
    case 'campaigns':
      return (await import('../../subgraphs/campaigns/subgraph.ts')).createCampaignsSubgraph({ db });
    case 'compliance':
      return (await import('../../subgraphs/compliance/subgraph.ts')).createComplianceSubgraph({ db });
  }
}

export const feedOf = (deployment: Deployment): EventFeed =>
  createEventFeed({ pool: deployment.db.pools.worker, logger: deployment.logger });

export const executorOf = (subgraph: Subgraph, deployment: Deployment): SubgraphExecutor =>
  createSubgraphExecutor({
    name: subgraph.name,
    schema: subgraph.schema,
    verifier: createIdentityVerifier({
      secret: deployment.engines.secrets.identity,
      audience: subgraph.name,
    }),
    logger: deployment.logger,
    telemetry: deployment.telemetry,
  });

/** One subgraph as a process of its own. */
export function runSubgraph(
  settings: Settings,
  name: SubgraphName,
  options: { port: number },
): Promise<never> {
  return serve({
    async start() {
      const telemetry = await createTelemetry(readTelemetrySettings(), name);
      const deployment = openDeployment(settings, await openEngines(settings), name, telemetry);
      const feed = feedOf(deployment);
      const subgraph = await createSubgraph(name, deployment, feed);
      const listening = await listenSubgraph({
        schema: subgraph.schema,
        executor: executorOf(subgraph, deployment),
        host: settings.host,
        port: options.port,
      });
      return {
        ready: { url: listening.url },
        async close() {
          await listening.close();
          await subgraph.close();
          await feed.close();
          await deployment.close();
        },
      };
    },
  });
}
