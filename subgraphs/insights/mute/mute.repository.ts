import type { Page } from '#platform/graphql/index.ts';
import type { Transaction } from '#prisma/database.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** A row of insights.mutes. */
export interface MuteRow {
  id: string;
  merchantId: string;
  kind: string | null;
  metric: string | null;
  until: string | null;
  reason: string | null;
  createdAt: string;
}

const COLUMNS = Prisma.sql`
  id::text, merchant_id::text as "merchantId", kind, metric, until::text, reason,
  to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "createdAt"`;

/** Up to `page.limit + 1` mutes in reading direction, newest first, and how many there are. */
export async function listMutes(
  tx: Transaction,
  merchantId: string,
  page: Page,
): Promise<{ rows: MuteRow[]; total: number }> {
  const [id] = page.cursor ?? [];
  const forward = page.direction === 'forward';
  const order = forward ? Prisma.sql`desc` : Prisma.sql`asc`;
  const beyond = forward ? Prisma.sql`<` : Prisma.sql`>`;
  const from = id === undefined ? Prisma.empty : Prisma.sql`and id ${beyond} ${id}::text::uuid`;
  const rows = await tx.$queryRaw<MuteRow[]>`
    select ${COLUMNS} from insights.mutes where merchant_id = ${merchantId}::uuid ${from}
    order by id ${order} limit ${page.limit + 1}`;
  return { rows, total: await tx.insightMute.count({ where: { merchantId } }) };
}

/** Writes a mute. */
export async function insertMute(
  tx: Transaction,
  mute: Omit<MuteRow, 'id' | 'createdAt'> & { actor: string },
): Promise<MuteRow> {
  const [row] = await tx.$queryRaw<MuteRow[]>`
    insert into insights.mutes (merchant_id, kind, metric, until, reason, created_by)
    values (${mute.merchantId}::uuid, ${mute.kind}, ${mute.metric}, ${mute.until}::text::date, ${mute.reason}, ${mute.actor})
    returning ${COLUMNS}`;
  if (row === undefined) throw new Error('the mute was not written');
  return row;
}
