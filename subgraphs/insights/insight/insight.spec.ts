import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Identity } from '#platform/identity/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { createTestSubgraph, type TestSubgraph } from '../testing/subgraph.ts';

interface Page {
  totalCount: number;
  unreadCount: number;
  nodes: { id: string; title: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
}

const LIST = `query ($representations: [_Any!]!, $first: Int, $after: String, $last: Int, $before: String,
  $filter: InsightFilter, $orderBy: InsightOrder) {
  _entities(representations: $representations) { ... on Merchant {
    insights(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
      totalCount unreadCount nodes { id title } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }`;
const GET = `query ($id: ID!) { insight(id: $id) { id title text status readAt dismissedAt asOf createdAt
  merchant { id } window { from to baselineFrom baselineTo } figures { observed expected change currency score } } }`;
const MOVE = (name: string) => `mutation ($id: ID!) { ${name}(input: { id: $id }) { __typename
  ... on ${name.charAt(0).toUpperCase()}${name.slice(1)}Success { insight { id status readAt dismissedAt } }
  ... on UserError { code message path } } }`;

describe('insights of a merchant', () => {
  let subgraph: TestSubgraph;
  let shop: SeededMerchant;
  let other: SeededMerchant;
  let owner: Identity;
  let stranger: Identity;
  let ids: string[];

  beforeAll(async () => {
    subgraph = await createTestSubgraph();
    shop = await seed(subgraph.db).merchant().withMember('OWNER').create();
    other = await seed(subgraph.db).merchant().withMember('OWNER').create();
    [owner, stranger] = [shop, other].map((one) => one.members[0]?.identity ?? ANONYMOUS) as [
      Identity,
      Identity,
    ];
    ids = await Promise.all(
      ['INFO', 'CRITICAL', 'NOTICE', 'WARNING', 'INFO', 'CRITICAL', 'NOTICE'].map((severity, index) =>
        write(shop.id, index, severity),
      ),
    );
    await write(other.id, 0, 'INFO');
  });
  afterAll(() => subgraph.close());

  async function write(
    merchantId: string,
    index: number,
    severity: string,
    metric = 'ORDERS',
  ): Promise<string> {
    // All in the same microsecond but for the last three: equal sort values must not lose or repeat a row.
    const created = `2025-06-0${index > 3 ? 2 : 1}T03:00:00.123456Z`;
    const { rows } = await subgraph.db.admin.query<{ id: string }>(
      `insert into insights.insights (merchant_id, stable_key, kind, metric, direction, severity, title, body,
         window_from, window_to, baseline_from, baseline_to, observed, expected, change, score, currency, as_of, created_at)
       values ($1, $2, 'WEEKDAY_ANOMALY', $5, 'UP', $3, $2, 'text', $6::date, $6::date, $6::date - 70, $6::date - 1,
         96, 39.5, 1.43, 4.2, 'GBP', $6::date, $4) returning id`,
      [merchantId, `story ${index} ${metric}`, severity, created, metric, `2025-06-0${index + 1}`],
    );
    return rows[0]?.id ?? '';
  }

  async function list(variables: object, identity = owner): Promise<Page> {
    const representations = [{ __typename: 'Merchant', id: shop.id }];
    const result = await subgraph.ask(identity, LIST, { representations, ...variables });
    if (result.errors) throw result.errors[0];
    return (result.data as { _entities: { insights: Page }[] } | undefined)?._entities[0]?.insights as Page;
  }

  it.each(['CREATED_AT', 'SEVERITY', 'AS_OF'].flatMap((field) => ['ASC', 'DESC'].map((way) => [field, way])))(
    'pages both ways by %s %s without losing or repeating one',
    async (field, direction) => {
      const orderBy = { field, direction };
      const whole = (await list({ orderBy, first: 100 })).nodes.map(({ id }) => id);
      expect([...whole].sort()).toEqual([...ids].sort());
      const forward: string[] = [];
      let page = await list({ orderBy, first: 3 });
      for (;;) {
        forward.push(...page.nodes.map(({ id }) => id));
        if (!page.pageInfo.hasNextPage) break;
        page = await list({ orderBy, first: 3, after: page.pageInfo.endCursor });
      }
      expect(forward).toEqual(whole);
      const backward: string[] = [];
      page = await list({ orderBy, last: 2 });
      for (;;) {
        backward.unshift(...page.nodes.map(({ id }) => id));
        if (!page.pageInfo.hasPreviousPage) break;
        page = await list({ orderBy, last: 2, before: page.pageInfo.startCursor });
      }
      expect(backward).toEqual(whole);
    },
  );

  it('orders by how severe, not by the alphabet', async () => {
    const { nodes } = await list({ orderBy: { field: 'SEVERITY', direction: 'DESC' } });
    expect(
      nodes
        .map(({ id }) => ids.indexOf(id))
        .map((index) => [1, 5].includes(index))
        .slice(0, 2),
    ).toEqual([true, true]);
    expect([0, 4]).toContain(ids.indexOf(nodes.at(-1)?.id ?? ''));
  });

  it('filters, and counts what matches and what is unread', async () => {
    expect(await list({ filter: { severity: ['CRITICAL', 'WARNING'] }, first: 1 })).toMatchObject({
      totalCount: 3,
      unreadCount: 7,
    });
    expect(await list({ filter: { from: '2025-06-02', to: '2025-06-04' } })).toMatchObject({ totalCount: 3 });
    expect(await list({ filter: { metric: ['REFUNDS'] } })).toMatchObject({ totalCount: 0, nodes: [] });
    expect(await list({ filter: { kind: ['WEEKDAY_ANOMALY'], status: [] } })).toMatchObject({
      totalCount: 0,
    });
    expect(await list({ first: 0 })).toMatchObject({ totalCount: 7, nodes: [] });
  });

  it.each([
    [{ first: -1 }, 'first'],
    [{ first: 101 }, 'first'],
    [{ after: 'nonsense' }, 'after'],
    [{ after: Buffer.from('["2025-99-99T03:00:00.123456Z","x"]').toString('base64url') }, 'after'],
    [{ filter: { from: '2025-06-04', to: '2025-06-02' } }, 'from'],
  ])('refuses %j with what is wrong', async (variables, named) => {
    const error = await list(variables).catch((thrown: { extensions?: object; message?: string }) => thrown);
    expect(error).toMatchObject({
      extensions: { code: 'BAD_INPUT' },
      message: expect.stringContaining(named),
    });
  });

  it('refuses a cursor of another order', async () => {
    const { pageInfo } = await list({ first: 1 });
    const orderBy = { field: 'SEVERITY', direction: 'ASC' };
    await expect(list({ orderBy, after: pageInfo.endCursor })).rejects.toMatchObject({
      extensions: { code: 'BAD_INPUT' },
    });
  });

  it('answers a stranger, a key without the scope and nobody each as they should be', async () => {
    const code = (wanted: string) => ({ extensions: { code: wanted } });
    await expect(list({}, stranger)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(list({}, ANONYMOUS)).rejects.toMatchObject(code('UNAUTHENTICATED'));
    const key: Identity = { kind: 'apiKey', keyId: 'k', merchantId: shop.id, scopes: ['carts:read'] };
    await expect(list({}, key)).rejects.toMatchObject(code('FORBIDDEN'));
    expect((await list({}, { kind: 'operator', name: 'cli' })).totalCount).toBe(7);
  });

  it('shows one insight whole, and none of a stranger', async () => {
    const [id] = ids;
    const { data, errors } = await subgraph.ask(owner, GET, { id });
    expect(errors).toBeUndefined();
    expect(data?.insight).toMatchObject({
      id,
      merchant: { id: shop.id },
      status: 'UNREAD',
      asOf: '2025-06-01',
      window: { from: '2025-06-01', baselineTo: '2025-05-31' },
      figures: { observed: '96', expected: '39.5', change: 1.43, currency: null, score: 4.2 },
    });
    for (const [identity, wanted, code] of [
      [stranger, id, 'NOT_FOUND'],
      [owner, 'not-an-id', 'NOT_FOUND'],
      [owner, crypto.randomUUID(), 'NOT_FOUND'],
      [ANONYMOUS, id, 'UNAUTHENTICATED'],
    ] as const) {
      const result = await subgraph.ask(identity, GET, { id: wanted });
      expect(result.data?.insight).toBeNull();
      expect(result.errors?.[0]?.extensions.code).toBe(code);
    }
  });

  it('resolves references in one read, null for a stranger’s', async () => {
    const representations = ids.map((id) => ({ __typename: 'Insight', id }));
    const query =
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Insight { id } } }';
    const own = await subgraph.ask(owner, query, { representations });
    expect(own.data?._entities).toEqual(ids.map((id) => ({ id })));
    const foreign = await subgraph.ask(stranger, query, { representations });
    expect(foreign.data?._entities).toEqual(ids.map(() => null));
  });

  describe('read, dismiss, restore', () => {
    const move = async (name: string, id: string, identity = owner, key?: string) => {
      const { data, errors } = await subgraph.ask(identity, MOVE(name), { id }, key);
      if (errors) throw errors[0];
      return data?.[name] as {
        __typename: string;
        code?: string;
        insight: { status: string; readAt: string | null };
      };
    };

    it('moves it, and repeating changes nothing', async () => {
      const id = await write(shop.id, 7, 'INFO');
      const read = await move('markInsightRead', id);
      expect(read).toMatchObject({ __typename: 'MarkInsightReadSuccess', insight: { status: 'READ' } });
      expect(await move('markInsightRead', id)).toEqual(read);
      expect(await move('restoreInsight', id)).toMatchObject({ insight: { status: 'READ' } });
      const dismissed = await move('dismissInsight', id);
      expect(dismissed.insight).toMatchObject({ status: 'DISMISSED', readAt: read.insight.readAt });
      expect(await move('dismissInsight', id)).toEqual(dismissed);
      expect(await move('markInsightRead', id)).toMatchObject({ insight: { status: 'DISMISSED' } });
      expect(await move('restoreInsight', id)).toMatchObject({
        insight: { status: 'READ', dismissedAt: null },
      });
    });

    it('honours Idempotency-Key: the first answer again, a conflict for another input', async () => {
      const id = await write(shop.id, 8, 'INFO');
      const key = crypto.randomUUID();
      const first = await move('dismissInsight', id, owner, key);
      await move('restoreInsight', id);
      expect(await move('dismissInsight', id, owner, key)).toEqual(first);
      expect(await move('restoreInsight', id)).toMatchObject({ insight: { status: 'READ' } });
      const clash = await move('dismissInsight', ids[0] ?? '', owner, key);
      expect(clash).toMatchObject({ __typename: 'ConflictError', code: 'CONFLICT' });
    });

    it('answers failures as members of the union', async () => {
      const id = ids[1] ?? '';
      expect(await move('dismissInsight', id, stranger)).toMatchObject({
        __typename: 'NotFoundError',
        path: ['input', 'id'],
      });
      expect(await move('dismissInsight', 'x', owner)).toMatchObject({ __typename: 'NotFoundError' });
      expect(await move('dismissInsight', id, ANONYMOUS)).toMatchObject({
        __typename: 'UnauthenticatedError',
      });
      const key: Identity = { kind: 'apiKey', keyId: 'k', merchantId: shop.id, scopes: ['insights:read'] };
      expect(await move('dismissInsight', id, key)).toMatchObject({ __typename: 'ForbiddenError' });
    });
  });
});
