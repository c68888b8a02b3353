import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Identity } from '#platform/identity/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { writeStory } from '../testing/cards.ts';
import { finding } from '../testing/finding.ts';
import { createTestSubgraph, type TestSubgraph } from '../testing/subgraph.ts';

const RATE = `mutation ($input: RateInsightInput!) { rateInsight(input: $input) { __typename
  ... on RateInsightSuccess { insight { myRating } } ... on UserError { code path } } }`;
const WEIGHTS = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  ... on Merchant { insightWeights { kind ratings useful weight } } } }`;

describe('rateInsight', () => {
  let subgraph: TestSubgraph;
  let shop: SeededMerchant;
  let people: Identity[];
  let id: string;
  beforeAll(async () => {
    subgraph = await createTestSubgraph();
    shop = await seed(subgraph.db).merchant().withMember('OWNER').withMember('MARKETER').create();
    const other = await seed(subgraph.db).merchant().withMember('OWNER').create();
    people = [...shop.members, ...other.members].map(({ identity }) => identity);
    id = (await writeStory(subgraph, shop.id, finding())).id;
  });
  afterAll(() => subgraph.close());

  const rate = async (identity: Identity | undefined, useful: boolean | null, of = id) => {
    const { data, errors } = await subgraph.ask(identity ?? ANONYMOUS, RATE, { input: { id: of, useful } });
    if (errors) throw errors[0];
    return data?.rateInsight as object;
  };
  const mine = async (identity: Identity | undefined) =>
    (await subgraph.ask(identity ?? ANONYMOUS, `{ insight(id: "${id}") { myRating } }`)).data?.insight;
  const weights = async (identity: Identity | undefined) => {
    const representations = [{ __typename: 'Merchant', id: shop.id }];
    const { data, errors } = await subgraph.ask(identity ?? ANONYMOUS, WEIGHTS, { representations });
    if (errors) throw errors[0];
    return ((data?._entities ?? []) as { insightWeights: object[] }[])[0]?.insightWeights;
  };

  it('is one rating for each person, which may be changed and taken back', async () => {
    const [owner, marketer] = people;
    expect(await weights(owner)).toEqual([]);
    expect(await rate(owner, false)).toMatchObject({ insight: { myRating: false } });
    expect(await mine(marketer)).toEqual({ myRating: null });
    expect(await weights(owner)).toEqual([
      { kind: 'WEEKDAY_ANOMALY', ratings: 1, useful: 0, weight: 3 / 5 / 0.75 },
    ]);
    expect(await rate(marketer, true)).toMatchObject({ insight: { myRating: true } });
    expect(await weights(marketer)).toMatchObject([{ ratings: 2, useful: 1 }]);
    expect(await rate(owner, true)).toMatchObject({ insight: { myRating: true } });
    expect(await weights(owner)).toEqual([{ kind: 'WEEKDAY_ANOMALY', ratings: 2, useful: 2, weight: 1 }]);
    expect(await rate(owner, null)).toMatchObject({ insight: { myRating: null } });
    expect(await weights(owner)).toMatchObject([{ ratings: 1 }]);
  });

  it('refuses strangers, keys without the scope and nobody', async () => {
    const [, , stranger] = people;
    const reader: Identity = { kind: 'apiKey', keyId: 'k', merchantId: shop.id, scopes: ['insights:read'] };
    expect(await rate(stranger, true)).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'id'] });
    expect(await rate(reader, true)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await rate(ANONYMOUS, true)).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await rate(people[0], true, 'no-id')).toMatchObject({ code: 'NOT_FOUND' });
    await expect(weights(stranger)).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });
});
