import { appendEvent } from '#platform/events/index.ts';
import type { Logger } from '#platform/log/index.ts';
import { withTenants } from '#platform/postgres/index.ts';
import type { Database } from '#prisma/database.ts';
import { QUALITY_RULES, type QualityRule, type Warehouse } from '#warehouse/index.ts';

/** Type of the event that tells of a rule that has begun to fail. */
export const QUALITY_RULE_BROKEN = 'quality.rule_broken';
/** Merchants whose rows are looked at by one query. */
const CHUNK = 500;

export interface QualityDeps {
  db: Pick<Database, 'worker'>;
  warehouse: Pick<Warehouse, 'quality'>;
  logger: Logger;
}

/** The bounds of a rule, for people to read. */
export function expectedOf({ least, most }: Pick<QualityRule, 'least' | 'most'>): string {
  if (least === null) return `at most ${most}`;
  return most === null ? `at least ${least}` : `${least} to ${most}`;
}

const isKept = ({ least, most }: QualityRule, observed: number): boolean =>
  (least === null || observed >= least) && (most === null || observed <= most);

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

interface Verdict {
  rule: QualityRule;
  status: 'PASSED' | 'FAILED' | 'SKIPPED';
  observed: number | null;
}

function verdictOf(rule: QualityRule, observed: number | null | undefined): Verdict {
  if (observed === undefined || observed === null) return { rule, status: 'SKIPPED', observed: null };
  return { rule, status: isKept(rule, observed) ? 'PASSED' : 'FAILED', observed: rounded(observed) };
}

/** Writes what was found, and tells of what has begun to fail. */
async function keep(deps: QualityDeps, merchantId: string, verdicts: Verdict[], now: Date): Promise<number> {
  return withTenants(deps.db.worker, [merchantId], async (tx) => {
    const before = new Map(
      (await tx.qualityResult.findMany({ where: { merchantId } })).map((row) => [row.rule, row]),
    );
    let broken = 0;
    for (const { rule, status, observed } of verdicts) {
      const known = before.get(rule.name);
      const found = {
        status,
        observed: observed === null ? '' : String(observed),
        expected: expectedOf(rule),
        checkedAt: now,
        since: known?.status === status ? known.since : now,
      };
      await tx.qualityResult.upsert({
        where: { merchantId_rule: { merchantId, rule: rule.name } },
        create: { merchantId, rule: rule.name, ...found },
        update: found,
      });
      if (status !== 'FAILED' || known?.status === 'FAILED') continue;
      broken += 1;
      await appendEvent(tx, {
        eventType: QUALITY_RULE_BROKEN,
        eventVersion: 1,
        correlationId: crypto.randomUUID(),
        sourceService: 'analytics',
        merchantId,
        payload: {
          rule: rule.name,
          table: rule.table,
          column: rule.column,
          kind: rule.kind,
          description: rule.description,
          observed,
          least: rule.least,
          most: rule.most,
          foundOn: now.toISOString().slice(0, 10),
        },
      });
    }
    // A rule that is no more has no result.
    const names = verdicts.map(({ rule }) => rule.name);
    await tx.qualityResult.deleteMany({ where: { merchantId, rule: { notIn: names } } });
    return broken;
  });
}

/**
 * Checks every rule for every ACTIVE merchant. One that fails does not keep the others from being checked.
 * @returns how many merchants were checked, and how many rules have begun to fail
 */
export async function checkQuality(
  deps: QualityDeps,
  options: { now?: Date; signal?: AbortSignal } = {},
): Promise<{ merchants: number; broken: number }> {
  const now = options.now ?? new Date();
  const rows = await deps.db.worker.merchant.findMany({
    where: { status: 'ACTIVE' },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  let broken = 0;
  for (let at = 0; at < rows.length; at += CHUNK) {
    const merchantIds = rows.slice(at, at + CHUNK).map(({ id }) => id);
    const observations = await deps.warehouse.quality.observe({
      merchantIds,
      today: now.toISOString().slice(0, 10),
      ...(options.signal ? { signal: options.signal } : {}),
    });
    const found = new Map(observations.map((each) => [`${each.merchantId} ${each.rule}`, each.observed]));
    for (const merchantId of merchantIds) {
      options.signal?.throwIfAborted();
      const verdicts = QUALITY_RULES.map((rule) => verdictOf(rule, found.get(`${merchantId} ${rule.name}`)));
      try {
        broken += await keep(deps, merchantId, verdicts, now);
      } catch (error) {
        deps.logger.error({ merchantId, err: error }, 'what data quality found could not be kept');
      }
    }
  }
  return { merchants: rows.length, broken };
}
