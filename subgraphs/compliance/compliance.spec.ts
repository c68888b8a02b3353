import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublishedEvent } from '#platform/events/index.ts';
import { createSubgraphExecutor, type SubgraphExecutor } from '#platform/graphql/index.ts';
import {
  ANONYMOUS,
  createIdentitySigner,
  createIdentityVerifier,
  type Identity,
} from '#platform/identity/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { type SeededMerchant, seed } from '../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/fixtures/services.ts';
import { noteVerification } from './audit/chain.service.ts';
import { createAuditConsumer, verifyLog } from './index.ts';
import { createComplianceSubgraph } from './subgraph.ts';
import { testSigner } from './testing/signer.ts';

const SECRET = 'test-secret';
const LOG = `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $filter: AuditFilter) {
  _entities(representations: [{ __typename: "Merchant", id: $id }]) {
    ... on Merchant {
      auditLog(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
        totalCount
        nodes { id action }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
  }
}`;
const ENTRY = `query ($id: ID!) {
  auditEntry(id: $id) {
    id actorKind action outcome occurredAt ipAddress userAgent correlationId details sequence hash actor { id } merchant { id }
  }
}`;

interface Listed {
  totalCount: number;
  nodes: { id: string; action: string }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

describe('compliance', () => {
  let db: TestDatabase;
  let executor: SubgraphExecutor;
  let shop: SeededMerchant;
  let stranger: SeededMerchant;
  let owner: Identity;
  let userId: string;
  let sequence = 0n;
  const logger = createLogger({ name: 'compliance', level: 'silent' });
  const signer = createIdentitySigner({ secret: SECRET });

  // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field
  async function ask(query: string, variables: object, identity: Identity = owner): Promise<any> {
    const result = await executor.execute({
      query,
      variables: { ...variables },
      headers: { 'x-mg-identity': signer.sign(identity, 'compliance') },
    });
    return JSON.parse(JSON.stringify(result));
  }

  async function log(variables: object = {}, identity?: Identity): Promise<Listed> {
    const { data, errors } = await ask(LOG, { id: shop.id, ...variables }, identity);
    expect(errors).toBeUndefined();
    return data._entities[0].auditLog;
  }

  const actions = (page: Listed): string[] => page.nodes.map((node) => node.action);

  const event = (payload: object, at: string, merchantId = shop.id): PublishedEvent => ({
    sequence: ++sequence,
    eventId: crypto.randomUUID(),
    eventType: 'SecurityEventOccurred',
    eventVersion: 1,
    eventTimestamp: new Date(at),
    correlationId: 'corr-1',
    sourceService: 'users',
    merchantId,
    payload,
  });

  beforeAll(async () => {
    db = await createTestDatabase();
    executor = createSubgraphExecutor({
      name: 'compliance',
      schema: createComplianceSubgraph({ db }).schema,
      verifier: createIdentityVerifier({ secret: SECRET, audience: 'compliance' }),
      logger,
    });
    [shop, stranger] = await Promise.all([
      // Its days begin at 05:00 UTC in winter.
      seed(db).merchant({ timeZone: 'America/New_York' }).withMember('OWNER').withMember('ANALYST').create(),
      seed(db).merchant().withMember('OWNER').create(),
    ]);
    owner = shop.members[0]?.identity ?? ANONYMOUS;
    userId = shop.members[0]?.userId ?? '';
    const consumer = createAuditConsumer({ db, logger, signer: testSigner() });
    const user = { actorKind: 'USER', actorId: userId, outcome: 'SUCCESS' };
    const events = [
      event({ ...user, action: 'a' }, '2026-01-10T04:59:59.999Z'),
      event({ ...user, action: 'b', outcome: 'FAILURE' }, '2026-01-10T05:00:00Z'),
      event(
        { actorKind: 'API_KEY', actorId: 'key-1', action: 'c', outcome: 'SUCCESS' },
        '2026-01-10T12:00:00Z',
      ),
      event(
        { ...user, action: 'd', ipAddress: '192.0.2.7', userAgent: 'curl', details: { n: 1 } },
        '2026-01-11T04:59:59Z',
      ),
      event({ actorKind: 'ANONYMOUS', action: 'e', outcome: 'FAILURE' }, '2026-01-11T05:00:00Z'),
      event({ ...user, action: 'foreign' }, '2026-01-10T12:00:00Z', stranger.id),
    ];
    for (const item of events) await consumer.handle(item);
    // At least once: the same events come again.
    await Promise.all(events.map((item) => consumer.handle(item)));
  });
  afterAll(() => db.drop());

  it('writes one entry for each event, newest first', async () => {
    const page = await log();
    expect(page.totalCount).toBe(5);
    expect(actions(page)).toEqual(['e', 'd', 'c', 'b', 'a']);
  });

  it('refuses a payload that is not what it should be, and says why', async () => {
    const consumer = createAuditConsumer({ db, logger, signer: testSigner() });
    const wrong = event({ actorKind: 'GHOST', action: 'x', outcome: 'SUCCESS' }, '2026-01-01T00:00:00Z');
    await expect(consumer.handle(wrong)).rejects.toThrow(/actorKind/);
    expect((await log()).totalCount).toBe(5);
  });

  it('answers one entry whole, its actor a person only when a person did it', async () => {
    const { nodes } = await log();
    const { data } = await ask(ENTRY, { id: nodes[1]?.id });
    expect(data.auditEntry).toEqual({
      id: nodes[1]?.id,
      actorKind: 'USER',
      action: 'd',
      outcome: 'SUCCESS',
      occurredAt: '2026-01-11T04:59:59.000Z',
      ipAddress: '192.0.2.7',
      userAgent: 'curl',
      correlationId: 'corr-1',
      details: expect.any(String),
      sequence: 4,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      actor: { id: userId },
      merchant: { id: shop.id },
    });
    expect(JSON.parse(data.auditEntry.details)).toEqual({ n: 1 });
    const key = await ask(ENTRY, { id: nodes[2]?.id });
    expect(key.data.auditEntry).toMatchObject({ actorKind: 'API_KEY', actor: null, details: null });
  });

  it('walks pages both ways', async () => {
    const first = await log({ first: 2 });
    expect(actions(first)).toEqual(['e', 'd']);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await log({ first: 2, after: first.pageInfo.endCursor });
    expect(actions(second)).toEqual(['c', 'b']);
    const third = await log({ first: 2, after: second.pageInfo.endCursor });
    expect(actions(third)).toEqual(['a']);
    expect(third.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const back = await log({ last: 2, before: third.pageInfo.startCursor });
    expect(actions(back)).toEqual(['c', 'b']);
    expect(actions(await log({ last: 2 }))).toEqual(['b', 'a']);
    expect(await log({ first: 0 })).toMatchObject({ nodes: [], totalCount: 5 });
  });

  it('loses no entry whose instants differ by microseconds or not at all', async () => {
    const { id, members } = await seed(db).merchant().withMember('ADMIN').create();
    await db.admin.query(
      `insert into compliance.audit_entries (merchant_id, event_id, actor_kind, action, outcome, occurred_at)
       select $1, gen_random_uuid(), 'SYSTEM', n::text, 'SUCCESS',
              timestamptz '2026-01-01T00:00:00.5Z' + (n / 2) * interval '1 microsecond'
       from generate_series(0, 8) n`,
      [id],
    );
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await ask(LOG, { id, first: 2, after }, members[0]?.identity);
      const page: Listed = data._entities[0].auditLog;
      seen.push(...actions(page));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen.map((action) => Math.floor(Number(action) / 2))).toEqual([4, 3, 3, 2, 2, 1, 1, 0, 0]);
    expect(new Set(seen).size).toBe(9);
  });

  it('filters by action, actor, outcome and the days of the merchant', async () => {
    expect(actions(await log({ filter: { action: ['a', 'c', 'foreign'] } }))).toEqual(['c', 'a']);
    expect(actions(await log({ filter: { actorId: 'key-1' } }))).toEqual(['c']);
    expect(actions(await log({ filter: { outcome: ['FAILURE'] } }))).toEqual(['e', 'b']);
    expect(actions(await log({ filter: { actorKind: ['API_KEY', 'ANONYMOUS'] } }))).toEqual(['e', 'c']);
    expect(actions(await log({ filter: { ipAddress: '192.0.2.7' } }))).toEqual(['d']);
    expect(actions(await log({ filter: { outcome: [], action: [] } }))).toHaveLength(5);
    expect(actions(await log({ filter: { from: '2026-01-10', to: '2026-01-10' } }))).toEqual(['d', 'c', 'b']);
    expect(actions(await log({ filter: { to: '2026-01-09' } }))).toEqual(['a']);
    expect(actions(await log({ filter: { from: '2026-01-11' } }))).toEqual(['e']);
  });

  it('tells what the last verification found', async () => {
    const query = `query ($id: ID!) { _entities(representations: [{ __typename: "Merchant", id: $id }]) {
      ... on Merchant { auditLogIntegrity { verifiedAt status entries problem } } } }`;
    const integrity = async () => (await ask(query, { id: shop.id })).data._entities[0].auditLogIntegrity;
    const none = { verifiedAt: null, status: 'NOT_VERIFIED', entries: null, problem: null };
    expect(await integrity()).toEqual(none);
    const report = await verifyLog(db, testSigner(), shop.id);
    await noteVerification(db, report);
    expect(await integrity()).toMatchObject({ status: 'BROKEN', entries: 5, problem: expect.any(String) });
    await noteVerification(db, { ...report, intact: true, problems: [] });
    expect(await integrity()).toMatchObject({ status: 'INTACT', entries: 5, problem: null });
    const refused = await ask(query, { id: shop.id }, shop.members[1]?.identity);
    expect(refused.errors[0].extensions.code).toBe('FORBIDDEN');
  });

  it('finds entries by reference', async () => {
    const { nodes } = await log();
    const ids = nodes.slice(0, 2).map(({ id }) => ({ __typename: 'AuditEntry', id }));
    const query = `query ($ids: [_Any!]!) { _entities(representations: $ids) { ... on AuditEntry { action } } }`;
    expect((await ask(query, { ids })).data._entities).toEqual([{ action: 'e' }, { action: 'd' }]);
  });

  it('is for owners and admins of the merchant', async () => {
    const { nodes } = await log();
    const cases: [Identity | undefined, string][] = [
      [shop.members[1]?.identity, 'FORBIDDEN'],
      [stranger.members[0]?.identity, 'NOT_FOUND'],
      [ANONYMOUS, 'UNAUTHENTICATED'],
    ];
    for (const [identity, code] of cases) {
      const listed = await ask(LOG, { id: shop.id }, identity);
      expect(listed.data._entities[0].auditLog).toBeNull();
      expect(listed.errors[0].extensions.code).toBe(code);
      const one = await ask(ENTRY, { id: nodes[0]?.id }, identity);
      expect(one.data.auditEntry).toBeNull();
      expect(one.errors[0].extensions.code).toBe(code);
    }
    for (const id of [crypto.randomUUID(), 'nonsense'])
      expect((await ask(ENTRY, { id })).errors[0].extensions.code).toBe('NOT_FOUND');
  });

  it.each([
    [{ last: -1 }, ['last']],
    [{ first: 5, last: 5 }, ['last']],
    [{ after: Buffer.from('["yesterday","x"]').toString('base64url') }, ['after']],
    [{ filter: { from: '2026-01-02', to: '2026-01-01' } }, ['filter', 'to']],
    [{ filter: { to: '9999-12-31' } }, ['filter', 'to']],
    [{ filter: { from: '0000-01-01' } }, ['filter', 'from']],
  ])('refuses %j and names the argument', async (variables, argumentPath) => {
    const { errors } = await ask(LOG, { id: shop.id, ...variables });
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_INPUT', argumentPath });
  });
});
