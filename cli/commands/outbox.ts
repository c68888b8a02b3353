import type { Command } from 'commander';
import { type EmailSummary, linksIn, listEmails, retryEmail } from '#platform/email/index.ts';
import { isUuid } from '#platform/postgres/index.ts';
import { readSettings } from '../environment.ts';
import { createOutput } from '../output.ts';
import { withDeployment } from '../with-deployment.ts';

const shown = ({ createdAt, sentAt, ...message }: EmailSummary) => ({
  ...message,
  createdAt: createdAt.toISOString(),
  sentAt: sentAt?.toISOString() ?? null,
  links: linksIn(message.text),
});

const told = (message: ReturnType<typeof shown>): string =>
  [
    `${message.createdAt}  ${message.status.padEnd(6)}  ${message.recipient}  ${message.subject}`,
    `    ${message.kind}  ${message.id}`,
    ...(message.error ? [`    ${message.error}`] : []),
    ...message.links.map((link) => `    ${link}`),
  ].join('\n');

export function registerOutbox(program: Command): void {
  program
    .command('outbox')
    .description('e-mail of the last 30 days, newest first, with the links of what no mail server took')
    .option('--to <address>', 'only to this address')
    .option('--failed', 'only what was set aside after three tries')
    .option('--retry <id>', 'queue one that was set aside once more')
    .option('--json', 'print one JSON object last')
    .action(async (options: { to?: string; failed?: boolean; retry?: string; json?: boolean }) => {
      const output = createOutput(options.json ?? false);
      await withDeployment(readSettings(), 'cli', async ({ db, settings }) => {
        const pool = db.pools.worker;
        if (options.retry !== undefined) {
          if (!isUuid(options.retry) || !(await retryEmail(pool, options.retry)))
            throw new Error(`No message was set aside under the id "${options.retry}".`);
          output.result({ retried: options.retry }, 'Queued again.');
          return;
        }
        const found = await listEmails(pool, { recipient: options.to, failedOnly: options.failed });
        const messages = found.map(shown);
        output.result(
          { delivery: settings.smtp ? 'SMTP' : 'OUTBOX', messages },
          messages.length === 0 ? 'No messages.' : messages.map(told).join('\n'),
        );
      });
    });
}
