import type { ClickHouseClient } from '#platform/clickhouse/client.ts';
import type { Stores } from './stores.ts';

/** Labelled values by which two runs are compared; ids differ between runs and are not among them. */
export type Snapshot = Map<string, string>;

/** What makes up a row in both stores, in SQL that both understand but for the two spellings of an exact decimal. */
const MIRROR = {
  order_items: {
    columns: [
      'id',
      'order_id',
      'line_no',
      'product_id',
      'sku',
      'description',
      'kind',
      'quantity',
      'currency',
      'business_date',
    ],
    decimals: ['unit_price', 'amount'],
    sums: 'sum(amount)',
  },
  orders: {
    columns: ['id', 'external_id', 'kind', 'customer_id', 'currency', 'country', 'channel', 'business_date'],
    decimals: [],
    sums: 'count(customer_id)',
  },
  customers: { columns: ['id', 'external_id', 'country'], decimals: [], sums: 'count(country)' },
  products: { columns: ['id', 'external_id', 'title'], decimals: [], sums: 'count(title)' },
  carts: {
    columns: ['id', 'external_id', 'status', 'currency', 'item_count', 'business_date'],
    decimals: ['total'],
    sums: 'sum(total)',
  },
} as const;

const HASH_BITS = 60;

/** A sum over rows of a number made of the row's text: two tables with the same one hold the same rows. */
const postgresHash = (text: string): string =>
  `coalesce(sum(('x' || left(md5(${text}), ${HASH_BITS / 4}))::bit(${HASH_BITS})::bigint), 0)::text`;
const clickhouseHash = (text: string): string =>
  `toString(sum(toUInt128(bitShiftRight(reinterpretAsUInt64(reverse(substring(MD5(${text}), 1, 8))), ${64 - HASH_BITS}))))`;

async function ask(client: ClickHouseClient, query: string): Promise<Record<string, string>[]> {
  const answer = await client.query({ query, format: 'JSONEachRow' });
  return answer.json();
}

/** Rows, sums and a hash of every mirrored row: as PostgreSQL has them, and where ClickHouse has something else. */
async function compareMirror(stores: Stores): Promise<string[]> {
  const differences: string[] = [];
  for (const [table, { columns, decimals }] of Object.entries(MIRROR)) {
    const forPostgres = [
      ...columns.map((column) => `coalesce(${column}::text, '~')`),
      ...decimals.map((column) => `${column}::text`),
    ].join(` || '|' || `);
    const forClickHouse = [
      ...columns.map((column) => `ifNull(toString(${column}), '~')`),
      ...decimals.map((column) => `toDecimalString(${column}, 4)`),
    ].join(`, '|', `);
    const per = `select merchant_id::text as merchant, count(*)::text as rows,`;
    const { rows: truth } = await stores.postgres.query<Record<string, string>>(
      `${per} ${postgresHash(forPostgres)} as hash from commerce.${table} group by 1`,
    );
    const mirror = await ask(
      stores.clickhouse,
      `SELECT toString(merchant_id) AS merchant, toString(count()) AS rows, ${clickhouseHash(`concat(${forClickHouse})`)} AS hash
       FROM ${table} FINAL GROUP BY 1`,
    );
    const seen = new Map(mirror.map((row) => [row.merchant, row]));
    for (const row of truth) {
      const other = seen.get(row.merchant);
      seen.delete(row.merchant);
      if (other?.rows === row.rows && other?.hash === row.hash) continue;
      differences.push(
        `${table} of ${row.merchant}: PostgreSQL has ${row.rows} rows, ClickHouse ${other?.rows ?? 'none'}${other?.rows === row.rows ? ' with other content' : ''}`,
      );
    }
    for (const row of seen.values())
      differences.push(
        `${table} of ${row.merchant}: ClickHouse has ${row.rows} rows that PostgreSQL has not`,
      );
  }
  return differences;
}

