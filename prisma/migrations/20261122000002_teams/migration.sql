-- Invitations, settings of merchants and of members, feature flags, and what requests may change of teams and keys.

CREATE TABLE users.invitations (
  id uuid NOT NULL DEFAULT uuidv7(),
  merchant_id uuid NOT NULL,
  email text NOT NULL,
  role text NOT NULL,
  token_hash bytea,
  invited_by uuid,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  sent_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at timestamptz(6) NOT NULL,
  accepted_at timestamptz(6),
  accepted_by uuid,
  revoked_at timestamptz(6),
  CONSTRAINT invitations_pkey PRIMARY KEY (id),
  CONSTRAINT invitations_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES users.merchants (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX invitations_token_hash_key ON users.invitations (token_hash);
CREATE INDEX invitations_merchant_id_id_idx ON users.invitations (merchant_id, id);
CREATE INDEX invitations_expires_at_idx ON users.invitations (expires_at);

CREATE TABLE users.feature_flags (
  merchant_id uuid NOT NULL,
  name text NOT NULL,
  enabled boolean NOT NULL,
  changed_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT feature_flags_pkey PRIMARY KEY (merchant_id, name),
  CONSTRAINT feature_flags_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES users.merchants (id) ON DELETE RESTRICT ON UPDATE CASCADE
);

ALTER TABLE users.merchants
  ADD COLUMN locale text NOT NULL DEFAULT 'en',
  ADD COLUMN business_hours jsonb,
  -- When the time zone changed, until the days of commerce rows have been counted again.
  ADD COLUMN recount_since timestamptz(6);

ALTER TABLE users.memberships
  ADD COLUMN notify_by_email boolean NOT NULL DEFAULT true,
  ADD COLUMN notify_kinds text[] DEFAULT ARRAY['INSIGHTS', 'TEAM', 'API_KEYS']::text[],
  ADD COLUMN digest text NOT NULL DEFAULT 'NONE';

ALTER TABLE users.api_keys ADD COLUMN replaced_by uuid;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['users.invitations', 'users.feature_flags'] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY tenant ON %s USING (merchant_id = any((select nullif(current_setting(''app.merchant_ids'', true), ''''))::uuid[]))',
      t);
  END LOOP;
END $$;

-- A link in an e-mail is opened before a tenant is known.
CREATE POLICY identity ON users.invitations TO mg_auth USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE ON users.invitations TO mg_auth;

-- Requests, inside their tenants. The hash of a link or key can be written, and not read.
GRANT SELECT (id, merchant_id, email, role, invited_by, created_at, sent_at, expires_at, accepted_at, accepted_by, revoked_at),
  INSERT, UPDATE (token_hash, sent_at, expires_at, revoked_at, role) ON users.invitations TO mg_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON users.feature_flags TO mg_app;
GRANT UPDATE (role, notify_by_email, notify_kinds, digest), DELETE ON users.memberships TO mg_app;
GRANT UPDATE (name, status, time_zone, currency, locale, business_hours, recount_since) ON users.merchants TO mg_app;
GRANT SELECT (replaced_by), INSERT, UPDATE (name, expires_at, revoked_at, replaced_by) ON users.api_keys TO mg_app;

-- The worker reads flags, sweeps links, and counts days again.
CREATE POLICY counting ON users.merchants FOR UPDATE TO mg_worker USING (true) WITH CHECK (true);
CREATE POLICY sweep ON users.invitations TO mg_worker USING (true) WITH CHECK (true);
GRANT UPDATE (recount_since) ON users.merchants TO mg_worker;
GRANT SELECT, UPDATE, DELETE ON users.invitations TO mg_worker;
GRANT SELECT ON users.feature_flags TO mg_worker;
