import type { ExecutionResult } from 'graphql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#platform/errors/index.ts';
import type { Identity } from '#platform/identity/identity.ts';
import { startTestGateway, type TestGateway, until } from './testing/harness.ts';

const ANA: Identity = {
  kind: 'user',
  userId: 'u1',
  sessionId: 's1',
  memberships: [{ merchantId: 'm1', role: 'OWNER' }],
};
const BEN: Identity = {
  ...ANA,
  userId: 'u2',
  sessionId: 's2',
  memberships: [{ merchantId: 'm1', role: 'ANALYST' }],
};
const KEY: Identity = { kind: 'apiKey', keyId: 'k1', merchantId: 'm1', scopes: ['insights:read'] };
const CARTS: Identity = { ...KEY, keyId: 'k2', scopes: ['carts:read'] };
const QUERY =
  'subscription ($m: ID!) { insightCreated(merchantId: $m) { ...F } } fragment F on Insight { id title reader }';

const insightOf = (result: ExecutionResult | undefined) =>
  (result?.data?.insightCreated ?? {}) as { id?: string; asker?: string };

describe.each(['in-process', 'remote'] as const)(
  'subscriptions of several people, over %s subgraphs',
  (placement) => {
    let door: TestGateway;
    let rights: Map<string, Identity>;
    let changed: () => void;
    beforeEach(async () => {
      rights = new Map(Object.entries({ ana: ANA, ben: BEN, key: KEY, carts: CARTS }));
      door = await startTestGateway(placement, {
        async authenticate(authorization) {
          const identity = rights.get(authorization?.replace('Bearer ', '') ?? '');
          if (!identity) throw new AppError('UNAUTHENTICATED', 'The session has ended.');
          return identity;
        },
        onIdentityChange(listener) {
          changed = listener;
          return () => undefined;
        },
      });
    });
    afterEach(() => door.close());
    const listen = (who: string, query = QUERY) =>
      door.subscribe(query, { m: 'm1' }, { authorization: `Bearer ${who}` });
    const opened = (count: number) => until(`${count} open streams`, () => door.world.openStreams === count);
    const publish = (id: string) => door.world.publish({ id, title: 'News', merchantId: 'm1' });
    const ids = ({ results }: ReturnType<typeof listen>) => results.map((result) => insightOf(result).id);

    const subscribed = (count: number) =>
      until(`${count} subscriptions`, async () =>
        (await (await fetch(`${door.url}/metrics`)).text()).includes(`\nactive_subscriptions ${count}\n`),
      );

    it('who may read the same are told by one stream, which is nobody’s', async () => {
      const all = ['ana', 'ben', 'key'].map((who) => listen(who));
      await opened(1);
      await subscribed(3);
      publish('i1');
      await until('all told', () => all.every(({ results }) => results.length === 1));
      for (const { results } of all)
        expect(results[0]?.data?.insightCreated).toEqual({
          id: 'i1',
          title: 'News',
          reader: 'key:00000000-0000-0000-0000-000000000000',
        });
      expect(door.world.openStreams).toBe(1);
    });

    it('what depends on who asks is told to each by a stream of their own', async () => {
      const query = QUERY.replace('reader', 'asker');
      const all = ['ana', 'ben', 'key'].map((who) => listen(who, query));
      const joined = ['ana', 'ben'].map((who) =>
        listen(who, QUERY.replace('reader', 'merchant { currency }')),
      );
      await opened(5);
      publish('i1');
      await until('all told', () => [...all, ...joined].every(({ results }) => results.length === 1));
      expect(all.map(({ results }) => insightOf(results[0]).asker)).toEqual(['user:u1', 'user:u2', 'key:k1']);
    });

    it('who lacks the permission has to ask the subgraph alone', async () => {
      const own = listen('carts');
      const ana = listen('ana');
      await opened(2);
      publish('i1');
      await until('told', () => ana.results.length === 1 && own.results.length === 1);
      expect(own.results[0]?.data?.insightCreated).toMatchObject({ reader: 'key:k2' });
    });

    it('who is shut out, or has other rights than before, is shown out; the others are told on', async () => {
      const ben = listen('ben');
      await opened(1);
      const [ana, key] = [listen('ana'), listen('key')];
      // Who comes with other rights than before is welcome: all have to be there.
      await subscribed(3);
      publish('i0');
      await until('ben told', () => ben.results.length >= 1);
      rights.delete('ben');
      rights.set('key', { ...KEY, scopes: ['insights:read', 'carts:read'] });
      changed();
      expect(await ben.ended).toMatchObject({ code: 4403 });
      expect(await key.ended).toMatchObject({ code: 1012 });
      const before = ben.results.length;
      publish('i1');
      await until('ana told', () => ids(ana).includes('i1'));
      expect(ben.results).toHaveLength(before);
      expect(ids(key)).not.toContain('i1');
      ana.stop();
      await opened(0);
    });
  },
);
