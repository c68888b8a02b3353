import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

/** Drops a test's slot, once the server has noticed that its reader is gone. A database with a slot cannot be dropped. */
export async function dropSlot(pool: pg.Pool, slot: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await pool.query(
        'SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = $1',
        [slot],
      );
      return;
    } catch (error) {
      if (attempt > 50) throw error;
      await sleep(100);
    }
  }
}
