import { ArgsType, Field } from 'type-graphql';
import { DateScalar } from '#platform/graphql/index.ts';
import { ComparisonPeriod, ReportFilter } from './report.type.ts';

/** Arguments of a report over a range of days. */
@ArgsType()
export class RangeArgs {
  @Field(() => DateScalar, { description: 'First day, in the time zone of the merchant; from 1980 on.' })
  from: string;

  @Field(() => DateScalar, {
    description: 'Last day, included; the range holds at most ten years and ends before 2101.',
  })
  to: string;

  @Field(() => ReportFilter, { nullable: true, description: 'What to count; null counts everything.' })
  filter?: ReportFilter | null;
}

/** Arguments of a report that may be compared with another range. */
@ArgsType()
export class ComparedArgs extends RangeArgs {
  @Field(() => ComparisonPeriod, {
    nullable: true,
    defaultValue: ComparisonPeriod.NONE,
    description: 'What to compare with; null is NONE.',
  })
  compareTo?: ComparisonPeriod | null;
}
