import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExportsFixture, startExports } from '../testing/exports.ts';
import { ExportKind } from './kinds.ts';
import { REPORT_SOURCES } from './source/reports.ts';

const RANGE = { from: '2011-01-01', to: '2011-03-31' };
const FIGURES = 'grossRevenue { amount } refunds { amount } netRevenue { amount } orders units';
const HEADING = 'currency';

/** A value of the graph as a cell: money is its amount. */
const cellOf = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && 'amount' in value ? value.amount : value;

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A row of the graph with the names of an export, money without its currency. */
const rowOf = (node: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(node).map(([name, value]) => [snake(name), cellOf(value)]));

interface Case {
  kind: ExportKind;
  input?: object;
  field: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field
  rows(report: any): object[];
}

const CASES: Case[] = [
  {
    kind: ExportKind.OVERVIEW,
    field: `overview(from: "2011-01-01", to: "2011-03-31", compareTo: NONE) { from to ${HEADING}
      totals { ${FIGURES} averageOrderValue { amount } } refundRate carts abandonedCarts abandonmentRate
      cartConversionRate customers newCustomers returningCustomers }`,
    rows: ({ totals, ...rest }) => [{ ...rest, ...totals }],
  },
  {
    kind: ExportKind.SALES_TREND,
    input: { groupBy: 'WEEK' },
    field: `salesTrend(from: "2011-01-01", to: "2011-03-31", groupBy: WEEK) { ${HEADING}
      points { date ${FIGURES} averageOrderValue { amount } } }`,
    rows: ({ points, currency }) => points.map((point: object) => ({ ...point, currency })),
  },
  {
    kind: ExportKind.PRODUCT_PERFORMANCE,
    input: { filter: { country: ['France'], product: ['SKU-3', 'SKU-6', 'SKU-9'] } },
    field: `productPerformance(first: 100, from: "2011-01-01", to: "2011-03-31", filter: { country: ["France"], product: ["SKU-3", "SKU-6", "SKU-9"] }) {
      ${HEADING} nodes { productId sku title ${FIGURES} refundedUnits averagePrice { amount } share } }`,
    rows: ({ nodes, currency }) => nodes.map((node: object) => ({ ...node, currency })),
  },
  {
    kind: ExportKind.REVENUE_BREAKDOWN,
    input: { breakdownBy: 'COUNTRY' },
    field: `revenueBreakdown(first: 100, from: "2011-01-01", to: "2011-03-31", by: COUNTRY) { ${HEADING}
      nodes { key label ${FIGURES} customers share } }`,
    rows: ({ nodes, currency }) => nodes.map((node: object) => ({ ...node, currency })),
  },
  {
    kind: ExportKind.REVENUE_CHANGE,
    field: `revenueChange(from: "2011-01-01", to: "2011-03-31") { from to ${HEADING} comparison { from to }
      current { amount } base { amount } difference { amount } change keptProducts newProducts lostProducts
      parts { price { amount } volume { amount } mix { amount }
        newProductsRevenue: newProducts { amount } lostProductsRevenue: lostProducts { amount } } }`,
    rows: ({ comparison, parts, ...rest }) => [
      { ...rest, ...parts, comparisonFrom: comparison.from, comparisonTo: comparison.to },
    ],
  },
  {
    kind: ExportKind.CONVERSION_FUNNEL,
    field: `conversionFunnel(from: "2011-01-01", to: "2011-03-31") { ${HEADING}
      stages { stage carts value { amount } rate } }`,
    rows: ({ stages, currency }) => stages.map((stage: object) => ({ ...stage, currency })),
  },
  {
    kind: ExportKind.CUSTOMER_SEGMENTS,
    field: `customerSegments(from: "2011-01-01", to: "2011-03-31") { ${HEADING} segments { segment customers share
      grossRevenue { amount } revenueShare averageRevenue { amount } averageOrders averageRecencyDays } }`,
    rows: ({ segments, currency }) => segments.map((segment: object) => ({ ...segment, currency })),
  },
  {
    kind: ExportKind.SEGMENT_CUSTOMERS,
    input: { filter: { segment: ['CHAMPION'] } },
    field: `segmentCustomers(first: 100, from: "2011-01-01", to: "2011-03-31", segment: CHAMPION) { ${HEADING}
      nodes { segment recencyDays orders grossRevenue { amount } recencyScore frequencyScore monetaryScore
        firstOrderOn lastOrderOn lifetimeValue { amount } customerSince } }`,
    rows: ({ nodes, currency }) => nodes.map((node: object) => ({ ...node, currency })),
  },
  {
    kind: ExportKind.CUSTOMER_COHORTS,
    field: `customerCohorts(from: "2011-01-01", to: "2011-03-31") { ${HEADING} cohorts { month customers
      months { month offset customers retention grossRevenue { amount } refunds { amount } lifetimeValue { amount } } } }`,
    rows: ({ cohorts, currency }) =>
      cohorts.flatMap((cohort: { month: string; customers: number; months: object[] }) =>
        cohort.months.map((month) => ({
          ...month,
          cohort: cohort.month,
          cohortCustomers: cohort.customers,
          currency,
        })),
      ),
  },
  {
    kind: ExportKind.FORECAST,
    input: { from: '2011-04-01', to: '2011-04-10', metric: 'ORDERS' },
    field: `forecast(metric: ORDERS, from: "2011-04-01", horizonDays: 10) { metric ${HEADING}
      points { date value lo80 hi80 lo95 hi95 } }`,
    rows: ({ points, metric, currency }) => points.map((point: object) => ({ ...point, metric, currency })),
  },
];

