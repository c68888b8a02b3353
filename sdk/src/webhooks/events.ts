/** What every event carries, whatever it is about. */
export interface WebhookEnvelope {
  /** UUID of the event; a delivery that is tried again carries the same one. */
  eventId: string;
  /** Which event it is, such as `insight.created`. */
  eventType: string;
  /** Version of the payload's shape, from 1; higher ones only add fields. */
  eventVersion: number;
  /** When it happened, an instant in ISO 8601. */
  eventTimestamp: string;
  /** Quote it when you ask for help. */
  correlationId: string;
  /** The part of the platform it comes from. */
  sourceService: string;
  /** UUID of the merchant it is about. */
  merchantId: string;
}

/** An insight as events carry it. Ask the API for the rest by its id. */
export interface WebhookInsight {
  /** UUID of the insight. */
  id: string;
  /** How it was found, such as `LEVEL_SHIFT`. */
  kind: string;
  /** The metric that leads it, such as `GROSS_REVENUE`. */
  metric: string;
  /** `UP` or `DOWN`. */
  direction: string;
  /** `INFO`, `NOTICE`, `WARNING` or `CRITICAL`. */
  severity: string;
  /** The news in one line, in the merchant's language. */
  title: string;
  /** The figures behind it. */
  text: string;
  /** The day in whose morning it was found, YYYY-MM-DD. */
  asOf: string;
}

/** A new insight, or one whose story went on. */
export interface InsightWebhookEvent extends WebhookEnvelope {
  eventType: 'insight.created' | 'insight.updated';
  payload: { insight: WebhookInsight };
}

/** What `sendTestWebhook` sends. */
export interface TestWebhookEvent extends WebhookEnvelope {
  eventType: 'webhook.test';
  payload: Record<string, unknown>;
}

/** An event as it arrives. Newer platforms may send other types too: leave those you do not know alone. */
export type WebhookEvent = InsightWebhookEvent | TestWebhookEvent;
