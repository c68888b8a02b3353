import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar, resultOf } from '#platform/graphql/index.ts';
import { RevenueDimension } from '../breakdown/breakdown.type.ts';
import { ExportFormat, ExportKind } from '../export/kinds.ts';
import { ForecastMetric } from '../forecast/forecast.type.ts';
import { ComparisonPeriod, ReportFilter } from '../report/report.type.ts';
import { TimeGrouping } from '../sales/series.ts';
import { ScheduleCadence } from './schedule.time.ts';

registerEnumType(ScheduleCadence, {
  name: 'ScheduleCadence',
  description: 'How often a report is sent, and about which days.',
  valuesConfig: {
    DAILY: { description: 'Every day, about the day before.' },
    WEEKLY: { description: 'On Mondays, about the week before, from Monday to Sunday.' },
    MONTHLY: { description: 'On the first of the month, about the month before.' },
  },
});

@ObjectType({ description: 'An export that is made again and again, and sent to members by e-mail.' })
export class ReportSchedule {
  @Field(() => ID, { description: 'UUID of the schedule.' })
  id: string;

  @Field(() => ExportKind, { description: 'What is exported.' })
  kind: ExportKind;

  @Field(() => ExportFormat, { description: 'Format of the file.' })
  format: ExportFormat;

  @Field(() => TimeGrouping, {
    nullable: true,
    description: 'Of a SALES_TREND: what a row stands for; null is DAY, and for other kinds.',
  })
  groupBy: TimeGrouping | null;

  @Field(() => RevenueDimension, {
    nullable: true,
    description: 'Of a REVENUE_BREAKDOWN: what revenue is broken down by; null for other kinds.',
  })
  breakdownBy: RevenueDimension | null;

  @Field(() => ForecastMetric, {
    nullable: true,
    description: 'Of a FORECAST: what is forecast; null is REVENUE, and for other kinds.',
  })
  metric: ForecastMetric | null;

  @Field(() => ComparisonPeriod, {
    nullable: true,
    description: 'What the report is compared with; null is what the kind does when not told otherwise.',
  })
  compareTo: ComparisonPeriod | null;

  @Field(() => ScheduleCadence, { description: 'How often, and about which days.' })
  cadence: ScheduleCadence;

  @Field(() => Int, {
    description:
      'Hour of the day, 0 to 23, in the time zone of the merchant. Where clocks skip it, right after; where they show it twice, the first time.',
  })
  localHour: number;

  @Field(() => [ID], {
    description: 'Ids of the members it is sent to. Who has left, or may not read it any more, gets nothing.',
  })
  recipientIds: string[];

  @Field(() => DateTimeScalar, { description: 'When it is made next, to within five minutes.' })
  nextRunAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was made last; null before that.' })
  lastRunAt: Date | null;

  @Field(() => ID, { nullable: true, description: 'Id of the export that was made last; null before that.' })
  lastExportId: string | null;

  @Field(() => DateTimeScalar, { description: 'When the schedule was made.' })
  createdAt: Date;
}

@InputType({ description: 'What to send, when and to whom.' })
export class CreateReportScheduleInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;

  @Field(() => ExportKind, { description: 'What to export.' })
  kind: ExportKind;

  @Field(() => ExportFormat, { description: 'Format of the file.' })
  format: ExportFormat;

  @Field(() => ScheduleCadence, { description: 'How often, and about which days.' })
  cadence: ScheduleCadence;

  @Field(() => Int, { description: 'Hour of the day, 0 to 23, in the time zone of the merchant.' })
  localHour: number;

  @Field(() => [ID], {
    description:
      'Ids of 1 to 20 members, each of whom must be allowed to read exports and what this one holds.',
  })
  recipientIds: string[];

  @Field(() => ReportFilter, { nullable: true, description: 'What to count, as in requestExport.' })
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
    description: 'What to compare with, as in requestExport; null is NONE.',
  })
  compareTo?: ComparisonPeriod | null;
}

@InputType({
  description: 'What to change of a schedule; a field that is absent or null stays as it is.',
})
export class UpdateReportScheduleInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;

  @Field(() => ID, { description: 'Id of the schedule.' })
  id: string;

  @Field(() => ExportFormat, { nullable: true, description: 'Format of the file.' })
  format?: ExportFormat | null;

  @Field(() => ScheduleCadence, { nullable: true, description: 'How often, and about which days.' })
  cadence?: ScheduleCadence | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Hour of the day, 0 to 23, in the time zone of the merchant.',
  })
  localHour?: number | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Ids of 1 to 20 members, in place of those it was sent to.',
  })
  recipientIds?: string[] | null;

  @Field(() => ReportFilter, {
    nullable: true,
    description: 'What to count, in place of all that was counted; an empty one counts everything.',
  })
  filter?: ReportFilter | null;

  @Field(() => TimeGrouping, { nullable: true, description: 'For SALES_TREND: what a row stands for.' })
  groupBy?: TimeGrouping | null;

  @Field(() => RevenueDimension, {
    nullable: true,
    description: 'For REVENUE_BREAKDOWN: what revenue is broken down by.',
  })
  breakdownBy?: RevenueDimension | null;

  @Field(() => ForecastMetric, { nullable: true, description: 'For FORECAST: what to forecast.' })
  metric?: ForecastMetric | null;

  @Field(() => ComparisonPeriod, {
    nullable: true,
    description: 'What to compare with, as in requestExport.',
  })
  compareTo?: ComparisonPeriod | null;
}

@InputType({ description: 'Which schedule to end.' })
export class DeleteReportScheduleInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;

  @Field(() => ID, { description: 'Id of the schedule.' })
  id: string;
}

@ObjectType({ description: 'The schedule is kept.' })
export class ReportScheduleCreated {
  @Field(() => ReportSchedule, { description: 'The schedule.' })
  schedule: ReportSchedule;
}

@ObjectType({ description: 'The schedule has been changed.' })
export class ReportScheduleUpdated {
  @Field(() => ReportSchedule, { description: 'The schedule as it is now.' })
  schedule: ReportSchedule;
}

@ObjectType({ description: 'The schedule has ended. Exports that were made stay until they expire.' })
export class ReportScheduleDeleted {
  @Field(() => ID, { description: 'Id of the schedule.' })
  id: string;
}

export const CreateReportScheduleResult = resultOf('createReportSchedule', ReportScheduleCreated);
export const UpdateReportScheduleResult = resultOf('updateReportSchedule', ReportScheduleUpdated);
export const DeleteReportScheduleResult = resultOf('deleteReportSchedule', ReportScheduleDeleted);
