import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPool } from '#prisma/database.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/fixtures/services.ts';
import { until } from '../../tests/fixtures/wait.ts';
import { createLogger } from '../log/index.ts';
import { createIdentityChangeFeed, type IdentityChangeFeed } from './change-feed.ts';
import { announceIdentityChange } from './changes.ts';
import { createIdentitySweepJob } from './sweep.job.ts';

const logger = createLogger({ name: 'feed', level: 'silent' });
const ANNOUNCE = `insert into users.identity_changes (kind, subject_id) values ('USER', $1)`;

describe('the feed of changed rights', () => {
  let db: TestDatabase;
  let pool: pg.Pool;
  let feed: IdentityChangeFeed | undefined;
  let clock = 0;

  /** A feed that is heard, and what it tells from now on: subjects, or "all". */
  async function listen(): Promise<string[]> {
    feed = createIdentityChangeFeed({ pool, logger, everyMs: 10, clock: () => clock });
    const heard: string[] = [];
    feed.onChange(({ subjects }) =>
      heard.push(...(subjects === 'all' ? ['all'] : subjects.map(({ subjectId }) => subjectId))),
    );
    // A slow first poll may tell it twice.
    await until('the first poll', () => heard.length > 0);
    expect(new Set(heard.splice(0))).toEqual(new Set(['all']));
    return heard;
  }

  beforeAll(async () => {
    db = await createTestDatabase();
    pool = createPool({ connectionString: db.urlFor('mg_auth'), max: 1 });
  });
  afterEach(() => feed?.close());
  afterAll(async () => {
    await pool.end();
    await db.drop();
  });

  it('tells what is committed, once, and nothing of what was rolled back', async () => {
    const heard = await listen();
    const [kept, dropped, last] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
    await db.auth.$transaction((tx) => announceIdentityChange(tx, 'SESSION', kept));
    await db.auth
      .$transaction(async (tx) => {
        await announceIdentityChange(tx, 'SESSION', dropped);
        throw new Error('changed my mind');
      })
      .catch(() => undefined);
    await db.auth.$transaction((tx) => announceIdentityChange(tx, 'MERCHANT', last));
    await until('the last one', () => heard.includes(last));
    expect(heard).toEqual([kept, last]);
  });

  it('hears a transaction that began first and commits last', async () => {
    const heard = await listen();
    const [late, early] = [crypto.randomUUID(), crypto.randomUUID()];
    const slow = await db.admin.connect();
    await slow.query('begin');
    await slow.query(ANNOUNCE, [late]);
    await db.admin.query(ANNOUNCE, [early]);
    await until('the one that is committed', () => heard.includes(early));
    // Some more polls: the cursor is now behind what was heard, which must not be told again.
    await sleep(60);
    expect(heard).toEqual([early]);
    await slow.query('commit');
    slow.release();
    await until('the late one', () => heard.includes(late));
    expect(heard).toEqual([early, late]);
  });

  it('misses nothing and repeats nothing among many transactions of all lengths', async () => {
    const heard = await listen();
    const committed: string[] = [];
    const worker = async (seed: number): Promise<void> => {
      const client = new pg.Client({ connectionString: db.adminUrl });
      await client.connect();
      for (let n = 0; n < 40; n += 1) {
        const id = crypto.randomUUID();
        const rollsBack = (n + seed) % 7 === 0;
        await client.query('begin');
        await client.query(ANNOUNCE, [id]);
        await sleep((n * seed) % 23);
        await client.query(rollsBack ? 'rollback' : 'commit');
        if (!rollsBack) committed.push(id);
      }
      await client.end();
    };
    await Promise.all([1, 2, 3, 4, 5].map(worker));
    await until('all of them', () => heard.length >= committed.length);
    expect([...heard].sort()).toEqual([...committed].sort());
  });

  it('says when it is deaf, and that anything may have changed when it hears again', async () => {
    const heard = await listen();
    expect(feed?.isHeard()).toBe(true);
    const polls = vi.spyOn(pool, 'query');
    await db.admin.query('revoke select on users.identity_changes from mg_auth');
    await until('a poll in vain', () => polls.mock.settledResults.some(({ type }) => type === 'rejected'));
    polls.mockRestore();
    expect(feed?.isHeard()).toBe(true);
    clock += 5_001;
    expect(feed?.isHeard()).toBe(false);
    const version = feed?.version() ?? 0;
    await db.admin.query('grant select on users.identity_changes to mg_auth');
    await until('the feed', () => feed?.isHeard());
    // Twice when a poll that began before the silence comes back after it.
    expect(new Set(heard)).toEqual(new Set(['all']));
    expect(feed?.version()).toBeGreaterThan(version);
  });

  it('goes on over another connection when its own is cut', async () => {
    const heard = await listen();
    await db.admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'mg_auth' and query like '%pg_snapshot_xmin%'
       and datname = current_database()`,
    );
    const id = crypto.randomUUID();
    await db.admin.query(ANNOUNCE, [id]);
    await until('the change', () => heard.includes(id));
    expect(heard).toEqual([id]);
  });

  it('is swept of what is older than an hour', async () => {
    const [old, recent] = [crypto.randomUUID(), crypto.randomUUID()];
    await db.admin.query(ANNOUNCE, [recent]);
    await db.admin.query(
      `insert into users.identity_changes (kind, subject_id, created_at) values ('USER', $1, now() - interval '61 minutes')`,
      [old],
    );
    await createIdentitySweepJob({ pool: db.pools.worker }).handler(
      {},
      { logger, signal: AbortSignal.timeout(10_000) },
    );
    const { rows } = await db.admin.query('select subject_id as id from users.identity_changes');
    const left = rows.map(({ id }) => id);
    expect(left).toContain(recent);
    expect(left).not.toContain(old);
  });
});
