import type pg from 'pg';

/** An alert on the shop's French orders, silent for a while. */
export async function addAlert(admin: pg.Pool, merchantId: string): Promise<string> {
  const { rows } = await admin.query<{ id: string }>(
    `insert into insights.alerts (merchant_id, name, metric, sku, country, condition, threshold, baseline, baseline_days,
       schedule, weekday, severity, silenced_until, judged_to, created_by)
     values ($1, 'walk', 'GROSS_REVENUE', 'walk', 'FR', 'RISES_BY', 1000, 'MEAN_OF_LAST_DAYS', 7, 'WEEKLY', 1, 'INFO',
       current_date + 300, current_date + 300, 'operator:walk') returning id`,
    [merchantId],
  );
  return rows[0]?.id ?? '';
}

/** What an alert told of, its insight beside it. */
export async function addAnomaly(
  admin: pg.Pool,
  merchantId: string,
  insightId?: string,
  alertId?: string,
): Promise<string> {
  const { rows } = await admin.query<{ id: string }>(
    `insert into insights.anomalies (merchant_id, anomaly_key, insight_id, alert_id, source, kind, metric,
       slice_dimension, slice_key, slice_label, direction, first_from, window_from, window_to, observed, expected, change,
       currency)
     values ($1, $2, $3, $4, 'ALERT', 'CUSTOM_ALERT', 'GROSS_REVENUE', 'COUNTRY', 'FR', 'France', 'UP', '2026-01-05',
       '2026-01-05', '2026-01-05', 200, 100, 1, 'GBP') returning id`,
    [merchantId, `walk:${crypto.randomUUID()}`, insightId ?? null, alertId ?? null],
  );
  return rows[0]?.id ?? '';
}

/** An alert that has fired once: its ids, and that of the anomaly. */
export async function addFiredAlert(
  admin: pg.Pool,
  merchantId: string,
  insightId: string,
): Promise<{ alert: string; anomaly: string }> {
  const alert = await addAlert(admin, merchantId);
  const anomaly = await addAnomaly(admin, merchantId, insightId, alert);
  await admin.query(
    `insert into insights.alert_firings (merchant_id, alert_id, day, metric, direction, currency, window_from, window_to,
       observed, expected, threshold, change, insight_id, anomaly_id)
     values ($1, $2, '2026-01-05', 'GROSS_REVENUE', 'UP', 'GBP', '2026-01-05', '2026-01-05', 200, 100, 150, 1, $3, $4)`,
    [merchantId, alert, insightId, anomaly],
  );
  return { alert, anomaly };
}
