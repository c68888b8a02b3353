import DataLoader from 'dataloader';
import { notFound } from '#platform/errors/index.ts';
import { loaderOf, type SubgraphContext } from '#platform/graphql/index.ts';
import { requireMerchant } from '#platform/identity/identity.ts';
import type { Logger } from '#platform/log/index.ts';
import { isUuid } from '#platform/postgres/tenants.ts';
import type { Database } from '#prisma/database.ts';
import { type DataState, NO_DATA, type ReportQueries, type ReportScope } from '#warehouse/index.ts';
import {
  findMerchantProfiles,
  findUnknownCategories,
  findUnknownProducts,
  type MerchantProfile,
} from '../merchant/merchant.repository.ts';
import { type DayRange, previousPeriod, previousYear } from './calendar.ts';
import { checkedFilter } from './filter.ts';
import { checkedRange } from './range.ts';
import { ComparisonPeriod, type ReportFilter } from './report.type.ts';
import type { ReportCache } from './report-cache.ts';
import { readWarehouse } from './warehouse-access.ts';

/** The arguments that reports have in common. */
export interface ReportQuery extends DayRange {
  compareTo?: ComparisonPeriod | null;
  filter?: ReportFilter | null;
}

/** A report whose arguments have been checked, for a caller who may read it. */
export interface OpenReport {
  profile: MerchantProfile;
  /** What is counted. */
  scope: ReportScope;
  /** The same in the range compared with; undefined without a comparison. */
  base: ReportScope | undefined;
  /** What every report says of itself. */
  heading: { merchantId: string; from: string; to: string; currency: string; timeZone: string };
  /** As `read`, of what `load` reads by itself, such as a loader that asks for all merchants of a request at once. */
  cached<T>(name: string, options: unknown, load: (data: DataState) => Promise<T>): Promise<T>;
  /**
   * Asks the warehouse, or the cache. Together with the merchant and the state of its data, `name` and `options` must
   * say all that the answer depends on; merchant and scope are added.
   * @throws TIMEOUT, UNAVAILABLE as `readWarehouse`
   */
  read<T>(
    name: string,
    options: unknown,
    query: (reports: ReportQueries, signal: AbortSignal, data: DataState) => Promise<T>,
  ): Promise<T>;
}

export interface ReportService {
  /**
   * What every report begins with.
   * @throws UNAUTHENTICATED for nobody, NOT_FOUND for a merchant that is not the caller's or a product or category it does
   * not have, FORBIDDEN without `reports:read`, BAD_INPUT for a range or filter that cannot be reported
   */
  open(
    context: SubgraphContext,
    merchantId: string,
    query: ReportQuery,
    options?: { byDay?: boolean },
  ): Promise<OpenReport>;
}

function comparedRange(range: DayRange, period: ComparisonPeriod | null | undefined): DayRange | undefined {
  if (period === ComparisonPeriod.PREVIOUS_PERIOD) return previousPeriod(range);
  return period === ComparisonPeriod.PREVIOUS_YEAR ? previousYear(range) : undefined;
}

export function createReportService(deps: {
  db: Pick<Database, 'app'>;
  warehouse: { reports: ReportQueries };
  cache: ReportCache;
  logger: Logger;
}): ReportService {
  const profileKey = {};
  const stateKey = {};
  const { reports } = deps.warehouse;

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

  const states = (context: SubgraphContext): DataLoader<string, DataState> =>
    loaderOf(
      context,
      stateKey,
      () =>
        new DataLoader(async (ids: readonly string[]) => {
          const found = await readWarehouse(deps.logger, (signal) => reports.dataStates(ids, signal));
          return ids.map((id) => found.get(id) ?? NO_DATA);
        }),
    );

  async function requireProducts(merchantId: string, skus: readonly string[]): Promise<void> {
    if (skus.length === 0) return;
    const [unknown] = await findUnknownProducts(deps.db, merchantId, skus);
    if (unknown !== undefined)
      throw notFound(`The product ${JSON.stringify(unknown)}`, ['filter', 'product']);
  }

  async function requireCategories(merchantId: string, categories: readonly string[]): Promise<void> {
    if (categories.length === 0) return;
    const [unknown] = await findUnknownCategories(deps.db, merchantId, categories);
    if (unknown !== undefined)
      throw notFound(`The category ${JSON.stringify(unknown)}`, ['filter', 'category']);
  }

  return {
    async open(context, merchantId, query, options = {}) {
      requireMerchant(context.identity, merchantId, 'reports:read');
      if (!isUuid(merchantId)) throw notFound('The merchant', ['merchant']);
      const range = checkedRange({ from: query.from, to: query.to }, options.byDay ?? false);
      const filter = checkedFilter(query.filter);
      const [profile] = await Promise.all([
        profiles(context).load(merchantId),
        requireProducts(merchantId, filter.skus),
        requireCategories(merchantId, filter.categories),
      ]);
      if (!profile) throw notFound('The merchant', ['merchant']);
      const { currency, timeZone } = profile;
      const scope: ReportScope = { merchantId, ...range, currency, filter };
      const other = comparedRange(range, query.compareTo);
      const cached = async <T>(
        name: string,
        given: unknown,
        load: (data: DataState) => Promise<T>,
      ): Promise<T> => {
        const data = await states(context).load(merchantId);
        const { version } = data;
        return deps.cache.get({ merchantId, report: name, arguments: [scope, given], version }, () =>
          load(data),
        );
      };
      return {
        profile,
        scope,
        base: other && { ...scope, ...other },
        heading: { merchantId, ...range, currency, timeZone },
        cached,
        read: (name, given, ask) =>
          cached(name, given, (data) => readWarehouse(deps.logger, (signal) => ask(reports, signal, data))),
      };
    },
  };
}
