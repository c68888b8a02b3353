import type { Page } from '#platform/graphql/index.ts';
import { type SqlTransaction, withTenants } from '#platform/postgres/tenants.ts';
import type { Database } from '#prisma/database.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** A message as it is stored. */
export interface OutboxRow {
  id: string;
  kind: string;
  recipient: string;
  subject: string;
  text: string;
  status: string;
  created_at: Date;
  sent_at: Date | null;
  /** Microseconds since the epoch of `created_at`: a Date would lose some, and a cursor would skip a message. */
  created_at_us: string;
}

interface Listed {
  rows: OutboxRow[];
  totalCount: number;
}

/**
 * Never shown: whoever is at a session left open could otherwise ask for a new password, read the link here, and keep the
 * account. Written with a dash or an underscore.
 */
const HIDDEN = Prisma.sql`translate(kind, '-', '_') <> 'password_reset'`;

const COLUMNS = Prisma.sql`id, kind, recipient, subject, text, status, created_at, sent_at,
  (extract(epoch from created_at) * 1000000)::bigint::text as created_at_us`;

async function list(tx: SqlTransaction, condition: Prisma.Sql, page: Page): Promise<Listed> {
  const forward = page.direction === 'forward';
  const direction = forward ? Prisma.sql`desc` : Prisma.sql`asc`;
  const beyond = forward ? Prisma.sql`<` : Prisma.sql`>`;
  const [position, id] = page.cursor ?? [];
  const after =
    position !== undefined && id !== undefined
      ? Prisma.sql`and (created_at, id) ${beyond} (timestamptz 'epoch' + ${position}::bigint * interval '1 microsecond', ${id}::uuid)`
      : Prisma.empty;
  const rows = await tx.$queryRaw<OutboxRow[]>`
    select ${COLUMNS} from email.messages where ${HIDDEN} and ${condition} ${after}
    order by created_at ${direction}, id ${direction} limit ${page.limit + 1}`;
  const counted = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from email.messages where ${HIDDEN} and ${condition}`;
  return { rows, totalCount: counted[0]?.count ?? 0 };
}

/** Messages, newest first, a row more than the page when more follow. */
export function createOutboxRepository(db: Database) {
  return {
    /** To the address of a person, about whatever merchant or none. */
    toPerson: (userId: string, page: Page): Promise<Listed> =>
      db.auth.$transaction((tx) =>
        list(tx, Prisma.sql`recipient = (select email from users.users where id = ${userId}::uuid)`, page),
      ),
    /** About a merchant, to whomever. */
    ofMerchant: (merchantId: string, page: Page): Promise<Listed> =>
      withTenants(db.app, [merchantId], (tx) =>
        list(tx, Prisma.sql`merchant_id = ${merchantId}::uuid`, page),
      ),
  };
}

export type OutboxRepository = ReturnType<typeof createOutboxRepository>;
