import { randomInt } from 'node:crypto';
import type { Transaction } from '#prisma/database.ts';
import { currencyOf, textOf, timeZoneOf } from '../input.ts';
import { merchantOf } from './merchant.repository.ts';
import type { Merchant } from './merchant.type.ts';

/** What a new shop needs. */
export interface MerchantWish {
  name: string;
  timeZone: string;
  currency: string;
}

const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'merchant';

/** @throws BAD_INPUT that names the field; `nameField` is what the name is called in the input */
export function checkedMerchant(wish: MerchantWish, nameField: string): MerchantWish {
  const name = textOf(wish.name, nameField, 100);
  const timeZone = timeZoneOf(wish.timeZone.trim(), 'timeZone');
  const currency = currencyOf(wish.currency.trim(), 'currency');
  return { name, timeZone, currency };
}

/** A new merchant with its first owner. A slug that is taken gets a number. */
export async function openMerchant(tx: Transaction, wish: MerchantWish, ownerId: string): Promise<Merchant> {
  const base = slugOf(wish.name);
  for (let n = 1; ; n += 1) {
    // Another shop of this name may open at this moment: skipping it keeps the transaction alive.
    const slug = n === 1 ? base : n <= 5 ? `${base}-${n}` : `${base}-${randomInt(1_000_000)}`;
    const [row] = await tx.merchant.createManyAndReturn({ data: [{ ...wish, slug }], skipDuplicates: true });
    if (!row) continue;
    await tx.membership.create({ data: { merchantId: row.id, userId: ownerId, role: 'OWNER' } });
    return merchantOf(row);
  }
}
