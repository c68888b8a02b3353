import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { answer, orUserError, type SubgraphContext } from '#platform/graphql/index.ts';
import type { InsightKind, InsightSeverity } from '../insight/insight.enums.ts';
import { Merchant } from '../insight/insight.type.ts';
import * as inputs from './webhook.input.ts';
import type { EndpointRow } from './webhook.repository.ts';
import type { Delivery, WebhookService } from './webhook.service.ts';
import * as types from './webhook.type.ts';

const merchantOf = (id: string): Merchant => Object.assign(new Merchant(), { id });

function toEndpoint({ merchantId, rotatedAt, previousUntil, ...row }: EndpointRow): types.WebhookEndpoint {
  return {
    ...row,
    merchant: merchantOf(merchantId),
    events: row.events.map((event) => event.toUpperCase().replace('.', '_') as types.WebhookEvent),
    kinds: row.kinds as InsightKind[],
    leastSeverity: row.leastSeverity as InsightSeverity,
    disabledReason: row.disabledReason as types.WebhookDisabledReason | null,
    secretRotatedAt: rotatedAt,
    previousSecretUntil: previousUntil,
  };
}

const toDelivery = (row: Delivery): types.WebhookDelivery => ({
  ...row,
  status: row.status as types.WebhookDeliveryStatus,
});

/** The deliveries of an endpoint. */
@Resolver(() => types.WebhookEndpoint)
export class WebhookEndpointResolver {
  constructor(private readonly service: WebhookService) {}

  @FieldResolver(() => types.WebhookDeliveryConnection, {
    description: 'What was sent to it in the last 30 days, newest first.',
  })
  async deliveries(
    @Root() endpoint: types.WebhookEndpoint,
    @Args(() => types.WebhookDeliveriesArgs) args: types.WebhookDeliveriesArgs,
    @Ctx() context: SubgraphContext,
  ) {
    const { id, merchant } = endpoint;
    const page = await this.service.deliveries(context.identity, { id, merchantId: merchant.id }, args);
    const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: toDelivery(node) }));
    return { ...page, edges, nodes: edges.map(({ node }) => node) };
  }
}

/** Where a merchant wants to be told of insights. */
@Resolver(() => Merchant)
export class WebhookResolver {
  constructor(private readonly service: WebhookService) {}

  @FieldResolver(() => [types.WebhookEndpoint], {
    nullable: true,
    description:
      'Where insights are sent to as signed requests, oldest first; at most 10. Needs the permission webhooks:read.',
  })
  async webhookEndpoints(@Root() merchant: Merchant, @Ctx() context: SubgraphContext) {
    return (await this.service.list(context.identity, merchant.id)).map(toEndpoint);
  }

  @Mutation(() => types.CreateWebhookEndpointResult, {
    description: 'Makes an endpoint and tells its secret, this once. Needs the permission webhooks:write.',
  })
  createWebhookEndpoint(
    @Arg('input', () => inputs.CreateWebhookEndpointInput, { description: 'The endpoint.' })
    input: inputs.CreateWebhookEndpointInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () => {
      const { endpoint, secret } = await this.service.create(context, input);
      return answer(types.CreateWebhookEndpointSuccess, { endpoint: toEndpoint(endpoint), secret });
    });
  }

  @Mutation(() => types.UpdateWebhookEndpointResult, {
    description: 'Changes an endpoint, or switches it off and on. Needs the permission webhooks:write.',
  })
  updateWebhookEndpoint(
    @Arg('input', () => inputs.UpdateWebhookEndpointInput, { description: 'What changes.' })
    input: inputs.UpdateWebhookEndpointInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(types.UpdateWebhookEndpointSuccess, {
        endpoint: toEndpoint(await this.service.update(context, input)),
      }),
    );
  }

  @Mutation(() => types.RemoveWebhookEndpointResult, {
    description: 'Removes an endpoint and the log of its deliveries. Needs the permission webhooks:write.',
  })
  removeWebhookEndpoint(
    @Arg('input', () => inputs.WebhookEndpointInput, { description: 'Which endpoint.' })
    input: inputs.WebhookEndpointInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () => {
      const { id, merchantId } = await this.service.remove(context, input);
      return answer(types.RemoveWebhookEndpointSuccess, { id, merchant: merchantOf(merchantId) });
    });
  }

  @Mutation(() => types.RotateWebhookSecretResult, {
    description:
      'Gives an endpoint a new secret; for a while requests are signed with both. Needs the permission webhooks:write.',
  })
  rotateWebhookSecret(
    @Arg('input', () => inputs.RotateWebhookSecretInput, { description: 'Which endpoint.' })
    input: inputs.RotateWebhookSecretInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () => {
      const { endpoint, secret } = await this.service.rotate(context, input);
      return answer(types.RotateWebhookSecretSuccess, { endpoint: toEndpoint(endpoint), secret });
    });
  }

  @Mutation(() => types.SendTestWebhookResult, {
    description:
      'Sends a webhook.test to an endpoint, as any event is sent. Needs the permission webhooks:write.',
  })
  sendTestWebhook(
    @Arg('input', () => inputs.WebhookEndpointInput, { description: 'Which endpoint.' })
    input: inputs.WebhookEndpointInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(types.SendTestWebhookSuccess, { delivery: toDelivery(await this.service.test(context, input)) }),
    );
  }

  @Mutation(() => types.RedeliverWebhookResult, {
    description:
      'Sends a delivery that has ended again, with the same id and body. Needs the permission webhooks:write.',
  })
  redeliverWebhook(
    @Arg('input', () => inputs.RedeliverWebhookInput, { description: 'Which delivery.' })
    input: inputs.RedeliverWebhookInput,
    @Ctx() context: SubgraphContext,
  ) {
    return orUserError(async () =>
      answer(types.RedeliverWebhookSuccess, {
        delivery: toDelivery(await this.service.redeliver(context, input)),
      }),
    );
  }
}
