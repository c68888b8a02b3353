import { startEmailDelivery } from '#platform/email/index.ts';
import { createRelay, runConsumer } from '#platform/events/index.ts';
import { createPruneEventsJob } from '#platform/events/prune.job.ts';
import { createIdentitySweepJob } from '#platform/identity/sweep.job.ts';
import { startJobWorker } from '#platform/jobs/index.ts';
import { createCdc } from '../../pipeline/cdc/index.ts';
import { createReconciler } from '../../pipeline/reconcile/index.ts';
import { createReconcileJob } from '../../pipeline/reconcile/reconcile.job.ts';
import { createRecountJob } from '../../pipeline/recount/index.ts';
import { createAnalyticsJobs } from '../../subgraphs/analytics/index.ts';
import { createComplianceJobs } from '../../subgraphs/compliance/index.ts';
import { createInsightEmails, createInsightJobs, startWebhooks } from '../../subgraphs/insights/index.ts';
import { createUsersJobs } from '../../subgraphs/users/index.ts';
import { auditSignerOf, createConsumers } from '../consumers.ts';
import { openDeployment } from '../deployment.ts';
import { emailTransportOf } from '../email.ts';
import { openEngines } from '../engines.ts';
import type { Settings } from '../environment.ts';
import { serve } from './child.ts';
import { DETECTOR_WORKER, FORECAST_WORKER, feedOf } from './subgraphs.ts';

/** Everything that happens without a request: replication, the event relay, consumers and jobs. */
export function runWorker(settings: Settings): Promise<never> {
  return serve({
    async start() {
      const deployment = openDeployment(settings, await openEngines(settings), 'worker');
      const { db, warehouse, logger, replicationUrl } = deployment;
      // Told at once, not when somebody's export fails. Everything else goes on without it.
      deployment.files.check().catch((error: unknown) => {
        logger.error({ err: error }, 'the store of exports cannot be reached');
      });
      const pool = db.pools.worker;
      const feed = feedOf(deployment);
      const relay = createRelay({ replicationUrl, pool, logger });
      const cdc = createCdc({ connectionString: replicationUrl, statePool: pool, warehouse, logger });
      relay.start();
      cdc.start();
      const catalogue = createConsumers(deployment);
      const consumers = catalogue.map((consumer) => runConsumer({ pool, feed, consumer, logger }));
      const reconciler = createReconciler({ connectionString: replicationUrl, pool, warehouse, logger });
      const email = startEmailDelivery({ pool, transport: emailTransportOf(settings), logger });
      const webhooks = startWebhooks({
        pool,
        secret: deployment.engines.secrets.accounts,
        publicUrl: deployment.publicUrl,
        allowLoopback: !settings.production,
        logger,
      });
      const jobs = await startJobWorker({
        pool,
        logger,
        jobs: [
          ...createInsightJobs({
            db,
            warehouse,
            detector: { file: DETECTOR_WORKER },
            emails: createInsightEmails(deployment),
          }),
          createReconcileJob({ reconciler }),
          ...createAnalyticsJobs({ ...deployment, forecastWorker: FORECAST_WORKER }),
          ...createUsersJobs({ db }),
          createIdentitySweepJob({ pool }),
          createPruneEventsJob({ pool, consumers: catalogue, keepDays: settings.eventRetentionDays }),
          createRecountJob({ pool }),
          ...createComplianceJobs({
            db,
            signer: auditSignerOf(deployment.engines.secrets),
            retentionMonths: settings.auditRetentionMonths,
          }),
        ],
      });
      return {
        ready: {},
        async close() {
          await Promise.all([jobs.stop(), email.stop(), webhooks.stop()]);
          await Promise.all(consumers.map((consumer) => consumer.stop()));
          await Promise.all([cdc.stop(), relay.stop()]);
          await feed.close();
          await deployment.close();
        },
      };
    },
  });
}
