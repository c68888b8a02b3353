import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Identity } from '#platform/identity/index.ts';
import { createWarehouse, type Warehouse } from '#warehouse/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { addDays } from '../detection/calendar.ts';
import { createTestSubgraph, quietLogger, type TestSubgraph } from '../testing/subgraph.ts';
import { createTestWarehouse, type TestWarehouse } from '../testing/warehouse.ts';
import { runAlerts } from './run-alerts.ts';

/** A Wednesday, early in the afternoon in London. */
const NOW = '2026-03-11T14:00:00Z';
const TODAY = '2026-03-11';
const back = (days: number): string => addDays(TODAY, -days);

const RULE = { name: 'Few orders', metric: 'ORDERS', condition: 'BELOW', threshold: '5', schedule: 'DAILY' };

const ALERT = `id name metric filter { sku country } condition threshold baseline baselineDays floor schedule weekday severity
  cooldownDays enabled silencedUntil judgedTo failedAt`;
const mutation = (name: string) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const fields = name === 'deleteAlert' ? 'id' : `alert { ${ALERT} }`;
  return `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename
    ... on ${type}Success { ${fields} } ... on UserError { code message path } } }`;
};
const LIST = `query ($id: ID!, $first: Int, $after: String) {
  _entities(representations: [{ __typename: "Merchant", id: $id }]) { ... on Merchant {
    alerts(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { id name failedAt judgedTo
      firings { totalCount nodes { day from observed expected threshold change direction currency
        insight { id kind severity title text asOf }
        anomaly { id source kind status observed slice { dimension key } alert { name } insight { id } } } } } } } } }`;
const DRY_RUN = `query ($id: ID!, $rule: AlertRuleInput!, $from: Date!, $to: Date!) {
  _entities(representations: [{ __typename: "Merchant", id: $id }]) { ... on Merchant {
    alertDryRun(rule: $rule, from: $from, to: $to) { from to judged tooSmall coolingDown unknown
      firings { day from observed expected threshold change direction currency } } } } }`;

