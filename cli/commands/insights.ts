import { type Command, InvalidArgumentError } from 'commander';
import type { GenerateOptions } from '../../subgraphs/insights/index.ts';
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

const count = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 1_000)
    throw new InvalidArgumentError('Give a number from 1 to 1000.');
  return value;
};

interface RunOptions {
  merchant?: string;
  json?: boolean;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Looks at the numbers, with a bar, and says what came of it. */
async function look(options: RunOptions, wish: Pick<GenerateOptions, 'asOf' | 'backfill'>): Promise<void> {
  const { generateInsights } = await import('../../subgraphs/insights/index.ts');
  const { DETECTOR_WORKER } = await import('../processes/subgraphs.ts');
  const output = createOutput(options.json ?? false);
  await withDeployment(readSettings(), 'insights', async (deployment) => {
    const { db, warehouse, logger } = deployment;
    const merchant = options.merchant ? await findMerchant(db, options.merchant) : undefined;
    // A mirror that is behind would look like a shop that sells nothing.
    await bringMirrorUpToDate(deployment, output);
    const bar = output.bar('Looking at the numbers');
    const summary = await output.step('Looking at the numbers', () =>
      generateInsights({
        db,
        warehouse,
        logger,
        ...wish,
        detector: { file: DETECTOR_WORKER },
        ...(merchant ? { merchantIds: [merchant.id] } : {}),
        onProgress: ({ processed, total }) => bar.update(processed, total, `${processed} of ${total}`),
      }),
    );
    bar.stop();
    const { totalMerchants, processed, insights, updated, failures, durationMs, resumed } = summary;
    const what = wish.backfill ? 'merchant days' : 'merchants';
    output.result(
      { ...summary },
      `${processed} of ${totalMerchants} ${what}, ${insights} new insights, ${updated} moved on, ${failures} failures in ${seconds(durationMs)}${resumed ? ', going on where another run was interrupted' : ''}.`,
    );
    if (failures > 0) process.exitCode = 1;
  });
}

export function registerInsights(program: Command): void {
  const insights = program.command('insights').description('what changed in a shop');

  for (const [name, hidden] of [
    ['run', false],
    ['generate', true],
  ] as const) {
    insights
      .command(name, { hidden })
      .description('look at every active merchant’s numbers now, as the job does in each one’s night')
      .option('--merchant <id or slug>', 'only this one')
      .option('--as-of <day>', 'as if run on this day: the days before it are complete; today otherwise', day)
      .option('--json', 'print one JSON object last')
      .action(({ asOf, ...options }: RunOptions & { asOf?: string }) => look(options, { asOf }));
  }

  insights
    .command('backfill')
    .description('look at every day of a range as if it were its morning, in their order')
    .requiredOption('--from <day>', 'the first day to look on', day)
    .requiredOption('--to <day>', 'the last day to look on', day)
    .option('--merchant <id or slug>', 'only this one')
    .option('--json', 'print one JSON object last')
    .action(({ from, to, ...options }: RunOptions & { from: string; to: string }) =>
      look(options, { backfill: { from, to } }),
    );

  insights
    .command('runs')
    .description('the latest runs: what they were asked for, how far they are, what they cost')
    .option('--limit <count>', 'how many', count, 20)
    .option('--json', 'print one JSON object last')
    .action(async ({ limit, json }: { limit: number; json?: boolean }) => {
      const { listRuns } = await import('../../subgraphs/insights/index.ts');
      const output = createOutput(json ?? false);
      await withDeployment(readSettings(), 'insights', async ({ db }) => {
        const runs = await listRuns(db.worker, limit);
        const lines = runs.map(
          (run) =>
            `${run.startedAt}  ${run.status.padEnd(9)} ${run.trigger.padEnd(8)} ${(run.dayFrom ? `${run.dayFrom} to ${run.dayTo}` : (run.asOf ?? 'today')).padEnd(24)} ${String(run.processed).padStart(7)} of ${run.totalMerchants}, ${run.insights} new, ${run.updated} moved on, ${run.failures} failures${run.durationMs === null ? '' : `, ${seconds(run.durationMs)} (read ${seconds(run.readMs)}, detect ${seconds(run.detectMs)}, write ${seconds(run.writeMs)})`}${run.error ? `: ${run.error}` : ''}`,
        );
        output.result({ runs }, lines.length > 0 ? lines.join('\n') : 'No run yet.');
      });
    });
}
