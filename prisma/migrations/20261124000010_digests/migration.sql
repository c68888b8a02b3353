-- Who has been told of a critical insight by e-mail, and whom a run of the insight job is going to look at.

CREATE TABLE "insights"."critical_notices" (
    "insight_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "merchant_id" UUID NOT NULL,
    "sent_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "critical_notices_pkey" PRIMARY KEY ("insight_id","user_id","version")
);
CREATE INDEX "critical_notices_sent_at_idx" ON "insights"."critical_notices"("sent_at");

CREATE TABLE "insights"."generation_members" (
    "merchant_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,

    CONSTRAINT "generation_members_pkey" PRIMARY KEY ("merchant_id","run_id")
);
CREATE INDEX "generation_members_run_id_idx" ON "insights"."generation_members"("run_id");

ALTER TABLE "insights"."critical_notices" ADD CONSTRAINT "critical_notices_insight_id_fkey" FOREIGN KEY ("insight_id") REFERENCES "insights"."insights"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "insights"."generation_members" ADD CONSTRAINT "generation_members_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "insights"."generation_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['insights.critical_notices', 'insights.generation_members'] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY tenant ON %s USING (merchant_id = any((select nullif(current_setting(''app.merchant_ids'', true), ''''))::uuid[]))',
      t);
  END LOOP;
END $$;
-- Written for many merchants at once, and swept over all.
CREATE POLICY delivery ON "insights"."critical_notices" TO mg_worker USING (true) WITH CHECK (true);
CREATE POLICY runs ON "insights"."generation_members" TO mg_worker USING (true) WITH CHECK (true);

GRANT SELECT ON "insights"."generation_members" TO mg_app;
GRANT SELECT, INSERT, DELETE ON "insights"."critical_notices", "insights"."generation_members" TO mg_worker;
