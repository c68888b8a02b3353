import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateScalar } from '#platform/graphql/index.ts';
import { CurrencySales, Report, UnavailableMetric } from '../report/report.type.ts';
import { SalesChange, SalesTotals } from './sales.type.ts';

/** Customers who bought, and how many of them for the first time. */
export interface Buyers {
  customers: number;
  newCustomers: number;
}

const POINTS = 'Difference in the share (0.02 is two percentage points more)';

@ObjectType({
  description:
    'Difference of each rate against the range compared with, current - comparison; null where one of the two is null.',
})
export class RateChange {
  @Field(() => Float, { nullable: true, description: `${POINTS} of refunds in gross revenue.` })
  refundRate: number | null;

  @Field(() => Float, { nullable: true, description: `${POINTS} of carts that were abandoned.` })
  abandonmentRate: number | null;

  @Field(() => Float, { nullable: true, description: `${POINTS} of carts that became orders.` })
  cartConversionRate: number | null;
}

const CHANGE = 'Relative change, current / comparison - 1 (0.25 is a quarter more)';

@ObjectType({
  description:
    'Relative change of the numbers of customers, current / comparison - 1; null where the number compared with is zero.',
})
export class CustomerChange {
  @Field(() => Float, { nullable: true, description: `${CHANGE} of customers.` })
  customers: number | null;

  @Field(() => Float, { nullable: true, description: `${CHANGE} of new customers.` })
  newCustomers: number | null;

  @Field(() => Float, { nullable: true, description: `${CHANGE} of returning customers.` })
  returningCustomers: number | null;
}

const RATE = { nullable: true } as const;

@ObjectType({ description: 'The range an overview is compared with.' })
export class OverviewComparison {
  @Field(() => DateScalar, { description: 'First day compared with.' })
  from: string;

  @Field(() => DateScalar, { description: 'Last day compared with, included.' })
  to: string;

  @Field(() => SalesTotals, { description: 'Its totals.' })
  totals: SalesTotals;

  @Field(() => SalesChange, { description: 'Change of the totals against it.' })
  change: SalesChange;

  @Field(() => Float, { ...RATE, description: 'Its refundRate.' })
  refundRate: number | null;

  @Field(() => Int, { ...RATE, description: 'Its carts.' })
  carts: number | null;

  @Field(() => Int, { ...RATE, description: 'Its abandonedCarts.' })
  abandonedCarts: number | null;

  @Field(() => Float, { ...RATE, description: 'Its abandonmentRate.' })
  abandonmentRate: number | null;

  @Field(() => Float, { ...RATE, description: 'Its cartConversionRate.' })
  cartConversionRate: number | null;

  @Field(() => RateChange, { description: 'Difference of the rates against it.' })
  rateChange: RateChange;

  /** Read when asked for, once. */
  buyers: () => Promise<Buyers>;
  /** Buyers of the overview itself. */
  currentBuyers: () => Promise<Buyers>;
}

@ObjectType({ description: 'How a shop did over a range of days, in one look.' })
export class Overview extends Report {
  @Field(() => SalesTotals, { description: 'Sums over the whole range.' })
  totals: SalesTotals;

  @Field(() => OverviewComparison, {
    nullable: true,
    description: 'The range compared with; null when compareTo is NONE.',
  })
  comparison: OverviewComparison | null;

  @Field(() => Float, {
    ...RATE,
    description:
      'Refunds divided by gross revenue, 0 or more; above 1 when more came back than was sold. Null without gross revenue.',
  })
  refundRate: number | null;

  @Field(() => Int, {
    ...RATE,
    description: 'Carts begun in the range; null when a filter is given, since carts are not known by it.',
  })
  carts: number | null;

  @Field(() => Int, {
    ...RATE,
    description:
      'Carts begun in the range that were abandoned, whether they were won back later (status RECOVERED) or not (ABANDONED); null when a filter is given.',
  })
  abandonedCarts: number | null;

  @Field(() => Float, {
    ...RATE,
    description:
      'Abandoned carts divided by all carts of the range, 0 to 1; null without carts, and when a filter is given.',
  })
  abandonmentRate: number | null;

  @Field(() => Float, {
    ...RATE,
    description:
      'Carts begun in the range that became an order (status ORDERED or RECOVERED) divided by all of them, 0 to 1; null without carts, and when a filter is given.',
  })
  cartConversionRate: number | null;

  @Field(() => Float, {
    ...RATE,
    description:
      'Orders divided by visits of the shop. Null as long as visits are not collected; unavailable says so.',
  })
  conversionRate: number | null;

  @Field(() => [UnavailableMetric], {
    description: 'Figures of this overview that are null because nothing tells them, with the reason.',
  })
  unavailable: UnavailableMetric[];

  @Field(() => [CurrencySales], {
    description:
      "Sales of the range in other currencies than the merchant's, which are in no other figure; empty as a rule, and when a filter is given.",
  })
  otherCurrencies: CurrencySales[];

  /** Read when asked for, once. */
  buyers: () => Promise<Buyers>;
}
