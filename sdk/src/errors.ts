/**
 * Why a call failed. The API's own codes, and three of the client's: NETWORK (no answer arrived), ABORTED (the
 * caller's signal), BAD_RESPONSE (an answer that is not GraphQL).
 */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_INPUT'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'TIMEOUT'
  | 'UNAVAILABLE'
  | 'INTERNAL'
  | 'NETWORK'
  | 'ABORTED'
  | 'BAD_RESPONSE';

/** What an error knows beside its message. */
export interface ErrorDetails {
  /** Name of the operation that failed. */
  operation?: string;
  /** Quote it when you ask for help: the server's logs are found by it. */
  correlationId?: string;
  /** Address of a page that explains the code. */
  documentation?: string;
  /** HTTP status, when there was a response. */
  status?: number;
  /** Where in the data the failure is, or which input it is about. */
  path?: readonly (string | number)[];
  /** Seconds the server asks to wait before another attempt. */
  retryAfter?: number;
  /** What the server answered besides the errors: a failure of one part leaves the others here. */
  data?: unknown;
  /** The underlying error. */
  cause?: unknown;
}

/**
 * The base of every error the SDK throws. Messages never contain variables or tokens. The set of subclasses is
 * closed: a `switch` over `code` can be exhaustive.
 */
export abstract class MerchantGraphError extends Error implements ErrorDetails {
  abstract readonly code: ErrorCode;
  readonly operation: string | undefined;
  readonly correlationId: string | undefined;
  readonly documentation: string | undefined;
  readonly status: number | undefined;
  readonly path: readonly (string | number)[] | undefined;
  readonly retryAfter: number | undefined;
  readonly data: unknown;

  constructor(message: string, details: ErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    this.name = new.target.name;
    this.operation = details.operation;
    this.correlationId = details.correlationId;
    this.documentation = details.documentation;
    this.status = details.status;
    this.path = details.path;
    this.retryAfter = details.retryAfter;
    this.data = details.data;
  }
}

/** The token or key is missing, wrong or expired. */
export class AuthenticationError extends MerchantGraphError {
  override readonly code = 'UNAUTHENTICATED';
}
/** The caller is known but may not do this. */
export class PermissionError extends MerchantGraphError {
  override readonly code = 'FORBIDDEN';
}
/** There is no such thing, or it belongs to somebody else. */
export class NotFoundError extends MerchantGraphError {
  override readonly code = 'NOT_FOUND';
}
/** The request itself is wrong: fix it before sending it again. */
export class BadInputError extends MerchantGraphError {
  override readonly code = 'BAD_INPUT';
}
/** Somebody else changed the thing first, or an idempotency key was used for another request. */
export class ConflictError extends MerchantGraphError {
  override readonly code = 'CONFLICT';
}
/** Too many requests; `retryAfter` says how many seconds to wait. */
export class RateLimitedError extends MerchantGraphError {
  override readonly code = 'RATE_LIMITED';
}
/** No answer in time, from the server or within the client's `timeout`. */
export class TimeoutError extends MerchantGraphError {
  override readonly code = 'TIMEOUT';
}
/** The service, or a part of it, is not available now. */
export class UnavailableError extends MerchantGraphError {
  override readonly code = 'UNAVAILABLE';
}
/** The server failed in a way it did not expect. */
export class InternalError extends MerchantGraphError {
  override readonly code = 'INTERNAL';
}
/** No connection could be made, or it broke. */
export class NetworkError extends MerchantGraphError {
  override readonly code = 'NETWORK';
}
/** The caller's `AbortSignal` fired. */
export class AbortedError extends MerchantGraphError {
  override readonly code = 'ABORTED';
}
/** The endpoint answered something that is not GraphQL; check the address. */
export class BadResponseError extends MerchantGraphError {
  override readonly code = 'BAD_RESPONSE';
}
