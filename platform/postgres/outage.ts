import { type AppError, unavailable } from '../errors/index.ts';

/** PostgreSQL ends connections or takes no new ones (class 08, 57P0x and 53300 in appendix A of its manual). */
const SQLSTATES = /^(08...|57P0[1235]|53300)$/;
/** The operating system on a connection that was refused, cut or never answered. */
const SOCKET_CODES = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/**
 * Prisma: not reachable, timed out, connection closed, a transaction that lost its connection or found none in time; and
 * the kinds of its driver adapters.
 */
const PRISMA_CODES = /^(P1001|P1002|P1008|P1017|P2024|P2028)$/;
const ADAPTER_KINDS = /^(DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections)$/;
/** What the driver says without a code. */
const MESSAGES =
  /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|Unable to start a transaction in the given time/;

const textAt = (value: unknown, ...path: string[]): string => {
  let at = value;
  for (const name of path) at = (at as Record<string, unknown> | null | undefined)?.[name];
  return typeof at === 'string' ? at : '';
};

/** Whether an error of the driver or of Prisma says that PostgreSQL is away, rather than that it refused the statement. */
export function isDatabaseAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const code = textAt(error, 'code');
  if (SQLSTATES.test(code) || SOCKET_CODES.test(code) || PRISMA_CODES.test(code)) return true;
  const cause = ['meta', 'driverAdapterError', 'cause'];
  if (SQLSTATES.test(textAt(error, ...cause, 'originalCode'))) return true;
  if (ADAPTER_KINDS.test(textAt(error, ...cause, 'kind'))) return true;
  return MESSAGES.test(textAt(error, 'message'));
}

/** What a caller reads while PostgreSQL is away; any other error as it is. */
export function databaseOutage(error: unknown): AppError | undefined {
  if (!isDatabaseAway(error)) return undefined;
  return unavailable('PostgreSQL, which holds this, does not answer. Try again in a few seconds.', error);
}
