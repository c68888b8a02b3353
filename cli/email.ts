import { createOutboxTransport, createSmtpTransport, type EmailTransport } from '#platform/email/index.ts';
import type { Settings } from './environment.ts';

/** Where this deployment's e-mail goes. */
export const emailTransportOf = ({ smtp }: Settings): EmailTransport =>
  smtp ? createSmtpTransport(smtp) : createOutboxTransport();
