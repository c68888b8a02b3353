import type { EventConsumer } from '#platform/events/index.ts';
import { createExportConsumer } from '../subgraphs/analytics/index.ts';
import { type AuditSigner, createAuditConsumer, createAuditSigner } from '../subgraphs/compliance/index.ts';
import {
  createCriticalNoticeConsumer,
  createInsightEmails,
  createQualityAlertConsumer,
  createWebhookConsumer,
} from '../subgraphs/insights/index.ts';
import type { Deployment } from './deployment.ts';
import type { Secrets } from './secrets.ts';

/** Vouches for the audit logs of this deployment. */
export const auditSignerOf = (secrets: Secrets): AuditSigner =>
  createAuditSigner({ signingKey: secrets.auditKey });

/** Everybody who does something with published events: the worker runs them, an operator redrives what they set aside. */
export const createConsumers = ({
  db,
  engines,
  logger,
  publicUrl,
  unsubscribe,
}: Deployment): EventConsumer[] => [
  createExportConsumer({ db }),
  createQualityAlertConsumer({ db }),
  createWebhookConsumer({ db }),
  createCriticalNoticeConsumer({ db, emails: createInsightEmails({ publicUrl, unsubscribe }) }),
  createAuditConsumer({ db, logger, signer: auditSignerOf(engines.secrets) }),
];
