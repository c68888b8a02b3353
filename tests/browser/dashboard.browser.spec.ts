import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyDemoData } from '../fixtures/demo-data.ts';
import { launchChromium } from './chromium.ts';
import { chromiumOrNothing } from './environment.ts';
import { type Product, startProduct } from './product.ts';

const chromium = chromiumOrNothing();

describe.skipIf(!chromium)('the dashboard in Chromium', { timeout: 60_000 }, () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    const dataDir = await copyDemoData();
    [product, browser] = await Promise.all([startProduct({ dataDir }), launchChromium(chromium ?? '')]);
    page = await open();
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await product?.close();
  }, 60_000);

  /** A page of a person nobody knows yet. */
  async function open(): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    const opened = await context.newPage();
    opened.on('pageerror', (error) => problems.push(error.message));
    opened.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await opened.goto(new URL(`?merchant=${product.merchantId}`, product.dashboardUrl).href);
    return opened;
  }

  const cards = (of: Page) => of.getByTestId('insight-card');
  const idOf = (card: ReturnType<typeof cards>) => card.getAttribute('data-insight-id');

  test('a wrong password is explained, and the right one signs in, with the keyboard alone', async () => {
    await page.getByLabel('E-mail address').waitFor();
    await page.keyboard.type(product.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type('not the password');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    // The password is selected: typing replaces it.
    await page.keyboard.type(product.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
  });

  test('the chart and the cards are there, and the chart has its table', async () => {
    await page.getByTestId('sales-chart').locator('svg path').first().waitFor();
    await cards(page).first().waitFor();
    await page.getByRole('tab', { name: 'Table' }).click();
    await page.getByRole('region', { name: 'Sales table' }).getByRole('row').nth(7).waitFor();
    expect(page.url()).toContain('view=table');
    await page.getByRole('tab', { name: 'Chart' }).click();
  });

  test('a dismissed insight stays dismissed after a reload, and can be restored', async () => {
    const id = await idOf(cards(page).first());
    const card = page.locator(`[data-insight-id="${id}"]`);
    await card.getByRole('button', { name: /^Dismiss:/ }).click();
    await card.waitFor({ state: 'detached' });
    await page.reload();
    // Attached, not visible: where it was the only insight, the list is there and empty.
    const list = page.getByRole('region', { name: 'Insights' }).locator('ul[aria-busy="false"]');
    await list.waitFor({ state: 'attached' });
    expect(await card.count()).toBe(0);
    await page.getByRole('button', { name: 'Dismissed', exact: true }).click();
    await card.getByRole('button', { name: /^Restore:/ }).click();
    await page.getByRole('button', { name: 'Current', exact: true }).click();
    await card.waitFor();
  });

  test('a new insight appears without a reload, and is announced', async () => {
    const before = new Set(
      await cards(page).evaluateAll((found) => found.map((card) => card.dataset.insightId)),
    );
    await page.evaluate(() => Object.assign(window, { sameDocument: true }));
    await product.generateInsight();
    const announcement = page.getByTestId('announcements').filter({ hasText: 'New insight:' });
    await announcement.waitFor({ state: 'attached' });
    await page.getByText('Just in').first().waitFor();
    const after = await cards(page).evaluateAll((found) => found.map((card) => card.dataset.insightId));
    expect(after.some((id) => !before.has(id))).toBe(true);
    expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
  });

  test('a phone shows everything without sideways scrolling', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await cards(page).first().waitFor();
    // The chart follows its box, a moment after the window.
    await page.waitForFunction(() => document.documentElement.scrollWidth <= window.innerWidth);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test('the first load, before charts and settings, is less than 250 KB of compressed script', async () => {
    const index = await (await fetch(product.dashboardUrl)).text();
    const scripts = [...index.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, file]) => String(file));
    const sizes = await Promise.all(
      scripts.map(async (file) => {
        const script = await fetch(new URL(file, product.dashboardUrl));
        return gzipSync(await script.text()).length;
      }),
    );
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(50_000);
    expect(total).toBeLessThan(250 * 1024);
  });

  test('after signing out a reload asks for the password again', async () => {
    await page.getByRole('button', { name: 'Account' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
  });

  test('the browser had nothing to complain about', () => {
    expect(problems).toEqual([]);
  });
});
