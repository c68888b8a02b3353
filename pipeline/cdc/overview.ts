import type pg from 'pg';
import type { MirroredTable } from '#warehouse/index.ts';
import { CDC_SLOT, type ControlRow, type ControlStore, createControlStore, WHOLE } from './control-store.ts';
import { MIRRORED_TABLES } from './mapping.ts';

/** How replication is, as any process can see it. Sizes in bytes, times in seconds. */
export interface CdcOverview {
  slot: string;
  /** CONNECTING, LOADING, STREAMING or PAUSED; DOWN when its process has not been heard of for ten seconds. */
  phase: string;
  caughtUp: boolean;
  lagSeconds: number | null;
  /** From commit to ClickHouse, over the changes of the last minute. */
  lagP50Seconds: number | null;
  lagP99Seconds: number | null;
  rowsPerSecond: number;
  rowsWritten: number;
  lastCommitAt: Date | null;
  heartbeatAt: Date | null;
  lastError: string | null;
  log: {
    /** `reserved`, `extended`, `unreserved` or `lost`; null without a slot. */
    status: string | null;
    /** Everything before it is in ClickHouse. */
    confirmedLsn: string | null;
    /** What PostgreSQL keeps for the slot. */
    retainedBytes: number | null;
    /** What may still be written before the slot loses its log; null when it never does. */
    safeBytes: number | null;
    /** PostgreSQL's `max_slot_wal_keep_size`; `-1` is without a bound. */
    maxSlotWalKeepSize: string;
  };
  tables: ControlRow[];
  /** Rows that were set aside and wait. */
  poison: number;
  reconciliation: {
    merchants: number;
    /** Merchants whose sides still differ. */
    different: number;
    /** When the one compared longest ago was compared. */
    oldestAt: Date | null;
    differencesEver: number;
  };
}

interface StateRow {
  phase: string;
  caught_up: boolean;
  lag_seconds: number;
  lag_p50: number;
  lag_p99: number;
  rows_per_second: number;
  rows_written: string;
  last_commit_at: Date | null;
  heartbeat_at: Date;
  heartbeat_age: number;
  last_error: string | null;
}

/** A reader that has been silent for so long is taken for gone. */
const SILENT_S = 10;

const STATE = `SELECT *, extract(epoch from clock_timestamp() - heartbeat_at)::float8 AS heartbeat_age
  FROM events.cdc_state WHERE slot = $1`;
const LOG = `SELECT s.wal_status, s.confirmed_flush_lsn::text AS confirmed, s.safe_wal_size::float8 AS safe,
    pg_wal_lsn_diff(pg_current_wal_lsn(), s.restart_lsn)::float8 AS retained,
    current_setting('max_slot_wal_keep_size') AS keep
  FROM (SELECT 1) AS one LEFT JOIN pg_replication_slots s ON s.slot_name = $1`;
const COUNTS = `SELECT (SELECT count(*)::int FROM events.cdc_poison WHERE slot = $1 AND settled_at IS NULL) AS poison,
  count(*)::int AS merchants, (count(*) FILTER (WHERE state = 'DIFFERENT'))::int AS different, min(reconciled_at) AS oldest,
  (SELECT count(*)::int FROM analytics.reconciliation_differences) AS ever FROM analytics.reconciliations`;

/** A table that nobody has ever wanted anything of. */
const untouched = (table: MirroredTable): ControlRow => ({
  table,
  wanted: 'FOLLOW',
  state: 'FOLLOWING',
  resyncRequestedAt: null,
  loadedAt: null,
  loadedLsn: null,
  loadedRows: null,
  loadReason: null,
  error: null,
});

/** @param options.pool of a role that reads replication's tables (mg_worker) */
export async function readCdcOverview(options: { pool: pg.Pool; slot?: string }): Promise<CdcOverview> {
  const { pool } = options;
  const slot = options.slot ?? CDC_SLOT;
  const store: ControlStore = createControlStore({ pool, slot });
  const [states, logs, counts, control] = await Promise.all([
    pool.query<StateRow>(STATE, [slot]),
    pool.query<{
      wal_status: string | null;
      confirmed: string | null;
      safe: number | null;
      retained: number | null;
      keep: string;
    }>(LOG, [slot]),
    pool.query<{ poison: number; merchants: number; different: number; oldest: Date | null; ever: number }>(
      COUNTS,
      [slot],
    ),
    store.read(),
  ]);
  const state = states.rows[0];
  const log = logs.rows[0];
  const count = counts.rows[0];
  const whole = control.get(WHOLE);
  const isDown = !state || (state.heartbeat_age > SILENT_S && state.phase !== 'LOADING');
  return {
    slot,
    phase: isDown ? 'DOWN' : state.phase,
    caughtUp: !isDown && state.caught_up,
    lagSeconds: state ? state.lag_seconds + (isDown ? state.heartbeat_age : 0) : null,
    lagP50Seconds: state?.lag_p50 ?? null,
    lagP99Seconds: state?.lag_p99 ?? null,
    rowsPerSecond: isDown ? 0 : state.rows_per_second,
    rowsWritten: Number(state?.rows_written ?? 0),
    lastCommitAt: state?.last_commit_at ?? null,
    heartbeatAt: state?.heartbeat_at ?? null,
    lastError: state?.last_error ?? null,
    log: {
      status: log?.wal_status ?? null,
      confirmedLsn: log?.confirmed ?? null,
      retainedBytes: log?.retained ?? null,
      safeBytes: log?.safe ?? null,
      maxSlotWalKeepSize: log?.keep ?? '-1',
    },
    tables: [
      ...(whole ? [whole] : []),
      ...MIRRORED_TABLES.map((table) => control.get(table) ?? untouched(table)),
    ],
    poison: count?.poison ?? 0,
    reconciliation: {
      merchants: count?.merchants ?? 0,
      different: count?.different ?? 0,
      oldestAt: count?.oldest ?? null,
      differencesEver: count?.ever ?? 0,
    },
  };
}
