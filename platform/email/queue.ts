import type { SqlTransaction } from '../postgres/tenants.ts';

/** A message to one person. */
export interface EmailMessage {
  /** The merchant it is about; null for what concerns a person alone, such as a forgotten password. */
  merchantId: string | null;
  /** What it is for, for example `invitation`; shown in the outbox and in metrics. */
  kind: string;
  recipient: string;
  subject: string;
  text: string;
  html: string;
  /** Address at which the reader leaves these messages with one POST (RFC 8058); absent for what nobody can leave. */
  unsubscribe?: string;
}

/**
 * Queues a message in the transaction of what it tells of: it is sent if and only if that commits. The worker sends it,
 * with three tries.
 * @param tx of role `mg_app` within the merchant's tenant, of `mg_auth`, or of `mg_worker`
 * @returns the id of the message
 */
export async function queueEmail(tx: SqlTransaction, message: EmailMessage): Promise<string> {
  const id = crypto.randomUUID();
  await tx.$executeRaw`
    insert into email.messages (id, merchant_id, kind, recipient, subject, text, html, unsubscribe)
    values (${id}::uuid, ${message.merchantId}::uuid, ${message.kind}, ${message.recipient}, ${message.subject},
            ${message.text}, ${message.html}, ${message.unsubscribe ?? null})`;
  return id;
}
