import type pg from 'pg';
import { readPublished } from '#platform/events/index.ts';
import { EXPORT_TABLES, type ExportScope, type ExportTableName, type Warehouse } from '#warehouse/index.ts';
import { type Cell, column, type RowSource } from '../column.ts';
import { ExportKind } from '../kinds.ts';
import type { ExportParameters } from '../parameters.ts';
import { cellsOf } from './batches.ts';

/** The tables behind the kinds that are exported whole. */
export const TABLES: Partial<Record<ExportKind, ExportTableName>> = {
  [ExportKind.ORDERS]: 'orders',
  [ExportKind.ORDER_ITEMS]: 'order_items',
  [ExportKind.CUSTOMERS]: 'customers',
  [ExportKind.PRODUCTS]: 'products',
  [ExportKind.CARTS]: 'carts',
};

/** Rows of a table of the warehouse, streamed. */
export async function tableSource(
  warehouse: Pick<Warehouse, 'exports'>,
  question: { table: ExportTableName; merchantId: string; parameters: ExportParameters },
  signal: AbortSignal,
): Promise<RowSource> {
  const { table, merchantId, parameters } = question;
  const { from, to, filter } = parameters;
  const scope: ExportScope = {
    table,
    merchantId,
    range: from && to ? { from, to } : undefined,
    filters: {
      country: filter?.country ?? [],
      channel: filter?.channel ?? [],
      product: filter?.product ?? [],
    },
  };
  return {
    columns: EXPORT_TABLES[table].columns,
    total: await warehouse.exports.count(scope, signal),
    batches: warehouse.exports.rows(scope, signal),
  };
}

interface ExportedEvent {
  sequence: bigint;
  eventId: string;
  eventType: string;
  eventVersion: number;
  eventTimestamp: Date;
  correlationId: string;
  sourceService: string;
  payload: unknown;
}

const EVENT_COLUMNS = [
  column<ExportedEvent>('sequence', 'integer', (event) => String(event.sequence)),
  column<ExportedEvent>('event_id', 'text', (event) => event.eventId),
  column<ExportedEvent>('event_type', 'text', (event) => event.eventType),
  column<ExportedEvent>('event_version', 'integer', (event) => event.eventVersion),
  column<ExportedEvent>('event_timestamp', 'instant', (event) => event.eventTimestamp.toISOString()),
  column<ExportedEvent>('correlation_id', 'text', (event) => event.correlationId),
  column<ExportedEvent>('source_service', 'text', (event) => event.sourceService),
  column<ExportedEvent>('payload', 'text', (event) => JSON.stringify(event.payload)),
];

const EVENTS_PAGE = 1_000;

/** Published events of a merchant, oldest first, a page at a time. */
export function eventSource(pool: pg.Pool, merchantId: string): RowSource {
  async function* pages(): AsyncIterable<Cell[][]> {
    for (let after = 0n; ; ) {
      const events = await readPublished(pool, { after, merchantId, limit: EVENTS_PAGE });
      yield cellsOf(EVENT_COLUMNS, events);
      after = events.at(-1)?.sequence ?? after;
      if (events.length < EVENTS_PAGE) return;
    }
  }
  return { columns: EVENT_COLUMNS, total: undefined, batches: pages() };
}
