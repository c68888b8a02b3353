import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ERROR_CODES, type ErrorCode } from '#platform/errors/index.ts';
import { ERROR_PAGES, errorPath } from './error-pages.ts';

/** Codes of the libraries underneath that all mean that the client sent something it can correct. */
const CLIENT_MISTAKES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'INVALID_GRAPHQL',
]);

/** How graphql-js words a variable or argument that a subgraph's own scalar refuses; it gives such errors no code. */
const REFUSED_VALUE = /^(Variable "\$|Argument ")\S+ (got|has) invalid value/;

/** Extensions that subgraphs may add to an error for clients to read. All others stay inside. */
const PUBLIC_EXTENSIONS = [
  'argumentPath',
  'dependency',
  'limit',
  'retryAfter',
  'requested',
  'allowed',
] as const;

const isErrorCode = (code: unknown): code is ErrorCode => ERROR_CODES.some((known) => known === code);

/** An error of the gateway itself, with a message written for the client. */
export function gatewayError(
  code: ErrorCode,
  message: string,
  options: {
    dependency?: string;
    limit?: string;
    status?: number;
    retryAfter?: number;
    requested?: number;
    allowed?: number;
    cause?: unknown;
  } = {},
): GraphQLError {
  const { status, cause, ...shown } = options;
  return new GraphQLError(message, {
    extensions: {
      code,
      ...shown,
      ...(status === undefined ? {} : { http: { status } }),
    },
    ...(cause instanceof Error ? { originalError: cause } : {}),
  });
}

/** The stable code of whatever was thrown, looking through the wrappers that executors put around it. */
export function codeOf(error: unknown): ErrorCode {
  for (let current = error, depth = 0; current && depth < 5; depth++) {
    if (typeof current !== 'object') break;
    const { extensions, code, originalError } = current as {
      extensions?: { code?: unknown };
      code?: unknown;
      originalError?: unknown;
    };
    if (isErrorCode(extensions?.code)) return extensions.code;
    if (isErrorCode(code)) return code;
    if (typeof extensions?.code === 'string' && CLIENT_MISTAKES.has(extensions.code)) return 'BAD_INPUT';
    current = originalError;
  }
  const message = (error as { message?: unknown } | null)?.message;
  return typeof message === 'string' && REFUSED_VALUE.test(message) ? 'BAD_INPUT' : 'INTERNAL';
}

/** HTTP status of a request that failed before anything ran. */
export function statusOf(error: unknown): number {
  const http = (error as { extensions?: { http?: { status?: unknown } } } | null)?.extensions?.http;
  return typeof http?.status === 'number' ? http.status : ERROR_PAGES[codeOf(error)].status;
}

/** Messages quote what was sent, which may be as long as a request. */
const MAX_MESSAGE = 1_000;
const shorten = (text: string) => (text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE)}…` : text);

/**
 * Turns any error into what a client may see: a stable code with a link to its explanation, the correlation id, and no
 * inside knowledge.
 * @param origin where people reach the gateway's pages, e.g. `https://api.example.com`
 */
export function publicError(error: unknown, correlationId: string, origin = ''): GraphQLFormattedError {
  const code = codeOf(error);
  const { message, locations, path, extensions } = error as Partial<GraphQLFormattedError>;
  const documentation = `${origin}${errorPath(code)}`;
  const kept: Record<string, unknown> = { code, correlationId, documentation };
  if (code !== 'INTERNAL') {
    for (const name of PUBLIC_EXTENSIONS) {
      const value = extensions?.[name];
      if (value !== undefined) kept[name] = value;
    }
  }
  return {
    message:
      code === 'INTERNAL' || !message
        ? `Something went wrong on our side. Try again, and quote correlation id ${correlationId} if it persists.`
        : shorten(message),
    ...(locations?.length ? { locations } : {}),
    ...(path?.length ? { path } : {}),
    extensions: kept,
  };
}
