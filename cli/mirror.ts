import { waitForMirror } from '#platform/postgres/mirror-state.ts';
import type { Deployment } from './deployment.ts';
import type { Output } from './output.ts';

const TIMEOUT_MS = 300_000;

/**
 * Sees to it that ClickHouse holds what is committed in PostgreSQL: waits for the worker, or, when this command started
 * the engines and nothing else runs, carries the changes itself.
 */
export async function bringMirrorUpToDate(deployment: Deployment, output: Output): Promise<void> {
  const { db, engines } = deployment;
  await output.step('Bringing the reports up to date', async () => {
    if (engines.children.length === 0) {
      await waitForMirror(db.pools.worker, { timeoutMs: TIMEOUT_MS });
      return;
    }
    await withMirror(deployment, async () => undefined);
  });
}

/** Follows PostgreSQL while `run` runs, which begins when the mirror is up to date. Only where no worker does. */
export async function withMirror<T>(deployment: Deployment, run: () => Promise<T>): Promise<T> {
  const { replicationUrl, db, warehouse, logger } = deployment;
  const { createCdc } = await import('../pipeline/cdc/index.ts');
  const cdc = createCdc({
    connectionString: replicationUrl,
    statePool: db.pools.worker,
    warehouse,
    logger,
  });
  cdc.start();
  try {
    await cdc.waitUntilCaughtUp({ timeoutMs: TIMEOUT_MS });
    return await run();
  } finally {
    await cdc.stop();
  }
}
