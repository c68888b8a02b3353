import { queueEmail } from '#platform/email/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import type { Logger } from '#platform/log/index.ts';
import { withTenants } from '#platform/postgres/index.ts';
import type { Database, Transaction } from '#prisma/database.ts';
import type { InsightEmails } from './compose.ts';
import { unreadCards } from './digest-cards.ts';
import { type DueDigest, dueDigests, morningsAt } from './due-digests.ts';
import { windowOf } from './morning.ts';
import { activeShop, isReachable } from './recipients.ts';

/** What `email.messages` calls a digest. */
export const DIGEST_EMAIL = 'insight_digest';

/** People read at a time. */
const PAGE = 500;
/** Transactions at a time; the pool has to serve others too. */
const WRITERS = 4;

export interface SendDigestsOptions {
  db: Pick<Database, 'worker'>;
  emails: InsightEmails;
  logger: Logger;
  /** Stops between two people; the others are due the next time. */
  signal?: AbortSignal | undefined;
  /** The clock, for tests. */
  now?: () => Date;
}

/** What a round came to, in people and merchants. */
export interface DigestSummary {
  /** E-mails queued. */
  sent: number;
  /** Nothing to say: no e-mail. */
  empty: number;
  /** They are due again the next time. */
  failures: number;
}

/**
 * Makes the digests of everybody whose morning it is. What a digest tells and that it was made are written in one
 * transaction, under a key that is unique for person, merchant and day: a round that is killed is completed by the next,
 * and nobody gets two, however many workers there are.
 */
export async function sendDigests(options: SendDigestsOptions): Promise<DigestSummary> {
  const { db, logger, signal } = options;
  const summary: DigestSummary = { sent: 0, empty: 0, failures: 0 };
  const mornings = await morningsAt(db.worker, options.now?.() ?? new Date());
  if (mornings.length === 0) return summary;
  let after: DueDigest | undefined;
  do {
    const due = await dueDigests(db.worker, mornings, { after, limit: PAGE });
    after = due.length < PAGE ? undefined : due.at(-1);
    const work = async (): Promise<void> => {
      for (let next = due.shift(); next !== undefined; next = due.shift()) {
        signal?.throwIfAborted();
        await sendOne(options, next, summary);
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, work));
  } while (after !== undefined);
  logger.info({ event: 'insights.digests', ...summary }, 'digests made');
  return summary;
}

async function sendOne(options: SendDigestsOptions, due: DueDigest, summary: DigestSummary): Promise<void> {
  const { merchantId, userId, day } = due;
  try {
    const made = await withTenants(options.db.worker, [merchantId], (tx) => make(tx, options.emails, due));
    if (made === undefined) return;
    summary[made > 0 ? 'sent' : 'empty']++;
  } catch (error) {
    // One merchant's oddity must not cost the others their morning.
    summary.failures++;
    options.logger.error({ merchantId, userId, day, error: messageOf(error) }, 'a digest was not made');
  }
}

/** @returns how many cards it has; undefined when the person does not get it any more, or another has made it */
async function make(tx: Transaction, emails: InsightEmails, due: DueDigest): Promise<number | undefined> {
  const { merchantId, userId, day, period } = due;
  const shop = await activeShop(tx, merchantId);
  // Between the list and now the person may have left, or thought better of it.
  const [person] = await tx.$queryRaw<{ email: string; last: string | null }[]>`
    select u.email, (select max(d.day)::text from insights.digests d
      where d.merchant_id = m.merchant_id and d.user_id = m.user_id and d.day < ${day}::text::date) as last
    from users.memberships m join users.users u on u.id = m.user_id
    where m.merchant_id = ${merchantId}::uuid and m.user_id = ${userId}::uuid and m.digest = ${period}
      and ${isReachable}`;
  if (!shop || !person) return undefined;
  const window = windowOf(day, period, shop.timeZone, person.last);
  const { cards, total } = await unreadCards(tx, shop, window);
  const first = await tx.$executeRaw`
    insert into insights.digests (merchant_id, user_id, day, period, insights)
    values (${merchantId}::uuid, ${userId}::uuid, ${day}::text::date, ${period}, ${total}::int)
    on conflict do nothing`;
  if (first === 0) return undefined;
  if (total > 0) {
    const content = { cards, total, period, fromDay: window.fromDay };
    const email = emails.digest(shop, userId, content);
    await queueEmail(tx, { merchantId, kind: DIGEST_EMAIL, recipient: person.email, ...email });
  }
  return total;
}
