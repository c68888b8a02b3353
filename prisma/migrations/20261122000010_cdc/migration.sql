-- What an operator wants of replication and what it does, rows it could not carry, and how both sides compare.

CREATE SCHEMA IF NOT EXISTS "analytics";

ALTER TABLE "events"."cdc_state"
  ADD COLUMN "phase" TEXT NOT NULL DEFAULT 'CONNECTING',
  ADD COLUMN "rows_written" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "rows_per_second" DOUBLE PRECISION NOT NULL DEFAULT 0,
  ADD COLUMN "lag_p50" DOUBLE PRECISION NOT NULL DEFAULT 0,
  ADD COLUMN "lag_p99" DOUBLE PRECISION NOT NULL DEFAULT 0,
  ADD COLUMN "last_error" TEXT;

CREATE TABLE "events"."cdc_tables" (
    "slot" TEXT NOT NULL,
    "table_name" TEXT NOT NULL,
    "wanted" TEXT NOT NULL DEFAULT 'FOLLOW',
    "state" TEXT NOT NULL DEFAULT 'FOLLOWING',
    "resync_requested_at" TIMESTAMPTZ(6),
    "loaded_at" TIMESTAMPTZ(6),
    "loaded_lsn" TEXT,
    "loaded_rows" BIGINT,
    "load_reason" TEXT,
    "error" TEXT,

    CONSTRAINT "cdc_tables_pkey" PRIMARY KEY ("slot","table_name")
);

CREATE TABLE "events"."cdc_poison" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "slot" TEXT NOT NULL,
    "merchant_id" UUID NOT NULL,
    "table_name" TEXT NOT NULL,
    "row_id" UUID NOT NULL,
    "commit_lsn" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "row" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "found_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(6),
    "outcome" TEXT,

    CONSTRAINT "cdc_poison_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "cdc_poison_settled_at_found_at_idx" ON "events"."cdc_poison"("settled_at", "found_at");
CREATE UNIQUE INDEX "cdc_poison_slot_table_name_row_id_commit_lsn_sequence_key" ON "events"."cdc_poison"("slot", "table_name", "row_id", "commit_lsn", "sequence");

CREATE TABLE "analytics"."reconciliations" (
    "merchant_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "reconciled_at" TIMESTAMPTZ(6) NOT NULL,
    "confirmed_lsn" TEXT NOT NULL,
    "rows" BIGINT NOT NULL,
    "cells" INTEGER NOT NULL,
    "differences" INTEGER NOT NULL,
    "repaired" INTEGER NOT NULL,
    "unsettled" INTEGER NOT NULL,
    "duration_ms" INTEGER NOT NULL,

    CONSTRAINT "reconciliations_pkey" PRIMARY KEY ("merchant_id")
);
CREATE INDEX "reconciliations_reconciled_at_idx" ON "analytics"."reconciliations"("reconciled_at");

CREATE TABLE "analytics"."reconciliation_differences" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "merchant_id" UUID NOT NULL,
    "table_name" TEXT NOT NULL,
    "business_date" DATE,
    "source_rows" BIGINT NOT NULL,
    "source_amount" DECIMAL(38,4) NOT NULL,
    "source_quantity" BIGINT NOT NULL,
    "mirror_rows" BIGINT NOT NULL,
    "mirror_amount" DECIMAL(38,4) NOT NULL,
    "mirror_quantity" BIGINT NOT NULL,
    "found_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "repaired_at" TIMESTAMPTZ(6),

    CONSTRAINT "reconciliation_differences_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "reconciliation_differences_merchant_id_found_at_idx" ON "analytics"."reconciliation_differences"("merchant_id", "found_at");

-- Reconciliation asks for one merchant's rows of every table.
CREATE INDEX "cart_items_merchant_id_idx" ON "commerce"."cart_items"("merchant_id");

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY[
    'events.cdc_poison', 'analytics.reconciliations', 'analytics.reconciliation_differences'
  ] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY tenant ON %s USING (merchant_id = any((select nullif(current_setting(''app.merchant_ids'', true), ''''))::uuid[]))',
      t);
    -- Replication and reconciliation belong to no merchant: they write for all.
    EXECUTE format('CREATE POLICY upkeep ON %s TO mg_worker USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

GRANT USAGE ON SCHEMA analytics TO mg_app, mg_worker;
GRANT SELECT ON analytics.reconciliations, analytics.reconciliation_differences TO mg_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON analytics.reconciliations, analytics.reconciliation_differences TO mg_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON events.cdc_tables, events.cdc_poison TO mg_worker;

ALTER TABLE commerce.cart_items REPLICA IDENTITY FULL;
ALTER PUBLICATION mg_cdc ADD TABLE commerce.cart_items;
