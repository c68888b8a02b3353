import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWarehouseClient } from '#platform/clickhouse/client.ts';
import { type ClickHouseChild, startClickHouseChild } from '#platform/clickhouse/testing/start.ts';
import { createSubgraphExecutor } from '#platform/graphql/executor.ts';
import { listenSubgraph } from '#platform/graphql/listen.ts';
import { createIdentitySigner, createIdentityVerifier } from '#platform/identity/internal-token.ts';
import { createLogger } from '#platform/log/index.ts';
import { withTenants } from '#platform/postgres/tenants.ts';
import {
  createTelemetry,
  readTelemetrySettings,
  type Telemetry,
  traceQueries,
} from '#platform/telemetry/index.ts';
import { createTestDatabase, type TestDatabase } from '../tests/fixtures/services.ts';
import { composeSupergraph } from './compose.ts';
import { createGateway } from './gateway.ts';
import type { SubgraphTarget } from './options.ts';

interface Attribute {
  key: string;
  value: { stringValue?: string };
}
interface SentSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: Attribute[];
  status: { code?: number };
}

/** Receives spans as a collector does, over OTLP in JSON. */
async function startCollector() {
  const spans: SentSpan[] = [];
  const services = new Set<string>();
  let text = '';
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      text += body;
      for (const { resource, scopeSpans } of JSON.parse(body).resourceSpans) {
        for (const { key, value } of resource.attributes as Attribute[])
          if (key === 'service.name') services.add(value.stringValue ?? '');
        for (const scope of scopeSpans) spans.push(...scope.spans);
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    services,
    text: () => text,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

const SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { rows(secret: String!): Int! quiet: Int! fails: Int }`;
const MERCHANT = '01900000-0000-7000-8000-000000000001';
const secret = 'a secret of the tests';
const logger = createLogger({ name: 'test', level: 'silent' });

describe.each(['in-process', 'remote'])('a trace, with %s subgraphs', (placement) => {
  let db: TestDatabase;
  let clickhouse: ClickHouseChild;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'traces-'));
    [db, clickhouse] = await Promise.all([createTestDatabase(), startClickHouseChild(folder)]);
  });
  afterAll(async () => {
    await clickhouse.stop();
    await db.drop();
    await rm(folder, { recursive: true });
  });

  it('goes from the operation through the fetch and its execution to every statement, and holds no value', async () => {
    const collector = await startCollector();
    const settings = readTelemetrySettings({ OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/` });
    const make = async (name: string): Promise<Telemetry> => {
      const made = await createTelemetry(settings, name);
      if (!made) throw new Error('no telemetry');
      return made;
    };
    const telemetry = await make('gateway');
    const ofSubgraph = placement === 'remote' ? await make('shops') : telemetry;
    for (const [role, pool] of Object.entries(db.pools)) traceQueries(pool, ofSubgraph, role);
    const warehouse = createWarehouseClient({
      url: clickhouse.url,
      password: clickhouse.password,
      database: 'default',
      telemetry: ofSubgraph,
    });
    const schema = buildSubgraphSchema({
      typeDefs: parse(SDL),
      resolvers: {
        Query: {
          quiet: () => 1,
          fails: () => {
            throw new Error('no such table: hunter2');
          },
          rows: async (_: unknown, { secret: sent }: { secret: string }) => {
            const counted = await withTenants(db.app, [MERCHANT], async (tx) => tx.merchant.count());
            // More at once than there are connections: some wait for one that another statement gives back.
            await Promise.all(
              Array.from({ length: 12 }, () => db.pools.worker.query('select $1::text as sent', [sent])),
            );
            const answer = await warehouse.query({
              query: 'select {sent: String} as sent',
              query_params: { sent },
              format: 'JSONEachRow',
            });
            return counted + (await answer.json()).length;
          },
        },
      } as never,
    });
    const executor = createSubgraphExecutor({
      name: 'shops',
      schema,
      verifier: createIdentityVerifier({ secret, audience: 'shops' }),
      logger,
      telemetry: ofSubgraph,
    });
    const listening =
      placement === 'remote'
        ? await listenSubgraph({ schema, executor, host: '127.0.0.1', port: 0 })
        : undefined;
    const target: SubgraphTarget = listening ? { url: listening.url } : { executor };
    const gateway = createGateway({
      supergraphSdl: composeSupergraph([{ name: 'shops', sdl: SDL }]),
      subgraphs: { shops: target },
      authenticate: async () => ({ kind: 'anonymous' }),
      signer: createIdentitySigner({ secret }),
      logger,
      telemetry,
    });
    const { url } = await gateway.listen({ port: 0 });
    const ask = async (query: string, headers: Record<string, string> = {}) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer hunter2', ...headers },
        body: JSON.stringify({ query, variables: { s: 'hunter2' } }),
      });
      return response.json();
    };
    const foreign = '0af7651916cd43dd8448eb211c80319c';
    expect(
      await ask('query Rows($s: String!) { rows(secret: $s) }', {
        'x-correlation-id': 'correlation-1',
        traceparent: `00-${foreign}-b7ad6b7169203331-01`,
      }),
    ).toMatchObject({ data: { rows: 1 } });
    await ask('{ fails }');
    // Outside of an operation nothing is measured.
    await db.pools.worker.query('select 42 as polling');
    await gateway.close({ graceMs: 500 });
    await listening?.close();
    await telemetry.close();
    await ofSubgraph.close();
    await warehouse.close();

    const { spans } = collector;
    const attribute = (span: SentSpan | undefined, name: string) =>
      span?.attributes.find(({ key }) => key === name)?.value.stringValue;
    const root = spans.find(
      (span) => attribute(span, 'merchantgraph.correlation_id') === 'correlation-1' && !span.parentSpanId,
    );
    expect(root?.name).toBe('graphql query');
    expect(root?.traceId).not.toBe(foreign);
    expect(attribute(root, 'graphql.operation.name')).toBe('Rows');
    const ofTrace = spans.filter(({ traceId }) => traceId === root?.traceId);
    const childrenOf = (span: SentSpan | undefined) =>
      ofTrace.filter(({ parentSpanId }) => parentSpanId === span?.spanId);
    const [fetched, ...otherFetches] = childrenOf(root);
    expect([fetched?.name, otherFetches]).toEqual(['fetch shops', []]);
    const [executed, ...otherExecutions] = childrenOf(fetched);
    expect([executed?.name, otherExecutions]).toEqual(['execute shops', []]);
    expect(attribute(executed, 'merchantgraph.correlation_id')).toBe('correlation-1');
    const statements = childrenOf(executed);
    expect(statements.length).toBe(ofTrace.length - 3);
    const texts = statements.map((span) => attribute(span, 'db.query.text') ?? '');
    expect(texts.filter((text) => text === 'select $1::text as sent')).toHaveLength(12);
    expect(
      texts.some((text) => text.startsWith('SELECT COUNT(*)') && text.includes('"users"."merchants"')),
    ).toBe(true);
    expect(texts.some((text) => text.includes('set_config') && text.includes('$1'))).toBe(true);
    const inClickHouse = statements.filter((span) => attribute(span, 'db.system') === 'clickhouse');
    expect(inClickHouse.map((span) => attribute(span, 'db.query.text'))).toEqual([
      'select {sent: String} as sent',
    ]);

    const failed = spans.filter(({ status }) => status.code === 2);
    expect(failed.map(({ name }) => name)).toContain('fetch shops');
    expect(collector.services).toEqual(
      new Set(
        placement === 'remote' ? ['merchantgraph-gateway', 'merchantgraph-shops'] : ['merchantgraph-gateway'],
      ),
    );
    expect(collector.text()).not.toContain('hunter2');
    expect(collector.text()).not.toContain('polling');
    await collector.close();
  });
});

describe('without an endpoint', () => {
  it('nothing is loaded', async () => {
    expect(await createTelemetry(readTelemetrySettings({}), 'gateway')).toBeUndefined();
    expect(() => readTelemetrySettings({ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' })).toThrow(
      /OTEL_EXPORTER_OTLP_ENDPOINT/,
    );
  });
});
