import DataLoader from 'dataloader';
import type { DayRange } from './calendar.ts';
import type { DailyRow } from './series.ts';

/** A day of one of several merchants. */
export interface MerchantDailyRow extends DailyRow {
  merchant_id: string;
}

/** What reports need of the warehouse. */
export interface SalesWarehouse {
  /** Days that have data, of these merchants, `from` and `to` included. */
  dailyMetrics(query: DayRange & { merchantIds: readonly string[] }): Promise<readonly MerchantDailyRow[]>;
}

/** A merchant and a range of days. */
export interface MerchantRange extends DayRange {
  merchantId: string;
}

export type DailyLoader = DataLoader<MerchantRange, DailyRow[], string>;

const rangeKey = ({ from, to }: DayRange): string => `${from}/${to}`;

/** One query for all merchants that a request asks the same range of. */
export function createDailyLoader(warehouse: SalesWarehouse): DailyLoader {
  async function load(keys: readonly MerchantRange[]): Promise<DailyRow[][]> {
    const ranges = new Map<string, MerchantRange[]>();
    for (const key of keys) ranges.set(rangeKey(key), [...(ranges.get(rangeKey(key)) ?? []), key]);
    const rows = new Map<string, DailyRow[]>(keys.map((key) => [`${key.merchantId}/${rangeKey(key)}`, []]));
    await Promise.all(
      [...ranges].map(async ([range, members]) => {
        const [first] = members;
        if (!first) return;
        const { from, to } = first;
        const found = await warehouse.dailyMetrics({
          merchantIds: members.map((member) => member.merchantId),
          from,
          to,
        });
        for (const row of found) rows.get(`${row.merchant_id}/${range}`)?.push(row);
      }),
    );
    return keys.map((key) => rows.get(`${key.merchantId}/${rangeKey(key)}`) ?? []);
  }
  return new DataLoader(load, { cacheKeyFn: (key) => `${key.merchantId}/${rangeKey(key)}` });
}
