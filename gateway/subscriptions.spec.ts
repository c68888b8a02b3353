import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADA, startTestGateway, type TestGateway, until } from './testing/harness.ts';

const SELECTION = `subscription ($merchant: ID!, $withMembers: Boolean!) {
  news: insightCreated(merchantId: $merchant) {
    ...Card
    related { title merchant { currency } }
    author { __typename ... on User { name } ... on Robot { model } }
    shop: merchant { title: name label members @include(if: $withMembers) { role user { email } } }
  }
}
fragment Card on Insight { id title }`;

describe.each(['in-process', 'remote'] as const)('subscriptions over %s subgraphs', (placement) => {
  let door: TestGateway;
  beforeAll(async () => {
    door = await startTestGateway(placement);
  });
  afterAll(() => door.close());
  const opened = (count: number) => until(`${count} open streams`, () => door.world.openStreams === count);

  it('completes every event from the other subgraphs, in order', async () => {
    const subscription = door.subscribe(SELECTION, { merchant: 'm1', withMembers: true });
    await opened(1);
    door.world.publish({ id: 'other', title: 'not for m1', merchantId: 'm2' });
    for (let n = 1; n <= 20; n++) {
      door.world.publish({ id: n === 2 ? 'robot-2' : `i${n}`, title: `News ${n}`, merchantId: 'm1' });
    }
    await until('twenty events', () => subscription.results.length === 20);
    expect(subscription.results[0]).toEqual({
      data: {
        news: {
          id: 'i1',
          title: 'News 1',
          related: [
            { title: 'Insight i1-a', merchant: { currency: 'GBP' } },
            { title: 'Insight i1-b', merchant: { currency: 'GBP' } },
          ],
          author: { __typename: 'User', name: 'Ben' },
          shop: {
            title: 'Toys & Tea',
            label: 'in GBP',
            members: [
              { role: 'OWNER', user: { email: 'ada@shop.example' } },
              { role: 'ANALYST', user: { email: 'ben@shop.example' } },
            ],
          },
        },
      },
    });
    expect(subscription.results[1]?.data).toMatchObject({
      news: { author: { __typename: 'Robot', model: 'R2' } },
    });
    expect(
      subscription.results.map((result) => (result.data as { news: { title: string } }).news.title),
    ).toEqual(Array.from({ length: 20 }, (_, index) => `News ${index + 1}`));
    subscription.stop();
    await opened(0);
  });

  it('leaves out what @include excludes, and needs no rest when one subgraph has it all', async () => {
    const without = door.subscribe(SELECTION, { merchant: 'm1', withMembers: false });
    const alone = door.subscribe('subscription { insightCreated(merchantId: "m1") { title } }');
    await opened(2);
    door.world.publish({ id: 'i1', title: 'News', merchantId: 'm1' });
    await until('both', () => without.results.length === 1 && alone.results.length === 1);
    expect(without.results[0]?.data?.news).toHaveProperty('shop', { title: 'Toys & Tea', label: 'in GBP' });
    expect(alone.results[0]).toEqual({ data: { insightCreated: { title: 'News' } } });
    without.stop();
    alone.stop();
    await opened(0);
  });

  it('keeps going with partial data when the rest fails', async () => {
    const subscription = door.subscribe(
      'subscription { insightCreated(merchantId: "m1") { title merchant { name broken } } }',
    );
    await opened(1);
    for (const id of ['a', 'b']) door.world.publish({ id, title: id, merchantId: 'm1' });
    await until('two events', () => subscription.results.length === 2);
    for (const result of subscription.results) {
      expect(result.data).toMatchObject({
        insightCreated: { merchant: { name: 'Toys & Tea', broken: null } },
      });
      expect(result.errors?.[0]).toMatchObject({
        path: ['insightCreated', 'merchant', 'broken'],
        extensions: { code: 'INTERNAL', correlationId: expect.any(String) },
      });
      expect(JSON.stringify(result)).not.toContain('orders');
    }
    subscription.stop();
    await opened(0);
  });

  it('frees the source when the client completes, disconnects or vanishes, also while nothing happens', async () => {
    const completed = door.subscribe('subscription { a: insightCreated(merchantId: "m1") { id } }');
    const closed = door.subscribe('subscription { b: insightCreated(merchantId: "m1") { id } }');
    const vanished = door.subscribe('subscription { c: insightCreated(merchantId: "m1") { id } }');
    await opened(3);
    completed.stop();
    await opened(2);
    await closed.client.dispose();
    await opened(1);
    vanished.client.terminate();
    await opened(0);
  });

  it('tells in pings where to go on, whoever comes later too, and keeps that out of the results', async () => {
    const query = 'subscription ($m: ID!) { insightCreated(merchantId: $m) { id } }';
    const placesOf = ({ places }: ReturnType<typeof door.subscribe>) =>
      places.map((place) => Object.values(place));
    const first = door.subscribe(query, { m: 'm1' });
    await opened(1);
    door.world.mark('m1', 4);
    await until('a place', () => first.places.length === 1);
    const second = door.subscribe(query, { m: 'm1' });
    await until('the same place', () => second.places.length === 1);
    door.world.publish({ id: 'i1', title: 'News', merchantId: 'm1' }, 7);
    await until('the event', () => first.results.length === 1 && second.results.length === 1);
    // Who comes now has not been told of it, and must not be: the place is behind it.
    const third = door.subscribe(query, { m: 'm1' });
    await until('the place of the event', () => third.places.length === 1);
    door.world.mark('m1', 9);
    await until('the next place', () => first.places.length === 2 && third.places.length === 2);
    expect([first, second, third].map(placesOf)).toEqual([
      [['place 4'], ['place 9']],
      [['place 4'], ['place 9']],
      [['place 7'], ['place 9']],
    ]);
    expect([first, second, third].map(({ results }) => results)).toEqual([
      [{ data: { insightCreated: { id: 'i1' } } }],
      [{ data: { insightCreated: { id: 'i1' } } }],
      [],
    ]);
    for (const { stop } of [first, second, third]) stop();
    await opened(0);
  });

  it('opens the source once for the same subscription of the same owner, until the last one leaves', async () => {
    const query = 'subscription ($m: ID!) { insightCreated(merchantId: $m) { id } }';
    const same = [1, 2, 3].map(() => door.subscribe(query, { m: 'm1' }));
    const other = door.subscribe(query, { m: 'm2' });
    const stranger = door.subscribe(query, { m: 'm1' }, {});
    const active = (count: number) =>
      until(`${count} subscriptions`, async () =>
        (await (await fetch(`${door.url}/metrics`)).text()).includes(`\nactive_subscriptions ${count}\n`),
      );
    await active(5);
    await opened(3);
    door.world.publish({ id: 'i1', title: 'News', merchantId: 'm1' });
    await until('all', () => [...same, stranger].every(({ results }) => results.length === 1));
    for (const { results } of same) expect(results).toEqual([{ data: { insightCreated: { id: 'i1' } } }]);
    expect(other.results).toEqual([]);
    other.stop();
    stranger.stop();
    same[0]?.stop();
    await active(2);
    await opened(1);
    door.world.publish({ id: 'i2', title: 'News', merchantId: 'm1' });
    await until('the rest', () => same.slice(1).every(({ results }) => results.length === 2));
    expect(same[0]?.results).toHaveLength(1);
    for (const { stop } of same.slice(1)) stop();
    await opened(0);
  });

  it('says why a subscription was refused', async () => {
    const refused = door.subscribe('subscription { forbidden { id } }');
    await refused.ended;
    expect(refused.results[0]?.errors?.[0]).toMatchObject({
      message: 'Your role lacks the permission insights:read.',
      extensions: { code: 'FORBIDDEN' },
    });
    const wrong = door.subscribe('subscription { insightCreated { nonsense } }');
    expect(await wrong.ended).toMatchObject([
      { extensions: { code: 'BAD_INPUT', correlationId: expect.any(String) } },
      {},
    ]);
    const missing = door.subscribe(SELECTION, { merchant: 'm1' });
    await missing.ended;
    expect(missing.results[0]?.errors?.[0]).toMatchObject({
      message: expect.stringContaining('$withMembers'),
      extensions: { code: 'BAD_INPUT' },
    });
    await opened(0);
  });

  it('runs queries and mutations over the WebSocket too', async () => {
    const run = async (query: string, extensions?: Record<string, unknown>) => {
      const answers = [];
      const iterator = door.socket().iterate({ query, ...(extensions ? { extensions } : {}) });
      for await (const answer of iterator) answers.push(answer);
      return answers;
    };
    expect(await run('{ who { kind id } merchants { label } }')).toMatchObject([
      { data: { who: { kind: 'user', id: 'u1' }, merchants: [{ label: 'in GBP' }, { label: 'in EUR' }] } },
    ]);
    expect(
      await run('mutation { rename(id: "m1", name: "X") { idempotencyKey } }', { idempotencyKey: 'ws-1' }),
    ).toMatchObject([{ data: { rename: { idempotencyKey: 'ws-1' } } }]);
    const [failed] = await run('{ boom }');
    expect(failed?.errors?.[0]).toMatchObject({ extensions: { code: 'INTERNAL' } });
  });

  it('counts what is open', async () => {
    const subscription = door.subscribe('subscription { silent { id } }');
    await opened(1);
    const page = await (await fetch(`${door.url}/metrics`)).text();
    expect(page).toContain('\nactive_subscriptions 1\n');
    expect(page).toMatch(/active_connections\{transport="websocket"\} [1-9]/);
    subscription.stop();
    await opened(0);
    await until('none', async () =>
      (await (await fetch(`${door.url}/metrics`)).text()).includes('\nactive_subscriptions 0\n'),
    );
  });
});

