import type { ClickHouseClient } from '#platform/clickhouse/client.ts';
import { type NamedQuery, runQuery } from './queries/run.ts';
import {
  firstDays,
  sliceSold,
  type WatchedParameters,
  watchedCountries,
  watchedCustomers,
  watchedOrderedCarts,
  watchedProducts,
  watchedShops,
} from './queries/watched-days.ts';
import { daysBetween } from './series.ts';

/** Sums of a day that can be watched. */
export const WATCHED_SUMS = [
  'grossRevenue',
  'refunds',
  'orders',
  'units',
  'newCustomers',
  'returningCustomers',
  'carts',
  'abandonedCarts',
  'orderedCarts',
] as const;
export type WatchedSum = (typeof WATCHED_SUMS)[number];

/** A merchant, or one of its products or countries. */
export interface WatchedScope {
  merchantId: string;
  /** ISO 4217; sales in other currencies are left out. */
  currency: string;
  slice?: { by: 'product' | 'country'; key: string } | undefined;
}

/** The days of a scope from the first to the last asked for; days without data are zeros. */
export interface WatchedDays {
  from: string;
  /** The first day on which the merchant, whatever the slice, had anything; null when it never had. */
  firstDay: string | null;
  /** A sum that was not asked for, or that the slice has none of (carts), is absent. */
  sums: { [name in WatchedSum]?: number[] };
}

/** Days of what merchants watch. */
export interface WatchedQueries {
  /**
   * For every scope, in that order, its days. A handful of queries however many scopes; call it in chunks of about 200.
   * @param options.sums which to read; customers and ordered carts cost a query more each
   */
  days(options: {
    scopes: readonly WatchedScope[];
    from: string;
    to: string;
    sums: ReadonlySet<WatchedSum>;
    signal?: AbortSignal | undefined;
  }): Promise<WatchedDays[]>;
  /** Whether a slice has days at all: whether anything was ever sold or taken back of it. */
  exists(scope: WatchedScope, signal?: AbortSignal): Promise<boolean>;
}

interface Row {
  merchant_id: string;
  key: string;
  days: string[];
}

const NAMES: Readonly<Record<string, WatchedSum>> = {
  gross_revenue: 'grossRevenue',
  refunds: 'refunds',
  orders: 'orders',
  units: 'units',
  new_customers: 'newCustomers',
  returning_customers: 'returningCustomers',
  carts: 'carts',
  abandoned_carts: 'abandonedCarts',
  ordered_carts: 'orderedCarts',
};

const SALES: readonly WatchedSum[] = ['grossRevenue', 'refunds', 'orders', 'units'];
const CUSTOMERS: readonly WatchedSum[] = ['newCustomers', 'returningCustomers'];

/** What is read of each kind of scope, by which query. */
const READS: Record<
  'shop' | 'product' | 'country',
  readonly { sums: readonly WatchedSum[]; query: NamedQuery<WatchedParameters, Row> }[]
> = {
  shop: [
    { sums: [...SALES, 'carts', 'abandonedCarts'], query: watchedShops },
    { sums: ['orderedCarts'], query: watchedOrderedCarts },
    { sums: CUSTOMERS, query: watchedCustomers(false) },
  ],
  product: [{ sums: SALES, query: watchedProducts }],
  country: [
    { sums: SALES, query: watchedCountries },
    { sums: CUSTOMERS, query: watchedCustomers(true) },
  ],
};

const kindOf = (scope: WatchedScope): keyof typeof READS => scope.slice?.by ?? 'shop';
const placeOf = (kind: string, merchantId: string, key: string): string => `${kind}\n${merchantId}\n${key}`;

function parametersOf(scopes: readonly WatchedScope[], from: string, to: string): WatchedParameters {
  return {
    merchants: scopes.map(({ merchantId }) => merchantId),
    currencies: scopes.map(({ currency }) => currency),
    keys: scopes.map(({ slice }) => slice?.key ?? ''),
    from,
    to,
  };
}

/** Puts what was found on some days in its place among all days. */
function fill(into: WatchedDays, row: Row, places: ReadonlyMap<string, number>): void {
  for (const [column, values] of Object.entries(row) as [string, unknown][]) {
    const sum = NAMES[column];
    const target = sum && into.sums[sum];
    if (!target || !Array.isArray(values)) continue;
    row.days.forEach((day, index) => {
      const place = places.get(day);
      if (place !== undefined) target[place] = Number(values[index]);
    });
  }
}

/** The watched days' queries over an open connection. */
export function createWatchedQueries(client: ClickHouseClient): WatchedQueries {
  return {
    async days({ scopes, from, to, sums, signal }) {
      if (scopes.length === 0) return [];
      const first = await runQuery(client, firstDays, parametersOf(scopes, from, to), signal);
      const firstDay = new Map(first.map((row) => [row.merchant_id, row.first_day]));
      const days = daysBetween(from, to);
      const places = new Map(days.map((day, index) => [day, index]));
      const found = new Map<string, WatchedDays>();
      const placeOfScope = (scope: WatchedScope): string =>
        placeOf(kindOf(scope), scope.merchantId, scope.slice?.key ?? '');
      for (const scope of scopes) {
        const read = READS[kindOf(scope)].flatMap((one) => one.sums).filter((sum) => sums.has(sum));
        found.set(placeOfScope(scope), {
          from,
          firstDay: firstDay.get(scope.merchantId) ?? null,
          sums: Object.fromEntries(read.map((sum) => [sum, new Array<number>(days.length).fill(0)])),
        });
      }
      for (const [kind, reads] of Object.entries(READS)) {
        const some = scopes.filter((scope) => kindOf(scope) === kind);
        if (some.length === 0) continue;
        for (const { query } of reads.filter((one) => one.sums.some((sum) => sums.has(sum)))) {
          for (const row of await runQuery(client, query, parametersOf(some, from, to), signal)) {
            const into = found.get(placeOf(kind, row.merchant_id, row.key));
            if (into) fill(into, row, places);
          }
        }
      }
      return scopes.map((scope) => {
        const watched = found.get(placeOfScope(scope));
        if (watched === undefined) throw new Error('a scope was lost');
        return watched;
      });
    },

    async exists({ merchantId, currency, slice }, signal) {
      if (!slice) return true;
      const [row] = await runQuery(
        client,
        sliceSold(slice.by),
        { merchant: merchantId, currency, key: slice.key },
        signal,
      );
      return row?.sold === true;
    },
  };
}