const DAYS_IN_POSTGRES = `
  select m.slug || ' ' || business_date as day, concat_ws(' ', gross, refunds, orders, units, customers, lines,
    carts, abandoned) as figures
  from (
    select merchant_id, business_date, sum(gross)::numeric(38,4) as gross, sum(refunds)::numeric(38,4) as refunds,
      sum(orders) as orders, sum(units) as units, sum(customers) as customers, sum(lines) as lines, sum(carts) as carts,
      sum(abandoned) as abandoned
    from (
      select i.merchant_id, i.business_date, coalesce(sum(i.amount) filter (where i.kind = 'SALE'), 0) as gross,
        -coalesce(sum(i.amount) filter (where i.kind in ('CANCELLATION', 'REFUND')), 0) as refunds,
        count(distinct i.order_id) filter (where i.kind = 'SALE') as orders,
        coalesce(sum(i.quantity) filter (where i.kind = 'SALE'), 0) as units,
        count(distinct o.customer_id) filter (where i.kind = 'SALE') as customers, count(*) as lines, 0 as carts, 0 as abandoned
      from commerce.order_items i left join commerce.orders o on o.id = i.order_id group by 1, 2
      union all
      select merchant_id, business_date, 0, 0, 0, 0, 0, 0, count(*), count(*) filter (where status in ('ABANDONED', 'RECOVERED'))
      from commerce.carts group by 1, 2
    ) parts group by 1, 2
  ) days join users.merchants m on m.id = days.merchant_id`;

const DAYS_IN_CLICKHOUSE = `
  SELECT toString(merchant_id) AS merchant, toString(business_date) AS day, concat(toDecimalString(gross_revenue, 4), ' ',
    toDecimalString(refunds, 4), ' ', toString(orders), ' ', toString(units), ' ', toString(customers), ' ',
    toString(lines), ' ', toString(carts), ' ', toString(abandoned_carts)) AS figures
  FROM daily_metrics FINAL WHERE lines > 0 OR carts > 0`;

/** Every day's figures in ClickHouse; and where they are not what PostgreSQL's rows come to. */
async function readDays(stores: Stores, into: Snapshot): Promise<string[]> {
  const { rows: merchants } = await stores.postgres.query<{ id: string; slug: string }>(
    'select id, slug from users.merchants',
  );
  const slugs = new Map(merchants.map(({ id, slug }) => [id, slug]));
  const { rows } = await stores.postgres.query<{ day: string; figures: string }>(DAYS_IN_POSTGRES);
  const truth = new Map(rows.map(({ day, figures }) => [day, figures]));
  const differences: string[] = [];
  for (const { merchant = '', day, figures = '' } of await ask(stores.clickhouse, DAYS_IN_CLICKHOUSE)) {
    const name = `${slugs.get(merchant)} ${day}`;
    into.set(`daily_metrics ${name}`, figures);
    if (truth.get(name) !== figures)
      differences.push(
        `daily_metrics ${name}: ClickHouse says ${figures}, PostgreSQL's rows come to ${truth.get(name)}`,
      );
    truth.delete(name);
  }
  for (const [name, figures] of truth)
    differences.push(`daily_metrics ${name}: missing, should be ${figures}`);
  return differences;
}

