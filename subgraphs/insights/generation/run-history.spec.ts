import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Identity } from '#platform/identity/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { addDays } from '../detection/calendar.ts';
import { scaled, steadyShop } from '../testing/shop.ts';
import { memorySource } from '../testing/source.ts';
import { createTestSubgraph, quietLogger, type TestSubgraph } from '../testing/subgraph.ts';
import { generateInsights } from './generate.ts';
import { readJobFigures } from './run-history.repository.ts';

const FROM = '2025-01-06';
const AS_OF = addDays(FROM, 147);
const RUNS = `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
  _entities(representations: [{ __typename: "Merchant", id: $id }]) {
    ... on Merchant { insightRuns(first: $first, after: $after, last: $last, before: $before) {
      totalCount pageInfo { hasNextPage hasPreviousPage endCursor startCursor }
      nodes { asOf created updated failed run { id trigger status progress durationMs timing { readMs detectMs writeMs } } }
    } } } }`;
const RUN = 'query ($id: ID!) { insightRun(id: $id) { id status progress startedAt finishedAt } }';

describe('the history of runs', () => {
  let subgraph: TestSubgraph;
  let shop: SeededMerchant;
  let stranger: SeededMerchant;
  let runIds: string[];
  const own = (): Identity => shop.members[0]?.identity ?? ANONYMOUS;

  beforeAll(async () => {
    subgraph = await createTestSubgraph();
    shop = await seed(subgraph.db).merchant().withMember('OWNER').withMember('ANALYST').create();
    stranger = await seed(subgraph.db).merchant().withMember('OWNER').create();
    const fallen = scaled(steadyShop(FROM, 200), addDays(FROM, 140), addDays(FROM, 146), 0.5);
    runIds = [];
    for (const [day, broken] of [[0], [1], [2, true]] as [number, boolean?][]) {
      const { runId } = await generateInsights({
        db: subgraph.db,
        warehouse: memorySource(new Map([[shop.id, fallen]]), new Set(broken ? [shop.id] : [])),
        logger: quietLogger,
        detector: { threads: 0 },
        asOf: addDays(AS_OF, day),
        merchantIds: [shop.id],
      });
      runIds.push(runId ?? '');
    }
  });
  afterAll(() => subgraph.close());

  const list = async (variables: object = {}, identity = own()) => {
    const { data, errors } = await subgraph.ask(identity, RUNS, { id: shop.id, ...variables });
    const [merchant] = (data?._entities ?? []) as {
      insightRuns: Record<string, unknown> & { nodes: object[] };
    }[];
    return { page: merchant?.insightRuns, errors };
  };

  it('tells a merchant what each morning brought, newest first, page by page in both directions', async () => {
    const { page } = await list();
    expect(page).toMatchObject({
      totalCount: 3,
      nodes: [
        { asOf: addDays(AS_OF, 2), created: 0, failed: true, run: { id: runIds[2], status: 'COMPLETED' } },
        { asOf: addDays(AS_OF, 1), created: 0, failed: false },
        {
          asOf: AS_OF,
          created: 1,
          failed: false,
          run: { trigger: 'COMMAND', progress: 1, timing: { detectMs: expect.any(Number) } },
        },
      ],
    });
    const days = (found: typeof page) => found?.nodes.map((node) => (node as { asOf: string }).asOf);
    const first = (await list({ first: 2 })).page;
    expect(days(first)).toEqual([addDays(AS_OF, 2), addDays(AS_OF, 1)]);
    const { endCursor, hasNextPage } = (first?.pageInfo ?? {}) as { endCursor: string; hasNextPage: boolean };
    expect(hasNextPage).toBe(true);
    const rest = (await list({ first: 2, after: endCursor })).page;
    expect(days(rest)).toEqual([AS_OF]);
    const { startCursor } = (rest?.pageInfo ?? {}) as { startCursor: string };
    expect(days((await list({ last: 1, before: startCursor })).page)).toEqual([addDays(AS_OF, 1)]);
    const forged = Buffer.from(JSON.stringify(["2025-01-01'; --"])).toString('base64url');
    expect((await list({ after: forged })).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT' });
  });

  it('shows a run to owners whose merchant it looked at, and to nobody else', async () => {
    const [id] = runIds;
    const ask = async (identity: Identity) => {
      const { data, errors } = await subgraph.ask(identity, RUN, { id });
      return data?.insightRun ?? errors?.[0]?.extensions?.code;
    };
    expect(await ask(own())).toMatchObject({ id, status: 'COMPLETED', progress: 1 });
    expect(await ask({ kind: 'operator', name: 'test' })).toMatchObject({ id });
    expect(await ask(stranger.members[0]?.identity ?? ANONYMOUS)).toBe('NOT_FOUND');
    expect(await ask(shop.members[1]?.identity ?? ANONYMOUS)).toBe('NOT_FOUND');
    expect(await ask(ANONYMOUS)).toBe('UNAUTHENTICATED');
    expect((await list({}, shop.members[1]?.identity)).errors?.[0]?.extensions).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect((await list({}, stranger.members[0]?.identity)).errors?.[0]?.extensions).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('gives operators the figures they watch', async () => {
    const { rows } = await subgraph.db.admin.query<{ at: Date }>(
      'select max(finished_at) as at from insights.generation_runs',
    );
    const later = new Date((rows[0]?.at.getTime() ?? 0) + 60_000);
    expect(await readJobFigures(subgraph.db.worker, later)).toMatchObject({
      last_run_age_seconds: expect.closeTo(60, 2),
      last_run_merchants: 1,
      last_run_failures: 1,
      late_merchants: expect.any(Number),
    });
  });
});
