-- Runs of the insight job: what they were asked for, how far they are, what they cost; and for every merchant and day
-- what came of it, which is also where a run that was killed goes on.

ALTER TABLE "insights"."generation_runs"
    ADD COLUMN "trigger" TEXT NOT NULL DEFAULT 'COMMAND',
    ADD COLUMN "scope" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "slot" TEXT,
    ADD COLUMN "status" TEXT NOT NULL DEFAULT 'RUNNING',
    ADD COLUMN "day_from" DATE,
    ADD COLUMN "day_to" DATE,
    ADD COLUMN "cursor_day" DATE,
    ADD COLUMN "updated" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "series" BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN "points" BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN "read_ms" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "detect_ms" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "write_ms" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "heartbeat_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ADD COLUMN "error" TEXT;
UPDATE "insights"."generation_runs" SET "status" = CASE WHEN "finished_at" IS NULL THEN 'ABANDONED' ELSE 'COMPLETED' END;

CREATE UNIQUE INDEX "generation_runs_slot_key" ON "insights"."generation_runs"("slot");
CREATE INDEX "generation_runs_status_idx" ON "insights"."generation_runs"("status");

CREATE TABLE "insights"."generation_outcomes" (
    "merchant_id" UUID NOT NULL,
    "as_of" DATE NOT NULL,
    "run_id" UUID NOT NULL,
    "finished_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,

    CONSTRAINT "generation_outcomes_pkey" PRIMARY KEY ("merchant_id","as_of")
);
CREATE INDEX "generation_outcomes_run_id_as_of_idx" ON "insights"."generation_outcomes"("run_id", "as_of");

ALTER TABLE "insights"."generation_outcomes" ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "insights"."generation_outcomes"
  USING (merchant_id = any((select nullif(current_setting('app.merchant_ids', true), ''))::uuid[]));
-- The job writes those of a whole chunk at once, and deletes old ones.
CREATE POLICY runs ON "insights"."generation_outcomes" TO mg_worker USING (true) WITH CHECK (true);

GRANT SELECT ON "insights"."generation_outcomes" TO mg_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "insights"."generation_outcomes" TO mg_worker;
GRANT DELETE ON "insights"."generation_runs", "insights"."generation_failures" TO mg_worker;
