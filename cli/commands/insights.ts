import { type Command, InvalidArgumentError } from 'commander';
import { readSettings } from '../environment.ts';
import { bringMirrorUpToDate } from '../mirror.ts';
import { findMerchant } from '../operator.ts';
import { createOutput } from '../output.ts';
import { withDeployment } from '../with-deployment.ts';

const day = (text: string): string => {
  const at = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(at.getTime()) || !at.toISOString().startsWith(text)) {
    throw new InvalidArgumentError('Give a day as YYYY-MM-DD, e.g. 2011-12-01.');
  }
  return text;
};

export function registerInsights(program: Command): void {
  program
    .command('insights')
    .description('what changed in a shop')
    .command('generate')
    .description('look at every active merchant’s numbers now, as the nightly job does at 03:00 UTC')
    .option('--merchant <id or slug>', 'only this one')
    .option('--as-of <day>', 'as if run on this day: the days before it are complete; today otherwise', day)
    .option('--json', 'print one JSON object last')
    .action(async (options: { merchant?: string; asOf?: string; json?: boolean }) => {
      const { generateInsights } = await import('../../subgraphs/insights/index.ts');
      const output = createOutput(options.json ?? false);
      await withDeployment(readSettings(), 'insights', async (deployment) => {
        const { db, warehouse, logger } = deployment;
        const merchant = options.merchant ? await findMerchant(db, options.merchant) : undefined;
        // A mirror that is behind would look like a shop that sells nothing.
        await bringMirrorUpToDate(deployment, output);
        const summary = await output.step('Looking at the numbers', () =>
          generateInsights({
            db,
            warehouse,
            logger,
            ...(options.asOf ? { asOf: options.asOf } : {}),
            ...(merchant ? { merchantIds: [merchant.id] } : {}),
          }),
        );
        const { totalMerchants, processed, insights, failures, durationMs } = summary;
        output.result(
          { totalMerchants, processed, insights, failures, durationMs },
          `${processed} of ${totalMerchants} merchants, ${insights} new insights, ${failures} failures in ${(durationMs / 1000).toFixed(1)} s.`,
        );
        if (failures > 0) process.exitCode = 1;
      });
    });
}