describe('an exported report', () => {
  let on: ExportsFixture;
  beforeAll(async () => {
    on = await startExports();
    const customers = Array.from({ length: 12 }, () => crypto.randomUUID());
    await on.list(
      on.shop.id,
      Object.fromEntries(Array.from({ length: 130 }, (_, n) => [`SKU-${n}`, `Mug ${n}`])),
    );
    const lines = Array.from({ length: 400 }, (_, n) => ({
      day: `2011-0${1 + (n % 3)}-${String(1 + (n % 27)).padStart(2, '0')}`,
      amount: `${(n * 7.31) % 97}`.slice(0, 6),
      order: `order-${n >> 1}`,
      customer: n % 5 === 0 ? null : (customers[n % 12] ?? null),
      sku: `SKU-${n % 130}`,
      country: n % 3 === 0 ? 'France' : 'Spain',
      ...(n % 11 === 0 ? { kind: 'REFUND', amount: '-3.5000', quantity: -1 } : {}),
    }));
    await on.sell(
      on.shop.id,
      lines.map((line) => ({ ...line, amount: Number(line.amount).toFixed(4) })),
    );
    await on.sell(on.shop.id, [
      { day: '2010-12-10', amount: '50', sku: 'SKU-1', customer: customers[0] ?? null },
    ]);
    // A champion: nobody has bought later or more often.
    const last = Array.from({ length: 40 }, (_, n) => ({
      day: '2011-03-31',
      amount: '1',
      order: `last-${n}`,
      customer: customers[0] ?? null,
    }));
    await on.sell(on.shop.id, last);
    await on.fillCarts(on.shop.id, '2011-02-01', ['OPEN', 'ABANDONED', 'ORDERED', 'RECOVERED']);
  });
  afterAll(() => on?.close());

  it('has a case for each kind', () => {
    expect(CASES.map(({ kind }) => kind).sort()).toEqual(Object.keys(REPORT_SOURCES).sort());
  });

  it.each(CASES)('$kind holds what the report shows', async ({ kind, input, field, rows }) => {
    const { data, errors } = await on.ask(
      `query ($id: ID!) { _entities(representations: [{ __typename: "Merchant", id: $id }]) {
        ... on Merchant { report: ${field} } } }`,
      { id: on.shop.id },
    );
    expect(errors).toBeUndefined();
    const shown = rows(data._entities[0].report).map(rowOf);
    expect(shown.length).toBeGreaterThan(0);
    const id = await on.queue({ kind, format: 'JSON_LINES', ...RANGE, ...input });
    await on.run(id);
    expect(await on.row(id)).toMatchObject({ status: 'COMPLETED', error: null, rows: String(shown.length) });
    const exported = (await on.content(id))
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => {
        // Who it is belongs to another subgraph; the graph gives it as an entity.
        const { customer_id: _, ...row } = JSON.parse(line);
        return row;
      });
    expect(exported).toEqual(shown);
  });

  /** February beside January, as the graph tells it. */
  const FEBRUARY = { from: '2011-02-01', to: '2011-02-28', compareTo: 'PREVIOUS_PERIOD' };
  const COMPARED: Case[] = [
    {
      kind: ExportKind.OVERVIEW,
      field: `overview(ARGS) { comparison { from to totals { ${FIGURES} averageOrderValue { amount } } refundRate carts
        abandonedCarts abandonmentRate cartConversionRate customers newCustomers returningCustomers } }`,
      rows: ({ comparison: { totals, ...rest } }) => [{ ...rest, ...totals }],
    },
    {
      kind: ExportKind.SALES_TREND,
      input: { groupBy: 'WEEK' },
      field: `salesTrend(ARGS, groupBy: WEEK) { comparison { points { date ${FIGURES} averageOrderValue { amount } } } }`,
      rows: ({ comparison }) => comparison.points,
    },
    {
      kind: ExportKind.PRODUCT_PERFORMANCE,
      field: `productPerformance(ARGS, first: 100) { nodes { comparison { grossRevenue { amount } units orders } } }`,
      rows: ({ nodes }) => nodes.map(({ comparison }: { comparison: object }) => comparison),
    },
    {
      kind: ExportKind.REVENUE_BREAKDOWN,
      input: { breakdownBy: 'COUNTRY' },
      field: `revenueBreakdown(ARGS, by: COUNTRY) { nodes { comparison { grossRevenue { amount } orders } } }`,
      rows: ({ nodes }) => nodes.map(({ comparison }: { comparison: object }) => comparison),
    },
    {
      kind: ExportKind.CONVERSION_FUNNEL,
      field: 'conversionFunnel(ARGS) { stages { carts: cartsBefore } }',
      rows: ({ stages }) => stages,
    },
    {
      kind: ExportKind.CUSTOMER_SEGMENTS,
      field: 'customerSegments(ARGS) { segments { customers: customersBefore } }',
      rows: ({ segments }) => segments,
    },
  ];

  it.each(COMPARED)('$kind holds the comparison beside it', async ({ kind, input, field, rows }) => {
    const args = `from: "${FEBRUARY.from}", to: "${FEBRUARY.to}", compareTo: ${FEBRUARY.compareTo}`;
    const { data, errors } = await on.ask(
      `query ($id: ID!) { _entities(representations: [{ __typename: "Merchant", id: $id }]) {
        ... on Merchant { report: ${field.replace('ARGS', args)} } } }`,
      { id: on.shop.id },
    );
    expect(errors).toBeUndefined();
    const shown = rows(data._entities[0].report).map(rowOf);
    expect(shown.length).toBeGreaterThan(0);
    for (const format of ['JSON_LINES', 'PARQUET']) {
      const id = await on.queue({ kind, format, ...FEBRUARY, ...input });
      await on.run(id);
      expect(await on.row(id)).toMatchObject({ status: 'COMPLETED', error: null });
      if (format === 'PARQUET') continue;
      const exported = (await on.content(id))
        .toString()
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      // A page of the graph holds a hundred; the file holds all.
      const beside = exported
        .slice(0, shown.length)
        .map((row) =>
          Object.fromEntries(Object.keys(shown[0] ?? {}).map((name) => [name, row[`comparison_${name}`]])),
        );
      expect(beside).toEqual(shown);
    }
  });

  it('is compared with nothing that its kind does not compare', async () => {
    for (const input of [
      { kind: 'CUSTOMER_COHORTS', ...FEBRUARY },
      { kind: 'ORDERS', ...FEBRUARY },
      { kind: 'REVENUE_CHANGE', ...FEBRUARY, compareTo: 'NONE' },
    ])
      expect(await on.request(input)).toMatchObject({ code: 'BAD_INPUT', path: ['input', 'compareTo'] });
  });

  it('goes through all pages of a long report', async () => {
    const id = await on.queue({ kind: 'PRODUCT_PERFORMANCE', format: 'JSON_LINES', ...RANGE });
    await on.run(id);
    const skus = (await on.content(id))
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).sku);
    expect(new Set(skus).size).toBe(131);
    expect(skus).toHaveLength(131);
  });
});
