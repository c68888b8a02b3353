import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { AppError } from '#platform/errors/index.ts';
import type { Identity, Role } from '#platform/identity/identity.ts';
import { createRateLimiter } from '#platform/rate-limit/index.ts';
import { startTestGateway, type TestGateway, until } from './testing/harness.ts';

/** Identities that a test may change while connections are open. */
function createPeople() {
  const roles = new Map<string, Role>([['ada', 'OWNER']]);
  const gone = new Map<string, string>();
  let away = false;
  const listeners = new Set<() => void>();
  return {
    async authenticate(authorization: string | undefined): Promise<Identity> {
      const userId = authorization?.slice('Bearer '.length);
      if (userId === undefined) return { kind: 'anonymous' };
      if (away) throw new Error('connect ECONNREFUSED 10.0.0.1');
      const reason = gone.get(userId);
      if (reason) throw new AppError('UNAUTHENTICATED', reason);
      const role = roles.get(userId) ?? 'ANALYST';
      return { kind: 'user', userId, sessionId: 's', memberships: [{ merchantId: 'm1', role }] };
    },
    demote: (userId: string) => roles.set(userId, 'MARKETER'),
    end: (userId: string, reason: string) => gone.set(userId, reason),
    goAway: (value: boolean) => {
      away = value;
    },
    onIdentityChange(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell: () => {
      for (const listener of listeners) listener();
    },
    listeners,
  };
}

const open = async (url: string, payload?: object, headers: Record<string, string> = {}) => {
  const socket = new WebSocket(url, 'graphql-transport-ws', { headers });
  const received: { type: string; id?: string; payload?: unknown }[] = [];
  socket.on('error', () => undefined);
  socket.on('message', (data) => received.push(JSON.parse(String(data))));
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) })),
  );
  await new Promise((resolve) => {
    socket.on('open', resolve);
    socket.on('close', resolve);
  });
  socket.send(JSON.stringify({ type: 'connection_init', ...(payload ? { payload } : {}) }));
  await Promise.race([closed, until('an answer', () => received.length > 0)]);
  const subscribe = (query: string, id = 'one') =>
    socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query } }));
  return { socket, received, closed, subscribe };
};
const as = (userId: string) => ({ authorization: `Bearer ${userId}` });
const NEWS = 'subscription { insightCreated(merchantId: "m1") { id } }';

describe('who is behind an open WebSocket', () => {
  const people = createPeople();
  let door: TestGateway;
  beforeAll(async () => {
    door = await startTestGateway('in-process', {
      authenticate: people.authenticate,
      onIdentityChange: people.onIdentityChange,
      limits: { identityCheckMs: 50 },
    });
  });
  afterAll(() => door.close());

  it('is shown out with 4403 and the reason when the token expires or is revoked', async () => {
    const one = await open(door.wsUrl, as('ben'));
    one.subscribe(NEWS);
    await until('open', () => door.world.openStreams === 1);
    people.end('ben', 'The access token has expired.');
    expect(await one.closed).toEqual({ code: 4403, reason: 'The access token has expired.' });
    await until('freed', () => door.world.openStreams === 0);
  });

  it('is cut off even when it does not answer the close', async () => {
    const one = await open(door.wsUrl, as('eve'));
    one.subscribe(NEWS);
    await until('open', () => door.world.openStreams === 1);
    one.socket.pause();
    people.end('eve', 'This session has ended.');
    await until('freed', () => door.world.openStreams === 0);
    one.socket.terminate();
  });

  it('has to come again when its rights change: an Owner who was demoted keeps nothing open', async () => {
    const one = await open(door.wsUrl, as('ada'));
    one.subscribe(NEWS);
    await until('open', () => door.world.openStreams === 1);
    people.demote('ada');
    expect(await one.closed).toEqual({ code: 1012, reason: expect.stringContaining('rights have changed') });
    await until('freed', () => door.world.openStreams === 0);
  });

  it('stays while nobody can be asked', async () => {
    const one = await open(door.wsUrl, as('cem'));
    const stranger = await open(door.wsUrl);
    people.goAway(true);
    await new Promise((resolve) => setTimeout(resolve, 200));
    people.goAway(false);
    for (const { socket } of [one, stranger]) {
      expect(socket.readyState).toBe(WebSocket.OPEN);
      socket.close();
    }
  });
});

it('looks at once when it is told that somebody’s rights have changed', async () => {
  const people = createPeople();
  const door = await startTestGateway('in-process', {
    authenticate: people.authenticate,
    onIdentityChange: people.onIdentityChange,
    limits: { identityCheckMs: 3_600_000 },
  });
  const one = await open(door.wsUrl, as('ada'));
  people.end('ada', 'This session has ended.');
  people.tell();
  expect((await one.closed).code).toBe(4403);
  await door.close();
  expect(people.listeners.size).toBe(0);
});

