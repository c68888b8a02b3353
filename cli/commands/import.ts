import { type Command, InvalidArgumentError, Option } from 'commander';
import type { DryRunResult, EntityName, ImportProgress } from '../../pipeline/connectors/import/index.ts';
import type { Deployment } from '../deployment.ts';
import { readSettings } from '../environment.ts';
import { bringMirrorUpToDate } from '../mirror.ts';
import { auditOperator, findMerchant } from '../operator.ts';
import { createOutput } from '../output.ts';
import { withDeployment } from '../with-deployment.ts';

const FORMATS: Readonly<Record<EntityName, readonly string[]>> = {
  orders: ['online-retail', 'shopify', 'woocommerce', 'generic', 'jsonl'],
  products: ['generic', 'jsonl'],
  customers: ['generic', 'jsonl'],
  carts: ['generic', 'jsonl'],
};

const WHAT: Readonly<Record<EntityName, string>> = {
  orders: 'an export of orders',
  products: 'a list of products',
  customers: 'a list of customers',
  carts: 'carts with their items and events',
};

interface FileOptions {
  merchant: string;
  format: string;
  timezone?: string;
  currency?: string;
  mapping?: string;
  dryRun?: boolean;
  json?: boolean;
}

const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 100_000)
    throw new InvalidArgumentError('Give a whole number from 1 to 100000.');
  return value;
};

const count = (value: number): string => value.toLocaleString('en');

/** What reports do with amounts that are not in the merchant's currency. */
function aboutCurrencies(otherCurrencies: Record<string, number>, own: string): string {
  const found = Object.entries(otherCurrencies).map(([code, lines]) => `${count(lines)} in ${code}`);
  if (found.length === 0) return '';
  return `\nOf these, ${found.join(', ')}: reports count them apart, and never add them to ${own}.`;
}

function describeDryRun(result: DryRunResult, entity: EntityName, merchant: { currency: string }): string {
  const { lines, accepted, rejected, orders, reasons, otherReasons } = result;
  const found = reasons.map(({ reason, lines: refused, examples }) =>
    [
      `${count(refused)} x ${reason}`,
      ...examples.map((example) => `    line ${example.line}: ${example.reason}\n        ${example.raw}`),
    ].join('\n'),
  );
  if (otherReasons > 0) found.push(`${count(otherReasons)} x other reasons`);
  return (
    `Nothing was written. Of ${count(lines)} lines ${count(accepted)} would be accepted (${count(orders)} ${entity}), ` +
    `${count(rejected)} refused.${aboutCurrencies(result.otherCurrencies, merchant.currency)}${found.map((text) => `\n${text}`).join('')}`
  );
}

async function importFile(entity: EntityName, file: string, options: FileOptions): Promise<void> {
  const connectors = await import('../../pipeline/connectors/import/index.ts');
  const output = createOutput(options.json ?? false);
  await withDeployment(readSettings(), 'import', async (deployment) => {
    const { db, logger } = deployment;
    const merchant = await findMerchant(db, options.merchant);
    const bar = output.bar(options.dryRun ? 'Reading' : 'Importing');
    const abort = new AbortController();
    const onSignal = (): void =>
      abort.abort(new Error('Interrupted. Run the same command again to go on where it stopped.'));
    process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
    const settings = {
      pool: db.pools.worker,
      merchant: { ...merchant, hashAddress: connectors.createAddressHash(secretOf(deployment, merchant)) },
      entity,
      file,
      format: options.format,
      ...(options.timezone ? { timezone: options.timezone } : {}),
      ...(options.currency ? { currency: options.currency } : {}),
      ...(options.mapping ? { mapping: options.mapping } : {}),
      signal: abort.signal,
      onProgress: (progress: ImportProgress) =>
        bar.update(
          progress.bytes,
          progress.totalBytes,
          `${count(progress.lines)} lines, ${progress.rejected} rejected`,
        ),
    };
    try {
      if (options.dryRun) {
        const found = await connectors.dryRun(settings);
        bar.stop();
        output.result({ dryRun: true, ...found }, describeDryRun(found, entity, merchant));
        return;
      }
      const summary = await connectors.importFile({ ...settings, logger });
      bar.stop();
      await db.auth.$transaction((tx) =>
        auditOperator(tx, merchant.id, `${entity}.imported`, {
          importId: summary.importId,
          accepted: summary.accepted,
          rejected: summary.rejected,
        }),
      );
      if (deployment.engines.children.length > 0) await bringMirrorUpToDate(deployment, output);
      const { lines, accepted, rejected, orders, durationMs, otherCurrencies, importId } = summary;
      output.result(
        { lines, accepted, rejected, [entity]: orders, otherCurrencies, durationMs, importId },
        `${count(lines)} lines in ${(durationMs / 1000).toFixed(1)} s: ${count(accepted)} accepted, ` +
          `${rejected} rejected, ${count(orders)} ${entity}.${aboutCurrencies(otherCurrencies, merchant.currency)}` +
          (rejected > 0 ? `\nSee why with: merchantgraph import rejects --merchant ${merchant.slug}` : ''),
      );
    } finally {
      bar.stop();
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    }
  });
}

