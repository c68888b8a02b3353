import { z } from 'zod';
import { messageOf } from '#platform/errors/index.ts';
import { defineJob } from '#platform/jobs/index.ts';
import type { Logger } from '#platform/log/index.ts';
import type { Database } from '#prisma/database.ts';
import { noteVerification, pruneLog, verifyLog } from './chain.service.ts';
import type { AuditSigner } from './signature.ts';

/** What a round over all logs did. */
export interface AuditRound {
  merchants: number;
  /** Logs that are not as they were written; they are left as they are. */
  broken: number;
  /** Entries that were older than the retention. */
  pruned: number;
}

/**
 * Verifies the log of every merchant, and prunes those that are intact: what was tampered with stays as evidence. One log
 * that cannot be read does not keep the others waiting.
 * @param options.months how long entries are kept, 12 or more
 */
export async function lookAfterAuditLogs(
  deps: { db: Pick<Database, 'worker'>; signer: AuditSigner; logger: Logger },
  options: { months: number; signal?: AbortSignal },
): Promise<AuditRound> {
  const { db, signer, logger } = deps;
  const merchants = await db.worker.merchant.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
  const round: AuditRound = { merchants: merchants.length, broken: 0, pruned: 0 };
  for (const { id: merchantId } of merchants) {
    options.signal?.throwIfAborted();
    try {
      const report = await verifyLog(db, signer, merchantId);
      await noteVerification(db, report);
      if (report.intact) {
        round.pruned += await pruneLog(db, signer, { merchantId, months: options.months });
      } else {
        round.broken += 1;
        logger.error({ merchantId, problems: report.problems }, 'an audit log is not as it was written');
      }
    } catch (error) {
      round.broken += 1;
      logger.error({ merchantId, error: messageOf(error) }, 'an audit log could not be verified');
    }
  }
  return round;
}

/** Every night: see `lookAfterAuditLogs`. */
export const createAuditJob = (deps: {
  db: Pick<Database, 'worker'>;
  signer: AuditSigner;
  /** How long entries are kept, 12 or more. */
  retentionMonths: number;
}) =>
  defineJob({
    name: 'compliance.audit',
    payload: z.object({}),
    maxAttempts: 3,
    timeoutMs: 3_600_000,
    schedule: { cron: '30 4 * * *', payload: {}, fillHours: 12 },
    async handler(_, { logger, signal }) {
      const round = await lookAfterAuditLogs({ ...deps, logger }, { months: deps.retentionMonths, signal });
      logger.info(round, 'audit logs verified');
    },
  });
