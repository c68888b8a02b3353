-- What looked unusual in a merchant's numbers, as a thing of its own; a merchant's own rules, and when they fired.

CREATE TABLE "insights"."anomalies" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "merchant_id" UUID NOT NULL,
    "anomaly_key" TEXT NOT NULL,
    "insight_id" UUID,
    "alert_id" UUID,
    "source" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "slice_dimension" TEXT,
    "slice_key" TEXT,
    "slice_label" TEXT,
    "direction" TEXT,
    "first_from" DATE NOT NULL,
    "window_from" DATE NOT NULL,
    "window_to" DATE NOT NULL,
    "observed" DECIMAL(19,4),
    "expected" DECIMAL(19,4),
    "change" DOUBLE PRECISION,
    "score" DOUBLE PRECISION,
    "p" DOUBLE PRECISION,
    "currency" CHAR(3),
    "status" TEXT NOT NULL DEFAULT 'OPEN',
    "note" TEXT,
    "reported_by" TEXT,
    "status_by" TEXT,
    "status_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "anomalies_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "anomalies_merchant_id_anomaly_key_key" ON "insights"."anomalies"("merchant_id", "anomaly_key");
CREATE INDEX "anomalies_merchant_id_created_at_id_idx" ON "insights"."anomalies"("merchant_id", "created_at", "id");
CREATE INDEX "anomalies_insight_id_idx" ON "insights"."anomalies"("insight_id");

CREATE TABLE "insights"."alerts" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "merchant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "sku" TEXT,
    "country" TEXT,
    "condition" TEXT NOT NULL,
    "threshold" DECIMAL(19,4) NOT NULL,
    "baseline" TEXT,
    "baseline_days" INTEGER,
    "floor" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "schedule" TEXT NOT NULL,
    "weekday" INTEGER,
    "severity" TEXT NOT NULL,
    "cooldown_days" INTEGER NOT NULL DEFAULT 0,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "silenced_until" DATE,
    "judged_to" DATE NOT NULL,
    "failure" TEXT,
    "failed_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alerts_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "alerts_merchant_id_created_at_id_idx" ON "insights"."alerts"("merchant_id", "created_at", "id");
CREATE INDEX "alerts_enabled_judged_to_idx" ON "insights"."alerts"("enabled", "judged_to");

CREATE TABLE "insights"."alert_firings" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "merchant_id" UUID NOT NULL,
    "alert_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "metric" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "window_from" DATE NOT NULL,
    "window_to" DATE NOT NULL,
    "observed" DECIMAL(19,4) NOT NULL,
    "expected" DECIMAL(19,4),
    "threshold" DECIMAL(19,4) NOT NULL,
    "change" DOUBLE PRECISION,
    "insight_id" UUID,
    "anomaly_id" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_firings_pkey" PRIMARY KEY ("id")
);
-- An alert fires once for a day, however often the day is judged.
CREATE UNIQUE INDEX "alert_firings_alert_id_day_key" ON "insights"."alert_firings"("alert_id", "day");
CREATE INDEX "alert_firings_merchant_id_created_at_id_idx" ON "insights"."alert_firings"("merchant_id", "created_at", "id");
ALTER TABLE "insights"."alert_firings" ADD CONSTRAINT "alert_firings_alert_id_fkey"
  FOREIGN KEY ("alert_id") REFERENCES "insights"."alerts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['insights.anomalies', 'insights.alerts', 'insights.alert_firings'] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY tenant ON %s USING (merchant_id = any((select nullif(current_setting(''app.merchant_ids'', true), ''''))::uuid[]))',
      t);
  END LOOP;
END $$;
-- The job looks for the alerts that are due over all merchants; it writes for one of them at a time.
CREATE POLICY listing ON insights.alerts FOR SELECT TO mg_worker USING (true);

GRANT SELECT, INSERT, UPDATE ON insights.anomalies TO mg_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON insights.alerts TO mg_app;
GRANT SELECT ON insights.alert_firings TO mg_app;
GRANT SELECT, INSERT, UPDATE ON insights.anomalies, insights.alert_firings TO mg_worker;
GRANT SELECT, UPDATE ON insights.alerts TO mg_worker;
