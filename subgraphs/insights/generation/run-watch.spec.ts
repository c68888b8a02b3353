import type { ExecutionResult } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Identity } from '#platform/identity/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { addDays } from '../detection/calendar.ts';
import { steadyShop } from '../testing/shop.ts';
import { memorySource } from '../testing/source.ts';
import { createTestSubgraph, quietLogger, type TestSubgraph } from '../testing/subgraph.ts';
import { generateInsights } from './generate.ts';
import { sweepRuns } from './run.repository.ts';
import { createRunWatch } from './run-watch.ts';

const FROM = '2025-01-06';
const AS_OF = addDays(FROM, 147);

interface Progress {
  id: string;
  status: string;
  progress: number;
}

describe('insightRunProgress', () => {
  let subgraph: TestSubgraph;
  let shops: SeededMerchant[];
  let stranger: SeededMerchant;
  beforeAll(async () => {
    subgraph = await createTestSubgraph();
    shops = await Promise.all(
      [0, 1, 2].map(() => seed(subgraph.db).merchant().withMember('OWNER').withMember('ANALYST').create()),
    );
    stranger = await seed(subgraph.db).merchant().withMember('OWNER').create();
  });
  afterAll(() => subgraph.close());

  const identityOf = (shop: SeededMerchant | undefined, member = 0): Identity =>
    shop?.members[member]?.identity ?? ANONYMOUS;

  async function listen(shop: SeededMerchant | undefined, identity = identityOf(shop)) {
    const query = `subscription { insightRunProgress(merchantId: "${shop?.id}") { id status progress } }`;
    const result = await subgraph.listen(identity, query);
    if (!(Symbol.asyncIterator in result)) throw result.errors?.[0];
    return {
      async next(): Promise<Progress> {
        const { value } = (await result.next()) as { value: ExecutionResult };
        if (value.errors) throw value.errors[0];
        return value.data?.insightRunProgress as Progress;
      },
      end: () => result.return?.(),
    };
  }

  /** A run over all three merchants whose second question waits until it is let go on. */
  function waitingRun() {
    const held = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const source = memorySource(new Map(shops.map(({ id }) => [id, steadyShop(FROM, 200)])));
    const { days } = source.insights;
    let asked = 0;
    source.insights.days = async (chunk) => {
      asked += 1;
      if (asked === 3) {
        reached.resolve();
        await held.promise;
      }
      return days(chunk);
    };
    const done = generateInsights({
      db: subgraph.db,
      warehouse: source,
      logger: quietLogger,
      detector: { threads: 0 },
      chunkSize: 1,
      asOf: AS_OF,
      merchantIds: shops.map(({ id }) => id),
    });
    return { reached: reached.promise, goOn: held.resolve, done };
  }

  it('tells of a run from its beginning to its end, to the merchants it looks at alone', async () => {
    const early = await listen(shops[2]);
    const others = await listen(stranger);
    const waiting = others.next().catch(() => undefined);
    const run = waitingRun();
    const begun = await early.next();
    expect(begun).toMatchObject({ status: 'RUNNING' });
    await run.reached;
    // Who comes later is told of the run under way, before it has come to their merchant.
    const late = await listen(shops[1]);
    const now = await late.next();
    expect(now).toMatchObject({ id: begun.id, status: 'RUNNING' });
    expect(now.progress).toBeLessThan(1);
    const { data } = await subgraph.ask(identityOf(shops[2]), `{ insightRun(id: "${begun.id}") { status } }`);
    expect(data?.insightRun).toEqual({ status: 'RUNNING' });
    run.goOn();
    await run.done;
    for (const events of [early, late]) {
      let last = await events.next();
      while (last.status === 'RUNNING') last = await events.next();
      expect(last).toEqual({ id: begun.id, status: 'COMPLETED', progress: 1 });
      await events.end();
    }
    await others.end();
    expect(await waiting).toBeUndefined();
  });

  it('says nothing of runs that were over, and keeps only the newest of what is not read', async () => {
    const first = await generateInsights({
      db: subgraph.db,
      warehouse: memorySource(new Map()),
      logger: quietLogger,
      detector: { threads: 0 },
      asOf: AS_OF,
      merchantIds: [shops[0]?.id ?? ''],
    });
    const watch = createRunWatch({ db: subgraph.db, logger: quietLogger, everyMs: 5 });
    const events = watch.watch(shops[0]?.id ?? '');
    const run = waitingRun();
    const begun = (await events.next()).value;
    expect(begun?.id).not.toBe(first.runId);
    await run.reached;
    run.goOn();
    await run.done;
    const { rows } = await subgraph.db.admin.query(
      `update insights.generation_runs set heartbeat_at = now() where id = $1 returning id`,
      [begun?.id],
    );
    expect(rows).toHaveLength(1);
    const told = [];
    for (let event = await events.next(); ; event = await events.next()) {
      told.push(event.value?.status);
      if (event.value?.status === 'COMPLETED') break;
    }
    expect(told.length).toBeLessThan(10);
    await watch.close();
    expect(await events.next()).toMatchObject({ done: true });
  });

  it('goes on after a look that failed', async () => {
    let failures = 1;
    const app = new Proxy(subgraph.db.app, {
      get(target, name, receiver) {
        if (name === '$transaction' && failures-- > 0) return () => Promise.reject(new Error('away'));
        const value = Reflect.get(target, name, receiver);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const watch = createRunWatch({ db: { app }, logger: quietLogger, everyMs: 5 });
    const events = watch.watch(shops[0]?.id ?? '');
    const run = waitingRun();
    expect((await events.next()).value).toMatchObject({ status: 'RUNNING' });
    run.goOn();
    await run.done;
    await watch.close();
  });

  it('is for those who may see runs, and forgets whom a run was about an hour after it', async () => {
    const refused = (identity: Identity) =>
      listen(shops[0], identity).catch((error) => error.extensions.code);
    expect(await refused(identityOf(shops[0], 1))).toBe('FORBIDDEN');
    expect(await refused(identityOf(stranger))).toBe('NOT_FOUND');
    expect(await refused(ANONYMOUS)).toBe('UNAUTHENTICATED');
    expect(
      await listen({ ...stranger, id: 'x' }, { kind: 'operator', name: 'test' }).catch(
        (error) => error.extensions.code,
      ),
    ).toBe('BAD_INPUT');
    const count = async () =>
      (await subgraph.db.admin.query('select count(*)::int as n from insights.generation_members')).rows[0].n;
    await sweepRuns(subgraph.db.worker);
    expect(await count()).toBeGreaterThan(0);
    await subgraph.db.admin.query(
      `update insights.generation_runs set heartbeat_at = now() - interval '2 hours'`,
    );
    await sweepRuns(subgraph.db.worker);
    expect(await count()).toBe(0);
  });
});
