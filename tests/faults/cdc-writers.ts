import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createRandom, type Random } from './random.ts';
import { PATIENCE } from './stores.ts';

const WRITERS = 6;
const ORDERS_PER_WRITER = 60;
/** Two writers share a shop. */
export const SHOPS = [1, 2, 3].map((n) => `0190f2ee-0000-7000-8000-00000000000${n}`);

type Change = (client: pg.Client, shop: string, order: string, random: Random) => Promise<unknown>;

const OF_ORDER =
  'from commerce.orders o where o.merchant_id = $1 and o.external_id = $2 and i.order_id = o.id';
const day = (random: Random): string => `2011-0${random.whole(1, 9)}-1${random.whole(0, 9)}`;

/** The order with its lines, or another customer for it when it is there already. */
const write: Change = async (client, shop, order, random) => {
  const date = day(random);
  await client.query(
    `insert into commerce.customers (merchant_id, external_id, name, country) values ($1, $2, 'Name', 'GB')
     on conflict (merchant_id, external_id) do update set country = case customers.country when 'GB' then 'IE' else 'GB' end`,
    [shop, `c-${order}`],
  );
  await client.query(
    `insert into commerce.orders (merchant_id, external_id, kind, customer_id, currency, country, placed_at, business_date)
     select $1, $2, 'SALE', id, 'GBP', 'GB', $3::date + time '12:00', $3 from commerce.customers where merchant_id = $1 and external_id = $4
     on conflict (merchant_id, external_id) do update set customer_id = null, country = 'FR'`,
    [shop, order, date, `c-${order}`],
  );
  await client.query(
    `insert into commerce.order_items (merchant_id, order_id, line_no, sku, kind, quantity, unit_price, amount, currency, occurred_at, business_date)
     select merchant_id, id, line, 'sku' || line, case when line = 4 then 'CANCELLATION' else 'SALE' end, line, 1.25, line * 1.25, 'GBP',
       placed_at, business_date from commerce.orders, generate_series(1, 4) line where merchant_id = $1 and external_id = $2
     on conflict (merchant_id, order_id, line_no) do update set quantity = order_items.quantity + 1, amount = (order_items.quantity + 1) * 1.25`,
    [shop, order],
  );
};

/** The day is part of the mirror's sorting key. */
const move: Change = (client, shop, order, random) =>
  client.query(`update commerce.order_items i set business_date = i.business_date + $3::int ${OF_ORDER}`, [
    shop,
    order,
    random.whole(1, 3),
  ]);

const moveAndReturn: Change = async (client, shop, order) => {
  for (const days of [1, -1])
    await client.query(
      `update commerce.order_items i set business_date = i.business_date + $3::int ${OF_ORDER}`,
      [shop, order, days],
    );
};

const newIds: Change = (client, shop, order) =>
  client.query(`update commerce.order_items i set id = uuidv7() ${OF_ORDER}`, [shop, order]);

const removeLine: Change = (client, shop, order, random) =>
  client.query(
    `delete from commerce.order_items i using commerce.orders o where o.merchant_id = $1 and o.external_id = $2
       and i.order_id = o.id and i.line_no = $3`,
    [shop, order, random.whole(1, 4)],
  );

const removeOrder: Change = async (client, shop, order) => {
  await client.query(
    `delete from commerce.order_items i using commerce.orders o where o.merchant_id = $1 and o.external_id = $2 and i.order_id = o.id`,
    [shop, order],
  );
  await client.query('delete from commerce.orders where merchant_id = $1 and external_id = $2', [
    shop,
    order,
  ]);
};

const cart: Change = async (client, shop, order, random) => {
  await client.query(
    `insert into commerce.carts (merchant_id, external_id, status, currency, total, item_count, business_date)
     values ($1, $2, $3, 'GBP', $4, 2, $5) on conflict (merchant_id, external_id) do update
       set status = excluded.status, total = excluded.total, business_date = excluded.business_date, updated_at = now()`,
    [
      shop,
      order,
      random.pick(['OPEN', 'ABANDONED', 'RECOVERED', 'ORDERED']),
      random.whole(1, 500),
      day(random),
    ],
  );
  await client.query(
    `insert into commerce.cart_items (merchant_id, cart_id, line_no, sku, title, quantity, unit_price, amount)
     select merchant_id, id, line, 'sku' || line, 'Thing', 1, total, total from commerce.carts, generate_series(1, 2) line
     where merchant_id = $1 and external_id = $2 on conflict (cart_id, line_no) do update set quantity = cart_items.quantity + 1`,
    [shop, order],
  );
  await client.query(
    `insert into commerce.cart_events (merchant_id, cart_id, kind, sku, occurred_at)
     select merchant_id, id, $3, 'sku1', updated_at from commerce.carts where merchant_id = $1 and external_id = $2
     on conflict do nothing`,
    [shop, order, random.pick(['CREATED', 'ITEM_ADDED', 'ORDERED'])],
  );
};

