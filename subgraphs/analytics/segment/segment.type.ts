import { ArgsType, Field, Float, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateScalar, Money, SortDirection } from '#platform/graphql/index.ts';
import { CUSTOMER_ORDERS, type CustomerOrder, type RfmSegment } from '#warehouse/index.ts';
import { RangeArgs } from '../report/report.input.ts';
import { CustomerSegment, Report, ReportRange, reportConnection } from '../report/report.type.ts';

const CustomerOrderField = Object.fromEntries(CUSTOMER_ORDERS.map((name) => [name, name])) as {
  [Name in CustomerOrder]: Name;
};
registerEnumType(CustomerOrderField, {
  name: 'SegmentCustomerOrderField',
  description: 'What a list of customers is sorted by; equal ones by their id.',
  valuesConfig: {
    REVENUE: { description: 'Gross revenue in the range.' },
    ORDERS: { description: 'Distinct orders in the range.' },
    RECENCY: { description: 'Days since the last purchase, to the day after the range.' },
  },
});

@InputType({ description: 'How a list of customers is sorted.' })
export class SegmentCustomerOrder {
  @Field(() => CustomerOrderField, { description: 'What to sort by.' })
  field: CustomerOrder;

  @Field(() => SortDirection, { description: 'Which end comes first.' })
  direction: SortDirection;
}

@ArgsType()
export class SegmentCustomersArgs extends RangeArgs {
  @Field(() => CustomerSegment, {
    nullable: true,
    description: 'Only customers of this segment; null lists those of all.',
  })
  segment?: RfmSegment | null;

  @Field(() => SegmentCustomerOrder, {
    nullable: true,
    description: 'The order; largest gross revenue first when absent.',
  })
  orderBy?: SegmentCustomerOrder | null;
}

@ObjectType({ description: 'The customers of one segment, taken together.' })
export class SegmentSummary {
  @Field(() => CustomerSegment, { description: 'The segment.' })
  segment: RfmSegment;

  @Field(() => Int, { description: 'How many customers it has; 0 when it is empty.' })
  customers: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many it had in the range compared with, by the scores of that range; null when compareTo is NONE.',
  })
  customersBefore: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Its share of all known customers who bought, 0 to 1; null when there are none.',
  })
  share: number | null;

  @Field(() => Money, { description: 'Gross revenue of its customers in the range.' })
  grossRevenue: Money;

  @Field(() => Float, {
    nullable: true,
    description: 'Its share of the gross revenue of all known customers, 0 to 1; null when that is zero.',
  })
  revenueShare: number | null;

  @Field(() => Money, {
    nullable: true,
    description: 'Gross revenue by customer, to the nearest 0.0001; null when it is empty.',
  })
  averageRevenue: Money | null;

  @Field(() => Float, { nullable: true, description: 'Orders by customer; null when it is empty.' })
  averageOrders: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Mean of the days since the last purchase; null when it is empty.',
  })
  averageRecencyDays: number | null;
}

@ObjectType({
  description:
    'Known customers who bought in a range of days, by recency, frequency and money (RFM). How scores come about is said at CustomerSegment.',
})
export class CustomerSegments extends Report {
  @Field(() => ReportRange, {
    nullable: true,
    description: 'The range compared with; null when compareTo is NONE.',
  })
  comparison: ReportRange | null;

  @Field(() => Int, { description: 'Known customers who bought in the range.' })
  customers: number;

  @Field(() => [SegmentSummary], { description: 'Every segment once, the best first.' })
  segments: SegmentSummary[];
}

@ObjectType({ description: 'A customer who bought in a range of days, with the scores of that range.' })
export class SegmentCustomer {
  /** Who it is, for what is resolved when asked for. */
  customerId: string;

  @Field(() => CustomerSegment, { description: 'The segment that follows from recency and frequency.' })
  segment: RfmSegment;

  @Field(() => Int, {
    description: 'Days from the last purchase to the day after the range: 1 for one on its last day.',
  })
  recencyDays: number;

  @Field(() => Int, { description: 'Distinct orders in the range.' })
  orders: number;

  @Field(() => Money, { description: 'Gross revenue in the range.' })
  grossRevenue: Money;

  @Field(() => Int, { description: 'Score of recency, 1 to 5; 5 is a purchase a short time ago.' })
  recencyScore: number;

  @Field(() => Int, { description: 'Score of the number of orders, 1 to 5; 5 is many.' })
  frequencyScore: number;

  @Field(() => Int, { description: 'Score of gross revenue, 1 to 5; 5 is much.' })
  monetaryScore: number;

  @Field(() => DateScalar, { description: 'Day of the first purchase in the range.' })
  firstOrderOn: string;

  @Field(() => DateScalar, { description: 'Day of the last purchase in the range.' })
  lastOrderOn: string;

  @Field(() => Money, {
    description:
      'Gross revenue less refunds from the first purchase ever to the end of the range, whatever the filter: the lifetime value to date.',
  })
  lifetimeValue: Money;

  @Field(() => DateScalar, {
    description: 'Day of the first purchase ever, whatever the filter.',
  })
  customerSince: string;
}

const CustomerConnection = reportConnection('SegmentCustomer', () => SegmentCustomer);

@ObjectType({ description: 'A page of the known customers who bought in a range of days.' })
export class SegmentCustomerConnection extends CustomerConnection {}

@ObjectType({ description: 'What the customers of a cohort did in one month.' })
export class CohortMonth {
  @Field(() => DateScalar, { description: 'First day of the month.' })
  month: string;

  @Field(() => Int, { description: 'Months since that of the first purchase; 0 is that month itself.' })
  offset: number;

  @Field(() => Int, { description: 'Customers of the cohort who bought in the month.' })
  customers: number;

  @Field(() => Float, {
    description: 'Retention: those customers divided by all of the cohort, 0 to 1; 1 at offset 0.',
  })
  retention: number;

  @Field(() => Money, { description: 'Gross revenue of the cohort in the month.' })
  grossRevenue: Money;

  @Field(() => Money, { description: 'What the cohort gave back in the month, as a positive amount.' })
  refunds: Money;

  @Field(() => Money, {
    description:
      'Gross revenue less refunds from the first purchases to the end of this month, by customer of the cohort, to the nearest 0.0001.',
  })
  lifetimeValue: Money;
}

@ObjectType({ description: 'Customers whose first purchase ever lies in the same month.' })
export class CustomerCohort {
  @Field(() => DateScalar, { description: 'First day of that month.' })
  month: string;

  @Field(() => Int, { description: 'How many customers.' })
  customers: number;

  @Field(() => Money, {
    description:
      'Gross revenue less refunds from their first purchases to the end of the range, by customer, to the nearest 0.0001: the mean lifetime value to date.',
  })
  lifetimeValue: Money;

  @Field(() => [CohortMonth], {
    description: 'Every month from their first to the last of the range, zero where none of them bought.',
  })
  months: CohortMonth[];
}

@ObjectType({
  description:
    'Known customers by the month of their first purchase ever, and how they came back. Cohorts of months whose days lie only partly in the range hold the customers of those days.',
})
export class CustomerCohorts extends Report {
  @Field(() => Int, { description: 'Customers of all cohorts.' })
  customers: number;

  @Field(() => Money, {
    nullable: true,
    description:
      'Mean lifetime value to date of the customers of all cohorts: gross revenue less refunds by customer, to the nearest 0.0001; null without customers.',
  })
  lifetimeValue: Money | null;

  @Field(() => [CustomerCohort], {
    description: 'The cohorts that have customers, oldest first; at most 121.',
  })
  cohorts: CustomerCohort[];
}
