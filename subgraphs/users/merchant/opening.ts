import type { Transaction } from '#prisma/database.ts';
import { currencyOf, textOf, timeZoneOf } from '../input.ts';
import { merchantOf } from './merchant.repository.ts';
import type { Merchant } from './merchant.type.ts';
import { freeSlug } from './slug.ts';

const LONGEST_NAME = 100;

/** What a new shop needs. */
export interface MerchantWish {
  name: string;
  timeZone: string;
  currency: string;
}

/** @param nameField what the name is called in the input. @throws BAD_INPUT that names the field */
export const checkedMerchant = (wish: MerchantWish, nameField: string): MerchantWish => ({
  name: textOf(wish.name, nameField, LONGEST_NAME),
  timeZone: timeZoneOf(wish.timeZone, 'timeZone'),
  currency: currencyOf(wish.currency, 'currency'),
});

/** A new merchant with its first owner. @param tx of role `mg_auth` */
export async function openMerchant(tx: Transaction, wish: MerchantWish, ownerId: string): Promise<Merchant> {
  const slug = await freeSlug(tx, wish.name);
  const row = await tx.merchant.create({ data: { ...wish, slug } });
  await tx.membership.create({ data: { merchantId: row.id, userId: ownerId, role: 'OWNER' } });
  return merchantOf(row);
}
