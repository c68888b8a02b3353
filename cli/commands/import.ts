import { type Command, InvalidArgumentError, Option } from 'commander';
import { readSettings } from '../environment.ts';
import { bringMirrorUpToDate } from '../mirror.ts';
import { auditOperator, findMerchant } from '../operator.ts';
import { createOutput } from '../output.ts';
import { withDeployment } from '../with-deployment.ts';

const FORMATS = ['online-retail', 'shopify', 'generic'] as const;
type Format = (typeof FORMATS)[number];

interface OrdersOptions {
  merchant: string;
  format: Format;
  timezone?: string;
  currency?: string;
  json?: boolean;
}

const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 100_000)
    throw new InvalidArgumentError('Give a whole number from 1 to 100000.');
  return value;
};

async function importFile(file: string, options: OrdersOptions): Promise<void> {
  const { importOrders } = await import('../../pipeline/connectors/import/index.ts');
  const output = createOutput(options.json ?? false);
  await withDeployment(readSettings(), 'import', async (deployment) => {
    const { db, logger } = deployment;
    const merchant = await findMerchant(db, options.merchant);
    const bar = output.bar('Importing');
    const abort = new AbortController();
    const onSignal = (): void =>
      abort.abort(new Error('Interrupted. Run the same command again to go on where it stopped.'));
    process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
    try {
      const summary = await importOrders({
        pool: db.pools.worker,
        merchant,
        file,
        format: options.format,
        ...(options.timezone ? { timezone: options.timezone } : {}),
        ...(options.currency ? { currency: options.currency } : {}),
        signal: abort.signal,
        logger,
        onProgress: (progress) =>
          bar.update(
            progress.bytes,
            progress.totalBytes,
            `${progress.lines.toLocaleString('en')} lines, ${progress.rejected} rejected`,
          ),
      });
      bar.stop();
      await db.auth.$transaction((tx) =>
        auditOperator(tx, merchant.id, 'orders.imported', {
          importId: summary.importId,
          accepted: summary.accepted,
          rejected: summary.rejected,
        }),
      );
      if (deployment.engines.children.length > 0) await bringMirrorUpToDate(deployment, output);
      const { lines, accepted, rejected, orders, durationMs } = summary;
      output.result(
        { lines, accepted, rejected, orders, durationMs, importId: summary.importId },
        `${lines.toLocaleString('en')} lines in ${(durationMs / 1000).toFixed(1)} s: ${accepted.toLocaleString('en')} accepted, ` +
          `${rejected} rejected, ${orders.toLocaleString('en')} orders.` +
          (rejected > 0 ? `\nSee why with: merchantgraph import rejects --merchant ${merchant.slug}` : ''),
      );
    } finally {
      bar.stop();
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    }
  });
}

export function registerImport(program: Command): void {
  const command = program.command('import').description('bring a shop’s data in');

  command
    .command('orders <file>')
    .description('import an export of orders, plain or gzipped; run it again to go on after an interruption')
    .requiredOption('--merchant <id or slug>', 'whose orders they are')
    .addOption(new Option('--format <format>', 'what the file is').choices(FORMATS).makeOptionMandatory())
    .option('--timezone <zone>', 'time zone of times without one; the merchant’s otherwise')
    .option('--currency <code>', 'currency of amounts without one; the merchant’s otherwise')
    .option('--json', 'print one JSON object last')
    .action(importFile);

  command
    .command('rejects')
    .description('lines that were not accepted, with the reason')
    .requiredOption('--merchant <id or slug>', 'whose imports')
    .option('--import <id>', 'only of this import')
    .option('--limit <n>', 'at most so many', whole, 50)
    .option('--json', 'print one JSON object last')
    .action(async (options: { merchant: string; import?: string; limit: number; json?: boolean }) => {
      const { listRejects } = await import('../../pipeline/connectors/import/index.ts');
      const output = createOutput(options.json ?? false);
      await withDeployment(readSettings(), 'import', async ({ db }) => {
        const merchant = await findMerchant(db, options.merchant);
        const rejects = await listRejects({
          pool: db.pools.worker,
          merchantId: merchant.id,
          limit: options.limit,
          ...(options.import ? { importId: options.import } : {}),
        });
        output.result(
          { rejects },
          rejects.length === 0
            ? 'No line was rejected.'
            : rejects.map((r) => `line ${r.lineNo}: ${r.reason}\n    ${r.raw}`).join('\n'),
        );
      });
    });
}
