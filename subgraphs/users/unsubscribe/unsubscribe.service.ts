import { type UnsubscribeLinks, type Unsubscription, wordsFor } from '#platform/email/index.ts';
import { recordSecurityEvent } from '#platform/events/security.ts';
import { ANONYMOUS } from '#platform/identity/index.ts';
import { withTenants } from '#platform/postgres/index.ts';
import type { Database, Transaction } from '#prisma/database.ts';
import { WORDS } from './words.ts';

/** What is known of who follows the link, for the audit log. */
export interface UnsubscribeRequest {
  correlationId: string;
  clientIp?: string | undefined;
  userAgent?: string | undefined;
}

/** The page behind a link: plain texts, and whether there is a button. */
export interface UnsubscribePage {
  language: string;
  title: string;
  text: string;
  /** What the button says that stops the e-mails; undefined when there is nothing to stop any more. */
  button?: string;
}

export interface Unsubscriptions {
  /** What to ask whoever opens a link, and nothing else: mail scanners open links. Undefined for a link that is not ours. */
  ask(token: string): Promise<UnsubscribePage | undefined>;
  /** Stops the e-mails. The same again when they are stopped, or the person has left. Undefined for a link that is not ours. */
  stop(token: string, request: UnsubscribeRequest): Promise<UnsubscribePage | undefined>;
}

/** Whether the person would get these e-mails. */
async function isChosen(tx: Transaction, { merchantId, userId, what }: Unsubscription): Promise<boolean> {
  const member = await tx.membership.findUnique({
    where: { merchantId_userId: { merchantId, userId } },
    select: { digest: true, notifyKinds: true },
  });
  if (!member) return false;
  return what === 'DIGEST' ? member.digest !== 'NONE' : member.notifyKinds.includes('INSIGHTS');
}

const leave = (tx: Transaction, { merchantId, userId, what }: Unsubscription): Promise<number> =>
  what === 'DIGEST'
    ? tx.$executeRaw`
        update users.memberships set digest = 'NONE'
        where merchant_id = ${merchantId}::uuid and user_id = ${userId}::uuid and digest <> 'NONE'`
    : tx.$executeRaw`
        update users.memberships set notify_kinds = array_remove(notify_kinds, 'INSIGHTS')
        where merchant_id = ${merchantId}::uuid and user_id = ${userId}::uuid and 'INSIGHTS' = any(notify_kinds)`;

async function wordsOf(tx: Transaction, { merchantId, what }: Unsubscription) {
  const merchant = await tx.merchant.findUnique({
    where: { id: merchantId },
    select: { name: true, locale: true },
  });
  const { language, words } = wordsFor(WORDS, merchant?.locale ?? 'en');
  const told = (text: string): string => text.replace('{shop}', () => merchant?.name ?? '');
  const done: UnsubscribePage = {
    language,
    title: words.stopped,
    text: `${told(words.done[what])} ${words.back}`,
  };
  const asked: UnsubscribePage = {
    language,
    title: words.title,
    text: told(words.ask[what]),
    button: words.button,
  };
  return { asked, done };
}

/** What the links of e-mails do that can be left: the token is all it takes, so that one click in a mail program is enough. */
export function createUnsubscriptions(deps: {
  db: Pick<Database, 'app'>;
  unsubscribe: UnsubscribeLinks;
}): Unsubscriptions {
  const { db, unsubscribe } = deps;
  return {
    async ask(token) {
      const wish = unsubscribe.verify(token);
      if (!wish) return undefined;
      return withTenants(db.app, [wish.merchantId], async (tx) => {
        const { asked, done } = await wordsOf(tx, wish);
        return (await isChosen(tx, wish)) ? asked : done;
      });
    },

    async stop(token, request) {
      const wish = unsubscribe.verify(token);
      if (!wish) return undefined;
      return withTenants(db.app, [wish.merchantId], async (tx) => {
        if ((await leave(tx, wish)) > 0) {
          await recordSecurityEvent(
            tx,
            'users',
            { identity: ANONYMOUS, ...request },
            {
              merchantId: wish.merchantId,
              action: 'member.notifications_changed',
              actor: { kind: 'USER', id: wish.userId },
              details: { unsubscribed: wish.what, by: 'link' },
            },
          );
        }
        return (await wordsOf(tx, wish)).done;
      });
    },
  };
}
