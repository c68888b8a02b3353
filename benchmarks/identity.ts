/**
 * What it costs to know who asks: a token and a key checked for the first time and from memory, beside a plain
 * `jose.jwtVerify` and a select each time; then sign-ins through the running product, and whether they hold up others.
 * `npm run -s bench:identity [-- --markdown] [--write]`. Rounds of all sides alternate; medians are reported.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { importJWK, jwtVerify } from 'jose';
import type pg from 'pg';
import { Pool } from 'undici';
import {
  createAccessTokens,
  createApiKey,
  createAuthenticator,
  createIdentityChangeFeed,
  createSigningKey,
  hashApiKey,
} from '#platform/identity/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { createPasswords, hashPassword } from '#platform/passwords/index.ts';
import { createPool } from '#prisma/database.ts';
import { urlForRole } from '#prisma/roles.ts';
import { deriveSecrets } from '../cli/secrets.ts';
import { buildStale } from '../scripts/build.ts';
import { openStores, type Stores } from '../tests/faults/stores.ts';
import { type Product, startProduct, UNLIMITED } from '../tests/fixtures/product.ts';
import { until } from '../tests/fixtures/wait.ts';
import { cpuOf, memoryOf } from './tools/memory.ts';
import { note, publish, quantile } from './tools/report.ts';

const ROUNDS = 5;
/** Different tokens and keys of a round; each is checked once for the first time. */
const SUBJECTS = 1_000;
/** Checks of each from memory. */
const REPEATS = 50;
/** Checks under way at once, as requests are. */
const AT_ONCE = 8;
const SIGN_IN_MS = 8_000;
const WARM_MS = 4_000;
const SETTLE_MS = 250;
const SIGN_INS_AT_ONCE = 8;
const LIMITS = { first: 0.2, cached: 0.05 };
const PASSWORD = 'a password that is long enough';

interface Check {
  name: string;
  /** CPU milliseconds of this process, all its threads. */
  cpu: number;
  /** Round trips to the database. */
  queries: number;
}

const ms = (value: number, digits = 3): string => `${value.toFixed(digits)} ms`;
const median = (values: readonly number[]): number => quantile(values, 0.5);

/** A pool that counts what is asked over it. */
function counting(pool: pg.Pool): { pool: pg.Pool; count(): number } {
  let queries = 0;
  const query = pool.query.bind(pool) as (...args: unknown[]) => unknown;
  Object.assign(pool, {
    query: (...args: unknown[]) => {
      queries += 1;
      return query(...args);
    },
  });
  return { pool, count: () => queries };
}

