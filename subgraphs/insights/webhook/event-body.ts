/** The body of a webhook: the common envelope of events. `WebhookEvent` of the SDK says the same. */
export const bodyOf = (event: {
  eventId: string;
  eventType: string;
  eventVersion: number;
  eventTimestamp: Date;
  correlationId: string;
  sourceService: string;
  merchantId: string;
  payload: object;
}): string =>
  JSON.stringify({
    eventId: event.eventId,
    eventType: event.eventType,
    eventVersion: event.eventVersion,
    eventTimestamp: event.eventTimestamp.toISOString(),
    correlationId: event.correlationId,
    sourceService: event.sourceService,
    merchantId: event.merchantId,
    payload: event.payload,
  });
