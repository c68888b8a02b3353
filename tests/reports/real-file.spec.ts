import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClickHouseChild, startClickHouseChild } from '#platform/clickhouse/testing/start.ts';
import { createEventFeed, type EventFeed } from '#platform/events/index.ts';
import { createFileLinks } from '#platform/files/index.ts';
import { createSubgraphExecutor } from '#platform/graphql/index.ts';
import { ANONYMOUS, createIdentitySigner, createIdentityVerifier } from '#platform/identity/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { createIdempotency } from '#platform/postgres/index.ts';
import { dropSlot } from '#platform/postgres/testing/slot.ts';
import { createWarehouse, migrateWarehouse, type Warehouse } from '#warehouse/index.ts';
import { type Cdc, createCdc } from '../../pipeline/cdc/index.ts';
import { importOrders } from '../../pipeline/connectors/import/index.ts';
import { createAnalyticsSubgraph } from '../../subgraphs/analytics/subgraph.ts';
import { seed } from '../fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../fixtures/services.ts';
import { groupBy, mondayOf, money, readShop, type ShopLine, sumsOf } from './shop.ts';

const root = new URL('../..', import.meta.url).pathname;
const data = path.resolve(root, process.env.MERCHANTGRAPH_TEST_DATA ?? '../shared/data');
const file = path.join(data, 'orders/online_retail.csv.gz');
const isThere = existsSync(file);
const logger = createLogger({ name: 'reports', level: 'warn' });
if (!isThere) logger.warn({ file }, 'SKIPPED: the real order file is absent; set MERCHANTGRAPH_TEST_DATA');

const SECRET = 'test-secret';
const SLOT = `reports_${Math.random().toString(36).slice(2)}`;
const [FIRST, LAST, AFTER] = ['2010-12-01', '2011-12-09', '2011-12-10'];
const RANGE = `from: "${FIRST}", to: "${LAST}"`;
const FIGURES = 'grossRevenue { amount } refunds { amount } orders units';
const PAGE = 'totalCount pageInfo { hasNextPage endCursor }';

