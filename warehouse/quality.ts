import { z } from 'zod';
import type { ClickHouseClient } from '#platform/clickhouse/client.ts';

/** What a rule looks at. */
export type QualityKind = 'FRESHNESS' | 'NULLS' | 'RANGE' | 'UNIQUENESS' | 'VOLUME';

/** One rule: a number that each merchant's rows come to, and the bounds it has to keep. */
export interface QualityRule {
  /** Stable name, `<table>.<what>`. */
  name: string;
  table: 'orders' | 'order_items' | 'customers' | 'products' | 'carts';
  /** Null when it is about whole rows. */
  column: string | null;
  kind: QualityKind;
  /** What is observed, for people to read. */
  description: string;
  /** Aggregate over the rows of the window that gives the number; null when there is too little to judge by. */
  observed: string;
  /** Bounds, both included; null is no bound. */
  least: number | null;
  most: number | null;
}

/** Days before `{today:Date32}` that rules look at, so that a check costs the same however old the shop is. */
const WINDOW_DAYS = 30;

const share = (condition: string): string => `if(count() = 0, NULL, countIf(${condition}) / count())`;
const within = (days: number): string =>
  `business_date BETWEEN {today:Date32} - ${days} AND {today:Date32} - 1`;

/** Every rule of data quality. A new one is added here, and nowhere else. */
export const QUALITY_RULES: readonly QualityRule[] = [
  {
    name: 'orders.freshness',
    table: 'orders',
    column: 'business_date',
    kind: 'FRESHNESS',
    description: 'Days since the newest order, of a shop that sold in the last 30 days',
    observed: "if(count() = 0, NULL, dateDiff('day', max(business_date), {today:Date32}))",
    least: null,
    most: 7,
  },
  {
    name: 'orders.unique_number',
    table: 'orders',
    column: 'external_id',
    kind: 'UNIQUENESS',
    description: 'Orders that share their number with another one',
    observed: 'count() - uniqExact(external_id, kind)',
    least: null,
    most: 0,
  },
  {
    name: 'orders.known_customer',
    table: 'orders',
    column: 'customer_id',
    kind: 'NULLS',
    description: 'Share of orders whose customer is not known',
    observed: share('isNull(customer_id)'),
    least: null,
    most: 0.9,
  },
  {
    name: 'orders.currency',
    table: 'orders',
    column: 'currency',
    kind: 'RANGE',
    description: 'Orders whose currency is no code of three capital letters',
    observed: "countIf(NOT match(currency, '^[A-Z]{3}$'))",
    least: null,
    most: 0,
  },
  {
    name: 'order_items.volume',
    table: 'order_items',
    column: null,
    kind: 'VOLUME',
    description:
      'Lines a day in the last 7 days, divided by those of the 21 days before; only of shops with 20 a day',
    observed: `if(countIf(NOT ${within(7)}) / 21 < 20, NULL, (countIf(${within(7)}) / 7) / (countIf(NOT ${within(7)}) / 21))`,
    least: 0.1,
    most: 10,
  },
  {
    name: 'order_items.sku',
    table: 'order_items',
    column: 'sku',
    kind: 'NULLS',
    description: 'Share of lines without a product number',
    observed: share("sku = ''"),
    least: null,
    most: 0.01,
  },
  {
    name: 'order_items.price',
    table: 'order_items',
    column: 'unit_price',
    kind: 'RANGE',
    description: 'Sold lines with a negative price, or one above 1,000,000',
    observed: "countIf(kind = 'SALE' AND (unit_price < 0 OR unit_price > 1000000))",
    least: null,
    most: 0,
  },
  {
    name: 'order_items.quantity',
    table: 'order_items',
    column: 'quantity',
    kind: 'RANGE',
    description: 'Sold lines of no piece, or of more than 1,000,000',
    observed: "countIf(kind = 'SALE' AND (quantity < 1 OR quantity > 1000000))",
    least: null,
    most: 0,
  },
  {
    name: 'order_items.sign',
    table: 'order_items',
    column: 'amount',
    kind: 'RANGE',
    description: 'Sold lines that take money back, and cancelled or refunded ones that bring some',
    observed:
      "countIf((kind = 'SALE' AND amount < 0) OR (kind IN ('CANCELLATION', 'REFUND') AND amount > 0))",
    least: null,
    most: 0,
  },
  {
    name: 'carts.total',
    table: 'carts',
    column: 'total',
    kind: 'RANGE',
    description: 'Carts with a negative total',
    observed: 'countIf(total < 0)',
    least: null,
    most: 0,
  },
  {
    name: 'customers.unique_number',
    table: 'customers',
    column: 'external_id',
    kind: 'UNIQUENESS',
    description: 'Customers that share their number with another one',
    observed: 'count() - uniqExact(external_id)',
    least: null,
    most: 0,
  },
  {
    name: 'products.title',
    table: 'products',
    column: 'title',
    kind: 'NULLS',
    description: 'Share of products without a title',
    observed: share("isNull(title) OR title = ''"),
    least: null,
    most: 0.5,
  },
];

/** Tables whose rows have a day: of those only the window is looked at. */
const DATED: readonly QualityRule['table'][] = ['orders', 'order_items', 'carts'];

/** What a rule came to; null when there was too little to judge by. */
export interface QualityObservation {
  merchantId: string;
  rule: string;
  observed: number | null;
}

export interface QualityQueries {
  /**
   * Observes every rule for every merchant, table by table. A merchant without rows in a table has nothing observed.
   * @param today `YYYY-MM-DD`; the window ends the day before, and what is later is left out
   */
  observe(options: {
    merchantIds: readonly string[];
    today: string;
    signal?: AbortSignal;
  }): Promise<QualityObservation[]>;
}

const observedNumber = z.coerce.number().nullable();

export function createQualityQueries(client: ClickHouseClient): QualityQueries {
  return {
    async observe({ merchantIds, today, signal }) {
      const observations: QualityObservation[] = [];
      for (const table of new Set(QUALITY_RULES.map((rule) => rule.table))) {
        const rules = QUALITY_RULES.filter((rule) => rule.table === table);
        const columns = rules.map((rule, at) => `toFloat64(${rule.observed}) AS o${at}`);
        const days = DATED.includes(table) ? `AND ${within(WINDOW_DAYS)}` : '';
        const result = await client.query({
          query: `/* quality */ SELECT toString(merchant_id) AS merchant, ${columns.join(', ')} FROM ${table} FINAL
            WHERE merchant_id IN {merchants:Array(UUID)} ${days} GROUP BY merchant_id
            SETTINGS max_execution_time = 120`,
          query_params: { merchants: [...merchantIds], today },
          format: 'JSONEachRow',
          abort_signal: signal,
        });
        for (const row of await result.json<Record<string, unknown>>())
          for (const [at, rule] of rules.entries())
            observations.push({
              merchantId: String(row.merchant),
              rule: rule.name,
              observed: observedNumber.parse(row[`o${at}`]),
            });
      }
      return observations;
    },
  };
}
