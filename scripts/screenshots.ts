/**
 * Makes the pictures of the README and of docs/dashboard.md in docs/images/, from a freshly started product and its
 * demo data. WebP, so that the repository stays small.
 *
 *   npm run screenshots [-- home-light insight ...]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../tests/browser/chromium.ts';
import { readBrowserEnvironment } from '../tests/browser/environment.ts';
import { type Product, startProduct } from '../tests/browser/product.ts';

const images = path.resolve(import.meta.dirname, '../docs/images');
/** 0 to 100; small letters stay sharp. */
const QUALITY = 82;

interface Picture {
  name: string;
  width: number;
  height: number;
  colorScheme: 'light' | 'dark';
  /** The page; for somebody who is not signed in when it is the sign-in page. */
  path: string;
  /** What is done there first, and what has to be seen. */
  ready: (page: Page) => Promise<unknown>;
}

const wide = { width: 1440, height: 960, colorScheme: 'light' } as const;
const phone = { width: 390, height: 844, colorScheme: 'light' } as const;

const line = (page: Page, chart: string) =>
  page.getByTestId(chart).locator('svg.recharts-surface').first().waitFor();
const settled = (page: Page) =>
  page.waitForFunction(() => !document.querySelector('.MuiSkeleton-root, [aria-busy="true"]'));

async function overviewReady(page: Page): Promise<void> {
  await line(page, 'sales-chart');
  await page.getByTestId('insight-card').first().waitFor();
}

/** Three files of different kinds, all of them ready. */
async function exportsReady(page: Page): Promise<void> {
  const form = page.getByRole('form', { name: 'New export' });
  for (const [at, kind] of ['CARTS', 'PRODUCTS', 'ORDERS'].entries()) {
    await form.getByLabel('What').selectOption(kind);
    await form.getByRole('button', { name: 'Export' }).click();
    await page
      .getByRole('link', { name: /^Download/ })
      .nth(at)
      .waitFor();
  }
  await page.locator('.MuiSnackbar-root').waitFor({ state: 'detached' });
}

/** A rule that was kept, and the next one with when it would have fired. */
async function alertsReady(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New alert' }).click();
  await page.getByLabel('Name').fill('Revenue falls');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('link', { name: 'Revenue falls' }).waitFor();
  await page.getByRole('button', { name: 'New alert' }).click();
  await page.getByLabel('Name').fill('Many refunds');
  await page.getByLabel('Figure').selectOption('REFUNDS');
  await page.getByLabel('When it').selectOption('ABOVE');
  await page.getByLabel(/^How much/).fill('150');
  await line(page, 'band-chart');
  await page.locator('.MuiSnackbar-root').waitFor({ state: 'detached' });
}

async function insightReady(page: Page): Promise<void> {
  const cards = page.getByTestId('insight-card');
  // The one with something to say about its causes.
  await cards.filter({ hasText: 'Warning' }).or(cards.first()).last().getByRole('link').click();
  await line(page, 'band-chart');
}

async function customersReady(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Cohorts chart' }).waitFor();
  await page.getByRole('region', { name: 'Best customers table' }).waitFor();
}

const home = { path: '/', ready: overviewReady };
const report = (name: string, ready: Picture['ready'] = settled) => ({ path: `/reports/${name}`, ready });
const settings = (name: string) => ({ path: `/settings/${name}`, ready: settled });

const PICTURES: readonly Picture[] = [
  { name: 'home-light', ...wide, ...home },
  { name: 'home-dark', ...wide, colorScheme: 'dark', ...home },
  { name: 'home-phone', ...phone, ...home },
  {
    name: 'sign-in',
    ...wide,
    path: '/sign-in',
    ready: (page) => page.getByLabel('E-mail address').waitFor(),
  },
  { name: 'insights', ...wide, path: '/insights', ready: settled },
  { name: 'insight', ...wide, height: 1500, path: '/insights', ready: insightReady },
  { name: 'trend', ...wide, ...report('sales?days=90&group=week', (page) => line(page, 'sales-chart')) },
  { name: 'products', ...wide, ...report('products', (page) => page.getByTestId('bars').nth(2).waitFor()) },
  { name: 'cohorts', ...wide, height: 1320, ...report('customers', customersReady) },
  { name: 'forecast', ...wide, ...report('forecast', (page) => line(page, 'band-chart')) },
  { name: 'exports', ...wide, path: '/exports', ready: exportsReady },
  { name: 'carts', ...wide, path: '/carts', ready: settled },
  { name: 'alerts', ...wide, height: 1040, path: '/alerts', ready: alertsReady },
  { name: 'team', ...wide, ...settings('team') },
  { name: 'api-keys', ...wide, ...settings('keys') },
  { name: 'audit-log', ...wide, ...settings('audit') },
];

const wanted = process.argv.slice(2);
const { chromium } = readBrowserEnvironment();
if (!chromium) throw new Error('Pictures need Chromium: install it, or set CHROMIUM_PATH.');
mkdirSync(images, { recursive: true });
const product = await startProduct();
const browser = await launchChromium(chromium);
try {
  for (const picture of PICTURES)
    if (wanted.length === 0 || wanted.includes(picture.name)) await take(browser, product, picture);
} finally {
  await browser.close();
  await product.close();
}

async function take(from: Browser, shown: Product, picture: Picture): Promise<void> {
  const { name, width, height, colorScheme, path: address, ready } = picture;
  const context = await from.newContext({
    ...{ viewport: { width, height }, colorScheme, locale: 'en-GB', reducedMotion: 'reduce' },
  });
  const page = await context.newPage();
  const url = new URL(address, shown.dashboardUrl);
  url.searchParams.set('merchant', 'harbour-lane');
  await page.goto(url.href);
  if (address !== '/sign-in') {
    await page.getByLabel('E-mail address').fill(shown.email);
    await page.locator('[name=password]').fill(shown.password);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Account/ }).waitFor();
  }
  await ready(page);
  await settled(page);
  // Nothing is pointed at, and what fades has faded.
  await page.mouse.move(0, 0);
  await page.waitForTimeout(500);
  const session = await context.newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  const file = path.join(images, `${name}.webp`);
  const bytes = Buffer.from(data, 'base64');
  writeFileSync(file, bytes);
  process.stdout.write(`${path.relative(process.cwd(), file)}: ${Math.round(bytes.length / 1024)} KB\n`);
  await context.close();
}
