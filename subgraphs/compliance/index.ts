import type { Database } from '#prisma/database.ts';
import { createAuditJob } from './audit/audit.job.ts';
import type { AuditSigner } from './audit/signature.ts';

export { createAuditConsumer } from './audit/audit.consumer.ts';
export { readLog, signLog, signUnsignedLogs, verifyLog } from './audit/chain.service.ts';
export { headerLine, parseEntry, parseHeader, parseKeptHead } from './audit/export.ts';
export {
  type AuditSigner,
  type AuditVerifier,
  createAuditSigner,
  createAuditVerifier,
} from './audit/signature.ts';
export { type ChainReport, createChainVerification } from './audit/verification.ts';

/** Jobs of this room, for the worker. */
export const createComplianceJobs = (deps: {
  db: Pick<Database, 'worker'>;
  signer: AuditSigner;
  retentionMonths: number;
}) => [createAuditJob(deps)];
