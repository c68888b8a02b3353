import { v7 as uuidv7 } from 'uuid';
import { badInput, conflict, notFound } from '#platform/errors/index.ts';
import { recordSecurityEvent } from '#platform/events/index.ts';
import { type Connection, connectionOf, pageOf, type SubgraphContext } from '#platform/graphql/index.ts';
import { type Identity, requireMerchant } from '#platform/identity/index.ts';
import { isUuid, withTenants } from '#platform/postgres/index.ts';
import type { Sealer } from '#platform/sealing/index.ts';
import { type AddressRules, endpointProblem, newWebhookSecret } from '#platform/webhooks/index.ts';
import type { Database, Transaction } from '#prisma/database.ts';
import { checkedText, type TeamChange } from '../team-change.ts';
import { bodyOf } from './event-body.ts';
import type * as inputs from './webhook.input.ts';
import * as rows from './webhook.repository.ts';
import type { WebhookDeliveriesArgs, WebhookEvent } from './webhook.type.ts';

/** Whoever needs more can fan out from one. */
const MOST = 10;
/** Nobody needs more tests, and they are sent to an address that somebody else may own. */
const TESTS_A_MINUTE = 10;

/** A delivery with what came of it. */
export type Delivery = rows.DeliveryRow & { attempts: rows.AttemptRow[] };

const typeOf = (event: WebhookEvent): string => event.toLowerCase().replace('_', '.');

/** An endpoint's secret is bound to it. */
export const sealedSecret = (sealer: Sealer, secret: string, endpointId: string) =>
  new Uint8Array(sealer.seal(secret, endpointId));

