import pg from 'pg';
import { addDays, CUSTOMERS, FIRST_DAY, ORDERS, PRODUCTS } from './orders-file.ts';
import { createRandom, type Random } from './random.ts';
import { PATIENCE } from './stores.ts';

/** Connections that write at the same time; each has orders, products, customers and carts of its own. */
const LANES = 4;
/** A run of steps, the first included and the last not. */
export interface Beats {
  from: number;
  to: number;
}

/** The step in which one lane alone changes every line of the shop: a transaction that is larger than a batch. */
const largeOf = ({ from, to }: Beats): number => from + Math.floor(((to - from) * 2) / 3);

/** Where each lane notes, in its own transactions, how far it has come. Not a table of the product. */
export const CREATE_PROGRESS = `
  create schema faults;
  create table faults.progress (lane int primary key, beat int not null);
  insert into faults.progress select lane, -1 from generate_series(0, ${LANES - 1}) lane;
  grant usage on schema faults to mg_worker;
  grant select, update on faults.progress to mg_worker`;

type Change = (
  client: pg.Client,
  merchant: string,
  order: string,
  random: Random,
  lane: number,
) => Promise<unknown>;

const LINES = `from commerce.orders o where o.merchant_id = $1 and o.external_id = $2
  and i.merchant_id = $1 and i.order_id = o.id`;

const restock: Change = (client, merchant, order, random) =>
  client.query(
    `update commerce.order_items i set quantity = q.n, amount = q.n * i.unit_price, updated_at = now()
     from commerce.orders o, (select $4::int as n) q where o.merchant_id = $1 and o.external_id = $2
       and i.merchant_id = $1 and i.order_id = o.id and i.line_no = $3 and i.kind = 'SALE'`,
    [merchant, order, random.whole(1, 3), random.whole(1, 20)],
  );

const removeLine: Change = (client, merchant, order, random) =>
  client.query(
    `delete from commerce.order_items i using commerce.orders o
     where o.merchant_id = $1 and o.external_id = $2 and i.merchant_id = $1 and i.order_id = o.id and i.line_no = $3`,
    [merchant, order, random.whole(1, 4)],
  );

/** The day is part of the warehouse's sorting key: the row moves, and its old place must be emptied. */
const moveDay: Change = (client, merchant, order, random) =>
  client.query(
    `update commerce.order_items i set business_date = i.business_date + $3::int,
       occurred_at = i.occurred_at + make_interval(days => $3::int), updated_at = now() ${LINES}`,
    [merchant, order, random.whole(1, 3)],
  );

/** There and back in one transaction: the tombstone of the way out must not hide the row that came home. */
const moveAndReturn: Change = async (client, merchant, order) => {
  for (const days of [1, -1]) {
    await client.query(
      `update commerce.order_items i set business_date = i.business_date + $3::int, updated_at = now() ${LINES}`,
      [merchant, order, days],
    );
  }
};

const newIds: Change = (client, merchant, order) =>
  client.query(`update commerce.order_items i set id = uuidv7() ${LINES}`, [merchant, order]);

/** The same row, id included, taken away and put back in one transaction. */
const replaceLines: Change = async (client, merchant, order) => {
  const { rows } = await client.query<{ row: unknown }>(
    `delete from commerce.order_items i using commerce.orders o where o.merchant_id = $1 and o.external_id = $2
       and i.merchant_id = $1 and i.order_id = o.id returning to_jsonb(i.*) as row`,
    [merchant, order],
  );
  await client.query(
    'insert into commerce.order_items select * from jsonb_populate_recordset(null::commerce.order_items, $1::jsonb)',
    [JSON.stringify(rows.map(({ row }) => row))],
  );
};

const changeCustomer: Change = (client, merchant, order, random) =>
  client.query(
    `update commerce.orders set updated_at = now(), customer_id =
       (select id from commerce.customers where merchant_id = $1 and external_id = $3)
     where merchant_id = $1 and external_id = $2`,
    [merchant, order, `C-${random.whole(0, CUSTOMERS - 1)}`],
  );

const removeOrder: Change = async (client, merchant, order) => {
  await client.query(
    `delete from commerce.order_items i using commerce.orders o
     where o.merchant_id = $1 and o.external_id = $2 and i.merchant_id = $1 and i.order_id = o.id`,
    [merchant, order],
  );
  await client.query('delete from commerce.orders where merchant_id = $1 and external_id = $2', [
    merchant,
    order,
  ]);
};

