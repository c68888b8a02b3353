import { useAuditLogIntegrity } from '@merchantgraph/sdk/react';
import Alert from '@mui/material/Alert';
import type { SettingsPageProps } from '../types.ts';

/** What last night's check of the audit log found. */
export function Integrity({ merchant, format }: Pick<SettingsPageProps, 'merchant' | 'format'>) {
  const { data } = useAuditLogIntegrity({ merchantId: merchant.id }, { policy: 'cache-and-network' });
  if (!data) return null;
  const { status, verifiedAt, entries, problem } = data;
  const when = verifiedAt ? format.instant(verifiedAt) : '';
  if (status === 'BROKEN') {
    return (
      <Alert severity="error">
        The log is not as it was written, as was found {when}. {problem}
      </Alert>
    );
  }
  return status === 'INTACT' ? (
    <Alert severity="success">
      Verified {when}: all {format.number(entries ?? 0)} entries are as they were written.
    </Alert>
  ) : (
    <Alert severity="info">The log is verified every night; the first time is still to come.</Alert>
  );
}
