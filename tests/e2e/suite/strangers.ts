import { describe, expect, test } from 'vitest';
import { createIdentitySigner, IDENTITY_HEADER } from '#platform/identity/internal-token.ts';
import { type Answer, request } from '../../fixtures/product.ts';
import { ask, codesOf, data, type OnStage } from '../stage.ts';
import { firstEvent } from './socket.ts';

const HELD = `query ($merchant: ID!) {
  merchant(id: $merchant) {
    insights(first: 1) { nodes { id } }
    carts(first: 1) { nodes { id } }
    auditLog(first: 1) { nodes { id } }
  }
}`;
const EVERYWHERE = `query ($merchant: ID!, $slug: ID!, $insight: ID!, $cart: ID!, $entry: ID!) {
  byId: merchant(id: $merchant) {
    name members { totalCount } insights { totalCount } carts { totalCount } abandonedCarts { totalCount }
    auditLog { totalCount } overview(from: "2026-01-01", to: "2026-01-02") { currency }
    salesTrend(from: "2026-01-01", to: "2026-01-02") { currency }
  }
  bySlug: merchant(id: $slug) { id }
  insight(id: $insight) { title merchant { name } }
  cart(id: $cart) { total { amount } customer { email } }
  auditEntry(id: $entry) { action actor { email } }
}`;
const NOTHING = { byId: null, bySlug: null, insight: null, cart: null, auditEntry: null };

/** Nobody sees what is another merchant's, by whatever door. */
export function defineStrangers(on: OnStage): void {
  describe('strangers', () => {
    const held = async () => {
      const { demo } = on().topology;
      const { merchant } = await data(on(), demo.apiKey, HELD, { merchant: demo.merchantId });
      return {
        merchant: demo.merchantId,
        slug: 'harbour-lane',
        insight: merchant.insights.nodes[0].id,
        cart: merchant.carts.nodes[0].id,
        entry: merchant.auditLog.nodes[0].id,
      };
    };

    test('with another merchant’s key find nothing anywhere', async () => {
      const ids = await held();
      const answer = await ask(on(), on().stranger.apiKey, EVERYWHERE, ids);
      expect(answer.data).toEqual(NOTHING);
      expect(codesOf(answer)).toEqual(Array(5).fill('NOT_FOUND'));
      // What exists and what does not look alike.
      const absent = Object.fromEntries(Object.keys(ids).map((name) => [name, crypto.randomUUID()]));
      const other = await ask(on(), on().stranger.apiKey, EVERYWHERE, absent);
      const messages = ({ errors }: Answer): string[] => errors.map(({ message }) => message).sort();
      expect(messages(other)).toEqual(messages(answer));
    });

    test('without any key are told to sign in', async () => {
      const answer = await ask(on(), undefined, EVERYWHERE, await held());
      expect(answer.data).toEqual(NOTHING);
      expect(new Set(codesOf(answer))).toEqual(new Set(['UNAUTHENTICATED']));
    });

    test('change nothing', async () => {
      const { insight } = await held();
      const dismiss = `mutation ($id: ID!) {
        dismissInsight(input: { id: $id }) { __typename ... on UserError { code } }
      }`;
      const { dismissInsight } = await data(on(), on().stranger.apiKey, dismiss, { id: insight });
      expect(dismissInsight).toEqual({ __typename: 'NotFoundError', code: 'NOT_FOUND' });
      const { insight: untouched } = await data(
        on(),
        on().topology.demo.apiKey,
        'query ($id: ID!) { insight(id: $id) { status } }',
        { id: insight },
      );
      expect(untouched.status).toBe('UNREAD');
    });

    test('cannot listen either', async () => {
      const { topology, stranger } = on();
      const event = await firstEvent(
        topology.endpoints.ws,
        stranger.apiKey,
        `subscription { insightCreated(merchantId: "${topology.demo.merchantId}") { id } }`,
      );
      expect(event).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    });
  });
}

/** A subgraph believes nobody but the gateway. */
export function defineDirectCalls(on: OnStage): void {
  describe('a direct call to a subgraph', () => {
    const QUERIES: Record<string, string> = {
      users: 'members { totalCount }',
      analytics: 'overview(from: "2026-01-01", to: "2026-01-02") { currency }',
      insights: 'insights { totalCount }',
      campaigns: 'carts { totalCount }',
      compliance: 'auditLog { totalCount }',
    };
    const call = (name: string, headers: Record<string, string>): Promise<Answer> => {
      const { topology } = on();
      const url = topology.subgraphUrls[name];
      if (!url) throw new Error(`${name} is not a process of its own.`);
      const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Merchant { ${QUERIES[name]} } } }`;
      const r = [{ __typename: 'Merchant', id: topology.demo.merchantId }];
      return request(url, query, { r }, headers);
    };
    const identity = () =>
      ({
        kind: 'apiKey',
        keyId: crypto.randomUUID(),
        merchantId: on().topology.demo.merchantId,
        scopes: ['*'],
      }) as const;

    test.each(Object.keys(QUERIES))('%s answers as to a stranger, whatever the headers say', async (name) => {
      const { demo } = on().topology;
      const unsigned = Buffer.from(JSON.stringify({ aud: name, exp: 9e9, id: identity() })).toString(
        'base64url',
      );
      const forged = createIdentitySigner({ secret: 'a secret that is not theirs' }).sign(identity(), name);
      const attempts: Record<string, string>[] = [
        {},
        { authorization: `Bearer ${demo.apiKey}` },
        { [IDENTITY_HEADER]: JSON.stringify(identity()) },
        { [IDENTITY_HEADER]: unsigned },
        { [IDENTITY_HEADER]: `${unsigned}.` },
        { [IDENTITY_HEADER]: forged },
      ];
      for (const headers of attempts) {
        const { data: found, errors } = await call(name, headers);
        // The users subgraph knows no such merchant for a stranger; the others say why they will not tell.
        expect(found?._entities?.[0] ?? null, JSON.stringify(headers)).toEqual(
          name === 'users' ? null : expect.toSatisfy((entity) => !Object.values(entity ?? {}).some(Boolean)),
        );
        if (name !== 'users') expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
      }
    });
  });
}
