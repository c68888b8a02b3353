import type { ExecutionResult } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Identity } from '#platform/identity/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { writeStory } from '../testing/cards.ts';
import { finding } from '../testing/finding.ts';
import { createTestSubgraph, type TestSubgraph } from '../testing/subgraph.ts';

interface Update {
  eventId: string;
  version: number;
  insight: { id: string; severity: string; kind: string; lastSeen: string };
}

describe('insightUpdated and the filters of both subscriptions', () => {
  let subgraph: TestSubgraph;
  let shop: SeededMerchant;
  let analyst: Identity;
  beforeAll(async () => {
    subgraph = await createTestSubgraph();
  });
  afterAll(() => subgraph.close());
  beforeEach(async () => {
    shop = await seed(subgraph.db).merchant().withMember('ANALYST').create();
    analyst = shop.members[0]?.identity ?? ANONYMOUS;
  });

  async function listen(field: string, fields: string, args = '', identity = analyst) {
    const query = `subscription { ${field}(merchantId: "${shop.id}"${args}) { ${fields} } }`;
    const result = await subgraph.listen(identity, query);
    if (!(Symbol.asyncIterator in result)) throw result.errors?.[0];
    return {
      async next(): Promise<unknown> {
        for (;;) {
          const { value } = (await result.next()) as { value: ExecutionResult };
          if (value.errors) throw value.errors[0];
          // Else it says where the subscription stands.
          if (value.data) return value.data[field];
        }
      },
      end: () => result.return?.(),
    };
  }
  const updates = (args = '') =>
    listen('insightUpdated', 'eventId version insight { id severity kind lastSeen }', args);
  const tell = (asOf: string, parts: Parameters<typeof finding>[0] = {}) =>
    writeStory(subgraph, shop.id, finding({ asOf, ...parts }));

  it('tells each change of a story with the insight as it is, and goes on after the last event seen', async () => {
    const events = await updates();
    const { id } = await tell('2025-06-09');
    await tell('2025-06-10');
    await subgraph.relay();
    const first = (await events.next()) as Update;
    expect(first).toEqual({
      eventId: expect.any(String),
      version: 2,
      insight: { id, severity: 'NOTICE', kind: 'WEEKDAY_ANOMALY', lastSeen: '2025-06-10' },
    });
    await events.end();
    await tell('2025-06-11', { severity: 'CRITICAL' });
    await tell('2025-06-12', { severity: 'CRITICAL' });
    await subgraph.relay();
    const resumed = await updates(`, after: "${first.eventId}"`);
    const rest = [(await resumed.next()) as Update, (await resumed.next()) as Update];
    expect(rest.map(({ version }) => version)).toEqual([3, 4]);
    expect(new Set([first, ...rest].map(({ eventId }) => eventId)).size).toBe(3);
    await tell('2025-06-13');
    await subgraph.relay();
    // What was loaded for an earlier event is not shown again for a later one.
    expect(await resumed.next()).toMatchObject({ version: 5, insight: { lastSeen: '2025-06-13' } });
    await resumed.end();
  });

  it('is filtered by kind and by the severity of the update', async () => {
    const severe = await updates(', leastSeverity: WARNING');
    const records = await updates(', kinds: [RECORD]');
    await tell('2025-06-09');
    await tell('2025-06-10');
    await tell('2025-06-11', { severity: 'CRITICAL' });
    await tell('2025-06-09', { stableKey: 'record', kind: 'RECORD' });
    await tell('2025-06-10', { stableKey: 'record', kind: 'RECORD' });
    await subgraph.relay();
    expect(await severe.next()).toMatchObject({ version: 3 });
    expect(await records.next()).toMatchObject({ version: 2, insight: { kind: 'RECORD' } });
    await Promise.all([severe.end(), records.end()]);
  });

  it('filters what is created too', async () => {
    const severe = await listen('insightCreated', 'id', ', leastSeverity: CRITICAL, kinds: [RECORD, STREAK]');
    await tell('2025-06-09', { stableKey: 'a', kind: 'RECORD' });
    await tell('2025-06-09', { stableKey: 'b', severity: 'CRITICAL' });
    const { id } = await tell('2025-06-09', { stableKey: 'c', kind: 'STREAK', severity: 'CRITICAL' });
    await subgraph.relay();
    expect(await severe.next()).toEqual({ id });
    await severe.end();
  });

  it('refuses at once who may not listen, and an after that is no id', async () => {
    await expect(listen('insightUpdated', 'version', '', ANONYMOUS)).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    });
    await expect(updates(', after: "x"')).rejects.toMatchObject({ extensions: { code: 'BAD_INPUT' } });
  });
});
