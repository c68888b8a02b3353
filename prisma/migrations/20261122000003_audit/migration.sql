-- The audit log as one chain of hashes per merchant, its signed heads, and the one way in which old entries leave it.

CREATE TABLE compliance.audit_heads (
  merchant_id uuid NOT NULL,
  sequence bigint NOT NULL,
  hash bytea NOT NULL,
  signature bytea,
  key_id text,
  CONSTRAINT audit_heads_pkey PRIMARY KEY (merchant_id)
);

CREATE TABLE compliance.audit_checkpoints (
  merchant_id uuid NOT NULL,
  sequence bigint NOT NULL,
  hash bytea NOT NULL,
  signature bytea NOT NULL,
  key_id text NOT NULL,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT audit_checkpoints_pkey PRIMARY KEY (merchant_id, sequence)
);

CREATE TABLE compliance.audit_verifications (
  merchant_id uuid NOT NULL,
  verified_at timestamptz(6) NOT NULL,
  intact boolean NOT NULL,
  entries bigint NOT NULL,
  problem text,
  CONSTRAINT audit_verifications_pkey PRIMARY KEY (merchant_id)
);

ALTER TABLE compliance.audit_entries
  ADD COLUMN sequence bigint,
  ADD COLUMN previous_hash bytea,
  ADD COLUMN hash bytea;

-- Encoding 1, the same as in subgraphs/compliance/audit/chain.ts: "-" for null, else how many bytes of UTF-8, a colon,
-- and those bytes. No two lists of values give the same bytes.
CREATE FUNCTION compliance.audit_value(value text) RETURNS bytea LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT CASE WHEN value IS NULL THEN '-'::bytea
    ELSE convert_to(octet_length(convert_to(value, 'UTF8')) || ':', 'UTF8') || convert_to(value, 'UTF8') END
$$;

CREATE FUNCTION compliance.audit_time(moment timestamptz) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

CREATE FUNCTION compliance.audit_hash(entry compliance.audit_entries) RETURNS bytea LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT sha256(
    compliance.audit_value('merchantgraph.audit.entry/1')
    || compliance.audit_value(entry.merchant_id::text)
    || compliance.audit_value(entry.sequence::text)
    || compliance.audit_value(encode(entry.previous_hash, 'hex'))
    || compliance.audit_value(entry.id::text)
    || compliance.audit_value(entry.event_id::text)
    || compliance.audit_value(entry.actor_kind)
    || compliance.audit_value(entry.actor_id)
    || compliance.audit_value(entry.action)
    || compliance.audit_value(entry.outcome)
    || compliance.audit_value(compliance.audit_time(entry.occurred_at))
    || compliance.audit_value(entry.ip_address)
    || compliance.audit_value(entry.user_agent)
    || compliance.audit_value(entry.correlation_id)
    || compliance.audit_value(entry.details::text))
$$;

-- What was written before there was a chain is chained now, in the order in which it happened. Nobody has signed it:
-- `merchantgraph audit sign` does, when an operator has looked at it.
DO $$
DECLARE
  entry compliance.audit_entries;
  merchant uuid;
  n bigint;
  last bytea;
BEGIN
  FOR entry IN SELECT * FROM compliance.audit_entries ORDER BY merchant_id, occurred_at, id LOOP
    IF merchant IS DISTINCT FROM entry.merchant_id THEN
      merchant := entry.merchant_id;
      n := 0;
      last := decode(repeat('00', 32), 'hex');
    END IF;
    n := n + 1;
    entry.sequence := n;
    entry.previous_hash := last;
    last := compliance.audit_hash(entry);
    UPDATE compliance.audit_entries SET sequence = n, previous_hash = entry.previous_hash, hash = last WHERE id = entry.id;
  END LOOP;
  -- Once, at the end: a row that is changed for every entry of one transaction becomes slower with each.
  INSERT INTO compliance.audit_heads (merchant_id, sequence, hash)
    SELECT DISTINCT ON (e.merchant_id) e.merchant_id, e.sequence, e.hash FROM compliance.audit_entries e
    ORDER BY e.merchant_id, e.sequence DESC;
END $$;

ALTER TABLE compliance.audit_entries
  ALTER COLUMN sequence SET NOT NULL,
  ALTER COLUMN previous_hash SET NOT NULL,
  ALTER COLUMN hash SET NOT NULL;
CREATE UNIQUE INDEX audit_entries_merchant_id_sequence_key ON compliance.audit_entries (merchant_id, sequence);

