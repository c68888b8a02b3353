import { createMerchantGraph, insightCreated } from '@merchantgraph/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { freePort } from '#platform/postgres/embedded.ts';
import { until } from '../fixtures/wait.ts';
import { type SeparateTopology, separateTopology } from './separate-processes.ts';
import { type SpikeShop, spikeShop } from './spikes.ts';

/** All that a client needs that is written by hand: graphql-transport-ws, and where to go on. */
function handWritten(url: string, token: string, merchantId: string) {
  const seen: string[] = [];
  const state: { place: string | undefined; socket: WebSocket | undefined } = {
    place: undefined,
    socket: undefined,
  };
  const query =
    'subscription ($merchantId: ID!, $after: ID) { insightCreated(merchantId: $merchantId, after: $after) { id } }';
  return {
    seen,
    place: () => state.place,
    connect() {
      const socket = new WebSocket(url, 'graphql-transport-ws');
      state.socket = socket;
      const send = (message: object) => socket.send(JSON.stringify(message));
      socket.on('open', () =>
        send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }),
      );
      socket.on('message', (data) => {
        const { type, payload } = JSON.parse(String(data));
        if (type === 'connection_ack') {
          const variables = { merchantId, after: state.place };
          send({ id: '1', type: 'subscribe', payload: { query, variables } });
        } else if (type === 'ping') {
          state.place = payload?.after?.['1'] ?? state.place;
          send({ type: 'pong' });
        } else if (type === 'next') {
          state.place = payload.data.insightCreated.id;
          seen.push(payload.data.insightCreated.id);
        }
      });
      socket.on('error', () => undefined);
    },
    close: () => state.socket?.close(),
  };
}

describe('a subscriber who has not been told of anything yet', () => {
  let topology: SeparateTopology;
  let shop: SpikeShop;
  beforeAll(async () => {
    topology = await separateTopology({ env: { PORT: String(await freePort()) } });
    shop = await spikeShop(topology);
  }, 120_000);
  afterAll(() => topology?.dispose(), 30_000);

  const subscriptions = async (): Promise<number> => {
    const text = await (await fetch(topology.endpoints.metrics)).text();
    return Number(/^active_subscriptions (\d+)/m.exec(text)?.[1]);
  };
  /** Takes a service away, writes an insight, and brings it back; gives what was written. */
  async function writeWithout(service: string): Promise<string[]> {
    const before = (await shop.insights()).length;
    await topology.services.get(service)?.kill();
    expect(await shop.generate()).toBeGreaterThan(0);
    await topology.restart(service);
    const all = await until('the insights', shop.insights);
    return all.slice(before);
  }

  test.each(['gateway', 'insights'])(
    'misses nothing of what is written while the %s process is gone',
    async (service) => {
      const client = createMerchantGraph({ endpoint: topology.endpoints.graphql, accessToken: shop.token });
      const told: string[] = [];
      const stop = client.subscribe(
        insightCreated.document,
        { merchantId: shop.id },
        { next: (event) => told.push(event.insightCreated.id) },
      );
      await until('the subscription', async () => (await subscriptions()) === 1);
      const written = await writeWithout(service);
      await until(`${written} in ${told}`, () => told.length >= written.length, 20_000);
      expect(told).toEqual(written);
      stop();
      await client.close();
      await until('no subscription', async () => (await subscriptions()) === 0);
    },
    90_000,
  );

  test('may be written by hand', async () => {
    const { ws } = topology.endpoints;
    const client = handWritten(ws, shop.token, shop.id);
    client.connect();
    await until('a place', client.place);
    const written = await writeWithout('gateway');
    expect(client.seen).toEqual([]);
    client.connect();
    await until('what was written', () => client.seen.length >= written.length);
    expect(client.seen).toEqual(written);
    client.close();
  }, 90_000);
});
