import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { connectionTypes, DateScalar, DateTimeScalar, DecimalScalar } from '#platform/graphql/index.ts';
import { InsightDirection, InsightMetric, InsightSeverity } from '../insight/insight.enums.ts';
import { Merchant } from '../insight/insight.type.ts';
import { AlertBaseline, AlertCondition, AlertSchedule } from './alert.enums.ts';

@ObjectType({ description: 'What of a shop an alert looks at.' })
export class AlertFilter {
  @Field(() => String, {
    nullable: true,
    description: "Only this product, by the shop's own number; null for all.",
  })
  sku: string | null;

  @Field(() => String, { nullable: true, description: 'Only orders from this country; null for all.' })
  country: string | null;
}

@ObjectType({
  description:
    'A rule of the merchant: when it holds, the team gets an insight of kind CUSTOM_ALERT (with subscriptions, digests and webhooks as for every insight) and an anomaly. It fires once a day at most.',
})
export class Alert {
  @Field(() => ID, { description: 'UUID of the alert.' })
  id: string;

  @Field(() => Merchant, { description: 'The merchant it belongs to.' })
  merchant: Merchant;

  @Field(() => String, { description: 'What the merchant calls it.' })
  name: string;

  @Field(() => InsightMetric, { description: 'The metric it looks at.' })
  metric: InsightMetric;

  @Field(() => AlertFilter, { description: 'What of the shop it looks at.' })
  filter: AlertFilter;

  @Field(() => AlertCondition, { description: 'When it fires.' })
  condition: AlertCondition;

  @Field(() => DecimalScalar, {
    description:
      'For ABOVE and BELOW in the unit of the metric: money in major units, rates as shares (0.2 is 20%). For changes a percentage: 20 is 20%.',
  })
  threshold: string;

  @Field(() => AlertBaseline, {
    nullable: true,
    description: 'What a change is measured against; null for ABOVE and BELOW.',
  })
  baseline: AlertBaseline | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many days MEAN_OF_LAST_DAYS takes; null for others.',
  })
  baselineDays: number | null;

  @Field(() => DecimalScalar, {
    description:
      'The least size, in the unit of the metric, that the figure or its baseline must have, so that one order becoming three does not alarm; 0 asks for none.',
  })
  floor: string;

  @Field(() => AlertSchedule, { description: 'What it looks at, and when.' })
  schedule: AlertSchedule;

  @Field(() => Int, {
    nullable: true,
    description: 'WEEKLY: the weekday on whose morning it looks, 1 for Monday to 7 for Sunday. DAILY: null.',
  })
  weekday: number | null;

  @Field(() => InsightSeverity, {
    description: 'Severity of the insights it makes: decides who is sent them.',
  })
  severity: InsightSeverity;

  @Field(() => Int, { description: 'For how many days it stays quiet after it has fired.' })
  cooldownDays: number;

  @Field(() => Boolean, {
    description: 'Whether it is looked at; days on which it was not are not made up for.',
  })
  enabled: boolean;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last day about which it stays silent, whatever happens; null when it is not.',
  })
  silencedUntil: string | null;

  @Field(() => DateScalar, { description: 'The last day it has been judged for, firing or not.' })
  judgedTo: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When it could not be judged, if that is the newest that happened to it; it is tried again every hour. Null when all is well.',
  })
  failedAt: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt: string;

  @Field(() => DateTimeScalar, { description: 'When its rule was last changed.' })
  updatedAt: string;
}

const alerts = connectionTypes('Alert', () => Alert);

@ObjectType({ description: "A page of a merchant's alerts." })
export class AlertConnection extends alerts.ConnectionType {}

/** What was seen when an alert fired, or would have. */
@ObjectType()
class Seen {
  @Field(() => DateScalar, { description: 'The last of the days it looked at.' })
  day: string;

  @Field(() => DateScalar, {
    description: 'The first of the days it looked at: the same day unless it is WEEKLY.',
  })
  from: string;

  @Field(() => DecimalScalar, {
    description: 'What was seen, in the unit of the metric: money in major units, rates as shares.',
  })
  observed: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'What the baseline came to, for as many days; null without a baseline.',
  })
  expected: string | null;

  @Field(() => DecimalScalar, {
    description:
      'The figure that had to be passed, in the unit of the metric; for changes worked out of the baseline.',
  })
  threshold: string;

  @Field(() => Float, { nullable: true, description: 'observed / expected - 1; null without a baseline.' })
  change: number | null;

  @Field(() => InsightDirection, { description: 'Whether it was too much or too little.' })
  direction: InsightDirection;

  @Field(() => String, {
    nullable: true,
    description: 'ISO 4217 currency of the figures; null for metrics that are no money.',
  })
  currency: string | null;
}

@ObjectType({ description: 'One time an alert fired.' })
export class AlertFiring extends Seen {
  @Field(() => ID, { description: 'UUID of the firing.' })
  id: string;

  insightId: string | null;
  anomalyId: string | null;

  @Field(() => DateTimeScalar, { description: 'When it fired.' })
  createdAt: string;
}

const firings = connectionTypes('AlertFiring', () => AlertFiring);

@ObjectType({ description: 'A page of the firings of an alert.' })
export class AlertFiringConnection extends firings.ConnectionType {}

@ObjectType({ description: 'A day on which an alert would have fired.' })
export class AlertDryRunDay extends Seen {}

@ObjectType({ description: 'What an alert would have done in the past, judged as it would be from now on.' })
export class AlertDryRun {
  @Field(() => DateScalar, { description: 'First day that was judged.' })
  from: string;

  @Field(() => DateScalar, {
    description: 'Last day that was judged: at most the last complete day of the merchant.',
  })
  to: string;

  @Field(() => Int, { description: 'How many days, or weeks, the schedule looked at.' })
  judged: number;

  @Field(() => [AlertDryRunDay], { description: 'When it would have fired, oldest first.' })
  firings: AlertDryRunDay[];

  @Field(() => Int, { description: 'How many times the condition held, and the floor was not reached.' })
  tooSmall: number;

  @Field(() => Int, { description: 'How many times it held, while the alert was still cooling down.' })
  coolingDown: number;

  @Field(() => Int, {
    description:
      'How many times nothing could be said: before the first day of the shop, a rate of nothing, or no baseline to compare with.',
  })
  unknown: number;
}
