import { ArgsType, Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ConnectionArgs, connectionTypes, DateScalar, DateTimeScalar } from '#platform/graphql/index.ts';

/** Who asked for a run. */
export enum InsightRunTrigger {
  SCHEDULE = 'SCHEDULE',
  COMMAND = 'COMMAND',
  BACKFILL = 'BACKFILL',
}
registerEnumType(InsightRunTrigger, {
  name: 'InsightRunTrigger',
  description: 'Who asked for a run of the insight job.',
  valuesConfig: {
    SCHEDULE: {
      description: "The schedule, which comes to every merchant at 03:00 of the merchant's own time.",
    },
    COMMAND: { description: 'An operator, for one day.' },
    BACKFILL: { description: 'An operator, for a range of days.' },
  },
});

/** Where a run is. */
export enum InsightRunStatus {
  RUNNING = 'RUNNING',
  COMPLETED = 'COMPLETED',
  FAILED = 'FAILED',
  STOPPED = 'STOPPED',
  ABANDONED = 'ABANDONED',
}
registerEnumType(InsightRunStatus, {
  name: 'InsightRunStatus',
  description: 'Where a run of the insight job is.',
  valuesConfig: {
    RUNNING: { description: 'At work, or interrupted and about to be taken up.' },
    COMPLETED: {
      description: 'Done. Single merchants may have failed; they are looked at again an hour later.',
    },
    FAILED: { description: 'Ended by an error; the next scheduled run looks at what it has left.' },
    STOPPED: { description: 'Stopped on purpose; the same request goes on where it was.' },
    ABANDONED: { description: 'Interrupted and not taken up within a day.' },
  },
});

@ObjectType({ description: 'How long the parts of a run were busy, in milliseconds. They overlap.' })
export class InsightRunTiming {
  @Field(() => Int, { description: 'Reading the numbers from the warehouse.' })
  readMs: number;

  @Field(() => Int, { description: 'Looking for what is worth knowing, added up over all threads.' })
  detectMs: number;

  @Field(() => Int, { description: 'Writing cards.' })
  writeMs: number;
}

@ObjectType({ description: 'A run of the insight job over many merchants.' })
export class InsightRun {
  @Field(() => ID, { description: 'Identifier of the run, a UUID.' })
  id: string;

  @Field(() => InsightRunTrigger, { description: 'Who asked for it.' })
  trigger: InsightRunTrigger;

  @Field(() => InsightRunStatus, { description: 'Where it is.' })
  status: InsightRunStatus;

  @Field(() => Float, {
    description: 'How much of its work is done, from 0 to 1. Follow it with Subscription.insightRunProgress.',
  })
  progress: number;

  @Field(() => DateTimeScalar, { description: 'When it began.' })
  startedAt: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended; null while it has not.' })
  finishedAt: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Milliseconds from its beginning to its end; null while it has not ended.',
  })
  durationMs: number | null;

  @Field(() => InsightRunTiming, { description: 'What took how long.' })
  timing: InsightRunTiming;
}

@ObjectType({ description: "What a run found in one merchant's numbers in the morning of a day." })
export class MerchantInsightRun {
  @Field(() => DateScalar, {
    description: 'The day in whose morning it looked; days before it were complete.',
  })
  asOf: string;

  @Field(() => DateTimeScalar, { description: 'When it was done with the merchant.' })
  finishedAt: string;

  @Field(() => Int, { description: 'New insights; those of every look at this day together.' })
  created: number;

  @Field(() => Int, { description: 'Insights of continuing stories that were moved on.' })
  updated: number;

  @Field(() => Boolean, {
    description: 'Whether the merchant could not be looked at. It is tried again an hour later.',
  })
  failed: boolean;

  @Field(() => InsightRun, { nullable: true, description: 'The run; null when it is no longer kept.' })
  run: InsightRun | null;
}

const { ConnectionType } = connectionTypes('MerchantInsightRun', () => MerchantInsightRun);

@ObjectType({ description: "A page of what runs found in a merchant's numbers, the newest day first." })
export class MerchantInsightRunConnection extends ConnectionType {}

/** Arguments of `Merchant.insightRuns`. */
@ArgsType()
export class InsightRunsArgs extends ConnectionArgs {}
