import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createWarehouseClient } from '#platform/clickhouse/client.ts';
import { type ClickHouseChild, startClickHouseChild } from '#platform/clickhouse/testing/start.ts';
import { createEventFeed } from '#platform/events/index.ts';
import { createFileLinks, type FileLinks } from '#platform/files/index.ts';
import { createSubgraphExecutor, type SubgraphExecutor } from '#platform/graphql/index.ts';
import {
  ANONYMOUS,
  createIdentitySigner,
  createIdentityVerifier,
  type Identity,
} from '#platform/identity/index.ts';
import { createLogger, type Logger } from '#platform/log/index.ts';
import { createIdempotency } from '#platform/postgres/index.ts';
import {
  createWarehouse,
  type MirroredRow,
  type MirroredTable,
  migrateWarehouse,
  type Warehouse,
} from '#warehouse/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/fixtures/services.ts';
import { createAnalyticsSubgraph } from '../subgraph.ts';

const SECRET = 'test-secret';
const PUBLIC_URL = 'http://shop.example';

/** A line of an order; lines of one `order` belong together. */
interface Line {
  day: string;
  amount: string;
  quantity?: number;
  order?: string;
  kind?: string;
  customer?: string | null;
  sku?: string;
  country?: string | null;
  channel?: string | null;
  /** GBP when absent. */
  currency?: string;
  /** Time of day in UTC; noon when absent. */
  at?: string;
}

/** The subgraph over a PostgreSQL database and a ClickHouse server of its own, with two shops. */
export interface AnalyticsFixture {
  db: TestDatabase;
  clickhouse: ClickHouseChild;
  database: string;
  warehouse: Warehouse;
  logger: Logger;
  links: FileLinks;
  publicUrl: string;
  executor: SubgraphExecutor;
  /** Headers of a request as the gateway sends them. */
  headersOf(identity: Identity, idempotencyKey?: string): Record<string, string | undefined>;
  /** Does the relay's part: publishes what is in the outbox. */
  relay(): Promise<void>;
  shop: SeededMerchant;
  stranger: SeededMerchant;
  /** Member of `shop`. */
  analyst: Identity;
  /** Asks the subgraph as the gateway would; as `analyst` unless another is named, over `store` if given. */
  ask(
    query: string,
    variables: object,
    options?: { identity?: Identity | undefined; store?: Warehouse },
    // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field in assertions
  ): Promise<any>;
  sell(merchantId: string, lines: readonly Line[]): Promise<void>;
  fillCarts(merchantId: string, day: string, statuses: readonly string[]): Promise<void>;
  /** Lists products in the shop, in PostgreSQL and in the mirror: number to title. */
  list(merchantId: string, products: Record<string, string>): Promise<void>;
  /** Puts products that are listed into categories: number to category. */
  classify(merchantId: string, categories: Record<string, string>): Promise<void>;
  close(): Promise<void>;
}

