import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANONYMOUS } from '#platform/identity/index.ts';
import { migrateJobs } from '#platform/jobs/index.ts';
import { seed } from '../../../tests/fixtures/seed.ts';
import { type ExportsFixture, startExports } from '../testing/exports.ts';
import { sweepExports } from './export.job.ts';

const RANGE = { from: '2011-01-01', to: '2011-12-31' };
const READ = `query ($id: ID!) { export(id: $id) { id kind format from to status progress rows bytes sha256 downloadUrl
  expiresAt error requestedBy merchant { id } } }`;
const CANCEL = `mutation ($id: ID!) { cancelExport(input: { id: $id }) {
  __typename ... on ExportCancelled { export { status } } ... on UserError { code } } }`;

describe('exports', () => {
  let on: ExportsFixture;
  beforeAll(async () => {
    on = await startExports();
    await migrateJobs({ adminUrl: on.db.adminUrl, logger: on.logger });
    await on.sell(on.shop.id, [
      { day: '2011-01-01', amount: '12.3400', sku: '=1+1', country: 'France' },
      { day: '2011-06-01', amount: '-0.0100', sku: 'mug', kind: 'REFUND', quantity: -1, country: 'Spain' },
      { day: '2012-01-01', amount: '5', sku: 'cup' },
    ]);
    await on.sell(on.stranger.id, [{ day: '2011-01-01', amount: '999', sku: 'secret' }]);
  });
  afterAll(() => on?.close());

  const done = async (input: object): Promise<string> => {
    const id = await on.queue(input);
    await on.run(id);
    return id;
  };
  const tokenOf = async (id: string, identity = on.analyst): Promise<string> => {
    const { data } = await on.ask(READ, { id }, { identity });
    return new URL(data.export.downloadUrl).pathname.replace('/exports/', '');
  };

  it('write lines whole, exact, safe and of one merchant alone', async () => {
    const id = await done({ kind: 'ORDER_ITEMS' });
    const [names = '', ...lines] = (await on.content(id)).toString().trimEnd().split('\r\n');
    const rows = lines.map((line) => {
      const fields = line.split(',');
      return Object.fromEntries(names.split(',').map((name, at) => [name, fields[at]]));
    });
    expect(rows.map(({ sku, amount, quantity, business_date: day }) => [day, sku, amount, quantity])).toEqual(
      [
        ['2011-01-01', "'=1+1", '12.34', '1'],
        ['2011-06-01', 'mug', '-0.01', '-1'],
        ['2012-01-01', 'cup', '5', '1'],
      ],
    );
    const { data } = await on.ask(READ, { id });
    const bytes = await on.content(id);
    expect(data.export).toMatchObject({
      status: 'COMPLETED',
      progress: 1,
      rows: 3,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      error: null,
      merchant: { id: on.shop.id },
      requestedBy: `user:${on.shop.members[0]?.userId}`,
    });
  });

  it('keep to the range and the filter', async () => {
    const skus = async (input: object) =>
      (await on.content(await done({ format: 'JSON_LINES', ...input })))
        .toString()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line).sku ?? JSON.parse(line).country);
    expect(await skus({ kind: 'ORDER_ITEMS', ...RANGE })).toEqual(['=1+1', 'mug']);
    expect(await skus({ kind: 'ORDER_ITEMS', filter: { product: ['cup'] } })).toEqual(['cup']);
    expect(await skus({ kind: 'ORDERS', filter: { country: ['Spain', 'Italy'] } })).toEqual(['Spain']);
    expect(await skus({ kind: 'CARTS' })).toEqual([]);
    expect(await skus({ kind: 'CUSTOMERS' })).toEqual([]);
  });

  it('tell events to those who may read the audit log', async () => {
    expect(await on.request({ kind: 'EVENTS' })).toMatchObject({ code: 'FORBIDDEN' });
    const owner = await seed(on.db).merchant().withMember('OWNER').create();
    const identity = owner.members[0]?.identity ?? ANONYMOUS;
    expect(await on.request({ kind: 'EVENTS', merchantId: owner.id }, { identity })).toMatchObject({
      __typename: 'ExportRequested',
    });
  });

  it('refuse what cannot be exported before it is queued', async () => {
    const cases: [object, string[]][] = [
      [{ kind: 'OVERVIEW' }, ['input', 'from']],
      [{ kind: 'OVERVIEW', from: '2011-01-01' }, ['input', 'to']],
      [{ kind: 'OVERVIEW', from: '2011-02-01', to: '2011-01-01' }, ['to']],
      [{ kind: 'CUSTOMERS', ...RANGE }, ['input', 'from']],
      [{ kind: 'ORDERS', to: '2011-01-01' }, ['input', 'from']],
      [{ kind: 'REVENUE_BREAKDOWN', ...RANGE }, ['input', 'breakdownBy']],
      [{ kind: 'OVERVIEW', ...RANGE, groupBy: 'DAY' }, ['input', 'groupBy']],
      [{ kind: 'CARTS', filter: { country: ['France'] } }, ['input', 'filter', 'country']],
    ];
    for (const [input, path] of cases)
      expect(await on.request(input)).toMatchObject({ code: 'BAD_INPUT', path });
    const stranger = on.stranger.members[0]?.identity ?? ANONYMOUS;
    expect(await on.request({ kind: 'ORDERS' }, { identity: stranger })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await on.request({ kind: 'ORDERS' }, { identity: ANONYMOUS })).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  it('are asked for once under one Idempotency-Key', async () => {
    const key = crypto.randomUUID();
    const [first, second] = [
      await on.request({ kind: 'ORDERS' }, { key }),
      await on.request({ kind: 'ORDERS' }, { key }),
    ];
    expect(second.export.id).toBe(first.export.id);
    expect(await on.request({ kind: 'CARTS' }, { key })).toMatchObject({ code: 'CONFLICT' });
  });

  it('become durable jobs, each once', async () => {
    const id = await on.queue({ kind: 'ORDERS' });
    await on.consume();
    await on.consume();
    const { rows } = await on.db.admin.query(
      `select max_attempts, (select count(*)::int from analytics.exports e where e.id = $1) as exports
       from jobs.jobs where key = $2`,
      [id, `export:${id}`],
    );
    expect(rows).toEqual([{ max_attempts: 3, exports: 1 }]);
  });

  it('are told to whoever watches', async () => {
    const id = await on.queue({ kind: 'ORDERS' });
    await on.relay();
    const watched = await on.executor.subscribe({
      query: `subscription { exportProgress(merchantId: "${on.shop.id}", exportId: "${id}") { id status rows } }`,
      headers: on.headersOf(on.analyst),
    });
    if (!(Symbol.asyncIterator in watched)) throw new Error(JSON.stringify(watched));
    const first = watched.next();
    await on.run(id);
    await on.relay();
    expect(JSON.parse(JSON.stringify((await first).value))).toMatchObject({
      data: { exportProgress: { id, status: 'COMPLETED', rows: 3 } },
    });
    await watched.return?.();
    const stranger = on.stranger.members[0]?.identity ?? ANONYMOUS;
    const refused = await on.executor.subscribe({
      query: `subscription { exportProgress(merchantId: "${on.shop.id}") { id } }`,
      headers: on.headersOf(stranger),
    });
    expect('errors' in refused && refused.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('can be cancelled while they run, and leave no file', async () => {
    const waiting = await on.queue({ kind: 'ORDERS' });
    const cancel = async (id: string) => (await on.ask(CANCEL, { id })).data.cancelExport;
    expect(await cancel(waiting)).toEqual({ __typename: 'ExportCancelled', export: { status: 'CANCELLED' } });
    expect(await cancel(waiting)).toMatchObject({ code: 'CONFLICT' });
    await on.run(waiting);
    expect(await on.row(waiting)).toMatchObject({ status: 'CANCELLED', attempts: 0 });

    const running = await on.queue({ kind: 'ORDERS' });
    const before = await on.names();
    await on.run(running, {
      deps: { progressEveryMs: 0 },
      warehouse: {
        exports: {
          ...on.warehouse.exports,
          async *rows(...args) {
            await cancel(running);
            yield* on.warehouse.exports.rows(...args);
          },
        },
      },
    });
    expect(await on.row(running)).toMatchObject({ status: 'CANCELLED' });
    expect(await on.names()).toEqual(before);

    const last = await on.queue({ kind: 'ORDERS' });
    await on.run(last, {
      deps: {
        // The file is whole by then.
        notify: async () => {
          expect(await on.names()).toHaveLength(before.length + 1);
          await cancel(last);
          return () => Promise.resolve();
        },
      },
    });
    expect(await on.row(last)).toMatchObject({ status: 'CANCELLED', sha256: null });
    expect(await on.names()).toEqual(before);
  });

  /** A table whose reading breaks off in the middle. */
  const broken = () => ({
    exports: {
      ...on.warehouse.exports,
      async *rows(...args: Parameters<typeof on.warehouse.exports.rows>) {
        yield* on.warehouse.exports.rows(...args);
        throw new Error('the connection broke');
      },
    },
  });

  it('begin anew after a failure, and are set aside after the third', async () => {
    const id = await on.queue({ kind: 'ORDERS' });
    await on.relay();
    const before = await on.names();
    await expect(on.run(id, { warehouse: broken() })).rejects.toThrow('the connection broke');
    expect(await on.row(id)).toMatchObject({ status: 'QUEUED', attempts: 1, sha256: null });
    await expect(on.run(id, { warehouse: broken() })).rejects.toThrow('the connection broke');
    await on.run(id, { warehouse: broken() });
    const row = await on.row(id);
    expect(row).toMatchObject({ status: 'FAILED', attempts: 3 });
    expect(row.error).not.toContain('connection');
    expect(await on.names()).toEqual(before);
    const { rows } = await on.db.admin.query(
      'select consumer, error from events.dead_letters where event_id = $1',
      [id],
    );
    expect(rows).toEqual([{ consumer: 'analytics.exports', error: 'the connection broke' }]);
    // Redriven, it is tried again from the start.
    await on.consume();
    expect(await on.row(id)).toMatchObject({ status: 'QUEUED', attempts: 0, error: null });
    await on.run(id);
    expect(await on.row(id)).toMatchObject({ status: 'COMPLETED', rows: '3' });
  });

  it('serve nothing of an attempt that was killed, and the next one makes the file', async () => {
    const id = await on.queue({ kind: 'ORDERS' });
    const stop = new AbortController();
    const killed = {
      exports: {
        ...on.warehouse.exports,
        async *rows(...args: Parameters<typeof on.warehouse.exports.rows>) {
          stop.abort(new Error('killed'));
          yield* on.warehouse.exports.rows(...args);
        },
      },
    };
    await expect(on.run(id, { warehouse: killed, signal: stop.signal })).rejects.toThrow('killed');
    expect((await on.ask(READ, { id })).data.export).toMatchObject({ downloadUrl: null, sha256: null });
    await on.run(id);
    expect(await on.row(id)).toMatchObject({ status: 'COMPLETED', attempts: 2 });
  });

  it('fail at once for what no further attempt would change', async () => {
    const id = await on.queue({ kind: 'OVERVIEW', ...RANGE, filter: { product: ['none such'] } });
    await on.run(id);
    expect(await on.row(id)).toMatchObject({ status: 'FAILED', attempts: 1 });
    expect((await on.ask(READ, { id })).data.export.error).toContain('none such');
  });

  it('are downloaded by a link that is new each time, and noted in the audit log', async () => {
    const id = await done({ kind: 'ORDER_ITEMS', ...RANGE });
    const token = await tokenOf(id);
    const found = await on.downloads.find(token);
    expect(found).toMatchObject({
      fileName: `order-items-2011-01-01-2011-12-31-${id.slice(0, 8)}.csv`,
      contentType: expect.stringContaining('text/csv'),
    });
    if (!found) throw new Error('there is no file');
    expect(await text(found.open())).toBe((await on.content(id)).toString());
    await on.downloads.record(token, { correlationId: 'c', clientIp: '203.0.113.1' });
    const { rows } = await on.db.admin.query(
      `select payload from events.outbox where event_type = 'SecurityEventOccurred'
         and payload->'details'->>'exportId' = $1 order by payload->>'action'`,
      [id],
    );
    expect(rows.map(({ payload }) => [payload.action, payload.actorId, payload.ipAddress])).toEqual([
      ['export.downloaded', on.shop.members[0]?.userId, '203.0.113.1'],
      ['export.requested', on.shop.members[0]?.userId, null],
    ]);
  });

  it('are closed to changed links, to other tenants and to those who have left', async () => {
    const shop = await seed(on.db).merchant().withMember('OWNER').withMember('ANALYST').create();
    const [, leaver] = shop.members;
    const id = await done({ kind: 'ORDERS' });
    const token = await tokenOf(id);
    expect(await on.downloads.find(`${token}x`)).toBeUndefined();
    expect(await on.downloads.find('')).toBeUndefined();
    const expiresAt = new Date(Date.now() + 60_000);
    const signed = (merchantId: string, actor: string) =>
      on.downloads.find(on.links.sign({ id, merchantId, actor, expiresAt }));
    expect(await signed(on.shop.id, `user:${leaver?.userId}`)).toBeUndefined();
    expect(await signed(shop.id, `user:${leaver?.userId}`)).toBeUndefined();
    expect(await signed(on.shop.id, 'operator:somebody')).toBeDefined();
    const { data, errors } = await on.ask(READ, { id }, { identity: leaver?.identity });
    expect([data.export, errors[0].extensions.code]).toEqual([null, 'NOT_FOUND']);
  });

  it('are told by e-mail with a link for that person', async () => {
    const id = await done({ kind: 'PRODUCTS' });
    const { rows } = await on.db.admin.query(
      `select recipient, text from email.messages where kind = 'export' order by created_at desc limit 1`,
    );
    expect(rows[0].recipient).toBe(on.shop.members[0]?.email);
    const token = /\/exports\/(\S+)/.exec(rows[0].text)?.[1] ?? '';
    expect(on.links.verify(token)).toMatchObject({ id, actor: `user:${on.shop.members[0]?.userId}` });
  });

  it('are removed when their time is over', async () => {
    const id = await done({ kind: 'ORDERS' });
    const token = await tokenOf(id);
    const in8Days = new Date(Date.now() + 8 * 86_400_000);
    expect(await sweepExports({ db: on.db, files: on.files }, new Date())).toBe(0);
    expect(await sweepExports({ db: on.db, files: on.files }, in8Days)).toBeGreaterThan(0);
    expect(await on.downloads.find(token)).toBeUndefined();
    expect((await on.names()).filter((name) => name.includes(id))).toEqual([]);
    expect((await on.ask(READ, { id })).data.export).toMatchObject({ status: 'EXPIRED', downloadUrl: null });
  });

  it('are listed, newest first, page by page', async () => {
    const list = async (args: string) =>
      (
        await on.ask(
          `query ($id: ID!) { _entities(representations: [{ __typename: "Merchant", id: $id }]) { ... on Merchant {
            exports(${args}) { totalCount pageInfo { endCursor hasNextPage } nodes { id status } } } } }`,
          { id: on.shop.id },
        )
      ).data._entities[0].exports;
    const all = await list('first: 100');
    expect(all.nodes.length).toBe(all.totalCount);
    const first = await list('first: 2');
    const second = await list(`first: 2, after: "${first.pageInfo.endCursor}"`);
    expect([...first.nodes, ...second.nodes]).toEqual(all.nodes.slice(0, 4));
    const failed = await list('first: 100, filter: { status: [FAILED] }');
    expect(new Set(failed.nodes.map(({ status }: { status: string }) => status))).toEqual(
      new Set(['FAILED']),
    );
  });
});
