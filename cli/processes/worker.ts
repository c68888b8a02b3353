import { createRelay, runConsumer } from '#platform/events/index.ts';
import { createIdentitySweepJob } from '#platform/identity/sweep.job.ts';
import { startJobWorker } from '#platform/jobs/index.ts';
import { createCdc } from '../../pipeline/cdc/index.ts';
import { createReconcileJob, createReconciler } from '../../pipeline/reconcile/index.ts';
import { createAuditConsumer } from '../../subgraphs/compliance/subgraph.ts';
import { createInsightJobs } from '../../subgraphs/insights/index.ts';
import { openDeployment } from '../deployment.ts';
import { openEngines } from '../engines.ts';
import type { Settings } from '../environment.ts';
import { serve } from './child.ts';
import { feedOf } from './subgraphs.ts';

/** Everything that happens without a request: replication, the event relay, consumers and jobs. */
export function runWorker(settings: Settings): Promise<never> {
  return serve({
    async start() {
      const deployment = openDeployment(settings, await openEngines(settings), 'worker');
      const { db, warehouse, logger, replicationUrl } = deployment;
      const pool = db.pools.worker;
      const feed = feedOf(deployment);
      const relay = createRelay({ replicationUrl, pool, logger });
      const cdc = createCdc({ connectionString: replicationUrl, statePool: pool, warehouse, logger });
      relay.start();
      cdc.start();
      const consumers = [createAuditConsumer({ db, logger })].map((consumer) =>
        runConsumer({ pool, feed, consumer, logger }),
      );
      const reconciler = createReconciler({ connectionString: replicationUrl, pool, warehouse, logger });
      const jobs = await startJobWorker({
        pool,
        logger,
        jobs: [
          ...createInsightJobs({ db, warehouse }),
          createIdentitySweepJob({ pool }),
          createReconcileJob({ reconciler }),
        ],
      });
      return {
        ready: {},
        async close() {
          await jobs.stop();
          await Promise.all(consumers.map((consumer) => consumer.stop()));
          await Promise.all([cdc.stop(), relay.stop()]);
          await feed.close();
          await deployment.close();
        },
      };
    },
  });
}
