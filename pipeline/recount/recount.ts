import type pg from 'pg';
import { AppError } from '#platform/errors/index.ts';
import { lockMerchant } from '../connectors/import/journal.ts';

/** Orders with their lines, or carts, that one transaction counts again. */
const CHUNK = 1_000;

// An order and its lines change together, so that no report sees half of one. A cart's updated_at is the shop's, and
// says when it was left behind.
const CHUNKS = [
  `with batch as (
     select id, external_id from commerce.orders
     where merchant_id = $1 and external_id > $2 order by external_id limit $4
   ), lines as (
     update commerce.order_items i set business_date = (i.occurred_at at time zone $3)::date, updated_at = now()
     from batch
     where i.merchant_id = $1 and i.order_id = batch.id
       and i.business_date <> (i.occurred_at at time zone $3)::date
   ), heads as (
     update commerce.orders o set business_date = (o.placed_at at time zone $3)::date, updated_at = now()
     from batch where o.id = batch.id and o.business_date <> (o.placed_at at time zone $3)::date
   )
   select max(external_id) as last from batch`,
  `with batch as (
     select id, external_id from commerce.carts
     where merchant_id = $1 and external_id > $2 order by external_id limit $4
   ), heads as (
     update commerce.carts c set business_date = (c.created_at at time zone $3)::date
     from batch where c.id = batch.id and c.business_date <> (c.created_at at time zone $3)::date
   )
   select max(external_id) as last from batch`,
];

interface Waiting {
  id: string;
  time_zone: string;
  since: string;
}

async function recountMerchant(
  client: pg.PoolClient,
  merchant: Waiting,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { id, time_zone: zone, since } = merchant;
  for (const sql of CHUNKS) {
    for (let last: string | null = ''; last !== null; ) {
      signal?.throwIfAborted();
      await client.query('begin');
      try {
        await client.query(`select set_config('app.merchant_ids', $1, true)`, [`{${id}}`]);
        const { rows }: { rows: { last: string | null }[] } = await client.query(sql, [
          id,
          last,
          zone,
          CHUNK,
        ]);
        await client.query('commit');
        last = rows[0]?.last ?? null;
      } catch (error) {
        await client.query('rollback');
        throw error;
      }
    }
  }
  // A zone that changed again meanwhile has a later time: then this was for nothing, and comes again.
  await client.query(
    'update users.merchants set recount_since = null where id = $1 and recount_since = $2::timestamptz',
    [id, since],
  );
}

/**
 * Counts the days of orders and carts again for merchants whose time zone has changed, in chunks that replication can
 * follow; the mirror then rebuilds the days that changed. Ended in between, it goes on at its next run. A merchant with
 * an import under way waits: that still writes days of the old zone.
 * @param options.pool of role `mg_worker`
 * @returns ids of the merchants that are done
 */
export async function recountDays(options: { pool: pg.Pool; signal?: AbortSignal }): Promise<string[]> {
  const { rows } = await options.pool.query<Waiting>(
    `select id, time_zone, recount_since::text as since from users.merchants
     where recount_since is not null order by recount_since`,
  );
  const done: string[] = [];
  for (const merchant of rows) {
    const client = await options.pool.connect();
    try {
      const unlock = await lockMerchant(client, merchant.id, 0);
      try {
        await recountMerchant(client, merchant, options.signal);
        done.push(merchant.id);
      } finally {
        await unlock();
      }
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'CONFLICT')) throw error;
    } finally {
      client.release();
    }
  }
  return done;
}
