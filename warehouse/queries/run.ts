import type { z } from 'zod';
import type { WarehouseReader } from '#platform/clickhouse/client.ts';

/** A named query: fixed text, parameters bound by the server, rows checked as they come. */
export interface NamedQuery<Parameters extends Record<string, unknown>, Row> {
  name: string;
  text: string;
  row: z.ZodType<Row>;
  /** Only there to carry the type of the parameters. */
  readonly parameters?: Parameters;
}

/** Declares a named query. */
export const defineQuery =
  <Parameters extends Record<string, unknown>>() =>
  <Row>(query: { name: string; text: string; row: z.ZodType<Row> }): NamedQuery<Parameters, Row> =>
    query;

/** An interactive question that takes longer is answered by an error, and stops costing. */
const MAX_SECONDS = 30;

/**
 * A statement that is asked a few times is compiled to machine code on its fourth run, which takes 0.2 s and wins nothing
 * over the rows of one merchant.
 */
const INTERPRETED =
  'compile_expressions = 0, compile_aggregate_expressions = 0, compile_sort_description = 0';
/** For some rows, threads that write them cost a millisecond and win nothing. */
const WRITTEN_AT_ONCE = 'output_format_parallel_formatting = 0';

/** Runs a named query and gives its rows. @throws ClickHouseError, or ZodError when a row is not as declared */
export async function runQuery<Parameters extends Record<string, unknown>, Row>(
  client: Pick<WarehouseReader, 'query'>,
  query: NamedQuery<Parameters, Row>,
  parameters: Parameters,
  signal?: AbortSignal,
  maxSeconds: number = MAX_SECONDS,
): Promise<Row[]> {
  const result = await client.query({
    // In the text: settings beside a statement would have to be set on, and taken off, a connection that is shared.
    query: `/* ${query.name} */ ${query.text}\nSETTINGS max_execution_time = ${maxSeconds}, ${INTERPRETED}, ${WRITTEN_AT_ONCE}`,
    query_params: parameters,
    format: 'JSONEachRow',
    abort_signal: signal,
  });
  return (await result.json<unknown>()).map((row) => query.row.parse(row));
}
