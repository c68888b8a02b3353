import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createUnsubscribeLinks, type Unsubscription } from '#platform/email/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/fixtures/services.ts';
import { createUnsubscriptions, type Unsubscriptions } from './unsubscribe.service.ts';

const REQUEST = { correlationId: 'c', clientIp: '192.0.2.1' };

describe('leaving e-mails by a link', () => {
  let db: TestDatabase;
  let shop: SeededMerchant;
  let unsubscriptions: Unsubscriptions;
  const links = createUnsubscribeLinks({ secret: 'one', publicUrl: 'https://merchants.example' });
  beforeAll(async () => {
    db = await createTestDatabase();
    unsubscriptions = createUnsubscriptions({ db, unsubscribe: links });
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    shop = await seed(db).merchant({ name: 'Tea & Co' }).withMember('OWNER').withMember('ANALYST').create();
    await db.admin.query(`update users.memberships set digest = 'DAILY' where merchant_id = $1`, [shop.id]);
  });

  const userId = () => shop.members[1]?.userId ?? '';
  const tokenFor = (what: Unsubscription['what']): string =>
    links.url({ merchantId: shop.id, userId: userId(), what }).split('/').at(-1) ?? '';
  const chosen = async () => {
    const { rows } = await db.admin.query<{ digest: string; kinds: string[] }>(
      `select digest, notify_kinds as kinds from users.memberships where merchant_id = $1 order by role desc`,
      [shop.id],
    );
    return rows;
  };
  const ALL = ['INSIGHTS', 'TEAM', 'API_KEYS'];

  it('asks first, and then stops what the link is for: for that person and merchant alone', async () => {
    expect(await unsubscriptions.ask(tokenFor('DIGEST'))).toEqual({
      language: 'en',
      title: 'Stop these e-mails?',
      text: 'You will get no more summaries of Tea & Co.',
      button: 'Stop these e-mails',
    });
    expect(await chosen()).toEqual(Array(2).fill({ digest: 'DAILY', kinds: ALL }));
    const done = await unsubscriptions.stop(tokenFor('DIGEST'), REQUEST);
    expect(done).toMatchObject({ title: 'These e-mails are stopped' });
    expect(done?.button).toBeUndefined();
    expect(await chosen()).toEqual([
      { digest: 'DAILY', kinds: ALL },
      { digest: 'NONE', kinds: ALL },
    ]);
    await unsubscriptions.stop(tokenFor('INSIGHTS'), REQUEST);
    expect((await chosen())[1]).toEqual({ digest: 'NONE', kinds: ['TEAM', 'API_KEYS'] });
    // Opened again it says that there is nothing to stop.
    expect(await unsubscriptions.ask(tokenFor('DIGEST'))).toEqual(done);
  });

  it('is the same a second time, and stands in the audit log once', async () => {
    const first = await unsubscriptions.stop(tokenFor('DIGEST'), REQUEST);
    expect(await unsubscriptions.stop(tokenFor('DIGEST'), REQUEST)).toEqual(first);
    const { rows } = await db.admin.query('select payload from events.outbox where merchant_id = $1', [
      shop.id,
    ]);
    expect(rows).toMatchObject([
      {
        payload: {
          actorKind: 'USER',
          actorId: userId(),
          action: 'member.notifications_changed',
          details: { unsubscribed: 'DIGEST', by: 'link' },
        },
      },
    ]);
  });

  it('speaks the language of the merchant', async () => {
    const titles: (string | undefined)[] = [];
    for (const locale of ['de-CH', 'fr', 'es-MX', 'ja']) {
      await db.admin.query('update users.merchants set locale = $2 where id = $1', [shop.id, locale]);
      titles.push((await unsubscriptions.ask(tokenFor('INSIGHTS')))?.title);
    }
    expect(titles).toEqual([
      'Diese E-Mails abbestellen?',
      'Arrêter ces e-mails ?',
      '¿Dejar de recibir estos correos?',
      'Stop these e-mails?',
    ]);
  });

  it('has nothing to stop for who has left', async () => {
    const token = tokenFor('DIGEST');
    await db.admin.query('delete from users.memberships where user_id = $1', [userId()]);
    expect(await unsubscriptions.ask(token)).toMatchObject({ title: 'These e-mails are stopped' });
    expect(await unsubscriptions.stop(token, REQUEST)).toMatchObject({ title: 'These e-mails are stopped' });
    expect(await chosen()).toHaveLength(1);
  });

  it('does nothing for a token that was changed, or signed by another', async () => {
    const token = tokenFor('DIGEST');
    const other = createUnsubscribeLinks({ secret: 'another', publicUrl: 'https://merchants.example' });
    const forged =
      other.url({ merchantId: shop.id, userId: userId(), what: 'DIGEST' }).split('/').at(-1) ?? '';
    const turned = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`;
    for (const bad of ['', 'x', forged, turned, `${token}A`, `${token}=`, token.slice(0, -1), `${token}!`]) {
      expect(await unsubscriptions.ask(bad)).toBeUndefined();
      expect(await unsubscriptions.stop(bad, REQUEST)).toBeUndefined();
    }
    expect((await chosen())[1]).toMatchObject({ digest: 'DAILY' });
  });
});