describe('subscriptions that lose their source', () => {
  it('end with an error that says to subscribe again when the remote subgraph goes away', async () => {
    const door = await startTestGateway('remote');
    try {
      const subscription = door.subscribe('subscription { insightCreated(merchantId: "m1") { id } }');
      await until('open', () => door.world.openStreams === 1);
      await door.stopSubgraph('insights');
      expect(await subscription.ended).toMatchObject([
        {
          message: expect.stringContaining('Subscribe again'),
          extensions: { code: 'UNAVAILABLE', dependency: 'insights', correlationId: expect.any(String) },
        },
      ]);
      const again = door.subscribe('subscription { insightCreated(merchantId: "m1") { id } }');
      expect(await again.ended).toMatchObject([
        { extensions: { code: 'UNAVAILABLE', dependency: 'insights' } },
      ]);
      expect((await door.graphql('{ merchants { name } }')).status).toBe(200);
    } finally {
      await door.close();
    }
  });

  it('end the same way when the source in this process breaks', async () => {
    const door = await startTestGateway('in-process');
    try {
      const subscription = door.subscribe('subscription { insightCreated(merchantId: "m1") { id } }');
      await until('open', () => door.world.openStreams === 1);
      door.world.breakStreams(new Error('terminating connection due to administrator command'));
      const errors = await subscription.ended;
      expect(errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE', dependency: 'insights' } }]);
      expect(JSON.stringify(errors)).not.toContain('administrator');
    } finally {
      await door.close();
    }
  });
});

describe('the WebSocket door', () => {
  let door: TestGateway;
  beforeAll(async () => {
    door = await startTestGateway('in-process', {
      limits: { maxOperationsPerConnection: 3, connectionInitTimeoutMs: 150, maxBodyBytes: 20_000 },
    });
  });
  afterAll(() => door.close());

  const raw = async (messages: object[]) => {
    const { WebSocket } = await import('ws');
    const socket = new WebSocket(door.wsUrl, 'graphql-transport-ws');
    socket.on('error', () => undefined);
    const received: unknown[] = [];
    socket.on('message', (data) => received.push(JSON.parse(String(data))));
    const closed = new Promise<{ code: number; reason: string }>((resolve) =>
      socket.on('close', (code, reason) => resolve({ code, reason: String(reason) })),
    );
    await new Promise((resolve) => socket.on('open', resolve));
    for (const message of messages)
      socket.send(typeof message === 'string' ? message : JSON.stringify(message));
    return { socket, received, closed };
  };

  it('closes with 4403 and the reason when the token does not hold, with either spelling', async () => {
    for (const name of ['authorization', 'Authorization']) {
      const { closed } = await raw([{ type: 'connection_init', payload: { [name]: 'Bearer expired' } }]);
      expect(await closed).toEqual({
        code: 4403,
        reason: 'The access token has expired. Refresh it or sign in again.',
      });
    }
    const { closed } = await raw([{ type: 'connection_init', payload: { authorization: 42 } }]);
    expect((await closed).code).toBe(4403);
  });

  it('closes with a code that clients retry when the token cannot be checked', async () => {
    const { closed } = await raw([
      { type: 'connection_init', payload: { authorization: 'Bearer database-away' } },
    ]);
    const { code, reason } = await closed;
    expect(code).toBe(1013);
    expect(reason).not.toContain('10.0.0.1');
  });

  it('lets strangers in; the fields decide', async () => {
    const iterator = door.socket({}).iterate({ query: '{ who { kind } me { name } }' });
    expect((await iterator.next()).value).toMatchObject({ data: { who: { kind: 'anonymous' }, me: null } });
  });

  it('follows the protocol: 4400, 4401, 4408, 4409, 4429', async () => {
    expect((await (await raw(['not json' as unknown as object])).closed).code).toBe(4400);
    expect(
      (await (await raw([{ id: '1', type: 'subscribe', payload: { query: '{ me }' } }])).closed).code,
    ).toBe(4401);
    expect((await (await raw([])).closed).code).toBe(4408);
    expect((await (await raw([{ type: 'connection_init' }, { type: 'connection_init' }])).closed).code).toBe(
      4429,
    );
    const twice = await raw([{ type: 'connection_init' }]);
    await until('acknowledged', () => twice.received.length === 1);
    const silent = { id: 'same', type: 'subscribe', payload: { query: 'subscription { silent { id } }' } };
    twice.socket.send(JSON.stringify(silent));
    twice.socket.send(JSON.stringify(silent));
    expect((await twice.closed).code).toBe(4409);
  });

  it('bounds messages and operations per connection', async () => {
    const large = await raw([{ type: 'connection_init', payload: { filler: 'x'.repeat(30_000) } }]);
    expect((await large.closed).code).toBe(1009);
    const client = door.socket();
    const errors: unknown[] = [];
    for (let n = 0; n < 5; n++) {
      client.subscribe(
        { query: 'subscription { silent { id } }' },
        { next: () => undefined, complete: () => undefined, error: (error) => errors.push(error) },
      );
    }
    await until('two refused', () => errors.length === 2);
    expect(errors[0]).toMatchObject([
      { message: expect.stringContaining('3 operations open'), extensions: { code: 'RATE_LIMITED' } },
    ]);
    await client.dispose();
  });

  it('refuses other paths and survives garbage', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(door.port, '127.0.0.1', () =>
        socket.write(
          'GET /elsewhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
        ),
      );
      socket.once('data', (data) => resolve(String(data)));
    });
    expect(answer).toContain('404');
    await new Promise<void>((resolve) => {
      const socket = connect(door.port, '127.0.0.1', () => socket.end('\x16\x03\x01garbage\r\n\r\n'));
      socket.on('error', () => undefined);
      socket.once('close', () => resolve());
      socket.resume();
    });
    expect((await door.graphql('{ merchants { name } }', {}, ADA)).status).toBe(200);
  });
});
