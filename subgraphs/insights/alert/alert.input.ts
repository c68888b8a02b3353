import { Field, ID, InputType, Int } from 'type-graphql';
import { DateScalar, DecimalScalar } from '#platform/graphql/index.ts';
import { InsightMetric, InsightSeverity } from '../insight/insight.enums.ts';
import { AlertBaseline, AlertCondition, AlertSchedule } from './alert.enums.ts';

@InputType({ description: 'What of a shop an alert looks at: one product or one country, not both.' })
export class AlertFilterInput {
  @Field(() => String, {
    nullable: true,
    description:
      "One product, by the shop's own number. It must have been sold. Carts and customers are not counted by product.",
  })
  sku?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'One country, as orders name it. Something must have been sold there. Carts are not counted by country.',
  })
  country?: string | null;
}

@InputType({ description: 'The whole rule of an alert.' })
export class AlertRuleInput {
  @Field(() => String, {
    description: 'What to call it, 1 to 100 characters: it begins the title of its insights.',
  })
  name: string;

  @Field(() => InsightMetric, { description: 'The metric to look at; every one but DATA_QUALITY.' })
  metric: InsightMetric;

  @Field(() => AlertFilterInput, { nullable: true, description: 'What of the shop; all of it when absent.' })
  filter?: AlertFilterInput | null;

  @Field(() => AlertCondition, { description: 'When to fire.' })
  condition: AlertCondition;

  @Field(() => DecimalScalar, {
    description:
      'At most four decimals. For ABOVE and BELOW in the unit of the metric: money in major units, rates as shares (0.2 is 20%). For changes a percentage above 0: 20 is 20%.',
  })
  threshold: string;

  @Field(() => AlertBaseline, {
    nullable: true,
    description: 'What a change is measured against; changes need one, ABOVE and BELOW have none.',
  })
  baseline?: AlertBaseline | null;

  @Field(() => Int, {
    nullable: true,
    description: 'For MEAN_OF_LAST_DAYS, which needs it: how many days, 2 to 90.',
  })
  baselineDays?: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'The least size, in the unit of the metric, that the figure or its baseline must have to be worth an alarm; 0 when absent.',
  })
  floor?: string | null;

  @Field(() => AlertSchedule, { description: 'What to look at, and when.' })
  schedule: AlertSchedule;

  @Field(() => Int, {
    nullable: true,
    description: 'For WEEKLY: on which morning to look, 1 for Monday to 7 for Sunday; Monday when absent.',
  })
  weekday?: number | null;

  @Field(() => InsightSeverity, {
    nullable: true,
    description: 'Severity of its insights; WARNING when absent. Digests and notifications go by it.',
  })
  severity?: InsightSeverity | null;

  @Field(() => Int, {
    nullable: true,
    description: 'For how many days it stays quiet after it has fired, 0 to 90; 0 when absent.',
  })
  cooldownDays?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether to look at it; true when absent.' })
  enabled?: boolean | null;
}

@InputType({ description: 'A new alert.' })
export class CreateAlertInput {
  @Field(() => ID, { description: 'Id of the merchant.' })
  merchantId: string;

  @Field(() => AlertRuleInput, { description: 'Its rule.' })
  rule: AlertRuleInput;
}

@InputType({ description: 'Another rule for an alert.' })
export class UpdateAlertInput {
  @Field(() => ID, { description: 'Id of the alert.' })
  id: string;

  @Field(() => AlertRuleInput, {
    description: 'The whole rule: what is left out of it becomes as for a new alert.',
  })
  rule: AlertRuleInput;
}

@InputType({ description: 'Which alert to delete.' })
export class DeleteAlertInput {
  @Field(() => ID, { description: 'Id of the alert.' })
  id: string;
}

@InputType({ description: 'Until when an alert is silent.' })
export class SilenceAlertInput {
  @Field(() => ID, { description: 'Id of the alert.' })
  id: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last day about which it says nothing, at most 400 days ahead; null ends the silence.',
  })
  until?: string | null;
}
