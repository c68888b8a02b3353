import type { Transaction } from '#prisma/database.ts';
import type { WatchedDays } from '#warehouse/index.ts';
import { decimal } from '../anomaly/record-anomalies.ts';
import { addDays } from '../detection/calendar.ts';
import type { Evidence, Slice } from '../detection/finding.ts';
import { announceInsight, saveFinding } from '../insight/save-finding.ts';
import { writeAlertCard } from './alert-texts.ts';
import type { DueAlert } from './due-alerts.ts';
import type { Reading } from './evaluate.ts';
import { latest, metricOver } from './watched-days.ts';

/** Days shown with a card, up to the newest. */
const EVIDENCE_DAYS = 28;

const sliceOf = ({ sku, country }: DueAlert): Slice | undefined =>
  sku !== null
    ? { dimension: 'PRODUCT', key: sku, label: sku }
    : country !== null
      ? { dimension: 'COUNTRY', key: country, label: country }
      : undefined;

/** The days that led there, as far as they were read; what was to be expected of a single day is its threshold. */
function evidenceOf({ metric }: DueAlert, watched: WatchedDays, reading: Reading): Evidence {
  const from = latest(watched.from, addDays(reading.day, 1 - EVIDENCE_DAYS));
  const observed: (number | null)[] = [];
  for (let day = from; day <= reading.day; day = addDays(day, 1))
    observed.push(metricOver(watched, metric, { from: day, to: day }));
  const single = reading.baseline === null && reading.window.from === reading.window.to;
  return { from, observed, expected: observed.map(() => (single ? reading.threshold : null)) };
}

/**
 * Writes that an alert fired on a day: the firing, the card with its event, and the anomaly. Once for each day: whoever
 * comes second writes nothing.
 * @param tx as role `mg_worker`, inside the merchant's tenant
 */
export async function fireAlert(
  tx: Transaction,
  alert: DueAlert,
  watched: WatchedDays,
  reading: Reading,
  correlationId: string,
): Promise<boolean> {
  const { id, merchantId, metric, currency, locale, name, severity } = alert;
  const { day, window, baseline, observed, direction, change } = reading;
  const [firing] = await tx.$queryRaw<{ id: string }[]>`
    insert into insights.alert_firings (merchant_id, alert_id, day, metric, direction, currency, window_from, window_to,
      observed, expected, threshold, change)
    values (${merchantId}::uuid, ${id}::uuid, ${day}::text::date, ${metric}, ${direction}, ${currency},
      ${window.from}::text::date, ${window.to}::text::date, ${decimal(observed)}::text::numeric,
      ${reading.expected === null ? null : decimal(reading.expected)}::text::numeric,
      ${decimal(reading.threshold)}::text::numeric, ${change}::float8)
    on conflict (alert_id, day) do nothing returning id::text`;
  if (firing === undefined) return false;
  const slice = sliceOf(alert);
  const expected = reading.expected ?? reading.threshold;
  const against = baseline ?? { from: addDays(window.from, -EVIDENCE_DAYS), to: addDays(window.from, -1) };
  const saved = await saveFinding(
    tx,
    merchantId,
    {
      kind: 'CUSTOM_ALERT',
      metric,
      direction,
      severity,
      stableKey: `alert:${id}:${day}`,
      window: { ...window, baselineFrom: against.from, baselineTo: against.to },
      asOf: addDays(day, 1),
      observed,
      expected,
      change,
      score: 0,
      currency,
      ...(slice ? { slice } : {}),
      evidence: evidenceOf(alert, watched, reading),
    },
    writeAlertCard({ name, metric, slice, reading }, locale, currency),
  );
  await announceInsight(tx, { merchantId, correlationId, saved });
  const [anomaly] = await tx.$queryRaw<{ id: string }[]>`
    insert into insights.anomalies (merchant_id, anomaly_key, insight_id, alert_id, source, kind, metric,
      slice_dimension, slice_key, slice_label, direction, first_from, window_from, window_to, observed, expected, change,
      currency)
    values (${merchantId}::uuid, ${`alert:${id}:${day}`}, ${saved.id}::uuid, ${id}::uuid, 'ALERT', 'CUSTOM_ALERT',
      ${metric}, ${slice?.dimension ?? null}, ${slice?.key ?? null}, ${slice?.label ?? null}, ${direction},
      ${window.from}::text::date, ${window.from}::text::date, ${window.to}::text::date,
      ${decimal(observed)}::text::numeric, ${decimal(expected)}::text::numeric, ${change}::float8, ${currency})
    returning id::text`;
  if (anomaly === undefined) throw new Error('the anomaly of an alert was not written');
  await tx.$executeRaw`
    update insights.alert_firings set insight_id = ${saved.id}::uuid, anomaly_id = ${anomaly.id}::uuid
    where id = ${firing.id}::uuid`;
  return true;
}
