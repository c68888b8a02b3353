import { v7 as uuidv7 } from 'uuid';
import { REFRESH_TOKEN_HEADER, SESSION_MODE_HEADER } from '#platform/graphql/session.ts';
import type { Identity } from '#platform/identity/identity.ts';
import type { IdentitySigner } from '#platform/identity/internal-token.ts';
import type { Telemetry } from '#platform/telemetry/index.ts';
import type { Deprecation } from './deprecations.ts';
import { gatewayError } from './errors.ts';
import { type CookieSession, SESSION_SUBGRAPH, sessionAnswerIn } from './session.ts';

/** What an operation was found to cost, as clients see it in `extensions.cost`. */
export interface CostReport {
  /** Static cost of the operation. */
  requested: number;
  /** The most that one operation may cost. */
  limit: number;
}

/** What is known about one operation while it runs. */
export interface RequestContext {
  identity: Identity;
  correlationId: string;
  /** Headers for one subgraph. The identity is signed anew on each call, since a subscription outlives a token. */
  headersFor(subgraph: string): Record<string, string | undefined>;
  /** Keeps what the session subgraph says about cookies; what any other one says there is dropped. */
  heardFrom(subgraph: string, extensions: unknown): void;
  /** What the operation costs, for `extensions.cost`. */
  cost?: CostReport;
  /** What it uses that will go, for `extensions.deprecations`. */
  deprecations?: readonly Deprecation[];
  /** Told how the operation ended, once its answer is complete. */
  onOutcome?: (outcome: 'ok' | 'partial' | 'error') => void;
}

export interface RequestFacts {
  identity: Identity;
  /** Present when the client's session is kept in cookies; filled with what is to be set. */
  session?: CookieSession | undefined;
  correlationId: string;
  idempotencyKey: string | undefined;
  clientIp: string | undefined;
  userAgent: string | undefined;
  telemetry?: Telemetry | undefined;
}

/** What an answer says of its operation, beside the data. */
export function answerExtensions({
  cost,
  deprecations,
}: RequestContext): Record<string, unknown> | undefined {
  if (!cost && !deprecations?.length) return undefined;
  return { ...(cost ? { cost } : {}), ...(deprecations?.length ? { deprecations } : {}) };
}

/** The only headers a subgraph ever gets. None is copied from the client's own `x-mg-*` headers. */
export function createRequestContext(signer: IdentitySigner, facts: RequestFacts): RequestContext {
  const { session, telemetry } = facts;
  return {
    identity: facts.identity,
    correlationId: facts.correlationId,
    headersFor: (subgraph) => ({
      'x-mg-identity': signer.sign(facts.identity, subgraph),
      'x-correlation-id': facts.correlationId,
      'idempotency-key': facts.idempotencyKey,
      'x-mg-client-ip': facts.clientIp,
      'x-mg-user-agent': facts.userAgent,
      ...(telemetry ? { traceparent: telemetry.traceparent() } : undefined),
      ...(session && subgraph === SESSION_SUBGRAPH
        ? { [SESSION_MODE_HEADER]: 'cookie', [REFRESH_TOKEN_HEADER]: session.refreshToken }
        : undefined),
    }),
    heardFrom(subgraph, extensions) {
      if (!session || subgraph !== SESSION_SUBGRAPH) return;
      const answer = sessionAnswerIn(extensions);
      if (answer !== undefined) session.answer = answer;
    },
  };
}

const CORRELATION_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{7,127}$/;

/** The client's correlation id when it is 8 to 128 letters, digits or `._:-`; otherwise a new one, ordered by time. */
export function correlationIdFrom(value: unknown): string {
  return typeof value === 'string' && CORRELATION_ID.test(value) ? value : uuidv7();
}

const VISIBLE_ASCII = /^[\x21-\x7e]{1,255}$/;

/** Throws BAD_INPUT unless the key is absent or 1 to 255 visible ASCII characters. */
export function idempotencyKeyFrom(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && VISIBLE_ASCII.test(value)) return value;
  throw gatewayError(
    'BAD_INPUT',
    'Idempotency-Key must be given once, as 1 to 255 visible ASCII characters without spaces. A UUID is a good choice.',
  );
}

const MAX_USER_AGENT = 512;

/** The client's own description of itself, made safe to send on as a header and to store. */
export function userAgentFrom(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  return value.replace(/[^\x20-\x7e]/g, '?').slice(0, MAX_USER_AGENT);
}
