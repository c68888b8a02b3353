import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createSmtpTransport,
  type EmailDelivery,
  linksIn,
  startEmailDelivery,
} from '#platform/email/index.ts';
import { startMailServer, type TestMailServer } from '#platform/email/testing/smtp-server.ts';
import { startJobWorker } from '#platform/jobs/index.ts';
import type { SeededMerchant } from '../../../tests/fixtures/seed.ts';
import { until } from '../../../tests/fixtures/wait.ts';
import { quietLogger } from '../testing/subgraph.ts';
import { createDigestsJob, sweepDigests } from './digests.job.ts';
import { createDigestStage, type DigestStage, PUBLIC_URL } from './testing/stage.ts';

// A Tuesday in summer: Berlin is two hours ahead.
const BEFORE = '2026-07-06T12:00:00Z';
const MORNING = '2026-07-07T06:02:00Z';
const NOTHING = { sent: 0, empty: 0, failures: 0 };

describe('digests', () => {
  let stage: DigestStage;
  let shop: SeededMerchant;
  const running: { stop(): Promise<void> }[] = [];
  const keep = <T extends { stop(): Promise<void> }>(thing: T): T => {
    running.push(thing);
    return thing;
  };
  beforeAll(async () => {
    stage = await createDigestStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await stage.db.admin.query(`update users.merchants set status = 'CLOSED'`);
    await stage.db.admin.query('delete from email.messages');
    shop = await stage.seed().merchant({ timeZone: 'Europe/Berlin' }).withMember('ANALYST').create();
    await stage.choose(shop, 'DAILY');
  });
  afterEach(async () => {
    for (const each of running.splice(0).reverse()) await each.stop();
  });

  const rows = async (sql: string, parameters: unknown[] = []) =>
    (await stage.db.admin.query(sql, parameters)).rows;
  const deliver = (mail: TestMailServer): EmailDelivery =>
    keep(
      startEmailDelivery({
        pool: stage.db.pools.worker,
        transport: createSmtpTransport({
          host: '127.0.0.1',
          port: mail.port,
          secure: false,
          from: 'Shop <hello@shop.example>',
        }),
        logger: quietLogger,
        pollMs: 10,
      }),
    );

  it('tell what nobody has read, most severe first, with links to the cards, and how to stop', async () => {
    const notice = await stage.tell(shop, BEFORE);
    const critical = await stage.tell(shop, BEFORE, {
      severity: 'CRITICAL',
      direction: 'DOWN',
      change: -0.6,
    });
    const read = await stage.tell(shop, BEFORE);
    await stage.db.admin.query(`update insights.insights set status = 'READ' where id = $1`, [read]);
    expect(await stage.send(MORNING)).toEqual({ ...NOTHING, sent: 1 });
    const [email, ...others] = await stage.queued(shop);
    expect(others).toEqual([]);
    expect(email).toMatchObject({
      kind: 'insight_digest',
      recipient: shop.members[0]?.email,
      subject: `${shop.name}: 2 unread insights`,
      unsubscribe: expect.stringMatching(/^https:\/\/merchants\.example\/unsubscribe\/[\w-]+$/),
    });
    const card = (id: string): string => `${PUBLIC_URL}/insights/${id}?merchant=${shop.slug}`;
    expect(linksIn(email?.text ?? '')).toEqual([
      card(critical),
      card(notice),
      `${PUBLIC_URL}/insights?merchant=${shop.slug}`,
      `${PUBLIC_URL}/settings/merchant?merchant=${shop.slug}`,
      email?.unsubscribe,
    ]);
    expect(email?.text).toContain(`came up at ${shop.name} since Monday 6 July`);
    expect(email?.text).toContain('because you have chosen a summary');
    expect(email?.text.indexOf('CRITICAL')).toBeLessThan(email?.text.indexOf('WORTH NOTICING') ?? -1);
    expect(stage.unsubscribe.verify(email?.unsubscribe.split('/').at(-1) ?? '')).toEqual({
      merchantId: shop.id,
      userId: shop.members[0]?.userId,
      what: 'DIGEST',
    });
  });

  it('are made once for a morning, in the morning, and say nothing when there is nothing', async () => {
    await stage.tell(shop, BEFORE);
    expect(await stage.send('2026-07-07T05:47:00Z')).toEqual(NOTHING);
    expect(await stage.send('2026-07-07T10:02:00Z')).toEqual(NOTHING);
    expect(await stage.send('2026-07-07T09:47:00Z')).toEqual({ ...NOTHING, sent: 1 });
    expect(await stage.send('2026-07-07T09:50:00Z')).toEqual(NOTHING);
    // What was told is not told again, though it is still unread.
    expect(await stage.send('2026-07-08T06:02:00Z')).toEqual({ ...NOTHING, empty: 1 });
    expect(await stage.queued(shop)).toHaveLength(1);
  });

  it('make up for a morning without a worker, and leave out what a backfill finds in the past', async () => {
    await stage.tell(shop, '2026-07-07T01:10:00Z');
    expect(await stage.send(MORNING)).toEqual({ ...NOTHING, sent: 1 });
    await stage.tell(shop, '2026-07-08T01:10:00Z', { severity: 'WARNING' });
    await stage.tell(shop, '2026-07-09T01:10:00Z', { asOf: '2026-06-01' });
    expect(await stage.send('2026-07-09T06:02:00Z')).toEqual({ ...NOTHING, sent: 1 });
    expect((await stage.queued(shop)).map(({ subject }) => subject)).toEqual([
      `${shop.name}: 1 unread insight`,
      `${shop.name}: 1 unread insight`,
    ]);
  });

  it('say that a story goes on', async () => {
    await stage.tell(shop, BEFORE, { stableKey: 'long' });
    await stage.send(MORNING);
    await stage.tell(shop, '2026-07-08T01:10:00Z', { stableKey: 'long', observed: 110 });
    expect(await stage.send('2026-07-08T06:02:00Z')).toEqual({ ...NOTHING, sent: 1 });
    expect((await stage.queued(shop))[1]?.text).toContain('(goes on)');
  });

  it('come at eight of the local clock on the days clocks change', async () => {
    for (const [card, early, morning] of [
      ['2026-03-28T20:00:00Z', '2026-03-29T05:47:00Z', '2026-03-29T06:02:00Z'],
      ['2026-10-24T20:00:00Z', '2026-10-25T06:47:00Z', '2026-10-25T07:02:00Z'],
    ] as const) {
      await stage.tell(shop, card);
      expect(await stage.send(early)).toEqual(NOTHING);
      expect(await stage.send(morning)).toEqual({ ...NOTHING, sent: 1 });
    }
  });

  it('come on Mondays to those who want one a week', async () => {
    await stage.choose(shop, 'WEEKLY');
    await stage.tell(shop, '2026-07-07T01:00:00Z');
    await stage.tell(shop, '2026-07-12T01:00:00Z');
    expect(await stage.send('2026-07-12T06:02:00Z')).toEqual(NOTHING);
    expect(await stage.send('2026-07-13T06:02:00Z')).toEqual({ ...NOTHING, sent: 1 });
    const [email] = await stage.queued(shop);
    expect(email?.subject).toContain('2 unread');
    expect(email?.text).toContain('every Monday morning');
  });

  it('speak the language and currency of the merchant, and escape what people named', async () => {
    const name = 'Bücher & <Mehr>';
    const german = await stage
      .seed()
      .merchant({ timeZone: 'Europe/Berlin', currency: 'EUR', name })
      .withMember('OWNER')
      .create();
    await stage.db.admin.query(`update users.merchants set locale = 'de-AT' where id = $1`, [german.id]);
    await stage.choose(german, 'DAILY');
    await stage.tell(german, BEFORE, {
      metric: 'GROSS_REVENUE',
      observed: 1234.5,
      expected: 800,
      change: 0.54,
      slice: { dimension: 'PRODUCT', key: 'x', label: '<img src=x>' },
    });
    await stage.send(MORNING);
    const [email] = await stage.queued(german);
    expect(email?.subject).toBe(`${name}: 1 ungelesene Erkenntnis`);
    expect(email?.text).toContain('BEMERKENSWERT');
    expect(email?.text).toMatch(/€/);
    expect(email?.html).toContain('lang="de"');
    expect(email?.html).not.toContain('<img');
    expect(email?.html).not.toContain('<Mehr>');
    for (const locale of ['fr', 'es', 'ja']) {
      await stage.db.admin.query('update users.merchants set locale = $2 where id = $1', [german.id, locale]);
      await stage.db.admin.query('delete from insights.digests where merchant_id = $1', [german.id]);
      expect(await stage.send(MORNING)).toEqual({ ...NOTHING, sent: 1 });
    }
    expect((await stage.queued(german)).slice(1).map(({ subject }) => subject.slice(name.length))).toEqual([
      ' : 1 information non lue',
      ': 1 novedad sin leer',
      ': 1 unread insight',
    ]);
  });

  it('count what is too much for one e-mail', async () => {
    for (let n = 0; n < 23; n++) await stage.tell(shop, BEFORE);
    await stage.send(MORNING);
    const [email] = await stage.queued(shop);
    expect(email?.subject).toBe(`${shop.name}: 23 unread insights`);
    expect(linksIn(email?.text ?? '').filter((link) => link.includes('/insights/'))).toHaveLength(20);
    expect(email?.text).toContain('See all insights (23)');
  });

  it('go to a person for each of their merchants, and to nobody of another', async () => {
    const email = shop.members[0]?.email ?? '';
    const second = await stage
      .seed()
      .merchant({ timeZone: 'Europe/Berlin' })
      .withMember('OWNER', { email })
      .withMember('ADMIN')
      .create();
    await stage.choose(second, 'DAILY');
    await stage.tell(shop, BEFORE);
    await stage.tell(second, BEFORE, { severity: 'CRITICAL' });
    await stage.tell(second, BEFORE);
    expect(await stage.send(MORNING)).toEqual({ ...NOTHING, sent: 3 });
    expect((await stage.queued(shop)).map(({ recipient, subject }) => [recipient, subject])).toEqual([
      [email, `${shop.name}: 1 unread insight`],
    ]);
    const queued = await stage.queued(second);
    expect(new Set(queued.map(({ recipient }) => recipient))).toEqual(
      new Set(second.members.map((member) => member.email)),
    );
    expect(queued.map(({ subject }) => subject)).toEqual(Array(2).fill(`${second.name}: 2 unread insights`));
    expect(new Set(queued.map(({ unsubscribe }) => unsubscribe)).size).toBe(2);
  });

  it.each([
    ['has not proven the address', 'update users.users set email_verified_at = null'],
    ['wants no e-mail', 'update users.memberships set notify_by_email = false'],
    ['wants no digest', `update users.memberships set digest = 'NONE'`],
    ['has left', 'delete from users.memberships'],
    ['is of a merchant that is suspended', `update users.merchants set status = 'SUSPENDED'`],
    ['is of a merchant that is closed', `update users.merchants set status = 'CLOSED'`],
  ])('do not go to who %s', async (_who, sql) => {
    await stage.tell(shop, BEFORE);
    const column = sql.includes('merchants') ? 'id' : sql.includes('users.users') ? 'id' : 'merchant_id';
    const id = sql.includes('users.users') ? shop.members[0]?.userId : shop.id;
    await stage.db.admin.query(`${sql} where ${column} = $1`, [id]);
    expect(await stage.send(MORNING)).toEqual(NOTHING);
    expect(await stage.queued(shop)).toEqual([]);
  });

  it('are made once by many workers at once', async () => {
    for (let n = 0; n < 5; n++) await stage.tell(shop, BEFORE);
    const rounds = await Promise.all(Array.from({ length: 4 }, () => stage.send(MORNING)));
    expect(rounds.reduce((sum, { sent, failures }) => sum + sent + failures, 0)).toBe(1);
    expect(await stage.queued(shop)).toHaveLength(1);
  });

  it('fail alone', async () => {
    await stage.db.admin.query(`update users.merchants set time_zone = 'Not/AZone' where id = $1`, [shop.id]);
    const other = await stage.seed().merchant({ timeZone: 'UTC' }).withMember('OWNER').create();
    await stage.choose(other, 'DAILY');
    await stage.tell(shop, BEFORE);
    await stage.tell(other, BEFORE);
    expect(await stage.send('2026-07-07T08:02:00Z')).toEqual({ sent: 1, empty: 0, failures: 1 });
    expect(await stage.queued(other)).toHaveLength(1);
  });

  it('are completed by the next round when one is killed, and nobody gets two', async () => {
    const team = stage.seed().merchant({ timeZone: 'Europe/Berlin' });
    for (let n = 0; n < 60; n++) team.withMember('ANALYST');
    const many = await team.create();
    await stage.choose(many, 'DAILY');
    await stage.tell(many, BEFORE);
    // It waits in the middle: somebody holds a person's slot.
    const lock = await stage.db.admin.connect();
    await lock.query('begin');
    const ids = many.members.map(({ userId }) => userId).sort();
    for (const id of ids.slice(30, 34))
      await lock.query(
        `insert into insights.digests (merchant_id, user_id, day, period, insights) values ($1, $2, '2026-07-07', 'DAILY', 0)`,
        [many.id, id],
      );
    const child: ChildProcess = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        fileURLToPath(new URL('testing/child.ts', import.meta.url)),
        stage.db.urlFor('mg_worker'),
        MORNING,
      ],
      { stdio: 'inherit' },
    );
    const ended = new Promise((resolve) => child.once('close', resolve));
    await until('thirty digests', async () => (await stage.queued(many)).length >= 30, 30_000);
    child.kill('SIGKILL');
    await ended;
    await lock.query('rollback');
    lock.release();
    expect(await stage.queued(many)).toHaveLength(30);
    expect(await stage.send(MORNING)).toMatchObject({ sent: 30, failures: 0 });
    const recipients = (await stage.queued(many)).map(({ recipient }) => recipient);
    expect(recipients.sort()).toEqual(many.members.map(({ email }) => email).sort());
  });

  it('reach a mail server with the headers of one click, and again under one Message-ID after a kill', async () => {
    await stage.tell(shop, BEFORE);
    await stage.send(MORNING);
    const [queued] = await stage.queued(shop);
    const mail = keep(
      await startMailServer({
        // The server has the message; its sender dies before it hears so.
        onMessage: async () => {
          if (child.killed) return;
          child.kill('SIGKILL');
          await new Promise((resolve) => child.once('close', resolve));
        },
      }),
    );
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        fileURLToPath(new URL('../../../platform/email/testing/child.ts', import.meta.url)),
        stage.db.urlFor('mg_worker'),
        String(mail.port),
      ],
      { stdio: 'inherit' },
    );
    await until('a first message', () => mail.received.length > 0, 30_000);
    deliver(mail);
    await until('a second message', () => mail.received.length > 1);
    expect(new Set(mail.received.map(({ messageId }) => messageId))).toEqual(
      new Set([`<${queued?.id}@shop.example>`]),
    );
    const headers = (mail.received[1]?.source.split('\r\n\r\n')[0] ?? '').replace(/\r\n\s+/g, ' ');
    expect(headers).toContain(`List-Unsubscribe: <${queued?.unsubscribe}>`);
    expect(headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    await until('it to be noted', async () => (await stage.queued(shop))[0]?.unsubscribe === null);
    // Another round finds the morning done.
    expect(await stage.send(MORNING)).toEqual(NOTHING);
  });

  it('are a job of the worker', async () => {
    const job = createDigestsJob(stage);
    const worker = keep(
      await startJobWorker({ pool: stage.db.pools.worker, jobs: [job], logger: quietLogger }),
    );
    await stage.db.admin.query(
      `insert into insights.digests (merchant_id, user_id, day, period, insights, sent_at)
       values ($1, $2, '2020-01-01', 'DAILY', 0, '2020-01-01')`,
      [shop.id, shop.members[0]?.userId],
    );
    await worker.add(job, {});
    // What the job does last.
    await until('the sweep', async () => {
      const old = await rows(`select 1 from insights.digests where day = '2020-01-01'`);
      return old.length === 0;
    });
  });

  it('are forgotten after 90 days', async () => {
    await stage.send(MORNING);
    await stage.db.admin.query(
      `update insights.digests set sent_at = now() - interval '91 days' where merchant_id = $1`,
      [shop.id],
    );
    await sweepDigests(stage.db);
    expect(await rows('select 1 from insights.digests where merchant_id = $1', [shop.id])).toEqual([]);
  });
});
