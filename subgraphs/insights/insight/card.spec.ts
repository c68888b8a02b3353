import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Identity } from '#platform/identity/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { writeStory } from '../testing/cards.ts';
import { finding } from '../testing/finding.ts';
import { createTestSubgraph, type TestSubgraph } from '../testing/subgraph.ts';

const CARD = `id title text locale kind metric severity status version asOf firstSeen lastSeen updatedAt readAt
  slice { dimension key label } evidence { day observed expected } action { code text } figures { observed currency }
  explanation { effects { price volume mix } contributions { slice { label } share } lastYear { observed expected } }
  history { version seen severity title figures { observed expected currency } window { to } }`;
const MERCHANT = (fields: string) => `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on Merchant { ${fields} } } }`;
const UNREAD = 'unreadInsights { count critical newestCritical { id } }';
const MARK = `mutation ($input: MarkInsightsReadInput!) { markInsightsRead(input: $input) { __typename
  ... on MarkInsightsReadSuccess { markedCount merchant { ${UNREAD} } } ... on UserError { code path } } }`;
const MOVE = (name: string) => `mutation ($id: ID!) { ${name}(input: { id: $id }) { __typename
  ... on ${name.charAt(0).toUpperCase()}${name.slice(1)}Success { insight { status readAt } } } }`;

