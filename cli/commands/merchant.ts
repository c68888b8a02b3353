import type { Command } from 'commander';
import { readSettings } from '../environment.ts';
import { createMerchant, findMerchant, setMerchantStatus } from '../operator.ts';
import { createOutput } from '../output.ts';
import { withDeployment } from '../with-deployment.ts';

const TURNS = {
  suspend: {
    status: 'SUSPENDED',
    description: 'let people and keys of a merchant (id or slug) read and change nothing; jobs leave it out',
  },
  reopen: { status: 'ACTIVE', description: 'take back a suspension or closure of a merchant (id or slug)' },
  close: {
    status: 'CLOSED',
    description: 'let nobody sign in to a merchant (id or slug) any more; its keys stop working',
  },
} as const;

export function registerMerchant(program: Command): void {
  const merchant = program.command('merchant').description('merchants of the platform');

  merchant
    .command('create')
    .description('create a merchant, with an API key that is shown once')
    .requiredOption('--name <name>', 'name of the shop')
    .requiredOption('--timezone <zone>', 'IANA time zone in which it counts its days, e.g. Europe/London')
    .requiredOption('--currency <code>', 'ISO 4217 currency it reports in, e.g. GBP')
    .option('--slug <slug>', 'short unique name; made from the name otherwise')
    .option('--json', 'print one JSON object last')
    .action(
      async (options: {
        name: string;
        timezone: string;
        currency: string;
        slug?: string;
        json?: boolean;
      }) => {
        const output = createOutput(options.json ?? false);
        await withDeployment(readSettings(), 'cli', async ({ db }) => {
          const created = await createMerchant(db, {
            name: options.name,
            timeZone: options.timezone,
            currency: options.currency,
            ...(options.slug ? { slug: options.slug } : {}),
          });
          const { id, slug, apiKey } = created;
          output.result(
            { id, slug, apiKey },
            `${created.name}\n  id       ${id}\n  slug     ${slug}\n  API key  ${apiKey}   (shown only now)`,
          );
        });
      },
    );

  merchant
    .command('list')
    .description('all merchants')
    .option('--json', 'print one JSON object last')
    .action(async (options: { json?: boolean }) => {
      const output = createOutput(options.json ?? false);
      await withDeployment(readSettings(), 'cli', async ({ db }) => {
        const merchants = await db.worker.merchant.findMany({ orderBy: { slug: 'asc' } });
        output.result(
          { merchants },
          merchants.length === 0
            ? 'No merchants yet. Create one with: merchantgraph merchant create --name ... --timezone ... --currency ...'
            : merchants
                .map((m) => `${m.slug.padEnd(24)} ${m.id}  ${m.currency}  ${m.timeZone}  ${m.status}`)
                .join('\n'),
        );
      });
    });

  for (const [name, { status, description }] of Object.entries(TURNS)) {
    merchant
      .command(`${name} <merchant>`)
      .description(description)
      .option('--json', 'print one JSON object last')
      .action(async (idOrSlug: string, options: { json?: boolean }) => {
        const output = createOutput(options.json ?? false);
        await withDeployment(readSettings(), 'cli', async ({ db }) => {
          const { id, slug } = await findMerchant(db, idOrSlug);
          await setMerchantStatus(db, id, status);
          output.result({ id, slug, status }, `${slug} is ${status}.`);
        });
      });
  }
}
