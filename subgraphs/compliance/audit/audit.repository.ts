import type { Page } from '#platform/graphql/index.ts';
import { type SqlTransaction, withTenants } from '#platform/postgres/tenants.ts';
import type { Database } from '#prisma/database.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { ChainPosition } from './chain.ts';

/** An entry as it is stored. */
export interface AuditRow {
  id: string;
  merchant_id: string;
  actor_kind: string;
  actor_id: string | null;
  action: string;
  outcome: string;
  occurred_at: Date;
  ip_address: string | null;
  user_agent: string | null;
  correlation_id: string | null;
  /** JSON text. */
  details: string | null;
  /** Microseconds since the epoch of `occurred_at`: a Date would lose some, and a cursor would skip an entry. */
  occurred_at_us: string;
  sequence: bigint;
  /** Hexadecimal. */
  hash: string;
}

/** A checked request for entries of one merchant. */
export interface AuditQuery {
  merchantId: string;
  actions: readonly string[] | undefined;
  actorId: string | undefined;
  outcomes: readonly string[] | undefined;
  actorKinds: readonly string[] | undefined;
  ipAddress: string | undefined;
  /** Days of the merchant, both included. */
  from: string | undefined;
  to: string | undefined;
  page: Page;
}

/** An entry to write; `eventId` is the event that told of it, and makes writing it twice harmless. */
export interface NewAuditEntry {
  merchantId: string;
  eventId: string;
  actorKind: string;
  actorId: string | null | undefined;
  action: string;
  outcome: string;
  occurredAt: Date;
  ipAddress: string | null | undefined;
  userAgent: string | null | undefined;
  correlationId: string;
  details: Record<string, unknown> | null | undefined;
}

const COLUMNS = Prisma.sql`id, merchant_id, actor_kind, actor_id, action, outcome, occurred_at, ip_address, user_agent,
  correlation_id, details::text as details, sequence, encode(hash, 'hex') as hash, (extract(epoch from occurred_at) * 1000000)::bigint::text as occurred_at_us`;

/** The instant at which a day begins for the merchant, `later` days after it; a constant that the index can use. */
const startOf = (day: string, later: 0 | 1, merchantId: string): Prisma.Sql =>
  Prisma.sql`((${day}::date + ${later}::int)::timestamp
    at time zone (select time_zone from users.merchants where id = ${merchantId}::uuid))`;

function conditionsOf(query: AuditQuery): Prisma.Sql {
  const { merchantId } = query;
  const conditions = [Prisma.sql`merchant_id = ${merchantId}::uuid`];
  if (query.actions) conditions.push(Prisma.sql`action = any(${[...query.actions]}::text[])`);
  if (query.actorId) conditions.push(Prisma.sql`actor_id = ${query.actorId}`);
  if (query.outcomes) conditions.push(Prisma.sql`outcome = any(${[...query.outcomes]}::text[])`);
  if (query.actorKinds) conditions.push(Prisma.sql`actor_kind = any(${[...query.actorKinds]}::text[])`);
  if (query.ipAddress) conditions.push(Prisma.sql`ip_address = ${query.ipAddress}`);
  if (query.from) conditions.push(Prisma.sql`occurred_at >= ${startOf(query.from, 0, merchantId)}`);
  if (query.to) conditions.push(Prisma.sql`occurred_at < ${startOf(query.to, 1, merchantId)}`);
  return Prisma.join(conditions, ' and ');
}

/** One page of a merchant's entries, newest first, with one row more when more follow, and how many match in all. */
export function findAuditEntries(
  db: Pick<Database, 'app'>,
  query: AuditQuery,
): Promise<{ rows: AuditRow[]; totalCount: number }> {
  const { page } = query;
  const forward = page.direction === 'forward';
  const direction = forward ? Prisma.sql`desc` : Prisma.sql`asc`;
  const beyond = forward ? Prisma.sql`<` : Prisma.sql`>`;
  const where = conditionsOf(query);
  const [position, id] = page.cursor ?? [];
  const after =
    position !== undefined && id !== undefined
      ? Prisma.sql`and (occurred_at, id) ${beyond} (timestamptz 'epoch' + ${position}::bigint * interval '1 microsecond', ${id}::uuid)`
      : Prisma.empty;
  return withTenants(db.app, [query.merchantId], async (tx) => {
    const rows = await tx.$queryRaw<AuditRow[]>`
      select ${COLUMNS} from compliance.audit_entries where ${where} ${after}
      order by occurred_at ${direction}, id ${direction} limit ${page.limit + 1}`;
    const counted = await tx.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from compliance.audit_entries where ${where}`;
    return { rows, totalCount: counted[0]?.count ?? 0 };
  });
}

/** What the last verification of a merchant's log found; undefined before the first. */
export async function findVerification(
  db: Pick<Database, 'app'>,
  merchantId: string,
): Promise<{ verifiedAt: Date; intact: boolean; entries: bigint; problem: string | null } | undefined> {
  const found = await withTenants(db.app, [merchantId], (tx) =>
    tx.auditVerification.findUnique({ where: { merchantId } }),
  );
  return found ?? undefined;
}

/** Entries by id, of these merchants only. */
export function findAuditEntriesById(
  db: Pick<Database, 'app'>,
  merchantIds: readonly string[],
  ids: readonly string[],
): Promise<AuditRow[]> {
  return withTenants(
    db.app,
    merchantIds,
    (tx) => tx.$queryRaw<AuditRow[]>`
      select ${COLUMNS} from compliance.audit_entries where id = any(${[...ids]}::uuid[])`,
  );
}

/**
 * Writes an entry, unless its event already has one; the database gives it its place in the chain.
 * @returns that place; null when it was not new
 */
export async function insertAuditEntry(
  tx: SqlTransaction,
  entry: NewAuditEntry,
): Promise<ChainPosition | null> {
  const details = entry.details ? JSON.stringify(entry.details) : null;
  const rows = await tx.$queryRaw<{ sequence: bigint; hash: string }[]>`
      insert into compliance.audit_entries
        (merchant_id, event_id, actor_kind, actor_id, action, outcome, occurred_at, ip_address, user_agent,
         correlation_id, details)
      values (${entry.merchantId}::uuid, ${entry.eventId}::uuid, ${entry.actorKind}, ${entry.actorId ?? null},
              ${entry.action}, ${entry.outcome}, ${entry.occurredAt}, ${entry.ipAddress ?? null},
              ${entry.userAgent ?? null}, ${entry.correlationId}, ${details}::jsonb)
      returning sequence, encode(hash, 'hex') as hash`;
  const [row] = rows;
  return row ? { sequence: Number(row.sequence), hash: row.hash } : null;
}
