import path from 'node:path';
import { z } from 'zod';
import type { SmtpOptions } from '#platform/email/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import type { S3Options } from '#platform/files/index.ts';
import { type AccessTokenKeys, parseKeySet } from '#platform/identity/access-token.ts';
import { isProduction, requireSecrets, withMountedSecrets } from './secret-variables.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const url = (protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `is not an address that begins with ${protocols.join(' or ')}`,
  });

const origin = url(['http:', 'https:']).refine(
  (text) => !URL.canParse(text) || new URL(text).href === `${new URL(text).origin}/`,
  { error: 'is not an address without a path, for example https://merchants.example' },
);

/** A bucket for the files of exports, instead of a folder. */
const storeVariables = {
  EXPORTS_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: 'is not the name of a bucket' })
    .optional(),
  /** Of AWS in the region when absent. */
  EXPORTS_S3_ENDPOINT: origin.optional(),
  EXPORTS_S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]+$/, { error: 'is not a region such as eu-central-1' })
    .optional(),
  EXPORTS_S3_PREFIX: z
    .string()
    .regex(/^[\w-]+(\/[\w-]+)*\/?$/, { error: 'is not a prefix such as merchantgraph/exports' })
    .optional(),
  EXPORTS_S3_PATH_STYLE: z.enum(['true', 'false']).optional(),
  EXPORTS_S3_ACCESS_KEY_ID: z.string().optional(),
  EXPORTS_S3_SECRET_ACCESS_KEY: z.string().optional(),
};

const schema = z.object({
  /** `production` refuses to start without secrets; see docs/operations.md for what holds without it. */
  MERCHANTGRAPH_MODE: z.enum(['production', 'development']).optional(),
  MERCHANTGRAPH_DATA: z.string().default('.data'),
  EXPORTS_DIR: z.string().optional(),
  ...storeVariables,
  MERCHANTGRAPH_SECRET: z.string().min(32, 'must be at least 32 characters').optional(),
  /** Counts the rotations of derived keys of access tokens. */
  ACCESS_TOKEN_EPOCH: z.coerce.number().int().min(0).max(1_000_000).optional(),
  ACCESS_TOKEN_KEYS: z.string().optional(),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  CLICKHOUSE_URL: url(['http:', 'https:']).optional(),
  CLICKHOUSE_USER: z.string().default('default'),
  CLICKHOUSE_PASSWORD: z.string().optional(),
  CLICKHOUSE_DATABASE: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/)
    .default('merchantgraph'),
  /** Addresses of subgraphs that run as processes of their own, e.g. `users=http://127.0.0.1:4001/graphql,...` */
  SUBGRAPH_URLS: z.string().optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  PUBLIC_URL: origin.optional(),
  SMTP_URL: url(['smtp:', 'smtps:']).optional(),
  SMTP_HOST: z.string().optional(),
  SMTP_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  EMAIL_FROM: z
    .string()
    .regex(/^([^<>\r\n]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, {
      error: 'is not an address such as MerchantGraph <hello@merchants.example>',
    })
    .optional(),
  AUDIT_RETENTION_MONTHS: z.coerce.number().int().min(12).max(1_200).default(12),
  EVENT_RETENTION_DAYS: z.coerce.number().int().min(1).max(3_650).default(7),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('warn'),
  NODE_ENV: z.string().optional(),
});

/** Settings every process reads, parsed once at its start. */
export interface Settings {
  /** Whether an operator runs this for others, as opposed to the embedded default. */
  production: boolean;
  /** Absolute folder of embedded engines, addresses and secrets. */
  dataDir: string;
  /** Absolute folder of the files of exports, which gateway and worker share, unless they lie in a bucket. */
  exportsDir: string;
  /** The bucket of the files of exports; they lie in the folder when absent. */
  exportsBucket: S3Options | undefined;
  /** Secret from which all others are derived; the embedded default makes and keeps one. */
  secret: string | undefined;
  /** Keys of access tokens: given, or derived for an epoch, which the data folder keeps when it is not given. */
  accessTokens: { epoch: number | undefined; keys: AccessTokenKeys | undefined };
  /** Administrator's connection to PostgreSQL 18 or newer; embedded when absent. */
  databaseUrl: string | undefined;
  clickhouse: { url: string | undefined; user: string; password: string | undefined; database: string };
  subgraphUrls: Record<string, string> | undefined;
  host: string;
  /** Where the gateway listens; 0 lets the system choose. */
  port: number;
  /** Origin at which people reach the dashboard; the gateway's own when absent. */
  publicUrl: string | undefined;
  /** The mail server; e-mail stays in the outbox when absent. */
  smtp: SmtpOptions | undefined;
  /** How long audit entries are kept; never less than 12. */
  auditRetentionMonths: number;
  /** How long published events are kept: so long a subscriber may be away and resume without a gap. */
  eventRetentionDays: number;
  logLevel: (typeof LOG_LEVELS)[number];
}

function parseAccessTokenKeys(text: string | undefined): AccessTokenKeys | undefined {
  if (text === undefined) return undefined;
  try {
    return parseKeySet(text);
  } catch (error) {
    throw new Error(`ACCESS_TOKEN_KEYS ${messageOf(error)}.`);
  }
}

