import { createMerchantGraph, insightCreated } from '@merchantgraph/sdk';
import { describe, expect, test } from 'vitest';
import { readEndpoints } from '../../cli/endpoints.ts';
import { processesOf } from '../fixtures/processes.ts';
import { startProduct } from '../fixtures/product.ts';
import { until } from '../fixtures/wait.ts';
import { spikeShop } from './spikes.ts';
import { data } from './stage.ts';
import { defineExamples } from './suite/examples.ts';
import { definePartnerScript } from './suite/partner-script.ts';
import { defineSuite } from './suite/suite.ts';
import { startTopology } from './topology.ts';

describe('merchantgraph start', () => {
  const on = defineSuite(startTopology);
  defineExamples(on);
  definePartnerScript(on);

  test('a subscriber misses nothing of what happens while the gateway is gone', async () => {
    const { topology } = on();
    const { endpoints, dataDir } = topology;
    const { id, token, generate, insights } = await spikeShop(topology);
    const client = createMerchantGraph({ endpoint: endpoints.graphql, accessToken: token });
    const seen: string[] = [];
    let connections = 0;
    const stop = client.subscribe(
      insightCreated.document,
      { merchantId: id },
      {
        next: (event) => seen.push(event.insightCreated.id),
        onConnection: (state) => {
          if (state === 'connected') connections += 1;
        },
      },
    );
    await until('the connection', () => connections === 1);
    const before = (await insights()).length;
    const written = await generate();
    await until('the first insights', () => seen.length === written);
    const [gateway] = processesOf(dataDir).filter(({ command }) => command.endsWith(' gateway'));
    process.kill(gateway?.pid ?? -1, 'SIGKILL');
    expect(await generate()).toBeGreaterThan(0);
    await until('the connection to the next gateway', () => connections === 2, 60_000);
    const all = (await insights()).slice(before);
    await until('what was missed', () => seen.length >= all.length, 20_000);
    expect(seen).toEqual(all);
    stop();
    await client.close();
  }, 120_000);

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
