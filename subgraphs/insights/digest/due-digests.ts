import type { PrismaClient } from '#prisma/database.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { clocks } from '../generation/merchant.repository.ts';
import { type DigestPeriod, isMonday, isMorning } from './morning.ts';
import { isReachable } from './recipients.ts';

/** A person whose digest of a merchant has not been made this morning. */
export interface DueDigest {
  merchantId: string;
  userId: string;
  period: DigestPeriod;
  /** The merchant's day (YYYY-MM-DD). */
  day: string;
}

/** Whose morning it is: every day, and on Mondays those of the week. */
interface Morning {
  zone: string;
  today: string;
  monday: boolean;
}

/** The time zones of merchants in which it is morning. */
export async function morningsAt(worker: Pick<PrismaClient, '$queryRaw'>, now: Date): Promise<Morning[]> {
  const all = await clocks(worker, now);
  return all
    .filter(({ hour }) => isMorning(hour))
    .map(({ zone, today }) => ({ zone, today, monday: isMonday(today) }));
}

/**
 * The people who wait for their digest, of ACTIVE merchants, in a fixed order and in pages. Lists over role `mg_worker`.
 * @param after where the page before ended
 */
export function dueDigests(
  worker: Pick<PrismaClient, '$queryRaw'>,
  mornings: readonly Morning[],
  page: { after: DueDigest | undefined; limit: number },
): Promise<DueDigest[]> {
  const { after, limit } = page;
  const beyond = after
    ? Prisma.sql`and (m.merchant_id, m.user_id) > (${after.merchantId}::uuid, ${after.userId}::uuid)`
    : Prisma.empty;
  return worker.$queryRaw<DueDigest[]>`
    select m.merchant_id::text as "merchantId", m.user_id::text as "userId", m.digest as period, c.today as day
    from users.memberships m
    join users.merchants s on s.id = m.merchant_id
    join users.users u on u.id = m.user_id
    join unnest(${mornings.map(({ zone }) => zone)}::text[], ${mornings.map(({ today }) => today)}::text[],
      ${mornings.map(({ monday }) => monday)}::boolean[]) as c(zone, today, monday) on c.zone = s.time_zone
    where s.status::text = 'ACTIVE' and (m.digest = 'DAILY' or (m.digest = 'WEEKLY' and c.monday)) and ${isReachable}
      and not exists (
        select 1 from insights.digests d
        where d.merchant_id = m.merchant_id and d.user_id = m.user_id and d.day = c.today::date)
      ${beyond}
    order by m.merchant_id, m.user_id limit ${limit}::int`;
}
