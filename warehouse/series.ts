/** A merchant's figures day by day, without gaps: `values.orders[3]` belongs to `days[3]`. */
export interface DailySeries {
  merchantId: string;
  /** Every day of the range, oldest first, `YYYY-MM-DD`. */
  days: string[];
  /** Figures as numbers, for statistics; money in units of the currency, exact to four places below 900 billion. */
  values: Record<SeriesMetric, number[]>;
}

export const SERIES_METRICS = [
  'gross_revenue',
  'refunds',
  'orders',
  'units',
  'customers',
  'carts',
  'abandoned_carts',
] as const;
export type SeriesMetric = (typeof SERIES_METRICS)[number];

const DAY_MS = 86_400_000;

/** Every day from `from` to `to`, both included. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  const end = Date.parse(`${to}T00:00:00Z`);
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= end; at += DAY_MS) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

/** Spreads the days that have data over the whole range; the others are zero. */
export function denseSeries(
  merchantId: string,
  days: string[],
  sparse: ({ days: string[] } & Record<SeriesMetric, number[]>) | undefined,
): DailySeries {
  const first = Date.parse(`${days[0] ?? '1970-01-01'}T00:00:00Z`);
  const places = (sparse?.days ?? []).map((day) =>
    Math.round((Date.parse(`${day}T00:00:00Z`) - first) / DAY_MS),
  );
  const spread = (metric: SeriesMetric): number[] => {
    const values = new Array<number>(days.length).fill(0);
    places.forEach((place, i) => {
      values[place] = sparse?.[metric][i] ?? 0;
    });
    return values;
  };
  const values = Object.fromEntries(SERIES_METRICS.map((metric) => [metric, spread(metric)]));
  return { merchantId, days, values: values as Record<SeriesMetric, number[]> };
}
