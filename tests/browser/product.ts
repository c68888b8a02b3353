import type { DemoAccess } from '../../cli/commands/demo-access.ts';
import { type ProductOptions, startProduct as start } from '../fixtures/product.ts';

/** The running product, as a browser test needs it. */
export interface Product extends DemoAccess {
  /** Address of the dashboard. */
  dashboardUrl: string;
  /** Has the product write at least one new insight for that merchant, and publish it. */
  generateInsight(): Promise<void>;
  close(): Promise<void>;
}

/** How far back a day with something new to tell is looked for: first the day after the demo's stocktaking. */
const DAYS_BACK = [66, ...Array.from({ length: 60 }, (_, day) => day + 2)];

/** Starts the product as `npm start` does, on a free port and with a data folder of its own, or the one given. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const product = await start(options);
  const { dashboard, demo } = product.endpoints;
  if (!demo) throw new Error('endpoints.json says nothing of the demo.');
  return {
    ...demo,
    dashboardUrl: dashboard,
    /** Runs the job for earlier days, until one has something to say that was not said before. */
    async generateInsight() {
      for (const back of DAYS_BACK) {
        const day = new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
        const { insights } = await product.cli([
          ...['insights', 'generate', '--merchant', demo.merchantId, '--as-of', day],
        ]);
        if (Number(insights) > 0) return;
      }
      throw new Error(`No day had a new insight for ${demo.merchantId}.`);
    },
    close: product.dispose,
  };
}
