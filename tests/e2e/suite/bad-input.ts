import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { processesOf } from '../../fixtures/processes.ts';
import { ask, data, type OnStage } from '../stage.ts';

/** Whatever is sent: an error that names what is wrong and what to do, and the product goes on. */
export function defineBadInput(on: OnStage): void {
  describe('bad input', () => {
    const longLived = (): number[] =>
      processesOf(on().topology.dataDir)
        .filter(({ command }) => / (start|gateway|worker|engine|subgraph) ?/.test(command))
        .map(({ pid }) => pid)
        .sort();
    let before: number[];
    beforeAll(() => {
      before = longLived();
    });
    afterAll(async () => {
      expect(longLived(), 'no process ended').toEqual(before);
      const { demo } = on().topology;
      const { merchant } = await data(on(), demo.apiKey, `{ merchant(id: "${demo.merchantId}") { slug } }`);
      expect(merchant.slug).toBe('harbour-lane');
    });

    test.each([
      {
        what: 'a negative page size',
        query: '{ merchant(id: "harbour-lane") { carts(first: -1) { totalCount } } }',
        code: 'BAD_INPUT',
        says: /first must be between 0 and 100; got -1/,
      },
      {
        what: 'a page that is too large',
        query: '{ merchant(id: "harbour-lane") { insights(last: 101) { totalCount } } }',
        code: 'BAD_INPUT',
        says: /last must be between 0 and 100; got 101/,
      },
      {
        what: 'a cursor somebody made up',
        query: '{ merchant(id: "harbour-lane") { carts(after: "page two") { totalCount } } }',
        code: 'BAD_INPUT',
        says: /after|cursor/,
      },
      {
        what: 'a day that no calendar has',
        query:
          '{ merchant(id: "harbour-lane") { overview(from: "2026-02-30", to: "2026-03-01") { currency } } }',
        code: 'BAD_INPUT',
        says: /calendar day such as .*2026-02-30/,
      },
      {
        what: 'a range that ends before it begins',
        query:
          '{ merchant(id: "harbour-lane") { overview(from: "2026-03-02", to: "2026-03-01") { currency } } }',
        code: 'BAD_INPUT',
        says: /to \(2026-03-01\) must not be before from \(2026-03-02\)/,
      },
      {
        what: 'an unknown merchant',
        query: '{ merchant(id: "harbor-lane") { name } }',
        code: 'NOT_FOUND',
        says: /merchant was not found/,
      },
      {
        what: 'a field that does not exist',
        query: '{ merchant(id: "harbour-lane") { nmae } }',
        code: 'BAD_INPUT',
        says: /"nmae".*Did you mean "name"/,
      },
      { what: 'a query that ends too early', query: '{ me { id }', code: 'BAD_INPUT', says: /Syntax Error/ },
      {
        what: 'a subscription over HTTP',
        query: 'subscription { insightCreated(merchantId: "harbour-lane") { id } }',
        code: 'BAD_INPUT',
        says: /Subscriptions need a WebSocket\. Connect to ws:\/\//,
        status: 400,
      },
    ])('$what is explained', async ({ query, code, says, status }) => {
      const answer = await ask(on(), on().topology.demo.apiKey, query);
      expect(answer.errors[0]?.extensions.code).toBe(code);
      expect(answer.errors[0]?.message).toMatch(says);
      if (status) expect(answer.status).toBe(status);
    });

    test.each([
      ['a made-up API key', 'mg_this-is-no-key', /API key/],
      ['a token that is none', 'eyJhbGciOiJub25lIn0.e30.', /access token is not valid.*Sign in again/],
      ['nonsense', '%%%', /token|key/],
    ])('%s is refused, with what to do', async (_, token, says) => {
      const answer = await ask(on(), token, '{ me { id } }');
      expect(answer.status).toBe(401);
      expect(answer.errors[0]).toMatchObject({
        message: expect.stringMatching(says),
        extensions: { code: 'UNAUTHENTICATED' },
      });
    });

    test('a query of 5 MB, and a body that is no JSON, are refused', async () => {
      const { demo, endpoints } = on().topology;
      const large = await ask(on(), demo.apiKey, `{ ${'me { id } '.repeat(500_000)} }`);
      expect(large.status).toBe(413);
      expect(large.errors[0]?.message).toMatch(/larger than|too large/);
      const send = async (body: string) => {
        const response = await fetch(endpoints.graphql, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        });
        return [response.status, (await response.json()).errors[0].message];
      };
      expect(await send('{ "query": ')).toEqual([400, expect.stringMatching(/not valid JSON/)]);
      expect(await send('{}')).toEqual([400, expect.stringMatching(/query/)]);
    });

    test('commands say which option is wrong and what it accepts', async () => {
      const { topology, shop } = on();
      const pack = path.join(topology.dataDir, 'picture.csv');
      const other = path.join(topology.dataDir, 'other.csv');
      await writeFile(
        pack,
        Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
      );
      await writeFile(other, 'name,age\nGeorge,43\n');
      const orders = (file: string, ...rest: string[]): string[] => [
        ...['import', 'orders', file, '--merchant', shop.slug, '--format', 'generic'],
        ...rest,
      ];
      const cases: [string[], RegExp][] = [
        [orders(pack), /picture\.csv is not a text file\. Export it as CSV/],
        [orders(other), /not a generic order file: columns order_id, .* missing.*--format/],
        [
          orders(other, '--format', 'excel'),
          /--format.*Allowed choices are online-retail, shopify, woocommerce/,
        ],
        [orders(path.join(topology.dataDir, 'none.csv')), /There is no file .*none\.csv\. Check the path/],
        [orders(other, '--currency', 'XXQ'), /"XXQ" is unknown\. Use an ISO 4217 code such as GBP/],
        [orders(other, '--timezone', 'Mars/Base'), /"Mars\/Base" is unknown\. Use an IANA name/],
        [
          orders(other).with(4, 'nobody'),
          /no merchant has the id or slug "nobody"\. "merchantgraph merchant list"/,
        ],
        [['insights', 'generate', '--as-of', '2026-11-31'], /--as-of.*2026-11-31.*YYYY-MM-DD/],
        [['insights', 'generate', '--merchant', 'nobody'], /no merchant has the id or slug "nobody"/],
        [
          ['merchant', 'create', '--name', 'X', '--timezone', 'Europe/London', '--currency', 'XXQ'],
          /--currency: "XXQ" is not an ISO 4217 code such as GBP/,
        ],
        [
          ['merchant', 'create', '--name', 'X', '--timezone', 'Mars/Base', '--currency', 'GBP'],
          /--timezone: "Mars\/Base" is not an IANA time zone/,
        ],
        [['subgraph', 'orders'], /no subgraph "orders"; there are users, analytics/],
      ];
      const run = async ([args, says]: [string[], RegExp]): Promise<void> => {
        const { code, stderr } = await topology.tryCli(args);
        expect(stderr, args.join(' ')).toMatch(says);
        expect(stderr, args.join(' ')).not.toMatch(/^\s+at /m);
        expect(code, args.join(' ')).not.toBe(0);
      };
      // Two at a time: each is a process of its own.
      const queue = [...cases];
      const lane = async (): Promise<void> => {
        for (let next = queue.shift(); next; next = queue.shift()) await run(next);
      };
      await Promise.all([lane(), lane()]);
    });
  });
}
