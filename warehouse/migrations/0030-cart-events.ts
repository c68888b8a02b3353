/** Events of carts, and the category of products. Without its mark a table is loaded anew, with the new column. */
export const cartEventsAndCategories: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS cart_events (
    merchant_id UUID,
    cart_id UUID,
    id UUID,
    kind LowCardinality(String),
    sku String,
    occurred_at DateTime64(6, 'UTC'),
    version UInt64,
    is_deleted UInt8
  ) ENGINE = ReplacingMergeTree(version, is_deleted) ORDER BY (merchant_id, cart_id, id)`,
  'ALTER TABLE products ADD COLUMN IF NOT EXISTS category LowCardinality(Nullable(String)) AFTER title',
  `ALTER TABLE loaded_tables DELETE WHERE table_name = 'products' SETTINGS mutations_sync = 2`,
];
