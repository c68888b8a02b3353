import { appendEvent } from '#platform/events/index.ts';
import type { Transaction } from '#prisma/database.ts';
import type { Finding, Kind, Metric } from '../detection/finding.ts';
import { INSIGHT_CREATED, INSIGHT_CREATED_VERSION } from '../subscription/insight-created.ts';
import { INSIGHT_UPDATED, INSIGHT_UPDATED_VERSION } from '../subscription/insight-updated.ts';
import type { Card } from '../text/card.ts';

/** A story that becomes a card: what detection found, or what another room of insights has to say in the same form. */
export type CardStory = Omit<Finding, 'kind' | 'metric' | 'currency' | 'also'> & {
  readonly kind: Kind | 'DATA_QUALITY' | 'CUSTOM_ALERT';
  readonly metric: Metric | 'DATA_QUALITY';
  /** ISO 4217; null for figures that are no money. */
  readonly currency: string | null;
  readonly also?: Finding['also'];
};

/** What became of a story. */
export interface SavedInsight {
  readonly id: string;
  /** UPDATED: the card says something else than before. UNCHANGED: it does not, or what it says is newer. */
  readonly outcome: 'CREATED' | 'UPDATED' | 'UNCHANGED';
  /** How many times the card has been written, from 1. */
  readonly version: number;
  readonly kind: CardStory['kind'];
  readonly severity: CardStory['severity'];
}

/** The largest number the columns of figures hold. */
const LARGEST = 1e14;
const decimal = (value: number): string => Math.max(-LARGEST, Math.min(LARGEST, value)).toFixed(4);
const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

/**
 * Writes a story's card: a new one, or, when the merchant has a card with the same stable key, the story so far. An update
 * moves figures, window, words and severity on and keeps what the card said before in insights.insight_versions. A
 * dismissed card stays dismissed; one that was read becomes unread again only when it has become more severe. A finding of
 * an earlier morning than the card's newest never overwrites it, so a backfill that repeats days changes nothing.
 *
 * One statement, so that ten thousand merchants can be written in seconds. Writers of one merchant take turns
 * (`lockMerchant`): two with different news of one story at the very same moment would not lose the card, but what it said
 * before.
 * @param card its words; those of templates are kept with what they were made of, so that another locale can read them
 */
