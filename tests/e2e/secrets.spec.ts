import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createSigningKey } from '#platform/identity/index.ts';
import { EMBEDDED_DATABASE } from '../../cli/engines.ts';
import { SECRET_VARIABLES } from '../../cli/secret-variables.ts';
import { deriveSecrets } from '../../cli/secrets.ts';
import { BIN, environmentOf, type Product, request, startProduct, tryCli } from '../fixtures/product.ts';
import { until } from '../fixtures/wait.ts';

const runtimeSchema = z.object({
  postgres: z.object({ port: z.number() }),
  clickhouse: z.object({ url: z.string() }),
});
const SIGN_IN =
  'mutation ($password: String!) { signIn(input: { email: "a@example.com", password: $password }) { __typename } }';

/** Every string within a value. */
const stringsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(stringsIn)
      : [];

/** Nobody answers there: what goes wrong is told, without what it was tried with. */
const BUCKET = { EXPORTS_S3_BUCKET: 'exports', EXPORTS_S3_ENDPOINT: 'http://127.0.0.1:9' };

describe('secrets stay out of what is printed, at the finest log level', () => {
  const secret = randomBytes(32).toString('base64url');
  const derived = deriveSecrets(secret);
  let product: Product;
  let given: Record<string, string>;
  let secrets: string[];

  const expectNone = (text: string): void => {
    for (const [at, value] of secrets.entries()) expect(text.includes(value), `secret ${at}`).toBe(false);
  };

  /** Runs a gateway of its own on the engines of the product, in production mode, until it is ready; gives what it said. */
  async function runGateway(
    env: Record<string, string>,
    use: (url: string) => Promise<void>,
  ): Promise<string> {
    const child = spawn(process.execPath, [BIN, 'gateway'], {
      env: environmentOf(product.dataDir, {
        LOG_LEVEL: 'trace',
        MERCHANTGRAPH_MODE: 'production',
        EMAIL_FROM: 'hello@merchants.example',
        ...BUCKET,
        ...env,
      }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
    let output = '';
    const ready = new Promise<string>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        const url = /\{"ready":\{"url":"([^"]+)"/.exec(output)?.[1];
        if (url) resolve(url);
      });
      void exited.then(() => reject(new Error(`The gateway ended:\n${output}`)));
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    try {
      await use(await ready);
    } finally {
      child.kill('SIGTERM');
      await exited;
    }
    return output;
  }

  beforeAll(async () => {
    const keys = [await createSigningKey(), await createSigningKey()].map((key) => JSON.parse(key));
    const [mail, bucket] = [0, 1].map(() => [0, 1].map(() => randomBytes(24).toString('hex'))) as [
      [string, string],
      [string, string],
    ];
    product = await startProduct({
      demo: false,
      env: { LOG_LEVEL: 'trace', MERCHANTGRAPH_SECRET: secret, ACCESS_TOKEN_KEYS: JSON.stringify({ keys }) },
    });
    const runtime = runtimeSchema.parse(
      JSON.parse(await readFile(path.join(product.dataDir, 'runtime.json'), 'utf8')),
    );
    given = {
      MERCHANTGRAPH_SECRET: secret,
      DATABASE_URL: `postgres://postgres:${derived.postgres}@127.0.0.1:${runtime.postgres.port}/${EMBEDDED_DATABASE}`,
      CLICKHOUSE_URL: runtime.clickhouse.url,
      CLICKHOUSE_PASSWORD: derived.clickhouse,
      ACCESS_TOKEN_KEYS: JSON.stringify({ keys }),
      SMTP_URL: `smtp://mailer:${mail[0]}@127.0.0.1:9`,
      SMTP_PASSWORD: mail[1],
      EXPORTS_S3_ACCESS_KEY_ID: bucket[0],
      EXPORTS_S3_SECRET_ACCESS_KEY: bucket[1],
    };
    const { accessTokens, auditKey, ...others } = derived;
    const privateParts = [accessTokens.signingKey, ...(accessTokens.otherKeys ?? []), auditKey].map(
      (key) => JSON.parse(key).d,
    );
    secrets = [secret, ...mail, ...bucket, ...stringsIn(others), ...privateParts, ...keys.map(({ d }) => d)];
    expect(secrets.every((value) => value.length >= 32)).toBe(true);
  }, 60_000);
  afterAll(() => product.dispose());

  test('of the embedded default, with a request that is refused and one that is not', async () => {
    const { apiKey } = z
      .object({ apiKey: z.string() })
      .parse(
        await product.cli([
          'merchant',
          'create',
          '--name',
          'Quiet',
          '--timezone',
          'Europe/London',
          '--currency',
          'GBP',
        ]),
      );
    const authorization = `Bearer ${apiKey}`;
    const { graphql } = product.endpoints;
    // At this level everything is slow: the first answer may take longer than a subgraph has.
    await until('an answer', async () => {
      const { errors } = await request(graphql, '{ currentApiKey { prefix } }', {}, { authorization });
      return errors.length === 0;
    });
    const forged = await request(graphql, '{ me { id } }', {}, { authorization: `${authorization}x` });
    expect(forged.status).toBe(401);
    const password = randomBytes(24).toString('hex');
    expect((await request(graphql, SIGN_IN, { password })).errors).toEqual([]);
    expect(product.log()).toContain('"level":20');
    expectNone(product.log());
    for (const value of [apiKey, password]) expect(product.log().includes(value)).toBe(false);
  });

  test('of a production start, given as variables and as files', async () => {
    expect(Object.keys(given).sort()).toEqual(SECRET_VARIABLES.map(({ name }) => name).sort());
    const ask = async (url: string): Promise<void> => {
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    };
    expectNone(await runGateway(given, ask));
    const files: Record<string, string> = {};
    for (const [name, value] of Object.entries(given)) {
      const file = path.join(product.dataDir, `mounted-${name}`);
      await writeFile(file, value, { mode: 0o600 });
      files[`${name}_FILE`] = file;
    }
    expectNone(await runGateway(files, ask));
  }, 60_000);

  test.each([
    ['a password that PostgreSQL refuses', 'DATABASE_URL', (value: string) => value.replace('@', 'x@')],
    [
      'an address that is none',
      'DATABASE_URL',
      (value: string) => value.replace('postgres://', 'postgres//'),
    ],
    ['a password that ClickHouse refuses', 'CLICKHOUSE_PASSWORD', (value: string) => `${value}x`],
    ['a mail server that is none', 'SMTP_URL', (value: string) => value.replace('smtp://', 'http://')],
    ['keys that are cut', 'ACCESS_TOKEN_KEYS', (value: string) => value.slice(0, -2)],
    ['keys of another kind', 'ACCESS_TOKEN_KEYS', (value: string) => value.replaceAll('Ed25519', 'X25519')],
  ])('of a start that fails: %s', async (_, name, spoil) => {
    const env = {
      ...BUCKET,
      ...given,
      [name]: spoil(given[name] ?? ''),
      LOG_LEVEL: 'trace',
      EMAIL_FROM: 'a@example.com',
    };
    const { code, stdout, stderr } = await tryCli(['migrate'], product.dataDir, env);
    expect(code).toBe(1);
    expect(stderr).not.toBe('');
    expectNone(stdout + stderr);
  });
});
