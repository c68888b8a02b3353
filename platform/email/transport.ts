import { createTransport } from 'nodemailer';

/** A message on its way out. */
export interface OutgoingEmail {
  /** Stays the same however often it is sent: a server or reader recognises a repetition by the Message-ID made of it. */
  id: string;
  recipient: string;
  subject: string;
  text: string;
  html: string;
  /** Address at which the reader leaves such messages; null for what nobody can leave. */
  unsubscribe?: string | null;
}

/** Where messages go: a mail server, or the outbox, in which they stay to be read. */
export interface EmailTransport {
  kind: 'SMTP' | 'OUTBOX';
  /** @throws when the message was not taken, with the server's own words */
  send(message: OutgoingEmail): Promise<void>;
  close(): void;
}

export interface SmtpOptions {
  host: string;
  port: number;
  /** TLS from the first byte; otherwise by STARTTLS when the server offers it. */
  secure: boolean;
  user?: string | undefined;
  password?: string | undefined;
  /** Who it is from, for example `MerchantGraph <hello@merchants.example>`. */
  from: string;
}

/** What lets mail programs show a button to leave (RFC 2369); over TLS one that needs no page (RFC 8058). */
const unsubscribeHeaders = (address: string | null | undefined): Record<string, string> =>
  address
    ? {
        'List-Unsubscribe': `<${address}>`,
        ...(address.startsWith('https:') ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
      }
    : {};

const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

/** What stands behind the @ of an address, with or without a name before it. */
const domainOf = (address: string): string =>
  /@([^\s<>@]+)>?\s*$/.exec(address)?.[1] ?? 'merchantgraph.invalid';

/** Keeps messages where they are: an operator reads them with `merchantgraph outbox`, people in the dashboard. */
export const createOutboxTransport = (): EmailTransport => ({
  kind: 'OUTBOX',
  send: async () => undefined,
  close: () => undefined,
});

/** A mail server, over a few connections that are kept open. A password never travels without TLS, except on this machine. */
export function createSmtpTransport(options: SmtpOptions): EmailTransport {
  const { host, port, secure, user, password, from } = options;
  const domain = domainOf(from);
  const mailer = createTransport({
    pool: true,
    maxConnections: 3,
    host,
    port,
    secure,
    requireTLS: !secure && user !== undefined && !LOOPBACK.includes(host),
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    // Nothing in a message may make the server read a file or an address of ours.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    kind: 'SMTP',
    async send({ id, recipient, subject, text, html, unsubscribe }) {
      await mailer.sendMail({
        from,
        // As an object, so that a comma in an address cannot make two of it.
        to: { name: '', address: recipient },
        subject,
        text,
        html,
        messageId: `<${id}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(unsubscribe) },
      });
    },
    close: () => mailer.close(),
  };
}
