import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeInsight, startTestServer, type TestServer } from '../testing/server.ts';
import { createMerchantGraph as createFull } from './full/index.ts';
import { type AttemptOutcome, createMerchantGraph, type DeprecationNotice, listInsights } from './index.ts';
import { createMerchantGraph as createForNode } from './node.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
  server.insights.push(makeInsight(1));
});
afterEach(() => server.close());

describe('hooks', () => {
  test('hear of every attempt, with its cost, and may add headers', async () => {
    let busy = true;
    server.intercept = (_, response) => {
      response.setHeader('x-correlation-id', 'correlation-1');
      response.writeHead(busy ? 503 : 200, { 'content-type': 'application/json' });
      const extensions = { cost: { requested: 23, limit: 20_000 } };
      response.end(busy ? 'busy' : JSON.stringify({ data: { merchant: null }, extensions }));
      busy = false;
      return true;
    };
    const heard: AttemptOutcome[] = [];
    const client = createMerchantGraph({
      endpoint: server.url,
      onRequest: ({ attempt }) => ({ traceparent: `00-trace-${attempt}` }),
      onResponse: (outcome) => heard.push(outcome),
    });
    await listInsights(client, { merchantId: 'shop' });
    expect(server.requests.map(({ headers }) => headers.traceparent)).toEqual(['00-trace-1', '00-trace-2']);
    expect(heard).toEqual([
      expect.objectContaining({
        operation: 'listInsights',
        kind: 'query',
        attempt: 1,
        status: 503,
        error: expect.objectContaining({ code: 'UNAVAILABLE' }),
      }),
      expect.objectContaining({
        attempt: 2,
        status: 200,
        correlationId: 'correlation-1',
        cost: { requested: 23, limit: 20_000 },
      }),
    ]);
    expect(heard[1]).not.toHaveProperty('error');
  });
});

describe('what is deprecated', () => {
  const deprecations = [
    { coordinate: 'Insight.old', reason: 'Use title.' },
    { coordinate: 'Merchant.insights(since:)', reason: 'Use filter.' },
  ];
  const answerWith = () => {
    server.intercept = (_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ data: { merchant: null }, extensions: { deprecations } }));
      return true;
    };
  };

  test('is told once for each client, with the first operation that used it', async () => {
    answerWith();
    const told: DeprecationNotice[] = [];
    const options = { endpoint: server.url, onDeprecation: (notice: DeprecationNotice) => told.push(notice) };
    const client = createMerchantGraph(options);
    await listInsights(client, { merchantId: 'shop' });
    await listInsights(client, { merchantId: 'shop' });
    expect(told).toEqual(deprecations.map((notice) => ({ ...notice, operation: 'listInsights' })));
    await listInsights(createMerchantGraph(options), { merchantId: 'shop' });
    expect(told).toHaveLength(4);
  });

  test('is a warning of Node by default', async () => {
    answerWith();
    const warnings: Error[] = [];
    const listener = (warning: Error) => void warnings.push(warning);
    process.on('warning', listener);
    const client = createForNode({ endpoint: server.url });
    await listInsights(client, { merchantId: 'shop' });
    await listInsights(client, { merchantId: 'shop' });
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', listener);
    expect(warnings.map(({ name, message }) => [name, message])).toEqual([
      [
        'DeprecationWarning',
        'Insight.old of the MerchantGraph API is deprecated: Use title. (used by listInsights)',
      ],
      [
        'DeprecationWarning',
        'Merchant.insights(since:) of the MerchantGraph API is deprecated: Use filter. (used by listInsights)',
      ],
    ]);
  });
});

describe('a budget that is spent', () => {
  test('holds the calls of the client back, one after the other', async () => {
    // Ten requests come back in two seconds: one every 200 ms.
    server.intercept = (_, response) => {
      response.setHeader('ratelimit-limit', '10');
      response.setHeader('ratelimit-remaining', '0');
      response.setHeader('ratelimit-reset', '2');
      return false;
    };
    const client = createMerchantGraph({ endpoint: server.url });
    const times: number[] = [];
    const ask = () => listInsights(client, { merchantId: 'shop' }).then(() => times.push(performance.now()));
    await ask();
    await Promise.all([ask(), ask(), ask()]);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    // Never earlier than the budget; how much later is the machine's business.
    const whole = gaps.reduce((sum, gap) => sum + gap, 0);
    expect(whole).toBeGreaterThan(3 * 200 - 50);
    expect(server.requests).toHaveLength(4);
  });

  test('does not hold anybody back while there is some left', async () => {
    server.intercept = (_, response) => {
      response.setHeader('ratelimit-limit', '10');
      response.setHeader('ratelimit-remaining', '1');
      response.setHeader('ratelimit-reset', '3600');
      return false;
    };
    const client = createMerchantGraph({ endpoint: server.url, timeout: 60_000 });
    for (let n = 0; n < 3; n++) await listInsights(client, { merchantId: 'shop' });
    expect(server.requests).toHaveLength(3);
  });
});

describe('the grouped client', () => {
  test('has every operation as a method of its part of the platform', async () => {
    const client = createFull({ endpoint: server.url, apiKey: 'mg_key' });
    const page = await client.insights.list({ merchantId: 'shop' });
    expect(page?.nodes.map(({ id }) => id)).toEqual(['insight-1']);
    const dismissed = await client.insights.dismiss({ input: { id: 'insight-1' } });
    expect(dismissed).toMatchObject({ insight: { id: 'insight-1', status: 'DISMISSED' } });
    const events = client.insights.created({ merchantId: 'shop' });
    const next = events.next();
    server.publish(makeInsight(2));
    expect((await next).value).toMatchObject({ id: 'insight-2' });
    await events.return?.();
    await client.close();
    expect(client.users).toHaveProperty('signIn');
    // @ts-expect-error the merchant is required
    expect(() => client.insights.list({})).toBeTypeOf('function');
  });
});
