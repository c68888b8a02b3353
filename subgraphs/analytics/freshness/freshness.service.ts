import { loaderOf, type SubgraphContext } from '#platform/graphql/index.ts';
import type { Database } from '#prisma/database.ts';
import { findReplicationState, type ReplicationState } from './freshness.repository.ts';
import { type Freshness, FreshnessStatus } from './freshness.type.ts';

/** From this many seconds on, data or heartbeat count as late. */
const LATE_S = 10;

/**
 * What replication's last word means now. A heartbeat that stopped adds its age to the lag: whatever happened since
 * is not in the reports.
 */
function freshnessOf(state: ReplicationState | undefined): Freshness {
  if (!state) return { lagSeconds: null, replicatedAt: null, status: FreshnessStatus.UNKNOWN };
  const silent = state.heartbeatAgeSeconds >= LATE_S;
  const lagSeconds = Math.max(0, state.lagSeconds + (silent ? state.heartbeatAgeSeconds : 0));
  return {
    lagSeconds,
    replicatedAt: state.caughtUp ? state.heartbeatAt : state.lastCommitAt,
    status: lagSeconds < LATE_S ? FreshnessStatus.LIVE : FreshnessStatus.DELAYED,
  };
}

export interface FreshnessService {
  /** How up to date reports are, asked once a request. */
  current(context: SubgraphContext): Promise<Freshness>;
}

export function createFreshnessService(deps: { db: Pick<Database, 'app'> }): FreshnessService {
  const key = {};
  return {
    current: (context) =>
      loaderOf(context, key, async () => freshnessOf(await findReplicationState(deps.db))),
  };
}
