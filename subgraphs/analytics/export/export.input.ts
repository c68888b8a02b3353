import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { ConnectionArgs, DateScalar } from '#platform/graphql/index.ts';
import { RevenueDimension } from '../breakdown/breakdown.type.ts';
import { ForecastMetric } from '../forecast/forecast.type.ts';
import { ComparisonPeriod, ReportFilter } from '../report/report.type.ts';
import { TimeGrouping } from '../sales/series.ts';
import { ExportFormat, ExportKind, ExportStatus } from './kinds.ts';

@InputType({ description: 'Narrows a list of exports. Fields are combined with AND, values with OR.' })
export class ExportFilter {
  @Field(() => [ExportStatus], { nullable: true, description: 'Only these states; empty means all.' })
  status?: ExportStatus[] | null;

  @Field(() => [ExportKind], { nullable: true, description: 'Only these kinds; empty means all.' })
  kind?: ExportKind[] | null;
}

@ArgsType()
export class ExportsArgs extends ConnectionArgs {
  @Field(() => ExportFilter, { nullable: true, description: 'Which exports; all when absent.' })
  filter?: ExportFilter | null;
}

@InputType({ description: 'What to export, and how.' })
export class RequestExportInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;

  @Field(() => ExportKind, { description: 'What to export.' })
  kind: ExportKind;

  @Field(() => ExportFormat, { description: 'Format of the file.' })
  format: ExportFormat;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'First day. Needed for reports; ORDERS, ORDER_ITEMS, CARTS and FORECAST may go without; others take none.',
  })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day, included; as `from`.' })
  to?: string | null;

  @Field(() => ReportFilter, {
    nullable: true,
    description:
      'What to count, as in the report. ORDERS take country and channel, ORDER_ITEMS and PRODUCTS product, CUSTOMERS country, SEGMENT_CUSTOMERS one segment; a field that does not apply is refused.',
  })
  filter?: ReportFilter | null;

  @Field(() => TimeGrouping, {
    nullable: true,
    description: 'For SALES_TREND: what a row stands for; null is DAY.',
  })
  groupBy?: TimeGrouping | null;

  @Field(() => RevenueDimension, {
    nullable: true,
    description: 'For REVENUE_BREAKDOWN, which needs it: what revenue is broken down by.',
  })
  breakdownBy?: RevenueDimension | null;

  @Field(() => ForecastMetric, {
    nullable: true,
    description: 'For FORECAST: what to forecast; null is REVENUE.',
  })
  metric?: ForecastMetric | null;

  @Field(() => ComparisonPeriod, {
    nullable: true,
    description:
      'What to compare with: OVERVIEW, SALES_TREND, PRODUCT_PERFORMANCE, REVENUE_BREAKDOWN, CONVERSION_FUNNEL and CUSTOMER_SEGMENTS get more columns, named comparison_...; null is NONE. REVENUE_CHANGE always compares; null is PREVIOUS_PERIOD. Other kinds take none.',
  })
  compareTo?: ComparisonPeriod | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description: 'Whether to send you an e-mail with a link when it is ready; of no effect with an API key.',
  })
  notify?: boolean | null;
}

@InputType({ description: 'Which export to cancel.' })
export class CancelExportInput {
  @Field(() => ID, { description: 'Id of the export.' })
  id: string;
}
