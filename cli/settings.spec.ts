import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccessTokens } from '#platform/identity/index.ts';
import { publicUrlOf, readSettings } from './environment.ts';
import { lockFolder, readRuntime, writeRuntime } from './runtime.ts';
import { deriveSecrets, masterSecret } from './secrets.ts';

describe('what a process starts from', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'merchantgraph-settings-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('has a default for everything, and names the variable that is wrong', () => {
    expect(readSettings({})).toMatchObject({ host: '127.0.0.1', databaseUrl: undefined, logLevel: 'warn' });
    expect(() => readSettings({ DATABASE_URL: 'mysql://x' })).toThrow(/DATABASE_URL/);
    expect(() => readSettings({ MERCHANTGRAPH_SECRET: 'short' })).toThrow(/MERCHANTGRAPH_SECRET.*32/);
    expect(() => readSettings({ SUBGRAPH_URLS: 'users' })).toThrow(/SUBGRAPH_URLS/);
    expect(() => readSettings({ NODE_ENV: 'production', DATABASE_URL: 'postgres://x/y' })).toThrow(
      /MERCHANTGRAPH_SECRET/,
    );
  });

  it.each([
    [{}, 'http://127.0.0.1:4000'],
    [{ HOST: '0.0.0.0', PORT: '80' }, 'http://localhost:80'],
    [{ HOST: '::1', PORT: '4100' }, 'http://[::1]:4100'],
    [{ PUBLIC_URL: 'https://merchants.example/', PORT: '1' }, 'https://merchants.example'],
  ])('knows where links lead: %j', (environment, origin) => {
    expect(publicUrlOf(readSettings(environment))).toBe(origin);
  });

  it.each(['merchants.example', 'ftp://merchants.example', 'https://merchants.example/shop'])(
    'refuses %s as public address',
    (address) => {
      expect(() => readSettings({ PUBLIC_URL: address })).toThrow(/PUBLIC_URL/);
    },
  );

  it.each([
    [{}, undefined],
    [
      { SMTP_URL: 'smtps://me%40x:p%2Fw@mail.example' },
      { host: 'mail.example', port: 465, secure: true, user: 'me@x', password: 'p/w' },
    ],
    [
      { SMTP_URL: 'smtp://[::1]:2525', SMTP_USER: 'me', SMTP_PASSWORD: 'pw' },
      { host: '::1', port: 2525, secure: false, user: 'me', password: 'pw' },
    ],
    [{ SMTP_HOST: 'mail.example' }, { host: 'mail.example', port: 587, secure: false, user: undefined }],
    [
      { SMTP_HOST: 'mail.example', SMTP_PORT: '465' },
      { port: 465, secure: true },
    ],
  ])('knows the mail server: %j', (environment, expected) => {
    const { smtp } = readSettings({ ...environment, EMAIL_FROM: 'Shop <hello@shop.example>' });
    if (expected) expect(smtp).toMatchObject({ ...expected, from: 'Shop <hello@shop.example>' });
    else expect(smtp).toBeUndefined();
  });

  it.each([
    [{ SMTP_HOST: 'mail.example' }, /EMAIL_FROM/],
    [{ SMTP_HOST: 'mail.example', EMAIL_FROM: 'nobody' }, /EMAIL_FROM/],
    [{ SMTP_HOST: 'a', SMTP_URL: 'smtp://b', EMAIL_FROM: 'a@b' }, /SMTP_URL or SMTP_HOST/],
    [{ SMTP_URL: 'http://mail.example', EMAIL_FROM: 'a@b' }, /SMTP_URL/],
    [{ AUDIT_RETENTION_MONTHS: '11' }, /AUDIT_RETENTION_MONTHS/],
  ])('refuses %j', (environment, message) => {
    expect(() => readSettings(environment)).toThrow(message);
  });

  const KEY = { EXPORTS_S3_ACCESS_KEY_ID: 'AKIA', EXPORTS_S3_SECRET_ACCESS_KEY: 'secret' };
  it.each([
    [{}, undefined],
    [
      { EXPORTS_S3_BUCKET: 'files', ...KEY },
      { endpoint: 'https://s3.us-east-1.amazonaws.com', region: 'us-east-1', prefix: '', pathStyle: false },
    ],
    [
      { EXPORTS_S3_BUCKET: 'files', EXPORTS_S3_REGION: 'eu-central-1', EXPORTS_S3_PREFIX: 'a/b/', ...KEY },
      { endpoint: 'https://s3.eu-central-1.amazonaws.com', region: 'eu-central-1', prefix: 'a/b/' },
    ],
    [
      {
        EXPORTS_S3_BUCKET: 'files',
        EXPORTS_S3_ENDPOINT: 'http://minio:9000/',
        EXPORTS_S3_PREFIX: 'a',
        ...KEY,
      },
      { endpoint: 'http://minio:9000', prefix: 'a/', pathStyle: true },
    ],
    [
      {
        EXPORTS_S3_BUCKET: 'files',
        EXPORTS_S3_ENDPOINT: 'https://s3.eu-west-1.amazonaws.com',
        EXPORTS_S3_PATH_STYLE: 'false',
        ...KEY,
      },
      { pathStyle: false },
    ],
  ])('knows the bucket of exports: %j', (environment, expected) => {
    const { exportsBucket } = readSettings(environment);
    if (expected)
      expect(exportsBucket).toMatchObject({
        ...expected,
        bucket: 'files',
        accessKeyId: 'AKIA',
        secretAccessKey: 'secret',
      });
    else expect(exportsBucket).toBeUndefined();
  });

  it.each([
    [{ EXPORTS_S3_REGION: 'eu-central-1' }, /EXPORTS_S3_BUCKET is required with EXPORTS_S3_REGION/],
    [{ EXPORTS_S3_BUCKET: 'files' }, /EXPORTS_S3_ACCESS_KEY_ID and EXPORTS_S3_SECRET_ACCESS_KEY/],
    [{ EXPORTS_S3_BUCKET: 'Files/x', ...KEY }, /EXPORTS_S3_BUCKET/],
    [{ EXPORTS_S3_BUCKET: 'files', EXPORTS_S3_PREFIX: '../x', ...KEY }, /EXPORTS_S3_PREFIX/],
    [{ EXPORTS_S3_BUCKET: 'files', EXPORTS_S3_ENDPOINT: 'http://x/files', ...KEY }, /EXPORTS_S3_ENDPOINT/],
    [{ EXPORTS_S3_BUCKET: 'files', EXPORTS_S3_PATH_STYLE: 'yes', ...KEY }, /EXPORTS_S3_PATH_STYLE/],
  ])('refuses %j as bucket of exports', (environment, message) => {
    expect(() => readSettings(environment)).toThrow(message);
  });

  it('takes secrets from mounted files', async () => {
    const file = path.join(folder, 'mounted');
    await writeFile(file, `${'s'.repeat(40)}\n`);
    expect(readSettings({ MERCHANTGRAPH_SECRET_FILE: file }).secret).toBe('s'.repeat(40));
  });

  it('derives every secret from one, each another, and the same again', async () => {
    const secrets = deriveSecrets('one');
    expect(deriveSecrets('one')).toEqual(secrets);
    const texts = [
      secrets.identity,
      secrets.idempotency,
      secrets.postgres,
      secrets.clickhouse,
      ...Object.values(secrets.roles),
    ];
    expect(new Set(texts).size).toBe(texts.length);
    const tokens = createAccessTokens(secrets.accessTokens);
    const { token } = await tokens.issue({ userId: 'u', sessionId: 's' });
    expect(await createAccessTokens(deriveSecrets('one').accessTokens).verify(token)).toMatchObject({
      userId: 'u',
    });
    const other = createAccessTokens(deriveSecrets('two').accessTokens);
    await expect(other.verify(token)).rejects.toThrow();
  });

  it('keeps the secret it made, for its owner only, also when two processes make it at once', async () => {
    const made = await Promise.all([masterSecret(folder), masterSecret(folder), masterSecret(folder)]);
    expect(new Set(made).size).toBe(1);
    expect((await stat(path.join(folder, 'secret'))).mode & 0o777).toBe(0o600);
  });

  it('locks a folder until its holder is gone', async () => {
    const lock = await lockFolder(folder);
    expect(lock).toBeDefined();
    expect(await lockFolder(folder)).toBeUndefined();
    await lock?.release();
    // A holder that no longer lives does not count.
    await writeFile(path.join(folder, 'lock'), JSON.stringify({ pid: 2 ** 22 - 1, startedAt: '1' }));
    const again = await lockFolder(folder);
    expect(again).toBeDefined();
    await again?.release();
  });

  it('believes addresses only of a process that lives', async () => {
    await writeRuntime(folder, { postgres: { port: 1 }, clickhouse: { url: 'http://127.0.0.1:2' } });
    expect(await readRuntime(folder)).toMatchObject({ pid: process.pid, postgres: { port: 1 } });
    expect((await stat(path.join(folder, 'runtime.json'))).mode & 0o777).toBe(0o600);
    const stale = {
      pid: process.pid,
      startedAt: '1',
      postgres: { port: 1 },
      clickhouse: { url: 'http://127.0.0.1:2' },
    };
    await writeFile(path.join(folder, 'runtime.json'), JSON.stringify(stale));
    expect(await readRuntime(folder)).toBeUndefined();
  });
});
