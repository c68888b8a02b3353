import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Money } from '#platform/graphql/index.ts';
import { Report, ReportRange, UnavailableMetric } from '../report/report.type.ts';

export enum FunnelStageName {
  CART = 'CART',
  CHECKOUT = 'CHECKOUT',
  ORDER = 'ORDER',
}
registerEnumType(FunnelStageName, {
  name: 'FunnelStageName',
  description: 'A step on the way from a cart to an order.',
  valuesConfig: {
    CART: { description: 'A cart was begun.' },
    CHECKOUT: {
      description:
        'Its checkout was begun, by an event of the cart, or because it became an order. Known where every cart of the range has events.',
    },
    ORDER: { description: 'It became an order, won back (RECOVERED) or not (ORDERED).' },
  },
});

@ObjectType({ description: 'One step of a funnel.' })
export class FunnelStage {
  @Field(() => FunnelStageName, { description: 'Which step.' })
  stage: FunnelStageName;

  @Field(() => Int, {
    nullable: true,
    description: 'Carts of the range that got this far; null when no source tells (see unavailable).',
  })
  carts: number | null;

  @Field(() => Money, {
    nullable: true,
    description: 'What those carts hold, together; null when no source tells.',
  })
  value: Money | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Its carts divided by all carts begun, 0 to 1; null without carts or source.',
  })
  rate: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Its carts in the range compared with; null when compareTo is NONE or no source tells.',
  })
  cartsBefore: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Difference of the rate against the range compared with (0.02 is two percentage points more); null when either is.',
  })
  rateChange: number | null;
}

@ObjectType({ description: 'How many of the carts begun in a range of days became orders.' })
export class ConversionFunnel extends Report {
  @Field(() => ReportRange, {
    nullable: true,
    description: 'The range compared with; null when compareTo is NONE.',
  })
  comparison: ReportRange | null;

  @Field(() => [FunnelStage], { description: 'The steps, in the order in which they are taken.' })
  stages: FunnelStage[];

  @Field(() => Int, { description: 'Carts begun in the range that are open still.' })
  openCarts: number;

  @Field(() => Int, { description: 'Carts begun in the range that were given up and not won back.' })
  lostCarts: number;

  @Field(() => Int, { description: 'Carts begun in the range that were given up and then ordered.' })
  recoveredCarts: number;

  @Field(() => [UnavailableMetric], { description: 'Figures that nothing tells, with the reason.' })
  unavailable: UnavailableMetric[];
}
