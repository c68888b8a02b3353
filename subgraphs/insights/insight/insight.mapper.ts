import { addDays } from '../detection/calendar.ts';
import type { Action, Evidence, Explanation } from '../detection/finding.ts';
import { actionText } from '../text/card.ts';
import { storedWords } from '../text/stored-words.ts';
import type {
  InsightActionCode,
  InsightDimension,
  InsightDirection,
  InsightKind,
  InsightMetric,
  InsightSeverity,
  InsightStatus,
} from './insight.enums.ts';
import type { InsightRow, VersionRow } from './insight.repository.ts';
import type { InsightPage } from './insight.service.ts';
import { Insight, InsightConnection } from './insight.type.ts';
import type {
  InsightEvidencePoint,
  InsightExplanation,
  InsightFigures,
  InsightVersion,
} from './insight-parts.type.ts';

/** Metrics that are money; the others are counted. */
const MONEY = new Set(['GROSS_REVENUE', 'NET_REVENUE', 'AVERAGE_ORDER_VALUE', 'REFUNDS']);

type Figured = Pick<
  InsightRow,
  'kind' | 'metric' | 'observed' | 'expected' | 'change' | 'currency' | 'score'
>;

function figuresOf({ kind, metric, observed, expected, change, currency, score }: Figured): InsightFigures {
  // A concentration is about revenue and counts in shares of it.
  const counted = !MONEY.has(metric) || kind === 'CONCENTRATION';
  const figure = (value: string) => (counted ? value.replace(/\.?0+$/, '') : value);
  return {
    observed: figure(observed),
    expected: figure(expected),
    change,
    currency: counted ? null : currency,
    score,
  };
}

function evidenceOf({ from, observed, expected }: Evidence): InsightEvidencePoint[] {
  return observed.map((value, index) => ({
    day: addDays(from, index),
    observed: value,
    expected: expected[index] ?? null,
  }));
}

function explanationOf({ effects, contributions, lastYear }: Explanation): InsightExplanation {
  return {
    effects:
      effects === undefined
        ? null
        : {
            price: effects.price.toFixed(4),
            volume: effects.volume.toFixed(4),
            mix: effects.mix.toFixed(4),
          },
    contributions: contributions.map(({ slice, ...figures }) => ({
      slice: { ...slice, dimension: slice.dimension as InsightDimension },
      ...figures,
    })),
    lastYear: lastYear ?? null,
  };
}

/** A stored row as the API shows it. */
export function toInsight(row: InsightRow): Insight {
  const { sliceDimension, sliceKey, sliceLabel } = row;
  return Object.assign(new Insight(), {
    id: row.id,
    merchant: { id: row.merchantId },
    kind: row.kind as InsightKind,
    metric: row.metric as InsightMetric,
    direction: row.direction as InsightDirection,
    severity: row.severity as InsightSeverity,
    ...storedWords(row),
    slice:
      sliceDimension === null || sliceKey === null
        ? null
        : { dimension: sliceDimension as InsightDimension, key: sliceKey, label: sliceLabel ?? sliceKey },
    window: {
      from: row.windowFrom,
      to: row.windowTo,
      baselineFrom: row.baselineFrom,
      baselineTo: row.baselineTo,
    },
    figures: figuresOf(row),
    evidence: row.evidence && evidenceOf(row.evidence),
    explanation: row.explanation && explanationOf(row.explanation),
    action: {
      code: row.action as InsightActionCode,
      text: actionText(row.action as Action, row.merchantLocale),
    },
    status: row.status as InsightStatus,
    asOf: row.asOf,
    firstSeen: row.asOf,
    lastSeen: row.lastSeen,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
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

/** What an insight said before. */
export function toVersion(row: VersionRow, of: { kind: string; metric: string; currency: string | null }) {
  const { version, seen, severity, title, windowFrom, windowTo, baselineFrom, baselineTo, writtenAt } = row;
  const shown: InsightVersion = {
    version,
    seen,
    severity: severity as InsightSeverity,
    title,
    window: { from: windowFrom, to: windowTo, baselineFrom, baselineTo },
    figures: figuresOf({ ...row, ...of }),
    writtenAt,
  };
  return shown;
}
