import type { ReplicationStatus } from '#platform/postgres/replication.ts';

/** What replication does just now. */
export type CdcPhase = 'CONNECTING' | 'LOADING' | 'STREAMING' | 'PAUSED';

export interface CdcStatus extends ReplicationStatus {
  phase: CdcPhase;
  /** Since the start. */
  rowsWritten: number;
  daysRebuilt: number;
  /** Seconds from commit to ClickHouse, over the changes of the last minute. */
  lagP50: number;
  lagP99: number;
}
