import { AppError, unavailable } from '../errors/index.ts';
import type { Logger } from '../log/index.ts';
import { isClickHouseError } from './client.ts';

/** A report that takes longer is given up; the same bound holds for what runs on the server. */
const LIMIT_MS = 30_000;

/** What ClickHouse answers when it is there but cannot take the query now. */
const BUSY = new Set(['TOO_MANY_SIMULTANEOUS_QUERIES', 'MEMORY_LIMIT_EXCEEDED', 'NETWORK_ERROR']);
const SLOW = new Set(['TIMEOUT_EXCEEDED', 'QUERY_WAS_CANCELLED', 'SOCKET_TIMEOUT']);

const tooSlow = (cause: unknown): AppError =>
  new AppError(
    'TIMEOUT',
    'ClickHouse took longer than 30 seconds over this report. Ask for a shorter range.',
    {
      cause,
    },
  );

const away = (cause: unknown): AppError =>
  unavailable(
    'Reports are not available right now: ClickHouse, which holds them, does not answer. Try again in a minute.',
    cause,
  );

/**
 * Errors of the connection carry the code of the operating system, come from the HTTP client's own timer, or are a TypeError
 * with a cause, by which `fetch` tells of anything that kept an answer from coming.
 */
function isConnectionFailure(error: unknown): boolean {
  if (!(error instanceof Error) || isClickHouseError(error)) return false;
  if (error instanceof TypeError && error.cause !== undefined) return true;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return /^(E[A-Z]{3,}|UND_ERR)/.test(code) || /timeout error|socket hang up/i.test(error.message);
}

/**
 * Runs one read of the warehouse within 30 seconds.
 * @throws UNAVAILABLE when ClickHouse does not answer, TIMEOUT when it takes too long; what else went wrong as it is
 */
export async function readWarehouse<T>(
  logger: Logger,
  read: (signal: AbortSignal) => Promise<T>,
  limitMs: number = LIMIT_MS,
): Promise<T> {
  const signal = AbortSignal.timeout(limitMs);
  try {
    return await read(signal);
  } catch (error) {
    const type = isClickHouseError(error) ? (error.type ?? '') : '';
    if (signal.aborted || SLOW.has(type)) {
      logger.warn({ err: error }, 'a report took too long');
      throw tooSlow(error);
    }
    if (BUSY.has(type) || isConnectionFailure(error)) {
      logger.error({ err: error }, 'ClickHouse does not answer');
      throw away(error);
    }
    throw error;
  }
}
