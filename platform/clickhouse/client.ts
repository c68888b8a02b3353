import {
  type ClickHouseClient,
  ClickHouseError,
  ClickHouseLogLevel,
  type ClickHouseSettings,
  createClient,
} from '@clickhouse/client';
import { createClient as createFetchClient, ClickHouseError as FetchError } from '@clickhouse/client-web';
import { traceWarehouse } from '../telemetry/clickhouse.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

export type { ClickHouseClient };
export { ClickHouseError };

/** Whether ClickHouse itself answered with an error, whichever client asked. */
export const isClickHouseError = (error: unknown): error is ClickHouseError =>
  error instanceof ClickHouseError || error instanceof FetchError;

export interface WarehouseClientOptions {
  /** `http://host:port` of the ClickHouse server, embedded or not. */
  url: string;
  user?: string;
  password: string;
  database: string;
  /** Milliseconds after which a request is given up (default 60,000). */
  requestTimeoutMs?: number;
  /** Connections held open (default 10). */
  maxConnections?: number;
  /** Spans of every call. */
  telemetry?: Telemetry | undefined;
}

/**
 * How values travel, whatever the server's own defaults are: 64-bit integers and decimals as strings (a JSON number
 * would round them), instants in ISO 8601, and inserts that are done when they are answered.
 */
const SETTINGS = {
  output_format_json_quote_64bit_integers: 1,
  output_format_json_quote_decimals: 1,
  date_time_output_format: 'iso',
  date_time_input_format: 'best_effort',
  async_insert: 0,
} as const satisfies ClickHouseSettings;

const optionsOf = (options: WarehouseClientOptions) => ({
  url: options.url,
  username: options.user ?? 'default',
  password: options.password,
  database: options.database,
  application: 'merchantgraph',
  request_timeout: options.requestTimeoutMs ?? 60_000,
  // Whoever calls hears of errors by exceptions; the client would write them to the console besides.
  log: { level: ClickHouseLogLevel.OFF },
});

/** Creates a client of the analytical store. */
export function createWarehouseClient(options: WarehouseClientOptions): ClickHouseClient {
  const client = createClient({
    ...optionsOf(options),
    max_open_connections: options.maxConnections ?? 10,
    keep_alive: { enabled: true, idle_socket_ttl: 10_000 },
    clickhouse_settings: SETTINGS,
  });
  return options.telemetry ? traceWarehouse(client, options.telemetry) : client;
}

/** What reads small answers, each as a whole. */
export interface WarehouseReader {
  query(question: {
    query: string;
    query_params?: Record<string, unknown>;
    format: 'JSONEachRow';
    abort_signal?: AbortSignal | undefined;
  }): Promise<{ json<Row>(): Promise<Row[]> }>;
  close(): Promise<void>;
}

/**
 * Creates a client for questions that somebody waits for: over `fetch`, and answered in one piece. The other one waits for
 * a timer before each of its statements, and a report asks two or three after one another.
 */
export function createWarehouseReader(options: WarehouseClientOptions): WarehouseReader {
  const client = createFetchClient({
    ...optionsOf(options),
    clickhouse_settings: { ...SETTINGS, wait_end_of_query: 1 },
  });
  return options.telemetry ? traceWarehouse(client, options.telemetry) : client;
}
