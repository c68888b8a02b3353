import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readPublished } from '#platform/events/index.ts';
import { ANONYMOUS, type Identity } from '#platform/identity/index.ts';
import { createWebhookSender } from '#platform/webhooks/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { writeStory } from '../testing/cards.ts';
import { finding } from '../testing/finding.ts';
import { createTestSubgraph, quietLogger, type TestSubgraph, testSecret } from '../testing/subgraph.ts';
import { startWebhookDelivery, type WebhookDelivery } from './delivery.ts';
import { createDisabledNotice } from './disabled-notice.ts';
import { webhookSealer } from './index.ts';
import { sweepDeliveries } from './sweep.job.ts';
import { type Receiver, startReceiver, verify } from './testing/receiver.ts';
import { createWebhookConsumer } from './webhook.consumer.ts';

const ENDPOINT = `id url events kinds leastSeverity enabled disabledReason failingSince previousSecretUntil`;
const CREATE = `mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { __typename
  ... on CreateWebhookEndpointSuccess { secret endpoint { ${ENDPOINT} } } ... on UserError { code path } } }`;
const ROTATE = `mutation ($input: RotateWebhookSecretInput!) { rotateWebhookSecret(input: $input) { __typename
  ... on RotateWebhookSecretSuccess { secret endpoint { ${ENDPOINT} } } ... on UserError { code path } } }`;
const TEST = `mutation ($input: WebhookEndpointInput!) { sendTestWebhook(input: $input) { __typename
  ... on SendTestWebhookSuccess { delivery { id eventId eventType status } } ... on UserError { code path } } }`;
const REDELIVER = `mutation ($input: RedeliverWebhookInput!) { redeliverWebhook(input: $input) { __typename
  ... on RedeliverWebhookSuccess { delivery { id status } } ... on UserError { code path } } }`;
const UPDATE = `mutation ($input: UpdateWebhookEndpointInput!) { updateWebhookEndpoint(input: $input) { __typename
  ... on UpdateWebhookEndpointSuccess { endpoint { ${ENDPOINT} } } ... on UserError { code path } } }`;
const LOG = `query ($id: ID!) { _entities(representations: [{ __typename: "Merchant", id: $id }]) { ... on Merchant {
  webhookEndpoints { ${ENDPOINT} deliveries { totalCount nodes { id eventId eventType status body nextAttemptAt finishedAt
    attempts { number startedAt durationMs statusCode error } } } } } } }`;

interface Endpoint {
  id: string;
  enabled: boolean;
  disabledReason: string | null;
  deliveries: {
    totalCount: number;
    nodes: { id: string; eventId: string; status: string; attempts: object[] }[];
  };
}

