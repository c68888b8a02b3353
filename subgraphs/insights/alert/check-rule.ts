import { badInput } from '#platform/errors/index.ts';
import type { Metric } from '../detection/finding.ts';
import { InsightMetric, InsightSeverity } from '../insight/insight.enums.ts';
import { AlertBaseline, AlertCondition, AlertSchedule } from './alert.enums.ts';
import type { AlertRuleInput } from './alert.input.ts';
import type { AlertRule } from './evaluate.ts';
import { sumsOf } from './watched-days.ts';

/** A rule with all that a row holds, checked. Decimals as text. */
export interface CheckedRule {
  name: string;
  metric: Metric;
  sku: string | null;
  country: string | null;
  condition: AlertRule['condition'];
  threshold: string;
  baseline: AlertBaseline | null;
  baselineDays: number | null;
  floor: string;
  schedule: AlertRule['schedule'];
  weekday: number | null;
  severity: InsightSeverity;
  cooldownDays: number;
  enabled: boolean;
}

const CHANGES: readonly AlertCondition[] = [
  AlertCondition.RISES_BY,
  AlertCondition.FALLS_BY,
  AlertCondition.CHANGES_BY,
];
const CARTS = new Set(['carts', 'abandonedCarts', 'orderedCarts']);
const CUSTOMERS = new Set(['newCustomers', 'returningCustomers']);
const FIGURE = /^-?\d{1,14}(\.\d{1,4}0*)?$/;
const LARGEST_PERCENTAGE = 1_000_000;
const LONGEST_KEY = 200;

/**
 * Checks a rule as a client gives it.
 * @param path where the rule stands in the input
 * @throws BAD_INPUT that names the field at fault
 */
export function checkRule(input: AlertRuleInput, path: readonly string[]): CheckedRule {
  const refuse = (field: string, message: string): never => {
    throw badInput(`${field}: ${message}`, [...path, ...field.split('.')]);
  };
  const whole = (field: string, value: number, least: number, most: number): number =>
    value >= least && value <= most ? value : refuse(field, `must be ${least} to ${most}; got ${value}.`);
  const figure = (field: string, value: string): string =>
    FIGURE.test(value)
      ? value
      : refuse(field, `takes up to 14 digits before the point and 4 behind it; got ${value}.`);

  const name = input.name.trim();
  if (name.length < 1 || name.length > 100) refuse('name', `has 1 to 100 characters; got ${name.length}.`);
  if (input.metric === InsightMetric.DATA_QUALITY) refuse('metric', 'DATA_QUALITY is no metric of a day.');
  const metric = input.metric as Metric;
  const { sku, country } = checkFilter(input, metric, refuse);

  const threshold = figure('threshold', input.threshold);
  const isChange = CHANGES.includes(input.condition);
  if (isChange && !(Number(threshold) > 0 && Number(threshold) <= LARGEST_PERCENTAGE))
    refuse('threshold', `is a percentage above 0 for ${input.condition}; got ${threshold}.`);
  if (isChange && !input.baseline)
    refuse('baseline', `${input.condition} needs something to be measured against.`);
  if (!isChange && input.baseline)
    refuse('baseline', `${input.condition} is not measured against anything: leave it out.`);
  const mean = input.baseline === AlertBaseline.MEAN_OF_LAST_DAYS;
  const days = input.baselineDays ?? null;
  if (mean && days === null) refuse('baselineDays', 'MEAN_OF_LAST_DAYS needs how many days.');
  if (!mean && days !== null) refuse('baselineDays', 'belongs to MEAN_OF_LAST_DAYS only.');
  const floor = figure('floor', input.floor ?? '0');
  if (Number(floor) < 0) refuse('floor', `must not be negative; got ${floor}.`);
  const weekly = input.schedule === AlertSchedule.WEEKLY;
  const weekday = input.weekday ?? null;
  if (!weekly && weekday !== null) refuse('weekday', 'belongs to WEEKLY only.');
  return {
    name,
    metric,
    sku,
    country,
    condition: input.condition,
    threshold,
    baseline: input.baseline ?? null,
    baselineDays: days === null ? null : whole('baselineDays', days, 2, 90),
    floor,
    schedule: input.schedule,
    weekday: weekly ? whole('weekday', weekday ?? 1, 1, 7) : null,
    severity: input.severity ?? InsightSeverity.WARNING,
    cooldownDays: whole('cooldownDays', input.cooldownDays ?? 0, 0, 90),
    enabled: input.enabled ?? true,
  };
}

function checkFilter(
  { filter }: AlertRuleInput,
  metric: Metric,
  refuse: (field: string, message: string) => never,
): { sku: string | null; country: string | null } {
  const sku = filter?.sku ?? null;
  const country = filter?.country ?? null;
  if (sku !== null && country !== null)
    refuse('filter.country', 'there are no daily figures of one product in one country: give one of both.');
  for (const [field, key] of [
    ['filter.sku', sku],
    ['filter.country', country],
  ] as const) {
    if (key !== null && (key.length < 1 || key.length > LONGEST_KEY))
      refuse(field, `has 1 to ${LONGEST_KEY} characters; got ${key.length}.`);
  }
  const sums = sumsOf(metric);
  if ((sku ?? country) !== null && sums.some((sum) => CARTS.has(sum)))
    refuse(sku === null ? 'filter.country' : 'filter.sku', `there are no daily figures of ${metric} by it.`);
  if (sku !== null && sums.some((sum) => CUSTOMERS.has(sum)))
    refuse('filter.sku', `there are no daily figures of ${metric} by product.`);
  return { sku, country };
}

/** The part of a rule that decides. */
export function ruleOf(row: Omit<CheckedRule, 'name' | 'severity' | 'enabled'>): AlertRule {
  const { metric, condition, schedule, weekday, cooldownDays } = row;
  let baseline: AlertRule['baseline'] = null;
  if (row.baseline === AlertBaseline.MEAN_OF_LAST_DAYS) {
    if (row.baselineDays === null) throw new RangeError('MEAN_OF_LAST_DAYS without its days');
    baseline = { kind: row.baseline, days: row.baselineDays };
  } else if (row.baseline !== null) baseline = { kind: row.baseline };
  const figures = { threshold: Number(row.threshold), floor: Number(row.floor) };
  return { metric, condition, baseline, schedule, weekday, cooldownDays, ...figures };
}
