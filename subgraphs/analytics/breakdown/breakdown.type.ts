import { ArgsType, Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Money } from '#platform/graphql/index.ts';
import { ComparedArgs } from '../report/report.input.ts';
import { ReportRange, reportConnection } from '../report/report.type.ts';

export enum RevenueDimension {
  COUNTRY = 'COUNTRY',
  CHANNEL = 'CHANNEL',
  PRODUCT = 'PRODUCT',
  SEGMENT = 'SEGMENT',
  WEEKDAY = 'WEEKDAY',
  HOUR = 'HOUR',
}
registerEnumType(RevenueDimension, {
  name: 'RevenueDimension',
  description: 'What revenue is broken down by.',
  valuesConfig: {
    COUNTRY: { description: 'Country of the order as the shop writes it; largest revenue first.' },
    CHANNEL: { description: 'Channel of the order as the shop writes it; largest revenue first.' },
    PRODUCT: {
      description:
        "Product by the shop's own number; largest revenue first. productPerformance tells more of each.",
    },
    SEGMENT: {
      description:
        'Segment of the customer by the purchases of the range, see CustomerSegment; largest revenue first. Key null holds orders without a known customer.',
    },
    WEEKDAY: { description: 'Day of the week, "1" (Monday) to "7" (Sunday), all seven in this order.' },
    HOUR: {
      description:
        'Hour of the day in the time zone of the merchant, "0" to "23", all of them in this order. An order counts whole in the hour of its first sold line of the day.',
    },
  },
});

@ArgsType()
export class RevenueBreakdownArgs extends ComparedArgs {
  @Field(() => RevenueDimension, { description: 'What to break revenue down by.' })
  by: RevenueDimension;
}

@ObjectType({ description: 'The same part of the revenue in the range compared with, and the change since.' })
export class BreakdownComparison {
  @Field(() => Money, { description: 'Its gross revenue then.' })
  grossRevenue: Money;

  @Field(() => Int, { description: 'Its orders then, counted by day.' })
  orders: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Relative change of gross revenue, now / then - 1; null when it was zero.',
  })
  change: number | null;
}

@ObjectType({ description: 'One part of a breakdown.' })
export class RevenueBreakdown {
  @Field(() => String, {
    nullable: true,
    description: 'The country, channel, number, segment, weekday or hour; null for what has none.',
  })
  key: string | null;

  @Field(() => String, {
    description: 'The same for people, in English, for example "Monday", "14:00", or "unknown".',
  })
  label: string;

  @Field(() => Money, { description: 'Gross revenue of this part.' })
  grossRevenue: Money;

  @Field(() => Money, { description: 'Refunds of this part, as a positive amount.' })
  refunds: Money;

  @Field(() => Money, { description: 'Gross revenue less refunds; negative when more came back.' })
  netRevenue: Money;

  @Field(() => Int, { description: 'Orders with a sold line, counted by day.' })
  orders: number;

  @Field(() => Int, { description: 'Pieces sold.' })
  units: number;

  @Field(() => Int, { nullable: true, description: 'Distinct known customers; null by PRODUCT.' })
  customers: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Its share of all gross revenue that is counted, 0 to 1; null when that is zero.',
  })
  share: number | null;

  @Field(() => BreakdownComparison, {
    nullable: true,
    description: 'The same part in the range compared with; null when compareTo is NONE.',
  })
  comparison: BreakdownComparison | null;
}

const BreakdownConnection = reportConnection('RevenueBreakdown', () => RevenueBreakdown);

@ObjectType({
  description:
    'A page of the parts of revenue in a range of days. With a range compared with, parts that only that one has are there too, as zeros (not by PRODUCT).',
})
export class RevenueBreakdownConnection extends BreakdownConnection {
  @Field(() => RevenueDimension, { description: 'What revenue is broken down by.' })
  by: RevenueDimension;

  @Field(() => ReportRange, {
    nullable: true,
    description: 'The range compared with; null when compareTo is NONE.',
  })
  comparison: ReportRange | null;
}
