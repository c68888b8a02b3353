import { ArgsType, Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Money, SortDirection } from '#platform/graphql/index.ts';
import { type ProductOrder as OrderField, PRODUCT_ORDERS } from '#warehouse/index.ts';
import { ComparedArgs, RangeArgs } from '../report/report.input.ts';
import { ComparisonPeriod, Report, ReportRange, reportConnection } from '../report/report.type.ts';

const ProductOrderField = Object.fromEntries(PRODUCT_ORDERS.map((name) => [name, name])) as {
  [Name in OrderField]: Name;
};
registerEnumType(ProductOrderField, {
  name: 'ProductOrderField',
  description: 'What a list of products is sorted by; equal ones by their number.',
  valuesConfig: {
    REVENUE: { description: 'Gross revenue in the range.' },
    UNITS: { description: 'Pieces sold in the range.' },
    ORDERS: { description: 'Orders in the range that hold the product.' },
    REFUNDS: { description: 'What was taken back in the range.' },
    CHANGE: {
      description: 'Gross revenue less that of the range compared with; without one, as REVENUE.',
    },
    SKU: { description: "The shop's own number alone, in the order of its bytes." },
  },
});

@InputType({ description: 'How a list of products is sorted.' })
export class ProductOrder {
  @Field(() => ProductOrderField, { description: 'What to sort by.' })
  field: OrderField;

  @Field(() => SortDirection, { description: 'Which end comes first.' })
  direction: SortDirection;
}

@ArgsType()
export class ProductPerformanceArgs extends ComparedArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'Only products whose number or title contains this text, whatever its case; at most 200 characters. Shares stay those among all products.',
  })
  search?: string | null;

  @Field(() => ProductOrder, {
    nullable: true,
    description: 'The order; largest gross revenue first when absent.',
  })
  orderBy?: ProductOrder | null;
}

@ArgsType()
export class RevenueChangeArgs extends RangeArgs {
  @Field(() => ComparisonPeriod, {
    nullable: true,
    defaultValue: ComparisonPeriod.PREVIOUS_PERIOD,
    description: 'What the change is against; null is PREVIOUS_PERIOD, and NONE is refused.',
  })
  compareTo?: ComparisonPeriod | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 5,
    description: 'How many products to name in each direction, 0 to 50; null is 5.',
  })
  movers?: number | null;
}

@ObjectType({ description: 'How a product did in the range compared with, and the change since.' })
export class ProductComparison {
  @Field(() => Money, { description: 'Its gross revenue then.' })
  grossRevenue: Money;

  @Field(() => Int, { description: 'Its pieces sold then.' })
  units: number;

  @Field(() => Int, { description: 'Orders that held it then, counted by day.' })
  orders: number;

  @Field(() => Money, { description: 'Gross revenue now less then.' })
  revenueChange: Money;

  @Field(() => Float, {
    nullable: true,
    description: 'Relative change of gross revenue, now / then - 1; null when it was zero.',
  })
  change: number | null;
}

@ObjectType({ description: 'How one product did in a range of days.' })
export class ProductPerformance {
  @Field(() => ID, {
    nullable: true,
    description: 'UUID of the product; null when the shop has sold it but does not list it.',
  })
  productId: string | null;

  @Field(() => String, { description: "The shop's own number of the product." })
  sku: string;

  @Field(() => String, { nullable: true, description: 'Title; null when the shop does not tell it.' })
  title: string | null;

  @Field(() => Money, { description: 'Sum of quantity times unit price over its sold lines.' })
  grossRevenue: Money;

  @Field(() => Money, {
    description: 'What its cancelled and refunded lines took back, as a positive amount.',
  })
  refunds: Money;

  @Field(() => Money, { description: 'Gross revenue less refunds; negative when more came back.' })
  netRevenue: Money;

  @Field(() => Int, { description: 'Orders with a sold line of it, counted by day.' })
  orders: number;

  @Field(() => Int, { description: 'Pieces in its sold lines.' })
  units: number;

  @Field(() => Int, { description: 'Pieces that its cancelled and refunded lines took back.' })
  refundedUnits: number;

  @Field(() => Money, {
    nullable: true,
    description: 'Gross revenue by piece, to the nearest 0.0001; null when none was sold.',
  })
  averagePrice: Money | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Its share of the gross revenue of all products that are counted, 0 to 1; null when that is zero.',
  })
  share: number | null;

  @Field(() => ProductComparison, {
    nullable: true,
    description: 'The same product in the range compared with; null when compareTo is NONE.',
  })
  comparison: ProductComparison | null;
}

const PerformanceConnection = reportConnection('ProductPerformance', () => ProductPerformance);

@ObjectType({
  description: 'A page of the products that were sold or taken back in a range of days.',
})
export class ProductPerformanceConnection extends PerformanceConnection {
  @Field(() => ReportRange, {
    nullable: true,
    description: 'The range compared with; null when compareTo is NONE.',
  })
  comparison: ReportRange | null;
}

@ObjectType({
  description:
    'Parts of a change of gross revenue, which add up to it exactly. For products sold in both ranges, with p and q the average price and pieces of a product and P and Q those of all of them together (0 then, 1 now): price = sum of (p1 - p0) q1; volume = (Q1 - Q0) P0; mix = sum of p0 q1 - P0 Q1. These are the selling-price, sales-quantity and sales-mix variances of cost accounting (Horngren, Datar and Rajan, Cost Accounting), with the range compared with in the place of the budget.',
})
export class RevenueChangeParts {
  @Field(() => Money, { description: 'From other prices: pieces of now times the change of their price.' })
  price: Money;

  @Field(() => Money, { description: 'From more or fewer pieces, at the average price of then.' })
  volume: Money;

  @Field(() => Money, {
    description: 'From other proportions between dear and cheap products, at prices of then.',
  })
  mix: Money;

  @Field(() => Money, { description: 'Revenue of products that were not sold then.' })
  newProducts: Money;

  @Field(() => Money, {
    description: 'Revenue lost with products that are not sold now, as a negative amount.',
  })
  lostProducts: Money;
}

@ObjectType({ description: 'Why gross revenue changed: its parts, and the products that moved it most.' })
export class RevenueChange extends Report {
  @Field(() => ReportRange, { description: 'The range compared with.' })
  comparison: ReportRange;

  @Field(() => Money, { description: 'Gross revenue of the range.' })
  current: Money;

  @Field(() => Money, { description: 'Gross revenue of the range compared with.' })
  base: Money;

  @Field(() => Money, { description: 'Current less base: what the parts add up to.' })
  difference: Money;

  @Field(() => Float, {
    nullable: true,
    description: 'Relative change, current / base - 1; null when base is zero.',
  })
  change: number | null;

  @Field(() => RevenueChangeParts, { description: 'Where the difference comes from.' })
  parts: RevenueChangeParts;

  @Field(() => Int, { description: 'Products sold in both ranges.' })
  keptProducts: number;

  @Field(() => Int, { description: 'Products sold in the range only.' })
  newProducts: number;

  @Field(() => Int, { description: 'Products sold in the range compared with only.' })
  lostProducts: number;

  @Field(() => [ProductPerformance], { description: 'Products that gained most, the largest gain first.' })
  up: ProductPerformance[];

  @Field(() => [ProductPerformance], { description: 'Products that lost most, the largest loss first.' })
  down: ProductPerformance[];
}