const writeCart: Change = (client, merchant, _order, random, lane) =>
  client.query(
    `insert into commerce.carts as c (merchant_id, external_id, status, currency, total, item_count, business_date, created_at)
     values ($1, $2, $3, 'GBP', $4, $5, $6, $6::date)
     on conflict (merchant_id, external_id) do update set status = excluded.status, total = excluded.total,
       item_count = excluded.item_count, business_date = excluded.business_date, updated_at = now()`,
    [
      merchant,
      `cart-${lane}-${random.whole(0, 60)}`,
      random.pick(['OPEN', 'ABANDONED', 'RECOVERED', 'ORDERED']),
      `${random.whole(1, 500)}.50`,
      random.whole(1, 9),
      addDays(FIRST_DAY, random.whole(100, 140)),
    ],
  );

const removeCart: Change = (client, merchant, _order, random, lane) =>
  client.query('delete from commerce.carts where merchant_id = $1 and external_id = $2', [
    merchant,
    `cart-${lane}-${random.whole(0, 60)}`,
  ]);

const rename: Change = async (client, merchant, order, random, lane) => {
  const mine = (count: number): number => random.whole(0, Math.floor(count / LANES) - 1) * LANES + lane;
  await client.query(
    'update commerce.products set title = $3, updated_at = now() where merchant_id = $1 and external_id = $2',
    [merchant, `S-${mine(PRODUCTS)}`, `Renamed with ${order}`],
  );
  await client.query(
    'update commerce.customers set country = $3, updated_at = now() where merchant_id = $1 and external_id = $2',
    [merchant, `C-${mine(CUSTOMERS)}`, random.pick(['IE', 'NL', 'ES'])],
  );
};

const CHANGES = [
  restock,
  restock,
  restock,
  removeLine,
  moveDay,
  moveAndReturn,
  newIds,
  replaceLines,
  changeCustomer,
  changeCustomer,
  removeOrder,
  writeCart,
  writeCart,
  writeCart,
  removeCart,
  rename,
] as const;

const changeEverything = (client: pg.Client, merchant: string): Promise<unknown> =>
  client.query(
    `update commerce.order_items set unit_price = unit_price + 0.01, amount = quantity * (unit_price + 0.01), updated_at = now()
     where merchant_id = $1`,
    [merchant],
  );

async function openLane(connectionString: string, merchant: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: 'faults', ...PATIENCE });
  // Its end is what we wait for here; the query at hand reports it.
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`select set_config('app.merchant_ids', $1, false)`, [`{${merchant}}`]);
  return client;
}

async function runBeat(
  clients: readonly pg.Client[],
  options: { merchant: string; seed: string; done: readonly number[]; beat: number; isLarge: boolean },
): Promise<void> {
  const { merchant, seed, beat, isLarge } = options;
  const open: pg.Client[] = [];
  const write = async (client: pg.Client, lane: number): Promise<void> => {
    if ((options.done[lane] ?? -1) >= beat) return;
    await client.query('begin');
    open.push(client);
    if (isLarge) {
      if (lane === 0) await changeEverything(client, merchant);
    } else {
      const random = createRandom(`${seed} beat ${beat} lane ${lane}`);
      const order = `F-${random.whole(0, ORDERS / LANES - 1) * LANES + lane}`;
      await random.pick(CHANGES)(client, merchant, order, random, lane);
    }
    await client.query('update faults.progress set beat = $2 where lane = $1', [lane, beat]);
  };
  await Promise.all(clients.map(write));
  await Promise.all(open.map((client) => client.query('commit')));
}

/**
 * Changes the shop's data in many tiny transactions and a large one, as the pipeline's own role. In each step all lanes
 * commit at the same moment, so that commits lie side by side in the log. Goes on where the
 * transactions that were committed end: run to its end, in one go or in several, it always comes to the same.
 */
export async function changeData(options: {
  workerUrl: string;
  merchant: string;
  seed: string;
  beats: Beats;
}): Promise<void> {
  const { beats } = options;
  const opened = await Promise.allSettled(
    Array.from({ length: LANES }, () => openLane(options.workerUrl, options.merchant)),
  );
  const clients = opened.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  try {
    const failed = opened.find((result) => result.status === 'rejected');
    const [first] = clients;
    if (failed || !first) throw failed?.reason ?? new Error('no connection');
    const { rows } = await first.query<{ beat: number }>('select beat from faults.progress order by lane');
    const done = rows.map((row) => row.beat);
    for (let beat = Math.min(...done) + 1; beat < beats.to; beat += 1) {
      await runBeat(clients, { ...options, done, beat, isLarge: beat === largeOf(beats) });
    }
  } finally {
    await Promise.allSettled(clients.map((client) => client.end()));
  }
}
