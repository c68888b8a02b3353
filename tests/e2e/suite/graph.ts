import { describe, expect, test } from 'vitest';
import { ask, data, daysAgo, type OnStage } from '../stage.ts';

/** The issue's own words; not to be changed. */
const AS_IT_STANDS = `query ($merchant: ID!, $from: Date!, $to: Date!) {
  merchant(id: $merchant) {
    salesTrend(from: $from, to: $to, groupBy: DAY) {
      points { date grossRevenue { amount currency } orders units refunds { amount } }
    }
  }
}`;
const CARTS = `query ($merchant: ID!, $first: Int, $after: String, $last: Int, $before: String) {
  merchant(id: $merchant) {
    carts(first: $first, after: $after, last: $last, before: $before) {
      totalCount
      nodes { id }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
}`;

interface Page {
  totalCount: number;
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
}

/** One graph over five subgraphs. */
export function defineGraph(on: OnStage): void {
  describe('the graph', () => {
    const asDemo = (query: string, variables: Record<string, unknown> = {}) => {
      const { demo } = on().topology;
      return data(on(), demo.apiKey, query, { merchant: demo.merchantId, ...variables });
    };

    test('answers the query of the issue as it stands, a point for each day', async () => {
      const { merchant } = await asDemo(AS_IT_STANDS, { from: daysAgo(30), to: daysAgo(1) });
      const { points } = merchant.salesTrend;
      expect(points.map(({ date }: { date: string }) => date)).toEqual(
        Array.from({ length: 30 }, (_, day) => daysAgo(30 - day)),
      );
      for (const point of points) {
        expect(point.grossRevenue).toEqual({
          amount: expect.stringMatching(/^\d+\.\d{4}$/),
          currency: 'GBP',
        });
        expect(point.refunds.amount).toMatch(/^\d+\.\d{4}$/);
      }
      expect(points.some(({ orders }: { orders: number }) => orders > 0)).toBe(true);
    });

    test('groups by week and month to the same total, and compares with the period before', async () => {
      const { merchant } = await asDemo(
        `query ($merchant: ID!, $from: Date!, $to: Date!) {
          merchant(id: $merchant) {
            day: salesTrend(from: $from, to: $to, groupBy: DAY) { ...T }
            week: salesTrend(from: $from, to: $to, groupBy: WEEK) { ...T }
            month: salesTrend(from: $from, to: $to, groupBy: MONTH, compareTo: PREVIOUS_PERIOD) {
              ...T
              comparison { from to totals { orders } change { grossRevenue } }
            }
            overview(from: $from, to: $to) {
              totals { grossRevenue { amount } orders }
              comparison { change { grossRevenue } }
              abandonedCarts abandonmentRate definition timeZone freshness { status }
            }
          }
        }
        fragment T on SalesTrend { totals { grossRevenue { amount } orders units } points { orders } timeZone }`,
        { from: daysAgo(60), to: daysAgo(1) },
      );
      const { day, week, month, overview } = merchant;
      expect(week.totals).toEqual(day.totals);
      expect(month.totals).toEqual(day.totals);
      const sum = (points: { orders: number }[]): number =>
        points.reduce((total, { orders }) => total + orders, 0);
      expect([sum(day.points), sum(week.points), sum(month.points)]).toEqual(
        Array(3).fill(day.totals.orders),
      );
      expect(month.comparison.to).toBe(daysAgo(61));
      expect(overview.totals).toEqual({
        grossRevenue: day.totals.grossRevenue,
        orders: day.totals.orders,
      });
      expect(overview.comparison.change.grossRevenue).toBe(month.comparison.change.grossRevenue);
      expect(overview.freshness.status).toBe('LIVE');
      expect(overview.abandonedCarts).toBeGreaterThan(0);
      expect(overview.timeZone).toBe('Europe/London');
    });

    test('joins entities of several subgraphs in one answer', async () => {
      const { merchant } = await asDemo(`query ($merchant: ID!) {
        merchant(id: $merchant) {
          insights(first: 5) { totalCount nodes { title merchant { name members { nodes { role user { name } } } } } }
          abandonedCarts(first: 20) { nodes { status total { amount currency } customer { name email } items { sku } } }
          auditLog(first: 5) { nodes { action actorKind merchant { slug } } }
        }
      }`);
      expect(merchant.insights.totalCount).toBeGreaterThan(0);
      for (const insight of merchant.insights.nodes) {
        expect(insight.merchant.name).toBe('Harbour Lane Homeware');
        expect(insight.merchant.members.nodes.map(({ role }: { role: string }) => role)).toEqual([
          'OWNER',
          'ANALYST',
          'MARKETER',
        ]);
        expect(insight.merchant.members.nodes[0].user.name).toBe('Demo Owner');
      }
      const carts = merchant.abandonedCarts.nodes;
      expect(carts).toHaveLength(20);
      expect(carts.every(({ status }: { status: string }) => status === 'ABANDONED')).toBe(true);
      const known = carts.filter(({ customer }: { customer: object | null }) => customer);
      expect(known.length).toBeGreaterThan(0);
      for (const { customer } of known) expect(customer.name).toMatch(/\S/);
      expect(merchant.auditLog.nodes[0].merchant.slug).toBe('harbour-lane');
    });

    test('pages through carts forwards and backwards, and meets each of them once', async () => {
      const page = async (variables: Record<string, unknown>): Promise<Page> =>
        (await asDemo(CARTS, variables)).merchant.carts;
      const forwards: string[] = [];
      let at = await page({ first: 7 });
      expect(at.pageInfo.hasPreviousPage).toBe(false);
      for (let n = 0; n < 3; n += 1) {
        forwards.push(...at.nodes.map(({ id }) => id));
        expect(at.pageInfo.hasNextPage).toBe(true);
        if (n < 2) at = await page({ first: 7, after: at.pageInfo.endCursor });
      }
      expect(new Set(forwards).size).toBe(21);
      const before = await page({ last: 14, before: at.pageInfo.startCursor });
      expect(before.nodes.map(({ id }) => id)).toEqual(forwards.slice(0, 14));
      expect(before.pageInfo.hasPreviousPage).toBe(false);
      const end = await page({ last: 3 });
      expect(end.nodes).toHaveLength(3);
      expect(end.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
      expect(end.totalCount).toBeGreaterThan(100);
    });

    test('gives every answer a correlation id, the caller’s own when it has one', async () => {
      const { demo } = on().topology;
      const own = await ask(on(), demo.apiKey, '{ me { id } }', {}, { 'x-correlation-id': 'order-4711' });
      expect(own.headers.get('x-correlation-id')).toBe('order-4711');
      const wrong = await ask(on(), demo.apiKey, '{ nothing }');
      expect(wrong.errors[0]?.extensions.correlationId).toBe(wrong.headers.get('x-correlation-id'));
    });

    test('shows what monitoring needs, and its Sandbox and dashboard', async () => {
      const { endpoints } = on().topology;
      const text = await (await fetch(endpoints.metrics)).text();
      for (const name of [
        'request_duration_seconds',
        'request_count_total',
        'error_count_total',
        'active_connections',
        'queue_size',
        'cache_hit_ratio',
        'replication_lag_seconds',
      ]) {
        expect(text, name).toMatch(new RegExp(`^${name}(_bucket|_sum|_count)?(\\{.*\\})? [\\d.e+-]+$`, 'm'));
      }
      const ready = await fetch(endpoints.health);
      expect([ready.status, (await ready.json()).missing]).toEqual([200, []]);
      const live = await fetch(new URL('/health/live', endpoints.health));
      expect(live.status).toBe(200);
      const sandbox = await fetch(endpoints.graphql, { headers: { accept: 'text/html' } });
      expect(await sandbox.text()).toMatch(/sandbox/i);
      const dashboard = await fetch(endpoints.dashboard, { headers: { accept: 'text/html' } });
      expect(await dashboard.text()).toContain('<div id="root">');
    });
  });
}
