import type { ExecutionResult } from 'graphql';
import { createClient } from 'graphql-ws';

/** Opens a subscription and gives the first thing that comes; a refusal comes as a result with errors. */
export function firstEvent(url: string, token: string, query: string): Promise<ExecutionResult> {
  const client = createClient({
    url,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${token}` },
  });
  return new Promise<ExecutionResult>((resolve, reject) => {
    client.subscribe(
      { query },
      {
        next: (result) => resolve(result as ExecutionResult),
        error: (error) =>
          Array.isArray(error)
            ? resolve({ errors: error })
            : reject(new Error('The connection was refused.')),
        complete: () => reject(new Error('The subscription ended without an event.')),
      },
    );
  }).finally(() => client.dispose());
}
