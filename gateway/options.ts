import type { SubgraphExecutor } from '#platform/graphql/executor.ts';
import type { PublicJwk } from '#platform/identity/access-token.ts';
import type { Identity } from '#platform/identity/identity.ts';
import type { IdentitySigner } from '#platform/identity/internal-token.ts';
import type { Logger } from '#platform/log/index.ts';
import type { RateLimiter } from '#platform/rate-limit/index.ts';
import type { Telemetry } from '#platform/telemetry/index.ts';
import type { DownloadSource } from './downloads.ts';
import type { RateLimitRules } from './limits/rates.ts';
import type { TrustedDocumentsOptions } from './trusted-documents.ts';
import type { UnsubscribeSource } from './unsubscribe.ts';

/** What the door lets through. Every limit is named in the error of a request that exceeds it. */
export interface GatewayLimits {
  /** Largest request body or WebSocket message, in bytes. */
  maxBodyBytes: number;
  /** Lexical tokens of one document. */
  maxTokens: number;
  /** UTF-16 code units of one document: a long text in it is printed and planned again and again. */
  maxCharacters: number;
  /** Fields within fields, fragments expanded. */
  maxDepth: number;
  /** Aliased fields of one document, fragments expanded. */
  maxAliases: number;
  /** Fields of one document, fragments expanded. */
  maxFields: number;
  /** Directives of one document. */
  maxDirectives: number;
  /** Static cost of one operation, as `limits/weights.ts` counts. */
  maxCost: number;
  /** Longest time a request may take, in milliseconds. */
  requestTimeoutMs: number;
  /** Longest time one subgraph may take to answer one fetch, in milliseconds. */
  subgraphTimeoutMs: number;
  /** The same for subgraphs that need another time, by name. */
  subgraphTimeouts: Readonly<Record<string, number>>;
  /** Operations open at once on one WebSocket. */
  maxOperationsPerConnection: number;
  /** Time a WebSocket client has for `connection_init`, in milliseconds. */
  connectionInitTimeoutMs: number;
  /** WebSockets open at once. */
  maxConnections: number;
  /** WebSockets open at once from one address. */
  maxConnectionsPerAddress: number;
  /** WebSockets open at once of one person or API key. */
  maxConnectionsPerIdentity: number;
  /** Bytes that may wait for a WebSocket client that does not read; beyond it the connection ends. */
  maxBufferedBytes: number;
  /** How often who is behind an open WebSocket is checked again, in milliseconds. */
  identityCheckMs: number;
}

export const DEFAULT_LIMITS: Readonly<GatewayLimits> = {
  maxBodyBytes: 1_048_576,
  maxTokens: 5_000,
  maxCharacters: 60_000,
  maxDepth: 20,
  maxAliases: 100,
  maxFields: 1_500,
  maxDirectives: 50,
  maxCost: 20_000,
  requestTimeoutMs: 35_000,
  subgraphTimeoutMs: 3_000,
  // Interactive reports are bounded at 30 s by the subgraph itself, whose error says more.
  subgraphTimeouts: { analytics: 31_000 },
  maxOperationsPerConnection: 100,
  connectionInitTimeoutMs: 10_000,
  maxConnections: 10_000,
  maxConnectionsPerAddress: 500,
  maxConnectionsPerIdentity: 100,
  maxBufferedBytes: 4_194_304,
  identityCheckMs: 1_000,
};

/** A subgraph in this process, or one behind an address such as `http://127.0.0.1:4001/graphql`. */
export type SubgraphTarget = { executor: SubgraphExecutor } | { url: string };

/** Figures of replication, and what each says. */
export const REPLICATION_FIGURES = {
  rows_per_second: 'Rows that the warehouse takes from the source of truth in a second.',
  lag_p99_seconds:
    'Seconds from commit to warehouse under which 99 of 100 changes of the last minute stayed.',
  poison_rows: 'Rows that the warehouse could not take and that wait for an operator.',
  log_retained_bytes: 'Log that the source of truth keeps for the warehouse.',
  reconciliation_different:
    'Merchants whose sides differed when they were compared last and could not be repaired.',
  reconciliation_age_seconds: 'Age of the oldest comparison of a merchant.',
} as const;
export type ReplicationFigure = keyof typeof REPLICATION_FIGURES;

