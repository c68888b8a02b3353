import { Field, ID, ObjectType } from 'type-graphql';
import { resultOf } from '#platform/graphql/index.ts';
import { Alert } from './alert.type.ts';

@ObjectType({ description: 'The alert is kept; the first day it looks at is today, once that is complete.' })
export class CreateAlertSuccess {
  @Field(() => Alert, { description: 'The new alert.' })
  alert: Alert;
}
export const CreateAlertResult = resultOf('createAlert', CreateAlertSuccess);

@ObjectType({ description: 'The alert has its new rule.' })
export class UpdateAlertSuccess {
  @Field(() => Alert, { description: 'The alert as it is now.' })
  alert: Alert;
}
export const UpdateAlertResult = resultOf('updateAlert', UpdateAlertSuccess);

@ObjectType({ description: 'The alert is silent, or speaks again.' })
export class SilenceAlertSuccess {
  @Field(() => Alert, { description: 'The alert as it is now.' })
  alert: Alert;
}
export const SilenceAlertResult = resultOf('silenceAlert', SilenceAlertSuccess);

@ObjectType({
  description: 'The alert and the record of its firings are gone; insights and anomalies it made stay.',
})
export class DeleteAlertSuccess {
  @Field(() => ID, { description: 'Id of the alert.' })
  id: string;
}
export const DeleteAlertResult = resultOf('deleteAlert', DeleteAlertSuccess);
