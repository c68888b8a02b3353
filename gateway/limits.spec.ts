import { buildSchema, getIntrospectionQuery, getOperationAST, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Identity } from '#platform/identity/identity.ts';
import { createRateLimiter } from '#platform/rate-limit/index.ts';
import { createCosts } from './limits/cost.ts';
import { networkOf } from './limits/rates.ts';
import { ADA, startTestGateway, type TestGateway } from './testing/harness.ts';

describe('the cost of an operation', () => {
  const schema = buildSchema(`
    type Query { me: User merchant(id: ID!): Merchant }
    type Mutation { rename(name: String!): Merchant }
    type User { id: ID! friends: [User!]! }
    type Merchant {
      id: ID! name: String overview: Report
      carts(first: Int, last: Int): CartConnection
      tags: [String!]! members: [User!]!
    }
    type Report { revenue: Money }
    type Money { amount: String }
    type CartConnection { nodes: [Cart!]! edges: [CartEdge!]! totalCount: Int! }
    type CartEdge { node: Cart! }
    type Cart { id: ID! items: [Item!]! total: Money }
    type Item { sku: String price: Money }`);
  const costOf = createCosts(schema, new Set(['Merchant.overview', 'Mutation.rename']));
  const cost = (query: string, variables: Record<string, unknown> = {}) => {
    const document = parse(query);
    const operation = getOperationAST(document);
    if (!operation) throw new Error('no operation');
    return costOf(document, operation, variables);
  };

  it.each([
    ['scalars cost nothing', '{ merchant(id: 1) { id name tags } }', 1],
    ['objects cost 1', '{ me { id } merchant(id: 1) { id } }', 2],
    ['a list is 20 long', '{ merchant(id: 1) { members { id } } }', 1 + 20],
    ['lists multiply', '{ me { friends { friends { id } } } }', 1 + 20 * (1 + 20)],
    ['a page is as long as asked for', '{ merchant(id: 1) { carts(first: 5) { nodes { id } } } }', 1 + 1 + 5],
    ['or 20', '{ merchant(id: 1) { carts { edges { node { id } } } } }', 1 + 1 + 20 * 2],
    [
      'and multiplies what is in it',
      '{ merchant(id: 1) { carts(last: 10) { nodes { items { price { amount } } total { amount } } } } }',
      1 + 1 + 10 * (1 + 20 * 2 + 1),
    ],
    [
      'counting rows costs 2',
      '{ merchant(id: 1) { carts(first: 0) { totalCount nodes { id } } } }',
      1 + 1 + 2,
    ],
    ['a report costs 20', '{ merchant(id: 1) { overview { revenue { amount } } } }', 1 + 20 + 1],
    ['a mutation costs 10', 'mutation { rename(name: "x") { name } }', 10],
    ['aliases count', '{ a: me { id } b: me { id } }', 2],
    [
      'fragments count wherever they are',
      '{ me { ...F } x: me { ... { ...F } } } fragment F on User { friends { id } }',
      42,
    ],
    ['the schema costs 100', '{ __schema { types { fields { name } } } __typename }', 100],
  ])('%s', (_what, query, expected) => {
    expect(cost(query).requested).toBe(expected);
  });

  it('follows variables, and remembers it for each page size', () => {
    const document = parse('query ($n: Int = 3) { merchant(id: 1) { carts(first: $n) { nodes { id } } } }');
    const operation = getOperationAST(document);
    if (!operation) throw new Error('no operation');
    const withSize = (n?: unknown) => costOf(document, operation, n === undefined ? {} : { n });
    expect(withSize().requested).toBe(2 + 3);
    expect(withSize(7).requested).toBe(2 + 7);
    expect(withSize(7)).toBe(withSize(7));
    expect(withSize(-1).requested).toBe(2 + 3);
    expect(withSize('many').requested).toBe(2 + 3);
    expect(withSize(Number.MAX_SAFE_INTEGER).requested).toBe(1_000_000_000);
  });

  it('counts what is expensive, under whatever alias', () => {
    expect([
      ...cost('{ a: merchant(id: 1) { overview { revenue { amount } } o: overview { revenue { amount } } } }')
        .expensive,
    ]).toEqual([['Merchant.overview', 2]]);
    expect([
      ...cost('mutation { a: rename(name: "x") { id } b: rename(name: "y") { id } }').expensive,
    ]).toEqual([['Mutation.rename', 2]]);
    expect(cost('{ me { id } }').expensive.size).toBe(0);
  });
});

