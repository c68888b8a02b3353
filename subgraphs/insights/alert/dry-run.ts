import { readWarehouse } from '#platform/clickhouse/read.ts';
import { badInput } from '#platform/errors/index.ts';
import type { Logger } from '#platform/log/index.ts';
import type { WatchedDays, WatchedQueries, WatchedScope } from '#warehouse/index.ts';
import { addDays } from '../detection/calendar.ts';
import type { Metric } from '../detection/finding.ts';
import { type CheckedRule, ruleOf } from './check-rule.ts';
import { type Judgement, judge, reachOf } from './evaluate.ts';
import { earliest, sumsOf } from './watched-days.ts';

/** The longest range of a dry run, in days. */
const LONGEST_RANGE = 400;

/** What a rule would have come to. */
export interface DryRun {
  judgements: readonly Judgement[];
  metric: Metric;
  currency: string;
  from: string;
  to: string;
}

/** What of a merchant a rule reads. */
export const scopeOf = (
  merchant: { id: string; currency: string },
  { sku, country }: Pick<CheckedRule, 'sku' | 'country'>,
): WatchedScope => ({
  merchantId: merchant.id,
  currency: merchant.currency,
  slice:
    sku !== null
      ? { by: 'product', key: sku }
      : country !== null
        ? { by: 'country', key: country }
        : undefined,
});

/**
 * Judges a rule over past days as the job would have, silence left out of account.
 * @param yesterday the merchant's last complete day: later ones are not judged
 * @throws BAD_INPUT for a range that holds no complete day, or too many; UNAVAILABLE
 */
export async function dryRun(
  deps: { watched: WatchedQueries; logger: Logger },
  merchant: { id: string; currency: string; yesterday: string },
  checked: CheckedRule,
  range: { from: string; to: string },
): Promise<DryRun> {
  const { from } = range;
  const to = earliest(range.to, merchant.yesterday);
  if (from > range.to)
    throw badInput(`from (${from}) is after to (${range.to}); give the earlier day as from.`, ['from']);
  if (from > to)
    throw badInput(`from (${from}) is not over yet: the last complete day is ${merchant.yesterday}.`, [
      'from',
    ]);
  if (addDays(from, LONGEST_RANGE) <= to)
    throw badInput(`from and to span ${LONGEST_RANGE} days at most.`, ['from']);
  const rule = ruleOf(checked);
  const scope = scopeOf(merchant, checked);
  const [watched] = await readWarehouse(deps.logger, (signal): Promise<WatchedDays[]> => {
    const sums = new Set(sumsOf(rule.metric));
    return deps.watched.days({ scopes: [scope], from: reachOf(rule, from), to, sums, signal });
  });
  if (watched === undefined) throw new Error('the days of the rule were not read');
  return {
    judgements: judge(rule, watched, { from, to }),
    metric: rule.metric,
    currency: merchant.currency,
    from,
    to,
  };
}
