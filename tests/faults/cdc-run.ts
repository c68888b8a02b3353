import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { COMPARED } from '#warehouse/index.ts';
import { readCdcOverview } from '../../pipeline/cdc/overview.ts';
import { openSource } from '../../pipeline/cdc/source.ts';
import { differing, readMirror } from '../../pipeline/reconcile/compare.ts';
import { readSource } from '../../pipeline/reconcile/source.ts';
import { type CdcWorld, openWorld, PARTS, type Part } from './cdc-world.ts';
import { SHOPS, type Written, writeUntil } from './cdc-writers.ts';
import { createRandom } from './random.ts';

export interface CdcFaults extends Written {
  kills: Record<Part, number>;
  /** Compared (merchant, table, day) places, and those that are not the same on both sides. */
  cells: number;
  differences: string[];
  /** Rows that were set aside: none may be. */
  poison: number;
  /** How long the mirror took to catch up after the last kill. */
  catchUpSeconds: number;
}

const CATCH_UP_MS = 120_000;

/** Waits until everything committed now has been confirmed by replication. */
async function catchUp(world: CdcWorld): Promise<void> {
  const pool = new pg.Pool({ connectionString: world.urls.admin, max: 1 });
  pool.on('error', () => undefined);
  try {
    let lsn: string | undefined;
    for (const deadline = Date.now() + CATCH_UP_MS; ; await sleep(100)) {
      const ask = async (): Promise<boolean> => {
        lsn ??= (
          await pool.query<{ lsn: string }>(
            `select pg_logical_emit_message(true, 'merchantgraph.barrier', '')::text as lsn`,
          )
        ).rows[0]?.lsn;
        const { rowCount } = await pool.query(
          `select 1 from pg_replication_slots where slot_name = 'mg_cdc' and confirmed_flush_lsn >= $1::pg_lsn`,
          [lsn],
        );
        return rowCount === 1 && (await world.warehouse.mirror.isSlotLoaded('mg_cdc'));
      };
      if (await ask().catch(() => false)) return;
      if (Date.now() > deadline) throw new Error(`Replication did not reach ${lsn} in ${CATCH_UP_MS} ms.`);
    }
  } finally {
    await pool.end();
  }
}

/** Both sides, row by row, and the metrics that follow from the rows. */
async function compareSides(world: CdcWorld): Promise<Pick<CdcFaults, 'cells' | 'differences' | 'poison'>> {
  const client = await openSource(world.urls.cdc, 'faults');
  const pool = new pg.Pool({ connectionString: world.urls.worker, max: 2 });
  try {
    const source = await readSource(client, SHOPS, COMPARED);
    const mirror = await readMirror(world.warehouse, SHOPS, COMPARED);
    const differences = differing(source, mirror).map(
      (key) =>
        `${key}: PostgreSQL ${JSON.stringify(source.get(key))}, ClickHouse ${JSON.stringify(mirror.get(key))}`,
    );
    const { poison } = await readCdcOverview({ pool });
    return { cells: source.size, differences, poison };
  } finally {
    await client.end();
    await pool.end();
  }
}

/**
 * Six writers change everything while reader, ClickHouse and PostgreSQL are killed at random; then both sides have to be
 * identical.
 * @param options.seconds how long it goes on
 * @param options.say hears of every kill
 */
export async function runCdcFaults(options: {
  seconds: number;
  seed: string;
  say?: (text: string) => void;
}): Promise<CdcFaults> {
  const random = createRandom(options.seed);
  const world = await openWorld();
  const kills: Record<Part, number> = { reader: 0, clickhouse: 0, postgres: 0 };
  try {
    const stop = new AbortController();
    const writing = writeUntil(world.urls.worker, options.seed, stop.signal);
    const end = Date.now() + options.seconds * 1_000;
    // Every part in turn, in an order that the seed decides, so that a short run meets each of them.
    for (let left: Part[] = []; Date.now() < end; ) {
      if (left.length === 0) left = [...PARTS];
      await sleep(random.whole(300, 2_000));
      const [part] = left.splice(random.whole(0, left.length - 1), 1);
      if (!part) continue;
      const pauseMs = random.whole(0, 800);
      kills[part] += 1;
      options.say?.(`kill ${part}, back after ${pauseMs} ms`);
      await world.kill(part, pauseMs);
    }
    stop.abort();
    const written = await writing;
    const started = performance.now();
    await catchUp(world);
    const catchUpSeconds = (performance.now() - started) / 1_000;
    return { ...written, kills, catchUpSeconds, ...(await compareSides(world)) };
  } finally {
    await world.close();
  }
}
