-- Who comes back after days is told what happened at its merchant, without reading what happened at all others.
CREATE INDEX "published_merchant_id_sequence_idx" ON "events"."published"("merchant_id", "sequence");
