import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '#platform/log/index.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/fixtures/services.ts';
import {
  createReplicationReader,
  formatLsn,
  parseLsn,
  type ReplicatedChange,
  type ReplicationBatch,
  type ReplicationReader,
  type ReplicationReaderOptions,
  versionOf,
} from './replication.ts';
import { dropSlot } from './testing/slot.ts';

const logger = createLogger({ name: 'replication', level: 'silent' });

let database: TestDatabase;
let slot: string;
let reader: ReplicationReader | undefined;

beforeEach(async () => {
  database = await createTestDatabase();
  slot = `slot_${Math.random().toString(36).slice(2)}`;
  await database.admin.query(`
    CREATE TABLE things (id int PRIMARY KEY, place text, payload text, at timestamptz, amount numeric(19,4), flag boolean);
    ALTER TABLE things REPLICA IDENTITY FULL;
    CREATE TABLE keyed (id int PRIMARY KEY, note text);
    CREATE PUBLICATION things FOR TABLE things, keyed;
  `);
});

afterEach(async () => {
  await reader?.stop();
  reader = undefined;
  await dropSlot(database.admin, slot);
  await database.drop();
});

const sql = (text: string): Promise<pg.QueryResult> => database.admin.query(text);

const here = async (): Promise<bigint> => {
  const { rows } = await sql(`SELECT pg_logical_emit_message(true, 'barrier', '')::text AS lsn`);
  return parseLsn(rows[0].lsn);
};

const caughtUp = async (): Promise<void> => reader?.waitFor(await here(), 10_000);

function follow(
  onBatch: (batch: ReplicationBatch) => Promise<void>,
  more: Partial<ReplicationReaderOptions> = {},
): ReplicationReader {
  reader = createReplicationReader({
    connectionString: database.urlFor('mg_cdc'),
    slot,
    publication: 'things',
    maxBatchMs: 10,
    onBatch,
    logger,
    ...more,
  });
  reader.start();
  return reader;
}

/** A sink that keeps what it is given. */
function keep(): {
  changes: ReplicatedChange[];
  batches: ReplicationBatch[];
  onBatch(batch: ReplicationBatch): Promise<void>;
} {
  const changes: ReplicatedChange[] = [];
  const batches: ReplicationBatch[] = [];
  return {
    changes,
    batches,
    async onBatch(batch) {
      batches.push(batch);
      changes.push(...batch.changes);
    },
  };
}

describe('positions and versions', () => {
  it('read and write log positions, and order changes by commit and then by place', () => {
    expect(formatLsn(parseLsn('16/B374D848'))).toBe('16/B374D848');
    expect(formatLsn(parseLsn('0/0'))).toBe('0/0');
    expect(() => parseLsn('nonsense')).toThrow();
    const commit = parseLsn('16/B374D848');
    const versions = [
      versionOf(commit - 8n, 5_000_000),
      versionOf(commit, 0),
      versionOf(commit, 1),
      versionOf(commit, 262_142),
      versionOf(commit, 5_000_000),
      versionOf(commit + 8n, 0),
    ];
    expect([...versions].sort((a, b) => (a < b ? -1 : 1))).toEqual(versions);
    expect(new Set(versions).size).toBe(versions.length);
    expect(versionOf(parseLsn('1FFFF/FFFFFFF8'), 262_143) < 2n ** 64n).toBe(true);
  });
});