/** Writes the mirror as replication would, and rebuilds the days it touched. */
function createMirror(
  warehouse: Warehouse,
  db: TestDatabase,
  target: { url: string; password: string; database: string },
): Pick<AnalyticsFixture, 'sell' | 'fillCarts' | 'list' | 'classify'> {
  let version = 1n;

  const mirror = <Name extends MirroredTable>(table: Name, rows: object[]): Promise<void> =>
    warehouse.insert(table, rows as MirroredRow<Name>[]);

  /** Puts lines into the mirror as replication would, and rebuilds their days. */
  async function sell(merchantId: string, lines: readonly Line[]): Promise<void> {
    const ids = new Map<string, string>();
    const orderIdOf = (line: Line, at: number): string => {
      const name = line.order ?? `${at}`;
      const id = ids.get(name) ?? crypto.randomUUID();
      ids.set(name, id);
      return id;
    };
    version++;
    const placed = lines.map((line, at) => ({ line, orderId: orderIdOf(line, at) }));
    const common = { merchant_id: merchantId, version, is_deleted: 0 };
    const instantOf = (line: Line): string => `${line.day} ${line.at ?? '12:00:00'}`;
    await mirror(
      'orders',
      placed.map(({ line, orderId }) => ({
        ...common,
        id: orderId,
        external_id: orderId,
        kind: 'SALE',
        customer_id: line.customer ?? null,
        currency: line.currency ?? 'GBP',
        country: line.country ?? null,
        channel: line.channel ?? null,
        placed_at: instantOf(line),
        business_date: line.day,
      })),
    );
    await mirror(
      'order_items',
      placed.map(({ line, orderId }, at) => ({
        ...common,
        id: crypto.randomUUID(),
        order_id: orderId,
        line_no: at + 1,
        product_id: null,
        sku: line.sku ?? 'sku',
        currency: line.currency ?? 'GBP',
        description: null,
        kind: line.kind ?? 'SALE',
        quantity: line.quantity ?? 1,
        unit_price: '1',
        amount: line.amount,
        occurred_at: instantOf(line),
        business_date: line.day,
      })),
    );
    const days = [...new Set(lines.map((line) => line.day))];
    await warehouse.rebuildDailyMetrics({
      days: days.map((businessDate) => ({ merchantId, businessDate })),
      version,
    });
  }

  async function fillCarts(merchantId: string, day: string, statuses: readonly string[]): Promise<void> {
    version++;
    await mirror(
      'carts',
      statuses.map((status) => ({
        merchant_id: merchantId,
        business_date: day,
        id: crypto.randomUUID(),
        external_id: 'c',
        customer_id: null,
        status,
        currency: 'GBP',
        total: '1',
        item_count: 1,
        created_at: `${day} 12:00:00`,
        updated_at: `${day} 12:00:00`,
        abandoned_at: null,
        client_address: null,
        version,
        is_deleted: 0,
      })),
    );
    await warehouse.rebuildDailyMetrics({ days: [{ merchantId, businessDate: day }], version });
  }

  async function list(merchantId: string, products: Record<string, string>): Promise<void> {
    version++;
    const rows = Object.entries(products).map(([sku, title]) => ({ id: crypto.randomUUID(), sku, title }));
    for (const { id, sku, title } of rows)
      await db.admin.query(
        'insert into commerce.products (id, merchant_id, external_id, title) values ($1, $2, $3, $4)',
        [id, merchantId, sku, title],
      );
    await mirror(
      'products',
      rows.map(({ id, sku, title }) => ({
        merchant_id: merchantId,
        id,
        external_id: sku,
        title,
        category: null,
        created_at: '2011-01-01 00:00:00',
        version,
        is_deleted: 0,
      })),
    );
  }

  async function classify(merchantId: string, categories: Record<string, string>): Promise<void> {
    version++;
    const client = createWarehouseClient(target);
    for (const [sku, category] of Object.entries(categories)) {
      await db.admin.query(
        'update commerce.products set category = $3 where merchant_id = $1 and external_id = $2',
        [merchantId, sku, category],
      );
      await client.command({
        query: `INSERT INTO products (merchant_id, id, external_id, title, created_at, category, version, is_deleted)
          SELECT merchant_id, id, external_id, title, created_at, {category:String}, {version:UInt64}, 0 FROM products FINAL
          WHERE merchant_id = {merchant:UUID} AND external_id = {sku:String}`,
        query_params: { merchant: merchantId, sku, category, version: version.toString() },
      });
    }
    await client.close();
  }

  return { sell, fillCarts, list, classify };
}

/** Starts it. Call it in `beforeAll`, `close()` in `afterAll`. */
export async function startAnalytics(): Promise<AnalyticsFixture> {
  const folder = await mkdtemp(path.join(tmpdir(), 'merchantgraph-analytics-'));
  const [db, clickhouse] = await Promise.all([createTestDatabase(), startClickHouseChild(folder)]);
  const database = 'analytics_test';
  const target = { url: clickhouse.url, password: clickhouse.password, database };
  await migrateWarehouse(target);
  const warehouse = createWarehouse(target);
  const logger = createLogger({ name: 'analytics', level: 'silent' });
  const signer = createIdentitySigner({ secret: SECRET });
  const feed = createEventFeed({ pool: db.pools.worker, logger });
  const links = createFileLinks({ secret: SECRET });
  const idempotency = createIdempotency({ secret: SECRET });
  const executorOver = (store: Warehouse) =>
    createSubgraphExecutor({
      name: 'analytics',
      schema: createAnalyticsSubgraph({
        db,
        warehouse: store,
        logger,
        idempotency,
        feed,
        links,
        publicUrl: PUBLIC_URL,
      }).schema,
      verifier: createIdentityVerifier({ secret: SECRET, audience: 'analytics' }),
      logger,
    });
  const executor = executorOver(warehouse);
  const [shop, stranger] = await Promise.all([
    seed(db).merchant().withMember('ANALYST').create(),
    seed(db).merchant().withMember('OWNER').create(),
  ]);
  const analyst = shop.members[0]?.identity ?? ANONYMOUS;
  return {
    db,
    clickhouse,
    database,
    warehouse,
    logger,
    links,
    publicUrl: PUBLIC_URL,
    executor,
    headersOf: (identity, idempotencyKey) => ({
      'x-mg-identity': signer.sign(identity, 'analytics'),
      'idempotency-key': idempotencyKey,
    }),
    async relay() {
      await db.admin.query(`
        insert into events.published (event_id, event_type, event_version, event_timestamp, correlation_id,
          source_service, merchant_id, payload)
        select event_id, event_type, event_version, event_timestamp, correlation_id, source_service, merchant_id, payload
        from events.outbox o where not exists (select 1 from events.published p where p.event_id = o.event_id)
        order by event_timestamp`);
      await db.admin.query('notify mg_published');
    },
    shop,
    stranger,
    analyst,
    async ask(query, variables, options = {}) {
      const by = options.store ? executorOver(options.store) : executor;
      const result = await by.execute({
        query,
        variables: { ...variables },
        headers: { 'x-mg-identity': signer.sign(options.identity ?? analyst, 'analytics') },
      });
      return JSON.parse(JSON.stringify(result));
    },
    ...createMirror(warehouse, db, target),
    async close() {
      await feed.close();
      await warehouse.close();
      await Promise.all([clickhouse.stop(), db.drop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