describe('webhooks', () => {
  let subgraph: TestSubgraph;
  let shop: SeededMerchant;
  let owner: Identity;
  let receiver: Receiver;
  let delivery: WebhookDelivery | undefined;
  let child: ChildProcess | undefined;
  beforeAll(async () => {
    subgraph = await createTestSubgraph();
  });
  afterAll(() => subgraph.close());
  beforeEach(async () => {
    shop = await seed(subgraph.db).merchant().withMember('OWNER').withMember('ANALYST').create();
    owner = shop.members[0]?.identity ?? ANONYMOUS;
    receiver = await startReceiver();
  });
  afterEach(async () => {
    await delivery?.stop();
    delivery = undefined;
    await receiver.close();
  });

  const call = async (query: string, input: object, identity = owner) => {
    const variables = { input: { merchantId: shop.id, ...input } };
    const { data, errors } = await subgraph.ask(identity, query, variables);
    if (errors) throw errors[0];
    return Object.values(data ?? {})[0] as {
      code?: string;
      secret: string;
      endpoint: Endpoint;
      delivery: { id: string; eventId: string };
    };
  };
  const add = (input: object = {}) =>
    call(CREATE, { url: receiver.url, events: ['INSIGHT_CREATED', 'INSIGHT_UPDATED'], ...input });
  const log = async (): Promise<Endpoint[]> => {
    const { data, errors } = await subgraph.ask(owner, LOG, { id: shop.id });
    if (errors) throw errors[0];
    return JSON.parse(JSON.stringify(data))._entities[0].webhookEndpoints;
  };
  const start = (parts: { timeoutMs?: number; wait?: () => number } = {}) => {
    delivery = startWebhookDelivery({
      pool: subgraph.db.pools.worker,
      sender: createWebhookSender({ allowLoopback: true, timeoutMs: parts.timeoutMs ?? 5_000 }),
      sealer: webhookSealer(testSecret),
      logger: quietLogger,
      onDisabled: createDisabledNotice('https://merchants.example'),
      pollMs: 10,
      wait: parts.wait ?? (() => 10),
    });
  };
  /** What the consumer does with everything that was published of this merchant. */
  const consume = async () => {
    await subgraph.relay();
    const consumer = createWebhookConsumer({ db: subgraph.db });
    for (const event of await readPublished(subgraph.db.pools.worker, {
      after: 0n,
      limit: 1_000,
      eventTypes: consumer.eventTypes,
      merchantId: shop.id,
    }))
      await consumer.handle(event);
  };
  const until = async <T>(look: () => Promise<T> | T): Promise<NonNullable<T>> => {
    for (;;) {
      const found = await look();
      if (found) return found;
      await sleep(10);
    }
  };
  const settled = async () => {
    await until(async () => {
      const nodes = (await log())[0]?.deliveries.nodes ?? [];
      return nodes.length > 0 && nodes.every(({ status }) => status !== 'QUEUED');
    });
    // Read anew: a list and what is in it are two looks at the rows.
    return until(async () => (await log())[0]);
  };

  it('tell of a card that is written and one that goes on, signed with the secret of the endpoint', async () => {
    const { secret, endpoint } = await add();
    expect(secret).toMatch(/^whsec_/);
    const { id } = await writeStory(subgraph, shop.id, finding({ asOf: '2025-06-09' }));
    await writeStory(subgraph, shop.id, finding({ asOf: '2025-06-10' }));
    await consume();
    // At least once may bring an event twice to the consumer: it is delivered once.
    await consume();
    start();
    const { deliveries } = await settled();
    expect(deliveries).toMatchObject({ totalCount: 2 });
    expect(deliveries.nodes.map(({ attempts }) => attempts)).toMatchObject([
      [{ number: 1, statusCode: 204, error: null }],
      [{ number: 1, statusCode: 204, error: null }],
    ]);
    const events = receiver.received.map((request) => verify(request, secret));
    const created = events.find(({ eventType }) => eventType === 'insight.created');
    expect(created).toEqual({
      eventId: id,
      eventType: 'insight.created',
      eventVersion: 1,
      eventTimestamp: expect.stringMatching(/Z$/),
      correlationId: 'test',
      sourceService: 'insights',
      merchantId: shop.id,
      payload: {
        insight: {
          id,
          kind: 'WEEKDAY_ANOMALY',
          metric: expect.any(String),
          direction: expect.any(String),
          severity: 'NOTICE',
          title: expect.any(String),
          text: expect.any(String),
          asOf: '2025-06-09',
        },
      },
    });
    expect(events.map(({ eventType }) => eventType).sort()).toEqual(['insight.created', 'insight.updated']);
    expect(receiver.received.map(({ headers }) => headers['webhook-id']).sort()).toEqual(
      events.map(({ eventId }) => eventId).sort(),
    );
    const { rows } = await subgraph.db.admin.query(
      `select secret from insights.webhook_endpoints where id = $1`,
      [endpoint.id],
    );
    expect(String(rows[0].secret)).not.toContain(secret.slice(6));
  });

  it('go to the endpoints that want them', async () => {
    await add({ kinds: ['RECORD'] });
    await add({ leastSeverity: 'CRITICAL' });
    await add({ events: ['INSIGHT_UPDATED'] });
    const off = await add();
    await call(UPDATE, { id: off.endpoint.id, enabled: false });
    await writeStory(subgraph, shop.id, finding({ stableKey: 'a' }));
    await writeStory(subgraph, shop.id, finding({ stableKey: 'b', kind: 'RECORD' }));
    await writeStory(subgraph, shop.id, finding({ stableKey: 'c', severity: 'CRITICAL' }));
    await consume();
    expect((await log()).map(({ deliveries }) => deliveries.totalCount)).toEqual([1, 1, 0, 0]);
    // One that is made later wants what comes, not what was.
    await add();
    await consume();
    expect((await log()).at(-1)?.deliveries.totalCount).toBe(0);
  });

  it('are sent again after a 500, a timeout, a redirect and a broken connection, always under the same id', async () => {
    const { secret, endpoint } = await add();
    receiver.answers.push(
      (response) => response.writeHead(500).end('no'),
      () => undefined,
      (response) => response.writeHead(302, { location: `${receiver.url}/elsewhere` }).end(),
      (response) => response.destroy(),
    );
    const test = await call(TEST, { id: endpoint.id });
    start({ timeoutMs: 300 });
    const { deliveries } = await settled();
    expect(deliveries.nodes[0]).toMatchObject({
      status: 'DELIVERED',
      attempts: [
        { number: 1, statusCode: 500, error: 'Answered 500 instead of 2xx.' },
        { number: 2, statusCode: null, error: 'No answer within 0.3 seconds.' },
        { number: 3, statusCode: 302, error: 'Answered 302: redirects are not followed.' },
        { number: 4, statusCode: null, error: expect.stringContaining('closed') },
        { number: 5, statusCode: 204, error: null },
      ],
    });
    expect(receiver.received.map(({ path }) => path)).toEqual(Array.from({ length: 5 }, () => '/hook'));
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id']))).toEqual(
      new Set([test.delivery.eventId]),
    );
    expect(verify(receiver.received.at(-1), secret)).toMatchObject({ eventType: 'webhook.test' });
  });

  it('do not read an answer without end', async () => {
    const { endpoint } = await add();
    let written = 0;
    let closed = false;
    receiver.answers.push((response) => {
      response.writeHead(200);
      response.on('close', () => {
        closed = true;
      });
      const more = (): void => {
        while (!closed && response.write(Buffer.alloc(65_536))) written += 65_536;
        if (!closed) response.once('drain', more);
      };
      more();
    });
    await call(TEST, { id: endpoint.id });
    start();
    expect((await settled()).deliveries.nodes[0]).toMatchObject({ status: 'DELIVERED' });
    await until(() => closed);
    // What the sockets of both sides hold, and not the gigabytes that five seconds could bring.
    expect(written).toBeLessThan(32_000_000);
  });

  it('are given up after nine attempts, and sent again by hand', async () => {
    const { endpoint } = await add();
    receiver.answers.push(
      ...Array.from({ length: 9 }, () => (r: { writeHead(s: number): { end(): void } }) => {
        r.writeHead(503).end();
      }),
    );
    const { delivery: queued } = await call(TEST, { id: endpoint.id });
    expect(await call(REDELIVER, { deliveryId: queued.id })).toMatchObject({ code: 'CONFLICT' });
    start({ wait: () => 0 });
    const failed = await settled();
    expect(failed.deliveries.nodes[0]).toMatchObject({ status: 'FAILED' });
    expect(failed.deliveries.nodes[0]?.attempts).toHaveLength(9);
    await call(REDELIVER, { deliveryId: queued.id });
    expect((await settled()).deliveries.nodes[0]).toMatchObject({
      status: 'DELIVERED',
      eventId: queued.eventId,
    });
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('stop at a 410, and after five days of failing, which owners and the audit log are told', async () => {
    const { endpoint } = await add();
    receiver.answers.push((response) => response.writeHead(410).end());
    await call(TEST, { id: endpoint.id });
    start();
    expect(await settled()).toMatchObject({ enabled: false, disabledReason: 'GONE' });
    expect(await call(TEST, { id: endpoint.id })).toMatchObject({ code: 'CONFLICT' });
    await call(UPDATE, { id: endpoint.id, enabled: true });
    await subgraph.db.admin.query(
      `update insights.webhook_endpoints set failing_since = now() - interval '6 days' where id = $1`,
      [endpoint.id],
    );
    receiver.answers.push((response) => response.writeHead(500).end());
    await call(TEST, { id: endpoint.id });
    expect(await settled()).toMatchObject({ enabled: false, disabledReason: 'FAILING' });
    const mails = await subgraph.db.admin.query(
      `select recipient, subject from email.messages where merchant_id = $1 and kind = 'webhook_disabled'`,
      [shop.id],
    );
    expect(mails.rows.map(({ recipient }) => recipient)).toEqual([
      shop.members[0]?.email,
      shop.members[0]?.email,
    ]);
    const { rows } = await subgraph.db.admin.query(
      `select payload ->> 'action' as action from events.outbox where merchant_id = $1
       and event_type = 'SecurityEventOccurred' order by event_timestamp`,
      [shop.id],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'webhook.created',
      'webhook.disabled',
      'webhook.changed',
      'webhook.disabled',
    ]);
  });

  it('are signed with both secrets while one is rotated', async () => {
    const { secret, endpoint } = await add();
    const next = await call(ROTATE, { id: endpoint.id, overlapHours: 1 });
    expect(next.secret).not.toBe(secret);
    await call(TEST, { id: endpoint.id });
    start();
    await settled();
    expect(verify(receiver.received[0], secret)).toMatchObject({ merchantId: shop.id });
    expect(verify(receiver.received[0], next.secret)).toMatchObject({ merchantId: shop.id });
    const last = await call(ROTATE, { id: endpoint.id, overlapHours: 0 });
    await call(TEST, { id: endpoint.id });
    await until(() => receiver.received.length === 2);
    for (const old of [secret, next.secret])
      expect(() => verify(receiver.received[1], old)).toThrow('signature');
    expect(verify(receiver.received[1], last.secret)).toMatchObject({ eventType: 'webhook.test' });
    expect(await call(ROTATE, { id: endpoint.id, overlapHours: 169 })).toMatchObject({ code: 'BAD_INPUT' });
  });

  it('survive a worker that is killed between the attempt and its record: sent twice, never lost', async () => {
    const { endpoint } = await add();
    const run = () =>
      spawn(
        process.execPath,
        [
          '--disable-warning=ExperimentalWarning',
          fileURLToPath(new URL('testing/child.ts', import.meta.url)),
          subgraph.db.urlFor('mg_worker'),
          testSecret,
        ],
        { stdio: 'ignore' },
      );
    // Held open: the request is there, and nothing of it is written down.
    receiver.answers.push(() => undefined);
    const { delivery: queued } = await call(TEST, { id: endpoint.id });
    child = run();
    await until(() => receiver.received.length === 1);
    child.kill('SIGKILL');
    await new Promise((resolve) => child?.once('close', resolve));
    child = run();
    try {
      const { deliveries } = await settled();
      expect(deliveries.nodes[0]).toMatchObject({ status: 'DELIVERED', attempts: [{ number: 2 }] });
      expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([
        queued.eventId,
        queued.eventId,
      ]);
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('are for owners and admins, ten at most, and to addresses of the internet', async () => {
    const analyst = shop.members[1]?.identity ?? ANONYMOUS;
    const wish = { url: receiver.url, events: ['INSIGHT_CREATED'] };
    expect(await call(CREATE, wish, analyst)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await call(CREATE, wish, ANONYMOUS)).toMatchObject({ code: 'UNAUTHENTICATED' });
    for (const url of ['http://shop.example', 'https://10.0.0.1/', 'x'])
      expect(await add({ url })).toMatchObject({ code: 'BAD_INPUT', path: ['input', 'url'] });
    expect(await add({ events: [] })).toMatchObject({ code: 'BAD_INPUT', path: ['input', 'events'] });
    const other = await seed(subgraph.db).merchant().withMember('OWNER').create();
    const mine = await add();
    const theirs = { merchantId: other.id, id: mine.endpoint.id };
    expect(await call(TEST, theirs, other.members[0]?.identity)).toMatchObject({ code: 'NOT_FOUND' });
    for (let n = 1; n < 10; n += 1) await add();
    expect(await add()).toMatchObject({ code: 'CONFLICT' });
  });

  it('are forgotten after thirty days', async () => {
    const { endpoint } = await add();
    await call(TEST, { id: endpoint.id });
    start();
    await settled();
    await call(TEST, { id: endpoint.id });
    await delivery?.stop();
    const age = `update insights.webhook_deliveries set created_at = now() - interval '31 days' where endpoint_id = $1
      and status = 'DELIVERED'`;
    await subgraph.db.admin.query(age, [endpoint.id]);
    await sweepDeliveries(subgraph.db);
    const [left] = await log();
    expect(left?.deliveries.nodes.every(({ status }) => status === 'QUEUED')).toBe(true);
  });
});
