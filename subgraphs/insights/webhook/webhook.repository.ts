import type { Page } from '#platform/graphql/index.ts';
import type { Transaction } from '#prisma/database.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** A row of insights.webhook_endpoints, without its secrets. */
export interface EndpointRow {
  id: string;
  merchantId: string;
  url: string;
  description: string;
  events: string[];
  /** Empty: every kind. */
  kinds: string[];
  leastSeverity: string;
  enabled: boolean;
  disabledReason: string | null;
  failingSince: string | null;
  rotatedAt: string;
  previousUntil: string | null;
  createdAt: string;
  updatedAt: string;
}

/** What a person says of an endpoint. */
export type EndpointWish = Pick<
  EndpointRow,
  'url' | 'description' | 'events' | 'kinds' | 'leastSeverity' | 'enabled'
>;

/** A row of insights.webhook_deliveries. */
export interface DeliveryRow {
  id: string;
  merchantId: string;
  endpointId: string;
  eventId: string;
  eventType: string;
  body: string;
  status: string;
  createdAt: string;
  finishedAt: string | null;
  nextAttemptAt: string | null;
}

/** A row of insights.webhook_attempts. */
export interface AttemptRow {
  deliveryId: string;
  number: number;
  startedAt: string;
  durationMs: number;
  statusCode: number | null;
  error: string | null;
}

const instant = (column: string) =>
  Prisma.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);

const ENDPOINT = Prisma.sql`
  id::text, merchant_id::text as "merchantId", url, description, events, kinds, least_severity as "leastSeverity",
  enabled, disabled_reason as "disabledReason", ${instant('failing_since')} as "failingSince",
  ${instant('rotated_at')} as "rotatedAt",
  case when previous_until > now() then ${instant('previous_until')} end as "previousUntil",
  ${instant('created_at')} as "createdAt", ${instant('updated_at')} as "updatedAt"`;

const DELIVERY = Prisma.sql`
  id::text, merchant_id::text as "merchantId", endpoint_id::text as "endpointId", event_id::text as "eventId",
  event_type as "eventType", body, status, ${instant('created_at')} as "createdAt",
  ${instant('finished_at')} as "finishedAt",
  case when status = 'QUEUED' then ${instant('next_attempt_at')} end as "nextAttemptAt"`;

/** A merchant's endpoints, oldest first. */
export const listEndpoints = (tx: Transaction, merchantId: string): Promise<EndpointRow[]> =>
  tx.$queryRaw<EndpointRow[]>`
    select ${ENDPOINT} from insights.webhook_endpoints where merchant_id = ${merchantId}::uuid order by id`;

/** One endpoint of the merchant. */
export async function endpointById(
  tx: Transaction,
  merchantId: string,
  id: string,
): Promise<EndpointRow | undefined> {
  const rows = await tx.$queryRaw<EndpointRow[]>`
    select ${ENDPOINT} from insights.webhook_endpoints
    where merchant_id = ${merchantId}::uuid and id = ${id}::text::uuid for update`;
  return rows[0];
}

/** Writes an endpoint. @param endpoint.secret sealed for its id */
export async function insertEndpoint(
  tx: Transaction,
  endpoint: EndpointWish & { id: string; merchantId: string; secret: Uint8Array<ArrayBuffer>; actor: string },
): Promise<void> {
  const { id, merchantId, actor, secret, url, description, events, kinds, leastSeverity, enabled } = endpoint;
  await tx.webhookEndpoint.create({
    data: {
      id,
      merchantId,
      url,
      description,
      events,
      kinds,
      leastSeverity,
      enabled,
      disabledReason: enabled ? null : 'PERSON',
      secret,
      createdBy: actor,
    },
    select: { id: true },
  });
}

/** Up to `page.limit + 1` deliveries to an endpoint in reading direction, newest first, and how many there are. */
export async function listDeliveries(
  tx: Transaction,
  endpoint: { merchantId: string; id: string },
  statuses: readonly string[] | null,
  page: Page,
): Promise<{ rows: DeliveryRow[]; total: number }> {
  const of = Prisma.sql`merchant_id = ${endpoint.merchantId}::uuid and endpoint_id = ${endpoint.id}::uuid
    and (${statuses === null} or status = any(${statuses ?? []}::text[]))`;
  const [id] = page.cursor ?? [];
  const forward = page.direction === 'forward';
  const order = forward ? Prisma.sql`desc` : Prisma.sql`asc`;
  const beyond = forward ? Prisma.sql`<` : Prisma.sql`>`;
  const from = id === undefined ? Prisma.empty : Prisma.sql`and id ${beyond} ${id}::text::uuid`;
  const rows = await tx.$queryRaw<DeliveryRow[]>`
    select ${DELIVERY} from insights.webhook_deliveries where ${of} ${from}
    order by id ${order} limit ${page.limit + 1}`;
  const counts = await tx.$queryRaw<{ total: number }[]>`
    select count(*)::int as total from insights.webhook_deliveries where ${of}`;
  return { rows, total: counts[0]?.total ?? 0 };
}

/** One delivery of the merchant. */
export async function deliveryById(
  tx: Transaction,
  merchantId: string,
  id: string,
): Promise<DeliveryRow | undefined> {
  const rows = await tx.$queryRaw<DeliveryRow[]>`
    select ${DELIVERY} from insights.webhook_deliveries
    where merchant_id = ${merchantId}::uuid and id = ${id}::text::uuid`;
  return rows[0];
}

/** The attempts of some deliveries, oldest first. */
export const attemptsOf = (tx: Transaction, deliveryIds: readonly string[]): Promise<AttemptRow[]> =>
  tx.$queryRaw<AttemptRow[]>`
    select delivery_id::text as "deliveryId", number, ${instant('started_at')} as "startedAt",
      duration_ms as "durationMs", status_code as "statusCode", error
    from insights.webhook_attempts where delivery_id = any(${[...deliveryIds]}::uuid[]) order by delivery_id, number`;

/** Puts an event on its way to an endpoint, once. */
export async function queueDelivery(
  tx: Pick<Transaction, '$queryRaw'>,
  delivery: { merchantId: string; endpointId: string; eventId: string; eventType: string; body: string },
): Promise<string | undefined> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    insert into insights.webhook_deliveries (merchant_id, endpoint_id, event_id, event_type, body)
    values (${delivery.merchantId}::uuid, ${delivery.endpointId}::uuid, ${delivery.eventId}::uuid, ${delivery.eventType},
      ${delivery.body})
    on conflict (endpoint_id, event_id) do nothing returning id::text`;
  return rows[0]?.id;
}
