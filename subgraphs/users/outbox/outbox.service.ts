import { linksIn } from '#platform/email/links.ts';
import { forbidden, notFound, unauthenticated } from '#platform/errors/index.ts';
import { connectionOf, pageByTime } from '#platform/graphql/index.ts';
import { type Identity, requireMerchant } from '#platform/identity/index.ts';
import { isUuid } from '#platform/postgres/tenants.ts';
import type { OutboxRepository, OutboxRow } from './outbox.repository.ts';
import { EmailDelivery, EmailStatus, Outbox, type OutboxArgs, OutboxMessage } from './outbox.type.ts';

const messageOf = (row: OutboxRow): OutboxMessage =>
  Object.assign(new OutboxMessage(), {
    id: row.id,
    kind: row.kind,
    recipient: row.recipient,
    subject: row.subject,
    text: row.text,
    links: linksIn(row.text),
    status: EmailStatus[row.status as EmailStatus],
    createdAt: row.created_at,
    sentAt: row.sent_at,
  });

/** E-mail that nobody sends, for those it concerns. */
export function createOutboxService(deps: { repository: OutboxRepository; delivery: 'OUTBOX' | 'SMTP' }) {
  const { repository, delivery } = deps;

  return {
    /**
     * Messages to the caller's own address, or about a merchant with `outbox:read`.
     * @throws UNAUTHENTICATED, FORBIDDEN for a key that asks for its own, NOT_FOUND for a stranger's merchant
     */
    async read(identity: Identity, args: OutboxArgs): Promise<Outbox> {
      const page = pageByTime(args);
      const merchantId = args.merchantId ?? undefined;
      if (identity.kind === 'anonymous') throw unauthenticated('Sign in to read messages.');
      if (merchantId !== undefined) {
        if (!isUuid(merchantId)) throw notFound('The merchant', ['merchantId']);
        requireMerchant(identity, merchantId, 'outbox:read');
      } else if (identity.kind !== 'user') {
        throw forbidden(
          'Only a person has messages of their own; give merchantId to read those of the merchant.',
        );
      }
      const read = () =>
        merchantId === undefined
          ? repository.toPerson(identity.kind === 'user' ? identity.userId : '', page)
          : repository.ofMerchant(merchantId, page);
      const { rows, totalCount } = delivery === 'OUTBOX' ? await read() : { rows: [], totalCount: 0 };
      const positions = new Map(rows.map((row) => [row.id, row.created_at_us]));
      return Object.assign(new Outbox(), {
        delivery: EmailDelivery[delivery],
        messages: connectionOf(rows.map(messageOf), page, totalCount, ({ id }) => [
          positions.get(id) ?? '',
          id,
        ]),
      });
    },
  };
}

export type OutboxService = ReturnType<typeof createOutboxService>;
