import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Product } from '../fixtures/product.ts';

/** What a browser complains about; answers that refuse are meant to, and the browser reports each. */
const EXPECTED = /^Failed to load resource: the server responded with a status of 40[134]/;

/** One person's browser: cookies and storage of its own. */
export interface Visit {
  page: Page;
  context: BrowserContext;
  /** Opens a page of the dashboard by its path, as somebody who types its address. */
  goto(path: string): Promise<void>;
  /** Opens the link of an e-mail. Its origin is the product's PUBLIC_URL, which with a port of 0 is not known before. */
  follow(link: string): Promise<void>;
}

/** Opens a browser for a person; what it complains about is added to `problems`. */
export async function visit(
  browser: Browser,
  product: Pick<Product, 'endpoints'>,
  problems: string[],
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text())) problems.push(message.text());
  });
  const goto = async (path: string) => {
    // Another fragment alone would not load the page again.
    await page.goto('about:blank');
    await page.goto(new URL(path, product.endpoints.dashboard).href);
  };
  return {
    page,
    context,
    goto,
    follow(link) {
      const { pathname, hash } = new URL(link);
      return goto(`${pathname}${hash}`);
    },
  };
}