describe('changes', () => {
  it('arrive in order, exactly as PostgreSQL prints them, old rows and all', async () => {
    const sink = keep();
    follow(sink.onBatch);
    await caughtUp();
    await sql(
      `INSERT INTO things VALUES (1, 'a', 'text with ''quotes'' \\ and \u{1F600}', '2011-12-09 12:50:00.123456+02', 12345678901234.5678, true)`,
    );
    await sql(
      `BEGIN; UPDATE things SET place = 'b', payload = NULL WHERE id = 1; DELETE FROM things WHERE id = 1; COMMIT`,
    );
    await sql('TRUNCATE things');
    await caughtUp();
    const row = {
      id: '1',
      place: 'a',
      payload: "text with 'quotes' \\ and \u{1F600}",
      at: '2011-12-09 10:50:00.123456+00',
      amount: '12345678901234.5678',
      flag: 't',
    };
    const changed = { ...row, place: 'b', payload: null };
    expect(
      sink.changes.map(({ kind, table, sequence, next, previous }) => ({
        kind,
        table,
        sequence,
        next: next && { ...next },
        previous: previous && { ...previous },
      })),
    ).toEqual([
      { kind: 'insert', table: 'things', sequence: 0, next: row, previous: undefined },
      { kind: 'update', table: 'things', sequence: 0, next: changed, previous: row },
      { kind: 'delete', table: 'things', sequence: 1, next: undefined, previous: changed },
      { kind: 'truncate', table: 'things', sequence: 0, next: undefined, previous: undefined },
    ]);
    expect(sink.changes[1]?.commitLsn).toBe(sink.changes[2]?.commitLsn);
    expect(Math.abs(Date.now() - (sink.changes[0]?.committedAt.getTime() ?? 0))).toBeLessThan(10_000);
    const status = reader?.status();
    expect(status).toMatchObject({ running: true, caughtUp: true, lagSeconds: 0, lastError: undefined });
  });

  it('keep large values that an update did not touch', async () => {
    const sink = keep();
    follow(sink.onBatch);
    await caughtUp();
    await sql(`ALTER TABLE things ALTER payload SET STORAGE EXTERNAL`);
    await sql(`INSERT INTO things (id, payload) VALUES (1, repeat('long ', 20000))`);
    await sql(`UPDATE things SET place = 'moved' WHERE id = 1`);
    await caughtUp();
    expect(sink.changes[1]?.next?.payload?.length).toBe(100_000);
    expect(sink.changes[1]?.next?.payload).toBe(sink.changes[0]?.next?.payload);
  });

  it('bring the old key where the table gives no more', async () => {
    const sink = keep();
    follow(sink.onBatch);
    await caughtUp();
    await sql(`INSERT INTO keyed VALUES (1, 'x')`);
    await sql(`UPDATE keyed SET id = 2`);
    await sql(`DELETE FROM keyed`);
    await caughtUp();
    expect(sink.changes.map((change) => change.previous && { ...change.previous })).toEqual([
      undefined,
      { id: '1' },
      { id: '2' },
    ]);
  });

  it('of a transaction larger than a batch come in parts, acknowledged at its commit only', async () => {
    const sink = keep();
    follow(sink.onBatch, { maxBatchRows: 100 });
    await caughtUp();
    await sql(
      `INSERT INTO things (id, payload) SELECT n, repeat('x', 1000) FROM generate_series(1, 1050) AS n`,
    );
    await caughtUp();
    expect(sink.changes.map((change) => change.sequence)).toEqual([...Array(1050).keys()]);
    const withRows = sink.batches.filter((batch) => batch.changes.length > 0);
    expect(withRows.length).toBeGreaterThan(5);
    expect(
      withRows.slice(0, -1).every((batch) => batch.lastCommitLsn === undefined && !batch.endsAtCommit),
    ).toBe(true);
    expect(sink.batches.at(-1)?.endsAtCommit).toBe(true);
  });

  it('of transactions that were rolled back do not come', async () => {
    const sink = keep();
    follow(sink.onBatch);
    await caughtUp();
    await sql('BEGIN; INSERT INTO things (id) VALUES (1); ROLLBACK');
    await sql(
      'BEGIN; INSERT INTO things (id) VALUES (2); SAVEPOINT s; INSERT INTO things (id) VALUES (3); ROLLBACK TO s; COMMIT',
    );
    await caughtUp();
    expect(sink.changes.map((change) => change.next?.id)).toEqual(['2']);
  });
});

describe('crashes', () => {
  it('between adjacent commits lose neither of them', async () => {
    const [a, b] = [new pg.Client(database.adminUrl), new pg.Client(database.adminUrl)];
    await Promise.all([a.connect(), b.connect()]);
    let adjacent = 0;
    try {
      follow(async () => undefined);
      await caughtUp();
      await reader?.stop();
      for (let round = 0; round < 25; round += 1) {
        const [first, second] = [round * 2, round * 2 + 1];
        await a.query(`BEGIN; INSERT INTO things (id) VALUES (${first})`);
        await b.query(`BEGIN; INSERT INTO things (id) VALUES (${second})`);
        await Promise.all([a.query('COMMIT'), b.query('COMMIT')]);
        const seen: ReplicatedChange[] = [];
        // The sink takes one commit, which is acknowledged, and dies on the next.
        const died = new Promise<void>((resolve) => {
          follow(
            async (batch) => {
              seen.push(...batch.changes);
              if (seen.length > 1) {
                resolve();
                throw new Error('killed');
              }
            },
            { maxBatchRows: 1, maxBatchMs: 0 },
          );
        });
        await died;
        await reader?.stop();
        const [one, two] = seen;
        if (one && two && two.commitLsn - one.commitLsn <= 64n) adjacent += 1;
        const again: (string | null | undefined)[] = [];
        follow(async (batch) => {
          again.push(...batch.changes.map((change) => change.next?.id));
        });
        await caughtUp();
        await reader?.stop();
        expect([...new Set([...seen.slice(0, 1).map((change) => change.next?.id), ...again])].sort()).toEqual(
          [String(first), String(second)].sort(),
        );
        expect(again).toContain(two?.next?.id);
      }
    } finally {
      await Promise.all([a.end(), b.end()]);
    }
    expect(adjacent).toBeGreaterThan(0);
  }, 60_000);

  it('at any time, of server connections and of the sink, lose nothing and keep the order', async () => {
    const done = new Map<string, bigint>();
    let order = true;
    let failures = 0;
    follow(
      async (batch) => {
        if (Math.random() < 0.15) {
          failures += 1;
          throw new Error('the sink broke before it wrote');
        }
        let last = 0n;
        for (const change of batch.changes) {
          if (change.commitLsn < last) order = false;
          last = change.commitLsn;
          done.set(change.next?.id ?? '', change.commitLsn);
        }
        if (Math.random() < 0.15) {
          failures += 1;
          throw new Error('the sink broke after it wrote');
        }
      },
      { maxBatchRows: 50 },
    );
    await caughtUp();
    const writer = (async () => {
      for (let n = 0; n < 300; n += 1)
        await sql(`INSERT INTO things (id) SELECT generate_series(${n * 10}, ${n * 10 + 9})`);
    })();
    for (let n = 0; n < 8; n += 1) {
      await new Promise((resolve) => setTimeout(resolve, 60));
      await sql(
        `SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = '${slot}'`,
      );
    }
    await writer;
    await reader?.waitFor(await here(), 90_000);
    expect(done.size).toBe(3000);
    expect(order).toBe(true);
    expect(failures).toBeGreaterThan(0);
  }, 120_000);

  it('of a sink mid-transaction bring the whole transaction again', async () => {
    const seen: string[] = [];
    let broken = false;
    follow(
      async (batch) => {
        seen.push(...batch.changes.map((change) => change.next?.id ?? ''));
        if (seen.length >= 300 && !broken) {
          broken = true;
          throw new Error('killed');
        }
      },
      { maxBatchRows: 100 },
    );
    await caughtUp();
    await sql(
      `INSERT INTO things (id, payload) SELECT n, repeat('x', 1000) FROM generate_series(1, 1000) AS n`,
    );
    await caughtUp();
    expect(new Set(seen).size).toBe(1000);
    expect(seen.length).toBeGreaterThanOrEqual(1300);
  });
});

