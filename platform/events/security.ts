import type { Identity } from '../identity/identity.ts';
import type { SqlTransaction } from '../postgres/tenants.ts';
import { appendEvent } from './outbox.ts';

/** Type of the events from which the audit log is made. */
export const SECURITY_EVENT = 'SecurityEventOccurred';

/** Something that belongs into the audit log of a merchant. */
export interface SecurityEvent {
  merchantId: string;
  /** What happened, as `thing.past_or_verb`, for example `member.role_changed`. */
  action: string;
  /** Default SUCCESS. */
  outcome?: 'SUCCESS' | 'FAILURE';
  /** Who did it; the caller itself when absent. */
  actor?: SecurityActor;
  /** What a reader needs to understand it. Never a secret, a token or a whole key. */
  details?: Record<string, unknown>;
}

export interface SecurityActor {
  kind: 'USER' | 'API_KEY' | 'OPERATOR' | 'SYSTEM' | 'ANONYMOUS';
  id?: string;
}

/** What is known of the request that caused it; a SubgraphContext is one. */
export interface SecurityEventSource {
  identity: Identity;
  correlationId: string;
  clientIp?: string | undefined;
  userAgent?: string | undefined;
}

const MAX_USER_AGENT = 400;

function actorIn(identity: Identity): SecurityActor {
  if (identity.kind === 'user') return { kind: 'USER', id: identity.userId };
  if (identity.kind === 'apiKey') return { kind: 'API_KEY', id: identity.keyId };
  if (identity.kind === 'operator') return { kind: 'OPERATOR', id: identity.name };
  return { kind: 'ANONYMOUS' };
}

/**
 * Writes a security event in the transaction of what it tells of. The worker makes an audit entry of it, with retries
 * and dead letters.
 * @param sourceService the room that tells, for example `users`
 * @returns the event's id
 */
export function recordSecurityEvent(
  tx: SqlTransaction,
  sourceService: string,
  source: SecurityEventSource,
  event: SecurityEvent,
): Promise<string> {
  const actor = event.actor ?? actorIn(source.identity);
  return appendEvent(tx, {
    eventType: SECURITY_EVENT,
    eventVersion: 1,
    correlationId: source.correlationId,
    sourceService,
    merchantId: event.merchantId,
    payload: {
      actorKind: actor.kind,
      actorId: actor.id ?? null,
      action: event.action,
      outcome: event.outcome ?? 'SUCCESS',
      ipAddress: source.clientIp ?? null,
      userAgent: source.userAgent?.slice(0, MAX_USER_AGENT) ?? null,
      details: event.details ?? null,
    },
  });
}
