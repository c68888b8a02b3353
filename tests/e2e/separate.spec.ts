import { describe, expect, test } from 'vitest';
import { until } from '../fixtures/wait.ts';
import { separateTopology } from './separate-processes.ts';
import { data } from './stage.ts';
import { defineDirectCalls } from './suite/strangers.ts';
import { defineSuite } from './suite/suite.ts';

describe('gateway, worker and five subgraphs as processes of their own', () => {
  const on = defineSuite(separateTopology);
  defineDirectCalls(on);

  test('a subgraph that is gone is named by /health/ready; the others answer, and it is used again when it is back', async () => {
    const { topology } = on();
    const { demo, endpoints, services } = topology;
    const query = `{ merchant(id: "${demo.merchantId}") { name insights { totalCount } carts { totalCount } } }`;
    const whole = await data(on(), demo.apiKey, query);
    await services.get('campaigns')?.stop();
    const gone = await until('the missing subgraph', async () => {
      const response = await fetch(endpoints.health);
      return response.status === 503 && response.json();
    });
    expect(gone.missing).toEqual(['subgraph campaigns']);
    await topology.restart('campaigns');
    await until('the gateway ready again', async () => (await fetch(endpoints.health)).status === 200);
    expect(await data(on(), demo.apiKey, query)).toEqual(whole);
  });
});
