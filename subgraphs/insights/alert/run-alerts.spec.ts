import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWarehouse } from '#warehouse/index.ts';
import { seed } from '../../../tests/fixtures/seed.ts';
import { type AlertDesk, back, createAlertDesk, RULE, TODAY } from '../testing/alerts.ts';

// biome-ignore lint/suspicious/noExplicitAny: what a query answers has no type of its own here
type Answer = any;

describe('alerts of a merchant fire', () => {
  let desk: AlertDesk;
  beforeAll(async () => {
    desk = await createAlertDesk();
  });
  afterAll(() => desk?.close());
  beforeEach(() => desk.reset());

  /** Two orders on each of the last days, yesterday first. */
  const sell = (...orders: number[]) =>
    desk.store.sell(
      desk.shop.id,
      orders.map((amount, index) => ({ day: back(index + 1), orders: amount })),
    );
  /** As if it had been made so many days ago. */
  const since = (days: number) =>
    desk.subgraph.db.admin.query('update insights.alerts set judged_to = $2 where merchant_id = $1', [
      desk.shop.id,
      back(days + 1),
    ]);

  it('a card with its event, an anomaly and a firing, once', async () => {
    await sell(2, 9, 9);
    await desk.create({ severity: 'CRITICAL' });
    await since(2);
    expect(await desk.run()).toEqual({ judged: 1, fired: 1, failures: 0 });
    const [alert] = (await desk.alerts()).nodes;
    expect(alert.firings).toEqual({
      totalCount: 1,
      nodes: [
        {
          day: back(1),
          from: back(1),
          observed: '2',
          expected: null,
          threshold: '5',
          change: null,
          direction: 'DOWN',
          currency: null,
          insight: {
            id: expect.any(String),
            kind: 'CUSTOM_ALERT',
            severity: 'CRITICAL',
            title: 'Few orders: orders came to 2 on Tuesday 10 March',
            text: 'Orders came to 2 on Tuesday 10 March: less than the 5 of the alert.',
            asOf: TODAY,
          },
          anomaly: {
            id: expect.any(String),
            source: 'ALERT',
            kind: 'CUSTOM_ALERT',
            status: 'OPEN',
            observed: '2',
            slice: null,
            alert: { name: 'Few orders' },
            insight: { id: alert.firings.nodes[0].insight.id },
          },
        },
      ],
    });
    expect(alert.judgedTo).toBe(back(1));
    expect(await desk.run()).toEqual({ judged: 0, fired: 0, failures: 0 });
    // Even if what has been judged were forgotten.
    await since(3);
    expect(await desk.run()).toEqual({ judged: 1, fired: 0, failures: 0 });
    expect(await desk.count('insights.alert_firings where merchant_id = $1')).toBe(1);
    expect(await desk.count('insights.anomalies where merchant_id = $1')).toBe(1);
    expect(await desk.count(`events.outbox where merchant_id = $1 and event_type = 'insight.created'`)).toBe(
      1,
    );
  });

  it('once when runs race', async () => {
    await sell(2, 1, 9);
    await Promise.all([desk.create(), desk.create({ condition: 'ABOVE', name: 'Many' })]);
    await since(3);
    const runs = await Promise.all([desk.run(), desk.run(), desk.run()]);
    expect(runs.reduce((sum, { fired }) => sum + fired, 0)).toBe(3);
    expect(runs.every(({ failures }) => failures === 0)).toBe(true);
    expect(await desk.count('insights.insights where merchant_id = $1')).toBe(3);
  });

  it('each once although the run is killed in the middle', async () => {
    await sell(9);
    await desk.subgraph.db.admin.query(
      `insert into insights.alerts (merchant_id, name, metric, condition, threshold, schedule, severity, judged_to, created_by)
         select $1, 'n' || n, 'ORDERS', 'ABOVE', 1, 'DAILY', 'INFO', $2, 'test' from generate_series(1, 100) n`,
      [desk.shop.id, back(2)],
    );
    const killed = desk.run().catch((error: unknown) => error);
    while ((await desk.count('insights.alert_firings where merchant_id = $1')) < 5) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    // Whatever the run has open is lost, as if its process had died.
    await desk.subgraph.db.admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'mg_worker'`,
    );
    await killed;
    // The pool may still hold connections that are gone: a run that meets one fails, and is run again.
    for (let again = 0; again < 5; again++) {
      const run = await desk.run().catch(() => undefined);
      if (run?.judged === 0) break;
    }
    for (const rows of [
      'insights.alert_firings where insight_id is not null and anomaly_id is not null and merchant_id = $1',
      'insights.insights where merchant_id = $1',
      'insights.anomalies where merchant_id = $1',
      `events.outbox where event_type = 'insight.created' and merchant_id = $1`,
    ]) {
      expect(await desk.count(rows)).toBe(100);
    }
  });

  it('on what a dry run says, day by day', async () => {
    await sell(14, 3, 8, 0, 20, 5, 10, 10);
    const rule = {
      ...RULE,
      name: 'Jumps',
      condition: 'CHANGES_BY',
      threshold: '50',
      baseline: 'MEAN_OF_LAST_DAYS',
      baselineDays: 2,
      floor: '9',
      cooldownDays: 1,
    };
    const dry = await desk.dryRun(rule, back(7), back(0));
    expect(dry).toMatchObject({ from: back(7), to: back(1), judged: 7, unknown: 1 });
    await desk.create(rule);
    for (let days = 7; days >= 1; days--) {
      if (days === 7) await since(7);
      await desk.run({ at: `${back(days - 1)}T09:00:00Z` });
    }
    const [{ firings }] = (await desk.alerts()).nodes;
    const fired = firings.nodes.map(({ insight, anomaly, ...seen }: Answer) => seen).reverse();
    expect(fired).toEqual(dry.firings);
    expect(fired.map(({ day }: Answer) => day)).toEqual([back(6), back(4), back(1)]);
    expect(fired[2]).toEqual({
      day: back(1),
      from: back(1),
      observed: '14',
      expected: '5.5',
      threshold: '8.25',
      change: expect.closeTo(14 / 5.5 - 1, 9),
      direction: 'UP',
      currency: null,
    });
  });

  it('on days that have no data at all, and not before the shop had any', async () => {
    await desk.store.sell(desk.shop.id, [{ day: back(3), orders: 9 }]);
    const none = { name: 'Nothing sold', condition: 'BELOW', threshold: '1' };
    const dry = await desk.dryRun({ ...RULE, ...none }, back(6), back(1));
    expect(dry.firings.map(({ day }: Answer) => day)).toEqual([back(2), back(1)]);
    expect(dry.unknown).toBe(3);
    await desk.create(none);
    await since(6);
    expect(await desk.run()).toMatchObject({ fired: 2 });
  });

  it('for one product or country, in the words of the merchant', async () => {
    await desk.subgraph.db.admin.query(
      `update users.merchants set locale = 'de-DE', currency = 'EUR' where id = $1`,
      [desk.shop.id],
    );
    await desk.store.sell(desk.shop.id, [
      { day: back(1), orders: 2, sku: 'B', country: 'FR', currency: 'EUR', amount: 1234.5 },
      { day: back(2), orders: 2, sku: 'A', country: 'JP', currency: 'EUR' },
    ]);
    await desk.create({
      name: 'Viel B',
      metric: 'GROSS_REVENUE',
      condition: 'ABOVE',
      threshold: '1000.5',
      filter: { sku: 'B' },
    });
    await desk.create({ name: 'Japan', condition: 'ABOVE', threshold: '1', filter: { country: 'JP' } });
    await since(2);
    expect(await desk.run()).toEqual({ judged: 2, fired: 2, failures: 0 });
    const [japan, product] = (await desk.alerts()).nodes;
    expect(japan.firings.nodes).toMatchObject([
      {
        day: back(2),
        insight: { title: 'Japan: die Bestellungen (Japan) betrugen am Montag, 9. März 2' },
        anomaly: { slice: { dimension: 'COUNTRY', key: 'JP' } },
      },
    ]);
    expect(product.firings.nodes).toMatchObject([
      {
        observed: '2469.0000',
        threshold: '1000.5000',
        currency: 'EUR',
        insight: {
          text: expect.stringMatching(
            /betrug am Dienstag, 10\. März 2\.469,00\s€: mehr als die 1\.000,50\s€/,
          ),
        },
        anomaly: { slice: { dimension: 'PRODUCT', key: 'B' } },
      },
    ]);
  });

  it('when the day is over where the merchant is', async () => {
    const place = (timeZone: string) =>
      seed(desk.subgraph.db).merchant({ timeZone }).withMember('OWNER').create();
    const [kiritimati, auckland, angeles] = await Promise.all(
      ['Pacific/Kiritimati', 'Pacific/Auckland', 'America/Los_Angeles'].map(place),
    );
    // A quarter past midnight of the 11th in Auckland; already morning on Kiritimati, still the 10th in California.
    desk.clock = '2026-03-10T11:15:00Z';
    for (const one of [kiritimati, auckland, angeles]) {
      if (one === undefined) throw new Error('a shop is missing');
      await desk.store.sell(
        one.id,
        [9, 10].map((day) => ({ day: `2026-03-${String(day).padStart(2, '0')}` })),
      );
      const input = { merchantId: one.id, rule: RULE };
      await desk.call('createAlert', input, one.members[0]?.identity);
    }
    await desk.subgraph.db.admin.query(
      `update insights.alerts set judged_to = '2026-03-08' where merchant_id = any($1)`,
      [[kiritimati?.id, auckland?.id, angeles?.id]],
    );
    await desk.run();
    const { rows } = await desk.subgraph.db.admin.query(
      `select merchant_id, array_agg(day::text order by day) as days from insights.alert_firings
         where merchant_id = any($1) group by 1`,
      [[kiritimati?.id, auckland?.id, angeles?.id]],
    );
    expect(new Map(rows.map((row) => [row.merchant_id, row.days]))).toEqual(
      new Map([
        [kiritimati?.id, ['2026-03-09', '2026-03-10']],
        [auckland?.id, ['2026-03-09', '2026-03-10']],
        [angeles?.id, ['2026-03-09']],
      ]),
    );
    // Clocks go forward in California on the 8th; the 10th ends there at seven in the morning UTC.
    await desk.run({ at: '2026-03-11T06:59:00Z' });
    expect(
      await desk.count(`insights.alert_firings where merchant_id <> $1 and merchant_id = '${angeles?.id}'`),
    ).toBe(1);
    await desk.run({ at: '2026-03-11T07:01:00Z' });
    expect(
      await desk.count(`insights.alert_firings where merchant_id <> $1 and merchant_id = '${angeles?.id}'`),
    ).toBe(2);
  });

  it('not while silent, disabled or cooling down, and not for what was missed then', async () => {
    await sell(1, 1, 1, 1, 1);
    const { alert: silent } = await desk.create({ name: 'Silent' });
    const { alert: disabled } = await desk.create({ name: 'Disabled', enabled: false });
    await desk.create({ name: 'Cool', cooldownDays: 2 });
    await since(5);
    await desk.call('silenceAlert', { id: silent.id, until: back(2) });
    await desk.run();
    const days = async () =>
      Object.fromEntries(
        (await desk.alerts()).nodes.map(({ name, firings }: Answer) => [
          name,
          firings.nodes.map(({ day }: Answer) => day).sort(),
        ]),
      );
    expect(await days()).toEqual({ Silent: [back(1)], Disabled: [], Cool: [back(5), back(2)] });
    await desk.call('updateAlert', { id: disabled.id, rule: { ...RULE, name: 'Disabled', enabled: true } });
    await desk.run();
    expect((await days()).Disabled).toEqual([]);
  });

  it('for a week of missed days and no more', async () => {
    await sell(...Array(12).fill(1));
    await desk.create();
    await since(12);
    expect(await desk.run()).toMatchObject({ fired: 7 });
  });

  it('although another cannot be judged, which is tried again', async () => {
    await sell(1);
    const broken = await seed(desk.subgraph.db).merchant().withMember('OWNER').create();
    await desk.create();
    await desk.call('createAlert', { merchantId: broken.id, rule: RULE }, broken.members[0]?.identity);
    const lost = await seed(desk.subgraph.db).merchant().withMember('OWNER').create();
    await desk.call('createAlert', { merchantId: lost.id, rule: RULE }, lost.members[0]?.identity);
    await desk.subgraph.db.admin.query(
      `update insights.alerts set judged_to = $2 where merchant_id = any($1)`,
      [[desk.shop.id, broken.id, lost.id], back(2)],
    );
    await desk.subgraph.db.admin.query(
      `update users.merchants set time_zone = 'Atlantis/Capital' where id = $1`,
      [lost.id],
    );
    // A baseline that needs its days, and has lost them.
    await desk.subgraph.db.admin.query(
      `update insights.alerts set baseline = 'MEAN_OF_LAST_DAYS', condition = 'RISES_BY' where merchant_id = $1`,
      [broken.id],
    );
    expect(await desk.run()).toEqual({ judged: 1, fired: 1, failures: 2 });
    const { rows } = await desk.subgraph.db.admin.query(
      `select merchant_id, failure from insights.alerts where merchant_id = any($1) and failed_at is not null`,
      [[desk.shop.id, broken.id, lost.id]],
    );
    expect(new Map(rows.map((row) => [row.merchant_id, row.failure]))).toEqual(
      new Map([
        [broken.id, 'MEAN_OF_LAST_DAYS without its days'],
        [lost.id, expect.stringContaining('Atlantis/Capital')],
      ]),
    );
    await desk.subgraph.db.admin.query(
      `update users.merchants set time_zone = 'Europe/Paris' where id = $1`,
      [lost.id],
    );
    expect(await desk.run()).toEqual({ judged: 1, fired: 0, failures: 1 });
  });

  it('later, when the warehouse is away', async () => {
    await sell(1);
    await desk.create();
    await since(1);
    const away = createWarehouse({ url: 'http://127.0.0.1:1', password: '', database: 'none' });
    expect(await desk.run({ watched: away.watched })).toEqual({ judged: 0, fired: 0, failures: 1 });
    await away.close();
    expect((await desk.alerts()).nodes).toMatchObject([{ failedAt: expect.any(String), judgedTo: back(2) }]);
    expect(await desk.run()).toMatchObject({ fired: 1 });
    expect((await desk.alerts()).nodes).toMatchObject([{ failedAt: null, judgedTo: back(1) }]);
  });
});
