import type { PrismaClient, Transaction } from '#prisma/database.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { ALERT_COLUMNS, type AlertRow } from './alert.repository.ts';

/** An alert with what the job needs of its merchant. */
export interface DueAlert extends AlertRow {
  timeZone: string;
  currency: string;
  locale: string;
  /** The last day on which it fired. */
  lastFired: string | null;
}

/** Where a page of alerts ended. */
export type Place = Pick<AlertRow, 'merchantId' | 'id'>;

/**
 * Enabled alerts of ACTIVE merchants that have not been judged up to a day, in a fixed order and in pages.
 * @param before those judged up to the day before this one, or earlier
 */
export function alertsBehind(
  worker: PrismaClient,
  before: string,
  page: { after: Place | undefined; limit: number },
): Promise<DueAlert[]> {
  const after = page.after
    ? Prisma.sql`and (alert.merchant_id, alert.id) > (${page.after.merchantId}::uuid, ${page.after.id}::uuid)`
    : Prisma.empty;
  return worker.$queryRaw<DueAlert[]>`
    select ${ALERT_COLUMNS}, merchant.time_zone as "timeZone", merchant.currency::text as currency, merchant.locale,
      null::text as "lastFired"
    from insights.alerts alert join users.merchants merchant on merchant.id = alert.merchant_id
    where alert.enabled and alert.judged_to < ${before}::text::date and merchant.status::text = 'ACTIVE' ${after}
    order by alert.merchant_id, alert.id limit ${page.limit}`;
}

/** The last day on which each of these alerts fired. */
export async function lastFirings(tx: Transaction, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<{ id: string; day: string }[]>`
    select alert_id::text as id, max(day)::text as day from insights.alert_firings
    where alert_id = any(${ids}::text[]::uuid[]) group by alert_id`;
  return new Map(rows.map(({ id, day }) => [id, day]));
}

/**
 * Takes an alert to write that it fired. Answers whether it still is as it was read: one that was changed, deleted or
 * judged by another run meanwhile is left to the next.
 */
export async function claim(tx: Transaction, alert: DueAlert): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id::text from insights.alerts where id = ${alert.id}::uuid and version = ${alert.version}::int and enabled
      and judged_to = ${alert.judgedTo}::text::date
    for update`;
  return rows.length > 0;
}

/** Moves alerts to the day they have been judged up to; those that were changed meanwhile stay where they are. */
export async function moveOn(
  tx: Transaction,
  judged: readonly { id: string; version: number; to: string }[],
): Promise<void> {
  await tx.$executeRaw`
    update insights.alerts alert set judged_to = given."to", failure = null, failed_at = null
    from jsonb_to_recordset(${JSON.stringify(judged)}::text::jsonb) as given(id uuid, version int, "to" date)
    where alert.id = given.id and alert.version = given.version and alert.judged_to < given."to"`;
}

/** Keeps why alerts could not be judged; they stay due. */
export async function keepFailure(tx: Transaction, ids: readonly string[], failure: string): Promise<void> {
  await tx.$executeRaw`
    update insights.alerts set failure = ${failure}, failed_at = now() where id = any(${ids}::text[]::uuid[])`;
}
