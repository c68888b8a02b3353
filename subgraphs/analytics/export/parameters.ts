import { z } from 'zod';
import { badInput } from '#platform/errors/index.ts';
import { RFM_SEGMENTS } from '#warehouse/index.ts';
import { RevenueDimension } from '../breakdown/breakdown.type.ts';
import { ForecastMetric } from '../forecast/forecast.type.ts';
import { checkedFilter } from '../report/filter.ts';
import { checkedRange } from '../report/range.ts';
import { ComparisonPeriod } from '../report/report.type.ts';
import { TimeGrouping } from '../sales/series.ts';
import { ExportFormat, ExportKind, KINDS } from './kinds.ts';

const texts = z.array(z.string()).nullish();

/** What to export, as it is stored and as commands carry it. */
export const exportParameters = z.object({
  kind: z.enum(ExportKind),
  format: z.enum(ExportFormat),
  from: z.iso.date().nullish(),
  to: z.iso.date().nullish(),
  filter: z
    .object({
      country: texts,
      channel: texts,
      product: texts,
      category: texts,
      segment: z.array(z.enum(RFM_SEGMENTS)).nullish(),
    })
    .nullish(),
  groupBy: z.enum(TimeGrouping).nullish(),
  breakdownBy: z.enum(RevenueDimension).nullish(),
  metric: z.enum(ForecastMetric).nullish(),
  compareTo: z.enum(ComparisonPeriod).nullish(),
});

export type ExportParameters = z.infer<typeof exportParameters>;

function checkOptions({ kind, groupBy, breakdownBy, metric, compareTo }: ExportParameters): void {
  if (kind === ExportKind.REVENUE_BREAKDOWN && !breakdownBy)
    throw badInput('breakdownBy is needed for REVENUE_BREAKDOWN: it says what revenue is broken down by.', [
      'input',
      'breakdownBy',
    ]);
  const belongs = [
    { name: 'groupBy', given: groupBy, to: ExportKind.SALES_TREND },
    { name: 'breakdownBy', given: breakdownBy, to: ExportKind.REVENUE_BREAKDOWN },
    { name: 'metric', given: metric, to: ExportKind.FORECAST },
  ];
  for (const { name, given, to } of belongs)
    if (given && kind !== to) throw badInput(`${name} belongs to ${to} alone.`, ['input', name]);
  const compared = compareTo && compareTo !== ComparisonPeriod.NONE;
  if (compared && !KINDS[kind].compares)
    throw badInput(`compareTo cannot be used with ${kind}, which is compared with nothing.`, [
      'input',
      'compareTo',
    ]);
  if (kind === ExportKind.REVENUE_CHANGE && compareTo === ComparisonPeriod.NONE)
    throw badInput('compareTo must not be NONE for REVENUE_CHANGE: a change is against another range.', [
      'input',
      'compareTo',
    ]);
}

/**
 * Refuses what could not be exported before it is queued.
 * @param options.withRange false for schedules, whose range follows from the day they run
 * @throws BAD_INPUT that names the field
 */
export function checkParameters(
  parameters: ExportParameters,
  options: { withRange: boolean } = { withRange: true },
): void {
  const { kind, from, to } = parameters;
  const rules = KINDS[kind];
  checkOptions(parameters);
  for (const [name, values] of Object.entries(parameters.filter ?? {})) {
    if (values?.length && !(rules.filter as readonly string[]).includes(name))
      throw badInput(`filter.${name} cannot be used with ${kind}.`, ['input', 'filter', name]);
  }
  checkedFilter(parameters.filter);
  if (kind === ExportKind.SEGMENT_CUSTOMERS && (parameters.filter?.segment?.length ?? 0) > 1)
    throw badInput('filter.segment names one segment at most for SEGMENT_CUSTOMERS.', [
      'input',
      'filter',
      'segment',
    ]);
  if (!options.withRange) return;
  if (rules.range === 'none' && (from || to))
    throw badInput(`${kind} takes no range of days: it is exported whole.`, ['input', from ? 'from' : 'to']);
  const missing = !from ? 'from' : 'to';
  if ((!from || !to) && (rules.range === 'required' || from || to))
    throw badInput(
      rules.range === 'required'
        ? `${missing} is needed for ${kind}.`
        : `${missing} is missing: give both ends of the range or neither.`,
      ['input', missing],
    );
  const byDay =
    kind === ExportKind.SALES_TREND && (parameters.groupBy ?? TimeGrouping.DAY) === TimeGrouping.DAY;
  if (from && to && kind !== ExportKind.FORECAST) checkedRange({ from, to }, byDay);
}
