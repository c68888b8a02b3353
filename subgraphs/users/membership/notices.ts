import { type EmailLinks, layOutEmail, queueEmail } from '#platform/email/index.ts';
import type { Transaction } from '#prisma/database.ts';
import { NotificationKind } from './membership.type.ts';

/** E-mails to the owners and admins of a merchant who want to know. */
export interface TeamNotices {
  /** Somebody joined or left. @param except who need not be told, because it is about them */
  team(tx: Transaction, merchantId: string, except: string, sentence: string): Promise<void>;
  /** Something happened to an API key. */
  keys(tx: Transaction, merchantId: string, sentence: string): Promise<void>;
}

export function createTeamNotices(links: EmailLinks): TeamNotices {
  async function send(
    tx: Transaction,
    merchantId: string,
    kind: NotificationKind,
    except: string | undefined,
    sentence: string,
  ): Promise<void> {
    const people = await tx.membership.findMany({
      where: {
        merchantId,
        role: { in: ['OWNER', 'ADMIN'] },
        notifyByEmail: true,
        notifyKinds: { has: kind },
        ...(except === undefined ? {} : { userId: { not: except } }),
      },
      select: { user: { select: { email: true } }, merchant: { select: { name: true } } },
      orderBy: { id: 'asc' },
    });
    for (const { user, merchant } of people) {
      const email = layOutEmail({
        subject: `${merchant.name}: ${sentence}`,
        paragraphs: [
          `${merchant.name}: ${sentence}`,
          'If this surprises you, look at the audit log of the merchant.',
        ],
        action: { label: 'Open MerchantGraph', url: links.signIn() },
        footnotes: ['Which e-mails you get about a merchant is up to you: see your notification settings.'],
      });
      await queueEmail(tx, {
        merchantId,
        kind: kind === NotificationKind.TEAM ? 'team' : 'api_keys',
        recipient: user.email,
        ...email,
      });
    }
  }
  return {
    team: (tx, merchantId, except, sentence) => send(tx, merchantId, NotificationKind.TEAM, except, sentence),
    keys: (tx, merchantId, sentence) => send(tx, merchantId, NotificationKind.API_KEYS, undefined, sentence),
  };
}
