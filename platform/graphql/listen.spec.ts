import { buildSchema } from 'graphql';
import { createClient } from 'graphql-ws';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createIdentityVerifier } from '../identity/index.ts';
import { createLogger } from '../log/index.ts';
import { createSubgraphExecutor } from './executor.ts';
import { listenSubgraph } from './listen.ts';

/** Two events, and then what `end` does. */
async function* numbers(end: () => Promise<void>): AsyncGenerator<{ count: number }> {
  yield { count: 1 };
  yield { count: 2 };
  await end();
  yield { count: 3 };
}

describe('a subgraph that listens', () => {
  it('ends the one subscription whose source fails, with what a client can do, and no other on its connection', async () => {
    const schema = buildSchema('type Query { none: Int } type Subscription { broken: Int patient: Int }');
    let goOn = (): void => undefined;
    const going = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    Object.assign(schema.getSubscriptionType()?.getFields().broken ?? {}, {
      subscribe: () => numbers(() => Promise.reject(new Error('password of the database: hunter2'))),
      resolve: ({ count }: { count: number }) => count,
    });
    Object.assign(schema.getSubscriptionType()?.getFields().patient ?? {}, {
      subscribe: () => numbers(() => going),
      resolve: ({ count }: { count: number }) => count,
    });
    const executor = createSubgraphExecutor({
      name: 'counts',
      schema,
      verifier: createIdentityVerifier({
        secret: 'a secret of the test that is long enough',
        audience: 'counts',
      }),
      logger: createLogger({ name: 'counts', level: 'silent' }),
    });
    const subgraph = await listenSubgraph({ schema, executor, host: '127.0.0.1', port: 0 });
    const closed: unknown[] = [];
    const client = createClient({
      url: subgraph.wsUrl,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      on: { closed: (event) => closed.push(event) },
    });
    const listen = async (query: string, count: number): Promise<unknown[]> => {
      const seen: unknown[] = [];
      const stream = client.iterate({ query });
      try {
        for await (const result of stream) if (seen.push(result.data) === count) break;
      } catch (error) {
        seen.push(error);
      }
      return seen;
    };
    const patient = listen('subscription { patient }', 3);
    expect(await listen('subscription { broken }', 3)).toEqual([
      { broken: 1 },
      { broken: 2 },
      [
        {
          message: 'The subscription was interrupted. Subscribe again after the last event.',
          extensions: { code: 'UNAVAILABLE', dependency: 'counts', correlationId: expect.any(String) },
        },
      ],
    ]);
    expect(closed).toEqual([]);
    goOn();
    expect(await patient).toEqual([{ patient: 1 }, { patient: 2 }, { patient: 3 }]);
    await client.dispose();
    await subgraph.close();
  });
});
