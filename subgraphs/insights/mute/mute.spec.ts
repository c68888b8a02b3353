import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Identity } from '#platform/identity/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { createTestSubgraph, type TestSubgraph } from '../testing/subgraph.ts';

const MUTE = `mutation ($input: MuteInsightsInput!) { muteInsights(input: $input) { __typename
  ... on MuteInsightsSuccess { mute { id kind metric until reason merchant { id } } }
  ... on UserError { code path } } }`;
const UNMUTE = `mutation ($input: UnmuteInsightsInput!) { unmuteInsights(input: $input) { __typename
  ... on UnmuteInsightsSuccess { id merchant { id } } ... on UserError { code path } } }`;
const LIST = `query ($representations: [_Any!]!, $first: Int, $after: String, $last: Int, $before: String) {
  _entities(representations: $representations) { ... on Merchant {
    insightMutes(first: $first, after: $after, last: $last, before: $before) {
      totalCount nodes { id kind } pageInfo { hasNextPage endCursor startCursor } } } } }`;

describe('mutes', () => {
  let subgraph: TestSubgraph;
  let shop: SeededMerchant;
  let owner: Identity;
  let marketer: Identity;
  let stranger: Identity;
  beforeAll(async () => {
    subgraph = await createTestSubgraph();
    shop = await seed(subgraph.db).merchant().withMember('ANALYST').withMember('MARKETER').create();
    const other = await seed(subgraph.db).merchant().withMember('OWNER').create();
    [owner, marketer] = shop.members.map(({ identity }) => identity) as [Identity, Identity];
    stranger = other.members[0]?.identity ?? ANONYMOUS;
  });
  afterAll(() => subgraph.close());

  const call = async (identity: Identity, query: string, input: object, key?: string) => {
    const variables = { input: { merchantId: shop.id, ...input } };
    const { data, errors } = await subgraph.ask(identity, query, variables, key);
    if (errors) throw errors[0];
    return Object.values(data ?? {})[0] as { code?: string; mute: { id: string } };
  };
  const list = async (variables: object, identity = owner) => {
    const representations = [{ __typename: 'Merchant', id: shop.id }];
    const { data, errors } = await subgraph.ask(identity, LIST, { representations, ...variables });
    if (errors) throw errors[0];
    return (
      (data?._entities ?? []) as {
        insightMutes: { totalCount: number; nodes: { id: string }[]; pageInfo: { endCursor: string } };
      }[]
    )[0]?.insightMutes;
  };

  it('are made, listed newest first in pages, and taken back once', async () => {
    const made = [];
    for (const input of [
      { kind: 'RECORD', reason: '  we know  ' },
      { metric: 'REFUNDS', until: '2025-06-30' },
      { kind: 'STREAK', metric: 'ORDERS', reason: ' ' },
    ])
      made.push((await call(owner, MUTE, input)).mute);
    expect(made).toMatchObject([
      { kind: 'RECORD', metric: null, until: null, reason: 'we know', merchant: { id: shop.id } },
      { kind: null, metric: 'REFUNDS', until: '2025-06-30', reason: null },
      { kind: 'STREAK', metric: 'ORDERS', reason: null },
    ]);
    const ids = made.map(({ id }) => id).reverse();
    const first = await list({ first: 2 });
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const rest = await list({ first: 2, after: first?.pageInfo.endCursor });
    expect([...(first?.nodes ?? []), ...(rest?.nodes ?? [])].map(({ id }) => id)).toEqual(ids);
    expect((await list({ last: 1 }))?.nodes.map(({ id }) => id)).toEqual(ids.slice(-1));
    const [id = ''] = ids;
    const answer = { __typename: 'UnmuteInsightsSuccess', id, merchant: { id: shop.id } };
    expect(await call(owner, UNMUTE, { id }, 'key')).toEqual(answer);
    expect(await call(owner, UNMUTE, { id }, 'key')).toEqual(answer);
    expect(await call(owner, UNMUTE, { id })).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'id'] });
    expect((await list({}))?.totalCount).toBe(2);
  });

  it.each([
    [{}, 'until'],
    [{ kind: 'DATA_QUALITY' }, 'kind'],
    [{ kind: 'CUSTOM_ALERT' }, 'kind'],
    [{ metric: 'DATA_QUALITY' }, 'metric'],
    [{ kind: 'RECORD', reason: 'x'.repeat(201) }, 'reason'],
  ])('refuse %j and name what is wrong', async (input, field) => {
    expect(await call(owner, MUTE, input)).toMatchObject({ code: 'BAD_INPUT', path: ['input', field] });
  });

  it('are for those who may: others learn what they may know', async () => {
    const input = { kind: 'RECORD' };
    expect(await call(marketer, MUTE, input)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await call(stranger, MUTE, input)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await call(ANONYMOUS, MUTE, input)).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect((await list({}, marketer))?.totalCount).toBeGreaterThan(0);
    await expect(list({}, stranger)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    await expect(list({ after: Buffer.from('["x"]').toString('base64url') })).rejects.toMatchObject({
      extensions: { code: 'BAD_INPUT' },
    });
  });

  it('of another merchant are not there', async () => {
    const { mute } = await call(owner, MUTE, { kind: 'RECORD' });
    const theirs = stranger.kind === 'user' ? stranger.memberships[0]?.merchantId : '';
    const input = { merchantId: theirs, id: mute.id };
    expect(await call(stranger, UNMUTE, input)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are a hundred at most', async () => {
    await subgraph.db.admin.query(
      `insert into insights.mutes (merchant_id, kind, created_by) select $1, 'RECORD', 'x' from generate_series(1, 100)`,
      [shop.id],
    );
    expect(await call(owner, MUTE, { kind: 'RECORD' })).toMatchObject({ code: 'CONFLICT' });
  });
});
