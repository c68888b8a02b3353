import type { ExecutionResult } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Identity } from '#platform/identity/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { addDays } from '../detection/calendar.ts';
import { generateInsights } from '../generation/generate.ts';
import { writeStory } from '../testing/cards.ts';
import { finding } from '../testing/finding.ts';
import { scaled, steadyShop } from '../testing/shop.ts';
import { memorySource } from '../testing/source.ts';
import { createTestSubgraph, quietLogger, type TestSubgraph } from '../testing/subgraph.ts';

const FROM = '2025-01-06';
const grown = scaled(steadyShop(FROM, 200), addDays(FROM, 140), addDays(FROM, 146), 1.4);
const query = (id: string) =>
  `subscription { insightCreated(merchantId: "${id}") { id title merchant { id } } }`;

describe('insightCreated', () => {
  let subgraph: TestSubgraph;
  let shops: SeededMerchant[];
  beforeAll(async () => {
    subgraph = await createTestSubgraph();
    shops = await Promise.all([0, 1].map(() => seed(subgraph.db).merchant().withMember('ANALYST').create()));
  });
  afterAll(() => subgraph.close());

  const identityOf = (shop: SeededMerchant | undefined): Identity => shop?.members[0]?.identity ?? ANONYMOUS;

  async function listen(shop: SeededMerchant | undefined) {
    const result = await subgraph.listen(identityOf(shop), query(shop?.id ?? ''));
    if (!(Symbol.asyncIterator in result)) throw new Error(JSON.stringify(result));
    return result;
  }

  it('delivers the insights of its own merchant, each once, and ends when it is left', async () => {
    const [first, second] = shops;
    const events = await listen(first);
    const others = await listen(second);
    const mark = { extensions: { position: expect.stringMatching(/^\d+$/), place: expect.any(String) } };
    expect((await events.next()).value).toEqual(mark);
    expect((await others.next()).value).toEqual(mark);
    const waiting = events.next();
    await generateInsights({
      db: subgraph.db,
      warehouse: memorySource(new Map([[first?.id ?? '', grown]])),
      logger: quietLogger,
      asOf: addDays(FROM, 147),
    });
    await subgraph.relay();
    const { value } = (await waiting) as { value: ExecutionResult };
    expect(value).toEqual({
      ...mark,
      data: {
        insightCreated: {
          id: expect.any(String),
          title: expect.stringContaining('Revenue rose 40%'),
          merchant: { id: first?.id },
        },
      },
    });
    // Both wait for something that does not come: leaving must not wait for it.
    for (const subscription of [events, others]) {
      const pending = subscription.next();
      await subscription.return?.();
      expect(await pending).toMatchObject({ done: true });
    }
  });

  it('goes on after the last insight that was seen', async () => {
    const [first, second] = shops;
    const insights = async (): Promise<string[]> =>
      (
        await subgraph.db.admin.query('select id from insights.insights where merchant_id = $1 order by id', [
          second?.id,
        ])
      ).rows.map((row) => row.id);
    const fallen = scaled(steadyShop(FROM, 200), addDays(FROM, 161), addDays(FROM, 167), 0.4);
    for (const [days, series] of [
      [147, grown],
      [168, fallen],
    ] as const) {
      await generateInsights({
        db: subgraph.db,
        warehouse: memorySource(new Map([[second?.id ?? '', series]])),
        logger: quietLogger,
        asOf: addDays(FROM, days),
      });
      await subgraph.relay();
    }
    const [seen, ...missed] = await insights();
    expect(missed.length).toBeGreaterThan(0);
    const resume = async (after: string) => {
      const text = query(second?.id ?? '').replace('")', `", after: "${after}")`);
      const result = await subgraph.listen(identityOf(second), text);
      if (!(Symbol.asyncIterator in result)) throw new Error(JSON.stringify(result));
      return result;
    };
    const events = await resume(seen ?? '');
    for (const id of missed) {
      const { value } = (await events.next()) as {
        value: ExecutionResult<{ insightCreated: { id: string } }>;
      };
      expect(value.data?.insightCreated.id).toBe(id);
    }
    // All has been told now: whoever goes on after this place is told nothing of it again.
    const { place } = ((await events.next()) as { value: ExecutionResult }).value.extensions ?? {};
    await events.return?.();
    const late = await resume(String(place));
    expect(((await late.next()) as { value: ExecutionResult }).value).not.toHaveProperty('data');
    await late.return?.();
    const bad = await subgraph.listen(
      identityOf(first),
      query(first?.id ?? '').replace('")', '", after: "x")'),
    );
    expect('errors' in bad && bad.errors?.[0]?.extensions.code).toBe('BAD_INPUT');
  });

  it('goes on after the place it began at, when nothing was seen', async () => {
    const shop = await seed(subgraph.db).merchant().withMember('ANALYST').create();
    const other = await seed(subgraph.db).merchant().withMember('ANALYST').create();
    const placeOf = async (shop: SeededMerchant): Promise<string> => {
      const events = await listen(shop);
      const { value } = (await events.next()) as { value: ExecutionResult };
      await events.return?.();
      return String(value.extensions?.place);
    };
    const [place, foreign] = [await placeOf(shop), await placeOf(other)];
    const { id } = await writeStory(subgraph, shop.id, finding({ asOf: '2025-06-09' }));
    await subgraph.relay();
    const firstAfter = async (after: string): Promise<ExecutionResult> => {
      const text = query(shop.id).replace('")', `", after: "${after}")`);
      const result = await subgraph.listen(identityOf(shop), text);
      if (!(Symbol.asyncIterator in result)) return result;
      const { value } = await result.next();
      await result.return?.();
      return value;
    };
    expect(await firstAfter(place)).toMatchObject({ data: { insightCreated: { id } } });
    // Another merchant's place is none here, and so is one that was changed: from now on, that is behind the insight.
    for (const unknown of [foreign, `${place.slice(0, -2)}${place.endsWith('AA') ? 'BB' : 'AA'}`])
      expect(await firstAfter(unknown)).not.toHaveProperty('data');
    const { errors } = await firstAfter(`${place}!`);
    expect(errors?.[0]?.extensions.code).toBe('BAD_INPUT');
  });

  it('refuses at once who may not listen', async () => {
    const [first, second] = shops;
    const refusal = async (identity: Identity, id: string) => {
      const result = await subgraph.listen(identity, query(id));
      return 'errors' in result ? result.errors?.[0]?.extensions.code : undefined;
    };
    expect(await refusal(identityOf(second), first?.id ?? '')).toBe('NOT_FOUND');
    expect(await refusal(ANONYMOUS, first?.id ?? '')).toBe('UNAUTHENTICATED');
    expect(await refusal({ kind: 'operator', name: 'x' }, 'no-uuid')).toBe('BAD_INPUT');
  });
});
