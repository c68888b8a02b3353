-- Events of carts are mirrored too. How far the comparison of a merchant who is too large for one run has come, and
-- indexes by which it finds a month: blocks' ranges cost the writers next to nothing.

ALTER PUBLICATION mg_cdc ADD TABLE commerce.cart_events;

CREATE TABLE "analytics"."reconciliation_cursors" (
    "merchant_id" UUID NOT NULL,
    "pass" INTEGER NOT NULL DEFAULT 0,
    "next_slice" TEXT,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "outcome" JSONB NOT NULL,

    CONSTRAINT "reconciliation_cursors_pkey" PRIMARY KEY ("merchant_id")
);
ALTER TABLE "analytics"."reconciliation_cursors" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "analytics"."reconciliation_cursors"
  USING (merchant_id = any((select nullif(current_setting('app.merchant_ids', true), ''))::uuid[]));
CREATE POLICY upkeep ON "analytics"."reconciliation_cursors" TO mg_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "analytics"."reconciliation_cursors" TO mg_worker;

CREATE INDEX "order_items_merchant_id_business_date_idx" ON "commerce"."order_items" USING BRIN ("merchant_id", "business_date");
CREATE INDEX "orders_merchant_id_business_date_idx" ON "commerce"."orders" USING BRIN ("merchant_id", "business_date");
CREATE INDEX "carts_merchant_id_business_date_idx" ON "commerce"."carts" USING BRIN ("merchant_id", "business_date");
