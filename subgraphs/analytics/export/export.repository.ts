import type { Page } from '#platform/graphql/index.ts';
import type { Prisma, Transaction } from '#prisma/database.ts';
import { type ExportKind, ExportStatus } from './kinds.ts';
import type { ExportParameters } from './parameters.ts';

/** A stored export. */
export type ExportRow = Prisma.ExportGetPayload<object>;

/** Exports of one merchant that wait or run. */
export const countOpenExports = (tx: Transaction, merchantId: string): Promise<number> =>
  tx.export.count({
    where: { merchantId, status: { in: [ExportStatus.QUEUED, ExportStatus.RUNNING] } },
  });

/** Stores an export to be made, unless it is there already. */
export async function insertExport(
  tx: Transaction,
  wish: {
    id: string;
    merchantId: string;
    parameters: ExportParameters;
    requestedBy: string;
    notifyUserIds: string[];
  },
): Promise<void> {
  const { parameters, ...rest } = wish;
  await tx.export.createMany({
    data: [{ ...rest, kind: parameters.kind, format: parameters.format, parameters }],
    skipDuplicates: true,
  });
}

/** Exports of a merchant, newest first. */
export async function listExports(
  tx: Transaction,
  query: { merchantId: string; kinds?: ExportKind[]; statuses?: ExportStatus[]; page: Page },
): Promise<{ rows: ExportRow[]; total: number }> {
  const { merchantId, kinds, statuses, page } = query;
  const where: Prisma.ExportWhereInput = {
    merchantId,
    ...(kinds?.length ? { kind: { in: kinds } } : {}),
    ...(statuses?.length ? { status: { in: statuses } } : {}),
  };
  const [at, id] = page.cursor ?? [];
  const forward = page.direction === 'forward';
  const direction = forward ? 'desc' : 'asc';
  const beyond = (value: string | Date) => (forward ? { lt: value } : { gt: value });
  const after: Prisma.ExportWhereInput =
    at !== undefined && id !== undefined
      ? {
          OR: [
            { createdAt: beyond(new Date(at)) },
            { createdAt: new Date(at), id: beyond(id) as { lt: string } },
          ],
        }
      : {};
  const rows = await tx.export.findMany({
    where: { AND: [where, after] },
    orderBy: [{ createdAt: direction }, { id: direction }],
    take: page.limit + 1,
  });
  return { rows, total: await tx.export.count({ where }) };
}

/** People of a merchant who are still members, with where to write to them. */
export async function findMembers(
  tx: Transaction,
  merchantId: string,
  userIds: readonly string[],
): Promise<{ userId: string; email: string; role: string }[]> {
  if (userIds.length === 0) return [];
  return tx.$queryRaw<{ userId: string; email: string; role: string }[]>`
    select m.user_id::text as "userId", u.email::text as email, m.role::text as role
    from users.memberships m join users.users u on u.id = m.user_id
    where m.merchant_id = ${merchantId}::uuid and m.user_id = any(${[...userIds]}::uuid[])
    order by u.email`;
}
