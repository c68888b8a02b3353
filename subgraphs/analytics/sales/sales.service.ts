import DataLoader from 'dataloader';
import { notFound } from '#platform/errors/index.ts';
import { loaderOf, type SubgraphContext } from '#platform/graphql/index.ts';
import { requireMerchant } from '#platform/identity/identity.ts';
import type { Logger } from '#platform/log/index.ts';
import { isUuid } from '#platform/postgres/tenants.ts';
import type { Database } from '#prisma/database.ts';
import { findMerchantProfiles, type MerchantProfile } from '../merchant/merchant.repository.ts';
import { type DayRange, previousPeriod, previousYear } from './calendar.ts';
import { checkedRange } from './range.ts';
import { pointOf, totalsOf } from './sales.mapper.ts';
import {
  countCustomers,
  createDailyLoader,
  type DailyLoader,
  type SalesWarehouse,
} from './sales.repository.ts';
import {
  ComparisonPeriod,
  Overview,
  type OverviewArgs,
  OverviewComparison,
  SalesChange,
  SalesComparison,
  SalesTrend,
  type SalesTrendArgs,
} from './sales.type.ts';
import { bucketsOf, changeOf, type DailyRow, TimeGrouping, totalOf } from './series.ts';

const SALES_DEFINITION =
  'Gross revenue is quantity times unit price over sold lines; cancelled lines, refunds, stock adjustments and bad debt are not sales. Refunds are cancelled and refunded lines, on the day they were booked. Net revenue is gross revenue less refunds. Orders are orders with at least one sold line, units the pieces in those lines, and the average order value is gross revenue by order. Days begin and end in the time zone of the merchant.';
const OVERVIEW_DEFINITION =
  'Customers are those known by name or number who bought in the range, each counted once. Carts count on the day they were begun; abandoned carts are those of them that were given up, won back later or not, and the abandonment rate is abandoned carts divided by all carts.';

/** Reports over a merchant's sales. All need `reports:read`. */
export interface SalesService {
  /** @throws BAD_INPUT for a range that cannot be reported, NOT_FOUND for a merchant that is not the caller's */
  salesTrend(context: SubgraphContext, merchantId: string, args: SalesTrendArgs): Promise<SalesTrend>;
  /** @throws as `salesTrend` */
  overview(context: SubgraphContext, merchantId: string, args: OverviewArgs): Promise<Overview>;
  /** Distinct customers of an overview that was read through this service. */
  customersOf(overview: Overview): Promise<number>;
}

function comparedRange(range: DayRange, period: ComparisonPeriod | null): DayRange | undefined {
  if (period === ComparisonPeriod.PREVIOUS_PERIOD) return previousPeriod(range);
  return period === ComparisonPeriod.PREVIOUS_YEAR ? previousYear(range) : undefined;
}

export function createSalesService(deps: {
  db: Pick<Database, 'app'>;
  warehouse: SalesWarehouse;
  logger: Logger;
}): SalesService {
  const dailyKey = {};
  const profileKey = {};

  const daily = (context: SubgraphContext): DailyLoader =>
    loaderOf(context, dailyKey, () => createDailyLoader(deps.warehouse, deps.logger));

  const profiles = (context: SubgraphContext): DataLoader<string, MerchantProfile | undefined> =>
    loaderOf(
      context,
      profileKey,
      () =>
        new DataLoader(async (ids: readonly string[]) => {
          const found = await findMerchantProfiles(deps.db, ids);
          return ids.map((id) => found.get(id));
        }),
    );

  /** What every report begins with: access, the merchant, and the rows of the range and of the one it compares with. */
  async function read(
    context: SubgraphContext,
    merchantId: string,
    args: OverviewArgs,
    byDay: boolean,
  ): Promise<{
    profile: MerchantProfile;
    range: DayRange;
    rows: DailyRow[];
    compared: { range: DayRange; rows: DailyRow[] } | undefined;
  }> {
    requireMerchant(context.identity, merchantId, 'reports:read');
    if (!isUuid(merchantId)) throw notFound('The merchant', ['merchant']);
    const range = checkedRange(args, byDay);
    const other = comparedRange(range, args.compareTo);
    const load = (of: DayRange): Promise<DailyRow[]> => daily(context).load({ merchantId, ...of });
    const [profile, rows, otherRows] = await Promise.all([
      profiles(context).load(merchantId),
      load(range),
      other ? load(other) : [],
    ]);
    if (!profile) throw notFound('The merchant', ['merchant']);
    return { profile, range, rows, compared: other && { range: other, rows: otherRows } };
  }

  return {
    async salesTrend(context, merchantId, args) {
      const groupBy = args.groupBy ?? TimeGrouping.DAY;
      const { profile, range, rows, compared } = await read(
        context,
        merchantId,
        args,
        groupBy === TimeGrouping.DAY,
      );
      const { currency, timeZone } = profile;
      const points = (of: DayRange, from: DailyRow[]) =>
        bucketsOf(from, of, groupBy).map((bucket) => pointOf(bucket, currency));
      const total = totalOf(rows, range);
      let comparison: SalesComparison | null = null;
      if (compared) {
        const base = totalOf(compared.rows, compared.range);
        comparison = Object.assign(new SalesComparison(), compared.range, {
          points: points(compared.range, compared.rows),
          totals: totalsOf(base, currency),
          change: Object.assign(new SalesChange(), changeOf(total, base)),
        });
      }
      return Object.assign(new SalesTrend(), range, {
        groupBy,
        currency,
        timeZone,
        points: points(range, rows),
        totals: totalsOf(total, currency),
        comparison,
        definition: SALES_DEFINITION,
      });
    },

    async overview(context, merchantId, args) {
      const { profile, range, rows, compared } = await read(context, merchantId, args, false);
      const { currency, timeZone } = profile;
      const total = totalOf(rows, range);
      let comparison: OverviewComparison | null = null;
      if (compared) {
        const base = totalOf(compared.rows, compared.range);
        comparison = Object.assign(new OverviewComparison(), compared.range, {
          totals: totalsOf(base, currency),
          change: Object.assign(new SalesChange(), changeOf(total, base)),
        });
      }
      return Object.assign(new Overview(), range, {
        merchantId,
        currency,
        timeZone,
        totals: totalsOf(total, currency),
        comparison,
        abandonedCarts: Number(total.abandonedCarts),
        abandonmentRate: total.carts === 0n ? null : Number(total.abandonedCarts) / Number(total.carts),
        definition: `${SALES_DEFINITION} ${OVERVIEW_DEFINITION}`,
      });
    },

    customersOf: (overview) => countCustomers(deps.warehouse, deps.logger, overview),
  };
}