function parseSubgraphUrls(text: string | undefined): Record<string, string> | undefined {
  if (!text) return undefined;
  return Object.fromEntries(
    text.split(',').map((part) => {
      const at = part.indexOf('=');
      const address = part.slice(at + 1).trim();
      if (at < 1 || !URL.canParse(address)) {
        throw new Error(`SUBGRAPH_URLS: "${part}" is not name=http://host:port/graphql`);
      }
      return [part.slice(0, at).trim(), address];
    }),
  );
}

function smtpOf(env: z.output<typeof schema>): SmtpOptions | undefined {
  if (!env.SMTP_URL && !env.SMTP_HOST) return undefined;
  if (env.SMTP_URL && env.SMTP_HOST) throw new Error('Give SMTP_URL or SMTP_HOST, not both.');
  if (!env.EMAIL_FROM) throw new Error('EMAIL_FROM is required with SMTP_URL or SMTP_HOST.');
  const from = env.EMAIL_FROM;
  if (env.SMTP_HOST) {
    const port = env.SMTP_PORT ?? 587;
    return {
      host: env.SMTP_HOST,
      port,
      secure: port === 465,
      user: env.SMTP_USER,
      password: env.SMTP_PASSWORD,
      from,
    };
  }
  const address = new URL(env.SMTP_URL ?? '');
  const secure = address.protocol === 'smtps:';
  return {
    host: address.hostname.replace(/^\[|\]$/g, ''),
    port: address.port ? Number(address.port) : secure ? 465 : 587,
    secure,
    user: address.username ? decodeURIComponent(address.username) : env.SMTP_USER,
    password: address.password ? decodeURIComponent(address.password) : env.SMTP_PASSWORD,
    from,
  };
}

function bucketOf(env: z.output<typeof schema>): S3Options | undefined {
  const { EXPORTS_S3_BUCKET: bucket, EXPORTS_S3_ENDPOINT: endpoint, EXPORTS_S3_PREFIX: prefix } = env;
  const given = Object.keys(storeVariables).find((name) => env[name as keyof typeof env] !== undefined);
  if (!bucket) {
    if (given) throw new Error(`EXPORTS_S3_BUCKET is required with ${given}.`);
    return undefined;
  }
  const { EXPORTS_S3_ACCESS_KEY_ID: accessKeyId, EXPORTS_S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!accessKeyId || !secretAccessKey)
    throw new Error(
      'EXPORTS_S3_ACCESS_KEY_ID and EXPORTS_S3_SECRET_ACCESS_KEY are required with EXPORTS_S3_BUCKET.',
    );
  const region = env.EXPORTS_S3_REGION ?? 'us-east-1';
  return {
    endpoint: endpoint ? new URL(endpoint).origin : `https://s3.${region}.amazonaws.com`,
    region,
    bucket,
    prefix: prefix ? `${prefix.replace(/\/$/, '')}/` : '',
    // AWS alone insists on the other; most others have no name for each bucket.
    pathStyle: env.EXPORTS_S3_PATH_STYLE ? env.EXPORTS_S3_PATH_STYLE === 'true' : endpoint !== undefined,
    accessKeyId,
    secretAccessKey,
  };
}

/** Where links in e-mails lead: PUBLIC_URL, or the gateway's own address, the one that works on this machine. */
export function publicUrlOf({ publicUrl, host, port }: Settings): string {
  if (publicUrl) return publicUrl;
  if (host === '0.0.0.0' || host === '::') return `http://localhost:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** @throws an error that names the variable and what it accepts */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const given = withMountedSecrets(environment);
  requireSecrets(given);
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    throw new Error(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
    );
  }
  const env = parsed.data;
  return {
    production: isProduction(given),
    dataDir: path.resolve(env.MERCHANTGRAPH_DATA),
    exportsDir: path.resolve(env.EXPORTS_DIR ?? path.join(env.MERCHANTGRAPH_DATA, 'exports')),
    exportsBucket: bucketOf(env),
    secret: env.MERCHANTGRAPH_SECRET,
    accessTokens: { epoch: env.ACCESS_TOKEN_EPOCH, keys: parseAccessTokenKeys(env.ACCESS_TOKEN_KEYS) },
    databaseUrl: env.DATABASE_URL,
    clickhouse: {
      url: env.CLICKHOUSE_URL,
      user: env.CLICKHOUSE_USER,
      password: env.CLICKHOUSE_PASSWORD,
      database: env.CLICKHOUSE_DATABASE,
    },
    subgraphUrls: parseSubgraphUrls(env.SUBGRAPH_URLS),
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL && new URL(env.PUBLIC_URL).origin,
    smtp: smtpOf(env),
    auditRetentionMonths: env.AUDIT_RETENTION_MONTHS,
    eventRetentionDays: env.EVENT_RETENTION_DAYS,
    logLevel: env.LOG_LEVEL,
  };
}

/** Environment of a child process: ours, with what only it needs. */
export const childEnvironment = (extra: Record<string, string>): NodeJS.ProcessEnv => ({
  ...process.env,
  ...extra,
  // Without it graphql-js and React check at run time what our compiler has checked.
  NODE_ENV: process.env.NODE_ENV ?? 'production',
});
