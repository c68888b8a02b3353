import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createApiKey, hashApiKey } from '#platform/identity/api-key.ts';
import { ANONYMOUS, type Identity, type Role } from '#platform/identity/identity.ts';
import { hashPassword } from '#platform/passwords/index.ts';
import { type SeparateTopology, separateTopology } from '../e2e/separate-processes.ts';
import { request, UNLIMITED } from '../fixtures/product.ts';
import type { Actor } from './actors.ts';
import { addAlert, addAnomaly, addFiredAlert } from './alerts.ts';

/** An actor with the identity that the gateway would tell a subgraph. */
export interface Known extends Actor {
  identity: Identity;
}

/** Things of the merchant whose data the walk asks for, by kind. */
export type Things = Readonly<Record<string, string>>;

/** Two merchants, everybody who may or may not see the first one's data, and that data. */
export interface World {
  topology: SeparateTopology;
  admin: pg.Pool;
  merchantId: string;
  otherMerchantId: string;
  actors: readonly Known[];
  things: Things;
  /** Every id and address that belongs to the merchant: none may stand in the answer to somebody without access. */
  canaries: ReadonlySet<string>;
  close(): Promise<void>;
}

const PASSWORD = 'walking-through-every-door';

async function addPerson(admin: pg.Pool, name: string, hash: string): Promise<{ id: string; email: string }> {
  const email = `${name}@walk.example`;
  const { rows } = await admin.query<{ id: string }>(
    'insert into users.users (email, name, password_hash) values ($1, $2, $3) returning id',
    [email, `Walker ${name}`, hash],
  );
  return { id: rows[0]?.id ?? '', email };
}

async function signIn(topology: SeparateTopology, email: string): Promise<string> {
  const { data, errors } = await request(
    topology.endpoints.graphql,
    `mutation ($email: String!, $password: String!) {
       signIn(input: { email: $email, password: $password }) { ... on SignInSuccess { accessToken } }
     }`,
    { email, password: PASSWORD },
  );
  if (!data?.signIn?.accessToken) throw new Error(`${email} cannot sign in: ${JSON.stringify(errors)}`);
  return data.signIn.accessToken;
}

async function addKey(
  admin: pg.Pool,
  merchantId: string,
  scopes: string[],
): Promise<Known & { keyId: string }> {
  const { key, prefix, hash } = createApiKey();
  const { rows } = await admin.query<{ id: string }>(
    `insert into users.api_keys (merchant_id, name, prefix, hash, scopes) values ($1, 'walk', $2, $3, $4) returning id`,
    [merchantId, prefix, hash, scopes],
  );
  const keyId = rows[0]?.id ?? '';
  const identity: Identity = { kind: 'apiKey', keyId, merchantId, scopes };
  return { name: `a key for ${scopes.join(' and ')}`, scopes, person: false, token: key, identity, keyId };
}

async function addActors(
  topology: SeparateTopology,
  admin: pg.Pool,
  merchantId: string,
  otherMerchantId: string,
): Promise<Known[]> {
  const hash = await hashPassword(PASSWORD);
  const person = async (name: string, membership?: { merchantId: string; role: Role }): Promise<Known> => {
    const { id, email } = await addPerson(admin, name, hash);
    if (membership)
      await admin.query('insert into users.memberships (merchant_id, user_id, role) values ($1, $2, $3)', [
        membership.merchantId,
        id,
        membership.role,
      ]);
    const token = await signIn(topology, email);
    const { rows } = await admin.query<{ id: string }>('select id from users.sessions where user_id = $1', [
      id,
    ]);
    return {
      name,
      person: true,
      token,
      ...(membership?.merchantId === merchantId ? { role: membership.role } : {}),
      identity: {
        kind: 'user',
        userId: id,
        sessionId: rows[0]?.id ?? '',
        memberships: membership ? [membership] : [],
      },
    };
  };
  const here = (role: Role) => person(role.toLowerCase(), { merchantId, role });
  const foreignKey = await addKey(admin, otherMerchantId, ['*']);
  return [
    await here('OWNER'),
    await here('ADMIN'),
    await here('ANALYST'),
    await here('MARKETER'),
    await addKey(admin, merchantId, ['*']),
    await addKey(admin, merchantId, ['merchant:read']),
    await addKey(admin, merchantId, ['merchant:read', 'carts:read']),
    await person('owner-of-another', { merchantId: otherMerchantId, role: 'OWNER' }),
    await person('without-a-merchant'),
    { ...foreignKey, name: 'a key of another merchant', scopes: [] },
    { name: 'nobody', person: false, identity: ANONYMOUS },
  ];
}

