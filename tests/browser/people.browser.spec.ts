import { TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Product, request, startProduct } from '../fixtures/product.ts';
import { until } from '../fixtures/wait.ts';
import { launchChromium } from './chromium.ts';
import { chromiumOrNothing } from './environment.ts';
import { type Visit, visit } from './visit.ts';

const chromium = chromiumOrNothing();

const OWNER = { name: 'Ada Lovelace', email: 'ada@engines.example', password: 'analytical engines weave' };
const COLLEAGUE = {
  name: 'Charles Babbage',
  email: 'charles@engines.example',
  password: 'difference of squares',
};
const NEW_PASSWORD = 'another difference of squares';
const SHOP = 'Engines and Looms';

describe.skipIf(!chromium)('people, teams and keys in Chromium', { timeout: 60_000 }, () => {
  let product: Product;
  let browser: Browser;
  let owner: Visit;
  let colleague: Visit;
  let secret: string;
  const problems: string[] = [];

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct({ demo: false }), launchChromium(chromium ?? '')]);
    owner = await visit(browser, product, problems);
    colleague = await visit(browser, product, problems);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await product?.dispose();
  }, 60_000);

  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 });
  const row = (page: Page, list: string, name: string | RegExp) =>
    page.getByRole('list', { name: list }).getByRole('listitem', { name });
  const settings = async (page: Page, name: string) => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name }).click();
    await heading(page, name).waitFor();
  };
  const signIn = async ({ page, goto }: Visit, email: string, password: string) => {
    await goto('/sign-in');
    await page.getByLabel('E-mail address').fill(email);
    await page.locator('[name=password]').fill(password);
    await page.keyboard.press('Enter');
  };
  /** The link of the newest message of a subject, as the outbox of the operator shows it. */
  const linkTo = async (recipient: string, subject: RegExp): Promise<string> => {
    const { messages } = (await product.cli(['outbox', '--to', recipient])) as {
      messages: { subject: string; links: string[] }[];
    };
    const link = messages.find((message) => subject.test(message.subject))?.links[0];
    if (link === undefined) throw new Error(`No message to ${recipient} has such a link.`);
    return link;
  };
  const code = (stepsAhead = 0) =>
    new TOTP({ secret }).generate({ timestamp: Date.now() + stepsAhead * 30_000 });

  test('an account and a shop are opened, with the keyboard alone', async () => {
    const { page, goto } = owner;
    await goto('/');
    await page.getByRole('link', { name: 'Open an account' }).press('Enter');
    await page.getByLabel('Your name').waitFor();
    await page.keyboard.type(OWNER.name);
    await page.keyboard.press('Tab');
    await page.keyboard.type(OWNER.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type('passwordpassword');
    // Past the button that shows it.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type(SHOP);
    await page.keyboard.press('Enter');
    // A common password is refused in words, and selected to be replaced.
    await page.getByRole('alert').waitFor();
    expect(await page.locator(':focus').getAttribute('name')).toBe('password');
    await page.keyboard.type(OWNER.password);
    await page.keyboard.press('Enter');
    await heading(page, 'Overview').waitFor();
    await page.getByRole('button', { name: `Merchant: ${SHOP}` }).waitFor();
  });

  test('no script can read the session, and a reload keeps it', async () => {
    const { page, context } = owner;
    const held = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    const cookies = (await context.cookies()).filter(({ name }) => name.startsWith('mg_'));
    expect(cookies.map(({ httpOnly, sameSite }) => [httpOnly, sameSite])).toEqual(
      Array(2).fill([true, 'Strict']),
    );
    expect(await page.evaluate(() => document.cookie)).not.toContain('mg_');
    for (const { value } of cookies) expect(held).not.toContain(value);
    await page.reload();
    await heading(page, 'Overview').waitFor();
  });

  test('the address is confirmed by the link that the outbox shows', async () => {
    const { page, follow } = owner;
    await settings(page, 'Outbox');
    const link = row(page, 'Outbox', /e-mail address/).getByRole('link', { name: /Follow the link/ });
    await follow((await link.getAttribute('href')) ?? '');
    await page.getByText(`${OWNER.email} is confirmed to be yours`).waitFor();
    await page.reload();
    await page.getByRole('alert').filter({ hasText: 'ask for another link' }).waitFor();
    await page.getByRole('link', { name: /Go on/ }).click();
    await settings(page, 'My account');
    await row(page, 'E-mail address', OWNER.email).getByText('Confirmed', { exact: true }).waitFor();
  });

  test('a colleague is invited, and an invitation that was taken back is gone', async () => {
    const { page } = owner;
    await settings(page, 'Team');
    const form = page.getByRole('form', { name: 'Invite' });
    for (const email of [COLLEAGUE.email, 'nobody@engines.example']) {
      await form.getByLabel('E-mail address').fill(email);
      await form.getByLabel('Role').selectOption('ANALYST');
      await form.getByRole('button', { name: 'Invite' }).click();
      await row(page, 'Invitations', email).waitFor();
    }
    await row(page, 'Invitations', /nobody/)
      .getByRole('button', { name: /Take back/ })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    await row(page, 'Invitations', /nobody/).waitFor({ state: 'detached' });
    await row(page, 'Invitations', COLLEAGUE.email).waitFor();
  });

  test('the colleague joins by the link, in a browser of their own', async () => {
    const { page, follow } = colleague;
    await follow(await linkTo(COLLEAGUE.email, /./));
    await heading(page, `Join ${SHOP}`).waitFor();
    await page.getByText(`${OWNER.name} asks you into the team`, { exact: false }).waitFor();
    await page.getByLabel('Your name').fill(COLLEAGUE.name);
    await page.locator('[name=password]').fill(COLLEAGUE.password);
    await page.keyboard.press('Enter');
    await heading(page, 'Overview').waitFor();
    await page.getByRole('button', { name: `Merchant: ${SHOP}` }).waitFor();
  });

  test('a role does not show what it may not do', async () => {
    const { page, goto } = colleague;
    await settings(page, 'Team');
    await row(page, 'Members', OWNER.name).waitFor();
    const offered = page.getByRole('navigation', { name: 'Settings' }).getByRole('link');
    expect(await offered.allTextContents()).toEqual([
      'Team',
      'Calendar',
      'Shop',
      'Features',
      'Outbox',
      'My account',
    ]);
    expect(await page.getByRole('form', { name: 'Invite' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: /^Remove/ }).count()).toBe(0);
    await settings(page, 'Shop');
    await page.getByText('Europe/', { exact: false }).or(page.getByText('UTC')).first().waitFor();
    expect(
      await page.getByRole('button', { name: /Save the name|Save the hours|Close the shop/ }).count(),
    ).toBe(0);
    await goto('/settings/audit');
    await page.getByText('There is no such page').waitFor();
  });

  test('a changed role shows what it allows, and can be undone', async () => {
    const { page } = owner;
    await page.reload();
    const role = page.getByLabel(`Role of ${COLLEAGUE.name}`);
    await role.selectOption('ADMIN');
    await page.getByText(`${COLLEAGUE.name} is Admin now`).waitFor();
    await settings(colleague.page, 'API keys');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.waitForFunction(
      (name) =>
        document.querySelector<HTMLSelectElement>(`select[aria-label="${name}"]`)?.value === 'ANALYST',
      `Role of ${COLLEAGUE.name}`,
    );
  });

  test('a key is shown once, works, and stops working when it is revoked', async () => {
    const { page } = owner;
    await settings(page, 'API keys');
    await page.getByRole('button', { name: 'Create a key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Nightly export');
    await dialog.getByRole('checkbox', { name: 'members:read' }).check();
    await dialog.getByRole('button', { name: 'Create' }).click();
    const key = (await page.getByRole('region', { name: 'API key' }).textContent()) ?? '';
    expect(key).toMatch(/^mg_/);
    const ask = () =>
      request(
        product.endpoints.graphql,
        '{ currentApiKey { name scopes } }',
        {},
        { authorization: `Bearer ${key}` },
      );
    const { data } = await ask();
    expect(data.currentApiKey.name).toBe('Nightly export');
    expect(data.currentApiKey.scopes).toContain('members:read');
    await dialog.getByRole('button', { name: 'I have kept it' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(key);
    await row(page, 'API keys', 'Nightly export')
      .getByRole('button', { name: /Revoke/ })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await row(page, 'API keys', 'Nightly export').waitFor({ state: 'detached' });
    await until('the key is dead', async () => (await ask()).status === 401);
  });

  test('a setting of the shop is saved, and a feature is switched and switched back', async () => {
    const { page } = owner;
    await settings(page, 'Shop');
    const form = page.getByRole('form', { name: 'Business hours' });
    const monday = form.getByRole('group', { name: 'Monday' });
    await monday.getByLabel('Opens').fill('09:00');
    await monday.getByLabel('Closes').fill('17:30');
    await form.getByRole('button', { name: 'Save the hours' }).click();
    await page.getByText('The business hours are saved').waitFor();
    await page.reload();
    await page.getByRole('group', { name: 'Monday' }).getByLabel('Closes').waitFor();
    expect(await page.getByRole('group', { name: 'Monday' }).getByLabel('Closes').inputValue()).toBe('17:30');
    await settings(page, 'Features');
    const flag = page.getByRole('list', { name: 'Features' }).getByRole('switch').first();
    const before = await flag.isChecked();
    await flag.click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: /^Default for/ }).waitFor({ state: 'detached' });
    expect(await flag.isChecked()).toBe(before);
  });

  test('a forgotten password is replaced by the link of an e-mail', async () => {
    const { page, goto, follow } = colleague;
    await goto('/');
    await page.getByRole('button', { name: 'Account' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Forgot password?' }).click();
    // The sign-in page, which has such a field too, stays until the other one is loaded.
    await heading(page, 'Forgot password?').waitFor();
    await page.getByLabel('E-mail address').fill(COLLEAGUE.email);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByText('an e-mail is on its way').waitFor();
    const link = await linkTo(COLLEAGUE.email, /new password/);
    await follow(link);
    await page.locator('[name=newPassword]').fill(NEW_PASSWORD);
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByText('Sign in with it').waitFor();
    expect(await page.getByLabel('E-mail address').inputValue()).toBe(COLLEAGUE.email);
    await follow(link);
    await page.locator('[name=newPassword]').fill('a third difference of squares');
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByRole('alert').waitFor();
    await signIn(colleague, COLLEAGUE.email, COLLEAGUE.password);
    await page.getByRole('alert').waitFor();
    await signIn(colleague, COLLEAGUE.email, NEW_PASSWORD);
    await heading(page, 'Overview').waitFor();
  });

  test('a second factor is added with a code of an authenticator', async () => {
    const { page } = owner;
    await settings(page, 'My account');
    await page.getByRole('button', { name: 'Add an authenticator app' }).click();
    await page.getByRole('dialog').locator('[name=password]').fill(OWNER.password);
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: 'The secret as a QR code' }).waitFor();
    secret = ((await page.getByRole('region', { name: 'Secret' }).textContent()) ?? '').replaceAll(' ', '');
    await page.getByRole('textbox', { name: 'Code' }).fill('000000');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('alert').waitFor();
    await page.getByRole('textbox', { name: 'Code' }).fill(code());
    await page.keyboard.press('Enter');
    const codes = (await page.getByRole('region', { name: 'Recovery codes' }).textContent()) ?? '';
    expect(new Set(codes.trim().split('\n')).size).toBe(10);
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByText('Recovery codes left: 10').waitFor();
  });

  test('signing in asks for the code, and a device that is signed out elsewhere is out', async () => {
    const other = await visit(browser, product, problems);
    await signIn(other, OWNER.email, OWNER.password);
    await heading(other.page, 'One more step').waitFor();
    await other.page.getByRole('textbox', { name: 'Code' }).fill('000000');
    await other.page.keyboard.press('Enter');
    await other.page.getByRole('alert').waitFor();
    // A code works once; the next one is taken already.
    await other.page.getByRole('textbox', { name: 'Code' }).fill(code(1));
    await other.page.keyboard.press('Enter');
    await heading(other.page, 'Overview').waitFor();

    const { page } = owner;
    await page.reload();
    const devices = page.getByRole('list', { name: 'Devices' });
    await devices.getByRole('button', { name: /^Sign out/ }).click();
    await devices.getByRole('button', { name: /^Sign out/ }).waitFor({ state: 'detached' });
    // Its live connection is closed, and so it knows without a click.
    await other.page.getByText('Your session has ended').waitFor();
    await other.context.close();
  });

  test('the audit log tells all of that, and is narrowed by filters that stay in the address', async () => {
    const { page } = owner;
    await settings(page, 'Audit log');
    const entries = page.getByRole('list', { name: 'Audit log' });
    await entries.getByRole('listitem', { name: 'Device signed out' }).first().waitFor();
    await page.getByLabel('Action').selectOption('api_key.revoked');
    await until('one entry', async () => (await entries.getByRole('listitem').count()) === 1);
    await page.reload();
    await entries.getByRole('listitem', { name: 'API key revoked' }).waitFor();
    expect(await entries.getByRole('listitem').count()).toBe(1);
    await page.getByLabel('Outcome').selectOption('FAILURE');
    await page.getByText('No entry fits').waitFor();
  });

  test('another shop is opened, and switched to and fro', async () => {
    const { page } = owner;
    const switcher = (name: string) => page.getByRole('button', { name: `Merchant: ${name}` });
    await switcher(SHOP).click();
    await page.getByRole('menuitem', { name: 'Open another shop' }).click();
    await page.getByLabel('Name of the shop').fill('Looms alone');
    await page.keyboard.press('Enter');
    await switcher('Looms alone').click();
    await page.getByRole('menuitem', { name: SHOP }).click();
    await switcher(SHOP).waitFor();
    await settings(page, 'Team');
    await row(page, 'Members', COLLEAGUE.name).waitFor();
  });

  test('somebody who has an account joins another team, and leaves it', async () => {
    const { page } = owner;
    await page.getByRole('button', { name: `Merchant: ${SHOP}` }).click();
    await page.getByRole('menuitem', { name: 'Looms alone' }).click();
    // The form of the other shop is there until then, and is gone with what was written into it.
    await page.getByRole('button', { name: 'Merchant: Looms alone' }).waitFor();
    await page.getByRole('form', { name: 'Invite' }).getByLabel('E-mail address').fill(COLLEAGUE.email);
    await page.keyboard.press('Enter');
    await row(page, 'Invitations', COLLEAGUE.email).waitFor();

    const theirs = colleague.page;
    await colleague.follow(await linkTo(COLLEAGUE.email, /Looms alone/));
    await theirs.getByRole('button', { name: `Join as ${COLLEAGUE.email}` }).click();
    await theirs.getByRole('button', { name: 'Merchant: Looms alone' }).waitFor();
    await settings(theirs, 'Team');
    await theirs.getByRole('button', { name: 'Leave the team' }).click();
    await theirs.getByRole('dialog').getByRole('button', { name: 'Leave the team' }).click();
    await theirs.getByRole('button', { name: `Merchant: ${SHOP}` }).waitFor();
  });

  test('every page has one main heading, names for what can be used, and fits a phone', async () => {
    const { page, goto } = owner;
    await page.setViewportSize({ width: 390, height: 844 });
    for (const name of ['team', 'keys', 'merchant', 'features', 'audit', 'outbox', 'account']) {
      await goto(`/settings/${name}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
      await page.waitForFunction(() => document.documentElement.scrollWidth <= window.innerWidth);
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
      for (const role of ['button', 'link', 'textbox', 'combobox', 'checkbox', 'switch'] as const)
        expect([name, role, await page.getByRole(role, { name: /^\s*$/ }).count()]).toEqual([name, role, 0]);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('the browser had nothing to complain about', () => {
    expect(problems).toEqual([]);
  });
});