const removeCart: Change = async (client, shop, order) => {
  await client.query(
    `delete from commerce.cart_events e using commerce.carts c where c.merchant_id = $1 and c.external_id = $2 and e.cart_id = c.id`,
    [shop, order],
  );
  await client.query(
    `delete from commerce.cart_items i using commerce.carts c where c.merchant_id = $1 and c.external_id = $2 and i.cart_id = c.id`,
    [shop, order],
  );
  await client.query('delete from commerce.carts where merchant_id = $1 and external_id = $2', [shop, order]);
};

const large: Change = (client, shop) =>
  client.query(
    `update commerce.order_items set unit_price = unit_price + 0.01, amount = quantity * (unit_price + 0.01) where merchant_id = $1`,
    [shop],
  );

const CHANGES = [
  ...[write, write, write, write, write, write, cart, cart, cart, move, move, moveAndReturn, newIds],
  ...[removeLine, removeLine, removeOrder, removeCart],
] as unknown as readonly [Change, ...Change[]];

/** What the writers have done. */
export interface Written {
  transactions: number;
  /** Connections that broke under a writer. */
  interruptions: number;
}

async function connect(url: string, signal: AbortSignal): Promise<pg.Client> {
  for (;;) {
    const client = new pg.Client({ connectionString: url, application_name: 'faults', ...PATIENCE });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(`select set_config('app.merchant_ids', $1, false)`, [`{${SHOPS.join(',')}}`]);
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (signal.aborted) throw error;
      await sleep(100);
    }
  }
}

/**
 * Six writers until `signal` aborts: inserts, updates, deletes and changes of keys, each on orders of its own. They
 * commit all at once, so that commits lie side by side in the log.
 */
export async function writeUntil(url: string, seed: string, signal: AbortSignal): Promise<Written> {
  const written: Written = { transactions: 0, interruptions: 0 };
  const clients: (pg.Client | undefined)[] = Array.from({ length: WRITERS });
  const randoms = clients.map((_, lane) => createRandom(`${seed} writer ${lane}`));

  async function change(lane: number, beat: number): Promise<pg.Client | undefined> {
    const random = randoms[lane];
    if (!random) return undefined;
    const client = clients[lane] ?? (await connect(url, signal));
    clients[lane] = client;
    const shop = SHOPS[lane % SHOPS.length] ?? '';
    const isLarge = lane < SHOPS.length && beat % 60 === 59;
    await client.query('begin');
    if (isLarge) await large(client, shop, '', random);
    else
      await random.pick(CHANGES)(client, shop, `o-${lane}-${random.whole(0, ORDERS_PER_WRITER - 1)}`, random);
    return client;
  }

  for (let beat = 0; !signal.aborted; beat += 1) {
    // In a large beat the lanes that share a shop would wait for each other's rows for ever: one of both rests.
    const lanes = beat % 60 === 59 ? [0, 1, 2] : [...clients.keys()];
    const open = await Promise.allSettled(lanes.map((lane) => change(lane, beat)));
    const done = await Promise.allSettled(
      open.map((result) =>
        result.status === 'fulfilled' ? result.value?.query('commit') : Promise.reject(result.reason),
      ),
    );
    for (const [at, result] of done.entries()) {
      if (result.status === 'fulfilled') {
        written.transactions += 1;
        continue;
      }
      written.interruptions += 1;
      const lane = lanes[at] ?? 0;
      await clients[lane]?.end().catch(() => undefined);
      clients[lane] = undefined;
    }
  }
  await Promise.allSettled(clients.map((client) => client?.end()));
  return written;
}
