export { readWarehouse } from '#platform/clickhouse/read.ts';
