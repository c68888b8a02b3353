import type { Pool, PoolClient } from 'pg';
import { inTenant } from '../connectors/import/journal.ts';
import { writeLines } from '../connectors/import/writer.ts';
import { centsText, type DemoCart, generateHistory } from './generate.ts';
import { DEMO_PROFILES } from './profiles.ts';

export interface DemoMerchant {
  id: string;
  slug: string;
  timeZone: string;
  currency: string;
}

export interface SeedDemoOptions {
  /** Connections of role mg_worker. */
  pool: Pool;
  /** The first is the homeware shop, the second the sportswear shop, the third the coffee roaster. */
  merchants: readonly DemoMerchant[];
  /** The first day without orders, YYYY-MM-DD: history ends the day before. */
  today: string;
  /** Another seed is another history; the same seed and day are the same numbers. */
  seed: string;
}

export interface SeededMerchant {
  merchantId: string;
  /** False when the merchant had orders already: then nothing was written. */
  seeded: boolean;
  lines: number;
  carts: number;
}

/**
 * Gives demo merchants thirteen months of orders and carts, all or nothing for each merchant. A merchant that has orders
 * is left alone.
 */
export async function seedDemo(options: SeedDemoOptions): Promise<SeededMerchant[]> {
  return Promise.all(options.merchants.map((merchant, index) => seedMerchant(options, merchant, index)));
}

async function seedMerchant(
  options: SeedDemoOptions,
  merchant: DemoMerchant,
  index: number,
): Promise<SeededMerchant> {
  const profile = DEMO_PROFILES[index % DEMO_PROFILES.length];
  if (!profile) throw new RangeError('no demo profile');
  const client = await options.pool.connect();
  try {
    return await inTenant(client, merchant.id, async () => {
      await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `merchantgraph.import.${merchant.id}`,
      ]);
      const { rowCount } = await client.query('select from commerce.orders where merchant_id = $1 limit 1', [
        merchant.id,
      ]);
      if (rowCount) return { merchantId: merchant.id, seeded: false, lines: 0, carts: 0 };
      const { timeZone, currency } = merchant;
      const key = `${options.seed}/${index}/${options.today}`;
      const { lines, carts } = generateHistory({ profile, timeZone, currency, today: options.today, key });
      await writeLines(client, merchant.id, lines);
      await writeCarts(client, merchant, carts);
      return { merchantId: merchant.id, seeded: true, lines: lines.length, carts: carts.length };
    });
  } finally {
    client.release();
  }
}

async function writeCarts(
  client: PoolClient,
  merchant: DemoMerchant,
  carts: readonly DemoCart[],
): Promise<void> {
  const total = (cart: DemoCart): number =>
    cart.items.reduce((sum, item) => sum + item.cents * item.quantity, 0);
  const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
  await client.query(
    `insert into commerce.carts (merchant_id, external_id, status, customer_id, currency, total, item_count,
       business_date, created_at, updated_at, abandoned_at)
     select $1, t.external_id, t.status, c.id, $2, t.total, t.item_count, t.business_date, t.created_at, t.updated_at, t.abandoned_at
     from unnest($3::text[], $4::text[], $5::text[], $6::numeric[], $7::int4[], $8::date[], $9::timestamptz[], $10::timestamptz[], $11::timestamptz[])
       as t (external_id, status, customer, total, item_count, business_date, created_at, updated_at, abandoned_at)
     left join commerce.customers c on c.merchant_id = $1 and c.external_id = t.customer`,
    [
      merchant.id,
      merchant.currency,
      carts.map((cart) => cart.id),
      carts.map((cart) => cart.status),
      carts.map((cart) => cart.customer),
      carts.map((cart) => centsText(total(cart))),
      carts.map((cart) => cart.items.reduce((sum, item) => sum + item.quantity, 0)),
      carts.map((cart) => cart.businessDate),
      carts.map((cart) => instant(cart.createdAt)),
      carts.map((cart) => instant(cart.updatedAt)),
      carts.map((cart) => instant(cart.abandonedAt)),
    ],
  );
  const items = carts.flatMap((cart) =>
    cart.items.map((item, index) => ({ cart: cart.id, lineNo: index + 1, ...item })),
  );
  await client.query(
    `insert into commerce.cart_items (merchant_id, cart_id, line_no, product_id, sku, title, quantity, unit_price, amount)
     select $1, c.id, t.line_no, p.id, t.sku, t.title, t.quantity, t.unit_price, t.quantity * t.unit_price
     from unnest($2::text[], $3::int4[], $4::text[], $5::text[], $6::int4[], $7::numeric[])
       as t (cart, line_no, sku, title, quantity, unit_price)
     join commerce.carts c on c.merchant_id = $1 and c.external_id = t.cart
     left join commerce.products p on p.merchant_id = $1 and p.external_id = t.sku`,
    [
      merchant.id,
      items.map((item) => item.cart),
      items.map((item) => item.lineNo),
      items.map((item) => item.sku),
      items.map((item) => item.title),
      items.map((item) => item.quantity),
      items.map((item) => centsText(item.cents)),
    ],
  );
}
