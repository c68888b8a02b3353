/**
 * Makes the pictures of the README in docs/images/ from a freshly started product.
 *
 *   node scripts/screenshots.ts
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../tests/browser/chromium.ts';
import { readBrowserEnvironment } from '../tests/browser/environment.ts';
import { type Product, startProduct } from '../tests/browser/product.ts';

const images = path.resolve(import.meta.dirname, '../docs/images');

interface Picture {
  name: string;
  width: number;
  height: number;
  colorScheme: 'light' | 'dark';
  /** The page; for somebody who is not signed in when it is the sign-in page. */
  path: string;
  /** Waits for what has to be seen. */
  ready: (page: Page) => Promise<void>;
}

const wide = { width: 1440, height: 960, colorScheme: 'light' } as const;
const phone = { width: 390, height: 844, colorScheme: 'light' } as const;

async function overviewReady(page: Page): Promise<void> {
  await page.getByTestId('sales-chart').locator('svg path').first().waitFor();
  await page.getByTestId('insight-card').first().waitFor();
}

async function listReady(page: Page): Promise<void> {
  await page.getByRole('listitem').first().waitFor();
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
}

const overview = { path: '/', ready: overviewReady };
const settings = (page: string) => ({ path: `/settings/${page}`, ready: listReady });

const PICTURES: Picture[] = [
  { name: 'dashboard-light', ...wide, ...overview },
  { name: 'dashboard-dark', ...wide, colorScheme: 'dark', ...overview },
  { name: 'dashboard-phone', ...phone, ...overview },
  {
    name: 'sign-in',
    ...wide,
    path: '/sign-in',
    ready: (page) => page.getByLabel('E-mail address').waitFor(),
  },
  { name: 'team', ...wide, ...settings('team') },
  { name: 'api-keys', ...wide, ...settings('keys') },
  {
    name: 'shop-settings',
    ...wide,
    path: '/settings/merchant',
    ready: (page) => page.getByLabel('Locale').waitFor(),
  },
  { name: 'account', ...wide, colorScheme: 'dark', ...settings('account') },
  { name: 'audit-log', ...wide, ...settings('audit') },
  { name: 'team-phone', ...phone, ...settings('team') },
];

const { chromium } = readBrowserEnvironment();
if (!chromium) throw new Error('Pictures need Chromium: install it, or set CHROMIUM_PATH.');
mkdirSync(images, { recursive: true });
const product = await startProduct();
const browser = await launchChromium(chromium);
try {
  for (const picture of PICTURES) await take(browser, product, picture);
} finally {
  await browser.close();
  await product.close();
}

async function take(from: Browser, shown: Product, picture: Picture): Promise<void> {
  const { name, width, height, colorScheme, path: address, ready } = picture;
  const context = await from.newContext({ viewport: { width, height }, colorScheme, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(new URL(`${address}?merchant=${shown.merchantId}`, shown.dashboardUrl).href);
  if (address !== '/sign-in') {
    await page.getByLabel('E-mail address').fill(shown.email);
    await page.locator('[name=password]').fill(shown.password);
    await page.keyboard.press('Enter');
  }
  await ready(page);
  // Ripples and skeletons fade.
  await page.waitForTimeout(500);
  const file = path.join(images, `${name}.png`);
  await page.screenshot({ path: file });
  process.stdout.write(`${path.relative(process.cwd(), file)}\n`);
  await context.close();
}