/** Runs `check` for every item, a few at once. */
async function forEach<T>(items: readonly T[], check: (item: T) => Promise<unknown>): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    for (;;) {
      const item = items[next++];
      if (item === undefined) return;
      await check(item);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Sessions and keys for one round, written past the product. */
async function makeSubjects(stores: Stores, userId: string, merchantId: string) {
  const { rows } = await stores.postgres.query<{ id: string }>(
    `insert into users.sessions (user_id, expires_at) select $1, now() + interval '1 day' from generate_series(1, $2)
     returning id`,
    [userId, SUBJECTS],
  );
  const keys = Array.from({ length: SUBJECTS }, () => createApiKey());
  await stores.postgres.query(
    `insert into users.api_keys (merchant_id, name, prefix, hash, scopes)
     select $1, 'benchmark', prefix, hash, '{*}' from unnest($2::text[], $3::bytea[]) as made(prefix, hash)`,
    [merchantId, keys.map(({ prefix }) => prefix), keys.map(({ hash }) => hash)],
  );
  return { sessions: rows.map(({ id }) => id), keys: keys.map(({ key }) => key) };
}

async function makePeople(stores: Stores, count: number) {
  const merchant = await stores.postgres.query<{ id: string }>(
    `insert into users.merchants (slug, name, time_zone, currency) values ($1, 'Benchmark', 'Europe/London', 'GBP')
     returning id`,
    [`benchmark-${randomBytes(4).toString('hex')}`],
  );
  const merchantId = merchant.rows[0]?.id ?? '';
  const people = await stores.postgres.query<{ id: string; email: string }>(
    `insert into users.users (email, name, password_hash)
     select 'person' || n || '-' || $1 || '@example.com', 'Person', $2 from generate_series(1, $3) as n
     returning id, email`,
    [merchantId, await hashPassword(PASSWORD), count],
  );
  await stores.postgres.query(
    `insert into users.memberships (merchant_id, user_id, role) select $1, unnest($2::uuid[]), 'ANALYST'`,
    [merchantId, people.rows.map(({ id }) => id)],
  );
  return { merchantId, people: people.rows };
}

async function measureChecks(product: Product, stores: Stores): Promise<Map<string, Check[]>> {
  const secret = (await readFile(path.join(product.dataDir, 'secret'), 'utf8')).trim();
  const authUrl = urlForRole(stores.workerUrl, 'mg_auth', deriveSecrets(secret).roles.mg_auth);
  const { pool, count } = counting(createPool({ connectionString: authUrl, max: AT_ONCE }));
  const feedPool = createPool({ connectionString: authUrl, max: 1 });
  const logger = createLogger({ name: 'benchmark', level: 'warn' });
  const signingKey = await createSigningKey();
  const tokens = createAccessTokens({ signingKey });
  const { d: _private, ...publicJwk } = JSON.parse(signingKey);
  const publicKey = await importJWK(publicJwk);
  const { merchantId, people } = await makePeople(stores, 1);
  const userId = people[0]?.id ?? '';
  const results = new Map<string, Check[]>();

  async function measure(name: string, checks: number, run: () => Promise<void>): Promise<void> {
    // What making tokens and keys left behind is not the checks' cost.
    await sleep(SETTLE_MS);
    const queriesBefore = count();
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    const result = {
      name,
      cpu: (user + system) / 1000 / checks,
      queries: (count() - queriesBefore) / checks,
    };
    results.set(name, [...(results.get(name) ?? []), result]);
  }

  // The round before the first warms everything up, and does not count.
  for (let round = -1; round < ROUNDS; round += 1) {
    const made = await makeSubjects(stores, userId, merchantId);
    const issued = await Promise.all(made.sessions.map((sessionId) => tokens.issue({ userId, sessionId })));
    const accessTokens = issued.map(({ token }) => token);
    const changes = createIdentityChangeFeed({ pool: feedPool, logger });
    const authenticator = createAuthenticator({ pool, tokens, changes, logger });
    await until('the feed', () => changes.isHeard());
    const check = (token: string) => authenticator.authenticate(`Bearer ${token}`);
    const again = async (of: readonly string[]): Promise<void> => {
      for (let repeat = 0; repeat < REPEATS; repeat += 1) await forEach(of, check);
    };
    const verify = (token: string) =>
      jwtVerify(token, publicKey, { issuer: 'merchantgraph', audience: 'merchantgraph-api' });

    await measure('token, first time', SUBJECTS, () => forEach(accessTokens, check));
    await measure('token, from memory', SUBJECTS * REPEATS, () => again(accessTokens));
    await measure('peer: jose.jwtVerify each time', SUBJECTS, () => forEach(accessTokens, verify));
    await measure('peer: jose.jwtVerify and a select each time', SUBJECTS, () =>
      forEach(accessTokens, async (token) => {
        const { payload } = await verify(token);
        await pool.query('select ended_at, expires_at from users.sessions where id = $1', [payload.sid]);
      }),
    );
    await measure('key, first time', SUBJECTS, () => forEach(made.keys, check));
    await measure('key, from memory', SUBJECTS * REPEATS, () => again(made.keys));
    await measure('peer: a select by the key’s hash each time', SUBJECTS, () =>
      forEach(made.keys, (key) =>
        pool.query('select id, merchant_id, scopes, revoked_at from users.api_keys where hash = $1', [
          hashApiKey(key),
        ]),
      ),
    );
    await authenticator.close();
    if (round < 0) results.clear();
    else note(`Round ${round + 1} of ${ROUNDS}`);
  }
  await Promise.all([pool.end(), feedPool.end()]);
  return results;
}

/** The rate of Argon2 alone, a few at once in this process, and the longest its event loop waited meanwhile. */
async function measureArgon2() {
  const hash = await hashPassword(PASSWORD);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let verified = 0;
  const until = performance.now() + SIGN_IN_MS;
  delay.enable();
  const cpu = process.cpuUsage();
  const passwords = createPasswords();
  const started = performance.now();
  const work = async (): Promise<void> => {
    while (performance.now() < until) {
      if (!(await passwords.matches(hash, PASSWORD))) throw new Error('The password does not match.');
      verified += 1;
    }
  };
  await Promise.all(Array.from({ length: SIGN_INS_AT_ONCE }, work));
  delay.disable();
  const { user, system } = process.cpuUsage(cpu);
  return {
    perSecond: verified / ((performance.now() - started) / 1000),
    cpu: (user + system) / 1000 / verified,
    delayP50: delay.percentile(50) / 1e6,
    delayP99: delay.percentile(99) / 1e6,
  };
}

/** CPU seconds the product's processes have used so far, by what they are. */
async function cpuByRole(product: Product): Promise<Map<string, number>> {
  const root = product.process.pid ?? -1;
  const [memory, cpu] = await Promise.all([memoryOf(root), cpuOf(root)]);
  const byRole = new Map<string, number>();
  for (const { pid, role } of memory) byRole.set(role, (byRole.get(role) ?? 0) + (cpu.get(pid) ?? 0));
  return byRole;
}

/** Sign-ins through the gateway, and how long somebody waits who asks it for something small meanwhile. */
async function measureSignIns(product: Product, stores: Stores) {
  const origin = new URL(product.endpoints.graphql).origin;
  const { people } = await makePeople(stores, 500);
  const others = new Pool(origin, { connections: 1 });
  const pool = new Pool(origin, { connections: SIGN_INS_AT_ONCE });
  const smallOnes = async (during: () => boolean): Promise<number[]> => {
    const waits: number[] = [];
    while (during()) {
      const started = performance.now();
      await (await others.request({ path: '/health/live', method: 'GET' })).body.text();
      waits.push(performance.now() - started);
      await sleep(5);
    }
    return waits;
  };
  const quietUntil = performance.now() + 3_000;
  const quiet = await smallOnes(() => performance.now() < quietUntil);

  const query = `mutation ($email: String!) { signIn(input: { email: $email, password: "${PASSWORD}" }) { __typename } }`;
  let latencies: number[] = [];
  let end = performance.now() + WARM_MS;
  let next = 0;
  const work = async (): Promise<void> => {
    while (performance.now() < end) {
      const { email } = people[next++ % people.length] ?? { email: '' };
      const began = performance.now();
      const { statusCode, body } = await pool.request({
        path: '/graphql',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables: { email } }),
      });
      const text = await body.text();
      if (statusCode !== 200 || !text.includes('SignInSuccess'))
        throw new Error(`A sign-in was answered ${statusCode}: ${text.slice(0, 300)}`);
      latencies.push(performance.now() - began);
    }
  };
  const workers = (): Promise<void>[] => Array.from({ length: SIGN_INS_AT_ONCE }, work);
  await Promise.all(workers());
  latencies = [];
  const before = await cpuByRole(product);
  const started = performance.now();
  end = started + SIGN_IN_MS;
  const [busy] = await Promise.all([smallOnes(() => performance.now() < end), ...workers()]);
  const elapsed = (performance.now() - started) / 1000;
  const after = await cpuByRole(product);
  await Promise.all([pool.close(), others.close()]);
  const used = (role: string): number =>
    (((after.get(role) ?? 0) - (before.get(role) ?? 0)) * 1000) / latencies.length;
  return {
    cpuGateway: used('gateway'),
    cpuAll: [...after.keys()].reduce((sum, role) => sum + used(role), 0),
    perSecond: latencies.length / elapsed,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    quietP50: quantile(quiet, 0.5),
    quietP99: quantile(quiet, 0.99),
    busyP50: quantile(busy, 0.5),
    busyP99: quantile(busy, 0.99),
  };
}

