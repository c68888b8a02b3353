import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { ConnectionArgs, DateScalar, SortDirection } from '#platform/graphql/index.ts';
import {
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
