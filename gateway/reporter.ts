import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from '#platform/log/index.ts';
import { codeOf, publicError } from './errors.ts';
import type { GatewayMetrics } from './metrics.ts';

/** Turns errors into what clients see, counts them, and writes the rest of the story to the log. */
export interface ErrorReporter {
  /** Safe to call on errors that were published before: those pass as they are, uncounted. */
  publish(
    errors: readonly unknown[],
    correlationId: string,
    options?: { log: boolean },
  ): GraphQLFormattedError[];
  log(errors: readonly unknown[], correlationId: string): void;
  /** Whatever was thrown, as an error that executors and transports can carry. */
  wrap(error: unknown): GraphQLError;
}

/** @param origin where people reach the gateway's pages: asked for with every error, as it may be known late */
export function createErrorReporter(
  metrics: GatewayMetrics,
  logger: Logger,
  origin: () => string = () => '',
): ErrorReporter {
  const published = new WeakSet<object>();

  const log = (errors: readonly unknown[], correlationId: string) => {
    for (const error of errors) {
      if (typeof error === 'object' && error !== null && published.has(error)) continue;
      const code = codeOf(error);
      const { message, path, extensions, originalError } = error as Partial<GraphQLError>;
      const fields = {
        correlationId,
        code,
        path,
        subgraph: extensions?.serviceName ?? extensions?.dependency,
        err: rootOf(originalError) ?? error,
      };
      if (code === 'INTERNAL') logger.error(fields, message ?? 'an operation failed');
      else if (code === 'UNAVAILABLE' || code === 'TIMEOUT') logger.warn(fields, message ?? code);
    }
  };

  return {
    log,
    publish(errors, correlationId, options = { log: true }) {
      if (options.log) log(errors, correlationId);
      return errors.map((error) => {
        if (typeof error === 'object' && error !== null && published.has(error)) {
          return error as GraphQLFormattedError;
        }
        const shown = publicError(error, correlationId, origin());
        metrics.error(codeOf(shown));
        published.add(shown);
        return shown;
      });
    },
    wrap(error) {
      if (error instanceof GraphQLError) return error;
      const original = error instanceof Error ? error : new Error(String(error));
      return new GraphQLError(original.message, { originalError: original });
    },
  };
}

/** The innermost error, which is the one that says what happened and where. */
function rootOf(error: Error | undefined): Error | undefined {
  let root = error;
  for (let depth = 0; depth < 5 && root instanceof GraphQLError && root.originalError; depth++) {
    root = root.originalError;
  }
  return root;
}
