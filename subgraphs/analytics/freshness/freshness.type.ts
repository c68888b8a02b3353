import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from '#platform/graphql/index.ts';

/** How well the reports' copy of the data keeps up. */
export enum FreshnessStatus {
  LIVE = 'LIVE',
  DELAYED = 'DELAYED',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(FreshnessStatus, {
  name: 'FreshnessStatus',
  description: 'How well reports keep up with what happens in the shop.',
  valuesConfig: {
    LIVE: { description: 'Reports are less than ten seconds behind.' },
    DELAYED: {
      description:
        'Reports are ten seconds or more behind, or replication has not been heard of for as long.',
    },
    UNKNOWN: { description: 'Replication has not started yet, so reports may be empty.' },
  },
});

/** What the last comparison of the reports' copy with the shop's own records came to. */
export enum ReconciliationState {
  RECONCILED = 'RECONCILED',
  REPAIRED = 'REPAIRED',
  DIFFERENT = 'DIFFERENT',
  NEVER = 'NEVER',
}
registerEnumType(ReconciliationState, {
  name: 'ReconciliationState',
  description: "How the reports' copy of the data agrees with the shop's own records.",
  valuesConfig: {
    RECONCILED: { description: 'Every row and every daily figure was the same.' },
    REPAIRED: { description: 'Some differed and have been put right.' },
    DIFFERENT: { description: 'Some differ and could not be put right yet; an operator has to look.' },
    NEVER: { description: 'They have not been compared yet.' },
  },
});

@ObjectType({
  description: 'How up to date the data of a report is, and whether they agree with their source.',
})
export class Freshness {
  @Field(() => Float, {
    nullable: true,
    description: 'Seconds by which the reports are behind the shop, 0 or more; null when status is UNKNOWN.',
  })
  lagSeconds: number | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Everything that happened before this instant is in the reports; null when that is not known.',
  })
  replicatedAt: Date | null;

  @Field(() => FreshnessStatus, { description: 'The same in one word.' })
  status: FreshnessStatus;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "When all data of the merchant were last compared with the shop's own records; null when reconciliation is NEVER.",
  })
  reconciledAt: Date | null;

  @Field(() => ReconciliationState, { description: 'What that comparison came to.' })
  reconciliation: ReconciliationState;
}
