import type { Command } from 'commander';
import {
  type DeadLetter,
  eventOfDeadLetter,
  listDeadLetters,
  redriveDeadLetters,
} from '#platform/events/index.ts';
import { isUuid } from '#platform/postgres/index.ts';
import { readSettings } from '../environment.ts';
import { createOutput } from '../output.ts';
import { withDeployment } from '../with-deployment.ts';

const shown = ({ sequence, failedAt, ...letter }: DeadLetter) => ({
  ...letter,
  sequence: Number(sequence),
  failedAt: failedAt.toISOString(),
});

function checkId(id: string): void {
  if (!isUuid(id))
    throw new Error(`"${id}" is not the id of a dead letter. "merchantgraph dead-letters list" shows all.`);
}

export function registerDeadLetters(program: Command): void {
  const letters = program
    .command('dead-letters')
    .description('events that could not be handled after their retries, kept until they are redriven');

  letters
    .command('list')
    .description('all of them, oldest first')
    .option('--consumer <name>', 'only of this consumer, e.g. compliance.audit')
    .option('--json', 'print one JSON object last')
    .action(async (options: { consumer?: string; json?: boolean }) => {
      const output = createOutput(options.json ?? false);
      await withDeployment(readSettings(), 'cli', async ({ db }) => {
        const found = (await listDeadLetters(db.pools.worker, { consumer: options.consumer })).map(shown);
        output.result(
          { deadLetters: found },
          found.length === 0
            ? 'No dead letters.'
            : found
                .map((each) => `${each.id}  ${each.failedAt}  ${each.consumer}\n    ${each.error}`)
                .join('\n'),
        );
      });
    });

  letters
    .command('show <id>')
    .description('one of them, with its event')
    .option('--json', 'print one JSON object last')
    .action(async (id: string, options: { json?: boolean }) => {
      checkId(id);
      const output = createOutput(options.json ?? false);
      await withDeployment(readSettings(), 'cli', async ({ db }) => {
        const [letter] = await listDeadLetters(db.pools.worker, { ids: [id] });
        if (!letter) throw new Error(`There is no dead letter ${id}.`);
        const event = await eventOfDeadLetter(db.pools.worker, letter);
        const answer = {
          ...shown(letter),
          event: event ? { ...event, sequence: Number(event.sequence) } : null,
        };
        output.result(answer, JSON.stringify(answer, null, 2));
      });
    });

  letters
    .command('redrive [ids...]')
    .description('give them to their consumers again; those that succeed are forgotten')
    .option('--all', 'every one')
    .option('--consumer <name>', 'every one of this consumer')
    .option('--json', 'print one JSON object last')
    .action(async (ids: string[], options: { all?: boolean; consumer?: string; json?: boolean }) => {
      ids.forEach(checkId);
      if (ids.length === 0 && !options.all && !options.consumer)
        throw new Error('Say which: ids, --consumer <name>, or --all.');
      const output = createOutput(options.json ?? false);
      await withDeployment(readSettings(), 'cli', async (deployment) => {
        const { createConsumers } = await import('../consumers.ts');
        const results = await redriveDeadLetters({
          pool: deployment.db.pools.worker,
          consumers: createConsumers(deployment),
          consumer: options.consumer,
          ...(ids.length > 0 ? { ids } : {}),
        });
        const failed = results.filter((result) => result.error !== undefined);
        output.result(
          { handled: results.length - failed.length, failed },
          [
            `${results.length - failed.length} of ${results.length} handled.`,
            ...failed.map((each) => `${each.id}  ${each.consumer}\n    ${each.error}`),
          ].join('\n'),
        );
        if (failed.length > 0) process.exitCode = 1;
      });
    });
}
