import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionTypes, DateScalar, DateTimeScalar, sharedBy } from '#platform/graphql/index.ts';
import {
  InsightDirection,
  InsightKind,
  InsightMetric,
  InsightSeverity,
  InsightStatus,
} from './insight.enums.ts';
import {
  InsightAction,
  InsightEvidencePoint,
  InsightExplanation,
  InsightFigures,
  InsightSlice,
  InsightWindow,
} from './insight-parts.type.ts';

/** The part of Merchant this subgraph knows: its id, and the insights its resolver adds. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A shop: the tenant everything else belongs to.' })
export class Merchant {
  @Directive(sharedBy('insights:read'))
  @Field(() => ID, { description: 'UUID of the merchant.' })
  id: string;
}

@Directive('@key(fields: "id")')
@Directive(sharedBy('insights:read'))
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
      'The news in one line, in the language of the merchant (see locale), for example "Revenue rose 43% in the week to 13 November".',
  })
  title: string;

  @Field(() => String, {
    description:
      "The figures behind it in a few sentences, in the merchant's language, numbers and dates as its locale has them, money in its currency.",
  })
  text: string;

  @Field(() => String, {
    description:
      'BCP 47 locale that title and text are in. The words are made anew when the merchant changes its locale; languages there are: English, German, French and Spanish, English for all others.',
  })
  locale: string;

  @Field(() => InsightSlice, {
    nullable: true,
    description: 'The product, country and so on it is about; null for the whole shop.',
  })
  slice: InsightSlice | null;

  @Field(() => InsightWindow, { description: "Which days it is about, in the merchant's time zone." })
  window: InsightWindow;

  @Field(() => InsightFigures, { description: 'The figures of the leading metric.' })
  figures: InsightFigures;

  @Field(() => [InsightEvidencePoint], {
    nullable: true,
    description:
      'The days a reader needs to see it, oldest first and without a gap: the leading metric and what was expected of it. Null for insights that have no series.',
  })
  evidence: InsightEvidencePoint[] | null;

  @Field(() => InsightExplanation, {
    nullable: true,
    description: 'What drove the change; null where nothing is known of it.',
  })
  explanation: InsightExplanation | null;

  @Field(() => InsightAction, { description: 'What to do about it.' })
  action: InsightAction;

  @Field(() => InsightStatus, {
    description: 'Whether somebody of the team has read or dismissed it; shared by the team.',
  })
  status: InsightStatus;

  @Field(() => DateScalar, {
    description: 'The day in whose morning it was first found; days before it were complete.',
  })
  asOf: string;

  @Field(() => DateScalar, { description: 'The day in whose morning its story was first found: asOf.' })
  firstSeen: string;

  @Field(() => DateScalar, {
    description: 'The day in whose morning its story was last found: later than firstSeen when it went on.',
  })
  lastSeen: string;

  @Field(() => Int, {
    description: 'How many times the story has written the insight, from 1; see history for earlier ones.',
  })
  version: number;

  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  createdAt: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When a continuing story last changed it; null when none has.',
  })
  updatedAt: string | null;

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

@ObjectType({
  description: 'What nobody of the team has read yet: for a badge, and what to show at sign-in.',
})
export class UnreadInsights {
  @Field(() => Int, { description: 'How many insights are unread.' })
  count: number;

  @Field(() => Int, { description: 'How many of them are CRITICAL.' })
  critical: number;

  @Field(() => Insight, { nullable: true, description: 'The newest unread CRITICAL one; null without one.' })
  newestCritical: Insight | null;
}
