import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { DEFAULT_RATES, type RateLimitRules } from './limits/rates.ts';
import { DEFAULT_LIMITS, type GatewayLimits } from './options.ts';
import type { TrustedDocumentsOptions } from './trusted-documents.ts';

export interface GatewaySettings {
  port: number;
  host: string;
  limits: GatewayLimits;
  /** Rates, or nothing when they are switched off. */
  rates: RateLimitRules | undefined;
  corsOrigins: string[];
  /** Proxies of one's own in front. */
  trustProxy: number;
  introspection: boolean;
  sandbox: boolean;
  trustedDocuments: TrustedDocumentsOptions;
}

const whole = (fallback: number, min: number, max: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);
const rate = (fallback: number) => z.coerce.number().positive().max(1_000_000).default(fallback);

const origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
  error: (issue) => `"${String(issue.input)}" is not an origin such as https://shop.example`,
});

/** `name=milliseconds`, separated by commas. */
const timeouts = z
  .string()
  .regex(/^\s*(\w+=\d{3,6}\s*(,\s*|$))*$/, 'must be like analytics=31000,campaigns=5000')
  .transform((text) =>
    Object.fromEntries(
      text.split(',').flatMap((part) => {
        const [name, ms] = part.trim().split('=');
        return name && ms ? [[name, Number(ms)] as const] : [];
      }),
    ),
  );

/** Every variable the gateway reads, with its default. */
const variables = z.object({
  PORT: whole(4000, 0, 65_535),
  HOST: z.string().min(1).default('127.0.0.1'),
  MAX_BODY_BYTES: whole(DEFAULT_LIMITS.maxBodyBytes, 1_024, 100_000_000),
  MAX_QUERY_CHARACTERS: whole(DEFAULT_LIMITS.maxCharacters, 1_000, 100_000_000),
  MAX_QUERY_TOKENS: whole(DEFAULT_LIMITS.maxTokens, 100, 1_000_000),
  MAX_QUERY_DEPTH: whole(DEFAULT_LIMITS.maxDepth, 1, 1_000),
  MAX_QUERY_ALIASES: whole(DEFAULT_LIMITS.maxAliases, 0, 100_000),
  MAX_QUERY_FIELDS: whole(DEFAULT_LIMITS.maxFields, 1, 100_000),
  MAX_QUERY_DIRECTIVES: whole(DEFAULT_LIMITS.maxDirectives, 0, 100_000),
  MAX_QUERY_COST: whole(DEFAULT_LIMITS.maxCost, 1, 1_000_000_000),
  REQUEST_TIMEOUT_MS: whole(DEFAULT_LIMITS.requestTimeoutMs, 100, 600_000),
  SUBGRAPH_TIMEOUT_MS: whole(DEFAULT_LIMITS.subgraphTimeoutMs, 100, 600_000),
  SUBGRAPH_TIMEOUTS_MS: timeouts.optional(),
  MAX_OPERATIONS_PER_CONNECTION: whole(DEFAULT_LIMITS.maxOperationsPerConnection, 1, 100_000),
  MAX_CONNECTIONS: whole(DEFAULT_LIMITS.maxConnections, 1, 1_000_000),
  MAX_CONNECTIONS_PER_ADDRESS: whole(DEFAULT_LIMITS.maxConnectionsPerAddress, 1, 1_000_000),
  MAX_CONNECTIONS_PER_IDENTITY: whole(DEFAULT_LIMITS.maxConnectionsPerIdentity, 1, 1_000_000),
  MAX_BUFFERED_BYTES: whole(DEFAULT_LIMITS.maxBufferedBytes, 65_536, 1_000_000_000),
  RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  RATE_LIMIT_PER_SECOND: rate(DEFAULT_RATES.overall.perSecond),
  RATE_LIMIT_PER_ADDRESS: rate(DEFAULT_RATES.address.perSecond),
  RATE_LIMIT_PER_USER: rate(DEFAULT_RATES.user.perSecond),
  RATE_LIMIT_PER_KEY: rate(DEFAULT_RATES.apiKey.perSecond),
  RATE_LIMIT_PER_MERCHANT: rate(DEFAULT_RATES.merchant.perSecond),
  RATE_LIMIT_EXPENSIVE_FACTOR: rate(1),
  CORS_ORIGINS: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
    .pipe(z.array(origin)),
  TRUST_PROXY: z.union([z.stringbool(), z.coerce.number().int().min(0).max(10)]).default(false),
  INTROSPECTION: z.enum(['on', 'off']).optional(),
  SANDBOX: z.enum(['on', 'off']).optional(),
  TRUSTED_DOCUMENTS: z.enum(['off', 'allow', 'enforce']).default('off'),
  TRUSTED_DOCUMENTS_FOR: z.enum(['browsers', 'all']).default('browsers'),
  TRUSTED_DOCUMENTS_FILE: z.string().optional(),
});
type Variables = z.infer<typeof variables>;

