import { notFound } from '#platform/errors/index.ts';
import type { SubgraphContext } from '#platform/graphql/index.ts';
import { requireMerchant } from '#platform/identity/index.ts';
import { isUuid, withTenants } from '#platform/postgres/index.ts';
import type { Database } from '#prisma/database.ts';
import { QUALITY_RULES } from '#warehouse/index.ts';
import { DataQuality, type QualityRuleKind, QualityRuleResult, QualityStatus } from './quality.type.ts';

/** What the rules of data quality found. Needs `reports:read`. */
export interface QualityService {
  /** @throws UNAUTHENTICATED, NOT_FOUND, FORBIDDEN */
  of(context: SubgraphContext, merchantId: string): Promise<DataQuality>;
}

const ORDER = [QualityStatus.FAILED, QualityStatus.PASSED, QualityStatus.SKIPPED];

function overall(rules: readonly QualityRuleResult[]): QualityStatus {
  const found = new Set(rules.map(({ status }) => status));
  return ORDER.find((status) => found.has(status)) ?? QualityStatus.SKIPPED;
}

export function createQualityService(deps: { db: Pick<Database, 'app'> }): QualityService {
  const byName = new Map(QUALITY_RULES.map((rule) => [rule.name, rule]));
  return {
    async of({ identity }, merchantId) {
      requireMerchant(identity, merchantId, 'reports:read');
      if (!isUuid(merchantId)) throw notFound('The merchant', ['merchant']);
      const rows = await withTenants(deps.db.app, [merchantId], (tx) =>
        tx.qualityResult.findMany({ where: { merchantId } }),
      );
      const rules = rows.flatMap((row) => {
        const rule = byName.get(row.rule);
        if (!rule) return [];
        return Object.assign(new QualityRuleResult(), {
          name: rule.name,
          table: rule.table,
          column: rule.column,
          kind: rule.kind as QualityRuleKind,
          description: rule.description,
          status: row.status as QualityStatus,
          observed: row.observed || null,
          expected: row.expected,
          since: row.since,
        });
      });
      const rank = ({ status }: QualityRuleResult): number => Number(status !== QualityStatus.FAILED);
      rules.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
      const checkedAt = rows[0]?.checkedAt ?? null;
      return Object.assign(new DataQuality(), { checkedAt, status: overall(rules), rules });
    },
  };
}
