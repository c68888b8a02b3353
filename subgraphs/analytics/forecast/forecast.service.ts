import { badInput, notFound } from '#platform/errors/index.ts';
import { money, type SubgraphContext } from '#platform/graphql/index.ts';
import { requireMerchant } from '#platform/identity/identity.ts';
import type { Logger } from '#platform/log/index.ts';
import { isUuid } from '#platform/postgres/tenants.ts';
import type { Database } from '#prisma/database.ts';
import type { Warehouse } from '#warehouse/index.ts';
import { findMerchantProfiles } from '../merchant/merchant.repository.ts';
import { addDays, type DayRange, daysOf } from '../report/calendar.ts';
import type { ReportService } from '../report/report.service.ts';
import type { ReportFilter } from '../report/report.type.ts';
import { readWarehouse } from '../report/warehouse-access.ts';
import type { DailyRow } from '../sales/series.ts';
import { findSku } from './forecast.repository.ts';
import {
  Forecast,
  type ForecastArgs,
  ForecastMetric,
  ForecastMoney,
  ForecastPoint,
} from './forecast.type.ts';
import type { Forecaster } from './forecaster.ts';
import { HISTORY_DAYS, type ForecastPoint as ModelPoint } from './model/forecast.ts';
import { reasonOf } from './reason.ts';
import { openCalendar } from './used-calendar.ts';

const LIMITS = {
  usualDays: 30,
  horizonDays: 180,
  holidays: 1_000,
  nameLength: 100,
  firstDay: '1990-01-01',
} as const;

const DEFINITION =
  'Each value is what a day is expected to bring; the ranges hold the day itself in 80 and in 95 of 100 cases, not the sum of days. Gross revenue is quantity times unit price over sold lines, before refunds; orders are those with at least one sold line, units the pieces in those lines. Only sales in the currency of the merchant are counted. Days begin and end in the time zone of the merchant; on those its calendar calls closures nothing is expected. Methods and ranges are chosen by forecasting the past of this very series: MASE is the mean error of those forecasts divided by the mean error of repeating last week one week ahead.';

const METRICS = {
  [ForecastMetric.REVENUE]: { of: (day: DailyRow) => Number(day.gross_revenue), decimals: 4 },
  [ForecastMetric.ORDERS]: { of: (day: DailyRow) => day.orders, decimals: 2 },
  [ForecastMetric.UNITS]: { of: (day: DailyRow) => day.units, decimals: 2 },
} as const;

/** What forecasts need of the warehouse, beside what reports do. */
export type ForecastWarehouse = Pick<Warehouse, 'dailyMetrics'>;

/** Forecasts of a merchant's sales. Needs `reports:read`. */
export interface ForecastService {
  /**
   * @throws BAD_INPUT for arguments out of range, NOT_FOUND for a merchant that is not the caller's or a product that is
   *   not the merchant's, UNAVAILABLE when the warehouse or the forecaster cannot answer now
   */
  forecast(context: SubgraphContext, merchantId: string, args: ForecastArgs): Promise<Forecast>;
}

/** The day it is in a time zone. */
const dayIn = (now: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    now,
  );

function checkArgs({ holidays, productId, sku, segment }: ForecastArgs, horizonDays: number): void {
  if (horizonDays < 1 || horizonDays > LIMITS.horizonDays)
    throw badInput(`horizonDays must be between 1 and ${LIMITS.horizonDays}; got ${horizonDays}.`, [
      'horizonDays',
    ]);
  if (productId != null && sku != null)
    throw badInput('Name a product by productId or by sku, not by both.', ['sku']);
  if (segment != null && (productId ?? sku) != null)
    throw badInput('Name a segment or a product, not both.', ['segment']);
  if ((holidays?.length ?? 0) > LIMITS.holidays)
    throw badInput(`holidays holds at most ${LIMITS.holidays}; got ${holidays?.length}.`, ['holidays']);
  for (const { name } of holidays ?? []) {
    if (name.trim() === '' || name.length > LIMITS.nameLength)
      throw badInput(`The name of a holiday has 1 to ${LIMITS.nameLength} characters.`, ['holidays', 'name']);
  }
}

function checkFrom(from: string, today: string, timeZone: string): string {
  if (from < LIMITS.firstDay || from > today)
    throw badInput(
      `from must be between ${LIMITS.firstDay} and today (${today} in ${timeZone}): a forecast begins where the known days end; got ${from}.`,
      ['from'],
    );
  return from;
}

