import type { Locator, Page } from 'playwright-core';

/** How many presses of Tab a page may ask for before something is out of reach. */
const MOST_TABS = 160;

/** Presses keys one after the other. */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate(
    (element) => element === document.activeElement || element.contains(document.activeElement),
  );

/**
 * Waits until somebody sees where the focus is: a ring around it, or the frame of the field it stands in. It is drawn a
 * moment after the focus came.
 */
async function seeFocus(page: Page, what: string): Promise<void> {
  const seen = page.waitForFunction(
    () => {
      const focused = document.activeElement;
      if (!focused) return false;
      const field = focused.closest('.MuiInputBase-root');
      if (field) return field.classList.contains('Mui-focused');
      // Checkboxes and switches are drawn by what is around them.
      return [focused, focused.parentElement].some((element) => {
        if (!element) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
      });
    },
    undefined,
    { timeout: 2000 },
  );
  await seen.catch((cause: unknown) => {
    throw new Error(`The focus on ${what} is not to be seen.`, { cause });
  });
}

/**
 * Goes on with Tab (or back, with Shift+Tab) until an element has the focus.
 * @throws when it is not reached, or when nobody would see that it has the focus
 */
export async function reach(page: Page, target: Locator, options: { back?: boolean } = {}): Promise<void> {
  await target.first().waitFor();
  for (let tabs = 0; tabs <= MOST_TABS; tabs += 1) {
    if (await hasFocus(target.first())) return seeFocus(page, target.toString());
    await page.keyboard.press(options.back ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`${target.toString()} is out of reach.`);
}

/** Reaches something and presses Enter, or another key, on it. */
export async function use(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await reach(page, target);
  await page.keyboard.press(key);
}

/** Opens a menu; its first item has the focus then. */
export async function openMenu(page: Page, opener: Locator): Promise<void> {
  await use(page, opener);
  await reach(page, page.getByRole('menu'));
}

/** Chooses in a list of the browser's own: by typing the beginning of what is chosen. */
export async function choose(page: Page, target: Locator, text: string): Promise<void> {
  await reach(page, target);
  await page.keyboard.type(text);
}
