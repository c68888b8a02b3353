import type { Finding, Slice } from '../detection/finding.ts';
import type { InsightSource } from './read-chunk.ts';

/** Dimensions whose keys people do not know by heart. */
const NAMED: readonly string[] = ['PRODUCT', 'CUSTOMER'];

const keyOf = (merchantId: string, { dimension, key }: { dimension: string; key: string }): string =>
  `${merchantId} ${dimension} ${key}`;

function slicesOf(finding: Finding): Slice[] {
  const tests = finding.anomalies?.flatMap(({ slice }) => slice ?? []) ?? [];
  const parts = finding.explanation?.contributions.map(({ slice }) => slice) ?? [];
  return [...(finding.slice ? [finding.slice] : []), ...tests, ...parts];
}

function named(finding: Finding, label: (slice: Slice) => Slice): Finding {
  const { slice, anomalies, explanation } = finding;
  return {
    ...finding,
    ...(slice ? { slice: label(slice) } : {}),
    ...(anomalies
      ? { anomalies: anomalies.map((one) => (one.slice ? { ...one, slice: label(one.slice) } : one)) }
      : {}),
    ...(explanation
      ? {
          explanation: {
            ...explanation,
            contributions: explanation.contributions.map((one) => ({ ...one, slice: label(one.slice) })),
          },
        }
      : {}),
  };
}

/**
 * Puts what people call products and customers into findings. Only these few are looked up: every slice that is merely
 * looked at would be a hundred times as many.
 */
export async function nameSlices<T extends { merchantId: string; findings: readonly Finding[] }>(
  source: InsightSource,
  found: readonly T[],
): Promise<T[]> {
  const wanted = new Map<string, { merchantId: string; dimension: string; key: string }>();
  for (const { merchantId, findings } of found) {
    for (const { dimension, key } of findings.flatMap(slicesOf)) {
      if (NAMED.includes(dimension))
        wanted.set(keyOf(merchantId, { dimension, key }), { merchantId, dimension, key });
    }
  }
  if (wanted.size === 0) return [...found];
  const labels = new Map(
    (await source.insights.labels([...wanted.values()])).map((one) => [
      keyOf(one.merchantId, one),
      one.label,
    ]),
  );
  return found.map((one) => ({
    ...one,
    findings: one.findings.map((finding) =>
      named(finding, (slice) => ({
        ...slice,
        label: labels.get(keyOf(one.merchantId, slice)) ?? slice.label,
      })),
    ),
  }));
}
