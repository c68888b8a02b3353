import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Identity } from '#platform/identity/index.ts';
import { withTenants } from '#platform/postgres/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { createTestSubgraph, type TestSubgraph } from '../testing/subgraph.ts';
import { calendarOf } from './calendar-of.ts';

const CALL = (name: string, success: string) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename
    ... on ${type}Success { ${success} } ... on UserError { code path } } }`;
};
const ENTRY = 'entry { id kind name from to yearly merchant { id } }';
const ADD = CALL('addCalendarEntry', ENTRY);
const UPDATE = CALL('updateCalendarEntry', ENTRY);
const REMOVE = CALL('removeCalendarEntry', 'id merchant { id }');
const LIST = `query ($representations: [_Any!]!, $first: Int, $after: String, $last: Int, $from: Date, $to: Date) {
  _entities(representations: $representations) { ... on Merchant {
    calendar(first: $first, after: $after, last: $last, from: $from, to: $to) {
      totalCount nodes { name } pageInfo { endCursor } } } } }`;

describe("a merchant's calendar", () => {
  let subgraph: TestSubgraph;
  let shop: SeededMerchant;
  let marketer: Identity;
  let stranger: Identity;
  beforeAll(async () => {
    subgraph = await createTestSubgraph();
    shop = await seed(subgraph.db).merchant().withMember('MARKETER').create();
    const other = await seed(subgraph.db).merchant().withMember('OWNER').create();
    marketer = shop.members[0]?.identity ?? ANONYMOUS;
    stranger = other.members[0]?.identity ?? ANONYMOUS;
  });
  afterAll(() => subgraph.close());

  const call = async (identity: Identity, query: string, input: object) => {
    const { data, errors } = await subgraph.ask(identity, query, {
      input: { merchantId: shop.id, ...input },
    });
    if (errors) throw errors[0];
    return Object.values(data ?? {})[0] as { code?: string; entry: { id: string } };
  };
  const list = async (variables: object = {}, identity = marketer) => {
    const representations = [{ __typename: 'Merchant', id: shop.id }];
    const { data, errors } = await subgraph.ask(identity, LIST, { representations, ...variables });
    if (errors) throw errors[0];
    const [merchant] = (data?._entities ?? []) as {
      calendar: { totalCount: number; nodes: { name: string }[]; pageInfo: { endCursor: string } };
    }[];
    return merchant?.calendar;
  };
  const names = async (variables: object = {}) => (await list(variables))?.nodes.map(({ name }) => name);

  it('is kept: entries are added, found, changed and removed, and the nightly job reads them', async () => {
    const sale = { kind: 'PROMOTION', name: ' Summer sale ', from: '2025-07-01', to: '2025-07-14' };
    const { entry } = await call(marketer, ADD, sale);
    expect(entry).toMatchObject({ name: 'Summer sale', yearly: false, merchant: { id: shop.id } });
    await call(marketer, ADD, {
      kind: 'HOLIDAY',
      name: 'Christmas',
      from: '2020-12-25',
      to: '2020-12-26',
      yearly: true,
    });
    await call(marketer, ADD, { kind: 'CLOSURE', name: 'Moving', from: '2025-03-01', to: '2025-03-01' });
    expect(await names()).toEqual(['Christmas', 'Moving', 'Summer sale']);
    expect(await names({ from: '2025-07-14' })).toEqual(['Christmas', 'Summer sale']);
    expect(await names({ from: '2025-03-01', to: '2025-06-30' })).toEqual(['Christmas', 'Moving']);
    const first = await list({ first: 2 });
    expect(await names({ first: 2, after: first?.pageInfo.endCursor })).toEqual(['Summer sale']);
    expect(await names({ last: 1 })).toEqual(['Summer sale']);
    expect(await call(marketer, UPDATE, { id: entry.id, to: '2025-07-20' })).toMatchObject({
      entry: { id: entry.id, name: 'Summer sale', from: '2025-07-01', to: '2025-07-20' },
    });
    const read = () =>
      withTenants(subgraph.db.worker, [shop.id], (tx) =>
        calendarOf(tx, [shop.id], '2025-07-15', '2025-12-31'),
      );
    expect((await read()).get(shop.id)?.map(({ name, from }) => `${name} ${from}`)).toEqual([
      'Summer sale 2025-07-01',
      'Christmas 2025-12-25',
    ]);
    expect(await call(marketer, REMOVE, { id: entry.id })).toMatchObject({ id: entry.id });
    expect((await read()).get(shop.id)).toHaveLength(1);
    expect(await call(marketer, REMOVE, { id: entry.id })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await call(marketer, UPDATE, { id: entry.id, name: 'x' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await call(marketer, UPDATE, { id: 'no-id' })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each([
    [{ from: '2025-07-02', to: '2025-07-01' }, 'from'],
    [{ from: '2025-01-01', to: '2026-01-02' }, 'to'],
    [{ from: '2024-01-01', to: '2024-12-31', yearly: true }, 'to'],
    [{ name: '  ' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
  ])('refuses %j and names what is wrong', async (parts, field) => {
    const input = { kind: 'CLOSURE', name: 'x', from: '2025-07-01', to: '2025-07-01', ...parts };
    expect(await call(marketer, ADD, input)).toMatchObject({ code: 'BAD_INPUT', path: ['input', field] });
  });

  it('is one merchant’s own', async () => {
    const input = { kind: 'CLOSURE', name: 'x', from: '2025-07-01', to: '2025-07-01' };
    const reader: Identity = { kind: 'apiKey', keyId: 'k', merchantId: shop.id, scopes: ['calendar:read'] };
    expect(await call(stranger, ADD, input)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await call(reader, ADD, input)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await call(ANONYMOUS, ADD, input)).toMatchObject({ code: 'UNAUTHENTICATED' });
    const { entry } = await call(marketer, ADD, input);
    const theirs = stranger.kind === 'user' ? stranger.memberships[0]?.merchantId : '';
    for (const query of [UPDATE, REMOVE])
      expect(await call(stranger, query, { merchantId: theirs, id: entry.id })).toMatchObject({
        code: 'NOT_FOUND',
      });
    expect((await list({}, reader))?.totalCount).toBeGreaterThan(0);
    await expect(list({}, stranger)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    await expect(list({ from: '2025-07-02', to: '2025-07-01' })).rejects.toMatchObject({
      extensions: { code: 'BAD_INPUT' },
    });
    const after = Buffer.from('["2025-99-99","x"]').toString('base64url');
    await expect(list({ after })).rejects.toMatchObject({ extensions: { code: 'BAD_INPUT' } });
  });
});
