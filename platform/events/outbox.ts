import type { SqlTransaction } from '../postgres/tenants.ts';

/** The envelope every event travels in. Changes to it and to payloads are additive only. */
export interface EventEnvelope<P = unknown> {
  eventId: string;
  /** For example `insight.created`. */
  eventType: string;
  /** Version of the payload's shape, from 1. */
  eventVersion: number;
  eventTimestamp: Date;
  /** The correlation id of the request or job that caused it. */
  correlationId: string;
  sourceService: string;
  merchantId: string;
  payload: P;
}

/** An event as it was published: `sequence` orders all events and is the token to resume from. */
export interface PublishedEvent<P = unknown> extends EventEnvelope<P> {
  sequence: bigint;
}

export type NewEvent<P = unknown> = Omit<EventEnvelope<P>, 'eventId' | 'eventTimestamp'> & {
  eventId?: string;
};

/**
 * Writes an event into the outbox, in the writer's transaction: it is published if and only if that commits. The
 * relay reads it from the WAL.
 * @returns its id
 */
export async function appendEvent(tx: SqlTransaction, event: NewEvent): Promise<string> {
  const eventId = event.eventId ?? crypto.randomUUID();
  await tx.$executeRaw`
    insert into events.outbox (event_id, event_type, event_version, correlation_id, source_service, merchant_id, payload)
    values (${eventId}::uuid, ${event.eventType}, ${event.eventVersion}, ${event.correlationId}, ${event.sourceService},
            ${event.merchantId}::uuid, ${JSON.stringify(event.payload ?? {})}::jsonb)`;
  return eventId;
}
