-- The walls between tenants, and who may do what. The roles exist before migrations run (prisma/roles.ts).
-- A policy reads the tenants of the transaction from app.merchant_ids, set by withTenants(); without it nothing is seen.
-- The sub-select makes PostgreSQL evaluate the setting once a statement, not once a row.

GRANT USAGE ON SCHEMA users TO mg_app, mg_auth, mg_worker;
GRANT USAGE ON SCHEMA commerce TO mg_app, mg_worker, mg_cdc;
GRANT USAGE ON SCHEMA insights, compliance TO mg_app, mg_worker;
GRANT USAGE ON SCHEMA events TO mg_app, mg_auth, mg_worker, mg_cdc;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY[
    'users.memberships', 'users.api_keys',
    'commerce.customers', 'commerce.products', 'commerce.orders', 'commerce.order_items', 'commerce.carts',
    'commerce.cart_items', 'commerce.imports', 'commerce.import_rejects',
    'insights.insights', 'compliance.audit_entries', 'events.outbox', 'events.published'
  ] LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY tenant ON %s USING (merchant_id = any((select nullif(current_setting(''app.merchant_ids'', true), ''''))::uuid[]))',
      t);
  END LOOP;
END $$;

-- A merchant is its own tenant; a person is seen by those who share a merchant with them.
ALTER TABLE users.merchants ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON users.merchants
  USING (id = any((select nullif(current_setting('app.merchant_ids', true), ''))::uuid[]));
ALTER TABLE users.users ENABLE ROW LEVEL SECURITY;
CREATE POLICY colleague ON users.users
  USING (EXISTS (SELECT 1 FROM users.memberships m WHERE m.user_id = users.id));
ALTER TABLE users.sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE users.refresh_tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE events.idempotency_keys ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON events.idempotency_keys
  USING (scope = any((select nullif(current_setting('app.merchant_ids', true), ''))::text[]));
ALTER TABLE insights.generation_failures ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON insights.generation_failures
  USING (merchant_id = any((select nullif(current_setting('app.merchant_ids', true), ''))::uuid[]));

-- mg_auth: sign-in, keys and memberships, before a tenant is known.
CREATE POLICY identity ON users.users TO mg_auth USING (true) WITH CHECK (true);
CREATE POLICY identity ON users.merchants TO mg_auth USING (true) WITH CHECK (true);
CREATE POLICY identity ON users.memberships TO mg_auth USING (true) WITH CHECK (true);
CREATE POLICY identity ON users.sessions TO mg_auth USING (true) WITH CHECK (true);
CREATE POLICY identity ON users.refresh_tokens TO mg_auth USING (true) WITH CHECK (true);
CREATE POLICY identity ON users.api_keys TO mg_auth USING (true) WITH CHECK (true);
CREATE POLICY identity ON events.idempotency_keys TO mg_auth USING (true) WITH CHECK (true);
CREATE POLICY identity ON events.outbox FOR INSERT TO mg_auth WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON users.users, users.merchants, users.memberships, users.sessions, users.refresh_tokens, users.api_keys TO mg_auth;
GRANT SELECT, INSERT, DELETE ON events.idempotency_keys TO mg_auth;
GRANT INSERT ON events.outbox TO mg_auth;

-- mg_app: what requests may do, always inside their tenants. No password, session or key hash is readable to it.
GRANT SELECT (id, email, name, created_at) ON users.users TO mg_app;
GRANT SELECT (id, merchant_id, name, prefix, scopes, created_at, expires_at, revoked_at, last_used_at) ON users.api_keys TO mg_app;
GRANT SELECT ON users.merchants, users.memberships TO mg_app;
GRANT SELECT ON commerce.customers, commerce.products, commerce.orders, commerce.order_items, commerce.carts, commerce.cart_items, commerce.imports, commerce.import_rejects TO mg_app;
GRANT SELECT, UPDATE ON insights.insights TO mg_app;
GRANT SELECT ON compliance.audit_entries TO mg_app;
GRANT INSERT ON events.outbox TO mg_app;
GRANT SELECT, INSERT, DELETE ON events.idempotency_keys TO mg_app;
GRANT SELECT ON events.cdc_state TO mg_app;
GRANT SELECT ON insights.generation_runs TO mg_app;

-- mg_worker: lists merchants, writes commerce and insights for one tenant at a time, relays events.
CREATE POLICY listing ON users.merchants FOR SELECT TO mg_worker USING (true);
CREATE POLICY relay ON events.published TO mg_worker USING (true) WITH CHECK (true);
CREATE POLICY sweep ON events.outbox TO mg_worker USING (true);
CREATE POLICY sweep ON events.idempotency_keys TO mg_worker USING (true);
CREATE POLICY runs ON insights.generation_failures TO mg_worker USING (true) WITH CHECK (true);
GRANT SELECT ON users.merchants TO mg_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA commerce TO mg_worker;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA insights TO mg_worker;
GRANT SELECT, INSERT ON compliance.audit_entries TO mg_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA events TO mg_worker;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA events TO mg_worker;

-- mg_cdc: reads the WAL; it bypasses the policies, or a snapshot would silently be empty.
GRANT SELECT ON ALL TABLES IN SCHEMA commerce TO mg_cdc;
GRANT SELECT ON events.outbox TO mg_cdc;

-- Old keys of changed rows must reach the mirror: a row whose sort key changes leaves a tombstone there.
ALTER TABLE commerce.orders REPLICA IDENTITY FULL;
ALTER TABLE commerce.order_items REPLICA IDENTITY FULL;
ALTER TABLE commerce.customers REPLICA IDENTITY FULL;
ALTER TABLE commerce.products REPLICA IDENTITY FULL;
ALTER TABLE commerce.carts REPLICA IDENTITY FULL;
CREATE PUBLICATION mg_cdc FOR TABLE commerce.orders, commerce.order_items, commerce.customers, commerce.products, commerce.carts;
CREATE PUBLICATION mg_outbox FOR TABLE events.outbox WITH (publish = 'insert');