describe('limits at the door', () => {
  let door: TestGateway;
  beforeAll(async () => {
    door = await startTestGateway('in-process', { limits: { maxCost: 500 } });
  });
  afterAll(() => door.close());
  const bodyOf = async (query: string) => {
    const response = await fetch(`${door.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...ADA },
      body: JSON.stringify({ query }),
    });
    return (await response.json()) as {
      extensions?: unknown;
      errors?: { message: string; extensions: object }[];
    };
  };

  it('tell what an operation cost, also where it failed', async () => {
    expect((await bodyOf('{ merchants { id } }')).extensions).toEqual({
      cost: { requested: 20, limit: 500 },
    });
    expect((await bodyOf('{ me { id } boom }')).extensions).toEqual({ cost: { requested: 1, limit: 500 } });
    const answers = [];
    for await (const answer of door.socket().iterate({ query: '{ me { id } }' })) answers.push(answer);
    expect(answers).toMatchObject([{ extensions: { cost: { requested: 1, limit: 500 } } }]);
  });

  it('refuse what costs more, before anything runs', async () => {
    const before = door.world.resolvedReferences.count;
    const { errors } = await bodyOf('{ merchants { insights { merchant { members { user { id } } } } } }');
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining('the limit is 500'),
        extensions: { code: 'BAD_INPUT', limit: 'cost', requested: expect.any(Number), allowed: 500 },
      },
    ]);
    expect(door.world.resolvedReferences.count).toBe(before);
  });

  it('bound directives, repeated fields, circles and questions about the schema', async () => {
    const cases: [string, string][] = [
      [`{ me ${'@include(if: true) '.repeat(60)} { id } }`, 'more than 50 directives'],
      [`{ me { ${'id @skip(if: false) '.repeat(60)} } }`, 'more than 50 directives'],
      [`{ me { ${'id '.repeat(1_600)} } }`, '1601 fields'],
      ['{ me { ...A } } fragment A on User { ...B } fragment B on User { ...A }', 'within itself'],
      [
        '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
        'Maximum introspection depth',
      ],
    ];
    for (const [query, message] of cases) {
      const { errors } = await bodyOf(query);
      expect(errors?.map((error) => error.message).join('\n')).toContain(message);
    }
    expect((await bodyOf(getIntrospectionQuery())).errors).toBeUndefined();
  });
});

it('keeps the schema to itself where introspection is off', async () => {
  const door = await startTestGateway('in-process', { introspection: false, sandbox: false });
  const refused = await door.graphql('{ __schema { types { name } } }');
  expect([refused.status, refused.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_INPUT']);
  const nested = await door.graphql(
    'query M { me { ...F } } fragment F on User { id __typename } query X { __type(name: "User") { name } }',
  );
  expect(nested.errors?.[0]?.message).toContain('introspection');
  const misspelt = await door.graphql('{ merchant(idd: 1) { nam currencyy } }');
  const messages = misspelt.errors?.map(({ message }) => message).join('\n') ?? '';
  expect(messages).toContain('Cannot query field "nam"');
  expect(messages).not.toMatch(/did you mean/i);
  expect((await door.graphql('{ me { __typename } }')).data).toEqual({ me: { __typename: 'User' } });
  const page = await fetch(`${door.url}/graphql`, { headers: { accept: 'text/html' } });
  expect(page.status).toBe(404);
  await door.close();
  const helpful = await startTestGateway('in-process');
  expect((await helpful.graphql('{ merchant(id: 1) { nam } }')).errors?.[0]?.message).toContain(
    'Did you mean "name"',
  );
  await helpful.close();
});

describe('rates', () => {
  const user = (userId: string, ...merchantIds: string[]): Identity => ({
    kind: 'user',
    userId,
    sessionId: 's',
    memberships: merchantIds.map((merchantId) => ({ merchantId, role: 'OWNER' })),
  });
  const PEOPLE: Record<string, Identity> = {
    ada: user('ada', 'm1'),
    ben: user('ben', 'm1'),
    cem: user('cem', 'm1', 'm2'),
    key: { kind: 'apiKey', keyId: 'key', merchantId: 'm3', scopes: ['*'], rateLimit: 2 },
    plain: { kind: 'apiKey', keyId: 'plain', merchantId: 'm3', scopes: ['*'] },
  };
  const slow = (burst: number) => ({ perSecond: 0.01, burst });
  const start = (rules: object) =>
    startTestGateway('in-process', {
      authenticate: async (authorization) => {
        if (authorization === undefined) return { kind: 'anonymous' };
        const identity = PEOPLE[authorization.slice('Bearer '.length)];
        if (!identity)
          throw Object.assign(new Error('This token is not known.'), { code: 'UNAUTHENTICATED' });
        return identity;
      },
      trustProxy: true,
      rateLimits: { limiter: createRateLimiter(), rules },
    });
  const ask = async (
    door: TestGateway,
    who?: string,
    options: { address?: string; query?: string; variables?: object } = {},
  ) => {
    const response = await door.graphql(options.query ?? '{ me { id } }', options.variables, {
      ...(who ? { authorization: `Bearer ${who}` } : {}),
      'x-forwarded-for': options.address ?? '10.0.0.1',
    });
    return response;
  };

  it('are told in headers, and answered with 429 and when to come again', async () => {
    const door = await start({ user: slow(3) });
    const remaining = [];
    for (let n = 0; n < 3; n++) {
      const { status, headers } = await ask(door, 'ada');
      expect([status, headers.get('ratelimit-limit'), headers.get('retry-after')]).toEqual([200, '3', null]);
      remaining.push(headers.get('ratelimit-remaining'));
    }
    expect(remaining).toEqual(['2', '1', '0']);
    const refused = await ask(door, 'ada');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(1);
    expect(refused.headers.get('ratelimit-remaining')).toBe('0');
    expect(refused.errors?.[0]).toMatchObject({
      message: expect.stringContaining('Too many requests of this user'),
      extensions: { code: 'RATE_LIMITED', limit: 'requests of this user', retryAfter: expect.any(Number) },
    });
    expect((await ask(door, 'ben')).status).toBe(200);
    await door.close();
  });

  it('are for everybody, each key, merchant and address', async () => {
    const all = await start({ overall: slow(2) });
    for (const [who, status] of [
      ['ada', 200],
      ['ben', 200],
      [undefined, 429],
    ] as const)
      expect((await ask(all, who)).status).toBe(status);
    await all.close();

    const keys = await start({ apiKey: slow(3) });
    // The key that says 2 a second may spend 4 at once; the other one has the default.
    for (let n = 0; n < 4; n++) expect((await ask(keys, 'key')).status).toBe(200);
    expect((await ask(keys, 'key')).status).toBe(429);
    for (let n = 0; n < 3; n++) expect((await ask(keys, 'plain')).status).toBe(200);
    expect((await ask(keys, 'plain')).status).toBe(429);
    await keys.close();

    const merchants = await start({ merchant: slow(3) });
    expect((await ask(merchants, 'ada')).status).toBe(200);
    expect((await ask(merchants, 'ben')).status).toBe(200);
    const query = 'query ($id: ID!) { merchant(id: $id) { name } }';
    const about = (id: string) => ask(merchants, 'cem', { query, variables: { id } });
    expect((await about('m1')).status).toBe(200);
    expect((await about('m1')).status).toBe(429);
    expect((await about('m2')).status).toBe(200);
    expect((await ask(merchants, 'key')).status).toBe(200);
    await merchants.close();

    const addresses = await start({ address: slow(2) });
    expect((await ask(addresses)).status).toBe(200);
    expect((await ask(addresses, 'guess')).status).toBe(401);
    expect((await ask(addresses, 'guess')).status).toBe(429);
    expect((await ask(addresses)).status).toBe(429);
    expect((await ask(addresses, undefined, { address: '1.2.3.4, 10.0.0.1' })).status).toBe(429);
    expect((await ask(addresses, undefined, { address: '10.0.0.2' })).status).toBe(200);
    expect((await ask(addresses, 'ada')).status).toBe(200);
    await addresses.close();
  });

  it('stop looking up what an address guesses, and let those in whose tokens have held', async () => {
    let lookUps = 0;
    const door = await startTestGateway('in-process', {
      authenticate: async (authorization) => {
        lookUps++;
        const identity = PEOPLE[authorization?.replace(/^Bearer (mg_)?/, '') ?? ''];
        if (!identity)
          throw Object.assign(new Error('This token is not known.'), { code: 'UNAUTHENTICATED' });
        return identity;
      },
      rateLimits: { limiter: createRateLimiter(), rules: { address: slow(5) } },
    });
    const status = async (token: string) =>
      (await door.graphql('{ me { id } }', {}, { authorization: `Bearer ${token}` })).status;
    expect(await status('mg_plain')).toBe(200);
    const statuses = [];
    for (let n = 0; n < 20; n++) statuses.push(await status(`mg_guess-${n}`));
    expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
    expect(new Set(statuses.slice(5))).toEqual(new Set([429]));
    expect(lookUps).toBeLessThanOrEqual(1 + 5 + 1);
    expect(await status('mg_plain')).toBe(200);
    // A session that nobody has seen before, which its signature proves.
    expect(await status('ada')).toBe(200);
    await door.close();
  });

  it('count expensive fields one by one, aliases too', async () => {
    const door = await start({ expensive: { 'Mutation.rename': { ...slow(3), by: 'address' } } });
    const query = (count: number) =>
      `mutation { ${Array.from({ length: count }, (_, n) => `a${n}: rename(id: "m1", name: "x") { idempotencyKey }`).join(' ')} }`;
    expect((await ask(door, 'ada', { query: query(2) })).status).toBe(200);
    const refused = await ask(door, 'ben', { query: query(2) });
    expect([refused.status, refused.errors?.[0]?.extensions]).toMatchObject([
      429,
      { limit: 'Mutation.rename of this address' },
    ]);
    expect((await ask(door, 'ben', { query: query(1) })).status).toBe(200);
    expect((await ask(door, 'ben', { query: query(1), address: '10.0.0.9' })).status).toBe(200);
    expect((await ask(door, 'ben')).status).toBe(200);
    await door.close();
  });

  it('know a customer of IPv6 by the network, and keep no address', () => {
    expect(networkOf('2001:db8:0:1::1')).toBe(networkOf('2001:0db8:0000:0001:ffff::2'));
    expect(networkOf('2001:db8::1')).not.toBe(networkOf('2001:db8:0:1::1'));
    expect(networkOf('::ffff:10.0.0.1')).toBe(networkOf('10.0.0.1'));
    expect(networkOf('10.0.0.1')).not.toBe(networkOf('10.0.0.2'));
    expect(networkOf('fe80::1%eth0')).toBe(networkOf('fe80::2'));
    expect(networkOf('10.0.0.1')).not.toContain('10.0');
  });
});
