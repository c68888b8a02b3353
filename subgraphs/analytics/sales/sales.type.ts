import { ArgsType, Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateScalar, Money } from '#platform/graphql/index.ts';
import { ComparisonPeriod, CurrencySales, Report, ReportFilter } from '../report/report.type.ts';
import { TimeGrouping } from './series.ts';

registerEnumType(TimeGrouping, {
  name: 'TimeGrouping',
  description: 'What one point of a series stands for.',
  valuesConfig: {
    DAY: { description: 'One point a day of the merchant; at most 1,100 days.' },
    WEEK: { description: 'One point a week; weeks start on Monday (ISO 8601). At most ten years.' },
    MONTH: { description: 'One point a calendar month. At most ten years.' },
  },
});

@ArgsType()
export class OverviewArgs {
  @Field(() => DateScalar, { description: 'First day, in the time zone of the merchant; from 1980 on.' })
  from: string;

  @Field(() => DateScalar, {
    description: 'Last day, included; the range holds at most ten years and ends before 2101.',
  })
  to: string;

  @Field(() => ComparisonPeriod, {
    nullable: true,
    defaultValue: ComparisonPeriod.PREVIOUS_PERIOD,
    description: 'What to compare with; null is NONE.',
  })
  compareTo: ComparisonPeriod | null;

  @Field(() => ReportFilter, { nullable: true, description: 'What to count; null counts everything.' })
  filter?: ReportFilter | null;
}

@ArgsType()
export class SalesTrendArgs {
  @Field(() => DateScalar, { description: 'First day, in the time zone of the merchant; from 1980 on.' })
  from: string;

  @Field(() => DateScalar, {
    description:
      'Last day, included; by DAY the range holds at most 1,100 days, else ten years. It ends before 2101.',
  })
  to: string;

  @Field(() => TimeGrouping, {
    nullable: true,
    defaultValue: TimeGrouping.DAY,
    description: 'What one point stands for; null is DAY.',
  })
  groupBy: TimeGrouping | null;

  @Field(() => ComparisonPeriod, {
    nullable: true,
    defaultValue: ComparisonPeriod.NONE,
    description: 'What to compare with; null is NONE.',
  })
  compareTo: ComparisonPeriod | null;

  @Field(() => ReportFilter, { nullable: true, description: 'What to count; null counts everything.' })
  filter?: ReportFilter | null;
}

/** The figures every sum of days has; not a type of the graph by itself. */
@ObjectType()
abstract class SalesFigures {
  @Field(() => Money, {
    description: 'Sum of quantity times unit price over sold lines, before refunds and cancellations.',
  })
  grossRevenue: Money;

  @Field(() => Money, {
    description: 'Sum of cancelled and refunded lines, as a positive amount, on the day they were booked.',
  })
  refunds: Money;

  @Field(() => Money, {
    description: 'Gross revenue less refunds; negative when more came back than was sold.',
  })
  netRevenue: Money;

  @Field(() => Int, { description: 'Distinct orders with at least one sold line, counted by day.' })
  orders: number;

  @Field(() => Int, { description: 'Pieces in sold lines; returned pieces are not taken off.' })
  units: number;

  @Field(() => Money, {
    nullable: true,
    description: 'Gross revenue divided by orders, to the nearest 0.0001; null without orders.',
  })
  averageOrderValue: Money | null;
}

@ObjectType({ description: 'Sales figures of a whole range.' })
export class SalesTotals extends SalesFigures {}

@ObjectType({ description: 'Sales figures of one day, week or month.' })
export class SalesPoint extends SalesFigures {
  @Field(() => DateScalar, {
    description:
      'First day this point counts: the day, the Monday or the first of the month, or the first day of the range where that is later.',
  })
  date: string;
}

const CHANGE = 'Relative change, current / comparison - 1 (0.25 is a quarter more)';

@ObjectType({
  description:
    'Relative change of each figure, current / comparison - 1; null where the figure compared with is zero or negative.',
})
export class SalesChange {
  @Field(() => Float, { nullable: true, description: `${CHANGE} of gross revenue.` })
  grossRevenue: number | null;

  @Field(() => Float, { nullable: true, description: `${CHANGE} of refunds.` })
  refunds: number | null;

  @Field(() => Float, { nullable: true, description: `${CHANGE} of net revenue.` })
  netRevenue: number | null;

  @Field(() => Float, { nullable: true, description: `${CHANGE} of the number of orders.` })
  orders: number | null;

  @Field(() => Float, { nullable: true, description: `${CHANGE} of the pieces sold.` })
  units: number | null;

  @Field(() => Float, { nullable: true, description: `${CHANGE} of the average order value.` })
  averageOrderValue: number | null;
}

@ObjectType({ description: 'The range a series is compared with.' })
export class SalesComparison {
  @Field(() => DateScalar, { description: 'First day compared with.' })
  from: string;

  @Field(() => DateScalar, { description: 'Last day compared with, included.' })
  to: string;

  @Field(() => [SalesPoint], {
    description:
      'Its points, grouped by its own calendar: by week or month there may be one more or fewer than in the series.',
  })
  points: SalesPoint[];

  @Field(() => SalesTotals, { description: 'Its totals.' })
  totals: SalesTotals;

  @Field(() => SalesChange, { description: 'Change of the totals against it.' })
  change: SalesChange;
}

@ObjectType({
  description: 'Sales over time: a point for every day, week or month, zero where nothing was sold.',
})
export class SalesTrend extends Report {
  @Field(() => SalesTotals, { description: 'Sums over the whole range.' })
  totals: SalesTotals;

  @Field(() => [CurrencySales], {
    description:
      "Sales of the range in other currencies than the merchant's, which are in no other figure; empty as a rule, and when a filter is given.",
  })
  otherCurrencies: CurrencySales[];

  @Field(() => TimeGrouping, { description: 'What one point stands for.' })
  groupBy: TimeGrouping;

  @Field(() => [SalesPoint], { description: 'The series, oldest first, without gaps.' })
  points: SalesPoint[];

  @Field(() => SalesComparison, {
    nullable: true,
    description: 'The range compared with; null when compareTo is NONE.',
  })
  comparison: SalesComparison | null;
}
