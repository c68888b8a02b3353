import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Progress, Reject } from './journal.ts';
import type { ImportRow, Numbered } from './line.ts';
import type { RecordPlan } from './plan.ts';
import type { SourceRecord } from './record.ts';

/** What reverses a line stands this far behind it. No order has that many lines. */
export const REVERSAL = 1_000_000;
/** Lines with names of their own are numbered from here: thirty bits of the name's hash. */
const NAMED = 2 ** 30;
/** Orders whose counts are held in memory; those of more are kept in a table of the session. */
const MAX_COUNTERS = 500_000;

/** What is to be written, and what is not accepted, of some records. */
export interface Batch {
  rows: Numbered<ImportRow>[];
  rejects: Reject[];
}

/** A record and what became of it. */
interface MappedRecord {
  record: SourceRecord;
  order: string;
  /** Accepted rows, each list those of one row of the record. */
  rows: ImportRow[][];
  reason: string | null;
  context: string | null;
}

/** The number of a row within its order; `ordinal` is its place in the file. */
export function lineNoOf(row: ImportRow, ordinal: number): number {
  if (row.fixedLineNo !== undefined) return row.fixedLineNo;
  if (row.lineKey !== undefined) {
    return NAMED + (createHash('sha256').update(row.lineKey).digest().readUInt32BE() >>> 2);
  }
  return row.reverses ? REVERSAL + ordinal : ordinal;
}

/** The step that turns records into rows, or into reasons, one after the other and in file order. */
export function createMapping(plan: RecordPlan): (record: SourceRecord) => MappedRecord {
  const { mapper, columns, carriesHead } = plan;
  let headOrder = '';
  let headRaw: string | null = null;
  return (record) => {
    const order = mapper.orderOf(record.rows[0] ?? []);
    const rows: ImportRow[][] = [];
    let reason = record.malformed ?? null;
    for (const fields of record.rows) {
      const mapped: ImportRow[] = [];
      reason ??= columnProblem(fields, columns) ?? mapper.map(fields, mapped);
      rows.push(mapped);
    }
    if (carriesHead && order !== headOrder) {
      headOrder = order;
      headRaw = reason === null ? record.raw : null;
    }
    return { record, order, rows, reason, context: reason === null ? null : headRaw };
  };
}

function columnProblem(fields: readonly string[], columns: number | null): string | null {
  if (columns === null || fields.length === columns) return null;
  if (fields.length > columns && fields.slice(columns).every((field) => field === '')) return null;
  return `The line has ${fields.length} fields, the header has ${columns}; put text that holds the separator in quotation marks`;
}

/** Per order twice its rows so far, plus one once one of them was accepted. */
function createCounters(client: PoolClient, maximum: number) {
  const held = new Map<string, number>();
  let isSpilled = false;
  return {
    /** Brings the counts of these orders into memory. */
    async load(orders: Iterable<string>): Promise<void> {
      if (held.size > maximum) {
        await client.query(
          'create temp table if not exists mg_import_seen (name text primary key, n int8 not null)',
        );
        await client.query(
          `insert into mg_import_seen select * from unnest($1::text[], $2::int8[])
           on conflict (name) do update set n = excluded.n`,
          [[...held.keys()], [...held.values()]],
        );
        held.clear();
        isSpilled = true;
      }
      if (!isSpilled) return;
      const missing = [...new Set(orders)].filter((order) => !held.has(order));
      const { rows } = await client.query<{ name: string; n: string }>(
        'select name, n from mg_import_seen where name = any ($1::text[])',
        [missing],
      );
      for (const { name, n } of rows) held.set(name, Number(n));
    },
    get: (order: string): number => held.get(order) ?? 0,
    set(order: string, count: number): void {
      held.set(held.has(order) ? order : detached(order), count);
    },
    /** True when the next `load` may need the connection. */
    needsClient: (): boolean => isSpilled || held.size > maximum,
  };
}

/** A piece of text that does not keep the chunk of the file it was cut from in memory. */
const detached = (text: string): string => (text.length > 12 ? Buffer.from(text).toString() : text);

export interface Numbering {
  progress: Progress;
  /** Accepted rows by currencies other than the merchant's. */
  otherCurrencies: Record<string, number>;
  /** True when `take` may use the connection. */
  needsClient(): boolean;
  /**
   * Counts records, maps them, and numbers their rows within their orders. It takes every record of the file, also
   * those an earlier run has committed, which come to nothing again: the numbers must come out the same.
   * @param from the first record, counted over the file, that is written
   */
  take(records: readonly SourceRecord[], from: number): Promise<Batch>;
}

/** Creates the numbering of one file. */
export function createNumbering(
  plan: RecordPlan,
  client: PoolClient,
  currency: string,
  maxCounters = MAX_COUNTERS,
): Numbering {
  const map = createMapping(plan);
  const counters = createCounters(client, maxCounters);
  const progress: Progress = { lines: 0, accepted: 0, rejected: 0, orders: 0 };
  const otherCurrencies: Record<string, number> = {};

  const number = ({ record, order, rows, reason, context }: MappedRecord, into: Batch | null): void => {
    const counter = counters.get(order);
    const first = (counter >> 1) + 1;
    progress.lines += 1;
    if (reason === null) {
      progress.accepted += 1;
      if (counter % 2 === 0) progress.orders += 1;
    } else {
      progress.rejected += 1;
    }
    counters.set(order, (reason === null ? counter | 1 : counter) + 2 * rows.length);
    if (reason !== null) {
      const { line, raw } = record;
      into?.rejects.push({ line, reason, raw, context, order, ordinal: first, rows: rows.length });
      return;
    }
    rows.forEach((mapped, index) => {
      for (const row of mapped) {
        if (row.currency !== undefined && row.currency !== currency)
          otherCurrencies[row.currency] = (otherCurrencies[row.currency] ?? 0) + 1;
        into?.rows.push({ ...row, lineNo: lineNoOf(row, first + index) });
      }
    });
  };

  return {
    progress,
    otherCurrencies,
    needsClient: counters.needsClient,
    async take(records, from) {
      const mapped = records.map(map);
      await counters.load(mapped.map((one) => one.order));
      const batch: Batch = { rows: [], rejects: [] };
      for (const one of mapped) number(one, progress.lines >= from ? batch : null);
      return batch;
    },
  };
}
