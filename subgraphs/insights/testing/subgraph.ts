import type { ExecutionResult } from 'graphql';
import { createEventFeed, type EventFeed } from '#platform/events/index.ts';
import { createSubgraphExecutor, type SubgraphExecutor } from '#platform/graphql/index.ts';
import {
  createIdentitySigner,
  createIdentityVerifier,
  IDENTITY_HEADER,
  type Identity,
} from '#platform/identity/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { createIdempotency } from '#platform/postgres/index.ts';
import { createWarehouse, type Warehouse } from '#warehouse/index.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/fixtures/services.ts';
import { createInsightsSubgraph } from '../subgraph.ts';

/** The subgraph over a database of its own, asked as the gateway asks it. */
export interface TestSubgraph {
  db: TestDatabase;
  feed: EventFeed;
  executor: SubgraphExecutor;
  ask(
    identity: Identity,
    query: string,
    variables?: object,
    idempotencyKey?: string,
  ): Promise<ExecutionResult>;
  listen(identity: Identity, query: string): ReturnType<SubgraphExecutor['subscribe']>;
  /** Does the relay's part: publishes what is in the outbox. */
  relay(): Promise<void>;
  close(): Promise<void>;
}

const secret = 'a secret of this test';
/** What the secrets of endpoints are sealed with. */
export const testSecret = secret;

export const quietLogger = createLogger({ name: 'insights-test', level: 'silent' });

/**
 * @param options.warehouse one that is not there unless given
 * @param options.now the clock
 */
export async function createTestSubgraph(
  options: { warehouse?: Warehouse; now?: () => Date } = {},
): Promise<TestSubgraph> {
  const db = await createTestDatabase();
  const feed = createEventFeed({ pool: db.pools.worker, logger: quietLogger });
  const warehouse =
    options.warehouse ?? createWarehouse({ url: 'http://127.0.0.1:1', password: '', database: 'none' });
  const subgraph = createInsightsSubgraph({
    db,
    warehouse,
    feed,
    logger: quietLogger,
    idempotency: createIdempotency({ secret }),
    secret,
    allowLoopback: true,
    ...(options.now ? { now: options.now } : {}),
  });
  const { schema } = subgraph;
  const verifier = createIdentityVerifier({ secret, audience: 'insights' });
  const signer = createIdentitySigner({ secret });
  const executor = createSubgraphExecutor({ name: 'insights', schema, verifier, logger: quietLogger });
  const headers = (identity: Identity, idempotencyKey?: string) => ({
    [IDENTITY_HEADER]: signer.sign(identity, 'insights'),
    'idempotency-key': idempotencyKey,
  });
  return {
    db,
    feed,
    executor,
    ask: (identity, query, variables = {}, idempotencyKey) =>
      executor.execute({ query, variables: { ...variables }, headers: headers(identity, idempotencyKey) }),
    listen: (identity, query) => executor.subscribe({ query, headers: headers(identity) }),
    async relay() {
      await db.admin.query(`
        insert into events.published (event_id, event_type, event_version, event_timestamp, correlation_id,
          source_service, merchant_id, payload)
        select event_id, event_type, event_version, event_timestamp, correlation_id, source_service, merchant_id, payload
        from events.outbox o where not exists (select 1 from events.published p where p.event_id = o.event_id)
        order by event_timestamp`);
      await db.admin.query('notify mg_published');
    },
    async close() {
      await subgraph.close();
      await feed.close();
      await db.drop();
    },
  };
}