/**
 * Without this variable Apollo's gateway starts an exporter of usage data to its vendor as soon as it is created. Must
 * run before that.
 */
export function disableVendorTelemetry(environment: Record<string, string | undefined> = process.env): void {
  environment.APOLLO_TELEMETRY_DISABLED = 'true';
}

/**
 * Reads the gateway's settings; throws one error that names every variable that is wrong and what it may be.
 * @param mode.production switches off by default what only developers need
 */
export function readGatewaySettings(
  environment: Record<string, string | undefined> = process.env,
  mode: { production: boolean } = { production: false },
): GatewaySettings {
  // An empty variable is one that a script left unset.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path[0]?.toString()}: ${issue.message}`);
    throw new Error(`The gateway cannot start with these settings:\n${problems.join('\n')}`);
  }
  const { data } = parsed;
  // In production the schema is published as a file, and explored elsewhere.
  const unlessProduction = mode.production ? 'off' : 'on';
  return {
    port: data.PORT,
    host: data.HOST,
    corsOrigins: data.CORS_ORIGINS,
    trustProxy: Number(data.TRUST_PROXY),
    introspection: (data.INTROSPECTION ?? unlessProduction) === 'on',
    sandbox: (data.SANDBOX ?? unlessProduction) === 'on',
    limits: limitsIn(data),
    rates: data.RATE_LIMITS === 'on' ? ratesIn(data) : undefined,
    trustedDocuments: trustedDocumentsIn(data),
  };
}

function limitsIn(data: Variables): GatewayLimits {
  return {
    ...DEFAULT_LIMITS,
    maxBodyBytes: data.MAX_BODY_BYTES,
    maxCharacters: data.MAX_QUERY_CHARACTERS,
    maxTokens: data.MAX_QUERY_TOKENS,
    maxDepth: data.MAX_QUERY_DEPTH,
    maxAliases: data.MAX_QUERY_ALIASES,
    maxFields: data.MAX_QUERY_FIELDS,
    maxDirectives: data.MAX_QUERY_DIRECTIVES,
    maxCost: data.MAX_QUERY_COST,
    requestTimeoutMs: data.REQUEST_TIMEOUT_MS,
    subgraphTimeoutMs: data.SUBGRAPH_TIMEOUT_MS,
    subgraphTimeouts: { ...DEFAULT_LIMITS.subgraphTimeouts, ...data.SUBGRAPH_TIMEOUTS_MS },
    maxOperationsPerConnection: data.MAX_OPERATIONS_PER_CONNECTION,
    maxConnections: data.MAX_CONNECTIONS,
    maxConnectionsPerAddress: data.MAX_CONNECTIONS_PER_ADDRESS,
    maxConnectionsPerIdentity: data.MAX_CONNECTIONS_PER_IDENTITY,
    maxBufferedBytes: data.MAX_BUFFERED_BYTES,
  };
}

/** A bucket holds what its rate gives in as many seconds as that of the default does. */
function ratesIn(data: Variables): RateLimitRules {
  const like = ({ perSecond, burst }: { perSecond: number; burst: number }, chosen: number) => ({
    perSecond: chosen,
    burst: Math.max(1, Math.ceil((burst / perSecond) * chosen)),
  });
  const expensive = Object.entries(DEFAULT_RATES.expensive).map(
    ([field, rates]) =>
      [field, { ...rates, ...like(rates, rates.perSecond * data.RATE_LIMIT_EXPENSIVE_FACTOR) }] as const,
  );
  return {
    overall: like(DEFAULT_RATES.overall, data.RATE_LIMIT_PER_SECOND),
    address: like(DEFAULT_RATES.address, data.RATE_LIMIT_PER_ADDRESS),
    user: like(DEFAULT_RATES.user, data.RATE_LIMIT_PER_USER),
    apiKey: like(DEFAULT_RATES.apiKey, data.RATE_LIMIT_PER_KEY),
    merchant: like(DEFAULT_RATES.merchant, data.RATE_LIMIT_PER_MERCHANT),
    expensive: Object.fromEntries(expensive),
  };
}

const manifestSchema = z.record(z.string(), z.string());

function trustedDocumentsIn(data: Variables): TrustedDocumentsOptions {
  const { TRUSTED_DOCUMENTS: mode, TRUSTED_DOCUMENTS_FOR: enforceFor, TRUSTED_DOCUMENTS_FILE: file } = data;
  if (mode === 'off') return { mode, enforceFor, manifest: {} };
  if (file === undefined) throw new Error(`TRUSTED_DOCUMENTS=${mode} needs TRUSTED_DOCUMENTS_FILE.`);
  try {
    return { mode, enforceFor, manifest: manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) };
  } catch (error) {
    throw new Error(`TRUSTED_DOCUMENTS_FILE: ${file} is not a JSON object of documents by their SHA-256.`, {
      cause: error,
    });
  }
}
