import type { EventConsumer } from '#platform/events/index.ts';
import { createAuditConsumer, createAuditSigner } from '../subgraphs/compliance/index.ts';
import type { Deployment } from './deployment.ts';

/** Everybody who does something with published events: the worker runs them, an operator redrives what they set aside. */
export const createConsumers = ({ db, engines, logger }: Deployment): EventConsumer[] => [
  createAuditConsumer({ db, logger, signer: createAuditSigner({ signingKey: engines.secrets.auditKey }) }),
];
