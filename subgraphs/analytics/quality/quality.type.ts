import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from '#platform/graphql/index.ts';

export enum QualityStatus {
  PASSED = 'PASSED',
  FAILED = 'FAILED',
  SKIPPED = 'SKIPPED',
}
registerEnumType(QualityStatus, {
  name: 'QualityStatus',
  description: 'What a rule of data quality found.',
  valuesConfig: {
    PASSED: { description: 'What was observed lies within the bounds.' },
    FAILED: { description: 'It does not. An insight told of it when it began.' },
    SKIPPED: { description: 'There is too little data to judge by.' },
  },
});

export enum QualityRuleKind {
  FRESHNESS = 'FRESHNESS',
  NULLS = 'NULLS',
  RANGE = 'RANGE',
  UNIQUENESS = 'UNIQUENESS',
  VOLUME = 'VOLUME',
}
registerEnumType(QualityRuleKind, {
  name: 'QualityRuleKind',
  description: 'What a rule of data quality looks at.',
  valuesConfig: {
    FRESHNESS: { description: 'How old the newest data are.' },
    NULLS: { description: 'How much is missing.' },
    RANGE: { description: 'Values that cannot be.' },
    UNIQUENESS: { description: 'What should be there once and is there more often.' },
    VOLUME: { description: 'How much there is, against how much there was.' },
  },
});

@ObjectType({ description: 'A rule of data quality, and what it found in the rows of the last 30 days.' })
export class QualityRuleResult {
  @Field(() => String, { description: 'Stable name of the rule, for example "orders.freshness".' })
  name: string;

  @Field(() => String, { description: 'Kind of rows it looks at, for example "order_items".' })
  table: string;

  @Field(() => String, {
    nullable: true,
    description: 'Field it looks at; null when it is about whole rows.',
  })
  column: string | null;

  @Field(() => QualityRuleKind, { description: 'What it looks at.' })
  kind: QualityRuleKind;

  @Field(() => String, { description: 'What is observed, for people to read.' })
  description: string;

  @Field(() => QualityStatus, { description: 'What it found.' })
  status: QualityStatus;

  @Field(() => String, {
    nullable: true,
    description: 'The number it observed, for example "0.25"; null when SKIPPED.',
  })
  observed: string | null;

  @Field(() => String, { description: 'The bounds, for people to read, for example "at most 0.5".' })
  expected: string;

  @Field(() => DateTimeScalar, { description: 'Since when its status is what it is.' })
  since: Date;
}

@ObjectType({
  description: 'What the rules of data quality found when they looked last; they look once an hour.',
})
export class DataQuality {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When they looked last; null before they first did.',
  })
  checkedAt: Date | null;

  @Field(() => QualityStatus, {
    description: 'FAILED when any rule fails, SKIPPED when none could be judged, else PASSED.',
  })
  status: QualityStatus;

  @Field(() => [QualityRuleResult], { description: 'Every rule, those that fail first, then by name.' })
  rules: QualityRuleResult[];
}
