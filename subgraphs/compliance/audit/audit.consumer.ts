import { z } from 'zod';
import { type PublishedEvent, SECURITY_EVENT } from '#platform/events/index.ts';
import type { Logger } from '#platform/log/index.ts';
import type { Database } from '#prisma/database.ts';
import { AuditActorKind, AuditOutcome } from './audit.type.ts';
import { appendToChain } from './chain.service.ts';
import type { AuditSigner } from './signature.ts';

/** Before it had its present name, the event was called this; what waits in a queue may still be. */
const FORMER_NAME = 'security.event_occurred';

/** Payload of `security.event_occurred`. Members it does not name are left out: newer writers may add some. */
const securityEventPayload = z.object({
  actorKind: z.enum(AuditActorKind),
  actorId: z.string().min(1).nullish(),
  action: z.string().min(1),
  outcome: z.enum(AuditOutcome),
  ipAddress: z.string().nullish(),
  userAgent: z.string().nullish(),
  details: z.record(z.string(), z.unknown()).nullish(),
});

/** A consumer of published events, run by the worker with retries and dead letters. */
export interface AuditConsumer {
  name: 'compliance.audit';
  eventTypes: readonly string[];
  /** @throws when the payload is not what it should be, or the database is away */
  handle(event: PublishedEvent): Promise<void>;
}

/** Writes one audit entry for every security event, however often it is delivered. */
export function createAuditConsumer(deps: {
  db: Pick<Database, 'worker'>;
  signer: AuditSigner;
  logger: Logger;
}): AuditConsumer {
  return {
    name: 'compliance.audit',
    eventTypes: [SECURITY_EVENT, FORMER_NAME],
    async handle(event) {
      const parsed = securityEventPayload.safeParse(event.payload);
      if (!parsed.success) {
        throw new TypeError(
          `The payload of ${event.eventType} ${event.eventId} is not valid: ${z.prettifyError(parsed.error)}`,
        );
      }
      const { actorId, ipAddress, userAgent, details, ...rest } = parsed.data;
      const isNew = await appendToChain(deps, {
        ...rest,
        actorId,
        ipAddress,
        userAgent,
        details,
        merchantId: event.merchantId,
        eventId: event.eventId,
        occurredAt: event.eventTimestamp,
        correlationId: event.correlationId,
      });
      if (!isNew) deps.logger.debug({ eventId: event.eventId }, 'audit entry was already written');
    },
  };
}
