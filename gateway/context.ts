import { v7 as uuidv7 } from 'uuid';
import type { Identity } from '#platform/identity/identity.ts';
import type { IdentitySigner } from '#platform/identity/internal-token.ts';
import { gatewayError } from './errors.ts';

/** What is known about one operation while it runs. */
export interface RequestContext {
  identity: Identity;
  correlationId: string;
  /** Headers for one subgraph. The identity is signed anew on each call, since a subscription outlives a token. */
  headersFor(subgraph: string): Record<string, string | undefined>;
  /** Told how the operation ended, once its answer is complete. */
  onOutcome?: (outcome: 'ok' | 'partial' | 'error') => void;
}

export interface RequestFacts {
  identity: Identity;
  correlationId: string;
  idempotencyKey: string | undefined;
  clientIp: string | undefined;
  userAgent: string | undefined;
}

/** The only headers a subgraph ever gets. None is copied from the client's own `x-mg-*` headers. */
export function createRequestContext(signer: IdentitySigner, facts: RequestFacts): RequestContext {
  return {
    identity: facts.identity,
    correlationId: facts.correlationId,
    headersFor: (subgraph) => ({
      'x-mg-identity': signer.sign(facts.identity, subgraph),
      'x-correlation-id': facts.correlationId,
      'idempotency-key': facts.idempotencyKey,
      'x-mg-client-ip': facts.clientIp,
      'x-mg-user-agent': facts.userAgent,
    }),
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
