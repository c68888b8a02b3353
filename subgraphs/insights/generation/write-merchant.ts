import { withTenants } from '#platform/postgres/index.ts';
import type { PrismaClient } from '#prisma/database.ts';
import { recordAnomalies } from '../anomaly/record-anomalies.ts';
import type { Finding, ToldStory } from '../detection/finding.ts';
import { announceInsight, saveFinding } from '../insight/save-finding.ts';
import { writeCard } from '../text/card.ts';
import { lockMerchant, toldTo } from './context.repository.ts';
import type { JobMerchant } from './merchant.repository.ts';
import { recordOutcomes } from './run.repository.ts';

/** What was found for a merchant in the morning of a day. */
export interface MerchantFindings {
  merchant: JobMerchant;
  asOf: string;
  findings: readonly Finding[];
  /** What the merchant had been told when it was looked at. */
  told: readonly ToldStory[];
}

/**
 * Writes a merchant's cards, their events, the tests behind them and that the day is done, in one transaction.
 * @returns what was written; or, when the merchant has been told something meanwhile and has to be looked at again, what
 *   it has been told now
 */
export function writeMerchant(
  worker: PrismaClient,
  run: { id: string; correlationId: string; backfill?: boolean },
  { merchant, asOf, findings, told }: MerchantFindings,
): Promise<{ created: number; updated: number } | { told: readonly ToldStory[] }> {
  return withTenants(worker, [merchant.id], async (tx) => {
    await lockMerchant(tx, merchant.id);
    const now = await toldTo(tx, merchant.id, asOf);
    if (JSON.stringify(now) !== JSON.stringify(told)) return { told: now };
    let created = 0;
    let updated = 0;
    for (const finding of findings) {
      const saved = await saveFinding(tx, merchant.id, finding, writeCard(finding, merchant.locale));
      const { correlationId, backfill = false } = run;
      await announceInsight(tx, { merchantId: merchant.id, correlationId, saved, backfill });
      await recordAnomalies(tx, merchant.id, saved.id, finding.anomalies ?? []);
      if (saved.outcome === 'CREATED') created++;
      if (saved.outcome === 'UPDATED') updated++;
    }
    await recordOutcomes(tx, run.id, [{ merchantId: merchant.id, asOf, created, updated }]);
    return { created, updated };
  });
}