function pointOf(point: ModelPoint, metric: ForecastMetric, currency: string): ForecastPoint {
  const { decimals } = METRICS[metric];
  const { date, value, lo80, hi80, lo95, hi95 } = point;
  const texts = { value, lo80, hi80, lo95, hi95 };
  const each = <T>(map: (figure: number) => T) =>
    Object.fromEntries(Object.entries(texts).map(([name, figure]) => [name, map(figure)])) as Record<
      keyof typeof texts,
      T
    >;
  return Object.assign(new ForecastPoint(), {
    date,
    ...each((figure) => Number(figure.toFixed(decimals))),
    money:
      metric === ForecastMetric.REVENUE
        ? Object.assign(
            new ForecastMoney(),
            each((figure) => money(figure.toFixed(4), currency)),
          )
        : null,
  });
}

/** @param deps.now the clock that says what today is */
export function createForecastService(deps: {
  db: Pick<Database, 'app'>;
  warehouse: ForecastWarehouse;
  reports: ReportService;
  forecaster: Forecaster;
  logger: Logger;
  now?: () => Date;
}): ForecastService {
  const { db, warehouse, reports, forecaster, logger, now = () => new Date() } = deps;

  async function skuOf(merchantId: string, { productId, sku }: ForecastArgs): Promise<string | undefined> {
    if (productId == null && sku == null) return undefined;
    const found = await findSku(db, merchantId, sku == null ? { id: productId ?? '' } : { sku });
    if (found === undefined) throw notFound('The product', [sku == null ? 'productId' : 'sku']);
    return found;
  }

  /** Days of a range on which the merchant sold anything in its currency that the filter lets through. */
  async function soldDays(
    context: SubgraphContext,
    merchantId: string,
    range: DayRange,
    filter: ReportFilter | null,
  ): Promise<DailyRow[]> {
    const report = await reports.open(context, merchantId, { ...range, filter });
    if (filter)
      return report.read('salesByDay', range, (queries, signal) => queries.salesByDay(report.scope, signal));
    const rows = await report.cached('daily', range, () =>
      readWarehouse(logger, (signal) =>
        warehouse.dailyMetrics({ merchantIds: [merchantId], ...range, signal }),
      ),
    );
    return rows.filter((row) => row.currency === report.scope.currency);
  }

  return {
    async forecast(context, merchantId, args) {
      requireMerchant(context.identity, merchantId, 'reports:read');
      if (!isUuid(merchantId)) throw notFound('The merchant', ['merchant']);
      const { metric } = args;
      const horizonDays = args.horizonDays ?? LIMITS.usualDays;
      checkArgs(args, horizonDays);
      const [profiles, sku] = await Promise.all([
        findMerchantProfiles(db, [merchantId]),
        skuOf(merchantId, args),
      ]);
      const profile = profiles.get(merchantId);
      if (!profile) throw notFound('The merchant', ['merchant']);
      const { currency, timeZone } = profile;
      const today = dayIn(now(), timeZone);
      const from = checkFrom(args.from ?? today, today, timeZone);
      const history: DayRange = { from: addDays(from, -HISTORY_DAYS), to: addDays(from, -1) };
      const segment = args.segment == null ? null : { segment: [args.segment] };
      const ahead: DayRange = { from, to: addDays(from, horizonDays - 1) };
      const [sold, calendar] = await Promise.all([
        soldDays(context, merchantId, history, sku === undefined ? segment : { product: [sku] }),
        openCalendar(db, merchantId, args, { from: history.from, to: ahead.to }),
      ]);
      const byDay = new Map(sold.map((day) => [day.business_date, METRICS[metric].of(day)]));
      const result = await forecaster.forecast({
        firstDay: history.from,
        values: daysOf(history).map((day) => byDay.get(day) ?? 0),
        horizon: horizonDays,
        holidays: calendar.holidays,
      });
      return Object.assign(new Forecast(), {
        merchantId,
        metric,
        ...ahead,
        currency,
        timeZone,
        points: result.points.map((point) => pointOf(point, metric, currency)),
        basis: result.kind,
        reason: reasonOf(result),
        methods: result.methods,
        backtest: result.backtest,
        calendar: calendar.shown(ahead, context.identity),
        trainedDays: result.trainedDays,
        definition: DEFINITION,
      });
    },
  };
}
