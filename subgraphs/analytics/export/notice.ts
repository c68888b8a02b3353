import { layOutEmail, queueEmail } from '#platform/email/index.ts';
import type { FileLinks } from '#platform/files/index.ts';
import { withTenants } from '#platform/postgres/index.ts';
import type { Database, Transaction } from '#prisma/database.ts';
import { type ExportRow, findMembers } from './export.repository.ts';
import { exportParameters } from './parameters.ts';

/** Where a file can be fetched with a token. */
export const downloadUrl = (publicUrl: string, token: string): string =>
  new URL(`/exports/${token}`, publicUrl).toString();

const nameOf = (kind: string): string => kind.toLowerCase().replaceAll('_', ' ');

/**
 * Tells those who wait for an export that it is there. The link works for that person until the file is removed, and no
 * longer than they are a member who may read exports.
 */
export function createExportNotice(deps: { db: Pick<Database, 'app'>; links: FileLinks; publicUrl: string }) {
  return async (row: ExportRow, rows: number) => {
    const { id, merchantId, kind } = row;
    const members = await withTenants(deps.db.app, [merchantId], (tx) =>
      findMembers(tx, merchantId, row.notifyUserIds),
    );
    const { from, to } = exportParameters.parse(row.parameters);
    const days = from && to ? ` from ${from} to ${to}` : '';
    return async (tx: Transaction, expiresAt: Date): Promise<void> => {
      for (const { userId, email } of members) {
        const token = deps.links.sign({ id, merchantId, actor: `user:${userId}`, expiresAt });
        await queueEmail(tx, {
          merchantId,
          kind: 'export',
          recipient: email,
          ...layOutEmail({
            subject: `Your export is ready: ${nameOf(kind)}`,
            paragraphs: [`The export of ${nameOf(kind)}${days} is ready. It holds ${rows} rows.`],
            action: { label: 'Download', url: downloadUrl(deps.publicUrl, token) },
            footnotes: [
              `The link is yours alone and works until ${expiresAt.toISOString().slice(0, 10)}, as long as you are in the team.`,
            ],
          }),
        });
      }
    };
  };
}
