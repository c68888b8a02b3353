import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { ConnectionArgs, DateScalar, DateTimeScalar, SortDirection } from '#platform/graphql/index.ts';
import {
  InsightDimension,
  InsightKind,
  InsightMetric,
  InsightOrderField,
  InsightSeverity,
  InsightStatus,
} from './insight.enums.ts';

@InputType({
  description:
    'Narrows a list of insights. Fields are combined with AND, values in a list with OR; an empty list matches nothing.',
})
export class InsightFilter {
  @Field(() => [InsightStatus], {
    nullable: true,
    description: 'Only these states, for example [UNREAD, READ] to leave out what was dismissed.',
  })
  status?: InsightStatus[] | null;

  @Field(() => [InsightSeverity], { nullable: true, description: 'Only these severities.' })
  severity?: InsightSeverity[] | null;

  @Field(() => [InsightKind], { nullable: true, description: 'Only these kinds.' })
  kind?: InsightKind[] | null;

  @Field(() => [InsightMetric], { nullable: true, description: 'Only insights led by these metrics.' })
  metric?: InsightMetric[] | null;

  @Field(() => InsightSeverity, { nullable: true, description: 'Only this severity and more severe ones.' })
  leastSeverity?: InsightSeverity | null;

  @Field(() => [InsightDimension], {
    nullable: true,
    description:
      'Only insights about one product, one country and so on, by what it is; none about the whole shop.',
  })
  sliceDimension?: InsightDimension[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Only insights about the slice with exactly this key, for example a sku. Give its dimension too.',
  })
  sliceKey?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Only insights with asOf on this day or later.' })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Only insights with asOf on this day or earlier.' })
  to?: string | null;
}

@InputType({ description: 'How a list of insights is sorted.' })
export class InsightOrder {
  @Field(() => InsightOrderField, { description: 'What to sort by.' })
  field: InsightOrderField;

  @Field(() => SortDirection, { description: 'Which end comes first.' })
  direction: SortDirection;
}

/** Arguments of `Merchant.insights`. */
@ArgsType()
export class InsightsArgs extends ConnectionArgs {
  @Field(() => InsightFilter, {
    nullable: true,
    description: 'Which insights; all of the merchant when absent, dismissed ones too.',
  })
  filter?: InsightFilter | null;

  @Field(() => InsightOrder, { nullable: true, description: 'The order; newest written first when absent.' })
  orderBy?: InsightOrder | null;
}

@InputType({ description: 'Which insight to mark read.' })
export class MarkInsightReadInput {
  @Field(() => ID, { description: 'Id of the insight.' })
  id: string;
}

@InputType({ description: 'Which insight to dismiss.' })
export class DismissInsightInput {
  @Field(() => ID, { description: 'Id of the insight.' })
  id: string;
}

@InputType({ description: 'Which insight to bring back after it was dismissed.' })
export class RestoreInsightInput {
  @Field(() => ID, { description: 'Id of the insight.' })
  id: string;
}

@InputType({ description: 'Which insight to mark unread.' })
export class MarkInsightUnreadInput {
  @Field(() => ID, { description: 'Id of the insight.' })
  id: string;
}

@InputType({ description: 'Which insights to mark read: give ids, or until.' })
export class MarkInsightsReadInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Ids of insights, at most 500. Those that are not unread, or not of this merchant, are left as they are.',
  })
  ids?: string[] | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'All unread insights written at this instant or before: give the time of the newest one that was shown, so that none is marked that nobody has seen.',
  })
  until?: Date | null;
}
