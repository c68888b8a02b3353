-- A card carries what its story rests on, is updated while the story goes on, and remembers what it said before.
-- Beside it what merchants tell detection: what was useful, what they do not want to hear, and the days they know of.

ALTER TABLE "insights"."insights"
    ADD COLUMN "slice_dimension" TEXT,
    ADD COLUMN "slice_key" TEXT,
    ADD COLUMN "slice_label" TEXT,
    ADD COLUMN "explanation" JSONB,
    ADD COLUMN "evidence" JSONB,
    ADD COLUMN "action" TEXT NOT NULL DEFAULT 'NONE',
    ADD COLUMN "facts" JSONB,
    ADD COLUMN "locale" TEXT NOT NULL DEFAULT 'en',
    ADD COLUMN "text_version" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1,
    ADD COLUMN "last_seen" DATE,
    ADD COLUMN "updated_at" TIMESTAMPTZ(6);

CREATE INDEX "insights_merchant_id_status_created_at_id_idx" ON "insights"."insights"("merchant_id", "status", "created_at", "id");

CREATE TABLE "insights"."insight_versions" (
    "insight_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "merchant_id" UUID NOT NULL,
    "seen" DATE NOT NULL,
    "severity" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "window_from" DATE NOT NULL,
    "window_to" DATE NOT NULL,
    "baseline_from" DATE NOT NULL,
    "baseline_to" DATE NOT NULL,
    "observed" DECIMAL(19,4) NOT NULL,
    "expected" DECIMAL(19,4) NOT NULL,
    "change" DOUBLE PRECISION,
    "score" DOUBLE PRECISION NOT NULL,
    "written_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "insight_versions_pkey" PRIMARY KEY ("insight_id","version")
);

CREATE TABLE "insights"."insight_ratings" (
    "insight_id" UUID NOT NULL,
    "actor" TEXT NOT NULL,
    "merchant_id" UUID NOT NULL,
    "useful" BOOLEAN NOT NULL,
    "rated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "insight_ratings_pkey" PRIMARY KEY ("insight_id","actor")
);
CREATE INDEX "insight_ratings_merchant_id_idx" ON "insights"."insight_ratings"("merchant_id");

CREATE TABLE "insights"."mutes" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "merchant_id" UUID NOT NULL,
    "kind" TEXT,
    "metric" TEXT,
    "until" DATE,
    "reason" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mutes_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "mutes_merchant_id_id_idx" ON "insights"."mutes"("merchant_id", "id");

CREATE TABLE "insights"."calendar_entries" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "merchant_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "yearly" BOOLEAN NOT NULL DEFAULT false,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "calendar_entries_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "calendar_entries_merchant_id_from_day_id_idx" ON "insights"."calendar_entries"("merchant_id", "from_day", "id");

ALTER TABLE "insights"."insight_versions" ADD CONSTRAINT "insight_versions_insight_id_fkey" FOREIGN KEY ("insight_id") REFERENCES "insights"."insights"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "insights"."insight_ratings" ADD CONSTRAINT "insight_ratings_insight_id_fkey" FOREIGN KEY ("insight_id") REFERENCES "insights"."insights"("id") ON DELETE CASCADE ON UPDATE CASCADE;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY[
    'insights.insight_versions', 'insights.insight_ratings', 'insights.mutes', 'insights.calendar_entries'
  ] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY tenant ON %s USING (merchant_id = any((select nullif(current_setting(''app.merchant_ids'', true), ''''))::uuid[]))',
      t);
  END LOOP;
END $$;

GRANT SELECT ON insights.insight_versions TO mg_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON insights.insight_ratings, insights.mutes, insights.calendar_entries TO mg_app;
GRANT SELECT, INSERT ON insights.insight_versions TO mg_worker;
GRANT SELECT ON insights.insight_ratings, insights.mutes, insights.calendar_entries TO mg_worker;