/** What addresses of a merchant's carts are hashed under. */
const secretOf = ({ engines }: Deployment, { id }: { id: string }) => ({
  secret: engines.secrets.accounts,
  merchantId: id,
});

interface ReplayCommandOptions {
  merchant: string;
  import?: string;
  json?: boolean;
}

async function replay(file: string | undefined, options: ReplayCommandOptions): Promise<void> {
  const { createAddressHash, readFixes, replayRejects } = await import(
    '../../pipeline/connectors/import/index.ts'
  );
  const output = createOutput(options.json ?? false);
  const fixes = file === undefined ? undefined : await readFixes(file);
  await withDeployment(readSettings(), 'import', async (deployment) => {
    const { db, logger } = deployment;
    const merchant = await findMerchant(db, options.merchant);
    const result = await replayRejects({
      pool: db.pools.worker,
      merchant: { ...merchant, hashAddress: createAddressHash(secretOf(deployment, merchant)) },
      logger,
      ...(options.import ? { importId: options.import } : {}),
      ...(fixes ? { fixes } : {}),
    });
    await db.auth.$transaction((tx) =>
      auditOperator(tx, merchant.id, 'rejects.replayed', {
        replayed: result.replayed,
        accepted: result.accepted,
      }),
    );
    if (deployment.engines.children.length > 0) await bringMirrorUpToDate(deployment, output);
    output.result(
      { ...result },
      [
        `${count(result.replayed)} tried, ${count(result.accepted)} accepted.`,
        ...result.refused.map((one) => `${one.id} line ${one.lineNo}: ${one.reason}`),
      ].join('\n'),
    );
  });
}

export function registerImport(program: Command): void {
  const command = program.command('import').description('bring a shop’s data in');

  for (const entity of Object.keys(FORMATS) as EntityName[]) {
    command
      .command(`${entity} <file>`)
      .description(
        `import ${WHAT[entity]}, plain or gzipped; it adds and updates, and deletes nothing; run it again to go on after an interruption`,
      )
      .requiredOption('--merchant <id or slug>', 'whose they are')
      .addOption(
        new Option('--format <format>', 'what the file is').choices(FORMATS[entity]).makeOptionMandatory(),
      )
      .option('--mapping <file>', 'JSON that says where a generic or jsonl file has its columns')
      .option('--timezone <zone>', 'time zone of times without one; the merchant’s otherwise')
      .option('--currency <code>', 'currency of amounts without one; the merchant’s otherwise')
      .option('--dry-run', 'say what would be accepted and why lines would be refused; write nothing')
      .option('--json', 'print one JSON object last')
      .action((file: string, options: FileOptions) => importFile(entity, file, options));
  }

  command
    .command('replay [file]')
    .description(
      'try rejected lines again: those of a file as `import rejects --json` prints it, with their raw text corrected, or all as they are',
    )
    .requiredOption('--merchant <id or slug>', 'whose imports')
    .option('--import <id>', 'only of this import')
    .option('--json', 'print one JSON object last')
    .action(replay);

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
            : rejects.map((r) => `${r.sourceName} line ${r.lineNo}: ${r.reason}\n    ${r.raw}`).join('\n'),
        );
      });
    });
}
