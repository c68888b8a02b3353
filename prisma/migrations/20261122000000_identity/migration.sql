-- Messages to people, changes of who may do what, and more about API keys.
CREATE SCHEMA IF NOT EXISTS analytics;
CREATE SCHEMA IF NOT EXISTS email;

CREATE TABLE email.messages (
  id uuid NOT NULL DEFAULT uuidv7(),
  merchant_id uuid,
  kind text NOT NULL,
  recipient text NOT NULL,
  subject text NOT NULL,
  text text NOT NULL,
  html text NOT NULL,
  status text NOT NULL DEFAULT 'QUEUED',
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  error text,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  sent_at timestamptz(6),
  CONSTRAINT messages_pkey PRIMARY KEY (id)
);
CREATE INDEX messages_status_next_attempt_at_idx ON email.messages (status, next_attempt_at);
CREATE INDEX messages_merchant_id_created_at_idx ON email.messages (merchant_id, created_at);
CREATE INDEX messages_recipient_created_at_idx ON email.messages (recipient, created_at);

CREATE TABLE users.identity_changes (
  id bigserial NOT NULL,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT identity_changes_pkey PRIMARY KEY (id)
);
CREATE INDEX identity_changes_xid_idx ON users.identity_changes (xid);

ALTER TABLE users.api_keys ADD COLUMN rate_limit integer, ADD COLUMN created_by uuid;

GRANT USAGE ON SCHEMA email TO mg_app, mg_auth, mg_worker;
GRANT USAGE ON SCHEMA analytics TO mg_app, mg_worker;

ALTER TABLE email.messages ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON email.messages
  USING (merchant_id = any((select nullif(current_setting('app.merchant_ids', true), ''))::uuid[]));
CREATE POLICY identity ON email.messages TO mg_auth USING (true) WITH CHECK (true);
CREATE POLICY delivery ON email.messages TO mg_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON email.messages TO mg_app, mg_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON email.messages TO mg_worker;

-- Holds no tenant's data: ids only, for whoever remembers them.
GRANT INSERT ON users.identity_changes TO mg_app;
GRANT SELECT, INSERT ON users.identity_changes TO mg_auth;
GRANT SELECT, INSERT, DELETE ON users.identity_changes TO mg_worker;
GRANT USAGE ON SEQUENCE users.identity_changes_id_seq TO mg_app, mg_auth, mg_worker;
GRANT SELECT (rate_limit, created_by) ON users.api_keys TO mg_app;