/** Every table whose rows carry a merchant. */
export async function tenantTables(admin: pg.Pool): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `select c.table_schema || '.' || c.table_name as name from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.column_name = 'merchant_id' and t.table_type = 'BASE TABLE' and c.table_schema <> 'events' order by 1`,
  );
  return rows.map((row) => row.name);
}

/** Takes the wall down or puts it up again, on every table that has one. */
export async function setRowSecurity(admin: pg.Pool, on: boolean): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    `select distinct schemaname || '.' || tablename as name from pg_policies where schemaname <> 'jobs'`,
  );
  for (const { name } of rows)
    await admin.query(`alter table ${name} ${on ? 'enable' : 'disable'} row level security`);
}

/** One text for all rows of the merchant, to see whether anything changed; when a key was last used is no change. */
export async function fingerprint(admin: pg.Pool, merchantId: string): Promise<Record<string, string>> {
  const prints: Record<string, string> = {};
  for (const table of await tenantTables(admin)) {
    const { rows } = await admin.query<{ print: string }>(
      `select coalesce(md5(string_agg((to_jsonb(t) - 'last_used_at')::text, '|' order by to_jsonb(t)::text)), '') as print
       from ${table} t where merchant_id = $1`,
      [merchantId],
    );
    prints[table] = rows[0]?.print ?? '';
  }
  const { rows } = await admin.query<{ print: string }>(
    `select md5(to_jsonb(m)::text) as print from users.merchants m where id = $1`,
    [merchantId],
  );
  return { ...prints, 'users.merchants': rows[0]?.print ?? '' };
}

