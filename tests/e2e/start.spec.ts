import { describe, expect, test } from 'vitest';
import { processesOf } from '../fixtures/processes.ts';
import { readEndpoints, startProduct } from '../fixtures/product.ts';
import { until } from '../fixtures/wait.ts';
import { data } from './stage.ts';
import { defineSuite } from './suite/suite.ts';
import { startTopology } from './topology.ts';

describe('merchantgraph start', () => {
  const on = defineSuite(startTopology);

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
