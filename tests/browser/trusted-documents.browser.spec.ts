import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyDemoData } from '../fixtures/demo-data.ts';
import { until } from '../fixtures/wait.ts';
import { launchChromium } from './chromium.ts';
import { chromiumOrNothing } from './environment.ts';
import { type Product, startProduct } from './product.ts';

const chromium = chromiumOrNothing();

/** What the SDK is published with, for an operator to give to the gateway. */
const MANIFEST = new URL('../../sdk/dist/trusted-documents.json', import.meta.url).pathname;
const NOT_OURS = 'query somebodyElses { me { id } }';

describe.skipIf(!chromium)('the dashboard where only trusted documents run', { timeout: 60_000 }, () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  /** Operations that were answered, over HTTP and over the WebSocket, and the answers that refused one. */
  const answered = new Set<string>();
  const refused: string[] = [];

  beforeAll(async () => {
    const dataDir = await copyDemoData();
    const env = { TRUSTED_DOCUMENTS: 'enforce', TRUSTED_DOCUMENTS_FILE: MANIFEST };
    [product, browser] = await Promise.all([startProduct({ dataDir, env }), launchChromium(chromium ?? '')]);
    page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
    const listen = (operation: string, answer: string) => {
      answered.add(operation);
      if (/trusted documents|PersistedQuery|FORBIDDEN/.test(answer)) refused.push(`${operation}: ${answer}`);
    };
    page.on('response', (response) => {
      const query = response.request().postDataJSON()?.query;
      if (typeof query === 'string' && query !== NOT_OURS) {
        // An answer that nobody waits for any more, because the page has gone on, has no text.
        void response.text().then(
          (text) => listen(nameOf(query), text),
          () => undefined,
        );
      }
    });
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => {
        const { type, payload: sent } = JSON.parse(String(payload));
        if (type === 'subscribe') answered.add(nameOf(sent.query));
      });
      socket.on('framereceived', ({ payload }) => {
        const { type } = JSON.parse(String(payload));
        if (type === 'error') refused.push(String(payload));
      });
    });
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await product?.close();
  }, 60_000);

  const nameOf = (query: string): string =>
    /^(?:query|mutation|subscription) (\w+)/.exec(query)?.[1] ?? query;
  const address = (path: string) => {
    const url = new URL(path, product.dashboardUrl);
    url.searchParams.set('merchant', product.merchantId);
    return url.href;
  };

  test('signs in, and shows the overview', async () => {
    await page.goto(address('/sign-in'));
    await page.getByLabel('E-mail address').fill(product.email);
    await page.locator('[name=password]').fill(product.password);
    await page.keyboard.press('Enter');
    await page.getByTestId('sales-chart').locator('svg path').first().waitFor();
    await page.getByTestId('insight-card').first().waitFor();
  });

  test('shows a report', async () => {
    await page.goto(address('/reports/products?products-view=table'));
    await page.getByRole('region', { name: 'Products', exact: true }).getByRole('row').nth(5).waitFor();
  });

  test('dismisses an insight, and takes that back', async () => {
    await page.goto(address('/insights'));
    const id = await page.getByTestId('insight-card').first().getAttribute('data-insight-id');
    const card = page.locator(`[data-insight-id="${id}"]`);
    await card.getByRole('button', { name: /^Dismiss:/ }).click();
    await card.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await card.waitFor();
  });

  test('was refused nothing, while a document of somebody else is', async () => {
    const asked = [
      ...['signIn', 'me', 'getSalesTrend', 'listInsights', 'listProductPerformance'],
      ...['dismissInsight', 'restoreInsight', 'insightCreated'],
    ];
    await until('all of it is answered', () => asked.every((name) => answered.has(name)));
    expect(refused).toEqual([]);
    const status = await page.evaluate(async (query) => {
      const body = JSON.stringify({ query });
      const headers = { 'content-type': 'application/json' };
      return (await fetch('/graphql', { method: 'POST', headers, body })).status;
    }, NOT_OURS);
    expect(status).toBe(403);
  });
});
