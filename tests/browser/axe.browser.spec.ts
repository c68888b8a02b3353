import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyDemoData } from '../fixtures/demo-data.ts';
import { until } from '../fixtures/wait.ts';
import { launchChromium } from './chromium.ts';
import { chromiumOrNothing } from './environment.ts';
import { type Product, startProduct } from './product.ts';

const chromium = chromiumOrNothing();

/** WCAG 2.2 AA, with what it took over from 2.0 and 2.1. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const FOR_STRANGERS = [
  '/sign-in',
  '/sign-up',
  '/forgot-password',
  '/reset-password',
  '/verify-email',
  '/invitation',
];

const FOR_MEMBERS = [
  ...['/', '/?view=table', '/open-shop', '/no-such-page'],
  ...['/reports/sales', '/reports/products', '/reports/customers', '/reports/funnel'],
  ...['/reports/revenue?by=WEEKDAY', '/reports/forecast', '/exports', '/carts'],
  ...['/reports/products?products-view=table&why-view=table', '/reports/customers?cohorts-view=table'],
  ...['/insights', '/insights/anomalies', '/insights/muted', '/insights/runs', '/alerts'],
  ...['/settings/team', '/settings/keys', '/settings/merchant', '/settings/features'],
  ...['/settings/webhooks', '/settings/calendar'],
  ...['/settings/audit', '/settings/outbox', '/settings/account'],
];

describe.skipIf(!chromium)('every page in Chromium, looked at by axe', { timeout: 300_000 }, () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    const dataDir = await copyDemoData();
    [product, browser] = await Promise.all([startProduct({ dataDir }), launchChromium(chromium ?? '')]);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await product?.close();
  }, 60_000);

  const open = async (isMember: boolean): Promise<Page> => {
    const context = await browser.newContext({
      ...{ viewport: { width: 1280, height: 900 }, locale: 'en-GB', colorScheme: 'light' },
      // What fades in is looked at when it is there.
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    if (!isMember) return page;
    await page.goto(new URL('/sign-in', product.dashboardUrl).href);
    await page.getByLabel('E-mail address').fill(product.email);
    await page.locator('[name=password]').fill(product.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    return page;
  };

  /** Goes to a page and waits until nothing of it is loading any more. */
  const visit = async (page: Page, path: string) => {
    const address = new URL(path, product.dashboardUrl);
    address.searchParams.set('merchant', product.merchantId);
    await page.goto(address.href);
    await settled(page);
  };
  const settled = async (page: Page) => {
    await page.locator('main, form, [role="alert"]').first().waitFor();
    await page.waitForFunction(
      () => !document.querySelector('.MuiSkeleton-root, [aria-busy="true"], [aria-label="Loading"]'),
    );
  };

  /** What axe has to say, short enough to be read in a failed test. */
  const complaints = async (page: Page): Promise<string[]> => {
    // What changes its colours slowly has changed them.
    await page.waitForFunction(() =>
      document.getAnimations().every(({ playState }) => playState !== 'running'),
    );
    // Without frames its findings need not be put together in a page of their own.
    expect(page.frames()).toHaveLength(1);
    const { violations } = await new AxeBuilder({ page })
      .options({ resultTypes: ['violations'] })
      .withTags(RULES)
      .setLegacyMode()
      .analyze();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
    );
  };

  /** Whether a phone shows the page without sideways scrolling. */
  const fitsPhone = async (page: Page): Promise<boolean> => {
    await page.setViewportSize({ width: 390, height: 844 });
    // Charts follow their box, a moment after the window.
    const fits = await page
      .waitForFunction(() => document.documentElement.scrollWidth <= window.innerWidth, undefined, {
        timeout: 3000,
      })
      .then(() => true)
      .catch(() => false);
    await page.setViewportSize({ width: 1280, height: 900 });
    return fits;
  };

  /**
   * Looks at what is there in both themes, and stays in the second: the next page is drawn in that from the beginning, so
   * that every other one begins light and every other one dark.
   * @returns what there is to complain about, by the name given and the theme
   */
  const look = async (page: Page, name: string): Promise<Record<string, string[]>> => {
    const before = await themeOf(page);
    const after = before === 'light' ? 'dark' : 'light';
    const first = await complaints(page);
    await page.emulateMedia({ colorScheme: after });
    await until(`the ${after} theme`, async () => (await themeOf(page)) === after);
    const second = await complaints(page);
    return {
      ...(first.length > 0 && { [`${name}, ${before}`]: first }),
      ...(second.length > 0 && { [`${name}, ${after}`]: second }),
    };
  };

  /** By what is drawn: whether the ground of the page is rather white or rather black. */
  const themeOf = (page: Page): Promise<'light' | 'dark'> =>
    page.evaluate(() => {
      const [red = 0] = getComputedStyle(document.body).backgroundColor.match(/\d+/g)?.map(Number) ?? [];
      return red > 127 ? 'light' : 'dark';
    });

  test('finds nothing on the ways in, in either theme', async () => {
    const page = await open(false);
    const found: Record<string, string[]> = {};
    for (const path of FOR_STRANGERS) {
      await visit(page, path);
      Object.assign(found, await look(page, path));
    }
    await page.context().close();
    expect(found).toEqual({});
  });

  test('finds nothing on the pages of the shop, in either theme, and a phone shows them', async () => {
    const page = await open(true);
    const found: Record<string, string[]> = {};
    const add = async (name: string) => Object.assign(found, await look(page, name));
    for (const path of FOR_MEMBERS) {
      await visit(page, path);
      await add(path);
      if (!(await fitsPhone(page))) found[path] = ['wider than a phone'];
    }
    await visit(page, '/insights');
    await page.getByTestId('insight-card').first().getByRole('link').click();
    await page.getByRole('heading', { name: 'Evidence' }).waitFor();
    await settled(page);
    await add('/insights/:id');
    await visit(page, '/alerts');
    await page.getByRole('button', { name: 'New alert' }).click();
    await page.getByRole('heading', { name: 'In the last half year' }).waitFor();
    await add('/alerts, a new one');
    await page.getByLabel('Name').fill('Fewer orders');
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('link', { name: 'Fewer orders' }).click();
    await page.getByText('It has not fired').waitFor();
    await add('/alerts/:id');
    await visit(page, '/settings/webhooks');
    await page.getByRole('button', { name: 'Add an address' }).click();
    await add('/settings/webhooks, a new one');
    await page.getByRole('textbox', { name: 'Address' }).fill('https://shop.example/hook');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Secret' }).waitFor();
    await add('/settings/webhooks, its secret');
    await page.keyboard.press('Escape');
    await visit(page, '/settings/webhooks');
    await page
      .getByRole('button', { name: /^Deliveries to/ })
      .first()
      .click();
    await page.getByText('Nothing was sent').waitFor();
    await add('/settings/webhooks, deliveries');
    if (!(await fitsPhone(page))) found['/settings/webhooks'] = ['wider than a phone'];
    await page.context().close();
    expect(found).toEqual({});
  });
});
