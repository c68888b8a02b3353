import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createMerchantGraph, insightCreated } from '@merchantgraph/sdk';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readEndpoints } from '../../cli/endpoints.ts';
import { processesOf } from '../fixtures/processes.ts';
import { startProduct } from '../fixtures/product.ts';
import { until } from '../fixtures/wait.ts';
import { makeOrdersFile, RUSH, SLUMP } from './orders-file.ts';
import { data } from './stage.ts';
import { defineSuite } from './suite/suite.ts';
import { startTopology } from './topology.ts';

const merchantSchema = z.object({ id: z.string(), apiKey: z.string() });

describe('merchantgraph start', () => {
  const on = defineSuite(startTopology);

  test('a subscriber misses nothing of what happens while the gateway is gone', async () => {
    const { topology } = on();
    const { endpoints, dataDir } = topology;
    const create = [
      'merchant',
      'create',
      '--name',
      'Listener',
      '--timezone',
      'Europe/London',
      '--currency',
      'GBP',
    ];
    const { id, apiKey } = merchantSchema.parse(await topology.cli(create));
    const file = path.join(dataDir, 'listener.csv');
    await writeFile(file, makeOrdersFile().csv);
    await topology.cli(['import', 'orders', file, '--merchant', id, '--format', 'generic']);
    const generate = (asOf: string) =>
      topology.cli(['insights', 'generate', '--merchant', id, '--as-of', asOf]);

    const client = createMerchantGraph({ endpoint: endpoints.graphql, apiKey });
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
    const { insights } = await generate(SLUMP.asOf);
    await until('the first insights', () => seen.length === insights);
    const [gateway] = processesOf(dataDir).filter(({ command }) => command.endsWith(' gateway'));
    process.kill(gateway?.pid ?? -1, 'SIGKILL');
    expect(Number((await generate(RUSH.asOf)).insights)).toBeGreaterThan(0);
    await until('the connection to the next gateway', () => connections === 2, 60_000);
    const query = `{ merchant(id: "${id}") { insights(first: 100, orderBy: { field: CREATED_AT, direction: ASC }) { nodes { id } } } }`;
    const told = await data(on(), apiKey, query);
    const all = (told.merchant.insights.nodes as { id: string }[]).map((insight) => insight.id);
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
