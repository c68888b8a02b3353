import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { GraphQLError } from 'graphql';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket as WsWebSocket } from 'ws';
import { makeInsight, startTestServer, type TestServer } from '../testing/server.ts';
import {
  AuthenticationError,
  BadInputError,
  createMerchantGraph,
  insightCreated,
  listInsights,
} from './index.ts';
import type { MerchantGraphClient } from './options.ts';
import { createRecentIds } from './recent-ids.ts';

let server: TestServer;
let client: MerchantGraphClient;
beforeEach(async () => {
  server = await startTestServer();
  client = createMerchantGraph({ endpoint: server.url, apiKey: 'mg_live' });
});
afterEach(async () => {
  await client.close();
  await server.close();
});

const listening = () => vi.waitFor(() => expect(server.open()).toBe(1), { timeout: 5000 });

describe('subscriptions', () => {
  test('are async iterators; leaving the loop closes the connection', async () => {
    server.publish(makeInsight(1));
    server.publish(makeInsight(2));
    const titles: string[] = [];
    for await (const insight of insightCreated(client, { merchantId: 'shop' })) {
      titles.push(insight.title);
      if (titles.length === 2) break;
    }
    expect(titles).toEqual(['Insight 1', 'Insight 2']);
    expect(server.connections).toEqual(['Bearer mg_live']);
    await vi.waitFor(() => expect(server.open()).toBe(0));
  });

  test('after a broken connection nothing is lost, repeated or out of order', async () => {
    const states: string[] = [];
    const seen: string[] = [];
    const stop = client.subscribe(
      insightCreated.document,
      { merchantId: 'shop' },
      {
        next: (data) => seen.push(data.insightCreated.id),
        onConnection: (state) => states.push(state),
      },
    );
    await listening();
    server.publish(makeInsight(1));
    server.publish(makeInsight(2));
    await vi.waitFor(() => expect(seen).toHaveLength(2));
    for (const round of [0, 1, 2]) {
      server.breakConnections();
      // Published while nobody listens: the client says what it saw last, and is told from there on.
      for (const n of [0, 1, 2, 3]) server.publish(makeInsight(3 + 4 * round + n));
      await vi.waitFor(() => expect(seen).toHaveLength(6 + 4 * round), { timeout: 10_000 });
    }
    expect(seen).toEqual(Array.from({ length: 14 }, (_, index) => `insight-${index + 1}`));
    expect(states.filter((state) => state === 'connected').length).toBe(4);
    expect(states).toContain('disconnected');
    stop();
    await vi.waitFor(() => expect(server.open()).toBe(0));
  }, 40_000);

  test('one that has seen nothing yet goes on after the place it was told', async () => {
    server.tellsPlaces = true;
    const seen: string[] = [];
    const pinged = vi.fn();
    class Watched extends WsWebSocket {
      constructor(url: string, protocols?: string | string[]) {
        super(url, protocols);
        this.on('message', (data) => String(data).includes('"ping"') && pinged());
      }
    }
    const watched = createMerchantGraph({ endpoint: server.url, webSocket: Watched });
    const stop = watched.subscribe(
      insightCreated.document,
      { merchantId: 'shop' },
      { next: (data) => seen.push(data.insightCreated.id) },
    );
    await vi.waitFor(() => expect(pinged).toHaveBeenCalledOnce());
    server.breakConnections();
    // More than who comes without a place is told.
    for (const n of [1, 2, 3, 4, 5]) server.publish(makeInsight(n));
    await vi.waitFor(() => expect(seen).toHaveLength(5), { timeout: 10_000 });
    expect(seen).toEqual([1, 2, 3, 4, 5].map((n) => `insight-${n}`));
    stop();
    await watched.close();
  }, 20_000);

  test('a connection that is never made is given up for another one', async () => {
    const { port } = new URL(server.url);
    const sockets: Socket[] = [];
    // The first one is taken and never answered.
    const busy = createServer((socket) => {
      sockets.push(socket);
      if (sockets.length === 1) return;
      const onward = connect(Number(port), '127.0.0.1').on('error', () => socket.destroy());
      socket.pipe(onward).pipe(socket);
    });
    await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
    const endpoint = server.url.replace(port, String((busy.address() as AddressInfo).port));
    server.publish(makeInsight(1));
    const patient = createMerchantGraph({ endpoint });
    expect((await insightCreated(patient, { merchantId: 'shop' }).next()).value?.id).toBe('insight-1');
    expect(sockets.length).toBeGreaterThan(1);
    await patient.close();
    for (const socket of sockets) socket.destroy();
    busy.close();
  }, 30_000);

  test('several share one connection', async () => {
    const counts = [0, 0];
    const stops = counts.map((_, index) =>
      client.subscribe(
        insightCreated.document,
        { merchantId: 'shop' },
        {
          next: () => {
            counts[index] = (counts[index] ?? 0) + 1;
          },
        },
      ),
    );
    await listening();
    server.publish(makeInsight(1));
    await vi.waitFor(() => expect(counts).toEqual([1, 1]));
    expect(server.connections).toHaveLength(1);
    for (const stop of stops) stop();
  });

  test('end with the signal', async () => {
    const controller = new AbortController();
    const events = insightCreated(client, { merchantId: 'shop' }, { signal: controller.signal });
    const next = events.next();
    await listening();
    controller.abort();
    expect(await next).toEqual({ done: true, value: undefined });
    await vi.waitFor(() => expect(server.open()).toBe(0));
  });

  test('return() ends an iterator that waits', async () => {
    const events = insightCreated(client, { merchantId: 'shop' });
    const next = events.next();
    await listening();
    await events.return?.();
    expect((await next).done).toBe(true);
  });

  test('a refused token is refreshed and the subscription goes on', async () => {
    server.refused.add('Bearer old');
    let token = 'old';
    const refreshing = createMerchantGraph({
      endpoint: server.url,
      getToken: ({ refresh }) => {
        if (refresh) token = 'new';
        return token;
      },
    });
    server.publish(makeInsight(1));
    const first = await insightCreated(refreshing, { merchantId: 'shop' }).next();
    expect(first.value?.id).toBe('insight-1');
    expect(server.connections).toEqual(['Bearer old', 'Bearer new']);
    await refreshing.close();
  });

  test('a key that is refused for good is a typed error', async () => {
    server.refused.add('Bearer mg_live');
    const error = await insightCreated(client, { merchantId: 'shop' })
      .next()
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'FORBIDDEN', operation: 'insightCreated' });
    expect(error).not.toBeInstanceOf(AuthenticationError);
  });

  test('a part of the service that restarts, or asks for a pause, is waited for', async () => {
    const refusal = (code: string, retryAfter?: number) =>
      new GraphQLError('Not now.', { extensions: { code, ...(retryAfter ? { retryAfter } : {}) } });
    server.refusals.push(refusal('UNAVAILABLE'), refusal('RATE_LIMITED', 0.05), refusal('TIMEOUT'));
    server.publish(makeInsight(1));
    const events = insightCreated(client, { merchantId: 'shop' });
    expect((await events.next()).value?.id).toBe('insight-1');
    expect(server.refusals).toEqual([]);
    await events.return?.();
  });

  test('closing the client ends a subscription that waits for its next attempt', async () => {
    server.refusals.push(
      new GraphQLError('Not now.', { extensions: { code: 'RATE_LIMITED', retryAfter: 60 } }),
    );
    const next = insightCreated(client, { merchantId: 'shop' }).next();
    await vi.waitFor(() => expect(server.refusals).toEqual([]));
    await client.close();
    expect(await next).toEqual({ done: true, value: undefined });
  });

  test('what the server refuses to run is a typed error', async () => {
    const wrong = 'subscription wrong { nonsense }' as typeof insightCreated.document;
    await expect(client.subscribe(wrong).next()).rejects.toMatchObject({ operation: 'wrong' });
  });

  test('a query is not a subscription, nor the other way round', async () => {
    const query = listInsights.document as unknown as typeof insightCreated.document;
    await expect(client.subscribe(query).next()).rejects.toBeInstanceOf(BadInputError);
    await expect(client.request(insightCreated.document)).rejects.toBeInstanceOf(BadInputError);
  });

  test('a WebSocket can be handed in', async () => {
    const own = createMerchantGraph({ endpoint: server.url, webSocket: WsWebSocket });
    server.publish(makeInsight(1));
    expect((await insightCreated(own, { merchantId: 'shop' }).next()).value?.title).toBe('Insight 1');
    await own.close();
  });
});

describe('recent ids', () => {
  test('memory is bounded: the oldest is forgotten first', () => {
    const recent = createRecentIds(2);
    const event = (id: string) => ({ insightCreated: { id } });
    expect(['a', 'b', 'a', 'c', 'a'].map((id) => recent.isRepeat(event(id)))).toEqual([
      false,
      false,
      true,
      false,
      false,
    ]);
    expect(recent.isRepeat({ ping: true })).toBe(false);
  });
});
