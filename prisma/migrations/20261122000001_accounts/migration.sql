-- Accounts: proven addresses, second factors, single-use tokens, sessions as their person sees them, slowed-down guessing.
ALTER TABLE users.users ADD COLUMN email_verified_at timestamptz(6);
ALTER TABLE users.sessions ADD COLUMN last_used_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;
UPDATE users.sessions SET last_used_at = created_at;
ALTER TABLE users.refresh_tokens ADD COLUMN successor bytea;

CREATE TABLE users.one_time_tokens (
  id uuid NOT NULL DEFAULT uuidv7(),
  kind text NOT NULL,
  user_id uuid NOT NULL,
  hash bytea NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at timestamptz(6) NOT NULL,
  used_at timestamptz(6),
  CONSTRAINT one_time_tokens_pkey PRIMARY KEY (id),
  CONSTRAINT one_time_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES users.users (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX one_time_tokens_hash_key ON users.one_time_tokens (hash);
CREATE INDEX one_time_tokens_user_id_kind_created_at_idx ON users.one_time_tokens (user_id, kind, created_at);
CREATE INDEX one_time_tokens_expires_at_idx ON users.one_time_tokens (expires_at);

CREATE TABLE users.second_factors (
  user_id uuid NOT NULL,
  secret bytea NOT NULL,
  created_at timestamptz(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  confirmed_at timestamptz(6),
  last_step bigint,
  CONSTRAINT second_factors_pkey PRIMARY KEY (user_id),
  CONSTRAINT second_factors_user_id_fkey FOREIGN KEY (user_id) REFERENCES users.users (id) ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE users.recovery_codes (
  id uuid NOT NULL DEFAULT uuidv7(),
  user_id uuid NOT NULL,
  hash bytea NOT NULL,
  used_at timestamptz(6),
  CONSTRAINT recovery_codes_pkey PRIMARY KEY (id),
  CONSTRAINT recovery_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users.users (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX recovery_codes_user_id_hash_key ON users.recovery_codes (user_id, hash);

CREATE TABLE users.known_addresses (
  user_id uuid NOT NULL,
  address bytea NOT NULL,
  seen_at timestamptz(6) NOT NULL,
  CONSTRAINT known_addresses_pkey PRIMARY KEY (user_id, address),
  CONSTRAINT known_addresses_user_id_fkey FOREIGN KEY (user_id) REFERENCES users.users (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX known_addresses_seen_at_idx ON users.known_addresses (seen_at);

CREATE TABLE users.failed_attempts (
  key bytea NOT NULL,
  failures integer NOT NULL,
  blocked_until timestamptz(6),
  updated_at timestamptz(6) NOT NULL,
  CONSTRAINT failed_attempts_pkey PRIMARY KEY (key)
);
CREATE INDEX failed_attempts_updated_at_idx ON users.failed_attempts (updated_at);

-- None of this is any tenant's: mg_auth alone works with it, and mg_worker sweeps what is over.
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['one_time_tokens', 'second_factors', 'recovery_codes', 'known_addresses', 'failed_attempts'] LOOP
    EXECUTE format('ALTER TABLE users.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY identity ON users.%I TO mg_auth USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON users.%I TO mg_auth', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['one_time_tokens', 'known_addresses', 'failed_attempts', 'sessions', 'refresh_tokens'] LOOP
    EXECUTE format('CREATE POLICY sweep ON users.%I TO mg_worker USING (true)', t);
    EXECUTE format('GRANT DELETE ON users.%I TO mg_worker', t);
  END LOOP;
END $$;
-- The columns a sweep decides by; never a hash or a secret.
GRANT USAGE ON SCHEMA users TO mg_worker;
GRANT SELECT (expires_at) ON users.one_time_tokens TO mg_worker;
GRANT SELECT (seen_at) ON users.known_addresses TO mg_worker;
GRANT SELECT (updated_at, blocked_until) ON users.failed_attempts TO mg_worker;
GRANT SELECT (id, expires_at, ended_at) ON users.sessions TO mg_worker;
GRANT SELECT (session_id, created_at, used_at) ON users.refresh_tokens TO mg_worker;
-- Colleagues see whether an address is proven.
GRANT SELECT (email_verified_at) ON users.users TO mg_app;
