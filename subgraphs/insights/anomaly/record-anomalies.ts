import type { Transaction } from '#prisma/database.ts';
import type { Candidate } from '../detection/finding.ts';

/** The largest number the columns of figures hold. */
const LARGEST = 1e14;
/** A figure as `numeric(19, 4)` takes it. */
export const decimal = (value: number): string => Math.max(-LARGEST, Math.min(LARGEST, value)).toFixed(4);

/** What two observations of one thing have in common, whatever days they are about. */
const subjectOf = ({ kind, metric, slice, direction }: Candidate): string =>
  [kind, metric, slice?.dimension ?? '', slice?.key ?? '', direction].join(':');

/** The tests of one call, without those that say of the same thing and days what one before them said. */
function distinct(candidates: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const one of candidates) {
    const known = kept.some(
      (other) =>
        subjectOf(other) === subjectOf(one) &&
        other.window.from <= one.window.to &&
        other.window.to >= one.window.from,
    );
    if (!known) kept.push(one);
  }
  return kept;
}

const asRow = (insightId: string | null, one: Candidate) => ({
  key: `${insightId ?? 'none'}:${subjectOf(one)}:${one.window.from}:${one.window.to}`,
  kind: one.kind,
  metric: one.metric,
  dimension: one.slice?.dimension ?? null,
  slice: one.slice?.key ?? null,
  label: one.slice?.label ?? null,
  direction: one.direction,
  from: one.window.from,
  to: one.window.to,
  observed: decimal(one.observed),
  expected: decimal(one.expected),
  change: one.change,
  score: one.score,
  p: one.p,
});

/**
 * Writes down the tests that an insight rests on. Doing so again changes nothing. A test of the same thing whose days
 * overlap with those of an earlier one of that insight is the same anomaly going on: its row moves to the newer days and
 * their figures, and keeps what the team said of it. One transaction per merchant at a time may do this, as the job's
 * `lockMerchant` sees to.
 * @param tx as role `mg_worker`, inside the merchant's tenant
 */
export async function recordAnomalies(
  tx: Transaction,
  merchantId: string,
  insightId: string | null,
  candidates: readonly Candidate[],
): Promise<void> {
  if (candidates.length === 0) return;
  const rows = JSON.stringify(distinct(candidates).map((one) => asRow(insightId, one)));
  await tx.$executeRaw`
    with given as (
      select * from jsonb_to_recordset(${rows}::text::jsonb) as g(key text, kind text, metric text, dimension text,
        slice text, label text, direction text, "from" date, "to" date, observed numeric, expected numeric,
        change float8, score float8, p float8)
    ), paired as (
      -- One row for each given test: the newest of those that it continues.
      select distinct on (g.key) g.*, a.id as known, a.window_to as known_to
      from given g left join insights.anomalies a
        on a.merchant_id = ${merchantId}::uuid and a.insight_id = ${insightId}::text::uuid and a.source = 'DETECTED'
        and a.kind = g.kind and a.metric = g.metric and a.direction = g.direction
        and a.slice_dimension is not distinct from g.dimension and a.slice_key is not distinct from g.slice
        and a.first_from <= g."to" and a.window_to >= g."from"
      order by g.key, a.window_to desc
    ), moved as (
      update insights.anomalies a set window_from = p."from", window_to = p."to",
        first_from = least(a.first_from, p."from"), slice_label = p.label,
        observed = p.observed, expected = p.expected, change = p.change, score = p.score, p = p.p, updated_at = now()
      from paired p
      -- Days that are looked at again, by a backfill, do not take a row back.
      where a.id = p.known and p."to" >= p.known_to
        and (a.window_from, a.window_to, a.observed, a.expected, a.score, a.p)
          is distinct from (p."from", p."to", p.observed, p.expected, p.score, p.p)
    )
    insert into insights.anomalies (merchant_id, anomaly_key, insight_id, source, kind, metric, slice_dimension,
      slice_key, slice_label, direction, first_from, window_from, window_to, observed, expected, change, score, p, currency)
    select ${merchantId}::uuid, key, ${insightId}::text::uuid, 'DETECTED', kind, metric, dimension, slice, label,
      direction, "from", "from", "to", observed, expected, change, score, p,
      (select currency from users.merchants where id = ${merchantId}::uuid)
    from paired where known is null
    on conflict (merchant_id, anomaly_key) do nothing`;
}
