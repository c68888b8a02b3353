import DataLoader from 'dataloader';
import { loaderOf, type SubgraphContext } from '#platform/graphql/index.ts';
import type { Database } from '#prisma/database.ts';
import {
  findReconciliations,
  findReplicationState,
  type ReconciliationRecord,
  type ReplicationState,
} from './freshness.repository.ts';
import { type Freshness, FreshnessStatus, ReconciliationState } from './freshness.type.ts';

/** From this many seconds on, data or heartbeat count as late. */
const LATE_S = 10;

/**
 * What replication's last word means now. A heartbeat that stopped adds its age to the lag: whatever happened since
 * is not in the reports.
 */
function replicationOf(
  state: ReplicationState | undefined,
): Pick<Freshness, 'lagSeconds' | 'replicatedAt' | 'status'> {
  if (!state) return { lagSeconds: null, replicatedAt: null, status: FreshnessStatus.UNKNOWN };
  const silent = state.heartbeatAgeSeconds >= LATE_S;
  const lagSeconds = Math.max(0, state.lagSeconds + (silent ? state.heartbeatAgeSeconds : 0));
  return {
    lagSeconds,
    replicatedAt: state.caughtUp ? state.heartbeatAt : state.lastCommitAt,
    status: lagSeconds < LATE_S ? FreshnessStatus.LIVE : FreshnessStatus.DELAYED,
  };
}

const STATES: readonly string[] = Object.values(ReconciliationState);

function reconciliationOf(
  record: ReconciliationRecord | undefined,
): Pick<Freshness, 'reconciledAt' | 'reconciliation'> {
  if (!record || !STATES.includes(record.state))
    return { reconciledAt: null, reconciliation: ReconciliationState.NEVER };
  return { reconciledAt: record.reconciledAt, reconciliation: record.state as ReconciliationState };
}

export interface FreshnessService {
  /**
   * How up to date a merchant's reports are, and whether they agree with their source; asked once a request.
   * @param merchantId of a report that the caller may read
   */
  current(context: SubgraphContext, merchantId: string): Promise<Freshness>;
}

export function createFreshnessService(deps: { db: Pick<Database, 'app'> }): FreshnessService {
  const replicationKey = {};
  const reconciliationKey = {};
  const reconciliations = (context: SubgraphContext): DataLoader<string, ReconciliationRecord | undefined> =>
    loaderOf(
      context,
      reconciliationKey,
      () =>
        new DataLoader(async (ids: readonly string[]) => {
          const found = await findReconciliations(deps.db, ids);
          return ids.map((id) => found.find(({ merchantId }) => merchantId === id));
        }),
    );
  return {
    async current(context, merchantId) {
      const [replication, record] = await Promise.all([
        loaderOf(context, replicationKey, () => findReplicationState(deps.db)),
        reconciliations(context).load(merchantId),
      ]);
      return { ...replicationOf(replication), ...reconciliationOf(record) };
    },
  };
}
