import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { ClickHouseClient } from '#platform/clickhouse/client.ts';
import { FILL_DATA_STATES } from './migrations/0090-data-states.ts';
import {
  type ComparedCell,
  type ComparedTable,
  compareQuery,
  dayOf,
  merchantSizes,
} from './queries/compare.ts';
import { runQuery } from './queries/run.ts';
import { MIRRORED, type MirroredRow, type MirroredTable } from './tables/mirrored.ts';

/** A part of a mirrored table: one merchant's rows, of one day (`''` for tables without days) or of all. */
export interface MirrorCell {
  merchantId: string;
  day: string | undefined;
}

/** How much there is of a merchant. */
export interface MerchantSize {
  rows: number;
  /** `YYYY-MM-DD`. */
  firstDay: string;
  lastDay: string;
}

/** The days that ClickHouse can hold. */
const FIRST_DAY = '1900-01-01';
const LAST_DAY = '2299-12-31';
const MERCHANTS_PER_QUERY = 1_000;

/** Tables that `rebuildDailyMetrics` fills; where a method takes `daily_metrics`, it stands for all of them. */
const DERIVED = [
  'daily_metrics',
  'order_facts',
  'product_days',
  'product_months',
  'month_versions',
  'product_countries',
  'cart_days',
] as const;

/** What replication and reconciliation do to the mirrored tables; nobody else writes them. */
export interface Mirror {
  /** Writes rows of a mirrored table; safe to repeat, because of their versions. */
  insert<Name extends MirroredTable>(table: Name, rows: readonly MirroredRow<Name>[]): Promise<void>;
  /** The same with rows as they travel: `count` lines, each a JSON array of values in the order of the table's columns. */
  insertLines(table: MirroredTable, lines: Buffer, count: number): Promise<void>;
  /**
   * Hides every living row whose version is below `version` by a tombstone of that version: after a load at that
   * version, what PostgreSQL no longer has. With `cell`, only there.
   */
  removeOlder(options: { table: MirroredTable; version: bigint; cell?: MirrorCell }): Promise<void>;
  /** Whether a table holds a row of this version or a later one. */
  hasVersionFrom(table: MirroredTable | 'daily_metrics', version: bigint): Promise<boolean>;
  /**
   * Removes rows, or days of daily metrics, that claim a version from `version` on. Versions are positions of
   * PostgreSQL's log: one ahead of the log comes from elsewhere, and would hide every true row for long. Nobody may
   * write meanwhile.
   */
  removeFrom(table: MirroredTable | 'daily_metrics', version: bigint): Promise<void>;
  /** Empties tables: before the load of another PostgreSQL's rows. */
  truncate(tables: readonly (MirroredTable | 'daily_metrics')[]): Promise<void>;
  /** Whether a slot's first load has been completed in this database. */
  isSlotLoaded(slot: string): Promise<boolean>;
  /** Tables that have been loaded for a slot. */
  loadedTables(slot: string): Promise<MirroredTable[]>;
  /** Remembers a completed load of these tables; with `whole`, of the slot. */
  markLoaded(options: {
    slot: string;
    tables: readonly MirroredTable[];
    consistentLsn: bigint;
    whole: boolean;
  }): Promise<void>;
  /** Forgets every completed load, before a new one of everything begins. */
  forgetLoads(): Promise<void>;
  /**
   * A version for a rebuild of days beside the stream: later than that of every rebuild so far, earlier than that of any
   * commit to come, and not below `atLeast`.
   */
  nextMetricsVersion(atLeast?: bigint): Promise<bigint>;
  /**
   * Rows and sums per merchant and day, to be held against PostgreSQL's.
   * @param options.from first day, `YYYY-MM-DD` (default: all days); tables without days are read whole
   * @param options.withContent adds a number made of the whole content (default true)
   */
  compare(
    table: ComparedTable,
    merchantIds: readonly string[],
    options?: { from?: string | undefined; to?: string | undefined; withContent?: boolean },
  ): Promise<ComparedCell[]>;
  /** Rows (lines and carts) of each merchant that has any, and the first and last day that have. */
  sizes(merchantIds: readonly string[]): Promise<Map<string, MerchantSize>>;
}

/** Arrays have half the bytes of objects; ClickHouse reads them faster than tab-separated values. */
async function insertLines(client: ClickHouseClient, table: MirroredTable, lines: Buffer): Promise<void> {
  const { stream } = await client.exec({
    query: `INSERT INTO ${table} (${MIRRORED[table].columns.join(', ')}) FORMAT JSONCompactEachRow`,
    values: Readable.from([lines], { objectMode: false }),
  });
  // Nothing comes; unread, it would keep the connection.
  stream.resume();
  await finished(stream);
}

/** The values of a row in the order of the columns. */
const valuesOf = (table: MirroredTable, row: object): unknown[] => {
  const record = row as Record<string, unknown>;
  return (MIRRORED[table].columns as readonly string[]).map((column) => {
    const value = record[column];
    return typeof value === 'bigint' ? value.toString() : value;
  });
};

