import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../tests/fixtures/services.ts';
import { until } from '../../tests/fixtures/wait.ts';
import { createLogger } from '../log/index.ts';
import {
  createOutboxTransport,
  createSmtpTransport,
  type EmailDelivery,
  layOutEmail,
  linksIn,
  queueEmail,
  retryEmail,
  startEmailDelivery,
} from './index.ts';
import { startMailServer, type TestMailServer } from './testing/smtp-server.ts';

const logger = createLogger({ name: 'email', level: 'silent' });
const LINK = 'https://merchants.example/invitation#token=secret';

interface Row {
  status: string;
  attempts: number;
  error: string | null;
  text: string;
  html: string;
  sent_at: Date | null;
}

describe('e-mail delivery', () => {
  let db: TestDatabase;
  const running: { stop(): Promise<void> }[] = [];
  const keep = <T extends { stop(): Promise<void> }>(thing: T): T => {
    running.push(thing);
    return thing;
  };

  const smtp = (port: number) =>
    createSmtpTransport({ host: '127.0.0.1', port, secure: false, from: 'Shop <hello@shop.example>' });
  const deliver = (transport = createOutboxTransport()): EmailDelivery =>
    keep(
      startEmailDelivery({
        pool: db.pools.worker,
        transport,
        logger,
        pollMs: 10,
        retryMs: 20,
        claimMs: 60_000,
      }),
    );
  const server = async (options?: Parameters<typeof startMailServer>[0]): Promise<TestMailServer> =>
    keep(await startMailServer(options));

  const queue = (recipient = 'ada@shop.example', subject = 'Grüße'): Promise<string> =>
    db.auth.$transaction((tx) =>
      queueEmail(tx, {
        merchantId: null,
        kind: 'invitation',
        recipient,
        ...layOutEmail({ subject, paragraphs: ['Hello.'], action: { label: 'Come in', url: LINK } }),
      }),
    );
  async function row(id: string): Promise<Row> {
    const { rows } = await db.admin.query<Row>('select * from email.messages where id = $1', [id]);
    const [found] = rows;
    if (!found) throw new Error('no such message');
    return found;
  }
  const reaches = (id: string, status: string): Promise<Row> =>
    until(`the message to be ${status}`, async () => {
      const found = await row(id);
      return found.status === status && found;
    });

  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterEach(async () => {
    for (const each of running.splice(0).reverse()) await each.stop();
    await db.admin.query('delete from email.messages');
  });
  afterAll(() => db.drop());

  it('leaves messages readable in the outbox, with their links', async () => {
    deliver();
    const sent = await reaches(await queue(), 'SENT');
    expect(linksIn(sent.text)).toEqual([LINK]);
    expect(sent).toMatchObject({ attempts: 1, error: null, sent_at: expect.any(Date) });
  });

  it('hands messages to a mail server and keeps nothing of what they said', async () => {
    const mail = await server();
    deliver(smtp(mail.port));
    const id = await queue();
    expect(await reaches(id, 'SENT')).toMatchObject({ text: '', html: '' });
    const [message] = mail.received;
    expect(message).toMatchObject({ recipient: 'ada@shop.example', messageId: `<${id}@shop.example>` });
    expect(message?.source).toMatch(/^From: Shop <hello@shop.example>$/m);
    expect(message?.source).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(message?.source).toContain('multipart/alternative');
  });

  it('does not make two addresses, or a header, of what somebody gave as one', async () => {
    const mail = await server();
    deliver(smtp(mail.port));
    const id = await queue('a@shop.example, b@shop.example', 'Hi\r\nBcc: c@shop.example');
    await until('an end', async () => (await row(id)).attempts > 0 && (await row(id)).status !== 'QUEUED');
    expect(mail.received.map((each) => each.recipient)).not.toContain('b@shop.example');
    expect(mail.received).toHaveLength(1);
    const [headers] = mail.received.map((each) => each.source.split('\r\n\r\n')[0]);
    expect(headers).toMatch(/^Subject: Hi Bcc: /m);
    expect(headers).not.toMatch(/^Bcc:/m);
  });

  it('sends nothing of a transaction that was rolled back', async () => {
    const mail = await server();
    deliver(smtp(mail.port));
    await expect(
      db.auth.$transaction(async (tx) => {
        await queueEmail(tx, {
          merchantId: null,
          kind: 'x',
          recipient: 'nobody@shop.example',
          subject: 's',
          text: 't',
          html: 'h',
        });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await reaches(await queue(), 'SENT');
    expect(mail.received.map((each) => each.recipient)).toEqual(['ada@shop.example']);
  });

  it('tries three times, keeps the words of the server, and sends again what is retried', async () => {
    let refusing = true;
    const mail = await server({
      refuse: (at) => (at === 'RCPT' && refusing ? '550 no such person' : undefined),
    });
    deliver(smtp(mail.port));
    const id = await queue();
    const failed = await reaches(id, 'FAILED');
    expect(failed).toMatchObject({ attempts: 3, error: expect.stringContaining('550 no such person') });
    expect(linksIn(failed.text)).toEqual([LINK]);
    expect(mail.commands.filter((command) => command === 'RCPT')).toHaveLength(3);
    // The others are not kept waiting by it.
    refusing = false;
    await reaches(await queue('bob@shop.example'), 'SENT');
    expect(await retryEmail(db.pools.worker, id)).toBe(true);
    expect(await reaches(id, 'SENT')).toMatchObject({ error: null, attempts: 1 });
    expect(await retryEmail(db.pools.worker, id)).toBe(false);
    expect(mail.received.map((each) => each.recipient)).toEqual(['bob@shop.example', 'ada@shop.example']);
  });

  it('goes on after a message that was refused once', async () => {
    let refusals = 1;
    const mail = await server({
      refuse: (at) => (at === 'DATA' && refusals-- > 0 ? '451 try again later' : undefined),
    });
    deliver(smtp(mail.port));
    const id = await queue();
    expect(await reaches(id, 'SENT')).toMatchObject({ attempts: 2, error: null });
    expect(mail.received).toHaveLength(1);
  });

  it('waits for a server that is away', async () => {
    const gone = await startMailServer();
    await gone.stop();
    deliver(
      createSmtpTransport({ host: '127.0.0.1', port: gone.port, secure: false, from: 'hello@shop.example' }),
    );
    const id = await queue();
    await until('a failed try', async () => (await row(id)).error !== null);
    const mail = await server({ port: gone.port });
    await until('an end', async () => (await row(id)).status !== 'QUEUED');
    if ((await row(id)).status === 'FAILED') await retryEmail(db.pools.worker, id);
    expect((await reaches(id, 'SENT')).error).toBeNull();
    expect(mail.received).toHaveLength(1);
  });

  it('sends each message once when several workers deliver', async () => {
    const mail = await server();
    const ids = await Promise.all(Array.from({ length: 40 }, (_, n) => queue(`p${n}@shop.example`)));
    for (let n = 0; n < 3; n += 1) deliver(smtp(mail.port));
    for (const id of ids) await reaches(id, 'SENT');
    expect(mail.received.map((each) => each.messageId).sort()).toEqual(
      ids.map((id) => `<${id}@shop.example>`).sort(),
    );
  });

  it('sends again, under the same Message-ID, what a killed worker had sent and not noted', async () => {
    const killed = Promise.withResolvers<void>();
    const mail = await server({
      // The server has the message; its sender dies before it hears so.
      onMessage: async () => {
        if (!child.killed) {
          child.kill('SIGKILL');
          killed.resolve();
          await new Promise((resolve) => child.once('close', resolve));
        }
      },
    });
    const id = await queue();
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        fileURLToPath(new URL('testing/child.ts', import.meta.url)),
        db.urlFor('mg_worker'),
        String(mail.port),
      ],
      { stdio: 'inherit' },
    );
    await killed.promise;
    expect(await row(id)).toMatchObject({ status: 'QUEUED', attempts: 1 });
    deliver(smtp(mail.port));
    expect(await reaches(id, 'SENT')).toMatchObject({ attempts: 2 });
    expect(mail.received.map((each) => each.messageId)).toEqual(Array(2).fill(`<${id}@shop.example>`));
  });

  it('sets aside a message at which workers die again and again', async () => {
    const id = await queue();
    await db.admin.query('update email.messages set attempts = 3 where id = $1', [id]);
    deliver();
    expect((await reaches(id, 'FAILED')).error).toContain('ended while');
  });
});
