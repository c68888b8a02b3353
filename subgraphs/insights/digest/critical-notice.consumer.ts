import { z } from 'zod';
import { queueEmail } from '#platform/email/index.ts';
import type { EventConsumer } from '#platform/events/index.ts';
import { withTenants } from '#platform/postgres/index.ts';
import type { Database, Transaction } from '#prisma/database.ts';
import { addDays, dayInZone } from '../detection/calendar.ts';
import { INSIGHT_CREATED } from '../subscription/insight-created.ts';
import { INSIGHT_UPDATED } from '../subscription/insight-updated.ts';
import type { InsightEmails } from './compose.ts';
import { criticalCard } from './digest-cards.ts';
import { activeShop, isReachable, type Recipient, type Shop } from './recipients.ts';

/** What `email.messages` calls such a notice. */
export const CRITICAL_EMAIL = 'critical_insight';

const payloadShape = z.object({
  insightId: z.uuid(),
  version: z.number().int().optional(),
  severity: z.string().optional(),
  backfill: z.boolean().optional(),
});

interface News {
  insightId: string;
  /** Of the card, when it was written so. */
  version: number;
}

/** Whether the card was less than critical before that version. */
async function hasBecomeCritical(tx: Transaction, { insightId, version }: News): Promise<boolean> {
  if (version === 1) return true;
  const [before] = await tx.$queryRaw<{ severity: string }[]>`
    select severity from insights.insight_versions
    where insight_id = ${insightId}::uuid and version = ${version - 1}::int`;
  return before !== undefined && before.severity !== 'CRITICAL';
}

const wanting = (tx: Transaction, shop: Shop): Promise<Recipient[]> =>
  tx.$queryRaw<Recipient[]>`
    select m.user_id::text as "userId", u.email from users.memberships m join users.users u on u.id = m.user_id
    where m.merchant_id = ${shop.id}::uuid and 'INSIGHTS' = any(m.notify_kinds) and ${isReachable} order by m.user_id`;

/**
 * Tells people at once of a card that has become critical: once for the card and person, and again only when it was less
 * than critical in between. Nothing is said of what a backfill or a look at a past day finds, nor of what somebody has
 * read meanwhile.
 */
export const createCriticalNoticeConsumer = (deps: {
  db: Pick<Database, 'worker'>;
  emails: InsightEmails;
  /** The clock, for tests. */
  now?: () => Date;
}): EventConsumer => ({
  name: 'insights.critical-notices',
  eventTypes: [INSIGHT_CREATED, INSIGHT_UPDATED],
  async handle({ payload, merchantId }) {
    const { insightId, version = 1, severity, backfill } = payloadShape.parse(payload);
    if (severity !== 'CRITICAL' || backfill) return;
    await withTenants(deps.db.worker, [merchantId], async (tx) => {
      const shop = await activeShop(tx, merchantId);
      if (!shop || !(await hasBecomeCritical(tx, { insightId, version }))) return;
      const yesterday = addDays(dayInZone(deps.now?.() ?? new Date(), shop.timeZone), -1);
      const card = await criticalCard(tx, shop, insightId, yesterday);
      if (!card) return;
      for (const { userId, email: recipient } of await wanting(tx, shop)) {
        const first = await tx.$executeRaw`
          insert into insights.critical_notices (insight_id, user_id, version, merchant_id)
          values (${insightId}::uuid, ${userId}::uuid, ${version}::int, ${merchantId}::uuid) on conflict do nothing`;
        if (first === 0) continue;
        const email = deps.emails.critical(shop, userId, card);
        await queueEmail(tx, { merchantId, kind: CRITICAL_EMAIL, recipient, ...email });
      }
    });
  },
});