await buildStale();
note('Starting the product ...');
const product = await startProduct({ demo: false, env: UNLIMITED });
let checks = new Map<string, Check[]>();
let signIns: Awaited<ReturnType<typeof measureSignIns>>;
let argon2: Awaited<ReturnType<typeof measureArgon2>>;
try {
  const stores = await openStores(product.dataDir);
  checks = await measureChecks(product, stores);
  note('Passwords ...');
  argon2 = await measureArgon2();
  note('Sign-ins ...');
  signIns = await measureSignIns(product, stores);
  await stores.close();
} finally {
  await product.dispose();
}
const rows = [...checks].map(([name, rounds]) => ({
  name,
  cpu: median(rounds.map(({ cpu }) => cpu)),
  queries: median(rounds.map(({ queries }) => queries)),
}));
const row = (name: string) =>
  rows.find((candidate) => candidate.name === name) ?? { cpu: Number.NaN, queries: Number.NaN };
const failures: string[] = [];
for (const kind of ['token', 'key']) {
  const [first, cached] = [row(`${kind}, first time`), row(`${kind}, from memory`)];
  if (!(first.cpu <= LIMITS.first)) failures.push(`a ${kind}’s first check takes ${ms(first.cpu)} of CPU`);
  if (!(cached.cpu <= LIMITS.cached)) failures.push(`a ${kind} from memory takes ${ms(cached.cpu)} of CPU`);
  if (cached.queries !== 0) failures.push(`a ${kind} from memory asks the database ${cached.queries} times`);
}
publish({
  name: 'identity',
  columns: ['who asks?', 'CPU/check', 'round trips'],
  rows: rows.map(({ name, cpu, queries }) => [name, ms(cpu, 4), queries.toFixed(2)]),
  notes: [
    `Medians of ${ROUNDS} rounds of ${SUBJECTS} tokens and keys, ${AT_ONCE} at a time, ${REPEATS} checks of each from memory; CPU of all threads of the process that checks. ` +
      `Limits: ${LIMITS.first} ms the first time, ${LIMITS.cached} ms and no round trip from memory.`,
    '',
    `Sign-ins, ${SIGN_INS_AT_ONCE} at a time: ${signIns.perSecond.toFixed(0)} /s through the gateway (p50 ${ms(signIns.p50, 0)}, p99 ${ms(signIns.p99, 0)}) at ${ms(signIns.cpuGateway, 1)} of CPU each in the gateway and ${ms(signIns.cpuAll, 1)} in all processes; ` +
      `Argon2id alone ${argon2.perSecond.toFixed(0)} /s at ${ms(argon2.cpu, 1)} of CPU each, the event loop meanwhile late by ${ms(argon2.delayP50, 1)} (p50), ${ms(argon2.delayP99, 1)} (p99). ` +
      `Somebody who asks the gateway for something small waits ${ms(signIns.busyP50, 1)} (p99 ${ms(signIns.busyP99, 1)}) during the sign-ins, ${ms(signIns.quietP50, 1)} (p99 ${ms(signIns.quietP99, 1)}) before.`,
  ],
  values: { checks: Object.fromEntries(checks), signIns, argon2 },
  failures,
});
