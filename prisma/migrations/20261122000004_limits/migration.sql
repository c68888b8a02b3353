-- Budgets of requests that all gateway processes share. Unlogged: after a crash every bucket is full, which harms nobody.
CREATE SCHEMA IF NOT EXISTS gateway;

CREATE UNLOGGED TABLE gateway.rate_limits (
  key text NOT NULL,
  tokens double precision NOT NULL,
  granted double precision NOT NULL,
  per_second double precision NOT NULL,
  burst double precision NOT NULL,
  updated_at timestamptz(6) NOT NULL,
  CONSTRAINT rate_limits_pkey PRIMARY KEY (key)
) WITH (fillfactor = 50);

-- Holds no tenant's data. Only the role that knows people before they are signed in reads and writes it.
GRANT USAGE ON SCHEMA gateway TO mg_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON gateway.rate_limits TO mg_auth;
