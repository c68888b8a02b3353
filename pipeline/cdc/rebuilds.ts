import {
  type Lsn,
  type PackedRow,
  type ReplicatedChange,
  versionOf,
} from '#platform/postgres/replication.ts';
import type { Warehouse } from '#warehouse/index.ts';
import type { DirtyDays } from './changes.ts';
import type { LagMeter } from './lag.ts';
import type { LateMonths } from './months.ts';

/**
 * A stream this far behind computes days once for many batches. Well above the lag of a busy moment, which waiting would
 * only make longer.
 */
const BEHIND_MS = 3_000;
/** Even then a day is not left for longer, and what a crash has to repeat stays small. */
const AT_LEAST_EVERY_MS = 4_000;
/** Days that wait in memory. */
const MAX_DAYS = 20_000;

/** When the days that rows have touched are computed anew: after every batch, or once for many of a backlog. */
export interface Rebuilds {
  /** Rows of these changes are in the warehouse. */
  written(changes: readonly ReplicatedChange<PackedRow>[]): void;
  /** Whether the days can wait, though a transaction has ended. */
  mayWait(committedAt: Date): boolean;
  /** Computes all that is due, as of this commit. */
  run(commit: Lsn): Promise<void>;
}

export function createRebuilds(options: {
  warehouse: Pick<Warehouse, 'rebuildDays'>;
  dirty: DirtyDays;
  months: Pick<LateMonths, 'touch'>;
  lag: LagMeter;
  /** Hears how many days were computed. */
  onRebuilt(days: number): void;
}): Rebuilds {
  const { dirty, lag, warehouse } = options;
  /** Changes whose days wait, by the instant of their commit. */
  const waiting: { committedAt: Date; count: number }[] = [];
  let ranAt = Date.now();
  return {
    written(changes) {
      let from = 0;
      for (let at = 1; at <= changes.length; at += 1) {
        const committedAt = changes[from]?.committedAt;
        if (!committedAt || changes[at]?.committedAt === committedAt) continue;
        waiting.push({ committedAt, count: at - from });
        from = at;
      }
    },
    mayWait(committedAt) {
      const now = Date.now();
      if (now - committedAt.getTime() < BEHIND_MS || dirty.size > MAX_DAYS) return false;
      return now - ranAt < AT_LEAST_EVERY_MS;
    },
    async run(commit) {
      const days = dirty.take();
      try {
        await warehouse.rebuildDays({ days, version: versionOf(commit, 0) });
      } catch (error) {
        dirty.addAll(days);
        throw error;
      }
      options.months.touch(days);
      ranAt = Date.now();
      for (const { committedAt, count } of waiting.splice(0)) lag.add(ranAt - committedAt.getTime(), count);
      options.onRebuilt(days.length);
    },
  };
}
