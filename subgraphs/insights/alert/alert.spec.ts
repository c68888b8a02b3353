import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS } from '#platform/identity/index.ts';
import { seed } from '../../../tests/fixtures/seed.ts';
import { type AlertDesk, back, createAlertDesk, RULE, TODAY } from '../testing/alerts.ts';

// biome-ignore lint/suspicious/noExplicitAny: what a query answers has no type of its own here
type Answer = any;

describe('alerts of a merchant are made and changed', () => {
  let desk: AlertDesk;
  beforeAll(async () => {
    desk = await createAlertDesk();
  });
  afterAll(() => desk?.close());
  beforeEach(() => desk.reset());

  it('with what is left out filled in', async () => {
    const { alert } = await desk.create();
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
    const changed = await desk.call('updateAlert', {
      id: alert.id,
      rule: { ...RULE, ...weekly, name: ' Bad week ' },
    });
    expect(changed.alert).toMatchObject({ ...weekly, id: alert.id, name: 'Bad week', weekday: 1 });
    const silent = await desk.call('silenceAlert', { id: alert.id, until: '2026-04-01' });
    expect(silent.alert.silencedUntil).toBe('2026-04-01');
    expect((await desk.call('silenceAlert', { id: alert.id })).alert.silencedUntil).toBeNull();
    expect(await desk.call('deleteAlert', { id: alert.id })).toMatchObject({ id: alert.id });
    expect(await desk.call('deleteAlert', { id: alert.id })).toMatchObject({ __typename: 'NotFoundError' });
    expect(await desk.alerts()).toMatchObject({ totalCount: 0, nodes: [] });
    const { rows } = await desk.subgraph.db.admin.query(
      `select payload->>'action' as action from events.outbox where merchant_id = $1 order by event_timestamp`,
      [desk.shop.id],
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
    expect(await desk.create(rule)).toMatchObject({ __typename: 'BadInputError', path });
    expect(await desk.count('insights.alerts where merchant_id = $1')).toBe(0);
    const dry = desk.dryRun({ ...RULE, ...rule }, back(9), back(1));
    await expect(dry).rejects.toMatchObject({ extensions: { code: 'BAD_INPUT' } });
  });

  it('at most a hundred times, however many ask at once', async () => {
    await desk.subgraph.db.admin.query(
      `insert into insights.alerts (merchant_id, name, metric, condition, threshold, schedule, severity, judged_to, created_by)
         select $1, 'n' || n, 'ORDERS', 'ABOVE', 1, 'DAILY', 'INFO', $2, 'test' from generate_series(1, 98) n`,
      [desk.shop.id, TODAY],
    );
    const answers = await Promise.all(Array.from({ length: 4 }, () => desk.create()));
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'ConflictError',
      'ConflictError',
      'CreateAlertSuccess',
      'CreateAlertSuccess',
    ]);
    const names = new Set<string>();
    let page: Answer = { pageInfo: { endCursor: null, hasNextPage: true } };
    while (page.pageInfo.hasNextPage) {
      page = await desk.alerts({ first: 33, after: page.pageInfo.endCursor });
      for (const { id } of page.nodes) names.add(id);
    }
    expect(page.totalCount).toBe(100);
    expect(names.size).toBe(100);
  });

  it('once for one Idempotency-Key', async () => {
    const key = crypto.randomUUID();
    const input = { merchantId: desk.shop.id, rule: RULE };
    const first = await desk.call('createAlert', input, desk.owner, key);
    expect(await desk.call('createAlert', input, desk.owner, key)).toEqual(first);
    expect((await desk.alerts()).totalCount).toBe(1);
    const clash = await desk.call('createAlert', { ...input, rule: { ...RULE, name: 'x' } }, desk.owner, key);
    expect(clash).toMatchObject({ __typename: 'ConflictError' });
  });

  it('by those who may', async () => {
    const { alert } = await desk.create();
    const other = await seed(desk.subgraph.db).merchant().withMember('OWNER').create();
    const stranger = other.members[0]?.identity ?? ANONYMOUS;
    const marketer = desk.shop.members[1]?.identity ?? ANONYMOUS;
    for (const [identity, wanted] of [
      [marketer, 'ForbiddenError'],
      [stranger, 'NotFoundError'],
      [ANONYMOUS, 'UnauthenticatedError'],
    ] as const) {
      expect(await desk.create({}, identity)).toMatchObject({ __typename: wanted });
      expect(await desk.call('deleteAlert', { id: alert.id }, identity)).toMatchObject({
        __typename: wanted,
      });
      expect(await desk.call('silenceAlert', { id: alert.id }, identity)).toMatchObject({
        __typename: wanted,
      });
      expect(await desk.call('updateAlert', { id: alert.id, rule: RULE }, identity)).toMatchObject({
        __typename: wanted,
      });
    }
    expect((await desk.alerts({}, marketer)).totalCount).toBe(1);
    await expect(desk.alerts({}, stranger)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    const { data } = await desk.subgraph.ask(stranger, `{ alert(id: "${alert.id}") { id } }`);
    expect(data?.alert).toBeNull();
  });
});
