/** A worker that makes digests once: `node child.ts <database url> <instant>`. Its parent kills it. */
import { createUnsubscribeLinks } from '#platform/email/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { createDatabase } from '#prisma/database.ts';
import { createInsightEmails } from '../compose.ts';
import { sendDigests } from '../send-digests.ts';

const [url = '', instant = ''] = process.argv.slice(2);
const publicUrl = 'https://merchants.example';
await sendDigests({
  db: createDatabase({ urls: { app: url, auth: url, worker: url } }),
  emails: createInsightEmails({
    publicUrl,
    unsubscribe: createUnsubscribeLinks({ secret: 'of a child', publicUrl }),
  }),
  logger: createLogger({ name: 'child', level: 'warn' }),
  now: () => new Date(instant),
});
