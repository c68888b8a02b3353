import { z } from 'zod';
import { createWarehouseClient } from '#platform/clickhouse/client.ts';
import { mirrorAndMetrics } from './0001-mirror-and-metrics.ts';
import { cartItemsAndLoads } from './0010-cart-items.ts';
import { reportFacts } from './0020-report-facts.ts';
import { cartEventsAndCategories } from './0030-cart-events.ts';
import { productMonths } from './0040-product-months.ts';
import { productCountriesAndCartDays } from './0050-product-countries-and-cart-days.ts';
import { monthVersions } from './0060-month-versions.ts';
import { cartAddresses } from './0070-cart-addresses.ts';
import { cartCheckouts } from './0080-cart-checkouts.ts';
import { dataStates } from './0090-data-states.ts';

/** Steps in order; a step is never changed once it has been released, another is added. */
export const MIGRATIONS: readonly { version: number; name: string; statements: readonly string[] }[] = [
  { version: 1, name: 'mirror and metrics', statements: mirrorAndMetrics },
  { version: 10, name: 'cart items and loads by table', statements: cartItemsAndLoads },
  { version: 20, name: 'report facts', statements: reportFacts },
  { version: 30, name: 'cart events and categories', statements: cartEventsAndCategories },
  { version: 40, name: 'product months', statements: productMonths },
  { version: 50, name: 'product countries and cart days', statements: productCountriesAndCartDays },
  { version: 60, name: 'month versions', statements: monthVersions },
  { version: 70, name: 'cart addresses', statements: cartAddresses },
  { version: 80, name: 'cart checkouts', statements: cartCheckouts },
  { version: 90, name: 'data states', statements: dataStates },
];

export interface MigrateOptions {
  url: string;
  user?: string;
  password: string;
  database: string;
}

const DATABASE_NAME = /^[A-Za-z][A-Za-z0-9_]{0,62}$/;

/**
 * Brings the analytical database to the newest version, creating it when it is missing.
 *
 * ClickHouse has no transactions and no locks, so every statement of a step can be repeated (`IF NOT EXISTS`): two
 * processes that race do the same work twice, and a killed one is continued by the next.
 * @returns the versions that were applied by this call
 */
export async function migrateWarehouse(options: MigrateOptions): Promise<number[]> {
  if (!DATABASE_NAME.test(options.database)) throw new Error(`"${options.database}" is not a database name`);
  const server = createWarehouseClient({ ...options, database: 'default' });
  try {
    await server.command({ query: `CREATE DATABASE IF NOT EXISTS ${options.database}` });
  } finally {
    await server.close();
  }
  const client = createWarehouseClient(options);
  try {
    await client.command({
      query: `CREATE TABLE IF NOT EXISTS schema_migrations (
        version UInt32, name String, applied_at DateTime64(3, 'UTC') DEFAULT now64(3)
      ) ENGINE = ReplacingMergeTree(applied_at) ORDER BY version`,
    });
    const result = await client.query({
      query: 'SELECT version FROM schema_migrations',
      format: 'JSONEachRow',
    });
    const done = new Set(
      z
        .array(z.object({ version: z.number() }))
        .parse(await result.json())
        .map((row) => row.version),
    );
    const applied: number[] = [];
    for (const migration of MIGRATIONS.filter(({ version }) => !done.has(version))) {
      for (const query of migration.statements) await client.command({ query });
      await client.insert({
        table: 'schema_migrations',
        values: [{ version: migration.version, name: migration.name }],
        columns: ['version', 'name'],
        format: 'JSONEachRow',
      });
      applied.push(migration.version);
    }
    return applied;
  } finally {
    await client.close();
  }
}
