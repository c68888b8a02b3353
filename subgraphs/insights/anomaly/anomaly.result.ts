import { Field, ObjectType } from 'type-graphql';
import { resultOf } from '#platform/graphql/index.ts';
import { Anomaly } from './anomaly.type.ts';

@ObjectType({ description: 'Somebody looks after the anomaly.' })
export class AcknowledgeAnomalySuccess {
  @Field(() => Anomaly, { description: 'The anomaly as it is now.' })
  anomaly: Anomaly;
}
export const AcknowledgeAnomalyResult = resultOf('acknowledgeAnomaly', AcknowledgeAnomalySuccess);

@ObjectType({ description: 'The anomaly is resolved.' })
export class ResolveAnomalySuccess {
  @Field(() => Anomaly, { description: 'The anomaly as it is now.' })
  anomaly: Anomaly;
}
export const ResolveAnomalyResult = resultOf('resolveAnomaly', ResolveAnomalySuccess);

@ObjectType({ description: 'The anomaly counts as a false alarm.' })
export class MarkAnomalyFalseAlarmSuccess {
  @Field(() => Anomaly, { description: 'The anomaly as it is now.' })
  anomaly: Anomaly;
}
export const MarkAnomalyFalseAlarmResult = resultOf('markAnomalyFalseAlarm', MarkAnomalyFalseAlarmSuccess);

@ObjectType({ description: 'The anomaly is open again.' })
export class ReopenAnomalySuccess {
  @Field(() => Anomaly, { description: 'The anomaly as it is now.' })
  anomaly: Anomaly;
}
export const ReopenAnomalyResult = resultOf('reopenAnomaly', ReopenAnomalySuccess);

@ObjectType({ description: 'The anomaly is written down.' })
export class ReportAnomalySuccess {
  @Field(() => Anomaly, { description: 'The new anomaly.' })
  anomaly: Anomaly;
}
export const ReportAnomalyResult = resultOf('reportAnomaly', ReportAnomalySuccess);
