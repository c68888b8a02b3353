import { type ClassType, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateScalar, type Edge, Money, PageInfo } from '#platform/graphql/index.ts';
import { RFM_SEGMENTS, type RfmSegment } from '#warehouse/index.ts';
import type { Freshness } from '../freshness/freshness.type.ts';

export enum ComparisonPeriod {
  NONE = 'NONE',
  PREVIOUS_PERIOD = 'PREVIOUS_PERIOD',
  PREVIOUS_YEAR = 'PREVIOUS_YEAR',
}
registerEnumType(ComparisonPeriod, {
  name: 'ComparisonPeriod',
  description: 'What to compare a range of days with.',
  valuesConfig: {
    NONE: { description: 'No comparison; the field comparison is null.' },
    PREVIOUS_PERIOD: { description: 'As many days, right before the range.' },
    PREVIOUS_YEAR: {
      description: 'The same dates one year earlier; 29 February is compared with 28 February.',
    },
  },
});

/** Names of segments as an enum object, which type-graphql needs. */
export const CustomerSegment = Object.fromEntries(RFM_SEGMENTS.map((name) => [name, name])) as {
  [Name in RfmSegment]: Name;
};
registerEnumType(CustomerSegment, {
  name: 'CustomerSegment',
  description:
    'Segment of a known customer by recency (R) and frequency (F), each scored from 1 (worst) to 5 (best). A score is 1 + floor(5 * b / n): of the n customers who bought in the range, b are worse off, so that equal values get equal scores. Recency counts the days from the last purchase to the day after the range, frequency the distinct orders.',
  valuesConfig: {
    CHAMPION: { description: 'R 5, F 4 to 5: bought lately and often.' },
    LOYAL: { description: 'R 3 to 4, F 4 to 5: buy often.' },
    POTENTIAL_LOYALIST: { description: 'R 4 to 5, F 2 to 3: bought lately, and more than once.' },
    NEW: { description: 'R 5, F 1: bought lately for the first time, or seldom.' },
    PROMISING: { description: 'R 4, F 1: bought not long ago, seldom.' },
    NEED_ATTENTION: { description: 'R 3, F 3: in the middle, and about to be forgotten.' },
    ABOUT_TO_SLEEP: { description: 'R 3, F 1 to 2: bought a while ago, and seldom.' },
    CANNOT_LOSE: { description: 'R 1 to 2, F 5: used to buy most often, and stopped.' },
    AT_RISK: { description: 'R 1 to 2, F 3 to 4: used to buy often, and stopped.' },
    HIBERNATING: { description: 'R 1 to 2, F 1 to 2: bought long ago, and seldom.' },
  },
});

@InputType({
  description:
    'What a report counts. The values of one field are alternatives, several fields narrow each other down; a field that is absent, null or empty filters nothing. At most 100 values a field.',
})
export class ReportFilter {
  @Field(() => [String], {
    nullable: true,
    description: 'Countries of orders as the shop writes them, for example "United Kingdom".',
  })
  country?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Channels of orders as the shop writes them, for example "web".',
  })
  channel?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "Products by the shop's own number (SKU): only their lines count, and orders that hold one of them. An unknown one is NOT_FOUND.",
  })
  product?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Categories of products as the shop writes them now: only lines of their products count, and orders that hold one. An unknown one is NOT_FOUND.',
  })
  category?: string[] | null;

  @Field(() => [CustomerSegment], {
    nullable: true,
    description:
      'Segments of customers, by their purchases in the range of the report (a range compared with has its own). Orders without a known customer belong to none.',
  })
  segment?: RfmSegment[] | null;
}

@ObjectType({ description: 'A figure that is null because nothing tells it, and why.' })
export class UnavailableMetric {
  @Field(() => String, { description: 'Name of the field that is null.' })
  metric: string;

  @Field(() => String, { description: 'What is missing, for people to read.' })
  reason: string;
}

@ObjectType({
  description:
    "Sales in a currency that is not the merchant's. They are not converted, and added to nothing.",
})
export class CurrencySales {
  @Field(() => String, { description: 'ISO 4217 code.' })
  currency: string;

  @Field(() => Money, { description: 'Gross revenue in this currency.' })
  grossRevenue: Money;

  @Field(() => Money, { description: 'Refunds in this currency, as a positive amount.' })
  refunds: Money;

  @Field(() => Int, { description: 'Orders in this currency, counted by day.' })
  orders: number;
}

@ObjectType({ description: 'A range of days.' })
export class ReportRange {
  @Field(() => DateScalar, { description: 'First day.' })
  from: string;

  @Field(() => DateScalar, { description: 'Last day, included.' })
  to: string;
}

/** What every report says of itself; not a type of the graph by itself. */
@ObjectType()
export abstract class Report {
  @Field(() => DateScalar, { description: 'First day of the report.' })
  from: string;

  @Field(() => DateScalar, { description: 'Last day of the report, included.' })
  to: string;

  @Field(() => String, { description: 'ISO 4217 code of the currency of every amount.' })
  currency: string;

  @Field(() => String, { description: 'IANA time zone in which its days begin and end.' })
  timeZone: string;

  @Field(() => String, { description: 'How the figures are counted, for people to read beside them.' })
  definition: string;

  /** The merchant it is about, for what is resolved when asked for. */
  merchantId: string;

  /** Resolved when asked for. */
  freshness?: Freshness;
}

/** The `XEdge` and `XConnection` of a report that is a list: a page of it, and what every report says of itself. */
export function reportConnection<T extends object>(name: string, node: () => ClassType<T>) {
  @ObjectType(`${name}Edge`, { description: `One ${name} of a page, with its cursor.` })
  class EdgeType implements Edge<T> {
    @Field(() => String, { description: 'Opaque position of this item; pass it as `after` or `before`.' })
    cursor: string;

    @Field(node, { description: 'The item.' })
    node: T;
  }

  @ObjectType()
  abstract class ConnectionType extends Report {
    @Field(() => [EdgeType], { description: 'The items of this page with their cursors.' })
    edges: EdgeType[];

    @Field(() => [node()], { description: 'The items of this page, without cursors.' })
    nodes: T[];

    @Field(() => PageInfo, { description: 'Where this page stands.' })
    pageInfo: PageInfo;

    @Field(() => Int, { description: 'How many items match in all, over every page.' })
    totalCount: number;
  }
  return ConnectionType;
}
