import type { Connection } from '#platform/graphql/index.ts';
import { figureOf, isMoney } from '../anomaly/figures.ts';
import type { InsightDirection, InsightMetric } from '../insight/insight.enums.ts';
import type { AlertCondition, AlertSchedule } from './alert.enums.ts';
import type { AlertRow, FiringRow } from './alert.repository.ts';
import {
  Alert,
  AlertConnection,
  AlertDryRun,
  AlertDryRunDay,
  AlertFilter,
  AlertFiring,
  AlertFiringConnection,
} from './alert.type.ts';
import type { DryRun } from './dry-run.ts';

/** Without zeros that say nothing. */
const plain = (value: string): string => (value.includes('.') ? value.replace(/\.?0+$/, '') : value);

/** A stored row as the API shows it. */
export function toAlert(row: AlertRow): Alert {
  return Object.assign(new Alert(), {
    id: row.id,
    merchant: { id: row.merchantId },
    name: row.name,
    metric: row.metric as InsightMetric,
    filter: Object.assign(new AlertFilter(), { sku: row.sku, country: row.country }),
    condition: row.condition as AlertCondition,
    threshold: plain(row.threshold),
    baseline: row.baseline,
    baselineDays: row.baselineDays,
    floor: plain(row.floor),
    schedule: row.schedule as AlertSchedule,
    weekday: row.weekday,
    severity: row.severity,
    cooldownDays: row.cooldownDays,
    enabled: row.enabled,
    silencedUntil: row.silencedUntil,
    judgedTo: row.judgedTo,
    failedAt: row.failedAt,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  });
}

export function toAlerts(page: Connection<AlertRow>): AlertConnection {
  const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: toAlert(node) }));
  return Object.assign(new AlertConnection(), { ...page, edges, nodes: edges.map(({ node }) => node) });
}

function toFiring(row: FiringRow): AlertFiring {
  const { metric, currency } = row;
  return Object.assign(new AlertFiring(), {
    id: row.id,
    day: row.day,
    from: row.from,
    observed: figureOf(metric, row.observed),
    expected: row.expected === null ? null : figureOf(metric, row.expected),
    threshold: figureOf(metric, row.threshold),
    change: row.change,
    direction: row.direction as InsightDirection,
    currency: isMoney(metric) ? currency : null,
    insightId: row.insightId,
    anomalyId: row.anomalyId,
    createdAt: row.createdAt,
  });
}

export function toFirings(page: Connection<FiringRow>): AlertFiringConnection {
  const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: toFiring(node) }));
  return Object.assign(new AlertFiringConnection(), { ...page, edges, nodes: edges.map(({ node }) => node) });
}

/** What a dry run found as the API shows it. */
export function toDryRun({ judgements, metric, currency, from, to }: DryRun): AlertDryRun {
  const decimal = (value: number) => figureOf(metric, value.toFixed(4));
  const count = (...outcomes: string[]) =>
    judgements.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return Object.assign(new AlertDryRun(), {
    from,
    to,
    judged: judgements.length,
    firings: judgements.flatMap((judgement) =>
      judgement.outcome !== 'FIRED'
        ? []
        : [
            Object.assign(new AlertDryRunDay(), {
              day: judgement.day,
              from: judgement.reading.window.from,
              observed: decimal(judgement.reading.observed),
              expected: judgement.reading.expected === null ? null : decimal(judgement.reading.expected),
              threshold: decimal(judgement.reading.threshold),
              change: judgement.reading.change,
              direction: judgement.reading.direction as InsightDirection,
              currency: isMoney(metric) ? currency : null,
            }),
          ],
    ),
    tooSmall: count('TOO_SMALL'),
    coolingDown: count('COOLING_DOWN'),
    unknown: count('NO_VALUE', 'NO_BASELINE'),
  });
}
