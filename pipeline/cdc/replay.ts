import type pg from 'pg';
import { ClickHouseError } from '#platform/clickhouse/client.ts';
import { messageOf } from '#platform/errors/index.ts';
import { createPacker, type ReplicatedRow } from '#platform/postgres/replication.ts';
import type { MerchantDay, Warehouse } from '#warehouse/index.ts';
import { linesOf } from './changes.ts';
import { columnsOf, UnreadableRow } from './mapping.ts';
import { createPoisonStore, type PoisonRow } from './poison.ts';

export type { PoisonRow } from './poison.ts';

/** How trying a row again ended: written, made void by a later change, or refused as before. */
export type ReplayOutcome = 'REPLAYED' | 'SUPERSEDED' | 'REFUSED';

export interface Replay {
  /** Rows that are set aside, oldest first. */
  list(options: { limit: number }): Promise<PoisonRow[]>;
  /**
   * Tries rows again: one by its id, or all. A row that PostgreSQL no longer holds like that is settled without: the
   * change that made it so comes, or came, through the stream.
   */
  run(options: { id?: string; limit: number; onlySettle?: boolean }): Promise<Record<ReplayOutcome, number>>;
}

export interface ReplayOptions {
  /** Of a role that may write `events.cdc_poison` (mg_worker). */
  pool: pg.Pool;
  /** Reads `commerce` past the tenants' walls (mg_cdc), with values as text in UTC. */
  source: Pick<pg.Client, 'query'>;
  warehouse: Pick<Warehouse, 'mirror' | 'daysOfCarts' | 'rebuildDailyMetrics'>;
  slot: string;
}

/** Lists and replays rows that the mirror refused. */
export function createReplay(options: ReplayOptions): Replay {
  const { pool, source, warehouse, slot } = options;
  const store = createPoisonStore({ pool, slot });

  async function isCurrent({ table, rowId, row }: PoisonRow): Promise<boolean> {
    const columns = columnsOf(table);
    const { rows } = await source.query<ReplicatedRow>(
      `SELECT ${columns.join(', ')} FROM commerce.${table} WHERE id = $1`,
      [rowId],
    );
    const [now] = rows;
    return now !== undefined && columns.every((column) => (now[column] ?? null) === (row[column] ?? null));
  }

  async function write(poison: PoisonRow): Promise<void> {
    const { table, row, commitLsn, sequence } = poison;
    const pack = createPacker({ schema: 'commerce', name: table }, columnsOf(table));
    const lines = linesOf(table, [{ row: pack(row), commitLsn, sequence, isTombstone: false }]);
    await warehouse.mirror.insertLines(table, lines.bytes, 1);
    const days = await daysOf(poison);
    if (days.length === 0) return;
    await warehouse.rebuildDailyMetrics({ days, version: await warehouse.mirror.nextMetricsVersion() });
  }

  async function daysOf({ table, row, merchantId }: PoisonRow): Promise<MerchantDay[]> {
    if (table === 'cart_events' && row.cart_id)
      return warehouse.daysOfCarts({ merchantIds: [merchantId], cartIds: [row.cart_id] });
    return row.business_date ? [{ merchantId, businessDate: row.business_date }] : [];
  }

  async function replay(poison: PoisonRow, onlySettle: boolean): Promise<ReplayOutcome> {
    if (!(await isCurrent(poison))) {
      await store.settle(poison.id, 'SUPERSEDED');
      return 'SUPERSEDED';
    }
    if (onlySettle) return 'REFUSED';
    try {
      await write(poison);
    } catch (error) {
      if (!(error instanceof ClickHouseError || error instanceof UnreadableRow)) throw error;
      await store.failed(poison.id, messageOf(error));
      return 'REFUSED';
    }
    await store.settle(poison.id, 'REPLAYED');
    return 'REPLAYED';
  }

  return {
    list: (listOptions) => store.list(listOptions),
    async run({ onlySettle = false, ...which }) {
      const outcomes: Record<ReplayOutcome, number> = { REPLAYED: 0, SUPERSEDED: 0, REFUSED: 0 };
      for (const poison of await store.list(which)) outcomes[await replay(poison, onlySettle)] += 1;
      return outcomes;
    },
  };
}
