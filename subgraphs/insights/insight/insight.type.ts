import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { connectionTypes, DateScalar, DateTimeScalar, DecimalScalar } from '#platform/graphql/index.ts';
import {
  InsightDirection,
  InsightKind,
  InsightMetric,
  InsightSeverity,
  InsightStatus,
} from './insight.enums.ts';

/** The part of Merchant this subgraph knows: its id, and the insights its resolver adds. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A shop: the tenant everything else belongs to.' })
export class Merchant {
  @Field(() => ID, { description: 'UUID of the merchant.' })
  id: string;
}

@ObjectType({ description: 'The figures behind an insight.' })
export class InsightFigures {
  @Field(() => DecimalScalar, {
    description:
      'What was seen. LEVEL_SHIFT: the mean a day over the window (average order value: of the whole window). WEEKDAY_ANOMALY: the value of the day. Money has four decimals.',
  })
  observed: string;

  @Field(() => DecimalScalar, {
    description:
      'What was to be expected. LEVEL_SHIFT: the same over the baseline. WEEKDAY_ANOMALY: the median of earlier days of the same weekday.',
  })
  expected: string;

  @Field(() => Float, {
    nullable: true,
    description: 'observed / expected - 1, so 0.43 is "43% more"; null when nothing was expected.',
  })
  change: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'ISO 4217 currency of the figures; null for metrics that are counted, such as orders.',
  })
  currency: string | null;

  @Field(() => Float, {
    description:
      'How many robust standard deviations apart they are, 0 or more. Use it to rank, not as a probability.',
  })
  score: number;
}

@ObjectType({
  description: 'The days an insight is about, and those it is held against. Every bound is included.',
})
export class InsightWindow {
  @Field(() => DateScalar, { description: 'First day the insight is about.' })
  from: string;

  @Field(() => DateScalar, { description: 'Last day the insight is about.' })
  to: string;

  @Field(() => DateScalar, { description: 'First day of the period it is compared with.' })
  baselineFrom: string;

  @Field(() => DateScalar, { description: 'Last day of the period it is compared with.' })
  baselineTo: string;
}

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    "Something worth knowing that the nightly job found in a merchant's numbers, written to be read. One story is one insight: metrics that move together are named in one text.",
})
export class Insight {
  @Field(() => ID, {
    description: 'Identifier of the insight, a UUID. The same story is never created twice.',
  })
  id: string;

  @Field(() => Merchant, { description: 'The merchant it is about.' })
  merchant: Merchant;

  @Field(() => InsightKind, { description: 'How it was found.' })
  kind: InsightKind;

  @Field(() => InsightMetric, {
    description: 'The metric that leads the story; the text names others that moved with it.',
  })
  metric: InsightMetric;

  @Field(() => InsightDirection, {
    description: 'Whether the metric went up or down. Up is bad news for refunds.',
  })
  direction: InsightDirection;

  @Field(() => InsightSeverity, { description: 'How much it asks of the merchant.' })
  severity: InsightSeverity;

  @Field(() => String, {
    description:
      'The news in one line, in English, for example "Revenue rose 43% in the week to 13 November".',
  })
  title: string;

  @Field(() => String, {
    description: "The figures behind it in a few sentences, in English, money in the merchant's currency.",
  })
  text: string;

  @Field(() => InsightWindow, { description: "Which days it is about, in the merchant's time zone." })
  window: InsightWindow;

  @Field(() => InsightFigures, { description: 'The figures of the leading metric.' })
  figures: InsightFigures;

  @Field(() => InsightStatus, {
    description: 'Whether somebody of the team has read or dismissed it; shared by the team.',
  })
  status: InsightStatus;

  @Field(() => DateScalar, {
    description: 'The day in whose morning it was found; days before it were complete.',
  })
  asOf: string;

  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  createdAt: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was first marked read; null before.' })
  readAt: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was dismissed; null while it is not.',
  })
  dismissedAt: string | null;
}

const { ConnectionType } = connectionTypes('Insight', () => Insight);

@ObjectType({ description: "A page of a merchant's insights." })
export class InsightConnection extends ConnectionType {
  @Field(() => Int, {
    description:
      'How many insights of the merchant are unread, whatever filter and page were asked for: the number for a badge.',
  })
  unreadCount: number;
}
