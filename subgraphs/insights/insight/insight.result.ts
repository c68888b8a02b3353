import { createUnionType, Field, ObjectType } from 'type-graphql';
import {
  BadInputError,
  ConflictError,
  ForbiddenError,
  NotFoundError,
  UnauthenticatedError,
} from '#platform/graphql/index.ts';
import { Insight } from './insight.type.ts';

@ObjectType({ description: 'The insight is marked read.' })
export class MarkInsightReadSuccess {
  @Field(() => Insight, { description: 'The insight as it is now; a dismissed one stays dismissed.' })
  insight: Insight;
}

@ObjectType({ description: 'The insight is dismissed.' })
export class DismissInsightSuccess {
  @Field(() => Insight, { description: 'The insight as it is now.' })
  insight: Insight;
}

@ObjectType({ description: 'The insight is back among those that are read.' })
export class RestoreInsightSuccess {
  @Field(() => Insight, { description: 'The insight as it is now; one that was not dismissed is unchanged.' })
  insight: Insight;
}

const ERRORS = [NotFoundError, ForbiddenError, UnauthenticatedError, BadInputError, ConflictError] as const;

export const MarkInsightReadResult = createUnionType({
  name: 'MarkInsightReadResult',
  description: 'What markInsightRead answers: the insight, or why not.',
  types: () => [MarkInsightReadSuccess, ...ERRORS] as const,
});

export const DismissInsightResult = createUnionType({
  name: 'DismissInsightResult',
  description: 'What dismissInsight answers: the insight, or why not.',
  types: () => [DismissInsightSuccess, ...ERRORS] as const,
});

export const RestoreInsightResult = createUnionType({
  name: 'RestoreInsightResult',
  description: 'What restoreInsight answers: the insight, or why not.',
  types: () => [RestoreInsightSuccess, ...ERRORS] as const,
});
