import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyDemoData } from '../fixtures/demo-data.ts';
import { until } from '../fixtures/wait.ts';
import { launchChromium } from './chromium.ts';
import { chromiumOrNothing } from './environment.ts';
import { choose, openMenu, press, reach, use } from './keyboard.ts';
import { type Product, startProduct } from './product.ts';
import { type Receiver, startReceiver } from './receiver.ts';

const chromium = chromiumOrNothing();

/** What the demo's people sign in with. */
const MARKETER = 'jonas@merchantgraph.example';

describe.skipIf(!chromium)('every page with the keyboard alone, in Chromium', { timeout: 60_000 }, () => {
  let product: Product;
  let browser: Browser;
  let receiver: Receiver;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    [product, browser, receiver] = await Promise.all([
      copyDemoData().then((dataDir) => startProduct({ dataDir })),
      launchChromium(chromium ?? ''),
      startReceiver(),
    ]);
    page = await open();
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await Promise.all([product?.close(), receiver?.close()]);
  }, 60_000);

  async function open(): Promise<Page> {
    const context = await browser.newContext({
      ...{ viewport: { width: 1280, height: 900 }, locale: 'en-GB', reducedMotion: 'reduce' },
    });
    const opened = await context.newPage();
    opened.on('pageerror', (error) => problems.push(error.message));
    opened.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    return opened;
  }

  const address = (path: string) => {
    const url = new URL(path, product.dashboardUrl);
    url.searchParams.set('merchant', product.merchantId);
    return url.href;
  };
  /** Types an address, waits for its heading, and skips what stands on every page. */
  const visit = async (path: string, heading: string, of: Page = page) => {
    await of.goto(address(path));
    await of.getByRole('heading', { name: heading, level: 1 }).waitFor();
    await use(of, of.getByRole('link', { name: 'Skip to content' }));
    await of.waitForFunction(() => document.activeElement?.id === 'content');
  };
  const signIn = async (of: Page, email: string) => {
    await of.goto(new URL('/sign-in', product.dashboardUrl).href);
    await of.getByLabel('E-mail address').waitFor();
    await of.keyboard.type(email);
    await press(of, 'Tab');
    await of.keyboard.type(product.password);
    await press(of, 'Enter');
    await of.getByRole('heading', { name: 'Overview' }).waitFor();
  };
  const button = (name: string | RegExp, of: Page = page) => of.getByRole('button', { name });
  const row = (list: string, name: string | RegExp) =>
    page.getByRole('list', { name: list }).getByRole('listitem', { name });
  const said = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const hasFocus = (name: string | RegExp) => until('the focus is back', () => isFocused(name));
  const isFocused = (name: string | RegExp) =>
    button(name)
      .first()
      .evaluate((element) => element === document.activeElement)
      .catch(() => false);

  test('signs in, switches the shop and comes back', async () => {
    await signIn(page, product.email);
    const switcher = (name: string) => button(`Merchant: ${name}`);
    await openMenu(page, switcher('Harbour Lane Homeware'));
    await press(page, 'ArrowDown', 'Enter');
    await switcher('Summit Sportswear').waitFor();
    await openMenu(page, switcher('Summit Sportswear'));
    await press(page, 'Home', 'Enter');
    await switcher('Harbour Lane Homeware').waitFor();
  });

  test('changes the period of the overview, and opens the table of its chart', async () => {
    await visit('/', 'Overview');
    // In a group the arrow keys go from one to the next.
    await reach(page, button('7 days'));
    await press(page, 'ArrowRight', 'ArrowRight', 'Space');
    await page.waitForURL(/days=90/);
    await reach(page, page.getByRole('tab', { name: 'Chart' }));
    await press(page, 'ArrowRight', 'Enter');
    const table = page.getByRole('region', { name: 'Sales table' });
    await reach(page, table);
    // A table is scrolled by its arrow keys.
    await press(page, 'End');
    await until('the table has moved', () => table.evaluate((element) => element.scrollTop > 0));
  });

  test('reads an insight, dismisses it, and takes that back', async () => {
    await visit('/insights', 'Insights');
    const card = page.getByTestId('insight-card').first();
    const id = await card.getAttribute('data-insight-id');
    const same = page.locator(`[data-insight-id="${id}"]`);
    await use(page, same.getByRole('button', { name: /^Mark as read:/ }));
    await same.getByRole('button', { name: /^Mark as read:/ }).waitFor({ state: 'detached' });
    await use(page, same.getByRole('button', { name: /^Dismiss:/ }));
    await same.waitFor({ state: 'detached' });
    await use(page, button('Undo'));
    await same.waitFor();
  });

  test('looks into an insight, rates it, and mutes its kind until that is undone', async () => {
    await visit('/insights?show=current', 'Insights');
    await use(page, page.getByTestId('insight-card').last().getByRole('link'));
    await page.getByRole('heading', { name: 'Evidence' }).waitFor();
    await reach(page, page.getByRole('tab', { name: 'Chart' }));
    await press(page, 'ArrowRight', 'Enter');
    await page.getByRole('region', { name: 'Evidence table' }).getByRole('row').nth(7).waitFor();
    await use(page, button(/^Useful/), 'Space');
    await page.locator('button[aria-pressed="true"]', { hasText: 'Useful' }).waitFor();
    await use(page, button(/^Mute such insights/));
    await said(/is muted for 30 days/);
    await visit('/insights/muted', 'Muted');
    await use(page, button(/^Tell again:/));
    await row('Muted insights', /./).getByRole('button').waitFor({ state: 'detached' });
  });

  test('narrows the feed, and says what became of an anomaly', async () => {
    await visit('/insights', 'Insights');
    await choose(page, page.getByLabel('Severity'), 'Critical');
    await page.waitForURL(/severity=CRITICAL/);
    await visit('/insights/anomalies', 'Anomalies');
    await use(page, button(/^Look after it:/));
    await said('You look after it');
    await use(page, button('Report something'));
    await page.keyboard.type('The till stood still.');
    await use(page, page.getByRole('dialog').getByRole('button', { name: 'Report' }));
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await hasFocus('Report something');
    await said(/The till stood still/);
    await visit('/insights/runs', 'Looks');
    await row('Looks', /./).first().waitFor();
  });

  test('searches among products, and types on where the search has begun', async () => {
    await visit('/reports/products', 'Products');
    const field = page.getByLabel('Search products');
    await reach(page, field);
    await page.keyboard.type('oak ');
    await page.waitForURL(/search=oak/);
    // The address changes a moment before the page does, which then asks.
    const asked = page.waitForRequest((request) => request.postData()?.includes('"search":"oak t"') ?? false);
    await page.keyboard.type('t');
    await asked;
    expect(new URL(page.url()).searchParams.get('search')).toBe('oak t');
    expect(await field.inputValue()).toBe('oak t');
    await page.goBack();
    await until('the field follows the address', async () => (await field.inputValue()) === 'oak');
  });

  test('filters a report, and follows an export of it to its file', async () => {
    await visit('/reports/products', 'Products');
    await choose(page, page.getByLabel('Country'), 'Ireland');
    await page.waitForURL(/country=Ireland/);
    await openMenu(page, button('Export products'));
    await press(page, 'Enter');
    await page.getByRole('link', { name: 'Download products' }).waitFor();
    await visit('/exports', 'Exports');
    await choose(page, page.getByRole('form', { name: 'New export' }).getByLabel('What'), 'Carts');
    await use(page, page.getByRole('form', { name: 'New export' }).getByRole('button', { name: 'Export' }));
    await row('Exports', /^Carts/)
      .getByText('Ready', { exact: true })
      .waitFor();
  });

  test.each([
    ['/reports/sales', 'Sales trend', 'Sales trend'],
    ['/reports/customers', 'Customers', 'Segments'],
    ['/reports/funnel', 'Funnel', 'From cart to order'],
    ['/reports/revenue', 'Revenue by', 'Revenue by country'],
    ['/reports/forecast', 'Forecast', 'Revenue ahead'],
  ])('opens the table of %s', async (path, title, panel) => {
    await visit(path, title);
    const section = page.getByRole('region', { name: panel, exact: true });
    await reach(page, section.getByRole('tab', { name: 'Chart' }));
    await press(page, 'ArrowRight', 'Enter');
    await section.getByRole('table').waitFor();
  });

  test('looks into a cart, and shows more of the list, going on at the first of the new ones', async () => {
    await visit('/carts?days=365', 'Carts');
    const carts = page.getByRole('list', { name: 'Carts' }).locator('> li');
    const lines = button('Lines').first();
    await use(page, lines);
    await page
      .getByRole('region', { name: /^Lines/ })
      .first()
      .waitFor();
    await use(page, button(/^Show more/));
    await until('there are more', async () => (await carts.count()) > 40);
    const place = () =>
      page.evaluate(() => {
        const focused = document.activeElement;
        return focused?.parentElement ? [...focused.parentElement.children].indexOf(focused) : -1;
      });
    await until('the focus is on the first of the new ones', async () => (await place()) === 20);
  });

  test('makes an alert after trying it on the past, silences it, changes it, and deletes it', async () => {
    await visit('/alerts', 'Alerts');
    await use(page, button('New alert'));
    await page.keyboard.type('Sales fall');
    await said(/It would have fired/);
    await use(page, button('Keep it'));
    await row('Alerts', 'Sales fall').waitFor();
    await use(page, button(/^Silence for 7 days:/));
    await said(/^Silent until/);
    await use(page, page.getByRole('link', { name: 'Sales fall' }));
    await page.getByRole('heading', { name: 'Sales fall', level: 1 }).waitFor();
    await use(page, button('Change'));
    await page.getByLabel('Name').waitFor();
    await page.keyboard.press('End');
    await page.keyboard.type(' a lot');
    await use(page, page.getByRole('form').getByRole('button', { name: 'Change' }));
    await page.getByRole('heading', { name: 'Sales fall a lot', level: 1 }).waitFor();
    await use(page, button('Delete'));
    await use(page, page.getByRole('dialog').getByRole('button', { name: 'Delete' }));
    await page.getByText('No alerts yet').waitFor();
  });

  test('invites somebody, and takes that back', async () => {
    await visit('/settings/team', 'Team');
    await reach(page, page.getByRole('form', { name: 'Invite' }).getByLabel('E-mail address'));
    await page.keyboard.type('ida@harbour.example');
    await press(page, 'Enter');
    await row('Invitations', 'ida@harbour.example').waitFor();
    await use(page, button(/^Take back/));
    await use(page, page.getByRole('dialog').getByRole('button', { name: 'Take back' }));
    await row('Invitations', 'ida@harbour.example').waitFor({ state: 'detached' });
    // The row is gone; the focus is where it was, not at the top of the page.
    await until('the focus is kept', () => page.evaluate(() => document.activeElement !== document.body));
  });

  test('makes a key, which is shown once, and revokes it', async () => {
    await visit('/settings/keys', 'API keys');
    await use(page, button('Create a key'));
    await page.keyboard.type('till');
    await press(page, 'Enter');
    await page.getByRole('dialog', { name: 'Your new key' }).waitFor();
    await use(page, page.getByRole('dialog').getByRole('button').last());
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await use(page, button('Revoke till'));
    // Escape is a no, and the focus is where the question came from.
    await page.getByRole('dialog').waitFor();
    await press(page, 'Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await hasFocus('Revoke till');
    await press(page, 'Enter');
    await use(page, page.getByRole('dialog').getByRole('button', { name: 'Revoke' }));
    await row('API keys', 'till').waitFor({ state: 'detached' });
  });

  test('adds a webhook whose secret is shown once, tests it, sends that again, and removes it', async () => {
    await visit('/settings/webhooks', 'Webhooks');
    await use(page, button('Add an address'));
    await page.keyboard.type(receiver.url);
    await press(page, 'Enter');
    const secret = page.getByRole('region', { name: 'Secret' });
    expect(await secret.textContent()).toMatch(/^whsec_/);
    await use(page, page.getByRole('dialog').getByRole('button').last());
    await secret.waitFor({ state: 'detached' });
    await use(page, button(/^Test http/));
    await row('Deliveries', /^Test/).getByText('Delivered', { exact: true }).waitFor();
    await use(page, button(/^Send again: Test/));
    await until('it came twice', () => receiver.ids().length === 2);
    expect(new Set(receiver.ids()).size).toBe(1);
    await use(page, button(/^New secret for/));
    await use(page, page.getByRole('dialog').getByRole('button', { name: 'Make it' }));
    expect(await secret.textContent()).toMatch(/^whsec_/);
    await use(page, page.getByRole('dialog').getByRole('button').last());
    await use(page, button(/^Remove http/));
    await use(page, page.getByRole('dialog').getByRole('button', { name: 'Remove' }));
    await page.getByText('No webhooks').waitFor();
  });

  test('adds days to the calendar, removes them, and takes that back', async () => {
    await visit('/settings/calendar', 'Calendar');
    await use(page, button('Add days'));
    await page.keyboard.type('Stocktaking');
    await press(page, 'Enter');
    await row('Calendar', 'Stocktaking').waitFor();
    await use(page, button('Remove Stocktaking'));
    await row('Calendar', 'Stocktaking').waitFor({ state: 'detached' });
    await use(page, button('Undo'));
    await row('Calendar', 'Stocktaking').waitFor();
  });

  test('changes settings of the shop, and a feature', async () => {
    await visit('/settings/merchant', 'Shop');
    await reach(page, page.getByLabel('Locale'));
    await press(page, 'Control+a');
    await page.keyboard.type('en-IE');
    await press(page, 'Enter');
    await said(/saved|kept|changed/i);
    await visit('/settings/features', 'Features');
    await use(page, page.getByRole('switch').first(), 'Space');
    await use(page, page.getByRole('switch').first(), 'Space');
  });

  test('who may less is not shown what they may not do', async () => {
    const theirs = await open();
    await signIn(theirs, MARKETER);
    const main = theirs.getByRole('navigation', { name: 'Main' });
    expect(await main.getByRole('link').allTextContents()).toEqual([
      ...['Overview', 'Insights', 'Reports', 'Alerts', 'Carts', 'Settings'],
    ]);
    const none = async (name: string | RegExp) => expect(await button(name, theirs).count()).toBe(0);
    for (const path of [
      '/exports',
      '/insights/runs',
      '/settings/keys',
      '/settings/webhooks',
      '/settings/audit',
    ]) {
      await theirs.goto(address(path));
      await theirs.getByText(/There is no such/).waitFor();
    }
    await visit('/reports/sales', 'Sales trend', theirs);
    await none(/^Export/);
    await visit('/alerts', 'Alerts', theirs);
    await theirs.getByText('No alerts yet').waitFor();
    await none('New alert');
    await visit('/settings/team', 'Team', theirs);
    await theirs.getByRole('listitem', { name: 'Demo Owner' }).waitFor();
    await none(/^(Invite|Remove)/);
    await visit('/insights', 'Insights', theirs);
    await theirs.getByTestId('insight-card').first().getByRole('link').click();
    await theirs.getByRole('button', { name: 'Useful', exact: true }).waitFor();
    await none(/^Mute such/);
    await theirs.context().close();
  });

  test('the browser had nothing to complain about', () => {
    expect(problems).toEqual([]);
  });
});
