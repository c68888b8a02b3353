import type { Connection } from '#platform/graphql/index.ts';
import type {
  InsightDimension,
  InsightDirection,
  InsightKind,
  InsightMetric,
} from '../insight/insight.enums.ts';
import type { AnomalyRow } from './anomaly.repository.ts';
import { Anomaly, AnomalyConnection, type AnomalySource, type AnomalyStatus } from './anomaly.type.ts';
import { figureOf, isMoney } from './figures.ts';

/** A stored row as the API shows it. */
export function toAnomaly(row: AnomalyRow): Anomaly {
  const figure = (value: string | null) => (value === null ? null : figureOf(row.metric, value));
  return Object.assign(new Anomaly(), {
    id: row.id,
    merchant: { id: row.merchantId },
    insightId: row.insightId,
    alertId: row.alertId,
    source: row.source as AnomalySource,
    kind: row.kind === 'REPORTED' ? null : (row.kind as InsightKind),
    metric: row.metric as InsightMetric,
    slice:
      row.sliceDimension === null
        ? null
        : {
            dimension: row.sliceDimension as InsightDimension,
            key: row.sliceKey ?? '',
            label: row.sliceLabel ?? row.sliceKey ?? '',
          },
    direction: row.direction as InsightDirection | null,
    since: row.since,
    from: row.from,
    to: row.to,
    observed: figure(row.observed),
    expected: figure(row.expected),
    change: row.change,
    currency: isMoney(row.metric) && row.observed !== null ? row.currency : null,
    score: row.score,
    pValue: row.p,
    status: row.status as AnomalyStatus,
    note: row.note,
    reportedBy: row.reportedBy,
    statusChangedBy: row.statusBy,
    statusChangedAt: row.statusAt,
    createdAt: row.createdAt,
  });
}

/** A page of rows as the API shows it. */
export function toAnomalies(page: Connection<AnomalyRow>): AnomalyConnection {
  const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: toAnomaly(node) }));
  return Object.assign(new AnomalyConnection(), { ...page, edges, nodes: edges.map(({ node }) => node) });
}
