import { conflict } from '#platform/errors/index.ts';
import { recordSecurityEvent, type SecurityEventSource } from '#platform/events/security.ts';
import { announceIdentityChange } from '#platform/identity/index.ts';
import type { Transaction } from '#prisma/database.ts';
import { lockMerchant } from '../change.ts';
import type { MerchantStatus } from './merchant.type.ts';

/** From which status a merchant gets to another. */
const FROM: Record<`${MerchantStatus}`, readonly string[]> = {
  ACTIVE: ['SUSPENDED', 'CLOSED'],
  SUSPENDED: ['ACTIVE'],
  CLOSED: ['ACTIVE', 'SUSPENDED'],
};

/**
 * Suspends, reopens or closes a merchant; every process hears of it within a second. One that has the status keeps it.
 * @param tx of role `mg_auth`, or of `mg_app` within the merchant's tenant
 * @param sourceService the room that does it
 * @throws CONFLICT when there is no way from its status to this one
 */
export async function changeMerchantStatus(
  tx: Transaction,
  sourceService: string,
  source: SecurityEventSource,
  merchantId: string,
  status: `${MerchantStatus}`,
): Promise<void> {
  await lockMerchant(tx, merchantId);
  const before = await tx.merchant.findUniqueOrThrow({ where: { id: merchantId }, select: { status: true } });
  if (before.status === status) return;
  if (!FROM[status].includes(before.status))
    throw conflict(`The merchant is ${before.status} and cannot become ${status} from there.`);
  await tx.merchant.updateMany({ where: { id: merchantId }, data: { status } });
  await announceIdentityChange(tx, 'MERCHANT', merchantId);
  await recordSecurityEvent(tx, sourceService, source, {
    merchantId,
    action: 'merchant.status_changed',
    details: { before: before.status, after: status },
  });
}
