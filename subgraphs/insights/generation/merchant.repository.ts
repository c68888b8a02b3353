import type { PrismaClient } from '#prisma/database.ts';
import { dayInZone } from '../detection/calendar.ts';

/** A merchant the job looks at. */
export interface JobMerchant {
  id: string;
  timeZone: string;
  currency: string;
  /** BCP 47: the language of its cards. */
  locale: string;
}

/** The hour of a merchant's own night in which the day before is looked at. */
export const DUE_HOUR = 3;
/** How long after that a merchant's day may be without a look before that is an alarm. */
export const LATE_HOURS = 3;

/** The ACTIVE merchants, or those of them named by id or slug. Lists over role mg_worker. */
export function activeMerchants(worker: PrismaClient, named?: readonly string[]): Promise<JobMerchant[]> {
  return worker.$queryRaw<JobMerchant[]>`
    select id::text, time_zone as "timeZone", currency::text, locale from users.merchants
    where status::text = 'ACTIVE'
      and (${named === undefined}::boolean or id::text = any(${named ?? []}::text[]) or slug = any(${named ?? []}::text[]))
    order by id`;
}

export interface ZoneClock {
  zone: string;
  /** YYYY-MM-DD. */
  today: string;
  hour: number;
}

/** What day and hour it is in every time zone that a merchant has; zones that do not exist are asked about by UTC. */
export async function clocks(worker: Pick<PrismaClient, '$queryRaw'>, now: Date): Promise<ZoneClock[]> {
  const zones = await worker.$queryRaw<{ zone: string }[]>`
    select distinct time_zone as zone from users.merchants where status::text = 'ACTIVE'`;
  return zones.map(({ zone }) => clockOf(zone, now));
}

function clockOf(zone: string, now: Date): ZoneClock {
  try {
    const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' });
    return { zone, today: dayInZone(now, zone), hour: Number(format.format(now)) };
  } catch {
    // Whoever looks at the merchant fails by its zone and says so.
    return { zone, today: now.toISOString().slice(0, 10), hour: now.getUTCHours() };
  }
}

/** The ACTIVE merchants whose night has come (03:00 of their own time) and whose day before has not been looked at. */
export async function dueMerchants(worker: PrismaClient, now: Date): Promise<JobMerchant[]> {
  const due = (await clocks(worker, now)).filter(({ hour }) => hour >= DUE_HOUR);
  return worker.$queryRaw<JobMerchant[]>`
    select m.id::text, m.time_zone as "timeZone", m.currency::text, m.locale
    from users.merchants m
    join unnest(${due.map(({ zone }) => zone)}::text[], ${due.map(({ today }) => today)}::text[]) as c(zone, today)
      on c.zone = m.time_zone
    where m.status::text = 'ACTIVE' and not exists (
      select 1 from insights.generation_outcomes o
      where o.merchant_id = m.id and o.as_of = c.today::date and o.failure is null)
    order by m.id`;
}

/** Merchants whose day should have been looked at by now. */
export interface Lateness {
  /** How many. */
  merchants: number;
  /** One of them, to begin looking. */
  example: string | null;
}

/**
 * The ACTIVE merchants that have waited `hours` beyond their night for somebody to look at their day. Younger merchants
 * than that are left out.
 */
export async function lateMerchants(
  worker: Pick<PrismaClient, '$queryRaw'>,
  now: Date,
  hours: number,
): Promise<Lateness> {
  const late = (await clocks(worker, now)).filter(({ hour }) => hour >= DUE_HOUR + hours);
  const rows = await worker.$queryRaw<Lateness[]>`
    select count(*)::int as merchants, min(m.id::text) as example
    from users.merchants m
    join unnest(${late.map(({ zone }) => zone)}::text[], ${late.map(({ today }) => today)}::text[]) as c(zone, today)
      on c.zone = m.time_zone
    where m.status::text = 'ACTIVE' and m.created_at < ${now}::timestamptz - make_interval(hours => ${hours}::int)
      and not exists (
        select 1 from insights.generation_outcomes o
        where o.merchant_id = m.id and o.as_of = c.today::date and o.failure is null)`;
  return rows[0] ?? { merchants: 0, example: null };
}
