import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLogger } from '#platform/log/index.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/fixtures/services.ts';
import { until } from '../../../tests/fixtures/wait.ts';
import { createPackedReader, parseLsn, type ReplicationReader } from '../replication.ts';
import { dropSlot } from '../testing/slot.ts';

let database: TestDatabase;
let slot: string;
let reader: ReplicationReader | undefined;

beforeEach(async () => {
  database = await createTestDatabase();
  slot = `slot_${Math.random().toString(36).slice(2)}`;
  await database.admin.query('CREATE TABLE things (id int PRIMARY KEY, payload text)');
  await database.admin.query('CREATE PUBLICATION things FOR TABLE things');
});
afterEach(async () => {
  await reader?.stop();
  reader = undefined;
  await dropSlot(database.admin, slot);
  await database.drop();
});

const here = async (): Promise<bigint> => {
  const { rows } = await database.admin.query<{ lsn: string }>(
    `SELECT pg_logical_emit_message(true, 'barrier', '')::text AS lsn`,
  );
  return parseLsn(rows[0]?.lsn ?? '');
};

/** A sink that owes everything until it is asked for it, and pays only while `pays` says so. */
function follow(sink: { ids: string[]; paid: number; pays: () => boolean }) {
  reader = createPackedReader({
    connectionString: database.urlFor('mg_cdc'),
    slot,
    publication: 'things',
    maxBatchMs: 10,
    maxBatchRows: 20,
    async onBatch({ changes }) {
      for (const { next } of changes) sink.ids.push(next?.text('id') ?? '');
      return 'OWED';
    },
    async onPause() {
      if (!sink.pays()) throw new Error('not yet');
      sink.paid = sink.ids.length;
    },
    logger: createLogger({ name: 'replication', level: 'silent' }),
  });
  reader.start();
  return reader;
}

it('is not acknowledged before it is paid, and comes again until then', async () => {
  let pays = true;
  const sink = { ids: [] as string[], paid: 0, pays: () => pays };
  const following = follow(sink);
  await following.waitFor(await here(), 10_000);
  pays = false;
  await database.admin.query('INSERT INTO things SELECT n FROM generate_series(1, 3) n');
  const behind = await here();
  // Each time the sink refuses to pay, the connection ends and everything comes anew.
  await until('it to come again', async () => sink.ids.filter((id) => id === '2').length >= 2);
  const { rows } = await database.admin.query<{ done: boolean }>(
    'SELECT confirmed_flush_lsn >= $2::pg_lsn AS done FROM pg_replication_slots WHERE slot_name = $1',
    [slot, `${(behind >> 32n).toString(16)}/${(behind & 0xffffffffn).toString(16)}`],
  );
  expect(rows[0]?.done).toBe(false);
  expect(following.status().caughtUp).toBe(false);
  pays = true;
  await following.waitFor(behind, 20_000);
  expect(new Set(sink.ids)).toEqual(new Set(['1', '2', '3']));
});

it('of a commit before a transaction larger than a batch is paid after both, and by a stop', async () => {
  const sink = { ids: [] as string[], paid: 0, pays: () => true };
  const following = follow(sink);
  await following.waitFor(await here(), 10_000);
  await database.admin.query('INSERT INTO things VALUES (0)');
  await database.admin.query('INSERT INTO things SELECT n FROM generate_series(1, 200) n');
  await following.waitFor(await here(), 10_000);
  expect(sink.paid).toBe(201);
  await database.admin.query('INSERT INTO things VALUES (1000)');
  await until('the row', async () => sink.ids.includes('1000'));
  await following.stop();
  expect(sink.paid).toBe(202);
  follow(sink);
  await reader?.waitFor(await here(), 10_000);
  expect(sink.ids.filter((id) => id === '1000')).toEqual(['1000']);
});
