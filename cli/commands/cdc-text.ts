import type { CdcOverview } from '../../pipeline/cdc/overview.ts';

const size = (bytes: number | null): string =>
  bytes === null ? 'unknown' : `${(bytes / 1_048_576).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
const seconds = (value: number | null): string => (value === null ? 'unknown' : `${value.toFixed(2)} s`);

/** The state of replication for people. */
export function describeOverview(overview: CdcOverview): string {
  const { log, reconciliation } = overview;
  const lines = [
    `${overview.phase.toLowerCase()}${overview.caughtUp ? ', caught up' : ''}; lag ${seconds(overview.lagSeconds)}, of the last minute's changes p50 ${seconds(overview.lagP50Seconds)}, p99 ${seconds(overview.lagP99Seconds)}; ${Math.round(overview.rowsPerSecond)} rows/s`,
    `log: ${log.status ?? 'no slot'}, ${size(log.retainedBytes)} kept, at most ${log.maxSlotWalKeepSize}${log.safeBytes === null ? '' : ` (${size(log.safeBytes)} left)`}`,
    ...overview.tables
      .filter(({ table }) => table !== '*')
      .map(({ table, state, loadedRows, loadedAt, loadReason, error }) => {
        const loaded = loadedAt
          ? `loaded ${loadedAt.toISOString()} (${loadedRows ?? 0} rows, ${loadReason})`
          : '';
        return `  ${table.padEnd(14)} ${state.toLowerCase().padEnd(10)} ${loaded}${error ? `  ${error}` : ''}`.trimEnd();
      }),
    `set aside: ${overview.poison} rows`,
    reconciliation.oldestAt
      ? `reconciled: ${reconciliation.merchants} merchants, all since ${reconciliation.oldestAt.toISOString()}; ${reconciliation.different} differ now, ${reconciliation.differencesEver} differences ever`
      : 'reconciled: never',
  ];
  if (overview.lastError) lines.push(`last error: ${overview.lastError}`);
  return lines.join('\n');
}
