import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { until } from '../../fixtures/wait.ts';
import { makeOrdersFile } from '../orders-file.ts';
import { data, type OnStage } from '../stage.ts';

const TREND = `query ($merchant: ID!, $from: Date!, $to: Date!) {
  merchant(id: $merchant) {
    salesTrend(from: $from, to: $to, groupBy: DAY) {
      points { date grossRevenue { amount } refunds { amount } orders units }
    }
  }
}`;

interface Point {
  date: string;
  grossRevenue: { amount: string };
  refunds: { amount: string };
  orders: number;
  units: number;
}

/** The way of an order: from a file, through PostgreSQL and ClickHouse, to the trend. */
export function defineOrders(on: OnStage): void {
  describe('orders', () => {
    const file = makeOrdersFile();
    const importFile = async () => {
      const name = path.join(on().topology.dataDir, 'orders.csv');
      await writeFile(name, file.csv);
      return on().topology.cli([
        'import',
        'orders',
        name,
        '--merchant',
        on().shop.slug,
        '--format',
        'generic',
      ]);
    };
    const trend = async () => {
      const { shop } = on();
      const variables = { merchant: shop.id, from: file.from, to: file.to };
      const { merchant } = await data(on(), shop.apiKey, TREND, variables);
      return merchant.salesTrend.points.map((point: Point) => ({
        ...point,
        grossRevenue: point.grossRevenue.amount,
        refunds: point.refunds.amount,
      }));
    };

    test('a new merchant works at once with the key it was given', async () => {
      const { shop } = on();
      expect(shop.slug).toBe('penny-lane');
      expect(shop.apiKey).toMatch(/^mg_/);
      const { bySlug, byId, currentApiKey } = await data(
        on(),
        shop.apiKey,
        `query ($slug: ID!, $id: ID!) {
          bySlug: merchant(id: $slug) { id name currency timeZone }
          byId: merchant(id: $id) { slug insights { totalCount } carts { totalCount } }
          currentApiKey { merchant { id } }
        }`,
        { slug: shop.slug, id: shop.id },
      );
      expect(bySlug).toEqual({ id: shop.id, name: 'Penny Lane', currency: 'GBP', timeZone: 'Europe/London' });
      expect(byId).toEqual({ slug: shop.slug, insights: { totalCount: 0 }, carts: { totalCount: 0 } });
      expect(currentApiKey.merchant.id).toBe(shop.id);
    });

    test('come in from a file, and the trend is right to the penny within seconds', async () => {
      const summary = await importFile();
      expect(summary).toMatchObject({
        lines: file.lines,
        accepted: file.lines - file.rejects.length,
        rejected: file.rejects.length,
        orders: file.orders,
        durationMs: expect.any(Number),
      });
      const total = file.days.reduce((sum, { orders }) => sum + orders, 0);
      await until('the imported orders in the reports', async () => {
        const points: Point[] = await trend();
        return points.reduce((sum, { orders }) => sum + orders, 0) === total;
      });
      expect(await until('a trend that stands still', trend)).toEqual(file.days);
    });

    test('that could not be kept are listed with line and reason', async () => {
      const { rejects } = (await on().topology.cli(['import', 'rejects', '--merchant', on().shop.slug])) as {
        rejects: { lineNo: number; reason: string; raw: string }[];
      };
      expect(rejects.map(({ lineNo }) => lineNo)).toEqual(file.rejects.map(({ line }) => line));
      for (const [n, { reason, raw }] of rejects.entries()) {
        expect(reason).toContain(file.rejects[n]?.says);
        expect(raw).toBe(file.csv.split('\n')[(file.rejects[n]?.line ?? 0) - 1]);
      }
    });

    test('of the same file again change nothing', async () => {
      const again = await importFile();
      expect(again).toMatchObject({ lines: file.lines, rejected: file.rejects.length });
      // Whatever the second import wrote has arrived when what came after it has.
      await on().topology.cli(['insights', 'generate', '--as-of', '2020-01-01']);
      expect(await trend()).toEqual(file.days);
    });
  });
}
