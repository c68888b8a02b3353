-- Categories of products, events of carts, and what an import must remember for its rejects to be replayed.

ALTER TABLE "commerce"."products" ADD COLUMN "category" TEXT;

ALTER TABLE "commerce"."imports"
  ADD COLUMN "entity" TEXT NOT NULL DEFAULT 'orders',
  ADD COLUMN "settings" JSONB;

ALTER TABLE "commerce"."import_rejects"
  ADD COLUMN "context" TEXT,
  ADD COLUMN "order_key" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "ordinal" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "rows" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "settled_at" TIMESTAMPTZ(6),
  ADD COLUMN "settled_raw" TEXT;

CREATE TABLE "commerce"."cart_events" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "merchant_id" UUID NOT NULL,
    "cart_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "sku" TEXT NOT NULL DEFAULT '',
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "cart_events_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "cart_events_merchant_id_occurred_at_idx" ON "commerce"."cart_events"("merchant_id", "occurred_at");
CREATE UNIQUE INDEX "cart_events_merchant_id_cart_id_occurred_at_kind_sku_key" ON "commerce"."cart_events"("merchant_id", "cart_id", "occurred_at", "kind", "sku");

ALTER TABLE "commerce"."cart_events" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "commerce"."cart_events"
  USING (merchant_id = any((select nullif(current_setting('app.merchant_ids', true), ''))::uuid[]));
GRANT SELECT ON "commerce"."cart_events" TO mg_app, mg_cdc;
GRANT SELECT, INSERT, UPDATE, DELETE ON "commerce"."cart_events" TO mg_worker;
ALTER TABLE "commerce"."cart_events" REPLICA IDENTITY FULL;
