import { badInput, conflict, notFound } from '#platform/errors/index.ts';
import { recordSecurityEvent } from '#platform/events/index.ts';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { actorOf, may, type Permission, type Role, requireMerchant } from '#platform/identity/index.ts';
import { type Idempotency, isUuid, withTenants } from '#platform/postgres/index.ts';
import type { Database, Prisma, Transaction } from '#prisma/database.ts';
import { findMembers } from '../export/export.repository.ts';
import { type ExportFormat, type ExportKind, KINDS } from '../export/kinds.ts';
import { checkParameters, exportParameters } from '../export/parameters.ts';
import { nextRun, type ScheduleCadence } from './schedule.time.ts';
import {
  type CreateReportScheduleInput,
  type DeleteReportScheduleInput,
  ReportSchedule,
  type UpdateReportScheduleInput,
} from './schedule.type.ts';

const MAX_SCHEDULES = 50;
const MAX_RECIPIENTS = 20;

export type ScheduleRow = Prisma.ReportScheduleGetPayload<object>;

/** Schedules of reports. Reading needs `exports:read`, changing `exports:write` and what the kind needs. */
export interface ScheduleService {
  list(context: SubgraphContext, merchantId: string): Promise<ReportSchedule[]>;
  /** @throws BAD_INPUT that names the field, CONFLICT when the merchant has too many */
  create(context: SubgraphContext, input: CreateReportScheduleInput): Promise<ReportSchedule>;
  /** @throws BAD_INPUT that names the field, NOT_FOUND for an unknown one */
  update(context: SubgraphContext, input: UpdateReportScheduleInput): Promise<ReportSchedule>;
  /** @throws NOT_FOUND for an unknown one */
  delete(context: SubgraphContext, input: DeleteReportScheduleInput): Promise<string>;
}

function scheduleOf(row: ScheduleRow): ReportSchedule {
  const { groupBy, breakdownBy, metric, compareTo } = exportParameters.parse(row.parameters);
  return Object.assign(new ReportSchedule(), {
    id: row.id,
    kind: row.kind as ExportKind,
    format: row.format as ExportFormat,
    groupBy: groupBy ?? null,
    breakdownBy: breakdownBy ?? null,
    metric: metric ?? null,
    compareTo: compareTo ?? null,
    cadence: row.cadence as ScheduleCadence,
    localHour: row.localHour,
    recipientIds: row.recipientIds,
    nextRunAt: row.nextRunAt,
    lastRunAt: row.lastRunAt,
    lastExportId: row.lastExportId,
    createdAt: row.createdAt,
  });
}

/** Parameters as JSON, without what is undefined. */
const stored = (parameters: object): Prisma.InputJsonObject => JSON.parse(JSON.stringify(parameters));

/** What is neither absent nor null. */
const given = (values: object): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value != null));

/** Those of the people who are members and may read an export of this kind. */
export async function findReaders(
  tx: Transaction,
  merchantId: string,
  userIds: readonly string[],
  kind: ExportKind,
): Promise<string[]> {
  const needed: Permission[] = ['exports:read', KINDS[kind].permission];
  const members = await findMembers(tx, merchantId, userIds);
  return members
    .filter(({ userId, role }) => {
      const memberships = [{ merchantId, role: role as Role }];
      const identity = { kind: 'user' as const, userId, sessionId: '', memberships };
      return needed.every((permission) => may(identity, merchantId, permission));
    })
    .map(({ userId }) => userId);
}

/** When and to whom. */
interface Delivery {
  localHour: number;
  recipientIds: readonly string[];
}

function checkDelivery({ localHour, recipientIds }: Delivery): void {
  if (localHour < 0 || localHour > 23)
    throw badInput(`localHour must be between 0 and 23; got ${localHour}.`, ['input', 'localHour']);
  const count = new Set(recipientIds).size;
  if (count < 1 || count > MAX_RECIPIENTS)
    throw badInput(`recipientIds names 1 to ${MAX_RECIPIENTS} members; got ${count}.`, [
      'input',
      'recipientIds',
    ]);
  if (!recipientIds.every(isUuid))
    throw badInput('recipientIds holds ids of users, which are UUIDs.', ['input', 'recipientIds']);
}

