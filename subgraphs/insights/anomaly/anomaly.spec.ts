import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Identity } from '#platform/identity/index.ts';
import { withTenants } from '#platform/postgres/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { saveFinding } from '../insight/save-finding.ts';
import { finding } from '../testing/finding.ts';
import { createTestSubgraph, type TestSubgraph } from '../testing/subgraph.ts';
import { writeCard } from '../text/card.ts';
import { recordAnomalies } from './record-anomalies.ts';

const LIST = `query ($id: ID!, $filter: AnomalyFilter, $first: Int, $after: String, $last: Int, $before: String) {
  _entities(representations: [{ __typename: "Merchant", id: $id }]) { ... on Merchant {
    anomalies(filter: $filter, first: $first, after: $after, last: $last, before: $before) { totalCount
      nodes { id metric } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }`;
const ONE = `query ($id: ID!) { anomaly(id: $id) { id source kind metric direction since from to observed expected change currency
  score pValue status note reportedBy statusChangedBy statusChangedAt merchant { id } insight { id anomalies { id } }
  alert { id } slice { dimension key label } } }`;
const move = (name: string) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename
    ... on ${type}Success { anomaly { id status note statusChangedBy metric from to source observed reportedBy kind } }
    ... on UserError { code message path } } }`;
};

describe('anomalies of a merchant', () => {
  let subgraph: TestSubgraph;
  let shop: SeededMerchant;
  let owner: Identity;
  let stranger: Identity;
  beforeAll(async () => {
    // Shortly after midnight of the 12th in Auckland.
    subgraph = await createTestSubgraph({ now: () => new Date('2026-03-11T11:30:00Z') });
  });
  afterAll(() => subgraph?.close());
  beforeEach(async () => {
    shop = await seed(subgraph.db).merchant({ timeZone: 'Pacific/Auckland' }).withMember('OWNER').create();
    owner = shop.members[0]?.identity ?? ANONYMOUS;
    const other = await seed(subgraph.db).merchant().withMember('OWNER').create();
    stranger = other.members[0]?.identity ?? ANONYMOUS;
  });

  // biome-ignore lint/suspicious/noExplicitAny: what a query answers has no type of its own here
  type Answer = any;
  async function ask(query: string, variables: object, identity = owner): Promise<Answer> {
    const { data, errors } = await subgraph.ask(identity, query, variables);
    if (errors) throw errors[0];
    return JSON.parse(JSON.stringify(data));
  }
  const list = async (variables: object = {}): Promise<Answer> =>
    (await ask(LIST, { id: shop.id, ...variables }))._entities[0].anomalies;
  const call = async (name: string, input: object, identity = owner): Promise<Answer> =>
    (await ask(move(name), { input }, identity))[name];

  /** A card of orders and units with the tests behind it. */
  async function detect(): Promise<string> {
    const story = finding();
    return withTenants(subgraph.db.worker, [shop.id], async (tx) => {
      const { id } = await saveFinding(tx, shop.id, story, writeCard(story, 'en'));
      const test = { ...story, p: 0.001, material: true };
      const slice = { dimension: 'COUNTRY', key: 'FR', label: 'France' } as const;
      await recordAnomalies(tx, shop.id, id, [test, { ...test, metric: 'GROSS_REVENUE', slice, score: 1.5 }]);
      return id;
    });
  }

  it('are behind their insight, and tell all they know', async () => {
    const insightId = await detect();
    const { nodes } = await list({ filter: { metric: ['GROSS_REVENUE'] } });
    const { anomaly } = await ask(ONE, { id: nodes[0].id });
    expect(anomaly).toEqual({
      id: nodes[0].id,
      source: 'DETECTED',
      kind: 'WEEKDAY_ANOMALY',
      metric: 'GROSS_REVENUE',
      direction: 'UP',
      since: '2025-06-08',
      from: '2025-06-08',
      to: '2025-06-08',
      observed: '96.0000',
      expected: '39.5000',
      change: 1.43,
      currency: 'GBP',
      score: 1.5,
      pValue: 0.001,
      status: 'OPEN',
      note: null,
      reportedBy: null,
      statusChangedBy: null,
      statusChangedAt: null,
      merchant: { id: shop.id },
      insight: { id: insightId, anomalies: expect.arrayContaining([{ id: nodes[0].id }]) },
      alert: null,
      slice: { dimension: 'COUNTRY', key: 'FR', label: 'France' },
    });
    expect(anomaly.insight.anomalies).toHaveLength(2);
  });

  it('are filtered by all there is', async () => {
    await detect();
    await call('reportAnomaly', {
      merchantId: shop.id,
      metric: 'CARTS',
      from: '2026-03-01',
      to: '2026-03-09',
      note: 'odd',
    });
    for (const [filter, metrics] of [
      [{}, ['CARTS', 'GROSS_REVENUE', 'ORDERS']],
      [{ source: ['REPORTED'] }, ['CARTS']],
      [{ kind: ['WEEKDAY_ANOMALY'] }, ['GROSS_REVENUE', 'ORDERS']],
      [{ leastScore: 2 }, ['ORDERS']],
      [{ from: '2026-03-05' }, ['CARTS']],
      [{ to: '2026-02-28' }, ['GROSS_REVENUE', 'ORDERS']],
      [{ from: '2026-03-09', to: '2026-03-30' }, ['CARTS']],
      [{ status: ['RESOLVED'] }, []],
      [{ metric: [] }, []],
    ] as const) {
      const { nodes, totalCount } = await list({ filter });
      expect(nodes.map(({ metric }: Answer) => metric).sort()).toEqual(metrics);
      expect(totalCount).toBe(metrics.length);
    }
    await expect(list({ filter: { from: '2026-03-02', to: '2026-03-01' } })).rejects.toMatchObject({
      extensions: { code: 'BAD_INPUT' },
    });
  });

  it('are paged both ways without losing or repeating one', async () => {
    await subgraph.db.admin.query(
      `insert into insights.anomalies (merchant_id, anomaly_key, source, kind, metric, first_from, window_from, window_to, created_at)
       select $1, n::text, 'REPORTED', 'REPORTED', 'ORDERS', '2026-01-01', '2026-01-01', '2026-01-01',
         '2026-01-01T00:00:00.123456Z'::timestamptz + (n / 3) * interval '1 microsecond' from generate_series(1, 8) n`,
      [shop.id],
    );
    const whole = (await list()).nodes.map(({ id }: Answer) => id);
    expect(new Set(whole).size).toBe(8);
    const forward: string[] = [];
    for (
      let page = await list({ first: 3 });
      ;
      page = await list({ first: 3, after: page.pageInfo.endCursor })
    ) {
      forward.push(...page.nodes.map(({ id }: Answer) => id));
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(forward).toEqual(whole);
    const backward: string[] = [];
    for (
      let page = await list({ last: 3 });
      ;
      page = await list({ last: 3, before: page.pageInfo.startCursor })
    ) {
      backward.unshift(...page.nodes.map(({ id }: Answer) => id));
      if (!page.pageInfo.hasPreviousPage) break;
    }
    expect(backward).toEqual(whole);
    await expect(list({ after: 'nonsense' })).rejects.toMatchObject({ extensions: { code: 'BAD_INPUT' } });
  });

  it('are reported by hand', async () => {
    const input = { merchantId: shop.id, metric: 'REFUND_RATE', from: '2026-03-12', note: ' far too many ' };
    const { anomaly } = await call('reportAnomaly', input);
    expect(anomaly).toEqual({
      id: expect.any(String),
      status: 'OPEN',
      note: 'far too many',
      statusChangedBy: null,
      metric: 'REFUND_RATE',
      from: '2026-03-12',
      to: '2026-03-12',
      source: 'REPORTED',
      observed: null,
      reportedBy: `user:${shop.members[0]?.userId}`,
      kind: null,
    });
    for (const [wrong, field] of [
      // Tomorrow, where the shop is.
      [{ from: '2026-03-13' }, 'from'],
      [{ to: '2026-03-13' }, 'to'],
      [{ to: '2026-03-11' }, 'from'],
      [{ from: '2020-01-01', to: '2026-01-01' }, 'to'],
      [{ note: ' ' }, 'note'],
      [{ note: 'x'.repeat(2001) }, 'note'],
      [{ metric: 'DATA_QUALITY' }, 'metric'],
    ] as const) {
      expect(await call('reportAnomaly', { ...input, ...wrong })).toMatchObject({
        __typename: 'BadInputError',
        path: ['input', field],
      });
    }
    expect((await list()).totalCount).toBe(1);
  });

  const MOVES = {
    OPEN: 'reopenAnomaly',
    ACKNOWLEDGED: 'acknowledgeAnomaly',
    RESOLVED: 'resolveAnomaly',
    FALSE_ALARM: 'markAnomalyFalseAlarm',
  } as const;
  const ALLOWED = new Set([
    'OPEN ACKNOWLEDGED',
    'OPEN RESOLVED',
    'OPEN FALSE_ALARM',
    'ACKNOWLEDGED OPEN',
    'ACKNOWLEDGED RESOLVED',
    'ACKNOWLEDGED FALSE_ALARM',
    'RESOLVED OPEN',
    'RESOLVED FALSE_ALARM',
    'FALSE_ALARM OPEN',
  ]);

  it.each(Object.keys(MOVES))('go from %s where they may, and nowhere else', async (from) => {
    await detect();
    const [{ id }] = (await list()).nodes;
    for (const [to, name] of Object.entries(MOVES)) {
      await subgraph.db.admin.query(
        'update insights.anomalies set status = $2, note = null, status_by = null where id = $1',
        [id, from],
      );
      const result = await call(name, { id, note: 'seen' });
      if (from === to)
        expect(result.anomaly).toMatchObject({ status: to, note: null, statusChangedBy: null });
      else if (ALLOWED.has(`${from} ${to}`)) {
        const by = `user:${shop.members[0]?.userId}`;
        expect(result.anomaly).toMatchObject({ status: to, note: 'seen', statusChangedBy: by });
        expect((await call(name, { id })).anomaly).toMatchObject({ status: to, note: 'seen' });
      } else {
        expect(result).toMatchObject({ __typename: 'ConflictError', message: expect.stringContaining(from) });
        expect((await ask(ONE, { id })).anomaly).toMatchObject({ status: from, note: null });
      }
    }
  });

  it('keep strangers out', async () => {
    await detect();
    const [{ id }] = (await list()).nodes;
    const key: Identity = { kind: 'apiKey', keyId: 'k', merchantId: shop.id, scopes: ['insights:read'] };
    for (const [identity, wanted] of [
      [stranger, 'NotFoundError'],
      [ANONYMOUS, 'UnauthenticatedError'],
      [key, 'ForbiddenError'],
    ] as const) {
      expect(await call('acknowledgeAnomaly', { id }, identity)).toMatchObject({ __typename: wanted });
      const report = { merchantId: shop.id, metric: 'ORDERS', from: '2026-03-01', note: 'x' };
      expect(await call('reportAnomaly', report, identity)).toMatchObject({ __typename: wanted });
    }
    expect((await ask(ONE, { id }, key)).anomaly).toMatchObject({ status: 'OPEN' });
    await expect(ask(ONE, { id }, stranger)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    await expect(ask(LIST, { id: shop.id }, stranger)).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });
});