/** The mirror's side of the warehouse, on its connection. */
export function createMirror(client: ClickHouseClient): Mirror {
  const found = async (query: string, query_params: Record<string, unknown>): Promise<boolean> => {
    const result = await client.query({ query, query_params, format: 'JSONEachRow' });
    return (await result.json()).length > 0;
  };
  const tablesOf = (table: MirroredTable | 'daily_metrics'): readonly string[] =>
    table === 'daily_metrics' ? DERIVED : [table];
  /** Rows that were taken away are told of by nobody. Without any state a merchant has no data, which is soon over. */
  const refillDataStates = async (): Promise<void> => {
    await client.command({ query: 'TRUNCATE TABLE data_states' });
    for (const query of FILL_DATA_STATES) await client.command({ query });
  };
  return {
    async insert(table, rows) {
      if (rows.length === 0) return;
      const lines = rows.map((row) => `${JSON.stringify(valuesOf(table, row))}\n`);
      await insertLines(client, table, Buffer.from(lines.join('')));
    },
    async insertLines(table, lines, count) {
      if (count > 0) await insertLines(client, table, lines);
    },
    async removeOlder({ table, version, cell }) {
      const key = MIRRORED[table].key.join(', ');
      const conditions = [
        'version < {version:UInt64}',
        ...(cell ? ['merchant_id = {merchant:UUID}'] : []),
        ...(cell?.day === undefined ? [] : [`${dayOf(table)} = {day:String}`]),
      ];
      await client.command({
        query: `INSERT INTO ${table} (${key}, version, is_deleted)
          SELECT ${key}, {version:UInt64}, 1 FROM ${table} FINAL WHERE ${conditions.join(' AND ')}`,
        query_params: {
          version: version.toString(),
          ...(cell ? { merchant: cell.merchantId, day: cell.day ?? '' } : {}),
        },
      });
    },
    async hasVersionFrom(table, version) {
      for (const name of tablesOf(table)) {
        const query = `SELECT 1 FROM ${name} WHERE version >= {version:UInt64} LIMIT 1`;
        if (await found(query, { version: version.toString() })) return true;
      }
      return false;
    },
    async removeFrom(table, version) {
      for (const name of tablesOf(table))
        await client.command({
          query: `ALTER TABLE ${name} DELETE WHERE version >= {version:UInt64} SETTINGS mutations_sync = 2`,
          query_params: { version: version.toString() },
        });
      await refillDataStates();
    },
    async truncate(tables) {
      for (const name of tables.flatMap(tablesOf)) await client.command({ query: `TRUNCATE TABLE ${name}` });
      await refillDataStates();
    },
    isSlotLoaded: (slot) => found('SELECT 1 FROM loaded_slots FINAL WHERE slot = {slot:String}', { slot }),
    async loadedTables(slot) {
      const result = await client.query({
        query: 'SELECT table_name FROM loaded_tables FINAL WHERE slot = {slot:String}',
        query_params: { slot },
        format: 'JSONEachRow',
      });
      const rows = await result.json<{ table_name: MirroredTable }>();
      return rows.map((row) => row.table_name);
    },
    async markLoaded({ slot, tables, consistentLsn, whole }) {
      await client.insert({
        table: 'loaded_tables',
        columns: ['slot', 'table_name', 'consistent_lsn'],
        values: tables.map((table) => [slot, table, consistentLsn.toString()]),
        format: 'JSONCompactEachRow',
      });
      if (!whole) return;
      await client.insert({
        table: 'loaded_slots',
        columns: ['slot', 'consistent_lsn'],
        values: [[slot, consistentLsn.toString()]],
        format: 'JSONCompactEachRow',
      });
    },
    async forgetLoads() {
      for (const table of ['loaded_slots', 'loaded_tables'])
        await client.command({ query: `TRUNCATE TABLE ${table}` });
    },
    async nextMetricsVersion(atLeast = 0n) {
      const result = await client.query({
        query: 'SELECT toString(max(version)) AS version FROM daily_metrics',
        format: 'JSONEachRow',
      });
      const [row] = await result.json<{ version: string }>();
      // Commits are some hundred thousand versions apart.
      const next = BigInt(row?.version ?? '0') + 1n;
      return next > atLeast ? next : atLeast;
    },
    async compare(table, merchantIds, { from, to, withContent = true } = {}) {
      if (merchantIds.length === 0) return [];
      return runQuery(client, compareQuery(table, withContent), {
        merchants: [...merchantIds],
        from: from ?? FIRST_DAY,
        to: to ?? LAST_DAY,
      });
    },
    async sizes(merchantIds) {
      const found = new Map<string, MerchantSize>();
      for (let at = 0; at < merchantIds.length; at += MERCHANTS_PER_QUERY) {
        const merchants = merchantIds.slice(at, at + MERCHANTS_PER_QUERY);
        for (const row of await runQuery(client, merchantSizes, { merchants }))
          found.set(row.merchant_id, { rows: row.rows, firstDay: row.first_day, lastDay: row.last_day });
      }
      return found;
    },
  };
}
