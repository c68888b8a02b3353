import { Directive, Field, Float, Int, ObjectType } from 'type-graphql';
import { DateScalar, DateTimeScalar, DecimalScalar, sharedBy } from '#platform/graphql/index.ts';
import { InsightActionCode, InsightDimension, InsightSeverity } from './insight.enums.ts';

@Directive(sharedBy('insights:read'))
@ObjectType({ description: 'The figures behind an insight.' })
export class InsightFigures {
  @Field(() => DecimalScalar, {
    description:
      'What was seen. LEVEL_SHIFT, TREND_CHANGE, STREAK, STOPPED_SELLING and BACK_IN_SALE: the mean a day over the window (ratios such as average order value: of the whole window). Others: the value of the window. CONCENTRATION: a share of revenue, 0 to 1. Money has four decimals.',
  })
  observed: string;

  @Field(() => DecimalScalar, {
    description:
      'What was to be expected, in the same unit. LEVEL_SHIFT: the same over the baseline. WEEKDAY_ANOMALY: the median of earlier days of the same weekday. RECORD: the record until then.',
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

@Directive(sharedBy('insights:read'))
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

@Directive(sharedBy('insights:read'))
@ObjectType({ description: 'One product, country and so on.' })
export class InsightSlice {
  @Field(() => InsightDimension, { description: 'What the business is cut by.' })
  dimension: InsightDimension;

  @Field(() => String, {
    description: "The product's sku, the country and so on; unique within its dimension.",
  })
  key: string;

  @Field(() => String, { description: 'What a person calls it.' })
  label: string;
}

@Directive(sharedBy('insights:read'))
@ObjectType({ description: 'One day of the series behind an insight.' })
export class InsightEvidencePoint {
  @Field(() => DateScalar, { description: "The day, in the merchant's time zone." })
  day: string;

  @Field(() => Float, {
    nullable: true,
    description:
      'The value of the leading metric, money in major units; null when the day has none (a ratio without orders).',
  })
  observed: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'What was to be expected of the day; null when too little was known.',
  })
  expected: number | null;
}

@Directive(sharedBy('insights:read'))
@ObjectType({ description: 'What a change of revenue comes from. The three add up to the change.' })
export class InsightEffects {
  @Field(() => DecimalScalar, { description: 'By other prices of what was sold before and after.' })
  price: string;

  @Field(() => DecimalScalar, { description: 'By more or fewer pieces.' })
  volume: string;

  @Field(() => DecimalScalar, { description: 'By selling more of what costs more, or of what costs less.' })
  mix: string;
}

@Directive(sharedBy('insights:read'))
@ObjectType({ description: 'What one slice gave to a change.' })
export class InsightContribution {
  @Field(() => InsightSlice, { description: 'The slice.' })
  slice: InsightSlice;

  @Field(() => Float, { description: 'What it came to in the window, in the unit of the figures.' })
  observed: number;

  @Field(() => Float, { description: 'What it came to in the baseline, in the same unit.' })
  expected: number;

  @Field(() => Float, {
    description: 'Its part of the whole change, 1 being all of it; negative for what worked against it.',
  })
  share: number;
}

@Directive(sharedBy('insights:read'))
@ObjectType({ description: 'The same metric in the same days of last year (364 days before).' })
export class InsightLastYear {
  @Field(() => Float, { description: 'What the window came to.' })
  observed: number;

  @Field(() => Float, { description: 'What the baseline came to.' })
  expected: number;
}

@Directive(sharedBy('insights:read'))
@ObjectType({ description: 'Why a figure changed.' })
export class InsightExplanation {
  @Field(() => InsightEffects, {
    nullable: true,
    description:
      "Price, volume and mix over the whole window, in major units of the merchant's currency; null where they do not apply.",
  })
  effects: InsightEffects | null;

  @Field(() => [InsightContribution], {
    description: 'The largest contributors, at most five of each dimension, largest first.',
  })
  contributions: InsightContribution[];

  @Field(() => InsightLastYear, {
    nullable: true,
    description:
      'What happened in the same days of last year; null when the history does not reach that far.',
  })
  lastYear: InsightLastYear | null;
}

@Directive(sharedBy('insights:read'))
@ObjectType({ description: 'What the merchant may do about an insight.' })
export class InsightAction {
  @Field(() => InsightActionCode, { description: 'For programs.' })
  code: InsightActionCode;

  @Field(() => String, { description: "For people, in the merchant's language." })
  text: string;
}

@Directive(sharedBy('insights:read'))
@ObjectType({ description: 'What an insight said before its story changed it.' })
export class InsightVersion {
  @Field(() => Int, { description: 'From 1, the first that was written.' })
  version: number;

  @Field(() => DateScalar, { description: 'The day in whose morning it was found like this.' })
  seen: string;

  @Field(() => InsightSeverity, { description: 'How much it asked of the merchant.' })
  severity: InsightSeverity;

  @Field(() => String, { description: 'Its title, in the language it was written in.' })
  title: string;

  @Field(() => InsightWindow, { description: 'Which days it was about.' })
  window: InsightWindow;

  @Field(() => InsightFigures, { description: 'Its figures.' })
  figures: InsightFigures;

  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  writtenAt: string;
}
