import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readPublished } from '#platform/events/index.ts';
import type { SeededMerchant } from '../../../tests/fixtures/seed.ts';
import { addDays } from '../detection/calendar.ts';
import type { Finding } from '../detection/finding.ts';
import { generateInsights } from '../generation/generate.ts';
import { scaled, steadyShop } from '../testing/shop.ts';
import { memorySource } from '../testing/source.ts';
import { quietLogger } from '../testing/subgraph.ts';
import { createCriticalNoticeConsumer } from './critical-notice.consumer.ts';
import { createDigestStage, type DigestStage, PUBLIC_URL } from './testing/stage.ts';

const NOW = '2026-07-07T01:12:00Z';

describe('notices of critical insights', () => {
  let stage: DigestStage;
  let shop: SeededMerchant;
  beforeAll(async () => {
    stage = await createDigestStage();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    shop = await stage
      .seed()
      .merchant({ timeZone: 'Europe/Berlin' })
      .withMember('OWNER')
      .withMember('ANALYST')
      .create();
    await stage.choose(shop, 'NONE');
  });

  const tell = (parts: Partial<Finding> = {}, at = NOW) =>
    stage.tell(shop, at, { severity: 'CRITICAL', stableKey: 'one story', ...parts });
  /** What the consumer does with everything that was announced of this merchant, again and again. */
  const consume = async (now = NOW) => {
    await stage.db.admin.query(`
      insert into events.published (event_id, event_type, event_version, event_timestamp, correlation_id,
        source_service, merchant_id, payload)
      select event_id, event_type, event_version, event_timestamp, correlation_id, source_service, merchant_id, payload
      from events.outbox o where not exists (select 1 from events.published p where p.event_id = o.event_id)
      order by event_timestamp`);
    const consumer = createCriticalNoticeConsumer({ ...stage, now: () => new Date(now) });
    const events = await readPublished(stage.db.pools.worker, {
      after: 0n,
      limit: 1_000,
      eventTypes: consumer.eventTypes,
      merchantId: shop.id,
    });
    for (const event of events) await consumer.handle(event);
    return (await stage.queued(shop)).filter(({ kind }) => kind === 'critical_insight');
  };

  it('go at once to everybody who wants them, with a link to the card and one to stop', async () => {
    await stage.db.admin.query(
      `update users.memberships set notify_kinds = '{TEAM}' where merchant_id = $1 and role = 'ANALYST'`,
      [shop.id],
    );
    const id = await tell();
    const [email, ...others] = await consume();
    expect(others).toEqual([]);
    expect(email).toMatchObject({
      recipient: shop.members[0]?.email,
      subject: expect.stringContaining(`${shop.name}: `),
      text: expect.stringContaining(`${PUBLIC_URL}/insights/${id}?merchant=${shop.slug}`),
    });
    expect(stage.unsubscribe.verify(email?.unsubscribe.split('/').at(-1) ?? '')).toMatchObject({
      userId: shop.members[0]?.userId,
      what: 'INSIGHTS',
    });
  });

  it('come once for a card and person, and again only when it has become critical anew', async () => {
    await tell();
    expect(await consume()).toHaveLength(2);
    await tell({ observed: 120 });
    // At least once may bring an event again.
    expect(await consume()).toHaveLength(2);
    await tell({ severity: 'WARNING', observed: 110 });
    expect(await consume()).toHaveLength(2);
    await tell({ observed: 130 });
    expect(await consume()).toHaveLength(4);
  });

  it('tell of a card that was less than critical at first', async () => {
    await tell({ severity: 'NOTICE' });
    expect(await consume()).toEqual([]);
    await tell({ observed: 120 });
    expect(await consume()).toHaveLength(2);
  });

  it('say nothing of days gone by, of what was read meanwhile, and of a suspended merchant', async () => {
    await tell({ asOf: '2026-07-05' });
    expect(await consume()).toEqual([]);
    const id = await tell({ stableKey: 'read' });
    await stage.db.admin.query(`update insights.insights set status = 'READ' where id = $1`, [id]);
    expect(await consume()).toEqual([]);
    await tell({ stableKey: 'suspended' });
    await stage.db.admin.query(`update users.merchants set status = 'SUSPENDED' where id = $1`, [shop.id]);
    expect(await consume()).toEqual([]);
  });

  it('are silent in backfills, also of the day that is today', async () => {
    const from = '2025-01-06';
    const asOf = addDays(from, 147);
    const closed = scaled(steadyShop(from, 200), addDays(from, 140), addDays(from, 146), 0);
    const run = (options: object) =>
      generateInsights({
        db: stage.db,
        warehouse: memorySource(new Map([[shop.id, closed]])),
        logger: quietLogger,
        detector: { threads: 0 },
        merchantIds: [shop.id],
        ...options,
      });
    const now = `${asOf}T01:00:00Z`;
    expect(await run({ backfill: { from: addDays(asOf, -1), to: asOf } })).toMatchObject({ failures: 0 });
    const { rows } = await stage.db.admin.query(
      `select severity from insights.insights where merchant_id = $1 and severity = 'CRITICAL'`,
      [shop.id],
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(await consume(now)).toEqual([]);
    // The same night of itself would have been told.
    await stage.db.admin.query('delete from insights.insights where merchant_id = $1', [shop.id]);
    await run({ asOf });
    expect((await consume(now)).length).toBeGreaterThan(0);
  });
});
