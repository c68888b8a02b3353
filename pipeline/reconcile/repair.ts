import type { Logger } from '#platform/log/index.ts';
import { holdSnapshot } from '#platform/postgres/replication.ts';
import {
  isDerived,
  type MerchantDay,
  type MirrorCell,
  type MirroredTable,
  type Warehouse,
} from '#warehouse/index.ts';
import { atSnapshot, loadRows, versionOfLoad } from '../cdc/load.ts';
import { isHeldDay } from '../cdc/mapping.ts';
import type { Sink } from '../cdc/sink.ts';
import type { Difference } from './compare.ts';
import { ofDay, parseKey } from './source.ts';

export interface RepairOptions {
  connectionString: string;
  slot: string;
  warehouse: Warehouse;
  sink: Sink;
  barrier(): Promise<unknown>;
  signal: AbortSignal;
  logger: Logger;
}

/** From so many days of one table of one merchant on, all of them are read again. */
const WHOLE_FROM_DAYS = 50;

interface Part {
  table: MirroredTable;
  cell: MirrorCell;
}

/** What to read again: single days, or the whole table of a merchant where many days differ. */
function partsOf(differences: readonly Difference[]): Part[] {
  const byTable = new Map<string, Part[]>();
  for (const { key } of differences) {
    const { merchantId, table, day } = parseKey(key);
    if (isDerived(table)) continue;
    const group = byTable.get(`${merchantId}/${table}`) ?? [];
    group.push({ table, cell: { merchantId, day } });
    byTable.set(`${merchantId}/${table}`, group);
  }
  return [...byTable.values()].flatMap((group) => {
    const [first] = group;
    if (!first || group.length < WHOLE_FROM_DAYS) return group;
    return [{ table: first.table, cell: { merchantId: first.cell.merchantId, day: undefined } }];
  });
}

/**
 * Reads differing parts again from PostgreSQL, at one moment whose place in the log is known: what is written then
 * replaces everything older and is replaced by everything newer.
 */
export async function repair(differences: readonly Difference[], options: RepairOptions): Promise<void> {
  const { warehouse, connectionString, slot } = options;
  const parts = partsOf(differences);
  const snapshot = await holdSnapshot({ connectionString, name: `${slot}_repair` });
  const version = versionOfLoad(snapshot);
  try {
    await atSnapshot({ connectionString, name: `${slot}_repair` }, snapshot, async (client) => {
      for (const { table, cell } of parts) {
        const { merchantId, day } = cell;
        const filter =
          day === undefined
            ? { where: 'merchant_id = $1', values: [merchantId] }
            : { where: ofDay(table), values: [merchantId, day] };
        await loadRows(client, table, snapshot, options, filter);
      }
    });
  } finally {
    snapshot.close();
  }
  // Last: a row that another day claims wrongly has its right place by now.
  for (const { table, cell } of parts) await warehouse.mirror.removeOlder({ table, version, cell });
  await options.barrier();
  // Never later than the log: rows from ahead of it must not be outdone, but taken away.
  await warehouse.rebuildDailyMetrics({ days: await daysOf(differences, warehouse), version });
}

/** Days whose metrics the repaired parts make up. */
async function daysOf(differences: readonly Difference[], warehouse: Warehouse): Promise<MerchantDay[]> {
  const days = new Map<string, MerchantDay>();
  const add = (found: MerchantDay): void => {
    if (isHeldDay(found.businessDate)) days.set(`${found.merchantId}/${found.businessDate}`, found);
  };
  const places = differences.map(({ key }) => parseKey(key));
  for (const { merchantId, table, day } of places)
    if (isDerived(table) || table === 'order_items' || table === 'carts')
      add({ merchantId, businessDate: day });
  // An order's customer is counted on the days of its lines, a cart's event on that of the cart, wherever they lie.
  const elsewhere = places.filter(({ table }) => table === 'orders' || table === 'cart_events');
  for (const merchantId of new Set(elsewhere.map((one) => one.merchantId)))
    for (const day of await warehouse.allDays(merchantId)) add(day);
  return [...days.values()];
}
