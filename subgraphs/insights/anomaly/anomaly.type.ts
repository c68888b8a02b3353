import { Field, Float, ID, ObjectType, registerEnumType } from 'type-graphql';
import { connectionTypes, DateScalar, DateTimeScalar, DecimalScalar } from '#platform/graphql/index.ts';
import { InsightDirection, InsightKind, InsightMetric } from '../insight/insight.enums.ts';
import { Merchant } from '../insight/insight.type.ts';
import { InsightSlice } from '../insight/insight-parts.type.ts';

export enum AnomalyStatus {
  OPEN = 'OPEN',
  ACKNOWLEDGED = 'ACKNOWLEDGED',
  RESOLVED = 'RESOLVED',
  FALSE_ALARM = 'FALSE_ALARM',
}
registerEnumType(AnomalyStatus, {
  name: 'AnomalyStatus',
  description: 'What the team has done about an anomaly; shared by the team.',
  valuesConfig: {
    OPEN: { description: 'Nobody has said anything of it yet, or it was reopened.' },
    ACKNOWLEDGED: { description: 'Somebody is looking after it. Only from OPEN.' },
    RESOLVED: { description: 'It is explained or put right. From OPEN and ACKNOWLEDGED.' },
    FALSE_ALARM: {
      description:
        'There was nothing to it; anomalies of its kind weigh less from then on. From every other status.',
    },
  },
});

export enum AnomalySource {
  DETECTED = 'DETECTED',
  REPORTED = 'REPORTED',
  ALERT = 'ALERT',
}
registerEnumType(AnomalySource, {
  name: 'AnomalySource',
  description: 'Where an anomaly comes from.',
  valuesConfig: {
    DETECTED: { description: 'Found by the nightly job; its insight tells the story.' },
    REPORTED: { description: 'Reported by hand with reportAnomaly.' },
    ALERT: { description: "One of the merchant's own alerts fired." },
  },
});

@ObjectType({
  description:
    'One metric, of a shop or of a slice of it, that was not what it should have been. Several of them may stand behind one insight.',
})
export class Anomaly {
  @Field(() => ID, { description: 'UUID of the anomaly.' })
  id: string;

  @Field(() => Merchant, { description: 'The merchant it is about.' })
  merchant: Merchant;

  insightId: string | null;
  alertId: string | null;

  @Field(() => AnomalySource, { description: 'Where it comes from.' })
  source: AnomalySource;

  @Field(() => InsightKind, {
    nullable: true,
    description: 'How it was found; null when it was reported by hand.',
  })
  kind: InsightKind | null;

  @Field(() => InsightMetric, { description: 'The metric it is about.' })
  metric: InsightMetric;

  @Field(() => InsightSlice, {
    nullable: true,
    description: 'The product, country and so on it is about; null for the whole shop.',
  })
  slice: InsightSlice | null;

  @Field(() => InsightDirection, {
    nullable: true,
    description: 'Which way the metric went; null when whoever reported it did not say.',
  })
  direction: InsightDirection | null;

  @Field(() => DateScalar, {
    description: 'First day it was found on: earlier than from when it has been going on for longer.',
  })
  since: string;

  @Field(() => DateScalar, { description: "First day of its newest figures, in the merchant's time zone." })
  from: string;

  @Field(() => DateScalar, { description: 'Last day it is about; that of from when it is about one day.' })
  to: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'What was seen, in the unit of the metric: of the day, or a day on average for LEVEL_SHIFT; money in major units, rates as shares. Null when reported by hand.',
  })
  observed: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'What was to be expected; for an alert its baseline, or without one its threshold. Null when reported by hand.',
  })
  expected: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'observed / expected - 1, so -0.4 is "40% less"; null when there is nothing to divide by.',
  })
  change: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'ISO 4217 currency of the figures; null for metrics that are no money.',
  })
  currency: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Robust standard deviations from what was expected, 0 or more; null unless it was DETECTED.',
  })
  score: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The chance of at least this much if nothing had changed, 0 to 1; null unless it was DETECTED.',
  })
  pValue: number | null;

  @Field(() => AnomalyStatus, { description: 'What the team has done about it.' })
  status: AnomalyStatus;

  @Field(() => String, {
    nullable: true,
    description: 'What a person has written about it; null when nobody has.',
  })
  note: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who reported it by hand: "user:" or "key:" and an id; null otherwise.',
  })
  reportedBy: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who last changed its status: "user:" or "key:" and an id; null before that.',
  })
  statusChangedBy: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When its status was last changed; null before that.',
  })
  statusChangedAt: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  createdAt: string;
}

const { ConnectionType } = connectionTypes('Anomaly', () => Anomaly);

@ObjectType({ description: "A page of a merchant's anomalies." })
export class AnomalyConnection extends ConnectionType {}