export function createScheduleService(deps: {
  db: Pick<Database, 'app'>;
  idempotency: Idempotency;
}): ScheduleService {
  const { db, idempotency } = deps;

  function change<T>(
    context: SubgraphContext,
    operation: string,
    input: { merchantId: string },
    run: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    const { merchantId } = input;
    requireMerchant(context.identity, merchantId, 'exports:write');
    if (!isUuid(merchantId)) throw notFound('The merchant', ['input', 'merchantId']);
    const actor = actorOf(context.identity);
    return withTenants(db.app, [merchantId], (tx) =>
      idempotency.run(tx, { scope: merchantId, actor, operation, key: context.idempotencyKey, input }, () =>
        run(tx),
      ),
    );
  }

  /** Ids of recipients, each once. @throws BAD_INPUT when one of them may not read what is sent */
  async function recipientsOf(
    tx: Transaction,
    merchantId: string,
    recipientIds: readonly string[],
    kind: ExportKind,
  ): Promise<string[]> {
    const wanted = [...new Set(recipientIds.map((id) => id.toLowerCase()))];
    const readers = await findReaders(tx, merchantId, wanted, kind);
    const missing = wanted.find((id) => !readers.includes(id));
    if (missing !== undefined)
      throw badInput(`${missing} is no member who may read such exports.`, ['input', 'recipientIds']);
    return wanted;
  }

  async function timeZoneOf(tx: Transaction, merchantId: string): Promise<string> {
    const merchant = await tx.merchant.findUniqueOrThrow({
      where: { id: merchantId },
      select: { timeZone: true },
    });
    return merchant.timeZone;
  }

  async function insert(tx: Transaction, context: SubgraphContext, input: CreateReportScheduleInput) {
    const { merchantId, kind, format, cadence, localHour } = input;
    const { filter, groupBy, breakdownBy, metric, compareTo } = input;
    const wanted = await recipientsOf(tx, merchantId, input.recipientIds, kind);
    if ((await tx.reportSchedule.count({ where: { merchantId } })) >= MAX_SCHEDULES)
      throw conflict(`The merchant has ${MAX_SCHEDULES} schedules already. Delete one first.`);
    const timeZone = await timeZoneOf(tx, merchantId);
    const { id } = await tx.reportSchedule.create({
      data: {
        merchantId,
        kind,
        format,
        parameters: stored({ kind, format, filter, groupBy, breakdownBy, metric, compareTo }),
        cadence,
        localHour,
        recipientIds: wanted,
        createdBy: actorOf(context.identity),
        nextRunAt: nextRun(new Date(), { cadence, localHour, timeZone }),
      },
    });
    await recordSecurityEvent(tx, 'analytics', context, {
      merchantId,
      action: 'report_schedule.created',
      details: { scheduleId: id, kind, cadence, recipients: wanted.length },
    });
    return { id };
  }

  /** What is absent or null stays; what is sent at another time is sent next at the new one. */
  async function alter(
    tx: Transaction,
    context: SubgraphContext,
    row: ScheduleRow,
    input: UpdateReportScheduleInput,
  ) {
    const { id, merchantId } = row;
    const kind = row.kind as ExportKind;
    requireMerchant(context.identity, merchantId, KINDS[kind].permission);
    const parameters = exportParameters.parse({
      ...(row.parameters as object),
      ...given({
        format: input.format,
        filter: input.filter,
        groupBy: input.groupBy,
        breakdownBy: input.breakdownBy,
        metric: input.metric,
        compareTo: input.compareTo,
      }),
    });
    checkParameters(parameters, { withRange: false });
    const cadence = input.cadence ?? (row.cadence as ScheduleCadence);
    const localHour = input.localHour ?? row.localHour;
    checkDelivery({ localHour, recipientIds: input.recipientIds ?? row.recipientIds });
    const moved = cadence !== row.cadence || localHour !== row.localHour;
    const timeZone = await timeZoneOf(tx, merchantId);
    await tx.reportSchedule.update({
      where: { id },
      data: {
        format: parameters.format,
        parameters: stored(parameters),
        cadence,
        localHour,
        ...(input.recipientIds
          ? { recipientIds: await recipientsOf(tx, merchantId, input.recipientIds, kind) }
          : {}),
        ...(moved ? { nextRunAt: nextRun(new Date(), { cadence, localHour, timeZone }) } : {}),
      },
    });
    await recordSecurityEvent(tx, 'analytics', context, {
      merchantId,
      action: 'report_schedule.updated',
      details: { scheduleId: id, kind, cadence },
    });
    return { id };
  }

  const read = async (merchantId: string, id: string): Promise<ReportSchedule> => {
    const row = await withTenants(db.app, [merchantId], (tx) =>
      tx.reportSchedule.findUnique({ where: { id } }),
    );
    // Asked again under its key after it was deleted.
    if (!row) throw notFound('The schedule', ['input']);
    return scheduleOf(row);
  };

  return {
    async list({ identity }, merchantId) {
      requireMerchant(identity, merchantId, 'exports:read');
      if (!isUuid(merchantId)) throw notFound('The merchant', ['merchant']);
      const rows = await withTenants(db.app, [merchantId], (tx) =>
        tx.reportSchedule.findMany({
          where: { merchantId },
          orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
          take: MAX_SCHEDULES,
        }),
      );
      return rows.map(scheduleOf);
    },

    async create(context, input) {
      requireMerchant(context.identity, input.merchantId, 'exports:write');
      requireMerchant(context.identity, input.merchantId, KINDS[input.kind].permission);
      checkDelivery(input);
      checkParameters(input, { withRange: false });
      const { id } = await change(context, 'createReportSchedule', input, (tx) => insert(tx, context, input));
      return read(input.merchantId, id);
    },

    async update(context, input) {
      const { merchantId } = input;
      const { id } = await change(context, 'updateReportSchedule', input, async (tx) => {
        const row = isUuid(input.id)
          ? await tx.reportSchedule.findFirst({ where: { id: input.id, merchantId } })
          : null;
        if (!row) throw notFound('The schedule', ['input', 'id']);
        return alter(tx, context, row, input);
      });
      return read(merchantId, id);
    },

    async delete(context, input) {
      const { merchantId, id } = input;
      const gone = await change(context, 'deleteReportSchedule', input, async (tx) => {
        const { count } = isUuid(id)
          ? await tx.reportSchedule.deleteMany({ where: { id, merchantId } })
          : { count: 0 };
        if (count === 0) throw notFound('The schedule', ['input', 'id']);
        await recordSecurityEvent(tx, 'analytics', context, {
          merchantId,
          action: 'report_schedule.deleted',
          details: { scheduleId: id },
        });
        return { id };
      });
      return gone.id;
    },
  };
}
