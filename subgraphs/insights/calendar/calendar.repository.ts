import type { Page } from '#platform/graphql/index.ts';
import type { Transaction } from '#prisma/database.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** A row of insights.calendar_entries. */
export interface EntryRow {
  id: string;
  merchantId: string;
  kind: string;
  name: string;
  from: string;
  to: string;
  yearly: boolean;
  createdAt: string;
  updatedAt: string;
}

/** What a person says of an entry. */
export type EntryWish = Pick<EntryRow, 'kind' | 'name' | 'from' | 'to' | 'yearly'>;

const COLUMNS = Prisma.sql`
  id::text, merchant_id::text as "merchantId", kind, name, from_day::text as "from", to_day::text as "to", yearly,
  to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "createdAt",
  to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "updatedAt"`;

/** Up to `page.limit + 1` entries in reading direction, by their first day, and how many match. */
export async function listEntries(
  tx: Transaction,
  merchantId: string,
  period: { from?: string | null; to?: string | null },
  page: Page,
): Promise<{ rows: EntryRow[]; total: number }> {
  const conditions = [Prisma.sql`merchant_id = ${merchantId}::uuid`];
  if (period.from) conditions.push(Prisma.sql`(yearly or to_day >= ${period.from}::text::date)`);
  if (period.to) conditions.push(Prisma.sql`from_day <= ${period.to}::text::date`);
  const matching = Prisma.join(conditions, ' and ');
  const [day, id] = page.cursor ?? [];
  const forward = page.direction === 'forward';
  const order = forward ? Prisma.sql`asc` : Prisma.sql`desc`;
  const beyond = forward ? Prisma.sql`>` : Prisma.sql`<`;
  const from =
    day === undefined || id === undefined
      ? Prisma.empty
      : Prisma.sql`and (from_day, id) ${beyond} (${day}::text::date, ${id}::text::uuid)`;
  const rows = await tx.$queryRaw<EntryRow[]>`
    select ${COLUMNS} from insights.calendar_entries where ${matching} ${from}
    order by from_day ${order}, id ${order} limit ${page.limit + 1}`;
  const counts = await tx.$queryRaw<{ total: number }[]>`
    select count(*)::int as total from insights.calendar_entries where ${matching}`;
  return { rows, total: counts[0]?.total ?? 0 };
}

/** One entry of the merchant. */
export async function entryById(
  tx: Transaction,
  merchantId: string,
  id: string,
): Promise<EntryRow | undefined> {
  const rows = await tx.$queryRaw<EntryRow[]>`
    select ${COLUMNS} from insights.calendar_entries
    where merchant_id = ${merchantId}::uuid and id = ${id}::uuid for update`;
  return rows[0];
}

/** Writes an entry. */
export async function insertEntry(
  tx: Transaction,
  entry: EntryWish & { merchantId: string; actor: string },
): Promise<EntryRow> {
  const [row] = await tx.$queryRaw<EntryRow[]>`
    insert into insights.calendar_entries (merchant_id, kind, name, from_day, to_day, yearly, created_by)
    values (${entry.merchantId}::uuid, ${entry.kind}, ${entry.name}, ${entry.from}::text::date, ${entry.to}::text::date,
      ${entry.yearly}, ${entry.actor})
    returning ${COLUMNS}`;
  if (row === undefined) throw new Error('the entry was not written');
  return row;
}

/** Writes an entry anew. */
export async function updateEntry(
  tx: Transaction,
  id: string,
  entry: EntryWish,
): Promise<EntryRow | undefined> {
  const rows = await tx.$queryRaw<EntryRow[]>`
    update insights.calendar_entries set kind = ${entry.kind}, name = ${entry.name},
      from_day = ${entry.from}::text::date, to_day = ${entry.to}::text::date, yearly = ${entry.yearly}, updated_at = now()
    where id = ${id}::uuid
    returning ${COLUMNS}`;
  return rows[0];
}
