import { z } from 'zod';
import { forbidden } from '#platform/errors/index.ts';
import type { EventConsumer } from '#platform/events/index.ts';
import { may, type Role } from '#platform/identity/index.ts';
import { queueJob } from '#platform/jobs/index.ts';
import { withTenants } from '#platform/postgres/index.ts';
import type { Database } from '#prisma/database.ts';
import { OPERATION_REQUESTED, operationPayload } from './events.ts';
import { EXPORT_JOB } from './export.job.ts';
import { findMembers, insertExport } from './export.repository.ts';
import { MAX_ATTEMPTS } from './export.state.ts';
import { ExportStatus, KINDS } from './kinds.ts';
import { checkParameters, exportParameters } from './parameters.ts';

export const EXPORT_CONSUMER = 'analytics.exports';

type Command = z.infer<typeof operationPayload>;

/** A command that did not come through the API: whoever it names must be allowed to ask for it. */
async function adopt(deps: { db: Pick<Database, 'app'> }, id: string, command: Command): Promise<void> {
  const { merchantId, userId } = command;
  const parameters = exportParameters.parse(command.parameters);
  checkParameters(parameters);
  await withTenants(deps.db.app, [merchantId], async (tx) => {
    if (await tx.export.count({ where: { id } })) return;
    const [member] = userId ? await findMembers(tx, merchantId, [userId]) : [];
    const identity = {
      kind: 'user' as const,
      userId: userId ?? '',
      sessionId: '',
      memberships: member ? [{ merchantId, role: member.role as Role }] : [],
    };
    for (const permission of ['exports:write', KINDS[parameters.kind].permission] as const)
      if (!may(identity, merchantId, permission))
        throw forbidden(`The user ${userId} lacks ${permission} for the merchant ${merchantId}.`);
    const requestedBy = `user:${userId}`;
    await insertExport(tx, {
      id,
      merchantId,
      parameters,
      requestedBy,
      notifyUserIds: userId ? [userId] : [],
    });
  });
}

/**
 * Makes a durable job of every command. Repeating it does nothing, but for an export that has failed: an operator who
 * redrives its dead letter has it tried again.
 */
export const createExportConsumer = (deps: {
  db: Pick<Database, 'app' | 'worker' | 'pools'>;
}): EventConsumer => ({
  name: EXPORT_CONSUMER,
  eventTypes: [OPERATION_REQUESTED],
  async handle(event) {
    const parsed = operationPayload.safeParse(event.payload);
    if (!parsed.success)
      throw new TypeError(
        `The payload of ${event.eventType} ${event.eventId} is not valid: ${z.prettifyError(parsed.error)}`,
      );
    const { merchantId } = event;
    if (parsed.data.merchantId !== merchantId)
      throw new TypeError(`The command ${event.eventId} names another merchant than its envelope.`);
    await adopt(deps, event.eventId, parsed.data);
    await withTenants(deps.db.worker, [merchantId], (tx) =>
      tx.export.updateMany({
        where: { id: event.eventId, status: ExportStatus.FAILED },
        data: { status: ExportStatus.QUEUED, attempts: 0, error: null, finishedAt: null },
      }),
    );
    await queueJob(deps.db.pools.worker, {
      name: EXPORT_JOB,
      payload: { merchantId, exportId: event.eventId },
      maxAttempts: MAX_ATTEMPTS,
      key: `export:${event.eventId}`,
    });
  },
});
