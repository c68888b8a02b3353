/** Items of carts, and marks of the load by table, so that one table can be loaded without the others. */
export const cartItemsAndLoads: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS cart_items (
    merchant_id UUID,
    cart_id UUID,
    id UUID,
    line_no Int32,
    product_id Nullable(UUID),
    sku String,
    title String,
    quantity Int32,
    unit_price Decimal(19, 4),
    amount Decimal(19, 4),
    version UInt64,
    is_deleted UInt8
  ) ENGINE = ReplacingMergeTree(version, is_deleted) ORDER BY (merchant_id, cart_id, id)`,
  // Which tables have been loaded for which slot, and from which moment on they follow.
  `CREATE TABLE IF NOT EXISTS loaded_tables (
    slot String,
    table_name String,
    consistent_lsn UInt64,
    loaded_at DateTime64(3, 'UTC') DEFAULT now64(3)
  ) ENGINE = ReplacingMergeTree(loaded_at) ORDER BY (slot, table_name)`,
  `INSERT INTO loaded_tables (slot, table_name, consistent_lsn, loaded_at)
    SELECT slot, arrayJoin(['order_items', 'orders', 'customers', 'products', 'carts']), consistent_lsn, loaded_at
    FROM loaded_slots FINAL`,
];
