import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ConnectionArgs, connectionTypes, DateTimeScalar, resultOf } from '#platform/graphql/index.ts';
import { InsightKind, InsightSeverity } from '../insight/insight.enums.ts';
import { Merchant } from '../insight/insight.type.ts';

export enum WebhookEvent {
  INSIGHT_CREATED = 'INSIGHT_CREATED',
  INSIGHT_UPDATED = 'INSIGHT_UPDATED',
}
registerEnumType(WebhookEvent, {
  name: 'WebhookEvent',
  description: 'What an endpoint can be told of.',
  valuesConfig: {
    INSIGHT_CREATED: { description: 'A new insight; eventType "insight.created".' },
    INSIGHT_UPDATED: { description: 'A story went on and changed its insight; eventType "insight.updated".' },
  },
});

export enum WebhookDisabledReason {
  PERSON = 'PERSON',
  GONE = 'GONE',
  FAILING = 'FAILING',
}
registerEnumType(WebhookDisabledReason, {
  name: 'WebhookDisabledReason',
  description: 'Why nothing is sent to an endpoint.',
  valuesConfig: {
    PERSON: { description: 'Somebody switched it off.' },
    GONE: { description: 'It answered 410 Gone, which says that it wants no more.' },
    FAILING: { description: 'Every attempt of five days failed.' },
  },
});

export enum WebhookDeliveryStatus {
  QUEUED = 'QUEUED',
  DELIVERED = 'DELIVERED',
  FAILED = 'FAILED',
}
registerEnumType(WebhookDeliveryStatus, {
  name: 'WebhookDeliveryStatus',
  description: 'How far a delivery has come.',
  valuesConfig: {
    QUEUED: { description: 'It waits for its first or next attempt.' },
    DELIVERED: { description: 'The endpoint answered 2xx.' },
    FAILED: { description: 'The last attempt failed, or the endpoint was disabled: redeliver it by hand.' },
  },
});

@ObjectType({
  description:
    'An address of a merchant that is sent insights as signed requests (Standard Webhooks). At least once, in no promised order: drop repeats by the header webhook-id.',
})
export class WebhookEndpoint {
  @Field(() => ID, { description: 'Id of the endpoint, a UUID.' })
  id: string;

  @Field(() => Merchant, { description: 'The merchant it belongs to.' })
  merchant: Merchant;

  @Field(() => String, { description: 'Where requests are sent.' })
  url: string;

  @Field(() => String, { description: 'What it is for; may be empty.' })
  description: string;

  @Field(() => [WebhookEvent], { description: 'What it is told of.' })
  events: WebhookEvent[];

  @Field(() => [InsightKind], { description: 'Only insights of these kinds; empty: of every kind.' })
  kinds: InsightKind[];

  @Field(() => InsightSeverity, { description: 'Only insights of this severity and more severe ones.' })
  leastSeverity: InsightSeverity;

  @Field(() => Boolean, { description: 'Whether anything is sent.' })
  enabled: boolean;

  @Field(() => WebhookDisabledReason, { nullable: true, description: 'Why it is not enabled; null: it is.' })
  disabledReason: WebhookDisabledReason | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when every attempt has failed; null: the last one did not.',
  })
  failingSince: string | null;

  @Field(() => DateTimeScalar, { description: 'When its secret was made.' })
  secretRotatedAt: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when the secret before signs too; null: it does not.',
  })
  previousSecretUntil: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt: string;

  @Field(() => DateTimeScalar, { description: 'When somebody last changed it.' })
  updatedAt: string;
}

@ObjectType({ description: 'One request to an endpoint.' })
export class WebhookAttempt {
  @Field(() => Int, { description: 'Which attempt of the delivery, from 1.' })
  number: number;

  @Field(() => DateTimeScalar, { description: 'When it was sent.' })
  startedAt: string;

  @Field(() => Int, { description: 'How long it took, in milliseconds; at most about 10000.' })
  durationMs: number;

  @Field(() => Int, { nullable: true, description: 'The HTTP status of the answer; null: there was none.' })
  statusCode: number | null;

  @Field(() => String, { nullable: true, description: 'Why it failed; null: it did not.' })
  error: string | null;
}

