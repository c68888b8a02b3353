import { z } from 'zod';
import { appendEvent } from '#platform/events/index.ts';
import type { SqlTransaction } from '#platform/postgres/index.ts';
import { KINDS } from './kinds.ts';
import { type ExportParameters, exportParameters } from './parameters.ts';

/** Type of the command that asks for something to be done in the background. */
export const OPERATION_REQUESTED = 'AsynchronousOperationRequested';
/** Type of the event that tells of an export's progress. */
export const EXPORT_CHANGED = 'export.changed';
const SOURCE = 'analytics';

/** Payload of the command. The id of its event is the id of the export. */
export const operationPayload = z.object({
  operationType: z.enum(['reportGeneration', 'dataExport']),
  /** The person who asks; null when a key, an operator or a schedule does. */
  userId: z.guid().nullable(),
  merchantId: z.guid(),
  parameters: exportParameters.loose(),
});

/** Payload of `export.changed`. */
export const exportChangedPayload = z.object({ exportId: z.string() });

/** Writes the command, in the transaction of the request. */
export const appendCommand = (
  tx: SqlTransaction,
  wish: {
    id: string;
    merchantId: string;
    userId: string | null;
    correlationId: string;
    parameters: ExportParameters;
  },
): Promise<string> =>
  appendEvent(tx, {
    eventId: wish.id,
    eventType: OPERATION_REQUESTED,
    eventVersion: 1,
    correlationId: wish.correlationId,
    sourceService: SOURCE,
    merchantId: wish.merchantId,
    payload: {
      operationType: KINDS[wish.parameters.kind].operation,
      userId: wish.userId,
      merchantId: wish.merchantId,
      parameters: wish.parameters,
    } satisfies z.infer<typeof operationPayload>,
  });

/** Tells whoever watches an export that it has changed, in the transaction of the change. */
export const appendChanged = (
  tx: SqlTransaction,
  changed: { id: string; merchantId: string; status: string },
): Promise<string> =>
  appendEvent(tx, {
    eventType: EXPORT_CHANGED,
    eventVersion: 1,
    correlationId: changed.id,
    sourceService: SOURCE,
    merchantId: changed.merchantId,
    payload: { exportId: changed.id, status: changed.status },
  });
