import type {
  InsightDirection,
  InsightKind,
  InsightMetric,
  InsightSeverity,
  InsightStatus,
} from './insight.enums.ts';
import type { InsightRow } from './insight.repository.ts';
import type { InsightPage } from './insight.service.ts';
import { Insight, InsightConnection } from './insight.type.ts';

/** Metrics that are money; the others are counted. */
const MONEY = new Set(['GROSS_REVENUE', 'AVERAGE_ORDER_VALUE', 'REFUNDS']);

/** A stored row as the API shows it. */
export function toInsight(row: InsightRow): Insight {
  const counted = !MONEY.has(row.metric);
  const figure = (value: string) => (counted ? value.replace(/\.?0+$/, '') : value);
  return Object.assign(new Insight(), {
    id: row.id,
    merchant: { id: row.merchantId },
    kind: row.kind as InsightKind,
    metric: row.metric as InsightMetric,
    direction: row.direction as InsightDirection,
    severity: row.severity as InsightSeverity,
    title: row.title,
    text: row.body,
    window: {
      from: row.windowFrom,
      to: row.windowTo,
      baselineFrom: row.baselineFrom,
      baselineTo: row.baselineTo,
    },
    figures: {
      observed: figure(row.observed),
      expected: figure(row.expected),
      change: row.change,
      currency: counted ? null : row.currency,
      score: row.score,
    },
    status: row.status as InsightStatus,
    asOf: row.asOf,
    createdAt: row.createdAt,
    readAt: row.readAt,
    dismissedAt: row.dismissedAt,
  });
}

/** A page of rows as the API shows it. */
export function toConnection(page: InsightPage): InsightConnection {
  const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: toInsight(node) }));
  return Object.assign(new InsightConnection(), {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: page.pageInfo,
    totalCount: page.totalCount,
    unreadCount: page.unreadCount,
  });
}