async function collectCanaries(admin: pg.Pool, merchantId: string): Promise<Set<string>> {
  const canaries = new Set<string>([merchantId]);
  for (const table of await tenantTables(admin)) {
    const { rows } = await admin.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from ${table} t where merchant_id = $1 limit 5000`,
      [merchantId],
    );
    for (const { row } of rows) if (typeof row.id === 'string' && row.id.length === 36) canaries.add(row.id);
  }
  const { rows: people } = await admin.query<{ id: string; email: string }>(
    'select u.id, u.email from users.users u join users.memberships m on m.user_id = u.id where m.merchant_id = $1',
    [merchantId],
  );
  for (const { id, email } of people) canaries.add(id).add(email);
  return canaries;
}

/** Things that mutations are about, made anew for every call that uses one up. */
export function createTargets(admin: pg.Pool, merchantId: string) {
  const one = async (sql: string, values: unknown[]): Promise<string> => {
    const { rows } = await admin.query<{ id: string }>(sql, values);
    return rows[0]?.id ?? '';
  };
  return {
    apiKey: async (): Promise<string> => (await addKey(admin, merchantId, ['merchant:read'])).keyId,
    invitation: (): Promise<string> =>
      one(
        `insert into users.invitations (merchant_id, email, role, token_hash, expires_at)
         values ($1, $2, 'ANALYST', $3, now() + interval '7 days') returning id`,
        [merchantId, `${crypto.randomUUID()}@walk.example`, randomBytes(32)],
      ),
    export: (): Promise<string> =>
      one(
        `insert into analytics.exports (id, merchant_id, kind, format, parameters, requested_by, notify_user_ids)
         values (gen_random_uuid(), $1, 'ORDERS', 'CSV', '{"kind": "ORDERS", "format": "CSV"}', 'operator:walk', '{}')
         returning id`,
        [merchantId],
      ),
    reportSchedule: (): Promise<string> => addReportSchedule(admin, merchantId),
    alert: (): Promise<string> => addAlert(admin, merchantId),
    anomaly: (): Promise<string> => addAnomaly(admin, merchantId),
    insightMute: (): Promise<string> =>
      one(
        `insert into insights.mutes (merchant_id, kind, metric, until, reason, created_by)
         values ($1, 'RECORD', 'CARTS', '2020-01-31', 'walking', 'operator:walk') returning id`,
        [merchantId],
      ),
    webhookEndpoint: (): Promise<string> => addWebhookEndpoint(admin, merchantId),
    webhookDelivery: async (): Promise<string> => {
      const endpoint = await addWebhookEndpoint(admin, merchantId);
      return one(
        `with delivery as (
           insert into insights.webhook_deliveries (merchant_id, endpoint_id, event_id, event_type, body, status, attempts, finished_at)
           values ($1, $2, gen_random_uuid(), 'webhook.test', '{}', 'DELIVERED', 1, now()) returning id)
         insert into insights.webhook_attempts (delivery_id, number, merchant_id, started_at, duration_ms, status_code)
         select id, 1, $1, now(), 12, 200 from delivery returning delivery_id as id`,
        [merchantId, endpoint],
      );
    },
    calendarEntry: (): Promise<string> =>
      one(
        `insert into insights.calendar_entries (merchant_id, kind, name, from_day, to_day, created_by)
         values ($1, 'HOLIDAY', 'Walk', current_date, current_date + 5, 'operator:walk') returning id`,
        [merchantId],
      ),
    async member(): Promise<string> {
      const { id } = await addPerson(admin, crypto.randomUUID(), 'unusable');
      await admin.query(
        `insert into users.memberships (merchant_id, user_id, role) values ($1, $2, 'ANALYST')`,
        [merchantId, id],
      );
      return id;
    },
  };
}

/** A schedule that has run once. */
async function addReportSchedule(admin: pg.Pool, merchantId: string): Promise<string> {
  const { rows } = await admin.query<{ id: string }>(
    `insert into analytics.report_schedules (merchant_id, kind, format, parameters, cadence, local_hour, recipient_ids,
       created_by, next_run_at, last_run_at, last_export_id)
     values ($1, 'SALES_TREND', 'CSV', '{"kind": "SALES_TREND", "format": "CSV", "compareTo": "PREVIOUS_YEAR",
         "groupBy": "DAY", "breakdownBy": "COUNTRY", "metric": "REVENUE"}', 'MONTHLY', 8, '{}', 'operator:walk',
       now() + interval '20 days', now(), gen_random_uuid()) returning id`,
    [merchantId],
  );
  return rows[0]?.id ?? '';
}

/** An export that can be downloaded, as far as its row goes. */
async function addExport(admin: pg.Pool, merchantId: string): Promise<string> {
  const { rows } = await admin.query<{ id: string }>(
    `insert into analytics.exports (id, merchant_id, kind, format, parameters, status, progress, rows, bytes, sha256,
       requested_by, notify_user_ids, finished_at, expires_at)
     values (gen_random_uuid(), $1, 'OVERVIEW', 'CSV',
       '{"kind": "OVERVIEW", "format": "CSV", "from": "2026-01-01", "to": "2026-01-31"}', 'COMPLETED', 1, 1, 100,
       repeat('0', 64), 'operator:walk', '{}', now(), now() + interval '7 days') returning id`,
    [merchantId],
  );
  return rows[0]?.id ?? '';
}

/** What a rule of data quality found. */
async function addQualityResult(admin: pg.Pool, merchantId: string): Promise<void> {
  await admin.query(
    `insert into analytics.quality_results (merchant_id, rule, status, observed, expected, checked_at, since)
     values ($1, 'order_items.sku', 'PASSED', '0', 'at most 0.01', now(), now()) on conflict do nothing`,
    [merchantId],
  );
}

/** An invitation whose token is known. */
async function addInvitation(admin: pg.Pool, merchantId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await admin.query(
    `insert into users.invitations (merchant_id, email, role, token_hash, expires_at)
     values ($1, 'invited@walk.example', 'ANALYST', $2, now() + interval '7 days')`,
    [merchantId, hashApiKey(token)],
  );
  return token;
}

/** An endpoint at an address that is nobody's: what is sent to it arrives nowhere. */
async function addWebhookEndpoint(admin: pg.Pool, merchantId: string): Promise<string> {
  const { rows } = await admin.query<{ id: string }>(
    `insert into insights.webhook_endpoints (merchant_id, url, events, kinds, secret, created_by)
     values ($1, 'https://hooks.walk.invalid/', '{insight.created}', '{}', '\\x00', 'operator:walk') returning id`,
    [merchantId],
  );
  return rows[0]?.id ?? '';
}

/** Lets every insight of the merchant carry all that one can carry, one of them rated, and a mute and a calendar. */
async function completeInsights(admin: pg.Pool, merchantId: string): Promise<void> {
  const slice = { dimension: 'COUNTRY', key: 'FR', label: 'France' };
  await admin.query(
    `update insights.insights set slice_dimension = 'COUNTRY', slice_key = 'FR', slice_label = 'France',
       evidence = $2, explanation = $3, version = 2, updated_at = now() where merchant_id = $1`,
    [
      merchantId,
      { from: '2026-01-01', observed: [1], expected: [2] },
      {
        effects: { price: 1, volume: 1, mix: 1 },
        contributions: [{ slice, observed: 1, expected: 2, share: 1 }],
        lastYear: { observed: 1, expected: 2 },
      },
    ],
  );
  await admin.query(
    `insert into insights.insight_versions (insight_id, version, merchant_id, seen, severity, title, window_from,
       window_to, baseline_from, baseline_to, observed, expected, change, score, written_at)
     select id, 1, merchant_id, as_of, severity, title, window_from, window_to, baseline_from, baseline_to, observed,
       expected, 0.5, score, created_at from insights.insights where merchant_id = $1`,
    [merchantId],
  );
  await admin.query(
    `insert into insights.insight_ratings (insight_id, actor, merchant_id, useful)
     select id, 'user:walk', merchant_id, true from insights.insights where merchant_id = $1
       and kind not in ('DATA_QUALITY', 'CUSTOM_ALERT') limit 1`,
    [merchantId],
  );
  const targets = createTargets(admin, merchantId);
  await targets.insightMute();
  await targets.calendarEntry();
  await targets.webhookDelivery();
}

/** One thing of each kind, for fields and mutations that name one. */
async function collectThings(admin: pg.Pool, merchantId: string): Promise<Record<string, string>> {
  const one = async (sql: string): Promise<string> => {
    const { rows } = await admin.query<{ id: string }>(sql, [merchantId]);
    if (!rows[0]) throw new Error(`The merchant has nothing of this kind: ${sql}`);
    return rows[0].id;
  };
  await admin.query('update users.merchants set business_hours = $2 where id = $1', [
    merchantId,
    { MONDAY: ['09:00', '17:30'] },
  ]);
  await addQualityResult(admin, merchantId);
  await addReportSchedule(admin, merchantId);
  const insight = await one('select id from insights.insights where merchant_id = $1 limit 1');
  await completeInsights(admin, merchantId);
  return {
    merchant: merchantId,
    ...(await addFiredAlert(admin, merchantId, insight)),
    export: await addExport(admin, merchantId),
    invitationToken: await addInvitation(admin, merchantId),
    insight,
    insightRun: await one(
      'select run_id as id from insights.generation_outcomes where merchant_id = $1 limit 1',
    ),
    cart: await one(
      'select id from commerce.carts where merchant_id = $1 and customer_id is not null limit 1',
    ),
    customer: await one('select id from commerce.customers where merchant_id = $1 limit 1'),
    auditEntry: await one('select id from compliance.audit_entries where merchant_id = $1 limit 1'),
    user: await one(
      `select u.id from users.users u join users.memberships m on m.user_id = u.id
       where m.merchant_id = $1 and u.email like 'mara@%'`,
    ),
  };
}

/** Starts the product as separate processes, and puts everybody into it. */
export async function createWorld(): Promise<World> {
  const topology = await separateTopology({ env: { ...UNLIMITED, SUBGRAPH_TIMEOUT_MS: '30000' } });
  const admin = new pg.Pool({ connectionString: topology.databaseUrl, max: 4 });
  admin.on('error', () => undefined);
  const merchantId = topology.demo.merchantId;
  const other = await topology.cli([
    'merchant',
    'create',
    '--name',
    'Next Door',
    '--timezone',
    'Europe/Paris',
    '--currency',
    'EUR',
  ]);
  const otherMerchantId = String(other.id);
  await admin.query(
    `insert into email.messages (merchant_id, kind, recipient, subject, text, html)
     values ($1, 'invitation', 'invited@example.com', 'Come in', 'https://merchants.example/invitation#token=t', '')`,
    [merchantId],
  );
  const actors = await addActors(topology, admin, merchantId, otherMerchantId);
  return {
    topology,
    admin,
    merchantId,
    otherMerchantId,
    actors,
    things: await collectThings(admin, merchantId),
    canaries: await collectCanaries(admin, merchantId),
    async close() {
      await admin.end();
      await topology.dispose();
    },
  };
}
