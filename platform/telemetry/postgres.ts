import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import { failureOf, type Telemetry } from './telemetry.ts';

type Call = (...parameters: unknown[]) => unknown;

const MAX_STATEMENT = 2_000;

/**
 * A span for every statement that a pool's connections run within a span: its text with placeholders, never its
 * parameters. What runs outside of one, such as polling, makes none.
 */
export function traceQueries(pool: pg.Pool, telemetry: Telemetry, role: string): void {
  // `pool.query` goes on in a callback of whoever returned the connection: it has to find its own span there.
  const connect = pool.connect.bind(pool) as Call;
  pool.connect = ((callback?: Call) =>
    callback === undefined ? connect() : connect(AsyncLocalStorage.bind(callback))) as typeof pool.connect;
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as Call;
    client.query = ((...parameters: unknown[]) => {
      const statement = textOf(parameters[0]);
      const span =
        statement === undefined
          ? undefined
          : telemetry.begin(`postgresql ${verbOf(statement)}`, {
              kind: 'client',
              attributes: {
                'db.system': 'postgresql',
                'db.user': role,
                'db.query.text': statement.slice(0, MAX_STATEMENT),
              },
            });
      if (!span) return query(...parameters);
      const last = parameters.at(-1);
      if (typeof last === 'function') {
        const bound = AsyncLocalStorage.bind(last as Call);
        const done: Call = (error, ...rest) => {
          span.end(error ? failureOf(error) : undefined);
          return bound(error, ...rest);
        };
        return query(...parameters.slice(0, -1), done);
      }
      return (query(...parameters) as Promise<unknown>).then(
        (result) => {
          span.end();
          return result;
        },
        (error: unknown) => {
          span.end(failureOf(error));
          throw error;
        },
      );
    }) as typeof client.query;
  });
}

/** Text of a statement; nothing for streams and cursors, which report by themselves. */
function textOf(first: unknown): string | undefined {
  if (typeof first === 'string') return first;
  if (typeof first !== 'object' || first === null || 'submit' in first) return undefined;
  return 'text' in first && typeof first.text === 'string' ? first.text : undefined;
}

const verbOf = (statement: string): string =>
  /^\s*(?:--[^\n]*\n\s*)*([a-z]+)/i.exec(statement)?.[1]?.toUpperCase() ?? 'statement';
