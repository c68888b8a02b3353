import {
  type ClickHouseClient,
  ClickHouseLogLevel,
  type ClickHouseSettings,
  createClient,
} from '@clickhouse/client';
import { traceWarehouse } from '../telemetry/clickhouse.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

export { ClickHouseError } from '@clickhouse/client';
export type { ClickHouseClient };

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
const SETTINGS: ClickHouseSettings = {
  output_format_json_quote_64bit_integers: 1,
  output_format_json_quote_decimals: 1,
  date_time_output_format: 'iso',
  date_time_input_format: 'best_effort',
  async_insert: 0,
};

/** Creates a client of the analytical store. */
export function createWarehouseClient(options: WarehouseClientOptions): ClickHouseClient {
  const client = createClient({
    url: options.url,
    username: options.user ?? 'default',
    password: options.password,
    database: options.database,
    application: 'merchantgraph',
    request_timeout: options.requestTimeoutMs ?? 60_000,
    max_open_connections: options.maxConnections ?? 10,
    keep_alive: { enabled: true, idle_socket_ttl: 10_000 },
    // Whoever calls hears of errors by exceptions; the client would write them to the console besides.
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: SETTINGS,
  });
  return options.telemetry ? traceWarehouse(client, options.telemetry) : client;
}
