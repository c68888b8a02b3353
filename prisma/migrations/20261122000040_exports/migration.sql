-- Files that merchants ask for, reports that are sent on a schedule, and what the rules of data quality found.

CREATE TABLE "analytics"."exports" (
    "id" UUID NOT NULL,
    "merchant_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "parameters" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'QUEUED',
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "rows" BIGINT NOT NULL DEFAULT 0,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "sha256" TEXT,
    "error" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "requested_by" TEXT NOT NULL,
    "notify_user_ids" UUID[],
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),
    "expires_at" TIMESTAMPTZ(6),

    CONSTRAINT "exports_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "exports_merchant_id_created_at_id_idx" ON "analytics"."exports"("merchant_id", "created_at", "id");
CREATE INDEX "exports_status_expires_at_idx" ON "analytics"."exports"("status", "expires_at");

CREATE TABLE "analytics"."report_schedules" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "merchant_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "parameters" JSONB NOT NULL,
    "cadence" TEXT NOT NULL,
    "local_hour" INTEGER NOT NULL,
    "recipient_ids" UUID[],
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "next_run_at" TIMESTAMPTZ(6) NOT NULL,
    "last_run_at" TIMESTAMPTZ(6),
    "last_export_id" UUID,

    CONSTRAINT "report_schedules_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "report_schedules_next_run_at_idx" ON "analytics"."report_schedules"("next_run_at");
CREATE INDEX "report_schedules_merchant_id_created_at_id_idx" ON "analytics"."report_schedules"("merchant_id", "created_at", "id");

CREATE TABLE "analytics"."quality_results" (
    "merchant_id" UUID NOT NULL,
    "rule" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "observed" TEXT NOT NULL,
    "expected" TEXT NOT NULL,
    "checked_at" TIMESTAMPTZ(6) NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "quality_results_pkey" PRIMARY KEY ("merchant_id","rule")
);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['analytics.exports', 'analytics.report_schedules', 'analytics.quality_results'] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY tenant ON %s USING (merchant_id = any((select nullif(current_setting(''app.merchant_ids'', true), ''''))::uuid[]))',
      t);
    -- Jobs look for what is due, and sweep, over all merchants.
    EXECUTE format('CREATE POLICY upkeep ON %s TO mg_worker USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE ON analytics.exports TO mg_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON analytics.report_schedules TO mg_app;
GRANT SELECT ON analytics.quality_results TO mg_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON analytics.exports, analytics.report_schedules, analytics.quality_results TO mg_worker;
