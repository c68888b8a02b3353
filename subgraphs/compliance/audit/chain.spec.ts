import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublishedEvent } from '#platform/events/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { withTenants } from '#platform/postgres/tenants.ts';
import { seed } from '../../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/fixtures/services.ts';
import { testSigner } from '../testing/signer.ts';
import { createAuditConsumer } from './audit.consumer.ts';
import { lookAfterAuditLogs } from './audit.job.ts';
import { pruneLog, readLog, signLog, verifyLog } from './chain.service.ts';
import { type ChainedEntry, hashOf, type SignedPosition } from './chain.ts';
import { headerLine, parseEntry, parseHeader, parseKeptHead } from './export.ts';
import { createAuditVerifier } from './signature.ts';
import { type ChainReport, createChainVerification } from './verification.ts';

const logger = createLogger({ name: 'audit', level: 'silent' });
const LONG_AGO = '2020-03-01T10:00:00Z';

describe('the chain of an audit log', () => {
  let db: TestDatabase;
  let sequence = 0n;
  const signer = testSigner();
  const consumer = () => createAuditConsumer({ db, signer, logger });
  const verify = (merchantId: string, kept?: SignedPosition): Promise<ChainReport> =>
    verifyLog(db, signer, merchantId, kept);
  const kinds = (report: ChainReport): string[] => report.problems.map((problem) => problem.kind);

  const event = (merchantId: string, action: string, more: object = {}, at?: string): PublishedEvent => ({
    sequence: ++sequence,
    eventId: crypto.randomUUID(),
    eventType: 'SecurityEventOccurred',
    eventVersion: 1,
    eventTimestamp: at ? new Date(at) : new Date(),
    correlationId: 'c-1',
    sourceService: 'users',
    merchantId,
    payload: {
      actorKind: 'USER',
      actorId: 'u-1',
      action,
      outcome: 'SUCCESS',
      ipAddress: '192.0.2.1',
      userAgent: 'curl',
      details: { b: 1, a: [1.5, null, 'ü'] },
      ...more,
    },
  });

  /** A merchant whose log has this many entries. */
  async function logOf(count: number, at?: string): Promise<string> {
    const { id } = await seed(db).merchant().create();
    for (let n = 1; n <= count; n += 1) await consumer().handle(event(id, `action.${n}`, {}, at));
    return id;
  }

  /** What only the administrator of the database can do: the rules of its tables switched off. */
  async function tamper(...statements: string[]): Promise<void> {
    const client = await db.admin.connect();
    try {
      await client.query(`set session_replication_role = replica`);
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.query('set session_replication_role = default');
      client.release();
    }
  }
  const change = (id: string, n: number, set: string): Promise<void> =>
    tamper(`update compliance.audit_entries set ${set} where merchant_id = '${id}' and sequence = ${n}`);
  const remove = (id: string, ...numbers: number[]): Promise<void> =>
    tamper(`delete from compliance.audit_entries where merchant_id = '${id}' and sequence in (${numbers})`);

  async function exported(id: string): Promise<{ head: string; lines: string[] }> {
    return readLog(db, id, async ({ head, checkpoint, entries }) => {
      const lines: string[] = [];
      for await (const entry of entries) lines.push(JSON.stringify(entry));
      return { head: headerLine({ merchantId: id, head, checkpoint }), lines };
    });
  }
  function verifyFile({ head, lines }: { head: string; lines: string[] }, publicKey = signer.publicKey) {
    const header = parseHeader(head);
    const verification = createChainVerification({ ...header, verifier: createAuditVerifier({ publicKey }) });
    for (const [index, line] of lines.entries()) verification.add(parseEntry(line, index + 2));
    return verification.finish(header.head);
  }

  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.drop());

  it('holds as it was written, whatever the entries say', async () => {
    const id = await logOf(0);
    expect(await verify(id)).toMatchObject({ intact: true, entries: 0, head: null });
    const odd = [
      { actorId: null, ipAddress: null, userAgent: null, details: null },
      { userAgent: 'Größe 😀 "\\" \n\t', details: { é: { z: [true, 1e21, 0.1, -0], a: '\u2028' } } },
      { actorId: '-', ipAddress: '1:-', userAgent: '' },
    ];
    for (const more of odd) await consumer().handle(event(id, 'x', more, '2026-01-10T05:00:00.123Z'));
    expect(await verify(id)).toMatchObject({ intact: true, entries: 3, last: { sequence: 3 }, problems: [] });
    const { lines } = await exported(id);
    const [first] = lines.map((line): ChainedEntry => JSON.parse(line));
    expect(first).toMatchObject({
      sequence: 1,
      previousHash: '0'.repeat(64),
      occurredAt: '2026-01-10T05:00:00.123000Z',
    });
  });

  it('has the same encoding in PostgreSQL and here, down to the microsecond', async () => {
    const id = await logOf(0);
    await db.admin.query(
      `insert into compliance.audit_entries (merchant_id, event_id, actor_kind, action, outcome, occurred_at, details, user_agent)
       select $1, gen_random_uuid(), 'SYSTEM', repeat('ä', n), 'SUCCESS', timestamptz '2026-07-01T00:00:00.000001+02' + n * interval '1 microsecond',
              jsonb_build_object('n', n, 'x', array[n, null]), case when n % 2 = 0 then repeat('🦊', n * 7) end
       from generate_series(0, 300) n`,
      [id],
    );
    const { lines } = await exported(id);
    expect(lines).toHaveLength(301);
    for (const line of lines) {
      const { hash, ...entry }: ChainedEntry = JSON.parse(line);
      expect(hashOf(entry)).toBe(hash);
    }
    // Chained, but not by us: nobody signed it.
    expect(kinds(await verify(id))).toEqual(['HEAD_NOT_SIGNED']);
  });

  it.each([
    [`id = gen_random_uuid()`],
    [`event_id = gen_random_uuid()`],
    [`actor_kind = 'SYSTEM'`],
    [`actor_id = 'u-2'`],
    [`actor_id = null`],
    [`action = 'action.x'`],
    [`outcome = 'FAILURE'`],
    [`occurred_at = occurred_at + interval '1 microsecond'`],
    [`ip_address = '192.0.2.2'`],
    [`user_agent = 'curl '`],
    [`correlation_id = null`],
    [`details = details || '{"a": 2}'`],
    [`details = null`],
    [`previous_hash = sha256('x')`],
    [`hash = sha256('x')`],
    [`sequence = 9`],
    [`merchant_id = gen_random_uuid()`],
  ])('shows a change of one field: %s', async (set) => {
    for (const place of [1, 2, 3]) {
      const id = await logOf(3);
      expect((await verify(id)).intact).toBe(true);
      await change(id, place, set);
      const report = await verify(id);
      expect(report.intact).toBe(false);
      expect(report.problemCount).toBeGreaterThan(0);
    }
  });

  it('shows a change whose own hash was made again, and a chain that was made again whole', async () => {
    const id = await logOf(4);
    const rehash = `hash = compliance.audit_hash(e)`;
    const again = (n: number) =>
      `update compliance.audit_entries e set ${rehash} where merchant_id = '${id}' and sequence = ${n}`;
    await change(id, 2, `action = 'forged'`);
    await tamper(again(2));
    expect(kinds(await verify(id))).toEqual(['LINK_BROKEN']);
    for (const n of [3, 4]) {
      await tamper(
        `update compliance.audit_entries e set previous_hash = p.hash from compliance.audit_entries p
         where e.merchant_id = '${id}' and p.merchant_id = e.merchant_id and e.sequence = ${n} and p.sequence = ${n - 1}`,
        again(n),
      );
    }
    expect(kinds(await verify(id))).toEqual(['HEAD_DIFFERS']);
    await tamper(
      `update compliance.audit_heads h set hash = e.hash from compliance.audit_entries e
       where h.merchant_id = '${id}' and e.merchant_id = h.merchant_id and e.sequence = 4`,
    );
    expect(kinds(await verify(id))).toEqual(['HEAD_NOT_SIGNED']);
  });

  it.each([
    ['the first', [1], ['ENTRIES_MISSING']],
    ['one in the middle', [3], ['ENTRIES_MISSING']],
    ['the last', [5], ['END_MISSING']],
    ['the last two', [4, 5], ['END_MISSING']],
    ['all', [1, 2, 3, 4, 5], ['END_MISSING']],
  ])('shows that %s was removed', async (_, numbers, expected) => {
    const id = await logOf(5);
    await remove(id, ...numbers);
    expect(kinds(await verify(id))).toEqual(expected);
  });

  it('shows that the end was removed and the head set back or taken away', async () => {
    const id = await logOf(4);
    const { head: kept } = await verify(id);
    await remove(id, 3, 4);
    await tamper(
      `update compliance.audit_heads h set sequence = 2, hash = e.hash from compliance.audit_entries e
       where h.merchant_id = '${id}' and e.merchant_id = h.merchant_id and e.sequence = 2`,
    );
    expect(kinds(await verify(id))).toEqual(['HEAD_NOT_SIGNED']);
    // Going on does not make it good, and nothing of what comes is lost.
    await consumer().handle(event(id, 'later'));
    expect(await verify(id)).toMatchObject({ entries: 3, problems: [{ kind: 'HEAD_NOT_SIGNED' }] });
    await tamper(`delete from compliance.audit_heads where merchant_id = '${id}'`);
    expect(kinds(await verify(id))).toEqual(['HEAD_NOT_SIGNED']);
    await consumer().handle(event(id, 'later still'));
    expect(await verify(id)).toMatchObject({ entries: 4, problems: [{ kind: 'HEAD_NOT_SIGNED' }] });
    // An operator may vouch for it; who kept a head sees all the same that it was set back.
    await signLog(db, signer, id);
    expect((await verify(id)).intact).toBe(true);
    await consumer().handle(event(id, 'after signing'));
    expect((await verify(id)).intact).toBe(true);
    expect(kinds(await verify(id, kept ?? undefined))).toEqual(['KEPT_HEAD_DIFFERS']);
  });

  it('shows a log that was set back to an older signed head only to who kept a younger one', async () => {
    const id = await logOf(2);
    const { rows } = await db.admin.query(`select * from compliance.audit_heads where merchant_id = $1`, [
      id,
    ]);
    for (const n of [3, 4]) await consumer().handle(event(id, `action.${n}`));
    const { head: kept } = await verify(id);
    await remove(id, 3, 4);
    await db.admin.query(
      'update compliance.audit_heads set sequence = $2, hash = $3, signature = $4 where merchant_id = $1',
      [id, rows[0].sequence, rows[0].hash, rows[0].signature],
    );
    expect((await verify(id)).intact).toBe(true);
    expect(kinds(await verify(id, kept ?? undefined))).toEqual(['KEPT_HEAD_DIFFERS']);
  });

  it('shows two entries that changed places', async () => {
    const id = await logOf(5);
    await tamper(
      `update compliance.audit_entries set sequence = -sequence where merchant_id = '${id}' and sequence in (2, 4)`,
      `update compliance.audit_entries set sequence = 6 + sequence where merchant_id = '${id}' and sequence < 0`,
    );
    const report = await verify(id);
    expect(
      report.problems.filter(({ kind }) => kind === 'ENTRY_CHANGED').map((each) => each.sequence),
    ).toEqual([2, 4]);
  });

  it('shows an entry that was inserted, at the end and between', async () => {
    const id = await logOf(3);
    // By whoever may insert: it gets its place, but no signature of ours.
    await withTenants(
      db.worker,
      [id],
      (tx) =>
        tx.$executeRaw`insert into compliance.audit_entries (merchant_id, event_id, actor_kind, action, outcome, occurred_at, sequence, previous_hash, hash)
        values (${id}::uuid, gen_random_uuid(), 'USER', 'forged', 'SUCCESS', now(), 2, '\\x00', '\\x00')`,
    );
    expect(await verify(id)).toMatchObject({
      entries: 4,
      problems: [{ kind: 'HEAD_NOT_SIGNED', sequence: 4 }],
    });

    const between = await logOf(3);
    await tamper(
      `update compliance.audit_entries set sequence = 4 where merchant_id = '${between}' and sequence = 3`,
      `insert into compliance.audit_entries (merchant_id, event_id, actor_kind, action, outcome, occurred_at, sequence, previous_hash, hash)
       select merchant_id, gen_random_uuid(), 'USER', 'forged', 'SUCCESS', now(), 3, hash, sha256('x')
       from compliance.audit_entries where merchant_id = '${between}' and sequence = 2`,
    );
    const report = await verify(between);
    expect(kinds(report)).toEqual(expect.arrayContaining(['ENTRY_CHANGED', 'LINK_BROKEN', 'BEYOND_HEAD']));
  });

  it('can be changed by no role, and not by its owner without breaking the rules open', async () => {
    const id = await logOf(1);
    for (const client of [db.app, db.worker, db.auth]) {
      for (const statement of [
        `update compliance.audit_entries set action = 'x'`,
        'delete from compliance.audit_entries',
        'truncate compliance.audit_entries',
        'delete from compliance.audit_heads',
        `update compliance.audit_heads set sequence = 0`,
        'delete from compliance.audit_checkpoints',
      ])
        await expect(client.$executeRawUnsafe(statement)).rejects.toThrow(/permission denied/);
    }
    for (const statement of [
      `update compliance.audit_entries set action = 'x'`,
      'delete from compliance.audit_entries',
      'truncate compliance.audit_entries',
    ])
      await expect(db.admin.query(statement)).rejects.toThrow(/append-only/);
    expect((await verify(id)).intact).toBe(true);
  });

  it('has no gap and no entry twice when consumers race', async () => {
    const id = await logOf(0);
    const events = Array.from({ length: 40 }, (_, n) => event(id, `race.${n}`));
    const two = [consumer(), consumer()];
    await Promise.all(two.flatMap((each) => events.map((item) => each.handle(item))));
    expect(await verify(id)).toMatchObject({ intact: true, entries: 40, last: { sequence: 40 } });
  });

  it('is pruned to a signed checkpoint from which the rest verifies on', async () => {
    const id = await logOf(3, LONG_AGO);
    await consumer().handle(event(id, 'young'));
    // It stands behind a young one, and waits for that.
    await consumer().handle(event(id, 'old, but late', {}, LONG_AGO));
    const before = await exported(id);
    expect(await pruneLog(db, signer, { merchantId: id, months: 12 })).toBe(3);
    expect(await pruneLog(db, signer, { merchantId: id, months: 12 })).toBe(0);
    const report = await verify(id);
    expect(report).toMatchObject({
      intact: true,
      entries: 2,
      checkpoint: { sequence: 3 },
      last: { sequence: 5 },
    });
    const { rows } = await db.admin.query(
      `select payload->>'action' as action, payload->'details'->>'entries' as entries from events.outbox where merchant_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ action: 'audit.pruned', entries: '3' }]);
    await consumer().handle(event(id, 'after'));
    expect(await verify(id)).toMatchObject({ intact: true, entries: 3 });
    expect((await verify(id, parseHeader(before.head).head ?? undefined)).intact).toBe(true);
    expect(verifyFile(await exported(id))).toMatchObject({ intact: true, entries: 3 });
    await remove(id, 4);
    expect(kinds(await verify(id))).toEqual(['ENTRIES_MISSING']);
    await tamper(`update compliance.audit_checkpoints set hash = sha256('x') where merchant_id = '${id}'`);
    expect(kinds(await verify(id))).toContain('CHECKPOINT_NOT_SIGNED');
  });

  it('gives nothing to the pruner that is young or has no checkpoint', async () => {
    const id = await logOf(2);
    const prune = () =>
      withTenants(
        db.worker,
        [id],
        (tx) => tx.$queryRaw`select compliance.prune_audit_entries(${id}::uuid, 1)`,
      );
    await expect(prune()).rejects.toThrow(/no checkpoint/);
    const { lines } = await exported(id);
    const { hash } = JSON.parse(lines[0] ?? '');
    await db.admin.query(
      `insert into compliance.audit_checkpoints (merchant_id, sequence, hash, signature, key_id) values ($1, 1, decode($2, 'hex'), '', '')`,
      [id, hash],
    );
    await expect(prune()).rejects.toThrow(/younger than twelve months/);
    await expect(
      withTenants(db.app, [id], (tx) => tx.$queryRaw`select compliance.prune_audit_entries(${id}::uuid, 1)`),
    ).rejects.toThrow(/permission denied/);
    expect((await exported(id)).lines).toHaveLength(2);
  });

  it('is looked after every night; a log that was tampered with is not pruned', async () => {
    const [good, bad] = [await logOf(2, LONG_AGO), await logOf(2, LONG_AGO)];
    await change(bad, 1, `action = 'x'`);
    const round = await lookAfterAuditLogs({ db, signer, logger }, { months: 12 });
    expect(round.broken).toBeGreaterThan(0);
    expect(await verify(good)).toMatchObject({ entries: 0, checkpoint: { sequence: 2 } });
    expect(await verify(bad)).toMatchObject({ entries: 2, checkpoint: null });
    const { rows } = await db.admin.query(
      'select merchant_id as id, intact, entries::int, problem from compliance.audit_verifications where merchant_id = any($1) order by intact',
      [[good, bad]],
    );
    expect(rows).toEqual([
      { id: bad, intact: false, entries: 2, problem: expect.stringContaining('Entry 1') },
      { id: good, intact: true, entries: 2, problem: null },
    ]);
  });

  it('is proved from an exported file alone, with the public key', async () => {
    const id = await logOf(4);
    const file = await exported(id);
    expect(verifyFile(file)).toMatchObject({ intact: true, entries: 4 });
    expect(kinds(verifyFile(file, testSigner().publicKey))).toEqual(['HEAD_NOT_SIGNED']);
    const [a = '', b = '', c = '', d = ''] = file.lines;
    const found = (...lines: string[]): string[] => kinds(verifyFile({ ...file, lines }));
    expect(found(a, c, b, d)).toEqual(expect.arrayContaining(['ENTRIES_MISSING', 'ENTRY_OUT_OF_ORDER']));
    expect(found(a, b, b, c, d)).toContain('ENTRY_OUT_OF_ORDER');
    expect(found(b, c, d)).toEqual(['ENTRIES_MISSING']);
    expect(found(a, c, d)).toEqual(['ENTRIES_MISSING']);
    expect(found(a, b, c)).toEqual(['END_MISSING']);
    expect(found()).toEqual(['END_MISSING']);
    expect(found(a, b.replace('action.2', 'action.x'), c, d)).toEqual(['ENTRY_CHANGED']);
    expect(() => parseEntry('{"id": 1}', 7)).toThrow(/Line 7/);
    expect(() => parseHeader(a)).toThrow(/Line 1/);
    expect(parseKeptHead(`${file.head}\n${a}\n`).head.sequence).toBe(4);
    // A head of another merchant vouches for nothing here.
    const other = parseHeader((await exported(await logOf(4))).head).head;
    expect(kinds(await verify(id, other ?? undefined))).toEqual(['KEPT_HEAD_DIFFERS']);
  });
});
