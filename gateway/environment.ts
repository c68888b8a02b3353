import { z } from 'zod';
import { DEFAULT_LIMITS, type GatewayLimits } from './options.ts';

export interface GatewaySettings {
  port: number;
  host: string;
  limits: GatewayLimits;
  corsOrigins: string[];
  trustProxy: boolean;
}

const whole = (fallback: number, min: number, max: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);

const origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
  error: (issue) => `"${String(issue.input)}" is not an origin such as https://shop.example`,
});

/** Every variable the gateway reads, with its default. */
const variables = z.object({
  PORT: whole(4000, 0, 65_535),
  HOST: z.string().min(1).default('127.0.0.1'),
  MAX_BODY_BYTES: whole(DEFAULT_LIMITS.maxBodyBytes, 1_024, 100_000_000),
  MAX_QUERY_TOKENS: whole(DEFAULT_LIMITS.maxTokens, 100, 1_000_000),
  MAX_QUERY_DEPTH: whole(DEFAULT_LIMITS.maxDepth, 1, 1_000),
  MAX_QUERY_ALIASES: whole(DEFAULT_LIMITS.maxAliases, 0, 100_000),
  MAX_QUERY_FIELDS: whole(DEFAULT_LIMITS.maxFields, 1, 100_000),
  REQUEST_TIMEOUT_MS: whole(DEFAULT_LIMITS.requestTimeoutMs, 100, 600_000),
  SUBGRAPH_TIMEOUT_MS: whole(DEFAULT_LIMITS.subgraphTimeoutMs, 100, 600_000),
  MAX_OPERATIONS_PER_CONNECTION: whole(DEFAULT_LIMITS.maxOperationsPerConnection, 1, 100_000),
  CORS_ORIGINS: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
    .pipe(z.array(origin)),
  TRUST_PROXY: z.stringbool().default(false),
});

/**
 * Without this variable Apollo's gateway starts an exporter of usage data to its vendor as soon as it is created. Must
 * run before that.
 */
export function disableVendorTelemetry(environment: Record<string, string | undefined> = process.env): void {
  environment.APOLLO_TELEMETRY_DISABLED = 'true';
}

/** Reads the gateway's settings; throws one error that names every variable that is wrong and what it may be. */
export function readGatewaySettings(
  environment: Record<string, string | undefined> = process.env,
): GatewaySettings {
  // An empty variable is one that a script left unset.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path[0]?.toString()}: ${issue.message}`);
    throw new Error(`The gateway cannot start with these settings:\n${problems.join('\n')}`);
  }
  const { data } = parsed;
  return {
    port: data.PORT,
    host: data.HOST,
    corsOrigins: data.CORS_ORIGINS,
    trustProxy: data.TRUST_PROXY,
    limits: {
      ...DEFAULT_LIMITS,
      maxBodyBytes: data.MAX_BODY_BYTES,
      maxTokens: data.MAX_QUERY_TOKENS,
      maxDepth: data.MAX_QUERY_DEPTH,
      maxAliases: data.MAX_QUERY_ALIASES,
      maxFields: data.MAX_QUERY_FIELDS,
      requestTimeoutMs: data.REQUEST_TIMEOUT_MS,
      subgraphTimeoutMs: data.SUBGRAPH_TIMEOUT_MS,
      maxOperationsPerConnection: data.MAX_OPERATIONS_PER_CONNECTION,
    },
  };
}
