import { setTimeout as sleep } from 'node:timers/promises';
import { ClickHouseError } from '#platform/clickhouse/client.ts';
import { messageOf } from '#platform/errors/index.ts';
import type { Logger } from '#platform/log/index.ts';
import type { MirroredTable, Warehouse } from '#warehouse/index.ts';
import { linesOf, type Refusal, type TableWrites } from './changes.ts';
import type { PoisonStore } from './poison.ts';

/**
 * ClickHouse's codes for a value it cannot read or hold. Everything else it may say (out of memory, a missing table,
 * too many parts) is about itself: no row is to blame, and the whole batch is tried again later.
 */
const REFUSALS = new Set([
  '6', // CANNOT_PARSE_TEXT
  '26', // CANNOT_PARSE_QUOTED_STRING
  '27', // CANNOT_PARSE_INPUT_ASSERTION_FAILED
  '32', // ATTEMPT_TO_READ_AFTER_EOF
  '33', // CANNOT_READ_ALL_DATA
  '38', // CANNOT_PARSE_DATE
  '41', // CANNOT_PARSE_DATETIME
  '53', // TYPE_MISMATCH
  '69', // ARGUMENT_OUT_OF_BOUND
  '70', // CANNOT_CONVERT_TYPE
  '72', // CANNOT_PARSE_NUMBER
  '117', // INCORRECT_DATA
  '131', // TOO_LARGE_STRING_SIZE
  '321', // VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE
  '349', // CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN
  '376', // CANNOT_PARSE_UUID
  '407', // DECIMAL_OVERFLOW
  '469', // VIOLATED_CONSTRAINT
]);

const isRefusal = (error: unknown): error is ClickHouseError =>
  error instanceof ClickHouseError && REFUSALS.has(error.code);

const RETRIES = 3;
const FIRST_PAUSE_MS = 50;

/** Writes rows to ClickHouse; those it refuses are set aside, everything else arrives. */
export interface Sink {
  /** @returns how many rows were written. Rejects when ClickHouse or PostgreSQL cannot be reached. */
  write(table: MirroredTable, writes: TableWrites): Promise<number>;
  /** Sets aside rows that never became any. */
  setAside(refusals: readonly Refusal[]): Promise<void>;
}

export function createSink(options: {
  warehouse: Pick<Warehouse, 'mirror'>;
  poison: PoisonStore;
  logger: Logger;
}): Sink {
  const { poison, logger } = options;

  /** The refusal, when it is one; undefined when the rows are in. */
  async function attempt(
    table: MirroredTable,
    { lines, origins }: TableWrites,
  ): Promise<ClickHouseError | undefined> {
    try {
      await options.warehouse.mirror.insertLines(table, lines.bytes, origins.length);
      return undefined;
    } catch (error) {
      if (isRefusal(error)) return error;
      throw error;
    }
  }

  async function setAside(refusals: readonly Refusal[]): Promise<void> {
    if (refusals.length === 0) return;
    await poison.keep(refusals);
    for (const { table, origin, reason } of refusals)
      logger.error(
        { table, rowId: origin.row.text('id'), reason },
        'a row was set aside: the mirror cannot hold it',
      );
  }

  /** Halves what is refused until single rows are left, in order. */
  async function bisect(
    table: MirroredTable,
    { origins }: TableWrites,
    refused: ClickHouseError,
  ): Promise<number> {
    const [origin] = origins;
    if (origins.length === 1 && origin) {
      // A place that ClickHouse cannot have is empty already.
      if (!origin.isTombstone)
        await setAside([{ table, origin, reason: messageOf(refused), attempts: RETRIES + 1 }]);
      return 0;
    }
    const middle = Math.ceil(origins.length / 2);
    let written = 0;
    for (const [from, to] of [
      [0, middle],
      [middle, origins.length],
    ]) {
      const some = origins.slice(from, to);
      const half = { lines: linesOf(table, some), origins: some };
      const error = await attempt(table, half);
      written += error ? await bisect(table, half, error) : some.length;
    }
    return written;
  }

  return {
    setAside,
    async write(table, writes) {
      if (writes.origins.length === 0) return 0;
      let refused = await attempt(table, writes);
      for (let retry = 0; refused && retry < RETRIES; retry += 1) {
        await sleep(FIRST_PAUSE_MS * 2 ** retry);
        refused = await attempt(table, writes);
      }
      return refused ? bisect(table, writes, refused) : writes.origins.length;
    },
  };
}
