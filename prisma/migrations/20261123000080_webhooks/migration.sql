-- Telling merchants of insights where they are: webhooks with a log of deliveries, and summaries by e-mail.

CREATE TABLE "insights"."webhook_endpoints" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "merchant_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "events" TEXT[],
    "kinds" TEXT[],
    "least_severity" TEXT NOT NULL DEFAULT 'INFO',
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "disabled_reason" TEXT,
    "failing_since" TIMESTAMPTZ(6),
    "secret" BYTEA NOT NULL,
    "previous_secret" BYTEA,
    "previous_until" TIMESTAMPTZ(6),
    "rotated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "webhook_endpoints_merchant_id_id_idx" ON "insights"."webhook_endpoints"("merchant_id", "id");

CREATE TABLE "insights"."webhook_deliveries" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "merchant_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "event_type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'QUEUED',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "webhook_deliveries_endpoint_id_event_id_key" ON "insights"."webhook_deliveries"("endpoint_id", "event_id");
CREATE INDEX "webhook_deliveries_merchant_id_endpoint_id_id_idx" ON "insights"."webhook_deliveries"("merchant_id", "endpoint_id", "id");
CREATE INDEX "webhook_deliveries_status_next_attempt_at_idx" ON "insights"."webhook_deliveries"("status", "next_attempt_at");
CREATE INDEX "webhook_deliveries_created_at_idx" ON "insights"."webhook_deliveries"("created_at");

CREATE TABLE "insights"."webhook_attempts" (
    "delivery_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "merchant_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "status_code" INTEGER,
    "error" TEXT,

    CONSTRAINT "webhook_attempts_pkey" PRIMARY KEY ("delivery_id","number")
);
CREATE INDEX "webhook_attempts_merchant_id_idx" ON "insights"."webhook_attempts"("merchant_id");

CREATE TABLE "insights"."digests" (
    "merchant_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "period" TEXT NOT NULL,
    "insights" INTEGER NOT NULL,
    "sent_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "digests_pkey" PRIMARY KEY ("merchant_id","user_id","day")
);
CREATE INDEX "digests_sent_at_idx" ON "insights"."digests"("sent_at");

ALTER TABLE "insights"."webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "insights"."webhook_endpoints"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "insights"."webhook_attempts" ADD CONSTRAINT "webhook_attempts_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "insights"."webhook_deliveries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "email"."messages" ADD COLUMN "unsubscribe" TEXT;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY[
    'insights.webhook_endpoints', 'insights.webhook_deliveries', 'insights.webhook_attempts', 'insights.digests'
  ] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY tenant ON %s USING (merchant_id = any((select nullif(current_setting(''app.merchant_ids'', true), ''''))::uuid[]))',
      t);
    -- The queue is worked through, and swept, over all merchants.
    EXECUTE format('CREATE POLICY delivery ON %s TO mg_worker USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON insights.webhook_endpoints TO mg_app;
GRANT SELECT, INSERT, UPDATE ON insights.webhook_deliveries TO mg_app;
GRANT SELECT ON insights.webhook_attempts TO mg_app;
GRANT SELECT, UPDATE ON insights.webhook_endpoints TO mg_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON insights.webhook_deliveries, insights.webhook_attempts, insights.digests TO mg_worker;

-- Whom to write to: members with what they have chosen, inside one merchant at a time, and all who want a summary.
CREATE POLICY delivery ON users.memberships FOR SELECT TO mg_worker USING (true);
GRANT SELECT ON users.memberships TO mg_worker;
GRANT SELECT (id, email, name, email_verified_at) ON users.users TO mg_worker;
