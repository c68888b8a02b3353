import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccessTokens, createAccessTokens, createSigningKey } from '#platform/identity/index.ts';
import { tryCli } from '../tests/fixtures/product.ts';
import { openSecrets } from './engines.ts';
import { readSettings } from './environment.ts';
import { SECRET_VARIABLES } from './secret-variables.ts';
import { accessTokenKeys, keptEpoch } from './secrets.ts';

const SECRET = 's'.repeat(40);
const PRODUCTION = {
  NODE_ENV: 'production',
  MERCHANTGRAPH_SECRET: SECRET,
  DATABASE_URL: 'postgres://admin@db.example/merchantgraph',
  CLICKHOUSE_URL: 'http://olap.example:8123',
  CLICKHOUSE_PASSWORD: 'house',
};

const messageFrom = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('It did not throw.');
};

describe('secrets', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'merchantgraph-secrets-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  describe('in production', () => {
    it('are all there, or one message lists what is missing', () => {
      expect(readSettings(PRODUCTION).secret).toBe(SECRET);
      const { DATABASE_URL } = PRODUCTION;
      const message = messageFrom(() => readSettings({ NODE_ENV: 'production', DATABASE_URL }));
      for (const { name, required } of SECRET_VARIABLES) {
        const listed = message.includes(`${name} (or ${name}_FILE)`);
        expect(listed, name).toBe(required && name !== 'DATABASE_URL');
      }
    });

    it('are asked for when MERCHANTGRAPH_MODE says so, and not of the embedded default', () => {
      const message = messageFrom(() => readSettings({ MERCHANTGRAPH_MODE: 'production' }));
      for (const { name, required } of SECRET_VARIABLES) expect(message.includes(name), name).toBe(required);
      expect(readSettings({ NODE_ENV: 'production' }).secret).toBeUndefined();
      const { MERCHANTGRAPH_SECRET: _, ...without } = PRODUCTION;
      expect(readSettings({ ...without, MERCHANTGRAPH_MODE: 'development' }).secret).toBeUndefined();
      expect(() => readSettings({ MERCHANTGRAPH_MODE: 'prod' })).toThrow(/MERCHANTGRAPH_MODE/);
    });

    it('end a command before it does anything', async () => {
      const { code, stderr } = await tryCli(['gateway'], folder, { MERCHANTGRAPH_MODE: 'production' });
      expect(code).toBe(1);
      expect(stderr).toMatch(/Missing.*\n +MERCHANTGRAPH_SECRET.*\n +DATABASE_URL.*\n +CLICKHOUSE_URL/);
    });
  });

  it.each(SECRET_VARIABLES.map(({ name }) => name))('%s may be a mounted file', async (name) => {
    const values: Record<string, string> = {
      ...PRODUCTION,
      ACCESS_TOKEN_KEYS: `{"keys":[${await createSigningKey()}]}`,
      SMTP_URL: 'smtp://sender:secret@mail.example:587',
      EMAIL_FROM: 'shop@mail.example',
      EXPORTS_S3_BUCKET: 'exports',
      EXPORTS_S3_ACCESS_KEY_ID: 'AKIA',
      EXPORTS_S3_SECRET_ACCESS_KEY: 'secret',
    };
    // The password stands beside a host; an address has its own.
    if (name === 'SMTP_PASSWORD') {
      delete values.SMTP_URL;
      Object.assign(values, { SMTP_HOST: 'mail.example', SMTP_USER: 'sender', SMTP_PASSWORD: 'secret' });
    }
    const { [name]: value = '', ...others } = values;
    const file = path.join(folder, name);
    await writeFile(file, `${value}\n`);
    const variable = `${name}_FILE`;
    expect(readSettings({ ...others, [variable]: file })).toEqual(readSettings(values));
    const twice = messageFrom(() => readSettings({ ...values, [variable]: file }));
    expect(twice).toBe(`${name} and ${variable} are both set. Keep one of them.`);
    await writeFile(file, '\n');
    expect(() => readSettings({ ...others, [variable]: file })).toThrow(
      `${variable}: the file ${file} is empty`,
    );
    const gone = path.join(folder, 'gone');
    expect(() => readSettings({ ...others, [variable]: gone })).toThrow(
      `${variable}: the file ${gone} cannot`,
    );
  });

  describe('that sign access tokens', () => {
    const at = (epoch: number): AccessTokens => createAccessTokens(accessTokenKeys(SECRET, epoch));
    const accepts = async (verifier: AccessTokens, issuer: AccessTokens): Promise<boolean> => {
      const { token } = await issuer.issue({ userId: 'u', sessionId: 's' });
      return verifier.verify(token).then(
        () => true,
        () => false,
      );
    };

    it('let processes of two neighbouring epochs accept each other, and no others', async () => {
      expect(await accepts(at(0), at(1))).toBe(true);
      expect(await accepts(at(1), at(0))).toBe(true);
      expect(await accepts(at(6), at(7))).toBe(true);
      expect(await accepts(at(7), at(6))).toBe(true);
      // After a leak one epoch is left out.
      expect(await accepts(at(2), at(0))).toBe(false);
    });

    it('are published an epoch before they sign', async () => {
      const jwks = createLocalJWKSet({ keys: [...at(0).publicKeys()] });
      const { token } = await at(1).issue({ userId: 'u', sessionId: 's' });
      expect((await jwtVerify(token, jwks)).payload.sub).toBe('u');
    });

    it('are rotated by a command; what is embedded keeps its epoch', async () => {
      const MERCHANTGRAPH_DATA = path.join(folder, 'data');
      const settings = readSettings({ MERCHANTGRAPH_DATA });
      const before = createAccessTokens((await openSecrets(settings)).accessTokens);
      const rotate = async (...args: string[]): Promise<number> => {
        const { code, stdout } = await tryCli(['keys', 'rotate', '--json', ...args], MERCHANTGRAPH_DATA);
        expect(code).toBe(0);
        return JSON.parse(stdout).epoch;
      };
      expect(await rotate()).toBe(1);
      expect(await keptEpoch(MERCHANTGRAPH_DATA)).toBe(1);
      const rotated = createAccessTokens((await openSecrets(settings)).accessTokens);
      expect(rotated.publicKeys()[0]?.kid).not.toBe(before.publicKeys()[0]?.kid);
      expect(await accepts(rotated, before)).toBe(true);
      expect(await accepts(before, rotated)).toBe(true);
      expect(await rotate('--leaked')).toBe(3);
      const safe = createAccessTokens((await openSecrets(settings)).accessTokens);
      expect(await accepts(safe, rotated)).toBe(false);
    });

    it('are rotated by a setting where there is one, which the command tells', async () => {
      const env = { ...PRODUCTION, ACCESS_TOKEN_EPOCH: '4' };
      const { stdout } = await tryCli(['keys', 'rotate'], folder, env);
      expect(stdout).toContain('ACCESS_TOKEN_EPOCH=5');
      const secrets = await openSecrets(readSettings({ ...env, ACCESS_TOKEN_EPOCH: '5' }));
      expect(secrets.accessTokens).toEqual(accessTokenKeys(SECRET, 5));
      const keys = `{"keys":[${await createSigningKey()}]}`;
      const own = await tryCli(['keys', 'rotate'], folder, { ...PRODUCTION, ACCESS_TOKEN_KEYS: keys });
      expect(own.code).toBe(1);
      expect(own.stderr).toContain('append the new key');
    });
  });
});
