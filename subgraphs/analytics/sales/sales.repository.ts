import DataLoader from 'dataloader';
import type { Logger } from '#platform/log/index.ts';
import type { DailyMetricsRow, Warehouse } from '#warehouse/index.ts';
import type { DayRange } from '../report/calendar.ts';
import { readWarehouse } from '../report/warehouse-access.ts';

/** What reports need of the warehouse. */
export type ReportWarehouse = Pick<Warehouse, 'dailyMetrics' | 'reports'>;

/** A merchant and a range of days. */
export interface MerchantRange extends DayRange {
  merchantId: string;
}

export type DailyLoader = DataLoader<MerchantRange, DailyMetricsRow[], string>;

const rangeKey = ({ from, to }: DayRange): string => `${from}/${to}`;

/** One query for all merchants that a request asks the same range of. */
export function createDailyLoader(warehouse: Pick<Warehouse, 'dailyMetrics'>, logger: Logger): DailyLoader {
  async function load(keys: readonly MerchantRange[]): Promise<DailyMetricsRow[][]> {
    const ranges = new Map<string, MerchantRange[]>();
    for (const key of keys) ranges.set(rangeKey(key), [...(ranges.get(rangeKey(key)) ?? []), key]);
    const rows = new Map<string, DailyMetricsRow[]>(
      keys.map((key) => [`${key.merchantId}/${rangeKey(key)}`, []]),
    );
    await Promise.all(
      [...ranges].map(async ([range, members]) => {
        const [first] = members;
        if (!first) return;
        const { from, to } = first;
        const found = await readWarehouse(logger, (signal) =>
          warehouse.dailyMetrics({
            merchantIds: members.map((member) => member.merchantId),
            from,
            to,
            signal,
          }),
        );
        for (const row of found) rows.get(`${row.merchant_id}/${range}`)?.push(row);
      }),
    );
    return keys.map((key) => rows.get(`${key.merchantId}/${rangeKey(key)}`) ?? []);
  }
  return new DataLoader(load, { cacheKeyFn: (key) => `${key.merchantId}/${rangeKey(key)}` });
}