@ObjectType({
  description:
    'An event on its way to an endpoint. It is tried 9 times: again after 5 seconds, 20 seconds, 80 seconds, 5 minutes, 21 minutes, 85 minutes, 6 hours and 16 hours (each up to a tenth more or less), about a day in all. Kept for 30 days.',
})
export class WebhookDelivery {
  @Field(() => ID, { description: 'Id of the delivery, a UUID.' })
  id: string;

  @Field(() => ID, { description: 'Id of the event: the header webhook-id, the same at every attempt.' })
  eventId: string;

  @Field(() => String, {
    description: 'Which event it is: "insight.created", "insight.updated" or "webhook.test".',
  })
  eventType: string;

  @Field(() => WebhookDeliveryStatus, { description: 'How far it has come.' })
  status: WebhookDeliveryStatus;

  @Field(() => String, { description: 'The body that is sent, JSON.' })
  body: string;

  @Field(() => DateTimeScalar, { description: 'When it was first queued.' })
  createdAt: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was delivered or given up; null: neither.',
  })
  finishedAt: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When it is tried next, or tried again should the present attempt never end; null: not any more.',
  })
  nextAttemptAt: string | null;

  @Field(() => [WebhookAttempt], { description: 'Its attempts, oldest first.' })
  attempts: WebhookAttempt[];
}

const { ConnectionType } = connectionTypes('WebhookDelivery', () => WebhookDelivery);
@ObjectType({ description: 'A page of the deliveries to an endpoint.' })
export class WebhookDeliveryConnection extends ConnectionType {}

/** Arguments of `WebhookEndpoint.deliveries`. */
@ArgsType()
export class WebhookDeliveriesArgs extends ConnectionArgs {
  @Field(() => [WebhookDeliveryStatus], {
    nullable: true,
    description: 'Only these states; all when absent, none when empty.',
  })
  status?: WebhookDeliveryStatus[] | null;
}

@ObjectType({ description: 'The endpoint is made.' })
export class CreateWebhookEndpointSuccess {
  @Field(() => WebhookEndpoint, { description: 'The endpoint.' })
  endpoint: WebhookEndpoint;

  @Field(() => String, {
    description:
      'What requests are signed with, "whsec_..."; shown this once. Give it to verifyWebhook of the SDK.',
  })
  secret: string;
}

@ObjectType({ description: 'The endpoint is changed.' })
export class UpdateWebhookEndpointSuccess {
  @Field(() => WebhookEndpoint, { description: 'The endpoint as it is now.' })
  endpoint: WebhookEndpoint;
}

@ObjectType({ description: 'The endpoint is removed, with its deliveries.' })
export class RemoveWebhookEndpointSuccess {
  @Field(() => ID, { description: 'Id of the endpoint that was.' })
  id: string;

  @Field(() => Merchant, { description: 'The merchant it belonged to.' })
  merchant: Merchant;
}

@ObjectType({ description: 'The endpoint has a new secret.' })
export class RotateWebhookSecretSuccess {
  @Field(() => WebhookEndpoint, { description: 'The endpoint.' })
  endpoint: WebhookEndpoint;

  @Field(() => String, { description: 'The new secret, shown this once.' })
  secret: string;
}

@ObjectType({ description: 'It is on its way.' })
export class SendTestWebhookSuccess {
  @Field(() => WebhookDelivery, { description: 'Ask for it again to see what came of it.' })
  delivery: WebhookDelivery;
}

@ObjectType({ description: 'It is on its way again, with all its attempts.' })
export class RedeliverWebhookSuccess {
  @Field(() => WebhookDelivery, { description: 'The delivery as it is now.' })
  delivery: WebhookDelivery;
}

export const CreateWebhookEndpointResult = resultOf('createWebhookEndpoint', CreateWebhookEndpointSuccess);
export const UpdateWebhookEndpointResult = resultOf('updateWebhookEndpoint', UpdateWebhookEndpointSuccess);
export const RemoveWebhookEndpointResult = resultOf('removeWebhookEndpoint', RemoveWebhookEndpointSuccess);
export const RotateWebhookSecretResult = resultOf('rotateWebhookSecret', RotateWebhookSecretSuccess);
export const SendTestWebhookResult = resultOf('sendTestWebhook', SendTestWebhookSuccess);
export const RedeliverWebhookResult = resultOf('redeliverWebhook', RedeliverWebhookSuccess);