/** What the reports say of a whole shop's year, against sums over its file that share no code with them. */
describe.skipIf(!isThere)('the reports of the real order file', () => {
  let database: TestDatabase;
  let folder: string;
  let clickhouse: ClickHouseChild;
  let warehouse: Warehouse;
  let cdc: Cdc;
  let feed: EventFeed;
  let lines: ShopLine[];
  // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field
  let ask: (field: string) => Promise<any>;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'mg-reports-'));
    [database, clickhouse, lines] = await Promise.all([
      createTestDatabase(),
      startClickHouseChild(folder),
      readShop(file),
    ]);
    const merchant = await seed(database).merchant().withMember('ANALYST').create();
    await importOrders({ pool: database.pools.worker, merchant, file, format: 'online-retail', logger });
    const target = { url: clickhouse.url, password: clickhouse.password, database: 'reports' };
    await migrateWarehouse(target);
    warehouse = createWarehouse(target);
    cdc = createCdc({
      connectionString: database.urlFor('mg_cdc'),
      statePool: database.pools.worker,
      warehouse,
      logger,
      slot: SLOT,
    });
    cdc.start();
    await cdc.waitUntilCaughtUp({ timeoutMs: 180_000 });
    feed = createEventFeed({ pool: database.pools.worker, logger });
    const executor = createSubgraphExecutor({
      name: 'analytics',
      schema: createAnalyticsSubgraph({
        db: database,
        warehouse,
        logger,
        feed,
        idempotency: createIdempotency({ secret: SECRET }),
        links: createFileLinks({ secret: SECRET }),
        publicUrl: 'http://shop.example',
      }).schema,
      verifier: createIdentityVerifier({ secret: SECRET, audience: 'analytics' }),
      logger,
    });
    const signer = createIdentitySigner({ secret: SECRET });
    const analyst = merchant.members[0]?.identity ?? ANONYMOUS;
    ask = async (field) => {
      const { data: answer, errors } = JSON.parse(
        JSON.stringify(
          await executor.execute({
            query: `query ($id: ID!) { _entities(representations: [{ __typename: "Merchant", id: $id }]) {
              ... on Merchant { report: ${field} } } }`,
            variables: { id: merchant.id },
            headers: { 'x-mg-identity': signer.sign(analyst, 'analytics') },
          }),
        ),
      );
      expect(errors).toBeUndefined();
      return answer._entities[0].report;
    };
  }, 300_000);

  afterAll(async () => {
    await cdc?.stop();
    await feed?.close();
    await warehouse?.close();
    await clickhouse?.stop();
    if (database) await dropSlot(database.admin, SLOT);
    await database?.drop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  /** Every node of a connection, page by page; `field` has a place for the paging arguments. */
  async function all<T>(field: (paging: string) => string): Promise<T[]> {
    const nodes: T[] = [];
    let after = '';
    for (;;) {
      const page = await ask(field(`first: 100${after}`));
      nodes.push(...page.nodes);
      if (!page.pageInfo.hasNextPage) {
        expect(page.totalCount).toBe(nodes.length);
        return nodes;
      }
      after = `, after: "${page.pageInfo.endCursor}"`;
    }
  }

  it.each([
    ['DAY', (day: string) => day],
    // The week in which the file begins is cut to the range.
    ['WEEK', (day: string) => [FIRST, mondayOf(day)].sort()[1] ?? ''],
    ['MONTH', (day: string) => `${day.slice(0, 7)}-01`],
  ] as const)('show every %s to the penny', async (grouping, startOf) => {
    const { points } = await ask(`salesTrend(${RANGE}, groupBy: ${grouping}) { points { date ${FIGURES} } }`);
    const expected = groupBy(lines, (line) => startOf(line.day));
    expect(points.length).toBeGreaterThanOrEqual(expected.size);
    for (const { date, ...figures } of points)
      expect([date, figures]).toEqual([date, sumsOf(expected.get(date) ?? [])]);
  });

  it('show every product', async () => {
    type Node = { sku: string };
    const nodes = await all<Node>(
      (paging) => `productPerformance(${RANGE}, ${paging}) { ${PAGE} nodes { sku ${FIGURES} } }`,
    );
    const expected = groupBy(lines, (line) => line.sku);
    expect(nodes.length).toBe(expected.size);
    for (const { sku, ...figures } of nodes)
      expect([sku, figures]).toEqual([sku, sumsOf(expected.get(sku) ?? [])]);
    const before = lines.filter((line) => line.kind === 'SALE' && line.day < '2011-11-09');
    const october = before.filter((line) => line.day >= '2011-10-09');
    const november = lines.filter((line) => line.kind === 'SALE' && line.day >= '2011-11-09');
    const change = await ask(
      `revenueChange(from: "2011-11-09", to: "${LAST}") { comparison { from to } difference { amount }
        parts { price { amount } volume { amount } mix { amount } newProducts { amount } lostProducts { amount } } }`,
    );
    const units = (text: string): number => Math.round(Number(text) * 10_000);
    const sum = (of: readonly ShopLine[]): number => of.reduce((total, line) => total + line.amount, 0);
    expect(change.comparison).toEqual({ from: '2011-10-09', to: '2011-11-08' });
    expect(units(change.difference.amount)).toBe(sum(november) - sum(october));
    const parts = Object.values(change.parts as Record<string, { amount: string }>);
    expect(parts.reduce((total, part) => total + units(part.amount), 0)).toBe(
      units(change.difference.amount),
    );
    const then = new Set(october.map((line) => line.sku));
    expect(units(change.parts.newProducts.amount)).toBe(sum(november.filter((line) => !then.has(line.sku))));
  });

  it('show every customer by recency, frequency and money, and the segments', async () => {
    const sold = lines.filter((line) => line.kind === 'SALE' && line.customer !== '');
    const customers = [...groupBy(sold, (line) => line.customer)].map(([customer, own]) => ({
      customer,
      recency: (Date.parse(AFTER) - Math.max(...own.map((line) => Date.parse(line.day)))) / 86_400_000,
      frequency: new Set(own.map((line) => line.invoice)).size,
      monetary: own.reduce((total, line) => total + line.amount, 0),
    }));
    expect(customers.length).toBe(4_338);
    /** Scores by the documented rule, counted the plain way: how many are worse off. */
    const scored = (worth: (one: (typeof customers)[number]) => number) => {
      const sorted = customers.map(worth).sort((a, b) => a - b);
      return (one: (typeof customers)[number]) =>
        1 + Math.floor((5 * sorted.indexOf(worth(one))) / sorted.length);
    };
    const [r, f, m] = [
      scored((one) => -one.recency),
      scored((one) => one.frequency),
      scored((one) => one.monetary),
    ];
    const expected = new Map(
      customers.map((one) => [
        one.customer,
        [one.recency, one.frequency, money(one.monetary), r(one), f(one), m(one)],
      ]),
    );
    type Node = Record<
      'recencyDays' | 'orders' | 'recencyScore' | 'frequencyScore' | 'monetaryScore',
      number
    > & {
      customer: { externalId: string };
      grossRevenue: { amount: string };
      segment: string;
    };
    const nodes = await all<Node>(
      (
        paging,
      ) => `segmentCustomers(${RANGE}, ${paging}) { ${PAGE} nodes { customer { externalId } segment recencyDays
        orders grossRevenue { amount } recencyScore frequencyScore monetaryScore } }`,
    );
    expect(nodes.length).toBe(expected.size);
    for (const node of nodes) {
      const { recencyDays, orders, grossRevenue, recencyScore, frequencyScore, monetaryScore } = node;
      const { externalId } = node.customer;
      expect([
        externalId,
        [recencyDays, orders, grossRevenue.amount, recencyScore, frequencyScore, monetaryScore],
      ]).toEqual([externalId, expected.get(externalId)]);
    }
    const { segments } = await ask(`customerSegments(${RANGE}) { segments { segment customers } }`);
    const sizes = groupBy(nodes, (node) => node.segment);
    for (const { segment, customers: size } of segments)
      expect([segment, size]).toEqual([segment, sizes.get(segment)?.length ?? 0]);
    expect(nodes.filter((node) => node.recencyScore === 5 && node.frequencyScore >= 4).length).toBe(
      sizes.get('CHAMPION')?.length,
    );
  });

  it('show every cohort in every month', async () => {
    const sold = lines.filter((line) => line.kind === 'SALE' && line.customer !== '');
    const monthOf = (line: ShopLine): string => `${line.day.slice(0, 7)}-01`;
    const first = new Map<string, string>();
    for (const line of sold) {
      const known = first.get(line.customer);
      if (known === undefined || monthOf(line) < known) first.set(line.customer, monthOf(line));
    }
    const { cohorts, customers } = await ask(
      `customerCohorts(${RANGE}) { customers cohorts { month customers months { month customers grossRevenue { amount } } } }`,
    );
    expect(customers).toBe(4_338);
    expect(cohorts.length).toBe(13);
    const byCohort = groupBy(sold, (line) => first.get(line.customer) ?? '');
    for (const cohort of cohorts) {
      const own = byCohort.get(cohort.month) ?? [];
      expect([cohort.month, cohort.customers]).toEqual([
        cohort.month,
        new Set(own.map((line) => line.customer)).size,
      ]);
      const months = groupBy(own, monthOf);
      for (const { month, ...figures } of cohort.months) {
        const of = months.get(month) ?? [];
        expect([cohort.month, month, figures]).toEqual([
          cohort.month,
          month,
          {
            customers: new Set(of.map((line) => line.customer)).size,
            grossRevenue: { amount: money(of.reduce((total, line) => total + line.amount, 0)) },
          },
        ]);
      }
    }
  });

  it('show every country and weekday, and the same under a filter', async () => {
    const countries = await all<{ key: string }>(
      (paging) => `revenueBreakdown(${RANGE}, by: COUNTRY, ${paging}) { ${PAGE} nodes { key ${FIGURES} } }`,
    );
    const byCountry = groupBy(lines, (line) => line.country);
    expect(countries.length).toBe(byCountry.size);
    for (const { key, ...figures } of countries)
      expect([key, figures]).toEqual([key, sumsOf(byCountry.get(key) ?? [])]);
    const filter = 'filter: { country: ["France", "Germany"], product: ["POST", "22423"] }';
    const weekdays = await ask(
      `revenueBreakdown(${RANGE}, by: WEEKDAY, ${filter}) { nodes { key ${FIGURES} } }`,
    );
    const chosen = lines.filter(
      (line) => ['France', 'Germany'].includes(line.country) && ['POST', '22423'].includes(line.sku),
    );
    const byWeekday = groupBy(chosen, (line) => String(((new Date(line.day).getUTCDay() + 6) % 7) + 1));
    for (const { key, ...figures } of weekdays.nodes)
      expect([key, figures]).toEqual([key, sumsOf(byWeekday.get(key) ?? [])]);
    const overview = await ask(
      `overview(${RANGE}, ${filter}) { totals { ${FIGURES} } customers newCustomers }`,
    );
    expect(overview.totals).toEqual(sumsOf(chosen));
    const buyers = chosen.filter((line) => line.kind === 'SALE' && line.customer !== '');
    expect(overview.customers).toBe(new Set(buyers.map((line) => line.customer)).size);
    expect(overview.newCustomers).toBe(overview.customers);
  });
});