-- Whoever inserts an entry, it takes the next place in the chain: the database gives number and hash, not the writer.
-- An event that has its entry gets no second one. A head that somebody took away is made again from what is there, unsigned.
CREATE FUNCTION compliance.chain_audit_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  head record;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit ' || NEW.merchant_id, 0));
  IF EXISTS (SELECT FROM compliance.audit_entries e WHERE e.merchant_id = NEW.merchant_id AND e.event_id = NEW.event_id) THEN
    RETURN NULL;
  END IF;
  SELECT known.sequence, known.hash INTO head FROM (
    SELECT h.sequence, h.hash, 1 AS choice FROM compliance.audit_heads h WHERE h.merchant_id = NEW.merchant_id
    UNION ALL
    SELECT e.sequence, e.hash, 2 FROM compliance.audit_entries e WHERE e.merchant_id = NEW.merchant_id
    UNION ALL
    SELECT c.sequence, c.hash, 3 FROM compliance.audit_checkpoints c WHERE c.merchant_id = NEW.merchant_id
    ORDER BY 3, 1 DESC LIMIT 1
  ) known;
  NEW.sequence := coalesce(head.sequence, 0) + 1;
  NEW.previous_hash := coalesce(head.hash, decode(repeat('00', 32), 'hex'));
  NEW.hash := compliance.audit_hash(NEW);
  INSERT INTO compliance.audit_heads (merchant_id, sequence, hash) VALUES (NEW.merchant_id, NEW.sequence, NEW.hash)
    ON CONFLICT (merchant_id) DO UPDATE
    SET sequence = excluded.sequence, hash = excluded.hash, signature = NULL, key_id = NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER chain BEFORE INSERT ON compliance.audit_entries
  FOR EACH ROW EXECUTE FUNCTION compliance.chain_audit_entry();

-- Not even the owner changes the log by accident; only the pruning below may delete.
CREATE FUNCTION compliance.refuse_audit_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('compliance.pruning', true) = 'on' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON compliance.audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION compliance.refuse_audit_change();

-- Deletes the entries that a checkpoint covers, and refuses to touch any that is younger than twelve months, whatever the
-- caller believes.
CREATE FUNCTION compliance.prune_audit_entries(merchant uuid, through bigint) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  pruned bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit ' || merchant, 0));
  IF NOT EXISTS (
    SELECT FROM compliance.audit_checkpoints c JOIN compliance.audit_entries e
      ON e.merchant_id = c.merchant_id AND e.sequence = c.sequence AND e.hash = c.hash
    WHERE c.merchant_id = merchant AND c.sequence = through
  ) THEN
    RAISE EXCEPTION 'no checkpoint covers the entries through %', through;
  END IF;
  IF EXISTS (
    SELECT FROM compliance.audit_entries e
    WHERE e.merchant_id = merchant AND e.sequence <= through AND e.occurred_at >= now() - interval '12 months'
  ) THEN
    RAISE EXCEPTION 'an entry through % is younger than twelve months', through;
  END IF;
  PERFORM set_config('compliance.pruning', 'on', true);
  DELETE FROM compliance.audit_entries e WHERE e.merchant_id = merchant AND e.sequence <= through;
  GET DIAGNOSTICS pruned = ROW_COUNT;
  PERFORM set_config('compliance.pruning', '', true);
  RETURN pruned;
END $$;

REVOKE ALL ON FUNCTION compliance.prune_audit_entries(uuid, bigint), compliance.chain_audit_entry(), compliance.refuse_audit_change() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION compliance.prune_audit_entries(uuid, bigint) TO mg_worker;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['audit_heads', 'audit_checkpoints', 'audit_verifications'] LOOP
    EXECUTE format('ALTER TABLE compliance.%s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY tenant ON compliance.%s USING (merchant_id = any((select nullif(current_setting(''app.merchant_ids'', true), ''''))::uuid[]))',
      t);
  END LOOP;
END $$;
-- The worker signs heads; where they stand is up to the trigger alone.
GRANT SELECT, UPDATE (signature, key_id) ON compliance.audit_heads TO mg_worker;
GRANT SELECT, INSERT ON compliance.audit_checkpoints TO mg_worker;
GRANT SELECT, INSERT, UPDATE ON compliance.audit_verifications TO mg_worker;
GRANT SELECT ON compliance.audit_verifications TO mg_app;
