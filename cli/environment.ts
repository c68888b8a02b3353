import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const url = (protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `is not an address that begins with ${protocols.join(' or ')}`,
  });

const schema = z.object({
  MERCHANTGRAPH_DATA: z.string().default('.data'),
  MERCHANTGRAPH_SECRET: z.string().min(32, 'must be at least 32 characters').optional(),
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
  LOG_LEVEL: z.enum(LOG_LEVELS).default('warn'),
  NODE_ENV: z.string().optional(),
});

/** Settings every process reads, parsed once at its start. */
export interface Settings {
  /** Absolute folder of embedded engines, addresses and secrets. */
  dataDir: string;
  /** Secret from which all others are derived; the embedded default makes and keeps one. */
  secret: string | undefined;
  /** Administrator's connection to PostgreSQL 18 or newer; embedded when absent. */
  databaseUrl: string | undefined;
  clickhouse: { url: string | undefined; user: string; password: string | undefined; database: string };
  subgraphUrls: Record<string, string> | undefined;
  host: string;
  logLevel: (typeof LOG_LEVELS)[number];
}

/** Settings that may also come from a mounted file named by `<NAME>_FILE`. */
const FROM_FILE = ['MERCHANTGRAPH_SECRET', 'DATABASE_URL', 'CLICKHOUSE_PASSWORD'];

function withFiles(environment: NodeJS.ProcessEnv): Record<string, string | undefined> {
  const values: Record<string, string | undefined> = { ...environment };
  for (const name of FROM_FILE) {
    const file = environment[`${name}_FILE`];
    if (file && !values[name]) values[name] = readFileSync(file, 'utf8').trim();
  }
  // An empty variable means the same as an absent one: compose files set many that way.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
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

/** @throws an error that names the variable and what it accepts */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const parsed = schema.safeParse(withFiles(environment));
  if (!parsed.success) {
    throw new Error(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
    );
  }
  const env = parsed.data;
  if (env.NODE_ENV === 'production' && env.DATABASE_URL && !env.MERCHANTGRAPH_SECRET) {
    throw new Error(
      'MERCHANTGRAPH_SECRET (or MERCHANTGRAPH_SECRET_FILE) is required with DATABASE_URL in production.',
    );
  }
  return {
    dataDir: path.resolve(env.MERCHANTGRAPH_DATA),
    secret: env.MERCHANTGRAPH_SECRET,
    databaseUrl: env.DATABASE_URL,
    clickhouse: {
      url: env.CLICKHOUSE_URL,
      user: env.CLICKHOUSE_USER,
      password: env.CLICKHOUSE_PASSWORD,
      database: env.CLICKHOUSE_DATABASE,
    },
    subgraphUrls: parseSubgraphUrls(env.SUBGRAPH_URLS),
    host: env.HOST,
    logLevel: env.LOG_LEVEL,
  };
}

/** Environment of a child process: ours, with what only it needs. */
export const childEnvironment = (extra: Record<string, string>): NodeJS.ProcessEnv => ({
  ...process.env,
  ...extra,
  // Without it graphql-js and React check at run time what our compiler has checked.
  NODE_ENV: process.env.NODE_ENV ?? 'production',
  // Which is therefore no word of the operator's: this is.
  MERCHANTGRAPH_MODE:
    process.env.MERCHANTGRAPH_MODE ?? (process.env.NODE_ENV === 'production' ? 'production' : 'default'),
});
