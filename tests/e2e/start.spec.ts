import { createMerchantGraph, insightCreated } from '@merchantgraph/sdk';
import { describe, expect, test } from 'vitest';
import { processesOf } from '../fixtures/processes.ts';
import { readEndpoints, startProduct } from '../fixtures/product.ts';
import { until } from '../fixtures/wait.ts';
import { data } from './stage.ts';
import { defineSuite } from './suite/suite.ts';
import { startTopology } from './topology.ts';

describe('merchantgraph start', () => {
  const on = defineSuite(startTopology);

  test('a subscriber misses nothing of what happens while the gateway is gone', async () => {
    const { topology } = on();
    const { demo, endpoints, dataDir } = topology;
    const client = createMerchantGraph({ endpoint: endpoints.graphql, apiKey: demo.apiKey });
    const seen: string[] = [];
    const events = insightCreated(client, { merchantId: demo.merchantId });
    const reading = (async () => {
      for await (const insight of events) seen.push(insight.id);
    })();
    /** Looks at earlier and earlier days until there is something new to tell. */
    let back = 20;
    const generate = async (): Promise<void> => {
      for (; back < 380; back += 9) {
        const asOf = new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
        const { insights } = await topology.cli([
          'insights',
          'generate',
          '--merchant',
          demo.merchantId,
          '--as-of',
          asOf,
        ]);
        if (Number(insights) > 0) return;
      }
      throw new Error('There was nothing to tell in the whole year.');
    };
    const told = async (): Promise<string[]> => {
      const query = `{ merchant(id: "${demo.merchantId}") { insights(first: 100, orderBy: { field: CREATED_AT, direction: ASC }) { nodes { id } } } }`;
      const answer = (await data(on(), demo.apiKey, query)) as {
        merchant: { insights: { nodes: { id: string }[] } };
      };
      return answer.merchant.insights.nodes.map(({ id }) => id);
    };
    // The subscription may still be on its way: what counts begins with the first insight that arrives.
    await until(
      'the first insight',
      async () => {
        if (seen.length === 0) await generate();
        return seen.length > 0;
      },
      120_000,
    );
    const [gateway] = processesOf(dataDir).filter(({ command }) => command.endsWith(' gateway'));
    process.kill(gateway?.pid ?? -1, 'SIGKILL');
    await generate();
    await until(
      'the gateway',
      () =>
        fetch(endpoints.health).then(
          (response) => response.ok,
          () => false,
        ),
      30_000,
    );
    const all = await told();
    const since = all.slice(all.indexOf(seen[0] ?? ''));
    expect(since.length).toBeGreaterThan(1);
    await until('what was missed', () => seen.length >= since.length, 20_000);
    expect(seen).toEqual(since);
    await events.return?.();
    await reading;
    await client.close();
  }, 240_000);

  test('a killed supervisor leaves nothing behind, and the next start goes on with the same data', async () => {
    const { topology, shop } = on();
    const { product, dataDir, demo } = topology;
    const { merchants: before } = await topology.cli(['merchant', 'list']);
    const insights = `{ merchant(id: "${shop.id}") { insights { nodes { id status } } } }`;
    const seen = await data(on(), shop.apiKey, insights);
    await product.kill();
    await until('the end of every process', () => processesOf(dataDir).length === 0, 6_000);

    const again = await startProduct({ dataDir });
    Object.assign(topology, {
      product: again,
      endpoints: again.endpoints,
      cli: again.cli,
      dispose: again.dispose,
    });
    expect(again.endpoints.demo).toEqual(demo);
    expect((await topology.cli(['merchant', 'list'])).merchants).toEqual(before);
    expect(await data(on(), shop.apiKey, insights)).toEqual(seen);
    expect(await readEndpoints(dataDir)).toEqual(again.endpoints);
  }, 60_000);
});
