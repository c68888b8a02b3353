import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { createRequest } from 'urql';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { textsOf } from '../../manifest.ts';
import { makeInsight, startTestServer, type TestServer } from '../../testing/server.ts';
import {
  createMerchantGraph,
  dismissInsight,
  type InsightStatus,
  insightCreated,
  listInsights,
  type MerchantGraphClient,
  MerchantGraphError,
} from '../index.ts';
import { createCachedClient } from './cache.ts';
import { MerchantGraphProvider, useInsights } from './index.ts';
import { preload } from './server.ts';

let server: TestServer;
let sdk: MerchantGraphClient;
beforeEach(async () => {
  server = await startTestServer();
  sdk = createMerchantGraph({ endpoint: server.url, retries: 0 });
});
afterEach(async () => {
  await sdk.close();
  await server.close();
});

/** Watches a list as a mounted hook does; gives the titles it shows. */
function watch(client: ReturnType<typeof createCachedClient>, status: InsightStatus[]) {
  const shown: { titles: string[] | undefined; unread: number | undefined; error: unknown } = {
    titles: undefined,
    unread: undefined,
    error: undefined,
  };
  const request = createRequest(listInsights.document, { merchantId: 'shop', filter: { status } });
  const { unsubscribe } = client.executeQuery(request).subscribe(({ data, error }) => {
    shown.titles = data?.merchant?.insights?.nodes.map(({ title }) => title);
    shown.unread = data?.merchant?.insights?.unreadCount;
    shown.error = error?.networkError ?? error?.graphQLErrors[0]?.extensions.error;
  });
  return { shown, unsubscribe };
}

describe('the cache under the hooks', () => {
  test('sends texts that are in the manifest of trusted documents', async () => {
    server.insights.push(makeInsight(1));
    const subscribe = vi.spyOn(sdk, 'subscribe');
    const client = createCachedClient(sdk);
    await client.executeQuery(createRequest(listInsights.document, { merchantId: 'shop' })).toPromise();
    await client
      .executeMutation(createRequest(dismissInsight.document, { input: { id: 'insight-1' } }))
      .toPromise();
    const { unsubscribe } = client
      .executeSubscription(createRequest(insightCreated.document, { merchantId: 'shop' }))
      .subscribe(() => undefined);
    await vi.waitFor(() => expect(subscribe).toHaveBeenCalled());
    unsubscribe();
    const sent = [...server.requests.map(({ body }) => body.query), String(subscribe.mock.calls[0]?.[0])];
    const trusted = [listInsights, dismissInsight, insightCreated].map(({ document }) => textsOf(document));
    expect(sent).toEqual(trusted.map(([, withTypes]) => withTypes));
    expect(trusted.map(([own]) => own)).toEqual(
      [listInsights, dismissInsight, insightCreated].map(({ document }) => document),
    );
  });

  test('a mutation moves an insight between the lists that are shown', async () => {
    server.insights.push(makeInsight(1), makeInsight(2));
    const client = createCachedClient(sdk);
    const current = watch(client, ['UNREAD', 'READ']);
    const dismissed = watch(client, ['DISMISSED']);
    await vi.waitFor(() =>
      expect([current.shown.titles, dismissed.shown.titles]).toEqual([['Insight 1', 'Insight 2'], []]),
    );
    await client
      .executeMutation(createRequest(dismissInsight.document, { input: { id: 'insight-1' } }))
      .toPromise();
    await vi.waitFor(() =>
      expect([current.shown.titles, dismissed.shown.titles]).toEqual([['Insight 2'], ['Insight 1']]),
    );
    expect(current.shown.unread).toBe(1);
    current.unsubscribe();
    dismissed.unsubscribe();
  });

  test('a list that was under way during a mutation is not shown as it was before', async () => {
    server.insights.push(makeInsight(1), makeInsight(2));
    const held = Promise.withResolvers<void>();
    const slow = createMerchantGraph({
      endpoint: server.url,
      retries: 0,
      fetch: async (...request) => {
        const response = await fetch(...request);
        // The server has answered the first, and its answer is long on its way.
        if (server.requests.length === 1) await held.promise;
        return response;
      },
    });
    const client = createCachedClient(slow);
    const list = watch(client, ['UNREAD']);
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    await client
      .executeMutation(createRequest(dismissInsight.document, { input: { id: 'insight-1' } }))
      .toPromise();
    held.resolve();
    await vi.waitFor(() => expect(list.shown.titles).toEqual(['Insight 2']));
    list.unsubscribe();
    await slow.close();
  });

  test('an event brings its insight into the list', async () => {
    const client = createCachedClient(sdk);
    const list = watch(client, ['UNREAD']);
    const live = client
      .executeSubscription(createRequest(insightCreated.document, { merchantId: 'shop' }))
      .subscribe(() => undefined);
    await vi.waitFor(() => expect(list.shown.titles).toEqual([]));
    server.insights.push(makeInsight(1));
    server.publish(makeInsight(1));
    await vi.waitFor(() => expect(list.shown.titles).toEqual(['Insight 1']));
    live.unsubscribe();
    list.unsubscribe();
    await vi.waitFor(() => expect(server.open()).toBe(0));
  });

  test('a failure arrives as the typed error of the SDK', async () => {
    server.intercept = (_, response) => {
      response.writeHead(503);
      response.end();
      return true;
    };
    const list = watch(createCachedClient(sdk), ['UNREAD']);
    await vi.waitFor(() => expect(list.shown.error).toBeInstanceOf(MerchantGraphError));
    expect(list.shown.error).toMatchObject({ code: 'UNAVAILABLE' });
    list.unsubscribe();
  });

  test('a query that nobody waits for any more is aborted', async () => {
    let closed = false;
    server.intercept = (_, response) => {
      response.on('close', () => {
        closed = true;
      });
      return true;
    };
    const list = watch(createCachedClient(sdk), ['UNREAD']);
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    list.unsubscribe();
    await vi.waitFor(() => expect(closed).toBe(true));
  });
});

function Titles() {
  const { loading, data } = useInsights({ merchantId: 'shop' });
  return createElement('p', null, loading ? 'loading' : data?.totalCount);
}

test('hooks render on a server, as loading', () => {
  const page = createElement(MerchantGraphProvider, { client: sdk }, createElement(Titles));
  expect(renderToString(page)).toBe('<p>loading</p>');
});

test('hooks render with what the server asked for, there and in the browser, and ask no more', async () => {
  server.insights.push(makeInsight(1), makeInsight(2));
  const preloaded = JSON.parse(JSON.stringify(await preload(sdk, listInsights, { merchantId: 'shop' })));
  const page = () => createElement(MerchantGraphProvider, { client: sdk, preloaded }, createElement(Titles));
  expect(renderToString(page())).toBe('<p>2</p>');
  expect(renderToString(page())).toBe('<p>2</p>');
  expect(server.requests).toHaveLength(1);

  // What came with the page is in the cache like anything else: a mutation changes it.
  const client = createCachedClient(sdk, preloaded);
  const titles: (string[] | undefined)[] = [];
  const { unsubscribe } = client
    .executeQuery(createRequest(listInsights.document, { merchantId: 'shop' }))
    .subscribe(({ data }) => titles.push(data?.merchant?.insights?.nodes.map(({ status }) => status)));
  expect(titles).toEqual([['UNREAD', 'UNREAD']]);
  await client
    .executeMutation(createRequest(dismissInsight.document, { input: { id: 'insight-1' } }))
    .toPromise();
  await vi.waitFor(() => expect(titles.at(-1)).toEqual(['DISMISSED', 'UNREAD']));
  unsubscribe();
});
