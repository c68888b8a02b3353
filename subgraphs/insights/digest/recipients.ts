import { PERMISSIONS } from '#platform/identity/index.ts';
import type { Transaction } from '#prisma/database.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** A member of a merchant's team who gets an e-mail about its insights. */
export interface Recipient {
  userId: string;
  email: string;
}

/** The merchant an e-mail is about. */
export interface Shop {
  id: string;
  slug: string;
  name: string;
  timeZone: string;
  /** BCP 47: the language of its cards and of e-mails about them. */
  locale: string;
  currency: string;
}

const READERS: readonly string[] = PERMISSIONS['insights:read'];

/**
 * Who may be written to of insights at all: members who may read them, with an address that is proven to be theirs, who
 * want e-mail about this merchant. Aliases: `m` memberships, `u` users.
 */
export const isReachable = Prisma.sql`
  m.notify_by_email and m.role = any(${[...READERS]}::text[]) and u.email_verified_at is not null`;

/** The merchant, while it is ACTIVE: nobody is written to of one that is suspended or closed. */
export async function activeShop(tx: Transaction, merchantId: string): Promise<Shop | undefined> {
  const [shop] = await tx.$queryRaw<Shop[]>`
    select id::text, slug, name, time_zone as "timeZone", locale, currency::text from users.merchants
    where id = ${merchantId}::uuid and status::text = 'ACTIVE'`;
  return shop;
}
