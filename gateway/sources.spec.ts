import { describe, expect, it } from 'vitest';
import { gatewayError } from './errors.ts';
import { type BreakerState, createBreaker } from './sources/breaker.ts';
import { retryQueries } from './sources/retry.ts';
import { startTestGateway, until } from './testing/harness.ts';

describe('a circuit breaker', () => {
  const make = () => {
    const world = { time: 0, states: [] as BreakerState[] };
    const breaker = createBreaker({
      windowMs: 10_000,
      minimumCalls: 10,
      failureShare: 0.5,
      resetMs: 30_000,
      now: () => world.time,
      onChange: (state) => world.states.push(state),
    });
    const call = (fails: boolean) =>
      breaker
        .run(
          async () => {
            if (fails) throw new Error('down');
            return 'answer';
          },
          () => true,
          (seconds) => new Error(`refused for ${seconds}`),
        )
        .catch((error: Error) => error.message);
    return { world, breaker, call };
  };

  it('opens when half of enough calls fail, tries one after its time, and closes when that one succeeds', async () => {
    const { world, breaker, call } = make();
    for (let n = 0; n < 5; n++) await call(false);
    for (let n = 0; n < 4; n++) await call(true);
    expect(breaker.state).toBe('closed');
    await call(true);
    expect(breaker.state).toBe('open');
    expect(await call(false)).toBe('refused for 30');
    world.time = 29_999;
    expect(await call(false)).toBe('refused for 1');
    world.time = 30_000;
    expect(breaker.state).toBe('half-open');
    expect(await call(true)).toBe('down');
    expect(await call(false)).toBe('refused for 30');
    world.time = 60_000;
    expect(await call(false)).toBe('answer');
    expect(breaker.state).toBe('closed');
    expect(world.states).toEqual(['open', 'half-open', 'open', 'half-open', 'closed']);
    for (let n = 0; n < 5; n++) await call(true);
    expect(breaker.state).toBe('closed');
  });

  it('lets one call try at a time', async () => {
    const { world, breaker, call } = make();
    for (let n = 0; n < 10; n++) await call(true);
    world.time = 30_000;
    let finish: (value: string) => void = () => undefined;
    const probe = breaker.run(
      () => new Promise<string>((resolve) => (finish = resolve)),
      () => true,
      () => new Error('refused'),
    );
    expect(await call(false)).toMatch(/refused/);
    finish('up');
    expect(await probe).toBe('up');
    expect(await call(false)).toBe('answer');
  });

  it('forgets what is long ago', async () => {
    const { world, breaker, call } = make();
    for (let n = 0; n < 9; n++) await call(true);
    world.time = 20_000;
    await call(true);
    expect(breaker.state).toBe('closed');
  });
});

describe('a fetch that fails', () => {
  const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
  const attempts = async (query: string, failures: number, error: Error = reset, deadline = 3_000) => {
    let count = 0;
    const given: number[] = [];
    const result = await retryQueries(
      query,
      deadline,
      async (ms) => {
        given.push(ms);
        if (++count <= failures) throw error;
        return 'answer';
      },
      (thrown) => thrown === reset,
    ).catch((thrown: Error) => thrown.message);
    return { count, result, given };
  };

  it('is sent again for its connection’s sake, three times at most, within its time', async () => {
    expect(await attempts('{ me }', 1)).toMatchObject({ count: 2, result: 'answer' });
    expect(await attempts('{ me }', 5)).toMatchObject({ count: 3, result: 'reset' });
    expect(await attempts('{ me }', 5, reset, 20)).toMatchObject({ count: 1, result: 'reset' });
    const { given } = await attempts('{ me }', 2);
    expect(given[2]).toBeLessThan(given[0] ?? 0);
  });

  it('is not sent again when it is a mutation, or failed otherwise', async () => {
    expect(await attempts('mutation { rename }', 1)).toMatchObject({ count: 1, result: 'reset' });
    expect(await attempts('{ me }', 1, new Error('HTTP 500'))).toMatchObject({
      count: 1,
      result: 'HTTP 500',
    });
  });
});

describe.each(['in-process', 'remote'] as const)('with one of the %s subgraphs down', (placement) => {
  const QUERY = '{ merchants { name label insights { title } } slow(ms: 1) }';

  it('the others answer, errors name the missing one, and it is left alone until it is back', async () => {
    const door = await startTestGateway(placement);
    const { executor } = door.subgraphs.sales;
    const works = executor.execute;
    try {
      if (placement === 'remote') await door.stopSubgraph('sales');
      else
        executor.execute = () =>
          Promise.reject(
            gatewayError('UNAVAILABLE', 'The "sales" subgraph cannot be reached.', { dependency: 'sales' }),
          );
      const partial = await door.graphql(QUERY);
      expect(partial.status).toBe(200);
      expect(partial.data).toEqual({
        merchants: [
          { name: 'Toys & Tea', label: null, insights: [{ title: 'Insight i1' }, { title: 'Insight i2' }] },
          { name: 'Bread & Co', label: null, insights: [{ title: 'Insight i1' }, { title: 'Insight i2' }] },
        ],
        slow: null,
      });
      expect(partial.errors?.length).toBeGreaterThan(0);
      for (const error of partial.errors ?? [])
        expect(error.extensions).toMatchObject({ code: 'UNAVAILABLE', dependency: 'sales' });

      const breakers = async () =>
        ((await (await fetch(`${door.url}/health/ready`)).json()) as { breakers: Record<string, string> })
          .breakers;
      await until('open', async () => {
        await door.graphql('{ slow(ms: 1) }');
        return (await breakers()).sales === 'open';
      });
      expect(await breakers()).toMatchObject({ people: 'closed', insights: 'closed' });
      const metrics = await (await fetch(`${door.url}/metrics`)).text();
      expect(metrics).toContain('\ncircuit_breaker_state{subgraph="sales"} 2\n');
      expect(metrics).toContain('\ncircuit_breaker_state{subgraph="people"} 0\n');

      if (placement === 'remote') await door.restartSubgraph('sales');
      else executor.execute = works;
      const refused = await door.graphql(QUERY);
      expect(refused.errors?.[0]).toMatchObject({
        message: expect.stringContaining('left alone'),
        extensions: { code: 'UNAVAILABLE', dependency: 'sales', retryAfter: expect.any(Number) },
      });
      expect(refused.data).toMatchObject({ merchants: [{ name: 'Toys & Tea' }, {}] });
    } finally {
      await door.close();
    }
  });

  it('one that hangs is given up after its own time', async () => {
    const door = await startTestGateway(placement, {
      limits: { subgraphTimeoutMs: 5_000, subgraphTimeouts: { sales: 60 } },
    });
    const { data, errors } = await door.graphql('{ merchants { name } slow(ms: 1500) }');
    expect(data).toEqual({ merchants: [{ name: 'Toys & Tea' }, { name: 'Bread & Co' }], slow: null });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('within 60 ms'),
      extensions: { code: 'TIMEOUT', dependency: 'sales' },
    });
    await door.close();
  });
});