describe('how many WebSockets', () => {
  it('is bounded for all, for an address, and for a person', async () => {
    const refusedWith = (url: string, address: string) =>
      new Promise<number | undefined>((resolve) => {
        const socket = new WebSocket(url, 'graphql-transport-ws', {
          headers: { 'x-forwarded-for': address },
        });
        socket.on('error', () => undefined);
        socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
        socket.on('open', () => {
          socket.close();
          resolve(undefined);
        });
      });
    const people = createPeople();
    const door = await startTestGateway('in-process', {
      authenticate: people.authenticate,
      trustProxy: true,
      limits: { maxConnections: 4, maxConnectionsPerAddress: 2, maxConnectionsPerIdentity: 2 },
    });
    const from = (address: string) =>
      open(door.wsUrl, as('ada'), { 'x-forwarded-for': `6.6.6.6, ${address}` });
    const first = await from('2001:db8::1');
    const second = await from('2001:db8::2');
    // What the client itself wrote before the proxy's own entry changes nothing, nor does another address of its /64.
    expect(await refusedWith(door.wsUrl, '7.7.7.7, 2001:db8::3')).toBe(429);
    const third = await from('10.0.0.2');
    expect(await third.closed).toMatchObject({
      code: 4429,
      reason: expect.stringContaining('2 connections'),
    });
    first.socket.close();
    await first.closed;
    const again = await from('10.0.0.2');
    expect(again.socket.readyState).toBe(WebSocket.OPEN);
    const others = [await open(door.wsUrl, undefined, { 'x-forwarded-for': '10.0.0.3' })];
    others.push(await open(door.wsUrl, undefined, { 'x-forwarded-for': '10.0.0.4' }));
    expect(await refusedWith(door.wsUrl, '10.0.0.5')).toBe(429);
    for (const { socket } of [second, again, ...others]) socket.close();
    await door.close();
  });

  it('and how many operations is bounded by rates: an error first, and 4429 for who does not stop', async () => {
    const door = await startTestGateway('in-process', {
      rateLimits: { limiter: createRateLimiter(), rules: { address: { perSecond: 0.01, burst: 3 } } },
    });
    const one = await open(door.wsUrl);
    for (let n = 0; n < 3; n++) one.subscribe('{ merchants { name } }', `n${n}`);
    await until('an error', () => one.received.some(({ type }) => type === 'error'));
    const refused = one.received.find(({ type }) => type === 'error');
    expect(refused?.payload).toMatchObject([
      { extensions: { code: 'RATE_LIMITED', retryAfter: expect.any(Number) } },
    ]);
    for (let n = 0; n < 150; n++) one.subscribe('{ merchants { name } }', `m${n}`);
    expect((await one.closed).code).toBe(4429);
    const next = await open(door.wsUrl);
    expect(await next.closed).toEqual({ code: 1013, reason: expect.stringContaining('Try again in') });
    await door.close();
  });
});

it('ends a connection whose client does not read', async () => {
  const door = await startTestGateway('in-process', {
    limits: { maxBufferedBytes: 100_000, maxOperationsPerConnection: 1_000 },
  });
  const socket: Socket = connect(door.port, '127.0.0.1');
  const frame = (message: object) => {
    const payload = Buffer.from(JSON.stringify(message));
    const length =
      payload.length < 126
        ? Buffer.from([0x80 | payload.length])
        : Buffer.from([0xfe, payload.length >> 8, payload.length & 255]);
    // With a mask of zeros the payload stays as it is.
    return Buffer.concat([Buffer.from([0x81]), length, Buffer.alloc(4), payload]);
  };
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(
    'GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
  );
  await new Promise((resolve) => socket.once('data', resolve));
  socket.write(frame({ type: 'connection_init' }));
  await new Promise((resolve) => socket.once('data', resolve));
  for (let n = 0; n < 300; n++) {
    socket.write(
      frame({
        id: `${n}`,
        type: 'subscribe',
        payload: { query: `subscription { own${n}: insightCreated(merchantId: "m1") { title } }` },
      }),
    );
  }
  await until('open', () => door.world.openStreams === 300);
  socket.pause();
  const title = 'x'.repeat(50_000);
  // More than the kernel takes off our hands.
  for (let n = 0; n < 60 && door.world.openStreams > 0; n++) {
    door.world.publish({ id: `${n}`, title, merchantId: 'm1' });
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await until('freed', () => door.world.openStreams === 0);
  socket.resume();
  await closed;
  expect((await door.graphql('{ merchants { name } }')).status).toBe(200);
  await door.close();
});
