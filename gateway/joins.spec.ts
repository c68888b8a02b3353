import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADA, startTestGateway, type TestGateway, until } from './testing/harness.ts';

describe.each(['in-process', 'remote'] as const)('queries over %s subgraphs', (placement) => {
  let door: TestGateway;
  beforeAll(async () => {
    door = await startTestGateway(placement);
  });
  afterAll(() => door.close());

  it('joins three subgraphs with aliases, fragments, lists and conditions', async () => {
    const { status, data, errors } = await door.graphql(
      `query ($from: Date!, $to: Date!, $withMembers: Boolean!, $without: Boolean!) {
        all: merchants { ...Facts revenue(from: $from, to: $to) { date amount } }
        one: insight(id: "i9") {
          title
          related { id merchant { title: name members @include(if: $withMembers) { role user { name } } } }
          author { __typename ... on User { email } ... on Robot { model } }
          skipped: title @skip(if: $without)
        }
      }
      fragment Facts on Merchant { id name label insights { id merchant { name } } }`,
      { from: '2011-12-01', to: '2011-12-02', withMembers: true, without: true },
    );
    expect(errors).toBeUndefined();
    expect(status).toBe(200);
    expect(data).toMatchObject({
      all: [
        {
          id: 'm1',
          name: 'Toys & Tea',
          label: 'in GBP',
          insights: [{ id: 'i1', merchant: { name: 'Toys & Tea' } }, { id: 'i2' }],
          revenue: [
            { date: '2011-12-01', amount: '12.5000' },
            { date: '2011-12-02', amount: '0.0000' },
          ],
        },
        { id: 'm2', label: 'in EUR' },
      ],
      one: {
        title: 'Insight i9',
        related: [
          {
            id: 'i9-a',
            merchant: { title: 'Toys & Tea', members: [{ role: 'OWNER', user: { name: 'Ada' } }, {}] },
          },
          { id: 'i9-b' },
        ],
        author: { __typename: 'User', email: 'ben@shop.example' },
      },
    });
    expect(data?.one).not.toHaveProperty('skipped');
  });

  it('asks a subgraph once for the entities of a list', async () => {
    const before = door.world.resolvedReferences.count;
    await door.graphql('{ insight(id: "i1") { related { merchant { name } } } }');
    // Two equal references: the same merchant twice, in one fetch.
    expect(door.world.resolvedReferences.count - before).toBeLessThanOrEqual(2);
  });

  it('runs mutations and GET queries', async () => {
    const renamed = await door.graphql(
      'mutation ($name: String!) { rename(id: "m1", name: $name) { merchant { name label } idempotencyKey } }',
      { name: 'Tea & Toys' },
      { ...ADA, 'idempotency-key': 'try-1' },
    );
    expect(renamed.data).toEqual({
      rename: { merchant: { name: 'Tea & Toys', label: 'in GBP' }, idempotencyKey: 'try-1' },
    });
    const query = encodeURIComponent('query Names($id: ID!) { merchant(id: $id) { name } }');
    const variables = encodeURIComponent('{"id":"m2"}');
    const response = await fetch(`${door.url}/graphql?query=${query}&variables=${variables}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(await response.json()).toMatchObject({ data: { merchant: { name: 'Bread & Co' } } });
  });

  it('tells a subgraph who asks, and never passes on what a client claims', async () => {
    const who = '{ who { kind id correlationId clientIp userAgent idempotencyKey } }';
    const forged = {
      'x-mg-identity': Buffer.from('{"kind":"operator","name":"root"}').toString('base64'),
      'x-mg-client-ip': '6.6.6.6',
      'x-mg-user-agent': 'forged',
      'user-agent': 'real agent',
      'x-correlation-id': 'order-4711-abc',
    };
    const stranger = await door.graphql(who, {}, forged);
    expect(stranger.data?.who).toMatchObject({ kind: 'anonymous', id: null, userAgent: 'real agent' });
    expect(stranger.data?.who).toMatchObject({ correlationId: 'order-4711-abc' });
    expect(stranger.data?.who).not.toMatchObject({ clientIp: '6.6.6.6' });
    expect((await door.graphql(who, {}, { ...ADA, ...forged })).data?.who).toMatchObject({
      kind: 'user',
      id: 'u1',
    });
    const key = await door.graphql(who, {}, { authorization: 'Bearer mg_live_key', ...forged });
    expect(key.data?.who).toMatchObject({ kind: 'apiKey' });
  });

  it('answers the rest when one field or one subgraph fails', async () => {
    const { status, data, errors } = await door.graphql('{ merchant(id: "m1") { name broken } boom }');
    expect(status).toBe(200);
    expect(data).toEqual({ merchant: { name: 'Toys & Tea', broken: null }, boom: null });
    expect(errors?.map((error) => error.path?.join('.')).sort()).toEqual(['boom', 'merchant.broken']);
    for (const error of errors ?? []) {
      expect(error.extensions).toEqual({
        code: 'INTERNAL',
        correlationId: expect.any(String),
        documentation: `${door.url}/docs/errors#internal`,
      });
      expect(error.message).toContain(error.extensions.correlationId);
      expect(JSON.stringify(error)).not.toMatch(/select|relation \\?"|hunter2|stack/);
    }
  });

  it('keeps the codes and messages that subgraphs mean for clients', async () => {
    const missing = await door.graphql('{ merchant(id: "nope") { name } }');
    expect(missing.data).toEqual({ merchant: null });
    expect(missing.errors?.[0]).toMatchObject({
      message: 'The merchant was not found.',
      path: ['merchant'],
      extensions: { code: 'NOT_FOUND', argumentPath: ['id'] },
    });
    const conflict = await door.graphql('{ coded(code: "CONFLICT") }');
    expect(conflict.errors?.[0]?.extensions.code).toBe('CONFLICT');
    const unknown = await door.graphql('{ coded(code: "PG_42P01") }');
    expect(unknown.errors?.[0]?.extensions.code).toBe('INTERNAL');
    expect(unknown.errors?.[0]?.message).not.toContain('a message');
  });

  it('serves introspection', async () => {
    const { data } = await door.graphql(
      '{ __schema { subscriptionType { name } } __type(name: "Merchant") { name } }',
    );
    expect(data).toEqual({
      __schema: { subscriptionType: { name: 'Subscription' } },
      __type: { name: 'Merchant' },
    });
  });
});

