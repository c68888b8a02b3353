import { describe, expect, test } from 'vitest';
import { RUSH, SLUMP } from '../orders-file.ts';
import { data, daysAgo, type OnStage } from '../stage.ts';
import { subscribeWithSdk } from './partner.ts';

const FIELDS = 'id title status asOf kind metric direction createdAt window { from to }';
const LIST = `query ($merchant: ID!) {
  merchant(id: $merchant) {
    insights(first: 100, orderBy: { field: CREATED_AT, direction: ASC }) { totalCount unreadCount nodes { ${FIELDS} } }
  }
}`;
const CHANGE = (name: string): string => `mutation ($id: ID!) {
  ${name}(input: { id: $id }) {
    __typename
    ... on ${name[0]?.toUpperCase()}${name.slice(1)}Success { insight { id status readAt dismissedAt } }
    ... on UserError { code message }
  }
}`;

interface Insight {
  id: string;
  title: string;
  asOf: string;
  metric: string;
  direction: string;
  createdAt: string;
  window: { from: string; to: string };
}

/** What the nightly job finds, who hears of it, and what people do with it. */
export function defineInsights(on: OnStage): void {
  describe('insights', () => {
    const generate = (asOf: string) =>
      on().topology.cli(['insights', 'generate', '--as-of', asOf, '--merchant', on().shop.slug]);
    const all = async (): Promise<{ totalCount: number; unreadCount: number; nodes: Insight[] }> =>
      (await data(on(), on().shop.apiKey, LIST, { merchant: on().shop.id })).merchant.insights;

    test('reach a partner’s script over the packed SDK within a second, once, in order, and joined', async () => {
      const { topology, shop } = on();
      const partner = await subscribeWithSdk(topology, shop);
      try {
        const summary = await generate(SLUMP.asOf);
        expect(summary).toMatchObject({
          runId: expect.any(String),
          totalMerchants: 1,
          processed: 1,
          failures: 0,
          durationMs: expect.any(Number),
        });
        expect(summary.insights).toBeGreaterThan(0);
        await generate(RUSH.asOf);
        // Looking again finds nothing new, and says nothing twice.
        expect(await generate(SLUMP.asOf)).toMatchObject({ insights: 0, failures: 0 });
        const { nodes, totalCount, unreadCount } = await all();
        expect(unreadCount).toBe(totalCount);
        const events = await partner.received(totalCount);
        expect(events.map(({ insight }) => insight.id)).toEqual(nodes.map(({ id }) => id));
        for (const { insight, at } of events) {
          expect(insight.merchant.name).toBe('Penny Lane');
          expect(insight.merchant.members.nodes).toEqual([]);
          expect(at - Date.parse(insight.createdAt), insight.title).toBeLessThan(1_000);
        }
        const slump = nodes.find(({ asOf }) => asOf === SLUMP.asOf);
        expect(slump).toMatchObject({ direction: 'DOWN', window: { from: SLUMP.from, to: SLUMP.to } });
        expect(nodes.find(({ asOf }) => asOf === RUSH.asOf)).toMatchObject({ direction: 'UP' });
        expect(new Set(nodes.map(({ title }) => title)).size).toBe(totalCount);
      } finally {
        await partner.close();
      }
    });

    test('of a merchant with a team come with its members, filled in by another subgraph', async () => {
      const { topology } = on();
      const { demo } = topology;
      const partner = await subscribeWithSdk(topology, { id: demo.merchantId, apiKey: demo.apiKey });
      try {
        // The day after the stocktaking of docs/demo-data.md, for which the shop was closed.
        const { insights } = await topology.cli([
          ...['insights', 'generate', '--merchant', demo.merchantId, '--as-of', daysAgo(66)],
        ]);
        expect(insights).toBeGreaterThan(0);
        const [event] = await partner.received(1);
        expect(event?.insight.merchant.name).toBe('Harbour Lane Homeware');
        expect(event?.insight.merchant.members.nodes.map(({ user }) => user.name)).toEqual([
          'Demo Owner',
          'Mara Okafor',
          'Jonas Lind',
        ]);
      } finally {
        await partner.close();
      }
    });

    test('are read, dismissed and restored; a key repeated gives the first answer and does nothing', async () => {
      const { shop } = on();
      const { nodes } = await all();
      const [insight] = nodes;
      if (!insight) throw new Error('There is no insight.');
      const change = async (name: string, id: string, key: string) =>
        (await data(on(), shop.apiKey, CHANGE(name), { id }, { 'idempotency-key': key }))[name];
      const status = async (): Promise<string> =>
        (await data(on(), shop.apiKey, `{ insight(id: "${insight.id}") { status } }`)).insight.status;

      expect((await change('markInsightRead', insight.id, 'read-1')).insight.status).toBe('READ');
      const dismissed = await change('dismissInsight', insight.id, 'dismiss-1');
      expect(dismissed).toMatchObject({ insight: { status: 'DISMISSED', dismissedAt: expect.any(String) } });
      expect((await change('restoreInsight', insight.id, 'restore-1')).insight.status).toBe('READ');
      expect(await change('dismissInsight', insight.id, 'dismiss-1')).toEqual(dismissed);
      expect(await status()).toBe('READ');

      // The same key for something else is a mistake of the caller, and not done.
      const conflict = await change('dismissInsight', nodes[1]?.id ?? crypto.randomUUID(), 'dismiss-1');
      expect(conflict).toMatchObject({ __typename: 'ConflictError', code: 'CONFLICT' });
      expect(conflict.message).toMatch(/Idempotency-Key/i);

      // Twenty at once with one key: one does it, and all hear the same.
      const many = await Promise.all(
        Array.from({ length: 20 }, () => change('dismissInsight', insight.id, 'dismiss-2')),
      );
      const answers = new Set(many.map((answer) => JSON.stringify(answer)));
      expect(answers.size).toBe(1);
      expect(await status()).toBe('DISMISSED');
    });
  });
}