export async function saveFinding(
  tx: Transaction,
  merchantId: string,
  finding: CardStory,
  card: Card,
): Promise<SavedInsight> {
  const { window, slice, explanation, evidence } = finding;
  const rows = await tx.$queryRaw<{ id: string | null; outcome: SavedInsight['outcome']; version: number }[]>`
    with before as (
      select * from insights.insights where merchant_id = ${merchantId}::uuid and stable_key = ${finding.stableKey}
    ), written as (
      insert into insights.insights as card (merchant_id, stable_key, kind, metric, direction, severity, title, body,
        window_from, window_to, baseline_from, baseline_to, observed, expected, change, score, currency, as_of,
        slice_dimension, slice_key, slice_label, explanation, evidence, action, facts, locale, text_version, last_seen)
      values (${merchantId}::uuid, ${finding.stableKey}, ${finding.kind}, ${finding.metric}, ${finding.direction},
        ${finding.severity}, ${card.title}, ${card.text}, ${window.from}::text::date, ${window.to}::text::date,
        ${window.baselineFrom}::text::date, ${window.baselineTo}::text::date,
        ${decimal(finding.observed)}::text::numeric, ${decimal(finding.expected)}::text::numeric,
        ${finding.change}::float8, ${finding.score}::float8, ${finding.currency}, ${finding.asOf}::text::date,
        ${slice?.dimension ?? null}, ${slice?.key ?? null}, ${slice?.label ?? null},
        ${json(explanation)}::text::jsonb, ${json(evidence)}::text::jsonb, ${finding.action ?? 'NONE'},
        ${json(card.facts)}::text::jsonb, ${card.locale ?? 'en'}, ${card.version ?? 0}::int, ${finding.asOf}::text::date)
      on conflict (merchant_id, stable_key) do update set
        kind = excluded.kind, metric = excluded.metric, direction = excluded.direction, severity = excluded.severity,
        title = excluded.title, body = excluded.body, window_from = excluded.window_from,
        window_to = excluded.window_to, baseline_from = excluded.baseline_from, baseline_to = excluded.baseline_to,
        observed = excluded.observed, expected = excluded.expected, change = excluded.change, score = excluded.score,
        currency = excluded.currency, slice_label = excluded.slice_label, explanation = excluded.explanation,
        evidence = excluded.evidence, action = excluded.action, facts = excluded.facts, locale = excluded.locale,
        text_version = excluded.text_version, last_seen = excluded.last_seen, version = card.version + 1,
        updated_at = now(),
        status = case when card.status = 'READ' and
          array_position(array['INFO', 'NOTICE', 'WARNING', 'CRITICAL'], excluded.severity) >
          array_position(array['INFO', 'NOTICE', 'WARNING', 'CRITICAL'], card.severity) then 'UNREAD' else card.status end
      where coalesce(card.last_seen, card.as_of) <= excluded.as_of and (
        card.severity, card.metric, card.direction, card.title, card.body, card.window_from, card.window_to,
        card.observed, card.expected, card.change, card.score, card.explanation, card.evidence, card.action, card.facts,
        coalesce(card.last_seen, card.as_of)
      ) is distinct from (
        excluded.severity, excluded.metric, excluded.direction, excluded.title, excluded.body, excluded.window_from,
        excluded.window_to, excluded.observed, excluded.expected, excluded.change, excluded.score, excluded.explanation,
        excluded.evidence, excluded.action, excluded.facts, excluded.last_seen
      )
      returning id, version
    ), kept as (
      insert into insights.insight_versions (insight_id, version, merchant_id, seen, severity, title, window_from,
        window_to, baseline_from, baseline_to, observed, expected, change, score, written_at)
      select id, before.version, merchant_id, coalesce(last_seen, as_of), severity, title, window_from, window_to,
        baseline_from, baseline_to, observed, expected, change, score, coalesce(updated_at, created_at)
      from before join written using (id)
    )
    select coalesce(written.id, before.id)::text as id, coalesce(written.version, before.version) as version,
      case when written.id is null then 'UNCHANGED' when written.version = 1 then 'CREATED' else 'UPDATED' end as outcome
    from (select 1) as one left join written on true left join before on true`;
  const { kind, severity } = finding;
  const [saved] = rows;
  if (saved?.id) return { ...saved, id: saved.id, kind, severity };
  // Another writer has just written the very same: it was not there when the statement began.
  const [other] = await tx.$queryRaw<{ id: string; version: number }[]>`
    select id::text, version from insights.insights
    where merchant_id = ${merchantId}::uuid and stable_key = ${finding.stableKey}`;
  if (other === undefined) throw new Error(`the card ${finding.stableKey} was neither written nor found`);
  return { ...other, outcome: 'UNCHANGED', kind, severity };
}

/**
 * Tells whoever listens what became of a story, in the transaction that wrote it; an unchanged card is no news.
 * `insight.created` carries the insight's own id, so that there is one such event for it and a subscriber can resume after
 * an insight it has seen; each `insight.updated` has an id of its own.
 * @param news.backfill whether days of the past are being filled, of which nobody is told at once
 */
export async function announceInsight(
  tx: Transaction,
  news: { merchantId: string; correlationId: string; saved: SavedInsight; backfill?: boolean },
): Promise<void> {
  const { id: insightId, outcome, version, kind, severity } = news.saved;
  if (outcome === 'UNCHANGED') return;
  const { merchantId, correlationId } = news;
  const backfill = news.backfill ? { backfill: true } : {};
  const envelope = { merchantId, correlationId, sourceService: 'insights' };
  if (outcome === 'CREATED') {
    await appendEvent(tx, {
      ...envelope,
      eventId: insightId,
      eventType: INSIGHT_CREATED,
      eventVersion: INSIGHT_CREATED_VERSION,
      payload: { insightId, kind, severity, ...backfill },
    });
    return;
  }
  await appendEvent(tx, {
    ...envelope,
    eventType: INSIGHT_UPDATED,
    eventVersion: INSIGHT_UPDATED_VERSION,
    payload: { insightId, version, kind, severity, ...backfill },
  });
}