/** Figures of the insight job, shown as `insights_<name>`. */
export const INSIGHT_FIGURES = {
  last_run_age_seconds: 'Seconds since the newest run of the insight job ended.',
  last_run_seconds: 'Seconds that run took.',
  last_run_merchants: 'Merchants it was to look at.',
  last_run_failures: 'Merchants among them that could not be looked at.',
  late_merchants: 'Merchants whose day should have been looked at hours ago and was not.',
} as const;
export type InsightFigure = keyof typeof INSIGHT_FIGURES;

/** Numbers that the gateway shows at `/metrics` and that others measure. Each is read when the page is read. */
export interface MetricsSources {
  /** Waiting items by queue name. */
  queueSize?: () => Promise<Record<string, number>>;
  /** Seconds by which the warehouse is behind; `null` when it is not known. */
  replicationLagSeconds?: () => Promise<number | null>;
  /** How the mirror is: figures by name, e.g. `rows_per_second`; shown as `replication_<name>`. */
  replication?: () => Promise<Partial<Record<ReplicationFigure, number>>>;
  /** How the insight job is doing: figures by name; shown as `insights_<name>`. */
  insights?: () => Promise<Partial<Record<InsightFigure, number>>>;
  /** Hits divided by look-ups, by cache name; the gateway's own caches are there without being named. */
  cacheHitRatio?: () => Promise<Record<string, number>>;
}

/** Rejects, or resolves to `false`, while the dependency is missing. */
export type ReadinessCheck = () => Promise<unknown>;

export interface GatewayOptions {
  /** The composed supergraph, as committed under `schema/`. */
  supergraphSdl: string;
  /** Where each subgraph of the supergraph is; none may be missing. */
  subgraphs: Record<string, SubgraphTarget>;
  /** Turns an `Authorization` header into an identity; rejects with a coded error when it does not hold. */
  authenticate: (authorization: string | undefined) => Promise<Identity>;
  signer: IdentitySigner;
  /** Public keys of access tokens, shown at `/.well-known/jwks.json`; without them there is no such page. */
  publicKeys?: () => readonly PublicJwk[];
  /** What has to answer before traffic makes sense, by name; remote subgraphs are added by themselves. */
  readiness?: Record<string, ReadinessCheck>;
  /** What only some features need, by name: looked at with the above, but the gateway is ready without it. */
  conveniences?: Record<string, ReadinessCheck>;
  metrics?: MetricsSources;
  /** Files behind signed links, at `/exports/<token>`; without it there is no such path. */
  downloads?: DownloadSource;
  /** What the links of e-mails do that can be left; without it `/unsubscribe` is not served. */
  unsubscribe?: UnsubscribeSource;
  /** Folder with the dashboard's build; a page explains what to do when it holds none. */
  dashboardDir?: string;
  logger: Logger;
  limits?: Partial<GatewayLimits>;
  /** Origins whose pages may call `/graphql` from a browser, besides the gateway's own. */
  corsOrigins?: readonly string[];
  /** Proxies of one's own in front, whose `X-Forwarded-*` headers are believed; `true` means one. */
  trustProxy?: boolean | number;
  /** Where people reach the gateway, when that differs from what requests say: its origin counts as the gateway's own. */
  publicUrl?: string | undefined;
  /** Whether clients may ask about the schema, and get suggestions for misspelt fields. Default true. */
  introspection?: boolean;
  /** Whether a browser that opens `/graphql` gets Apollo Sandbox. Default true. */
  sandbox?: boolean;
  /** How often who may ask; without it nothing is counted. */
  rateLimits?: { limiter: RateLimiter; rules?: Partial<RateLimitRules> };
  trustedDocuments?: TrustedDocumentsOptions;
  /** Calls back when somebody's rights have changed, so that open WebSockets are checked at once. */
  onIdentityChange?: (listener: () => void) => () => void;
  /** Spans of operations and fetches; without it nothing is measured. */
  telemetry?: Telemetry | undefined;
}

export interface ListeningGateway {
  /** `http://host:port`, without a slash at its end. */
  url: string;
  /** `ws://host:port/graphql`. */
  wsUrl: string;
  port: number;
}

export interface Gateway {
  listen(address?: { host?: string; port?: number }): Promise<ListeningGateway>;
  /** Stops taking requests, lets the running ones finish for at most `graceMs` (default 5000), and closes. */
  close(options?: { graceMs?: number }): Promise<void>;
}
