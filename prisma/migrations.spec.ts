import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { describe, expect, inject, it } from 'vitest';
import { createTestDatabase } from '../tests/fixtures/services.ts';
import { applyMigrations, datamodelSql } from './migrator.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const COLUMNS = `
  select table_schema, table_name, column_name, data_type, is_nullable, column_default, character_maximum_length,
         numeric_precision, numeric_scale, datetime_precision
  from information_schema.columns
  where table_schema in ('users', 'analytics', 'commerce', 'insights', 'compliance', 'events', 'email', 'gateway') order by 1, 2, 3`;
const INDEXES = `
  select schemaname, tablename, indexname, indexdef from pg_indexes
  where schemaname in ('users', 'analytics', 'commerce', 'insights', 'compliance', 'events', 'email', 'gateway') order by 1, 2, 3`;

describe('migrations', () => {
  it('lead to what the schema files describe', async () => {
    const migrated = await createTestDatabase();
    const { adminUrl } = inject('postgres');
    const name = `described_${Date.now()}`;
    const admin = new pg.Client({ connectionString: adminUrl });
    await admin.connect();
    await admin.query(`create database ${name}`);
    const url = new URL(adminUrl);
    url.pathname = `/${name}`;
    const described = new pg.Client({ connectionString: url.toString() });
    await described.connect();
    try {
      await described.query(await datamodelSql({ url: url.toString(), folder }));
      for (const query of [COLUMNS, INDEXES]) {
        const [is, should] = await Promise.all([migrated.admin.query(query), described.query(query)]);
        expect(should.rows.length).toBeGreaterThan(20);
        expect(is.rows).toEqual(should.rows);
      }
    } finally {
      await described.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
      await migrated.drop();
    }
  });

  it('are applied once', async () => {
    const db = await createTestDatabase();
    expect(await applyMigrations({ url: db.adminUrl, folder })).toEqual([]);
    await db.drop();
  });
});
