import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ADA, startTestGateway, type TestGateway, until } from './testing/harness.ts';
import { createTrustedDocuments, type TrustedDocumentsOptions } from './trusted-documents.ts';

const ME = 'query Me { me { name } }';
const NEWS = 'subscription News { insightCreated(merchantId: "m1") { id } }';
const OTHER = '{ merchants { name } }';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const manifest = { [hashOf(ME)]: ME, [`sha256:${hashOf(NEWS)}`]: NEWS };
const PAGE = { origin: 'https://shop.example' };

const withDocuments = async (
  options: Omit<TrustedDocumentsOptions, 'manifest'>,
  run: (door: TestGateway) => Promise<void>,
) => {
  const door = await startTestGateway('in-process', { trustedDocuments: { ...options, manifest } });
  try {
    await run(door);
  } finally {
    await door.close();
  }
};
const post = async (door: TestGateway, body: object, headers: Record<string, string> = {}) => {
  const response = await fetch(`${door.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...ADA, ...headers },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  return [response.status, answer.data ?? answer.errors?.[0]?.extensions.code];
};
const ADA_IS = [200, { me: { name: 'Ada' } }];
const SHOPS = [200, { merchants: [{ name: 'Toys & Tea' }, { name: 'Bread & Co' }] }];
const apq = (text: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(text) } } });

describe('trusted documents', () => {
  it('are asked for by their hash, in either form, by POST, GET and WebSocket', () =>
    withDocuments({ mode: 'allow' }, async (door) => {
      expect(await post(door, { documentId: hashOf(ME) })).toEqual(ADA_IS);
      expect(
        await post(door, { documentId: `sha256:${hashOf(ME)}`, variables: {}, operationName: 'Me' }),
      ).toEqual(ADA_IS);
      expect(await post(door, apq(ME))).toEqual(ADA_IS);
      expect(await post(door, { ...apq(ME), query: ME })).toEqual(ADA_IS);
      expect(await post(door, { query: OTHER })).toEqual(SHOPS);
      expect(await post(door, apq(OTHER))).toEqual([404, 'NOT_FOUND']);
      expect(await post(door, { documentId: 'nonsense' })).toEqual([400, 'BAD_INPUT']);
      for (const query of [
        `documentId=${hashOf(ME)}`,
        `extensions=${encodeURIComponent(JSON.stringify(apq(ME).extensions))}`,
      ]) {
        const got = await fetch(`${door.url}/graphql?${query}`, {
          headers: { ...ADA, 'apollo-require-preflight': 'yes' },
        });
        expect([got.status, ((await got.json()) as { data: unknown }).data]).toEqual(ADA_IS);
      }
      const overSocket = door.socket().iterate({ query: '', ...apq(ME) });
      expect((await overSocket.next()).value).toMatchObject({ data: { me: { name: 'Ada' } } });
    }));

  it('are all that pages of browsers may run, where that is enforced for them', () =>
    withDocuments({ mode: 'enforce' }, async (door) => {
      expect(await post(door, { documentId: hashOf(ME) }, PAGE)).toEqual(ADA_IS);
      expect(await post(door, { query: ME }, PAGE)).toEqual(ADA_IS);
      const signs: Record<string, string>[] = [
        PAGE,
        { cookie: 'mg_access=x' },
        { 'sec-fetch-site': 'same-origin' },
      ];
      for (const sign of signs) expect(await post(door, { query: OTHER }, sign)).toEqual([403, 'FORBIDDEN']);
      expect(await post(door, { query: OTHER, documentId: hashOf(ME) }, PAGE)).toEqual([403, 'FORBIDDEN']);
      expect(await post(door, { query: OTHER })).toEqual(SHOPS);

      const socket = new WebSocket(door.wsUrl, 'graphql-transport-ws', PAGE);
      const received: { type: string; payload?: unknown }[] = [];
      socket.on('message', (data) => received.push(JSON.parse(String(data))));
      await new Promise((resolve) => socket.on('open', resolve));
      socket.send(JSON.stringify({ type: 'connection_init' }));
      await until('acknowledged', () => received.length === 1);
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: NEWS } }));
      await until('open', () => door.world.openStreams === 1);
      const stranger = NEWS.replace('id', 'title');
      socket.send(JSON.stringify({ id: '2', type: 'subscribe', payload: { query: stranger } }));
      await until('refused', () => received.some(({ type }) => type === 'error'));
      expect(received.at(-1)?.payload).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
      socket.close();
    }));

  it('are all that anybody may run, where that is enforced for all', () =>
    withDocuments({ mode: 'enforce', enforceFor: 'all' }, async (door) => {
      expect(await post(door, { documentId: hashOf(ME) })).toEqual(ADA_IS);
      expect(await post(door, { query: OTHER })).toEqual([403, 'FORBIDDEN']);
    }));

  it('are not looked at when they are off', () =>
    withDocuments({ mode: 'off' }, async (door) => {
      expect(await post(door, { documentId: hashOf(ME) })).toEqual([400, 'BAD_INPUT']);
      expect(await post(door, { query: OTHER }, PAGE)).toEqual(SHOPS);
    }));

  it('need a manifest whose hashes are right', () => {
    expect(() => createTrustedDocuments({ mode: 'allow', manifest: { [hashOf(ME)]: OTHER } })).toThrow(
      /another SHA-256/,
    );
  });
});