/** By business keys, what both runs must have alike. `key`, then values. */
const ALIKE: Record<string, string> = {
  merchants: `select 'all' as key, count(*)::text || ' ' || string_agg(slug, ',' order by slug) as value from users.merchants`,
  orders: `select m.slug as key, count(*) || ' orders ' || ${postgresHash(
    `concat_ws('|', t.external_id, t.kind, c.external_id, t.country, t.channel, t.placed_at, t.business_date)`,
  )} as value from commerce.orders t join users.merchants m on m.id = t.merchant_id
     left join commerce.customers c on c.id = t.customer_id group by 1`,
  order_items: `select m.slug as key, count(*) || ' lines, ' || sum(i.quantity) || ' pieces, ' || sum(i.amount) || ' ' || ${postgresHash(
    `concat_ws('|', o.external_id, i.line_no, i.sku, i.description, p.external_id, i.kind, i.quantity, i.amount, i.occurred_at, i.business_date)`,
  )} as value from commerce.order_items i join users.merchants m on m.id = i.merchant_id
     left join commerce.orders o on o.id = i.order_id left join commerce.products p on p.id = i.product_id group by 1`,
  customers: `select m.slug as key, count(*) || ' customers ' || ${postgresHash(
    `concat_ws('|', t.external_id, t.name, t.email, t.country)`,
  )} as value from commerce.customers t join users.merchants m on m.id = t.merchant_id group by 1`,
  products: `select m.slug as key, count(*) || ' products ' || ${postgresHash(
    `concat_ws('|', t.external_id, t.title)`,
  )} as value from commerce.products t join users.merchants m on m.id = t.merchant_id group by 1`,
  carts: `select m.slug as key, count(*) || ' carts, ' || sum(t.total) || ' ' || ${postgresHash(
    `concat_ws('|', t.external_id, t.status, t.total, t.item_count, t.business_date)`,
  )} as value from commerce.carts t join users.merchants m on m.id = t.merchant_id group by 1`,
  imports: `select m.slug || ' ' || i.source_name as key, string_agg(distinct concat_ws(' ', i.status, i.lines, i.accepted, i.rejected,
     i.orders, (select count(*) from commerce.import_rejects r where r.import_id = i.id)), '; ') as value
     from commerce.imports i join users.merchants m on m.id = i.merchant_id group by 1`,
  insights: `select concat_ws(' ', m.slug, i.stable_key) as key, concat_ws(' | ', i.kind, i.metric, i.severity, i.title, i.body,
     i.observed, i.expected, i.window_from, i.window_to, i.status, i.as_of,
     (select count(*) from events.published p where p.event_type = 'insight.created' and p.payload->>'insightId' = i.id::text) || ' event') as value
     from insights.insights i join users.merchants m on m.id = i.merchant_id`,
};

/** What holds in every run, disturbed or not. Each must give no row. */
const NEVER: Record<string, string> = {
  'an insight without exactly one published event': `select i.id::text || ': ' || count(p.event_id) as found from insights.insights i
     left join events.published p on p.event_type = 'insight.created' and p.payload->>'insightId' = i.id::text
     group by i.id having count(p.event_id) <> 1`,
  'an event about no insight': `select payload::text as found from events.published p where event_type = 'insight.created'
     and not exists (select 1 from insights.insights i where i.id::text = p.payload->>'insightId')`,
  'an event in the outbox that was not published': `select event_type || ' ' || event_id as found from events.outbox o
     where not exists (select 1 from events.published p where p.event_id = o.event_id)`,
  'an event published twice': `select event_id::text as found from events.published group by event_id having count(*) > 1`,
  'a security event without exactly one audit entry': `select p.event_id || ': ' || count(a.id) as found from events.published p
     left join compliance.audit_entries a on a.event_id = p.event_id where p.event_type = 'SecurityEventOccurred'
     group by p.event_id having count(a.id) <> 1`,
  'a dead letter': `select consumer || ' ' || error as found from events.dead_letters`,
  'an amount that is not its quantity times its price': `select id::text as found from commerce.order_items where amount <> quantity * unit_price`,
};

/** Everything that is compared, and what is wrong in this run already. Call it when replication has caught up. */
export async function takeSnapshot(stores: Stores): Promise<{ snapshot: Snapshot; wrong: string[] }> {
  const snapshot: Snapshot = new Map();
  const wrong = [...(await compareMirror(stores)), ...(await readDays(stores, snapshot))];
  for (const [name, query] of Object.entries(ALIKE)) {
    const { rows } = await stores.postgres.query<{ key: string; value: string }>(query);
    for (const { key, value } of rows) snapshot.set(`${name} ${key}`, value);
  }
  for (const [name, query] of Object.entries(NEVER)) {
    const { rows } = await stores.postgres.query<{ found: string }>(query);
    for (const { found } of rows) wrong.push(`${name}: ${found}`);
  }
  return { snapshot, wrong };
}

/** Where a run's snapshot is not that of the undisturbed run. */
export function differences(expected: Snapshot, actual: Snapshot): string[] {
  const found: string[] = [];
  for (const [key, value] of expected) {
    const other = actual.get(key);
    if (other !== value)
      found.push(`${key}: ${other === undefined ? 'missing' : `"${other}"`}, undisturbed "${value}"`);
  }
  for (const [key, value] of actual)
    if (!expected.has(key)) found.push(`${key}: "${value}", undisturbed nothing`);
  return found;
}
