import {
  AbortedError,
  AuthenticationError,
  BadInputError,
  BadResponseError,
  ConflictError,
  type ErrorCode,
  type ErrorDetails,
  InternalError,
  type MerchantGraphError,
  NetworkError,
  NotFoundError,
  PermissionError,
  RateLimitedError,
  TimeoutError,
  UnavailableError,
} from './errors.ts';

type ErrorClass = new (message: string, details?: ErrorDetails) => MerchantGraphError;

const CLASSES: Record<ErrorCode, ErrorClass> = {
  UNAUTHENTICATED: AuthenticationError,
  FORBIDDEN: PermissionError,
  NOT_FOUND: NotFoundError,
  BAD_INPUT: BadInputError,
  CONFLICT: ConflictError,
  RATE_LIMITED: RateLimitedError,
  TIMEOUT: TimeoutError,
  UNAVAILABLE: UnavailableError,
  INTERNAL: InternalError,
  NETWORK: NetworkError,
  ABORTED: AbortedError,
  BAD_RESPONSE: BadResponseError,
};

/** Codes of the server software itself, which say the same thing in other words. */
const SYNONYMS: Record<string, ErrorCode> = {
  GRAPHQL_PARSE_FAILED: 'BAD_INPUT',
  GRAPHQL_VALIDATION_FAILED: 'BAD_INPUT',
  BAD_USER_INPUT: 'BAD_INPUT',
  BAD_REQUEST: 'BAD_INPUT',
};

const BY_STATUS: Record<number, ErrorCode> = {
  400: 'BAD_INPUT',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  408: 'TIMEOUT',
  409: 'CONFLICT',
  413: 'BAD_INPUT',
  422: 'BAD_INPUT',
  429: 'RATE_LIMITED',
  502: 'UNAVAILABLE',
  503: 'UNAVAILABLE',
  504: 'TIMEOUT',
};

/** One error of a GraphQL response. */
export interface ResponseError {
  message: string;
  path?: readonly (string | number)[];
  extensions?: Record<string, unknown>;
}

export function fail(code: ErrorCode, message: string, details?: ErrorDetails): MerchantGraphError {
  return new CLASSES[code](message, details);
}

/** The typed error for the errors of a response; the first decides, the number of the others is mentioned. */
export function fromResponseErrors(
  errors: readonly ResponseError[],
  details: ErrorDetails,
): MerchantGraphError {
  const [first, ...others] = errors;
  const extensions = first?.extensions ?? {};
  const stated = String(extensions.code ?? '');
  const code =
    stated in CLASSES
      ? (stated as ErrorCode)
      : (SYNONYMS[stated] ?? BY_STATUS[details.status ?? 200] ?? 'INTERNAL');
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  const { correlationId, documentation, retryAfter } = extensions;
  return fail(code, `${first?.message ?? 'The request failed.'}${more}`, {
    ...details,
    path: first?.path ?? details.path,
    correlationId: typeof correlationId === 'string' ? correlationId : details.correlationId,
    documentation: typeof documentation === 'string' ? documentation : details.documentation,
    retryAfter: typeof retryAfter === 'number' ? retryAfter : details.retryAfter,
  });
}

/** The typed error for an HTTP status whose body says nothing more. */
export function fromStatus(status: number, details: ErrorDetails): MerchantGraphError {
  const code = BY_STATUS[status] ?? (status >= 500 ? 'INTERNAL' : 'BAD_RESPONSE');
  return fail(code, `The server answered HTTP ${status} without a GraphQL response.`, { ...details, status });
}
