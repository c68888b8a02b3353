import { createUnsubscribeLinks } from '#platform/email/index.ts';
import { withTenants } from '#platform/postgres/index.ts';
import { type SeededMerchant, seed } from '../../../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../../../tests/fixtures/services.ts';
import type { Finding } from '../../detection/finding.ts';
import { announceInsight, saveFinding } from '../../insight/save-finding.ts';
import { finding } from '../../testing/finding.ts';
import { quietLogger, testSecret } from '../../testing/subgraph.ts';
import { writeCard } from '../../text/card.ts';
import { createInsightEmails } from '../compose.ts';
import { sendDigests } from '../send-digests.ts';

export const PUBLIC_URL = 'https://merchants.example';

/** An e-mail as it is queued. */
export interface QueuedEmail {
  id: string;
  merchantId: string;
  kind: string;
  recipient: string;
  subject: string;
  text: string;
  html: string;
  unsubscribe: string;
}

/** Merchants, cards and e-mails over a database of its own. */
export async function createDigestStage() {
  const db: TestDatabase = await createTestDatabase();
  const unsubscribe = createUnsubscribeLinks({ secret: testSecret, publicUrl: PUBLIC_URL });
  const emails = createInsightEmails({ publicUrl: PUBLIC_URL, unsubscribe });
  let stories = 0;

  return {
    db,
    emails,
    unsubscribe,
    seed: () => seed(db),

    /** What every member has chosen; their addresses are proven. */
    async choose(shop: SeededMerchant, digest: 'NONE' | 'DAILY' | 'WEEKLY'): Promise<void> {
      await db.admin.query('update users.memberships set digest = $2 where merchant_id = $1', [
        shop.id,
        digest,
      ]);
      await db.admin.query(
        `update users.users set email_verified_at = now()
         where id in (select user_id from users.memberships where merchant_id = $1)`,
        [shop.id],
      );
    },

    /** Writes a card, with its event, as if it were that moment; a day in whose morning it was found fits it. */
    async tell(shop: SeededMerchant, at: string, parts: Partial<Finding> = {}): Promise<string> {
      const { rows } = await db.admin.query<{ locale: string }>(
        'select locale from users.merchants where id = $1',
        [shop.id],
      );
      const locale = rows[0]?.locale ?? 'en';
      const story = finding({
        asOf: at.slice(0, 10),
        stableKey: `story ${++stories}`,
        currency: shop.currency,
        ...parts,
      });
      return withTenants(db.worker, [shop.id], async (tx) => {
        const saved = await saveFinding(tx, shop.id, story, writeCard(story, locale));
        await announceInsight(tx, { merchantId: shop.id, correlationId: 'test', saved });
        await tx.$executeRaw`
          update insights.insights set
            created_at = case when version = 1 then ${at}::text::timestamptz else created_at end,
            updated_at = case when version = 1 then null else ${at}::text::timestamptz end
          where id = ${saved.id}::uuid`;
        return saved.id;
      });
    },

    send: (at: string) => sendDigests({ db, emails, logger: quietLogger, now: () => new Date(at) }),

    /** What is queued about a merchant, in the order of recipients. */
    async queued(shop: Pick<SeededMerchant, 'id'>): Promise<QueuedEmail[]> {
      const { rows } = await db.admin.query<QueuedEmail>(
        `select id, merchant_id as "merchantId", kind, recipient, subject, text, html, unsubscribe
         from email.messages where merchant_id = $1 order by created_at, recipient`,
        [shop.id],
      );
      return rows;
    },

    close: () => db.drop(),
  };
}

export type DigestStage = Awaited<ReturnType<typeof createDigestStage>>;
