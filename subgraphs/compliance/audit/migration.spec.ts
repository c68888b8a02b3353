import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createDatabase, type Database } from '#prisma/database.ts';
import { applyMigrations } from '#prisma/migrator.ts';
import { type RoleName, urlForRole } from '#prisma/roles.ts';
import { testSigner } from '../testing/signer.ts';
import { signUnsignedLogs, verifyLog } from './chain.service.ts';

const CHAINING = '20261122000003_audit';
const prisma = fileURLToPath(new URL('../../../prisma', import.meta.url));
const name = `chained_${Date.now()}`;
let folder: string;
let admin: pg.Client;
let before: pg.Client;
let db: Database;

/** The schema as it was before there was a chain. */
beforeAll(async () => {
  const { adminUrl, passwords } = inject('postgres');
  admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  folder = await mkdtemp(path.join(tmpdir(), 'merchantgraph-migrations-'));
  for (const entry of await readdir(prisma))
    if (entry.endsWith('.prisma')) await cp(path.join(prisma, entry), path.join(folder, entry));
  for (const entry of await readdir(path.join(prisma, 'migrations')))
    if (entry < CHAINING || entry.endsWith('.toml'))
      await cp(path.join(prisma, 'migrations', entry), path.join(folder, 'migrations', entry), {
        recursive: true,
      });
  await applyMigrations({ url: url.toString(), folder });
  before = new pg.Client({ connectionString: url.toString() });
  await before.connect();
  const urlFor = (role: RoleName): string => urlForRole(url.toString(), role, passwords[role]);
  db = createDatabase({
    urls: { app: urlFor('mg_app'), auth: urlFor('mg_auth'), worker: urlFor('mg_worker') },
  });
});
afterAll(async () => {
  await db.close();
  await before.end();
  await admin.query(`drop database ${name} with (force)`);
  await admin.end();
  await rm(folder, { recursive: true });
});

it('chains what was written before there was a chain, in the order in which it happened', async () => {
  const signer = testSigner();
  const { rows } = await before.query<{ id: string }>(
    `insert into users.merchants (id, name, slug, time_zone, currency)
     select gen_random_uuid(), 'Shop ' || n, 'shop-' || n, 'UTC', 'GBP' from generate_series(1, 2) n returning id`,
  );
  for (const { id } of rows)
    await before.query(
      `insert into compliance.audit_entries (merchant_id, event_id, actor_kind, action, outcome, occurred_at, details)
       select $1, gen_random_uuid(), 'SYSTEM', 'a.' || n, 'SUCCESS', timestamptz '2026-01-01' - n * interval '1 s', '{"ä": 1.50}'
       from generate_series(1, 5) n`,
      [id],
    );
  await cp(path.join(prisma, 'migrations'), path.join(folder, 'migrations'), { recursive: true });
  const { adminUrl } = inject('postgres');
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  expect(await applyMigrations({ url: url.toString(), folder })).toContain(CHAINING);
  for (const { id } of rows) {
    const report = await verifyLog(db, signer, id);
    expect(report).toMatchObject({
      entries: 5,
      last: { sequence: 5 },
      problems: [{ kind: 'HEAD_NOT_SIGNED' }],
    });
  }
  const { rows: order } = await before.query(
    'select action from compliance.audit_entries where merchant_id = $1 order by sequence',
    [rows[0]?.id],
  );
  expect(order.map(({ action }) => action)).toEqual(['a.5', 'a.4', 'a.3', 'a.2', 'a.1']);
  expect(await signUnsignedLogs(db, signer)).toBe(2);
  expect(await signUnsignedLogs(db, signer)).toBe(0);
  for (const { id } of rows) expect((await verifyLog(db, signer, id)).intact).toBe(true);
});
