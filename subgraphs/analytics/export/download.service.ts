import type { Readable } from 'node:stream';
import { unavailable } from '#platform/errors/index.ts';
import { recordSecurityEvent, type SecurityActor } from '#platform/events/index.ts';
import type { FileLinks, FileStore } from '#platform/files/index.ts';
import { ANONYMOUS, type Identity, may, type Role } from '#platform/identity/index.ts';
import { isUuid, withTenants } from '#platform/postgres/index.ts';
import type { Database, Transaction } from '#prisma/database.ts';
import type { ExportRow } from './export.repository.ts';
import { fileKeyOf } from './export.run.ts';
import { FORMATS } from './format/index.ts';
import { type ExportFormat, ExportStatus } from './kinds.ts';
import { exportParameters } from './parameters.ts';

/** A file that may be sent. */
export interface Download {
  fileName: string;
  contentType: string;
  size: number;
  sha256: string;
  /** The bytes from `start` to `end`, both included; all of them when not given. */
  open(range?: { start: number; end: number }): Readable;
}

/** What is known of who downloads, for the audit log. */
export interface DownloadRequest {
  correlationId: string;
  clientIp?: string | undefined;
  userAgent?: string | undefined;
}

export interface Downloads {
  /** What a token allows; undefined when it allows nothing, or not any more. @throws UNAVAILABLE */
  find(token: string): Promise<Download | undefined>;
  /** Notes that somebody has begun to fetch it. */
  record(token: string, request: DownloadRequest): Promise<void>;
}

const KINDS_OF_ACTOR: Record<string, SecurityActor['kind']> = {
  user: 'USER',
  key: 'API_KEY',
  operator: 'OPERATOR',
};

const splitActor = (actor: string): { kind: string; id: string } => {
  const at = actor.indexOf(':');
  return { kind: actor.slice(0, at), id: actor.slice(at + 1) };
};

/** What whoever a link was made for is to the merchant now. A link outlives neither membership nor key. */
async function identityNow(tx: Transaction, merchantId: string, actor: string): Promise<Identity> {
  const { kind, id } = splitActor(actor);
  if (kind === 'operator') return { kind, name: id };
  if (!isUuid(id)) return ANONYMOUS;
  const merchant = await tx.merchant.findUnique({ where: { id: merchantId }, select: { status: true } });
  if (!merchant || merchant.status === 'CLOSED') return ANONYMOUS;
  if (kind === 'user') {
    const member = await tx.membership.findUnique({
      where: { merchantId_userId: { merchantId, userId: id } },
      select: { role: true },
    });
    const memberships = member ? [{ merchantId, role: member.role as Role }] : [];
    return { kind: 'user', userId: id, sessionId: '', memberships };
  }
  const key = await tx.apiKey.findUnique({
    where: { id },
    select: { scopes: true, revokedAt: true, expiresAt: true },
  });
  const works = key && !key.revokedAt && !(key.expiresAt && key.expiresAt <= new Date());
  return works ? { kind: 'apiKey', keyId: id, merchantId, scopes: key.scopes } : ANONYMOUS;
}

function fileNameOf(row: ExportRow): string {
  const { from, to } = exportParameters.parse(row.parameters);
  const days = from && to ? `-${from}-${to}` : '';
  const kind = row.kind.toLowerCase().replaceAll('_', '-');
  return `${kind}${days}-${row.id.slice(0, 8)}.${FORMATS[row.format as ExportFormat].extension}`;
}

/** Sends files to whoever holds a link that is still good. */
export function createDownloads(deps: {
  db: Pick<Database, 'app'>;
  files: FileStore;
  links: FileLinks;
}): Downloads {
  return {
    async find(token) {
      const grant = deps.links.verify(token);
      if (!grant) return undefined;
      const { id, merchantId, actor } = grant;
      const row = await withTenants(deps.db.app, [merchantId], async (tx) => {
        const identity = await identityNow(tx, merchantId, actor);
        return may(identity, merchantId, 'exports:read') ? tx.export.findUnique({ where: { id } }) : null;
      });
      if (row?.status !== ExportStatus.COMPLETED || !row.sha256) return undefined;
      if (!row.expiresAt || row.expiresAt <= new Date()) return undefined;
      const key = fileKeyOf(row);
      const size = await deps.files.sizeOf(key).catch((error: unknown) => {
        throw unavailable('The store of files does not answer. Try again in a minute.', error);
      });
      if (size === undefined) return undefined;
      return {
        fileName: fileNameOf(row),
        contentType: FORMATS[row.format as ExportFormat].contentType,
        size,
        sha256: row.sha256,
        open: (range) => deps.files.read(key, range),
      };
    },

    async record(token, request) {
      const grant = deps.links.verify(token);
      if (!grant) return;
      const { kind, id } = splitActor(grant.actor);
      await withTenants(deps.db.app, [grant.merchantId], (tx) =>
        recordSecurityEvent(
          tx,
          'analytics',
          { identity: ANONYMOUS, ...request },
          {
            merchantId: grant.merchantId,
            action: 'export.downloaded',
            actor: { kind: KINDS_OF_ACTOR[kind] ?? 'SYSTEM', id },
            details: { exportId: grant.id },
          },
        ),
      );
    },
  };
}
