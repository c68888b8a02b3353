/**
 * Makes the pictures of the README in docs/images/ from a freshly started product.
 *
 *   node scripts/screenshots.ts
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../tests/browser/chromium.ts';
import { readBrowserEnvironment } from '../tests/browser/environment.ts';
import { type Product, startProduct } from '../tests/browser/product.ts';

const images = path.resolve(import.meta.dirname, '../docs/images');

interface Picture {
  name: string;
  width: number;
  height: number;
  colorScheme: 'light' | 'dark';
}

const PICTURES: Picture[] = [
  { name: 'dashboard-light', width: 1440, height: 960, colorScheme: 'light' },
  { name: 'dashboard-dark', width: 1440, height: 960, colorScheme: 'dark' },
  { name: 'dashboard-phone', width: 390, height: 844, colorScheme: 'light' },
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
  const { name, width, height, colorScheme } = picture;
  const context = await from.newContext({ viewport: { width, height }, colorScheme, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(new URL(`?merchant=${shown.merchantId}`, shown.dashboardUrl).href);
  await page.getByLabel('E-mail address').fill(shown.email);
  await page.locator('[name=password]').fill(shown.password);
  await page.keyboard.press('Enter');
  await page.getByTestId('sales-chart').locator('svg path').first().waitFor();
  await page.getByTestId('insight-card').first().waitFor();
  // Ripples and skeletons fade.
  await page.waitForTimeout(500);
  const file = path.join(images, `${name}.png`);
  await page.screenshot({ path: file });
  process.stdout.write(`${path.relative(process.cwd(), file)}\n`);
  await context.close();
}
