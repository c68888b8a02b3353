import { badInput, conflict, notFound } from '#platform/errors/index.ts';
import { recordSecurityEvent } from '#platform/events/index.ts';
import type { FileLinks } from '#platform/files/index.ts';
import {
  type Connection,
  connectionOf,
  type Page,
  pageOf,
  type SubgraphContext,
} from '#platform/graphql/index.ts';
import { actorOf, merchantsOf, requireMerchant } from '#platform/identity/index.ts';
import { type Idempotency, isUuid, withTenants } from '#platform/postgres/index.ts';
import type { Database, Transaction } from '#prisma/database.ts';
import { appendChanged, appendCommand } from './events.ts';
import type { ExportsArgs, RequestExportInput } from './export.input.ts';
import { countOpenExports, type ExportRow, insertExport, listExports } from './export.repository.ts';
import { ExportStatus, KINDS } from './kinds.ts';
import { downloadUrl } from './notice.ts';
import { checkParameters, type ExportParameters } from './parameters.ts';

/** Exports that one merchant may have waiting and running. */
const MAX_OPEN = 20;
/** How long a link of the API works. */
const LINK_MS = 15 * 60_000;

export interface ExportService {
  /** @throws BAD_INPUT, NOT_FOUND, FORBIDDEN, UNAUTHENTICATED, and CONFLICT when too many wait */
  request(context: SubgraphContext, input: RequestExportInput): Promise<ExportRow>;
  /** @throws CONFLICT when it is over */
  cancel(context: SubgraphContext, id: string): Promise<ExportRow>;
  list(context: SubgraphContext, merchantId: string, args: ExportsArgs): Promise<Connection<ExportRow>>;
  /** @throws NOT_FOUND for an unknown export or another merchant's, FORBIDDEN without `exports:read` */
  byId(context: SubgraphContext, id: string): Promise<ExportRow>;
  /** A new signed link of a complete export for the caller; null for any other. */
  linkOf(context: SubgraphContext, row: { id: string; merchantId: string; status: string }): string | null;
}

/** A cursor comes from the client: what is no place in this list is refused before it reaches the database. */
function checkedPage(args: ExportsArgs): Page {
  const page = pageOf(args, 2);
  const [at = '', id = ''] = page.cursor ?? [];
  if (page.cursor && (Number.isNaN(Date.parse(at)) || !isUuid(id))) {
    const name = page.direction === 'backward' ? 'before' : 'after';
    throw badInput(`${name} is not a cursor of this list: start again from the first page.`, [name]);
  }
  return page;
}

export function createExportService(deps: {
  db: Pick<Database, 'app'>;
  idempotency: Idempotency;
  links: FileLinks;
  publicUrl: string;
}): ExportService {
  const { db, idempotency } = deps;

  async function insert(
    tx: Transaction,
    context: SubgraphContext,
    merchantId: string,
    wish: { parameters: ExportParameters; notify: boolean },
  ): Promise<string> {
    if ((await countOpenExports(tx, merchantId)) >= MAX_OPEN)
      throw conflict(`${MAX_OPEN} exports of the merchant wait or run already. Wait for one, or cancel it.`);
    const { identity, correlationId } = context;
    const { parameters } = wish;
    const id = crypto.randomUUID();
    const userId = identity.kind === 'user' ? identity.userId : null;
    const notifyUserIds = wish.notify && userId ? [userId] : [];
    await insertExport(tx, { id, merchantId, parameters, requestedBy: actorOf(identity), notifyUserIds });
    await appendCommand(tx, { id, merchantId, userId, correlationId, parameters });
    await recordSecurityEvent(tx, 'analytics', context, {
      merchantId,
      action: 'export.requested',
      details: { exportId: id, kind: parameters.kind, format: parameters.format },
    });
    return id;
  }

  async function byId(context: SubgraphContext, id: string, permission: 'exports:read' | 'exports:write') {
    const { identity } = context;
    // Who has not said who they are is told to, and not that there is nothing.
    if (identity.kind === 'anonymous') requireMerchant(identity, id, permission);
    const row = isUuid(id)
      ? await withTenants(db.app, merchantsOf(identity), (tx) => tx.export.findUnique({ where: { id } }))
      : null;
    if (!row) throw notFound('The export', ['id']);
    requireMerchant(identity, row.merchantId, permission);
    return row;
  }

  return {
    async request(context, input) {
      const { merchantId, notify, ...parameters } = input;
      const { identity } = context;
      requireMerchant(identity, merchantId, 'exports:write');
      requireMerchant(identity, merchantId, KINDS[input.kind].permission);
      if (!isUuid(merchantId)) throw notFound('The merchant', ['input', 'merchantId']);
      checkParameters(parameters);
      return withTenants(db.app, [merchantId], async (tx) => {
        const call = {
          scope: merchantId,
          actor: actorOf(identity),
          operation: 'requestExport',
          key: context.idempotencyKey,
          input,
        };
        const { id } = await idempotency.run(tx, call, async () => ({
          id: await insert(tx, context, merchantId, { parameters, notify: notify ?? true }),
        }));
        return tx.export.findUniqueOrThrow({ where: { id } });
      });
    },

    async cancel(context, id) {
      const found = await byId(context, id, 'exports:write');
      const { merchantId } = found;
      return withTenants(db.app, [merchantId], async (tx) => {
        const call = {
          scope: merchantId,
          actor: actorOf(context.identity),
          operation: 'cancelExport',
          key: context.idempotencyKey,
          input: { id },
        };
        await idempotency.run(tx, call, async () => {
          const { count } = await tx.export.updateMany({
            where: { id, status: { in: [ExportStatus.QUEUED, ExportStatus.RUNNING] } },
            data: { status: ExportStatus.CANCELLED, finishedAt: new Date() },
          });
          if (count === 0) throw conflict('The export is over: there is nothing to cancel.', ['input', 'id']);
          await appendChanged(tx, { id, merchantId, status: ExportStatus.CANCELLED });
          return { id };
        });
        return tx.export.findUniqueOrThrow({ where: { id } });
      });
    },

    async list(context, merchantId, args) {
      requireMerchant(context.identity, merchantId, 'exports:read');
      if (!isUuid(merchantId)) throw notFound('The merchant', ['merchant']);
      const page = checkedPage(args);
      const { rows, total } = await withTenants(db.app, [merchantId], (tx) =>
        listExports(tx, {
          merchantId,
          kinds: args.filter?.kind ?? [],
          statuses: args.filter?.status ?? [],
          page,
        }),
      );
      return connectionOf(rows, page, total, (row) => [row.createdAt.toISOString(), row.id]);
    },

    byId: (context, id) => byId(context, id, 'exports:read'),

    linkOf({ identity }, { id, merchantId, status }) {
      if (status !== ExportStatus.COMPLETED) return null;
      requireMerchant(identity, merchantId, 'exports:read');
      const expiresAt = new Date(Date.now() + LINK_MS);
      return downloadUrl(
        deps.publicUrl,
        deps.links.sign({ id, merchantId, actor: actorOf(identity), expiresAt }),
      );
    },
  };
}