/** Where merchants want to be told of insights, and what came of it. */
export function createWebhookService(deps: {
  db: Pick<Database, 'app'>;
  change: TeamChange;
  sealer: Sealer;
  addresses: AddressRules;
}) {
  const { db, change, sealer, addresses } = deps;

  /** What is given, checked. */
  function checked(
    input: Partial<inputs.CreateWebhookEndpointInput> & { enabled?: boolean | null },
  ): Partial<rows.EndpointWish> {
    const { url, description, events, kinds, leastSeverity, enabled } = input;
    const problem = url == null ? undefined : endpointProblem(url.trim(), addresses);
    if (problem) throw badInput(`url ${problem}.`, ['input', 'url']);
    if (events?.length === 0) throw badInput('events must name at least one.', ['input', 'events']);
    return {
      ...(url == null ? {} : { url: url.trim() }),
      ...(description == null
        ? {}
        : { description: description.trim() && checkedText(description, 'description', 200) }),
      ...(events == null ? {} : { events: [...new Set(events)].map(typeOf) }),
      ...(kinds == null ? {} : { kinds: [...new Set(kinds)] }),
      ...(leastSeverity == null ? {} : { leastSeverity }),
      ...(enabled == null ? {} : { enabled }),
    };
  }

  async function existing(tx: Transaction, input: inputs.WebhookEndpointInput): Promise<rows.EndpointRow> {
    const { merchantId, id } = input;
    const found = isUuid(id) ? await rows.endpointById(tx, merchantId, id) : undefined;
    if (!found) throw notFound('The endpoint', ['input', 'id']);
    return found;
  }

  const record = (
    tx: Transaction,
    context: SubgraphContext,
    action: string,
    endpoint: Pick<rows.EndpointRow, 'id' | 'merchantId' | 'url'>,
    details: object = {},
  ) =>
    recordSecurityEvent(tx, 'insights', context, {
      merchantId: endpoint.merchantId,
      action,
      // Without the query, in which people keep secrets.
      details: { id: endpoint.id, url: endpoint.url.split(/[?#]/, 1)[0], ...details },
    });

  async function complete(tx: Transaction, delivery: rows.DeliveryRow | undefined): Promise<Delivery> {
    if (!delivery) throw notFound('The delivery', ['input', 'deliveryId']);
    return { ...delivery, attempts: await rows.attemptsOf(tx, [delivery.id]) };
  }

  /** A change of endpoints by those who may. */
  const write = <I extends { merchantId: string }, T>(
    context: SubgraphContext,
    operation: string,
    input: I,
    apply: (tx: Transaction, actor: string) => Promise<T>,
  ): Promise<T> =>
    change(context, { merchantId: input.merchantId, permission: 'webhooks:write', operation, input }, apply);

  return {
    /** All endpoints, oldest first; needs webhooks:read. */
    async list(identity: Identity, merchantId: string): Promise<rows.EndpointRow[]> {
      requireMerchant(identity, merchantId, 'webhooks:read');
      return withTenants(db.app, [merchantId], (tx) => rows.listEndpoints(tx, merchantId));
    },

    /** A page of an endpoint's deliveries, newest first; needs webhooks:read. */
    async deliveries(
      identity: Identity,
      endpoint: { merchantId: string; id: string },
      args: WebhookDeliveriesArgs,
    ): Promise<Connection<Delivery>> {
      requireMerchant(identity, endpoint.merchantId, 'webhooks:read');
      const page = pageOf(args, 1);
      if (page.cursor && !isUuid(page.cursor[0] ?? '')) {
        const name = page.direction === 'forward' ? 'after' : 'before';
        throw badInput(`${name} is not a cursor of this list: start again from the first page.`, [name]);
      }
      return withTenants(db.app, [endpoint.merchantId], async (tx) => {
        const found = await rows.listDeliveries(tx, endpoint, args.status ?? null, page);
        const attempts = await rows.attemptsOf(
          tx,
          found.rows.map(({ id }) => id),
        );
        const whole = found.rows.map((row) => ({
          ...row,
          attempts: attempts.filter(({ deliveryId }) => deliveryId === row.id),
        }));
        return connectionOf(whole, page, found.total, ({ id }) => [id]);
      });
    },

    /** Makes an endpoint; throws BAD_INPUT, and CONFLICT when there are 10. */
    create: (context: SubgraphContext, input: inputs.CreateWebhookEndpointInput) =>
      write(context, 'createWebhookEndpoint', input, async (tx, actor) => {
        const { merchantId } = input;
        const wish = { description: '', kinds: [], leastSeverity: 'INFO', enabled: true, ...checked(input) };
        const { url, events } = wish;
        if (!url || !events) throw badInput('url and events are needed.', ['input']);
        // Two at once would both find nine.
        await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`webhooks ${merchantId}`}, 0))`;
        if ((await tx.webhookEndpoint.count({ where: { merchantId } })) >= MOST)
          throw conflict(`A merchant has at most ${MOST} endpoints; remove one first.`, ['input']);
        const id = uuidv7();
        const secret = newWebhookSecret();
        await rows.insertEndpoint(tx, {
          ...wish,
          url,
          events,
          id,
          merchantId,
          actor,
          secret: sealedSecret(sealer, secret, id),
        });
        const endpoint = await existing(tx, { merchantId, id });
        await record(tx, context, 'webhook.created', endpoint);
        return { endpoint, secret };
      }),

    /** Changes what is given; throws BAD_INPUT and NOT_FOUND. */
    update: (context: SubgraphContext, input: inputs.UpdateWebhookEndpointInput) =>
      write(context, 'updateWebhookEndpoint', input, async (tx) => {
        const before = await existing(tx, input);
        const wish = checked(input as Partial<inputs.CreateWebhookEndpointInput>);
        const { enabled } = wish;
        await tx.webhookEndpoint.updateMany({
          where: { id: before.id, merchantId: before.merchantId },
          data: {
            ...wish,
            updatedAt: new Date(),
            ...(enabled === true ? { disabledReason: null, failingSince: null } : {}),
            ...(enabled === false ? { disabledReason: before.disabledReason ?? 'PERSON' } : {}),
          },
        });
        if (enabled === false)
          await tx.webhookDelivery.updateMany({
            where: { endpointId: before.id, status: 'QUEUED' },
            data: { status: 'FAILED', finishedAt: new Date() },
          });
        const endpoint = await existing(tx, input);
        await record(tx, context, 'webhook.changed', endpoint, { changed: Object.keys(wish) });
        return endpoint;
      }),

    /** Removes an endpoint and its log; throws NOT_FOUND. */
    remove: (context: SubgraphContext, input: inputs.WebhookEndpointInput) =>
      write(context, 'removeWebhookEndpoint', input, async (tx) => {
        const endpoint = await existing(tx, input);
        await tx.webhookEndpoint.deleteMany({ where: { id: endpoint.id, merchantId: endpoint.merchantId } });
        await record(tx, context, 'webhook.removed', endpoint);
        return endpoint;
      }),

    /** Gives an endpoint a new secret; the old one signs beside it for a while. */
    rotate: (context: SubgraphContext, input: inputs.RotateWebhookSecretInput) =>
      write(context, 'rotateWebhookSecret', input, async (tx) => {
        const hours = input.overlapHours ?? 24;
        if (hours < 0 || hours > 168)
          throw badInput('overlapHours must be 0 to 168.', ['input', 'overlapHours']);
        const { id } = await existing(tx, input);
        const secret = newWebhookSecret();
        await tx.$executeRaw`
          update insights.webhook_endpoints set previous_secret = case when ${hours} > 0 then secret end,
            previous_until = case when ${hours} > 0 then now() + make_interval(hours => ${hours}::int) end,
            secret = ${sealedSecret(sealer, secret, id)}, rotated_at = now()
          where id = ${id}::uuid`;
        const endpoint = await existing(tx, input);
        await record(tx, context, 'webhook.secret_rotated', endpoint, { overlapHours: hours });
        return { endpoint, secret };
      }),

    /** Queues a `webhook.test`; throws CONFLICT when the endpoint is not enabled or was tested a lot. */
    test: (context: SubgraphContext, input: inputs.WebhookEndpointInput) =>
      write(context, 'sendTestWebhook', input, async (tx) => {
        const { id: endpointId, merchantId, enabled } = await existing(tx, input);
        if (!enabled) throw conflict('The endpoint is not enabled: enable it first.', ['input', 'id']);
        const eventType = 'webhook.test';
        const since = new Date(Date.now() - 60_000);
        const lately = await tx.webhookDelivery.count({
          where: { endpointId, eventType, createdAt: { gt: since } },
        });
        if (lately >= TESTS_A_MINUTE)
          throw conflict(`An endpoint is tested ${TESTS_A_MINUTE} times a minute at most.`, ['input', 'id']);
        const eventId = crypto.randomUUID();
        const body = bodyOf({
          eventId,
          eventType,
          eventVersion: 1,
          eventTimestamp: new Date(),
          correlationId: context.correlationId,
          sourceService: 'insights',
          merchantId,
          payload: { message: 'It works.' },
        });
        const id = await rows.queueDelivery(tx, { merchantId, endpointId, eventId, eventType, body });
        return complete(tx, id === undefined ? undefined : await rows.deliveryById(tx, merchantId, id));
      }),

    /** Queues a delivery again, with all its attempts and the same event id. */
    redeliver: (context: SubgraphContext, input: inputs.RedeliverWebhookInput) =>
      write(context, 'redeliverWebhook', input, async (tx) => {
        const { merchantId, deliveryId } = input;
        const found = isUuid(deliveryId) ? await rows.deliveryById(tx, merchantId, deliveryId) : undefined;
        if (!found) throw notFound('The delivery', ['input', 'deliveryId']);
        const endpoint = await existing(tx, { merchantId, id: found.endpointId });
        if (!endpoint.enabled)
          throw conflict('The endpoint is not enabled: enable it first.', ['input', 'deliveryId']);
        if (found.status === 'QUEUED') throw conflict('It is on its way already.', ['input', 'deliveryId']);
        await tx.webhookDelivery.updateMany({
          where: { id: found.id, merchantId },
          data: { status: 'QUEUED', tries: 0, nextAttemptAt: new Date(), finishedAt: null },
        });
        return complete(tx, await rows.deliveryById(tx, merchantId, found.id));
      }),
  };
}

export type WebhookService = ReturnType<typeof createWebhookService>;