describe('the slot', () => {
  it('moves on while nothing of ours happens, so that the log is not kept', async () => {
    follow(async () => undefined);
    await caughtUp();
    await sql('CREATE TABLE unpublished (id int)');
    for (let n = 0; n < 5; n += 1) await sql('INSERT INTO unpublished SELECT generate_series(1, 1000)');
    const target = await here();
    await reader?.waitFor(target, 10_000);
    for (let n = 0; n < 40; n += 1) {
      const { rows } = await sql(
        `SELECT confirmed_flush_lsn::text AS lsn FROM pg_replication_slots WHERE slot_name = '${slot}'`,
      );
      if (parseLsn(rows[0].lsn) >= target) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect.unreachable('the slot stayed behind');
  });

  it('is not acknowledged for what a slow sink still holds, however much the server asks', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let entered = false;
    follow(async (batch) => {
      if (batch.changes.length === 0) return;
      entered = true;
      await held;
    });
    await caughtUp();
    await sql('INSERT INTO things (id) VALUES (1)');
    const target = await here();
    while (!entered) await new Promise((resolve) => setTimeout(resolve, 10));
    await sql('CREATE TABLE noise AS SELECT generate_series(1, 10000)');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const { rows } = await sql(
      `SELECT confirmed_flush_lsn::text AS lsn FROM pg_replication_slots WHERE slot_name = '${slot}'`,
    );
    expect(parseLsn(rows[0].lsn)).toBeLessThan(target);
    expect(reader?.status().caughtUp).toBe(false);
    expect(reader?.status().lagSeconds).toBeGreaterThan(1);
    release();
    await caughtUp();
  });

  it('is loaded from a snapshot first, and again when that was cut off', async () => {
    await sql('INSERT INTO things (id) SELECT generate_series(1, 10)');
    const loads: number[] = [];
    let complete = false;
    const sink = keep();
    follow(sink.onBatch, {
      initialLoad: {
        isComplete: async () => complete,
        reset: async () => {
          complete = false;
        },
        async load({ snapshotName }) {
          await sql(`INSERT INTO things (id) VALUES (${100 + loads.length})`);
          const client = new pg.Client(database.urlFor('mg_cdc'));
          await client.connect();
          await database.admin.query('GRANT SELECT ON things TO mg_cdc');
          await client.query(
            `BEGIN ISOLATION LEVEL REPEATABLE READ; SET TRANSACTION SNAPSHOT '${snapshotName}'`,
          );
          const { rows } = await client.query('SELECT count(*)::int AS n FROM things');
          await client.end();
          loads.push(rows[0].n);
          if (loads.length === 1) throw new Error('killed');
          complete = true;
        },
      },
    });
    while (!complete) await new Promise((resolve) => setTimeout(resolve, 10));
    await caughtUp();
    // The row that was written during each load is not in its snapshot, and comes through the slot instead.
    expect(loads).toEqual([10, 11]);
    expect(sink.changes.map((change) => change.next?.id)).toEqual(['101']);
  });
});