describe('slow and absent subgraphs', () => {
  it.each(['in-process', 'remote'] as const)('names the one that is too slow (%s)', async (placement) => {
    const door = await startTestGateway(placement, { limits: { subgraphTimeoutMs: 60 } });
    try {
      const { status, data, errors } = await door.graphql('{ merchants { name } slow(ms: 2000) }');
      expect(status).toBe(200);
      expect(data).toMatchObject({ merchants: [{ name: 'Toys & Tea' }, {}], slow: null });
      expect(errors?.[0]).toMatchObject({
        message: 'The "sales" subgraph did not answer within 60 ms. Try again, or ask for less.',
        extensions: { code: 'TIMEOUT', dependency: 'sales' },
      });
    } finally {
      await door.close();
    }
  });

  it('names the one that is away, answers the rest, and recovers', async () => {
    const door = await startTestGateway('remote');
    try {
      await door.stopSubgraph('sales');
      const { status, data, errors } = await door.graphql('{ merchant(id: "m1") { name label } }');
      expect(status).toBe(200);
      expect(data).toEqual({ merchant: { name: 'Toys & Tea', label: null } });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAVAILABLE', dependency: 'sales' });
      expect(errors?.[0]?.message).toContain('"sales" subgraph cannot be reached');
      const ready = await fetch(`${door.url}/health/ready`);
      expect(ready.status).toBe(503);
      expect(await ready.json()).toMatchObject({ status: 'unavailable', missing: ['subgraph sales'] });

      await door.restartSubgraph('sales');
      const query = '{ merchant(id: "m1") { label } }';
      await until('recovered', async () => (await door.graphql(query)).errors === undefined);
      await until('ready', async () => (await fetch(`${door.url}/health/ready`)).status === 200);
    } finally {
      await door.close();
    }
  });
});