describe('an insight card', () => {
  let subgraph: TestSubgraph;
  let shop: SeededMerchant;
  let owner: Identity;
  let stranger: Identity;

  beforeAll(async () => {
    subgraph = await createTestSubgraph();
    const other = await seed(subgraph.db).merchant().withMember('OWNER').create();
    stranger = other.members[0]?.identity ?? ANONYMOUS;
  });
  afterAll(() => subgraph.close());
  beforeEach(async () => {
    shop = await seed(subgraph.db).merchant().withMember('OWNER').create();
    owner = shop.members[0]?.identity ?? ANONYMOUS;
  });

  async function ask(
    identity: Identity,
    query: string,
    variables: object = {},
  ): Promise<Record<string, unknown>> {
    const { data, errors } = await subgraph.ask(identity, query, variables);
    if (errors) throw errors[0];
    return data ?? {};
  }
  const read = async (id: string) =>
    (await ask(owner, `query ($id: ID!) { insight(id: $id) { ${CARD} } }`, { id })).insight;
  const ofMerchant = async (fields: string, identity = owner) => {
    const representations = [{ __typename: 'Merchant', id: shop.id }];
    const { _entities } = await ask(identity, MERCHANT(fields), { representations });
    return (_entities as Record<string, unknown>[])[0];
  };

  it('shows all its story carries, and what it said before', async () => {
    const story = finding({
      metric: 'GROSS_REVENUE',
      slice: { dimension: 'PRODUCT', key: '85123A', label: 'Hanging heart' },
      action: 'CHECK_STOCK',
      evidence: { from: '2025-06-07', observed: [3, null], expected: [2.5, 2] },
      explanation: {
        effects: { price: 1.5, volume: -2, mix: 0 },
        contributions: [
          {
            slice: { dimension: 'COUNTRY', key: 'FR', label: 'France' },
            observed: 1,
            expected: 2,
            share: 0.4,
          },
        ],
        lastYear: { observed: 90, expected: 80 },
      },
    });
    const { id } = await writeStory(subgraph, shop.id, story);
    const window = { ...story.window, to: '2025-06-09' };
    await writeStory(subgraph, shop.id, {
      ...story,
      asOf: '2025-06-10',
      observed: 50,
      severity: 'WARNING',
      window,
    });
    expect(await read(id)).toMatchObject({
      locale: 'en',
      version: 2,
      asOf: '2025-06-09',
      firstSeen: '2025-06-09',
      lastSeen: '2025-06-10',
      updatedAt: expect.any(String),
      slice: { dimension: 'PRODUCT', key: '85123A', label: 'Hanging heart' },
      evidence: [
        { day: '2025-06-07', observed: 3, expected: 2.5 },
        { day: '2025-06-08', observed: null, expected: 2 },
      ],
      explanation: {
        effects: { price: '1.5000', volume: '-2.0000', mix: '0.0000' },
        contributions: [{ slice: { label: 'France' }, share: 0.4 }],
        lastYear: { observed: 90, expected: 80 },
      },
      action: { code: 'CHECK_STOCK', text: 'Check whether it is in stock and on sale.' },
      figures: { observed: '50.0000', currency: 'GBP' },
      history: [
        {
          version: 1,
          seen: '2025-06-09',
          severity: 'NOTICE',
          title: expect.stringContaining('Revenue of Hanging heart'),
          figures: { observed: '96.0000', expected: '39.5000', currency: 'GBP' },
          window: { to: '2025-06-08' },
        },
      ],
    });
  });

  it('speaks the language the merchant reads now, without being written anew', async () => {
    const { id } = await writeStory(subgraph, shop.id, finding());
    expect(await read(id)).toMatchObject({
      title: 'Orders were 143% above the usual on Sunday 8 June',
      history: [],
    });
    await subgraph.db.admin.query(`update users.merchants set locale = 'de-DE' where id = $1`, [shop.id]);
    expect(await read(id)).toMatchObject({
      locale: 'de-DE',
      title: expect.stringMatching(/^Die Bestellungen waren am Sonntag, 8\. Juni 143\s% höher als üblich$/),
      action: { code: 'NONE', text: 'Es ist nichts zu tun.' },
      version: 1,
    });
    await subgraph.db.admin.query(
      `update insights.insights set text_version = 0, locale = 'de-DE', title = 'of an older template' where id = $1`,
      [id],
    );
    expect(await read(id)).toMatchObject({ title: expect.stringContaining('Die Bestellungen waren') });
    // Words that were not made by templates are all there is.
    await subgraph.db.admin.query(`update insights.insights set facts = null, locale = 'en' where id = $1`, [
      id,
    ]);
    expect(await read(id)).toMatchObject({ title: 'of an older template', locale: 'en' });
  });

  it('is found by slice and least severity, and ordered by when its story was last seen', async () => {
    const story = (stableKey: string, parts: Parameters<typeof finding>[0]) =>
      writeStory(subgraph, shop.id, finding({ stableKey, ...parts }));
    const heart = { dimension: 'PRODUCT', key: 'heart', label: 'Heart' } as const;
    const france = { dimension: 'COUNTRY', key: 'FR', label: 'France' } as const;
    await story('a', { slice: heart, severity: 'CRITICAL' });
    await story('b', { slice: france, severity: 'INFO' });
    await story('c', { severity: 'WARNING' });
    await story('b', { slice: france, severity: 'INFO', asOf: '2025-06-20', observed: 99 });
    const list = async (filter: string) => {
      const { insights } = (await ofMerchant(
        `insights(filter: ${filter}, orderBy: { field: LAST_SEEN, direction: DESC }) { nodes { lastSeen severity } }`,
      )) as { insights: { nodes: { severity: string }[] } };
      return insights.nodes.map(({ severity }) => severity);
    };
    expect((await list('{}'))[0]).toBe('INFO');
    expect(await list('{ leastSeverity: WARNING }')).toHaveLength(2);
    expect(await list('{ leastSeverity: WARNING, severity: [CRITICAL, INFO] }')).toEqual(['CRITICAL']);
    expect(await list('{ sliceDimension: [COUNTRY, PRODUCT] }')).toHaveLength(2);
    expect(await list('{ sliceDimension: [PRODUCT], sliceKey: "heart" }')).toEqual(['CRITICAL']);
    expect(await list('{ sliceKey: "nothing" }')).toEqual([]);
  });

  it('is counted among the unread until it is read, one by one or many at once', async () => {
    const ids: string[] = [];
    for (const [stableKey, severity] of [
      ['a', 'CRITICAL'],
      ['b', 'CRITICAL'],
      ['c', 'INFO'],
    ] as const)
      ids.push((await writeStory(subgraph, shop.id, finding({ stableKey, severity }))).id);
    const [a = '', b = '', c = ''] = ids;
    const unread = async () => (await ofMerchant(UNREAD))?.unreadInsights;
    expect(await unread()).toEqual({ count: 3, critical: 2, newestCritical: { id: b } });
    const mark = async (input: object, identity = owner) =>
      (await ask(identity, MARK, { input: { merchantId: shop.id, ...input } })).markInsightsRead;
    expect(await mark({ ids: [b, b, 'no-id', crypto.randomUUID()] })).toMatchObject({
      markedCount: 1,
      merchant: { unreadInsights: { count: 2, critical: 1, newestCritical: { id: a } } },
    });
    expect(await mark({ ids: [b] })).toMatchObject({ markedCount: 0 });
    expect(await ask(owner, MOVE('markInsightUnread'), { id: b })).toMatchObject({
      markInsightUnread: { insight: { status: 'UNREAD', readAt: null } },
    });
    await ask(owner, MOVE('dismissInsight'), { id: c });
    expect(await ask(owner, MOVE('markInsightUnread'), { id: c })).toMatchObject({
      markInsightUnread: { insight: { status: 'DISMISSED' } },
    });
    expect(await mark({ until: '2000-01-01T00:00:00Z' })).toMatchObject({ markedCount: 0 });
    expect(await mark({ until: new Date(Date.now() + 60_000).toISOString() })).toMatchObject({
      markedCount: 2,
      merchant: { unreadInsights: { count: 0, critical: 0, newestCritical: null } },
    });
    expect(await mark({})).toMatchObject({ code: 'BAD_INPUT', path: ['input', 'ids'] });
    expect(await mark({ ids: [], until: '2000-01-01T00:00:00Z' })).toMatchObject({
      path: ['input', 'until'],
    });
    expect(await mark({ ids: Array(501).fill(a) })).toMatchObject({ path: ['input', 'ids'] });
    expect(await mark({ ids: [a] }, stranger)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await mark({ ids: [a] }, ANONYMOUS)).toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(ofMerchant(UNREAD, stranger)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });

  it('marks none of another merchant', async () => {
    const { id } = await writeStory(subgraph, shop.id, finding());
    const strangersShop = stranger.kind === 'user' ? stranger.memberships[0]?.merchantId : undefined;
    const { markInsightsRead } = await ask(stranger, MARK, {
      input: { merchantId: strangersShop, ids: [id] },
    });
    expect(markInsightsRead).toMatchObject({ markedCount: 0 });
    expect(await read(id)).toMatchObject({ status: 'UNREAD' });
  });

  it('refuses a history of impossible length', async () => {
    const { id } = await writeStory(subgraph, shop.id, finding());
    const query = `query ($id: ID!) { insight(id: $id) { history(first: 101) { version } } }`;
    await expect(ask(owner, query, { id })).rejects.toMatchObject({ extensions: { code: 'BAD_INPUT' } });
  });
});
