import { randomInt } from 'node:crypto';
import { badInput } from '#platform/errors/index.ts';
import type { Transaction } from '#prisma/database.ts';
import { checked } from '../errors.ts';
import { type Merchant, MerchantStatus } from './merchant.type.ts';

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

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

/** @throws BAD_INPUT that names the field; `nameField` is what the name is called in the input */
export function checkedMerchant(wish: MerchantWish, nameField: string): MerchantWish {
  const name = checked(wish.name, nameField, 200).trim();
  const timeZone = checked(wish.timeZone, 'timeZone', 100).trim();
  // An offset such as +01:00 is accepted by Intl, and knows no summer time.
  if (!/^[A-Za-z]/.test(timeZone) || !isTimeZone(timeZone))
    throw badInput(`"${timeZone}" is not an IANA time zone such as Europe/London.`, ['input', 'timeZone']);
  const currency = checked(wish.currency, 'currency', 10).trim().toUpperCase();
  if (!Intl.supportedValuesOf('currency').includes(currency))
    throw badInput(`"${currency}" is not an ISO 4217 code such as GBP.`, ['input', 'currency']);
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
    return { ...row, status: MerchantStatus[row.status as MerchantStatus] };
  }
}
