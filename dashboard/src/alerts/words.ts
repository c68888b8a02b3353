import type { AlertFieldsFragment, GetAlertDryRunQueryVariables } from '@merchantgraph/sdk';
import { figureOf, METRICS } from '../insights/words.ts';
import type { Format } from '../shared/format.ts';

export type Alert = AlertFieldsFragment;
export type Rule = GetAlertDryRunQueryVariables['rule'];

export const CONDITIONS: Record<Alert['condition'], string> = {
  ABOVE: 'is more than',
  BELOW: 'is less than',
  RISES_BY: 'rises by at least',
  FALLS_BY: 'falls by at least',
  CHANGES_BY: 'changes by at least',
};

export const BASELINES: Record<NonNullable<Alert['baseline']>, string> = {
  PREVIOUS_PERIOD: 'the day or week before',
  SAME_WEEKDAY_LAST_WEEK: 'the same days last week',
  MEAN_OF_LAST_DAYS: 'the mean of the last days',
  SAME_DAYS_LAST_YEAR: 'the same days last year',
};

/** Whether a condition is measured against a baseline, in percent. */
export const isChange = (condition: Alert['condition']): boolean =>
  condition !== 'ABOVE' && condition !== 'BELOW';

/** The rule of an alert, as it is given to change it. */
export const ruleOf = (alert: Alert): Rule => {
  const { name, metric, condition, threshold, baseline, baselineDays, floor, schedule, weekday } = alert;
  const { severity, cooldownDays, enabled, filter } = alert;
  return {
    ...{ name, metric, condition, threshold: String(Number(threshold)), baseline, baselineDays, floor },
    ...{ schedule, weekday, severity, cooldownDays, enabled },
    filter: { sku: filter.sku, country: filter.country },
  };
};

/** The rule as a sentence. */
export function sentenceOf(alert: Alert, currency: string, format: Format): string {
  const { metric, condition, threshold, baseline, baselineDays, schedule, filter } = alert;
  const amount = isChange(condition)
    ? format.percent(Number(threshold) / 100)
    : figureOf(alert, isMoney(metric) ? currency : null, format).show(threshold);
  const against = baseline
    ? ` against ${baselineDays ? `the mean of the last ${format.number(baselineDays)} days` : BASELINES[baseline]}`
    : '';
  const where = filter.sku ?? filter.country;
  const of = where ? ` of ${where}` : '';
  const when = schedule === 'WEEKLY' ? 'every week' : 'every day';
  return `${METRICS[metric]}${of} ${CONDITIONS[condition]} ${amount}${against}, looked at ${when}`;
}

const MONEY: readonly Alert['metric'][] = ['GROSS_REVENUE', 'AVERAGE_ORDER_VALUE', 'REFUNDS', 'NET_REVENUE'];
export const isMoney = (metric: Alert['metric']): boolean => MONEY.includes(metric);