describe('alerts of a merchant', () => {
  let store: TestWarehouse;
  let subgraph: TestSubgraph;
  let shop: SeededMerchant;
  let owner: Identity;
  let clock = NOW;

  beforeAll(async () => {
    store = await createTestWarehouse();
    subgraph = await createTestSubgraph({ warehouse: store.warehouse, now: () => new Date(clock) });
  });
  afterAll(async () => {
    await subgraph?.close();
    await store?.close();
  });
  beforeEach(async () => {
    clock = NOW;
    await subgraph.db.admin.query(`update users.merchants set status = 'CLOSED'`);
    shop = await seed(subgraph.db).merchant().withMember('OWNER').withMember('MARKETER').create();
    owner = shop.members[0]?.identity ?? ANONYMOUS;
  });

  // biome-ignore lint/suspicious/noExplicitAny: what a query answers has no type of its own here
  type Answer = any;
  async function call(name: string, input: object, identity = owner, key?: string): Promise<Answer> {
    const { data, errors } = await subgraph.ask(identity, mutation(name), { input }, key);
    if (errors) throw errors[0];
    return data?.[name];
  }
  const create = (rule: object = {}, identity = owner) =>
    call('createAlert', { merchantId: shop.id, rule: { ...RULE, ...rule } }, identity);
  async function merchant(query: string, variables: object = {}, identity = owner): Promise<Answer> {
    const { data, errors } = await subgraph.ask(identity, query, { id: shop.id, ...variables });
    if (errors) throw errors[0];
    return JSON.parse(JSON.stringify(data))._entities[0];
  }
  const alerts = async () => (await merchant(LIST)).alerts;
  const run = (options: { at?: string; watched?: Warehouse['watched'] } = {}) =>
    runAlerts({
      db: subgraph.db,
      watched: options.watched ?? store.warehouse.watched,
      logger: quietLogger,
      now: () => new Date(options.at ?? clock),
    });
  const count = async (sql: string): Promise<number> =>
    (await subgraph.db.admin.query<{ n: number }>(`select count(*)::int as n from ${sql}`, [shop.id])).rows[0]
      ?.n ?? -1;

  describe('are made and changed', () => {
    it('with what is left out filled in', async () => {
      const { alert } = await create();
      expect(alert).toEqual({
        id: expect.any(String),
        ...RULE,
        filter: { sku: null, country: null },
        baseline: null,
        baselineDays: null,
        floor: '0',
        weekday: null,
        severity: 'WARNING',
        cooldownDays: 0,
        enabled: true,
        silencedUntil: null,
        judgedTo: back(1),
        failedAt: null,
      });
      const weekly = {
        schedule: 'WEEKLY',
        condition: 'FALLS_BY',
        threshold: '12.5',
        baseline: 'PREVIOUS_PERIOD',
      };
      const changed = await call('updateAlert', {
        id: alert.id,
        rule: { ...RULE, ...weekly, name: ' Bad week ' },
      });
      expect(changed.alert).toMatchObject({ ...weekly, id: alert.id, name: 'Bad week', weekday: 1 });
      const silent = await call('silenceAlert', { id: alert.id, until: '2026-04-01' });
      expect(silent.alert.silencedUntil).toBe('2026-04-01');
      expect((await call('silenceAlert', { id: alert.id })).alert.silencedUntil).toBeNull();
      expect(await call('deleteAlert', { id: alert.id })).toMatchObject({ id: alert.id });
      expect(await call('deleteAlert', { id: alert.id })).toMatchObject({ __typename: 'NotFoundError' });
      expect(await alerts()).toMatchObject({ totalCount: 0, nodes: [] });
      const { rows } = await subgraph.db.admin.query(
        `select payload->>'action' as action from events.outbox where merchant_id = $1 order by event_timestamp`,
        [shop.id],
      );
      expect(rows.map(({ action }) => action)).toEqual([
        'alert.created',
        'alert.changed',
        'alert.silenced',
        'alert.silenced',
        'alert.deleted',
      ]);
    });

    it.each([
      [{ name: '  ' }, 'name'],
      [{ metric: 'DATA_QUALITY' }, 'metric'],
      [{ threshold: '1.00001' }, 'threshold'],
      [{ condition: 'RISES_BY', threshold: '0', baseline: 'PREVIOUS_PERIOD' }, 'threshold'],
      [{ condition: 'RISES_BY' }, 'baseline'],
      [{ baseline: 'PREVIOUS_PERIOD' }, 'baseline'],
      [{ condition: 'RISES_BY', baseline: 'MEAN_OF_LAST_DAYS' }, 'baselineDays'],
      [{ condition: 'RISES_BY', baseline: 'MEAN_OF_LAST_DAYS', baselineDays: 91 }, 'baselineDays'],
      [{ baselineDays: 7 }, 'baselineDays'],
      [{ floor: '-1' }, 'floor'],
      [{ weekday: 1 }, 'weekday'],
      [{ schedule: 'WEEKLY', weekday: 8 }, 'weekday'],
      [{ cooldownDays: 91 }, 'cooldownDays'],
      [{ filter: { sku: 'A', country: 'FR' } }, 'filter.country'],
      [{ filter: { sku: '' } }, 'filter.sku'],
      [{ filter: { country: 'FR' }, metric: 'CARTS' }, 'filter.country'],
      [{ filter: { sku: 'A' }, metric: 'CONVERSION' }, 'filter.sku'],
      [{ filter: { sku: 'A' }, metric: 'NEW_CUSTOMERS' }, 'filter.sku'],
      [{ filter: { sku: 'never sold' } }, 'filter.sku'],
      [{ filter: { country: 'Mars' } }, 'filter.country'],
    ])('and refuse %j by the name of the field', async (rule, field) => {
      const path = ['input', 'rule', ...field.split('.')];
      expect(await create(rule)).toMatchObject({ __typename: 'BadInputError', path });
      expect(await count('insights.alerts where merchant_id = $1')).toBe(0);
      const dry = merchant(DRY_RUN, { rule: { ...RULE, ...rule }, from: back(9), to: back(1) });
      await expect(dry).rejects.toMatchObject({ extensions: { code: 'BAD_INPUT' } });
    });

    it('at most a hundred times, however many ask at once', async () => {
      await subgraph.db.admin.query(
        `insert into insights.alerts (merchant_id, name, metric, condition, threshold, schedule, severity, judged_to, created_by)
         select $1, 'n' || n, 'ORDERS', 'ABOVE', 1, 'DAILY', 'INFO', $2, 'test' from generate_series(1, 98) n`,
        [shop.id, TODAY],
      );
      const answers = await Promise.all(Array.from({ length: 4 }, () => create()));
      expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
        'ConflictError',
        'ConflictError',
        'CreateAlertSuccess',
        'CreateAlertSuccess',
      ]);
      const names = new Set<string>();
      let page: Answer = { pageInfo: { endCursor: null, hasNextPage: true } };
      while (page.pageInfo.hasNextPage) {
        page = (await merchant(LIST, { first: 33, after: page.pageInfo.endCursor })).alerts;
        for (const { id } of page.nodes) names.add(id);
      }
      expect(page.totalCount).toBe(100);
      expect(names.size).toBe(100);
    });

    it('once for one Idempotency-Key', async () => {
      const key = crypto.randomUUID();
      const input = { merchantId: shop.id, rule: RULE };
      const first = await call('createAlert', input, owner, key);
      expect(await call('createAlert', input, owner, key)).toEqual(first);
      expect((await alerts()).totalCount).toBe(1);
      const clash = await call('createAlert', { ...input, rule: { ...RULE, name: 'x' } }, owner, key);
      expect(clash).toMatchObject({ __typename: 'ConflictError' });
    });

    it('by those who may', async () => {
      const { alert } = await create();
      const other = await seed(subgraph.db).merchant().withMember('OWNER').create();
      const stranger = other.members[0]?.identity ?? ANONYMOUS;
      const marketer = shop.members[1]?.identity ?? ANONYMOUS;
      for (const [identity, wanted] of [
        [marketer, 'ForbiddenError'],
        [stranger, 'NotFoundError'],
        [ANONYMOUS, 'UnauthenticatedError'],
      ] as const) {
        expect(await create({}, identity)).toMatchObject({ __typename: wanted });
        expect(await call('deleteAlert', { id: alert.id }, identity)).toMatchObject({ __typename: wanted });
        expect(await call('silenceAlert', { id: alert.id }, identity)).toMatchObject({ __typename: wanted });
        expect(await call('updateAlert', { id: alert.id, rule: RULE }, identity)).toMatchObject({
          __typename: wanted,
        });
      }
      expect((await merchant(LIST, {}, marketer)).alerts.totalCount).toBe(1);
      await expect(merchant(LIST, {}, stranger)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
      const { data } = await subgraph.ask(stranger, `{ alert(id: "${alert.id}") { id } }`);
      expect(data?.alert).toBeNull();
    });
  });

  describe('fire', () => {
    /** Two orders on each of the last days, yesterday first. */
    const sell = (...orders: number[]) =>
      store.sell(
        shop.id,
        orders.map((amount, index) => ({ day: back(index + 1), orders: amount })),
      );
    /** As if it had been made so many days ago. */
    const since = (days: number) =>
      subgraph.db.admin.query('update insights.alerts set judged_to = $2 where merchant_id = $1', [
        shop.id,
        back(days + 1),
      ]);

    it('a card with its event, an anomaly and a firing, once', async () => {
      await sell(2, 9, 9);
      await create({ severity: 'CRITICAL' });
      await since(2);
      expect(await run()).toEqual({ judged: 1, fired: 1, failures: 0 });
      const [alert] = (await alerts()).nodes;
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
      expect(await run()).toEqual({ judged: 0, fired: 0, failures: 0 });
      // Even if what has been judged were forgotten.
      await since(3);
      expect(await run()).toEqual({ judged: 1, fired: 0, failures: 0 });
      expect(await count('insights.alert_firings where merchant_id = $1')).toBe(1);
      expect(await count('insights.anomalies where merchant_id = $1')).toBe(1);
      expect(await count(`events.outbox where merchant_id = $1 and event_type = 'insight.created'`)).toBe(1);
    });

    it('once when runs race', async () => {
      await sell(2, 1, 9);
      await Promise.all([create(), create({ condition: 'ABOVE', name: 'Many' })]);
      await since(3);
      const runs = await Promise.all([run(), run(), run()]);
      expect(runs.reduce((sum, { fired }) => sum + fired, 0)).toBe(3);
      expect(runs.every(({ failures }) => failures === 0)).toBe(true);
      expect(await count('insights.insights where merchant_id = $1')).toBe(3);
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
      const { alertDryRun } = await merchant(DRY_RUN, { rule, from: back(7), to: back(0) });
      expect(alertDryRun).toMatchObject({ from: back(7), to: back(1), judged: 7, unknown: 1 });
      await create(rule);
      for (let days = 7; days >= 1; days--) {
        if (days === 7) await since(7);
        await run({ at: `${back(days - 1)}T09:00:00Z` });
      }
      const [{ firings }] = (await alerts()).nodes;
      const fired = firings.nodes.map(({ insight, anomaly, ...seen }: Answer) => seen).reverse();
      expect(fired).toEqual(alertDryRun.firings);
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
      await store.sell(shop.id, [{ day: back(3), orders: 9 }]);
      const none = { name: 'Nothing sold', condition: 'BELOW', threshold: '1' };
      const { alertDryRun } = await merchant(DRY_RUN, {
        rule: { ...RULE, ...none },
        from: back(6),
        to: back(1),
      });
      expect(alertDryRun.firings.map(({ day }: Answer) => day)).toEqual([back(2), back(1)]);
      expect(alertDryRun.unknown).toBe(3);
      await create(none);
      await since(6);
      expect(await run()).toMatchObject({ fired: 2 });
    });

    it('for one product or country, in the words of the merchant', async () => {
      await subgraph.db.admin.query(
        `update users.merchants set locale = 'de-DE', currency = 'EUR' where id = $1`,
        [shop.id],
      );
      await store.sell(shop.id, [
        { day: back(1), orders: 2, sku: 'B', country: 'FR', currency: 'EUR', amount: 1234.5 },
        { day: back(2), orders: 2, sku: 'A', country: 'JP', currency: 'EUR' },
      ]);
      await create({
        name: 'Viel B',
        metric: 'GROSS_REVENUE',
        condition: 'ABOVE',
        threshold: '1000.5',
        filter: { sku: 'B' },
      });
      await create({ name: 'Japan', condition: 'ABOVE', threshold: '1', filter: { country: 'JP' } });
      await since(2);
      expect(await run()).toEqual({ judged: 2, fired: 2, failures: 0 });
      const [japan, product] = (await alerts()).nodes;
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
        seed(subgraph.db).merchant({ timeZone }).withMember('OWNER').create();
      const [kiritimati, auckland, angeles] = await Promise.all(
        ['Pacific/Kiritimati', 'Pacific/Auckland', 'America/Los_Angeles'].map(place),
      );
      // A quarter past midnight of the 11th in Auckland; already morning on Kiritimati, still the 10th in California.
      clock = '2026-03-10T11:15:00Z';
      for (const one of [kiritimati, auckland, angeles]) {
        if (one === undefined) throw new Error('a shop is missing');
        await store.sell(
          one.id,
          [9, 10].map((day) => ({ day: `2026-03-${String(day).padStart(2, '0')}` })),
        );
        const input = { merchantId: one.id, rule: RULE };
        await call('createAlert', input, one.members[0]?.identity);
      }
      await subgraph.db.admin.query(
        `update insights.alerts set judged_to = '2026-03-08' where merchant_id = any($1)`,
        [[kiritimati?.id, auckland?.id, angeles?.id]],
      );
      await run();
      const { rows } = await subgraph.db.admin.query(
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
      await run({ at: '2026-03-11T06:59:00Z' });
      expect(
        await count(`insights.alert_firings where merchant_id <> $1 and merchant_id = '${angeles?.id}'`),
      ).toBe(1);
      await run({ at: '2026-03-11T07:01:00Z' });
      expect(
        await count(`insights.alert_firings where merchant_id <> $1 and merchant_id = '${angeles?.id}'`),
      ).toBe(2);
    });

    it('not while silent, disabled or cooling down, and not for what was missed then', async () => {
      await sell(1, 1, 1, 1, 1);
      const { alert: silent } = await create({ name: 'Silent' });
      const { alert: disabled } = await create({ name: 'Disabled', enabled: false });
      await create({ name: 'Cool', cooldownDays: 2 });
      await since(5);
      await call('silenceAlert', { id: silent.id, until: back(2) });
      await run();
      const days = async () =>
        Object.fromEntries(
          (await alerts()).nodes.map(({ name, firings }: Answer) => [
            name,
            firings.nodes.map(({ day }: Answer) => day).sort(),
          ]),
        );
      expect(await days()).toEqual({ Silent: [back(1)], Disabled: [], Cool: [back(5), back(2)] });
      await call('updateAlert', { id: disabled.id, rule: { ...RULE, name: 'Disabled', enabled: true } });
      await run();
      expect((await days()).Disabled).toEqual([]);
    });

    it('for a week of missed days and no more', async () => {
      await sell(...Array(12).fill(1));
      await create();
      await since(12);
      expect(await run()).toMatchObject({ fired: 7 });
    });

    it('although another cannot be judged, which is tried again', async () => {
      await sell(1);
      const broken = await seed(subgraph.db).merchant().withMember('OWNER').create();
      await create();
      await call('createAlert', { merchantId: broken.id, rule: RULE }, broken.members[0]?.identity);
      const lost = await seed(subgraph.db).merchant().withMember('OWNER').create();
      await call('createAlert', { merchantId: lost.id, rule: RULE }, lost.members[0]?.identity);
      await subgraph.db.admin.query(`update insights.alerts set judged_to = $2 where merchant_id = any($1)`, [
        [shop.id, broken.id, lost.id],
        back(2),
      ]);
      await subgraph.db.admin.query(
        `update users.merchants set time_zone = 'Atlantis/Capital' where id = $1`,
        [lost.id],
      );
      // A baseline that needs its days, and has lost them.
      await subgraph.db.admin.query(
        `update insights.alerts set baseline = 'MEAN_OF_LAST_DAYS', condition = 'RISES_BY' where merchant_id = $1`,
        [broken.id],
      );
      expect(await run()).toEqual({ judged: 1, fired: 1, failures: 2 });
      const { rows } = await subgraph.db.admin.query(
        `select merchant_id, failure from insights.alerts where merchant_id = any($1) and failed_at is not null`,
        [[shop.id, broken.id, lost.id]],
      );
      expect(new Map(rows.map((row) => [row.merchant_id, row.failure]))).toEqual(
        new Map([
          [broken.id, 'MEAN_OF_LAST_DAYS without its days'],
          [lost.id, expect.stringContaining('Atlantis/Capital')],
        ]),
      );
      await subgraph.db.admin.query(`update users.merchants set time_zone = 'Europe/Paris' where id = $1`, [
        lost.id,
      ]);
      expect(await run()).toEqual({ judged: 1, fired: 0, failures: 1 });
    });

    it('later, when the warehouse is away', async () => {
      await sell(1);
      await create();
      await since(1);
      const away = createWarehouse({ url: 'http://127.0.0.1:1', password: '', database: 'none' });
      expect(await run({ watched: away.watched })).toEqual({ judged: 0, fired: 0, failures: 1 });
      await away.close();
      expect((await alerts()).nodes).toMatchObject([{ failedAt: expect.any(String), judgedTo: back(2) }]);
      expect(await run()).toMatchObject({ fired: 1 });
      expect((await alerts()).nodes).toMatchObject([{ failedAt: null, judgedTo: back(1) }]);
    });
  });
});
