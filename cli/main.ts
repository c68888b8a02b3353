import 'reflect-metadata';
import { Command, InvalidArgumentError, Option } from 'commander';
import { registerAudit } from './commands/audit.ts';
import { registerCdc } from './commands/cdc.ts';
import { registerDeadLetters } from './commands/dead-letters.ts';
import { registerImport } from './commands/import.ts';
import { registerInsights } from './commands/insights.ts';
import { registerKeys } from './commands/keys.ts';
import { registerMerchant } from './commands/merchant.ts';
import { registerOutbox } from './commands/outbox.ts';
import { registerSchema } from './commands/schema.ts';
import { registerUser } from './commands/user.ts';
import { readSettings } from './environment.ts';
import { SUBGRAPH_NAMES, type SubgraphName } from './names.ts';

const port = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError('Give a port from 0 to 65535.');
  return value;
};

/** Every command of the product. Each loads what it runs when it runs. */
export function createProgram(): Command {
  const program = new Command('merchantgraph')
    .description('MerchantGraph: what changed in a shop, and what to do about it')
    .showHelpAfterError()
    .configureHelp({ sortSubcommands: true });

  program
    .command('start')
    .description('run the whole product: embedded engines, demo merchants, gateway and worker')
    .option('--no-demo', 'without demo merchants')
    .option('--json', 'print one JSON object when ready')
    .action(async (options: { demo: boolean; json?: boolean }) =>
      (await import('./processes/start.ts')).runStart(readSettings(), options),
    );

  program
    .command('gateway')
    .description('run the gateway (PORT, default 4000), with the subgraphs unless SUBGRAPH_URLS names them')
    .option('--json', 'print one JSON object when ready (it does anyway)')
    .action(async () => (await import('./processes/gateway.ts')).runGateway(readSettings()));

  program
    .command('worker')
    .description('run replication, the event relay, consumers and jobs')
    .option('--json', 'print one JSON object when ready (it does anyway)')
    .action(async () => (await import('./processes/worker.ts')).runWorker(readSettings()));

  program
    .command('subgraph <name>')
    .description(`run one subgraph alone: ${SUBGRAPH_NAMES.join(', ')}`)
    .addOption(
      new Option('--port <port>', 'port to listen on').argParser(port).default(4001).env('SUBGRAPH_PORT'),
    )
    .action(async (name: string, options: { port: number }) => {
      const known = SUBGRAPH_NAMES.find((candidate) => candidate === name);
      if (!known) program.error(`There is no subgraph "${name}"; there are ${SUBGRAPH_NAMES.join(', ')}.`);
      return (await import('./processes/subgraphs.ts')).runSubgraph(
        readSettings(),
        known as SubgraphName,
        options,
      );
    });

  program
    .command('migrate')
    .description('bring PostgreSQL and ClickHouse up to date')
    .option('--json', 'print one JSON object last')
    .action(async (options: { json?: boolean }) =>
      (await import('./commands/migrate.ts')).runMigrate(options),
    );

  const engine = program
    .command('engine', { hidden: true })
    .description('one embedded engine, for the supervisor');
  engine
    .command('postgres')
    .requiredOption('--folder <path>')
    .requiredOption('--port <port>', '', port)
    .action(async (options: { folder: string; port: number }) =>
      (await import('./processes/postgres.ts')).runPostgres(readSettings(), options),
    );
  engine
    .command('clickhouse')
    .requiredOption('--folder <path>')
    .requiredOption('--port <port>', '', port)
    .action(async (options: { folder: string; port: number }) =>
      (await import('./processes/clickhouse.ts')).runClickHouse(readSettings(), options),
    );

  program
    .command('demo', { hidden: true })
    .description('create the demo merchants where they are missing')
    .option('--json', 'print one JSON object last')
    .action(async (options: { json?: boolean }) => (await import('./commands/demo.ts')).runDemo(options));

  registerMerchant(program);
  registerImport(program);
  registerInsights(program);
  registerAudit(program);
  registerDeadLetters(program);
  registerOutbox(program);
  registerKeys(program);
  registerCdc(program);
  registerSchema(program);
  registerUser(program);
  return program;
}

try {
  await createProgram().parseAsync();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  // A program that asked for JSON gets its object also when something went wrong.
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({ error: { message } })}\n`);
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
// A command that has closed everything is done: Prisma's schema engine would hold the process for ten seconds more with
// a timer of its own that nobody can clear.
process.exit();
