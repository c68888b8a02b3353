import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { createAccessTokens, hashApiKey } from '#platform/identity/index.ts';
import { freePort } from '#platform/postgres/embedded.ts';
import { urlForRole } from '#prisma/roles.ts';
import { SUBGRAPH_NAMES } from '../../cli/names.ts';
import { deriveSecrets } from '../../cli/secrets.ts';
import { openServices } from '../../tests/e2e/services.ts';
import { UNLIMITED } from '../../tests/fixtures/product.ts';

const GATEWAYS = 2;
/** Processes whose memory and time are looked at. */
const WATCHED = /gateway|insights/;
const COLLECT = ['--import', path.join(import.meta.dirname, 'collect.mjs')];

/** The product as processes of their own: engines, worker, five subgraphs, two gateways. */
export interface Stage {
  gateways: string[];
  admin: pg.Pool;
  urls: { app: string; auth: string; worker: string };
  /** Process ids of the processes that take part, by name. */
  pids(): Map<string, number>;
  /** Stops a gateway as a deployment does, and starts it again on its port; gives the seconds that either took. */
  restartGateway(at: number): Promise<{ stopping: number; starting: number }>;
  /** Stops and starts the gateways and the insights subgraph. */
  restartAll(): Promise<void>;
  /** Lets every process of Node collect its garbage. */
  collect(): Promise<void>;
  /** Access token or API key by the number of the subscriber. */
  credentials(people: readonly Person[]): Promise<string[]>;
  close(): Promise<void>;
}

/** Who subscribes: a person with a role, or an API key with all scopes. */
export interface Person {
  merchant: string;
  role: 'OWNER' | 'ADMIN' | 'ANALYST' | 'MARKETER' | 'KEY';
}

const id = (kind: number, number: number): string =>
  `0000000${kind}-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
export const merchantId = (number: number): string => id(1, number);

/** @param profile a folder for CPU profiles of the gateways and the insights subgraph */
export async function openStage(profile: string | undefined): Promise<Stage> {
  const services = await openServices({
    execArgvOf: (name) =>
      profile !== undefined && WATCHED.test(name)
        ? [...COLLECT, '--cpu-prof', `--cpu-prof-dir=${profile}`, `--cpu-prof-name=${name}.cpuprofile`]
        : COLLECT,
  });
  const { running, start } = services;
  const secrets = deriveSecrets(services.secret);
  const close = async (): Promise<void> => {
    await services.dispose();
    const said = services.log().trim();
    if (said) process.stderr.write(`${said.slice(0, 4_000)}\n`);
  };
  try {
    const env = await services.startEngines();
    const adminUrl = env.DATABASE_URL;
    const [, ...subgraphs] = await Promise.all([
      start('worker', ['worker'], env, z.unknown()),
      ...SUBGRAPH_NAMES.map(async (name) => `${name}=${await services.startSubgraph(name, env)}`),
    ]);
    const ports = await Promise.all(Array.from({ length: GATEWAYS }, () => freePort()));
    const startGateway = (at: number) =>
      start(
        `gateway ${at + 1}`,
        ['gateway'],
        {
          ...env,
          ...UNLIMITED,
          PORT: String(ports[at]),
          SUBGRAPH_URLS: subgraphs.join(','),
          // All subscribers of this machine have one address.
          MAX_CONNECTIONS_PER_ADDRESS: '100000',
        },
        z.object({ wsUrl: z.string() }),
      );
    const gateways = await Promise.all(ports.map((_, at) => startGateway(at)));
    const admin = new pg.Pool({ connectionString: adminUrl, max: 2 });
    const url = (role: 'mg_app' | 'mg_auth' | 'mg_worker') => urlForRole(adminUrl, role, secrets.roles[role]);
    return {
      gateways: gateways.map(({ wsUrl }) => wsUrl),
      admin,
      urls: { app: url('mg_app'), auth: url('mg_auth'), worker: url('mg_worker') },
      pids: () => new Map([...running.values()].map((service) => [service.name, service.process.pid ?? 0])),
      async restartGateway(at) {
        const from = performance.now();
        await running.get(`gateway ${at + 1}`)?.stop();
        const stopped = performance.now();
        await services.restart(`gateway ${at + 1}`);
        return { stopping: (stopped - from) / 1_000, starting: (performance.now() - stopped) / 1_000 };
      },
      async restartAll() {
        const names = ports.map((_, at) => `gateway ${at + 1}`);
        await Promise.all(names.map((name) => running.get(name)?.stop()));
        await running.get('insights')?.stop();
        await services.restart('insights');
        await Promise.all(names.map(services.restart));
      },
      async collect() {
        for (const { name, process: child } of running.values())
          if (WATCHED.test(name)) child.kill('SIGUSR2');
        await sleep(1_500);
      },
      credentials: (people) => seedPeople(admin, createAccessTokens(secrets.accessTokens), people),
      async close() {
        await admin.end();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Writes merchants, people, sessions and keys; answers each one's token. */
async function seedPeople(
  admin: pg.Pool,
  tokens: ReturnType<typeof createAccessTokens>,
  people: readonly Person[],
): Promise<string[]> {
  const merchants = [...new Set(people.map(({ merchant }) => merchant))];
  await admin.query(
    `insert into users.merchants (id, slug, name, time_zone, currency)
     select id, 'shop-' || n, 'Shop ' || n, 'Europe/London', 'GBP'
     from unnest($1::uuid[]) with ordinality as m (id, n) on conflict do nothing`,
    [merchants],
  );
  const members = people.flatMap(({ merchant, role }, number) =>
    role === 'KEY' ? [] : [{ merchant, role, user: id(2, number), session: id(3, number) }],
  );
  const users = members.map(({ user }) => user);
  await admin.query(
    `insert into users.users (id, email, name, password_hash)
     select id, id || '@shop.example', 'Person', 'unusable' from unnest($1::uuid[]) as u (id)`,
    [users],
  );
  await admin.query(
    `insert into users.sessions (id, user_id, expires_at)
     select s, u, now() + interval '1 day' from unnest($1::uuid[], $2::uuid[]) as both_of (s, u)`,
    [members.map(({ session }) => session), users],
  );
  await admin.query(
    `insert into users.memberships (merchant_id, user_id, role)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[])`,
    [members.map(({ merchant }) => merchant), users, members.map(({ role }) => role)],
  );
  const keys = people.flatMap(({ merchant, role }, number) =>
    role === 'KEY' ? [{ merchant, key: `mg_bench_${number}` }] : [],
  );
  await admin.query(
    `insert into users.api_keys (merchant_id, name, prefix, hash, scopes)
     select m, 'bench', 'mg_bench', h, '{*}' from unnest($1::uuid[], $2::bytea[]) as both_of (m, h)`,
    [keys.map(({ merchant }) => merchant), keys.map(({ key }) => hashApiKey(key))],
  );
  return Promise.all(
    people.map(async ({ role }, number) =>
      role === 'KEY'
        ? `mg_bench_${number}`
        : (await tokens.issue({ userId: id(2, number), sessionId: id(3, number) })).token,
    ),
  );
}
