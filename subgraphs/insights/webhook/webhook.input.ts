import { Field, ID, InputType, Int } from 'type-graphql';
import { InsightKind, InsightSeverity } from '../insight/insight.enums.ts';
import { WebhookEvent } from './webhook.type.ts';

@InputType({ description: 'The endpoint to make; a merchant has at most 10.' })
export class CreateWebhookEndpointInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;

  @Field(() => String, {
    description:
      'Where to send requests: https, reachable from the internet, at most 2000 characters. Redirects are not followed.',
  })
  url: string;

  @Field(() => String, { nullable: true, description: 'What it is for, at most 200 characters.' })
  description?: string | null;

  @Field(() => [WebhookEvent], { description: 'What to tell it of; at least one.' })
  events: WebhookEvent[];

  @Field(() => [InsightKind], {
    nullable: true,
    description: 'Only insights of these kinds; of every kind when absent or empty.',
  })
  kinds?: InsightKind[] | null;

  @Field(() => InsightSeverity, {
    nullable: true,
    description: 'Only insights of this severity and more severe ones; all when absent.',
  })
  leastSeverity?: InsightSeverity | null;
}

@InputType({ description: 'What changes about an endpoint. Fields that are absent stay as they are.' })
export class UpdateWebhookEndpointInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;

  @Field(() => ID, { description: 'Id of the endpoint.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'Where to send requests from now on.' })
  url?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is for, at most 200 characters.' })
  description?: string | null;

  @Field(() => [WebhookEvent], { nullable: true, description: 'What to tell it of; at least one.' })
  events?: WebhookEvent[] | null;

  @Field(() => [InsightKind], {
    nullable: true,
    description: 'Only insights of these kinds; empty: of every kind.',
  })
  kinds?: InsightKind[] | null;

  @Field(() => InsightSeverity, { nullable: true, description: 'The least severity to tell of.' })
  leastSeverity?: InsightSeverity | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether to send anything. Switching it off gives up what is queued; what happens until it is on again is not sent later.',
  })
  enabled?: boolean | null;
}

@InputType({ description: 'Which endpoint.' })
export class WebhookEndpointInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;

  @Field(() => ID, { description: 'Id of the endpoint.' })
  id: string;
}

@InputType({ description: 'Which endpoint gets a new secret.' })
export class RotateWebhookSecretInput extends WebhookEndpointInput {
  @Field(() => Int, {
    nullable: true,
    description:
      'For how many hours requests are signed with the old secret too, 0 to 168; 24 when absent. A receiver that knows either one believes them.',
  })
  overlapHours?: number | null;
}

@InputType({ description: 'Which delivery to send again.' })
export class RedeliverWebhookInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;

  @Field(() => ID, { description: 'Id of the delivery.' })
  deliveryId: string;
}
