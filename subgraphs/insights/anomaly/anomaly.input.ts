import { ArgsType, Field, Float, ID, InputType } from 'type-graphql';
import { ConnectionArgs, DateScalar } from '#platform/graphql/index.ts';
import { InsightDirection, InsightKind, InsightMetric } from '../insight/insight.enums.ts';
import { AnomalySource, AnomalyStatus } from './anomaly.type.ts';

@InputType({
  description:
    'Narrows a list of anomalies. Fields are combined with AND, values in a list with OR; an empty list matches nothing.',
})
export class AnomalyFilter {
  @Field(() => [AnomalyStatus], { nullable: true, description: 'Only these states, for example [OPEN].' })
  status?: AnomalyStatus[] | null;

  @Field(() => [InsightKind], {
    nullable: true,
    description: 'Only these kinds; those reported by hand have none.',
  })
  kind?: InsightKind[] | null;

  @Field(() => [InsightMetric], { nullable: true, description: 'Only these metrics.' })
  metric?: InsightMetric[] | null;

  @Field(() => [AnomalySource], { nullable: true, description: 'Only from these sources.' })
  source?: AnomalySource[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'Only those that last until this day or later.' })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Only those that began on this day or earlier.' })
  to?: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Only those with at least this score; leaves out those that have none.',
  })
  leastScore?: number | null;
}

/** Arguments of `Merchant.anomalies`. */
@ArgsType()
export class AnomaliesArgs extends ConnectionArgs {
  @Field(() => AnomalyFilter, {
    nullable: true,
    description: 'Which anomalies; all of the merchant when absent.',
  })
  filter?: AnomalyFilter | null;
}

@InputType()
class MoveAnomalyInput {
  @Field(() => ID, { description: 'Id of the anomaly.' })
  id: string;

  @Field(() => String, {
    nullable: true,
    description: 'Replaces the note, 1 to 2000 characters; the note stays as it is when absent.',
  })
  note?: string | null;
}

@InputType({ description: 'Which anomaly somebody looks after.' })
export class AcknowledgeAnomalyInput extends MoveAnomalyInput {}

@InputType({ description: 'Which anomaly is explained or put right.' })
export class ResolveAnomalyInput extends MoveAnomalyInput {}

@InputType({ description: 'Which anomaly was none.' })
export class MarkAnomalyFalseAlarmInput extends MoveAnomalyInput {}

@InputType({ description: 'Which anomaly to open again.' })
export class ReopenAnomalyInput extends MoveAnomalyInput {}

@InputType({ description: 'What somebody has noticed.' })
export class ReportAnomalyInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;

  @Field(() => InsightMetric, { description: 'The metric that is not what it should be.' })
  metric: InsightMetric;

  @Field(() => DateScalar, { description: "The day, or the first of several, in the merchant's time zone." })
  from: string;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The last of several days, today at the latest; the same day as from when absent. At most 400 days.',
  })
  to?: string | null;

  @Field(() => InsightDirection, { nullable: true, description: 'Which way it went, if that can be said.' })
  direction?: InsightDirection | null;

  @Field(() => String, { description: 'What was noticed, 1 to 2000 characters.' })
  note: string;
}
